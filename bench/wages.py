"""Five weighted percentiles of 6,400 cells from 20,000,000 rows of Parquet, beside DuckDB's unweighted quantile_disc.

``python -m bench.wages [ROWS]`` takes both in turn, each from the file, and prints the ratio of the medians with its bar and the
peak of memory; with equal weights both must give the same percentiles.  Beside it everything is computed once: the standard
errors and intervals of a stratified sample of enterprises.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np

from xieshang.engine.survey.designs import Design, Stage
from xieshang.engine.survey.distributions import distribute
from xieshang.engine.survey.sample import read_cells, read_sample
from xieshang.engine.tables import open_table

ROWS = 20_000_000
PAIRS = 5
BAR_RATIO, BAR_GB = 1.25, 2.0
SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]
BY = ["occupation", "level", "place"]

# 50 occupations, 8 levels, 16 places; an enterprise lies in one of 40 strata and weighs the same in all its rows.
ROWS_SQL = """
COPY (
  SELECT '6-18-' || lpad((1 + o // 10)::VARCHAR, 2, '0') || '-' || lpad((1 + o % 10)::VARCHAR, 2, '0') AS occupation,
    (1 + l)::TINYINT AS level, 130100 + p AS place, e AS enterprise, (e % 40)::INTEGER AS stratum, 250 AS enterprises,
    1.0::DOUBLE AS one, (1 + hash(e + 7) % 100000 / 20000)::DOUBLE AS weight,
    (180000 + l * 30000 + (100000 * -ln(1 - (hash(i * 10 + 4) % 1000000) / 1000000)))::BIGINT AS wage_fen
  FROM (
    SELECT i, hash(i * 10) % 50 AS o, hash(i * 10 + 1) % 8 AS l, hash(i * 10 + 2) % 16 AS p, (hash(i * 10 + 3) % 4000)::INTEGER AS e
    FROM range({rows}) AS t(i)
  )
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""
THEIRS = f"SELECT {', '.join(BY)}, quantile_disc(wage_fen, {SHARES}) FROM '{{path}}' GROUP BY ALL ORDER BY ALL"


def weighted(path: Path, weight: str | None) -> list[list[float]]:
    """Give the percentiles of every cell, in the order of its labels."""
    with open_table(path) as table:
        rows = read_cells(table, "wage_fen", BY, weight)
    distribution = distribute(rows.cells, len(rows.labels), rows.values, rows.weights)
    told: list[list[float]] = distribution.at(np.broadcast_to(np.array(SHARES), (len(rows.labels), len(SHARES)))).tolist()
    return told


def unweighted(path: Path) -> list[list[float]]:
    """Let DuckDB give its percentiles of every cell."""
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2; SET enable_progress_bar = false")
        return [record[-1] for record in connection.execute(THEIRS.format(path=path)).fetchall()]


def levels(path: Path) -> Any:
    """Give percentiles with intervals and means with standard errors."""
    design = Design((Stage("enterprise", "stratum", "enterprises"),), "weight", "enterprise")
    sample = read_sample(path, design, "wage_fen", BY)
    return sample.percentiles(np.array(SHARES)), sample.domains().moments(sample.rows.values)


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Time one piece of work."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def peak_gb() -> float:
    """Give the peak of memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(rows: int = ROWS) -> bool:
    """Measure in turn, print the medians with their bars, and say whether these hold."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        duckdb.execute(ROWS_SQL.format(path=path, rows=rows))
        ours, theirs, peak = [], [], 0.0
        for _ in range(PAIRS):
            ours.append(seconds(lambda: weighted(path, "weight"))[0])
            peak = peak or peak_gb()
            theirs.append(seconds(lambda: unweighted(path))[0])
        assert weighted(path, "one") == unweighted(path), "the percentiles differ"
        whole, _ = seconds(lambda: levels(path))
    ratio = median(ours) / median(theirs)
    print(f"wages: {rows:,} rows, weighted {median(ours):.2f} s, DuckDB unweighted {median(theirs):.2f} s", end="")
    print(f", ratio {ratio:.2f} (bar {BAR_RATIO}), peak {peak:.2f} GB (bar {BAR_GB:.0f})")
    print(f"wages: with standard errors and intervals {whole:.1f} s, peak {peak_gb():.2f} GB")
    return ratio <= BAR_RATIO and peak <= BAR_GB


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
