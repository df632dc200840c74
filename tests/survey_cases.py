"""Random samples for the tests of surveys: rows drawn stage by stage, with what a design names."""

import csv
from pathlib import Path
from random import Random
from typing import Any

from xieshang.engine.survey.designs import Design, Stage

__all__ = ["FLAT", "ONE_STAGE", "ONE_STAGE_REPLACED", "TWO_STAGES", "drawn", "written_rows"]

ROWS = Stage()
ONE_STAGE = Design((Stage("firm", "stratum", "firms"),), "weight", "firm")
ONE_STAGE_REPLACED = Design((Stage("firm", "stratum"),), "weight", "firm")
TWO_STAGES = Design((Stage("firm", "stratum", "firms"), Stage(None, None, "workers")), "weight", "firm")
FLAT = Design((Stage(None, "stratum", "rows"),), "weight", "firm")


def drawn(seed: int, *, lonely: bool = False) -> list[dict[str, Any]]:
    """Draw firms in strata and workers in firms; wages often tie, cells are thin, a weight may be zero."""
    random = Random(seed)
    rows: list[dict[str, Any]] = []
    grid = random.choice([1, 100, 50_000])
    for stratum in range(random.randint(1, 4)):
        firms = 1 if lonely and stratum == 0 else random.randint(2, 6)
        of = firms + random.choice([0, 1, 7])
        for firm in range(firms):
            workers = random.randint(2, 7)
            there = workers + random.choice([0, 1, 20])
            level = random.randint(250_000, 500_000)
            for _ in range(workers):
                rows.append({  # noqa: PERF401 - one row, one drawing
                    "stratum": f"层{stratum}",
                    "firm": f"示范企业{stratum}{firm}",
                    "firms": of,
                    "workers": there,
                    "weight": of / firms * there / workers * random.choice([1, 1, random.uniform(0.5, 2)]),
                    "wage_fen": (level + random.randint(0, 300_000)) // grid * grid + 1,
                    "post": random.choice("甲乙丙") if random.random() < 0.9 else "丁",
                })  # fmt: skip
    if random.random() < 0.2:
        random.choice(rows)["weight"] = 0
    for row in rows:
        row["rows"] = sum(other["stratum"] == row["stratum"] for other in rows) + 3
    return rows


def written_rows(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as a CSV file."""
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
