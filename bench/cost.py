"""Costing a wage table of 2,000 cells on 1,000,000 pay rows: the curve beside DuckDB reading the same rows again.

``python -m bench.cost [ROWS]`` prints seconds to build, milliseconds to cost, and the ratios of the medians.  DuckDB is given
the floor of each cell, so that it need not look for parents, and is asked twice: of the pay rows as they are (words, amounts,
days), beside a table costed from its rows; and of a table made for it (the number of the cell and the wage), which is its best
case, beside the floors of the cells costed alone.  Totals must be equal.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np

from xieshang.core.codes import CodeBook
from xieshang.core.rules import Rules
from xieshang.core.skills import Level
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.engine.costing import Costing, build_costing
from xieshang.engine.curves import Cost
from xieshang.engine.employments import take_employments
from xieshang.engine.ingest import read_pay_rows

ROWS = 1_000_000
REPEATS = 15
BAR_MS, BAR_RATIO = 10, 20
CODES = CodeBook(divisions={str(division): "C" for division in range(13, 44)}, middle_classes={"6-18": "机械"})
CATEGORIES = ("", "基础类", "重要类", "关键类", "核心类")
OCCUPATIONS = [f"6-18-{number // 10 + 1:02d}-{number % 10 + 1:02d}" for number in range(50)]

# Each person once; one in eight has a part month, one in fifty less than half of it.
PAYROLL = """
COPY (
  SELECT 'p' || i AS person, '示范企业' || lpad((hash(i || '/9') % 2000)::VARCHAR, 4, '0') AS enterprise,
    '130123' AS place, 'C35' AS industry,
    '6-18-' || lpad((1 + hash(i || '/0') % 50 // 10)::VARCHAR, 2, '0')
      || '-' || lpad((1 + hash(i || '/0') % 10)::VARCHAR, 2, '0') AS occupation,
    (1 + hash(i || '/1') % 8)::TINYINT AS level,
    ['', '基础类', '重要类', '关键类', '核心类'][1 + (hash(i || '/2') % 5)::INTEGER] AS category,
    '2026-03' AS month, 21.75::DECIMAL(5, 2) AS payable_days,
    CASE WHEN hash(i || '/3') % 50 = 0 THEN 10.0 WHEN hash(i || '/3') % 8 = 0 THEN 20.5 ELSE 21.75 END::DECIMAL(5, 2) AS paid_days,
    (250000 + hash(i || '/4') % 300000)::BIGINT AS basic_fen, (hash(i || '/5') % 60000)::BIGINT AS piece_fen,
    (hash(i || '/6') % 40000)::BIGINT AS performance_fen, (hash(i || '/7') % 30000)::BIGINT AS skill_allowance_fen
  FROM range({rows}) AS t(i)
) TO '{path}' (FORMAT parquet)
"""
AGAIN = """
  SELECT count(*) FILTER (WHERE wage < floor_fen), sum(greatest(floor_fen - wage, 0))
  FROM (
    SELECT (basic_fen + piece_fen + performance_fen + skill_allowance_fen) * payable // paid AS wage, floor_fen
    FROM rows JOIN floors USING (occupation, level, category) WHERE 2 * paid >= payable
  )
"""
AGAIN_MADE_FOR_IT = "SELECT count(*), sum(floor_fen - wage) FROM made JOIN numbered USING (cell) WHERE wage < floor_fen"


def table(step_fen: int) -> WageTable:
    """Make one row for every category, occupation and level."""
    keys = [(category, occupation, level) for category in CATEGORIES for occupation in OCCUPATIONS for level in Level]
    rows = [
        WageRow(str(number), 300_000 + 10_000 * level + (number * 7919) % 50_000 + step_fen, category or None, occupation, level)
        for number, (category, occupation, level) in enumerate(keys)
    ]
    return WageTable(Form.MONTHLY_FLOOR, tuple(rows))


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Time one piece of work."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def totals(cost: Cost) -> list[tuple[int, int]]:
    """Give the workers affected and the cost a month, as DuckDB gives them."""
    return [(int(cost.affected.sum()), cost.total_monthly_fen)]


def loaded(connection: duckdb.DuckDBPyConnection, path: Path, costing: Costing) -> None:
    """Give DuckDB the rows in memory, days as whole numbers, and the table that is made for it."""
    connection.execute("SET threads = 2")
    connection.execute(
        "CREATE TABLE rows AS SELECT occupation, level, category, (payable_days * 100)::INTEGER AS payable,"
        f" (paid_days * 100)::INTEGER AS paid, basic_fen, piece_fen, performance_fen, skill_allowance_fen FROM '{path}'"
    )
    employments = costing.employments
    connection.register("sorted", {"cell": employments.cell.astype(np.int32), "wage": employments.rate_fen})
    connection.execute("CREATE TABLE made AS SELECT * FROM sorted")


def floors_in(connection: duckdb.DuckDBPyConnection, costing: Costing, floors_fen: Any) -> None:
    """Give DuckDB the floor of each cell, by words and by number."""
    cells = costing.employments.cells
    columns = {
        "occupation": np.array([cell.occupation for cell in cells], dtype=object),
        "level": np.array([cell.level for cell in cells], dtype=np.int8),
        "category": np.array([cell.category or "" for cell in cells], dtype=object),
        "floor_fen": floors_fen,
        "cell": np.arange(len(cells), dtype=np.int32),
    }
    connection.register("floors_now", columns)
    connection.execute("CREATE OR REPLACE TABLE floors AS SELECT occupation, level, category, floor_fen FROM floors_now")
    connection.execute("CREATE OR REPLACE TABLE numbered AS SELECT cell, floor_fen FROM floors_now")


def main(rows: int = ROWS) -> bool:
    """Measure in turn, print the medians with their bars, and say whether these hold."""
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "rows.parquet"
        duckdb.execute(PAYROLL.format(path=path, rows=rows))
        read_s, pay_rows = seconds(lambda: read_pay_rows(path, codes=CODES))
        employments = take_employments(pay_rows, Form.MONTHLY_FLOOR, lambda place: Rules(place, ()), CODES)
        build_s, costing = seconds(lambda: build_costing(employments))
        loaded(connection, path, costing)
        times: dict[str, list[float]] = {}
        for step in range(REPEATS):
            asked = table(step * 100)
            floors = costing.cost(asked.rows).floors
            floors_in(connection, costing, floors.floors_fen)
            works: dict[str, Callable[[], Any]] = {
                "table": lambda rows=asked.rows: totals(costing.cost(rows).by_cell),
                "again": lambda: connection.execute(AGAIN).fetchall(),
                "floors": lambda floors=floors: totals(costing.cells.cost(floors.floors_fen)),
                "made": lambda: connection.execute(AGAIN_MADE_FOR_IT).fetchall(),
                "each": lambda floors=floors: totals(costing.by_enterprise(floors)),
            }
            found = set()
            for name, work in works.items():
                spent, told = seconds(work)
                times.setdefault(name, []).append(1000 * spent)
                found.add(told[0])
            assert len(found) == 1, "the totals differ"
    ms = {name: median(spent) for name, spent in times.items()}
    cells, posts = len(employments.cells), len(costing.posts.cell)
    print(f"cost: {len(employments):,} workers, {cells:,} cells, {posts:,} posts of {len(employments.enterprises):,} enterprises")
    print(f"cost: rows read {read_s:.2f} s, curves built {build_s:.2f} s, cost of each enterprise {ms['each']:.1f} ms")
    print(f"cost: table {ms['table']:.2f} ms (bar {BAR_MS}), DuckDB on the rows {ms['again']:.1f} ms", end="")
    print(f", ratio {ms['again'] / ms['table']:.0f} (bar {BAR_RATIO})")
    print(f"cost: floors alone {ms['floors']:.2f} ms, DuckDB on a table made for it {ms['made']:.1f} ms", end="")
    print(f", ratio {ms['made'] / ms['floors']:.0f}")
    return ms["table"] <= BAR_MS and ms["again"] >= BAR_RATIO * ms["table"]


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
