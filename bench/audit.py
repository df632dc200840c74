"""The audit of 5,000,000 pay rows against 10,000 rules, beside DuckDB's plain sum and max of all columns of the same file.

``python -m bench.audit [ROWS]`` prints seconds, the ratio of the medians and the peak memory of the process, each with its bar;
the exit is 1 where a bar does not hold.
"""

import random
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import duckdb

from xieshang.core.codes import CodeBook
from xieshang.core.contract import Contract, Kind, Scope, Term
from xieshang.core.minimum_wages import MinimumWages, Standard
from xieshang.core.rules import Rules
from xieshang.core.skills import Level
from xieshang.core.sources import Source, Trust
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.engine.audit import Audit, audit_file
from xieshang.engine.exports import write_table

ROWS = 5_000_000
REPEATS = 5
BAR_RATIO = 6
BAR_MB = 2048
KNOWN_ON = date(2026, 12, 31)
CODES = CodeBook(divisions={str(division): "C" for division in range(13, 44)}, middle_classes={"6-18": "机械", "6-20": "通用设备"})
CATEGORIES = ("基础类", "重要类", "关键类", "核心类")
MINIMA = MinimumWages(
    (Standard("13", None, 208_000, 2000, Source("bench"), Trust.PROVISIONAL, date(2025, 1, 1), date(2025, 1, 1)),)
)

# A person keeps enterprise, place, industry, occupation, level and category over the months; about one row in a hundred is low.
PAYROLL = """
COPY (
  WITH rows AS (SELECT i, i % {persons} AS p, (i % {persons}) % 2000 AS e, i // {persons} AS m FROM range({rows}) AS t(i))
  SELECT
    '3701' || lpad((hash(p) % 100000000000000)::VARCHAR, 14, '0') AS person,
    '示范企业' || lpad(e::VARCHAR, 4, '0') AS enterprise,
    '13' || lpad((1 + e % 11)::VARCHAR, 2, '0') || lpad((1 + e % 18)::VARCHAR, 2, '0') AS place,
    'C' || (33 + e % 5)::VARCHAR || (e % 7)::VARCHAR AS industry,
    '6-' || CASE WHEN p % 8 < 4 THEN '18' ELSE '20' END || '-0' || (1 + p % 4)::VARCHAR || '-'
      || lpad((1 + p % 25)::VARCHAR, 2, '0') AS occupation,
    (1 + hash(p, 1) % 8)::TINYINT AS level,
    ['', '基础类', '重要类', '关键类', '核心类'][1 + (hash(p, 2) % 5)::INTEGER] AS category,
    '2026-' || lpad((1 + m)::VARCHAR, 2, '0') AS month,
    21.75::DECIMAL(5, 2) AS payable_days,
    CASE WHEN hash(i, 1) % 20 = 0 THEN 10.5 ELSE 21.75 END::DECIMAL(5, 2) AS paid_days,
    (300000 + hash(i, 2) % 400000)::BIGINT AS basic_fen, (hash(i, 3) % 100000)::BIGINT AS piece_fen,
    (hash(i, 4) % 50000)::BIGINT AS performance_fen, (hash(i, 5) % 50000)::BIGINT AS skill_allowance_fen,
    (hash(i, 6) % 90000)::BIGINT AS overtime_fen, (hash(i, 7) % 9000)::BIGINT AS shift_allowance_fen,
    (hash(i, 8) % 9000)::BIGINT AS hazard_allowance_fen, (hash(i, 9) % 9000)::BIGINT AS welfare_fen,
    (hash(i, 10) % 60000)::BIGINT AS employee_contributions_fen
  FROM rows ORDER BY i
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


MAKE = "import duckdb, sys; duckdb.execute('SET enable_progress_bar = false'); duckdb.execute(sys.argv[1])"


def law(place: str) -> Rules:
    """Give one statutory minimum for every place."""
    return Rules(place, (), codes=CODES, minimum_wages=MINIMA)


def contracts(count: int = 100, rows: int = 100) -> list[Contract]:
    """Make contracts of regions, industries and enterprises with rows for parents and leaves of every axis."""
    chance = random.Random(1)

    def row(number: int) -> WageRow:
        leaf = f"6-{chance.choice(('18', '20'))}-0{chance.randint(1, 4)}-{chance.randint(1, 25):02d}"
        occupation = chance.choice([None, leaf[:4], leaf[:7], *[leaf] * 7])
        level = chance.choice([None, *[Level(chance.randint(1, 8))] * 5])
        return WageRow(str(number), chance.randrange(210_000, 380_000, 1000), chance.choice([None, *CATEGORIES]), occupation, level)

    def contract(number: int) -> Contract:
        county = f"13{chance.randint(1, 11):02d}{chance.randint(1, 18):02d}"
        kind = chance.choice([Kind.REGIONAL, Kind.INDUSTRY, Kind.INDUSTRY, Kind.ENTERPRISE])
        scope = Scope(
            places=(chance.choice(["130000", county[:4] + "00", county, county]),),
            industries=chance.choice([None, ("C",), (f"C{chance.randint(33, 37)}",)]),
            enterprises=(f"示范企业{chance.randrange(2000):04d}",) if kind is Kind.ENTERPRISE else None,
        )
        term = Term(date(2025, chance.randint(1, 12), 1), date(2026, chance.randint(1, 12), chance.choice([15, 28])))
        table = WageTable(Form.MONTHLY_FLOOR, tuple(map(row, range(rows))))
        return Contract(f"bench-{number}", kind=kind, scope=scope, term=term, known_on=term.from_on, tables=(table,))

    return list(map(contract, range(count)))


def scan(path: Path) -> None:
    """Sum every number and take the largest of every text: the plain reading of the file."""
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2; SET enable_progress_bar = false")
        columns = connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        asked = ", ".join(f"{'max' if kind == 'VARCHAR' else 'sum'}({name})" for name, kind, *_ in columns)
        connection.execute(f"SELECT {asked} FROM '{path}'").fetchall()


def audited(path: Path, agreed: list[Contract]) -> Audit:
    """Audit the file and write the findings."""
    audit = audit_file(path, agreed, KNOWN_ON, codes=CODES, law=law)
    write_table(path.with_name("findings.parquet"), audit.columns)
    return audit


def main(rows: int = ROWS) -> bool:
    """Measure both in turn, print the medians with their bars, and say whether these hold."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        query = PAYROLL.format(path=path, rows=rows, persons=-(-rows // 12))
        subprocess.run([sys.executable, "-c", MAKE, query], check=True)
        agreed, plain, whole = contracts(), [], []
        for _ in range(REPEATS):
            start = time.perf_counter()
            scan(path)
            middle = time.perf_counter()
            audit = audited(path, agreed)
            plain.append(middle - start)
            whole.append(time.perf_counter() - middle)
    rules = sum(len(table.rows) for contract in agreed for table in contract.tables)
    ratio = median(whole) / median(plain)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"audit: {audit.rows:,} rows, {rules:,} rules, {audit.total.findings:,} findings, {len(audit.contracts)} lower contracts")
    print(f"audit: plain scan {median(plain):.2f} s, audit {median(whole):.2f} s, ratio {ratio:.2f} (bar {BAR_RATIO})")
    print(f"audit: peak {peak_mb:,} MB (bar {BAR_MB:,} MB)")
    return ratio <= BAR_RATIO and peak_mb <= BAR_MB


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
