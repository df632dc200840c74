"""Small payrolls of several enterprises for tests of the released curve.  Everybody is invented."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from pay_cases import CODES, law

from xieshang.core.skills import Level
from xieshang.core.wage_table import Form, WageRow
from xieshang.engine.costing import Costing, build_costing
from xieshang.engine.employments import take_employments
from xieshang.engine.pay_rows import AMOUNT_COLUMNS, Coded, PayRows, month_number
from xieshang.engine.release import Contributor, Release, make_release

TURNER, MILLER, WELDER = "6-18-01-01", "6-18-01-02", "6-18-02-04"
Worker = tuple[int, int] | tuple[int, int, str] | tuple[int, int, str, int]
"""Level and wage in fen, and, where they matter, the occupation and the hours of a part-time worker in hundredths."""


def _coded(texts: Sequence[str]) -> Coded:
    listed = sorted(set(texts))
    return Coded(np.array([listed.index(text) for text in texts], dtype=np.int32), listed)


def rows_of(enterprise: str, workers: Sequence[Worker], category: str = "重要类") -> PayRows:
    """Give the pay rows of one enterprise, each worker present in one whole month."""
    count = len(workers)
    told = [(*worker, TURNER, 0)[: len(worker)] + (TURNER, 0)[len(worker) - 2 :] for worker in workers]
    levels, wages, occupations, hours = zip(*told, strict=True) if told else ((), (), (), ())
    amounts = {name: np.zeros(count, dtype=np.int64) for name in AMOUNT_COLUMNS}
    amounts["basic_fen"] = np.array(wages, dtype=np.int64)
    return PayRows(
        person=_coded([f"{enterprise}-{number}" for number in range(count)]),
        enterprise=_coded([enterprise] * count),
        place=_coded(["130123"] * count),
        industry=_coded(["C35"] * count),
        occupation=_coded(occupations),
        category=_coded([category] * count),
        level=np.array(levels, dtype=np.int8),
        month=np.full(count, month_number("2026-03"), dtype=np.int32),
        payable_days=np.full(count, 2175, dtype=np.int32),
        paid_days=np.full(count, 2175, dtype=np.int32),
        amounts=amounts,
        hours=np.array(hours, dtype=np.int32),
        employment=_coded(["part_time" if time else "full_time" for time in hours]),
    )


def contributors(workers: Mapping[str, Sequence[Worker]], rooms_fen: Mapping[str, int] | None = None) -> list[Contributor]:
    """Give the enterprises with their rows, and their headroom where it is told."""
    return [Contributor(name, rows_of(name, of_one), (rooms_fen or {}).get(name)) for name, of_one in workers.items()]


def released(workers: Mapping[str, Sequence[Worker]], rooms_fen: Mapping[str, int] | None = None, **more: Any) -> Release:
    """Make a release of some enterprises."""
    return make_release(contributors(workers, rooms_fen), law, CODES, **more)


def costing_of(workers: Iterable[Sequence[Worker]]) -> Costing:
    """Give the exact curve of all workers as one owner's, which no party at a desk is ever given."""
    everyone = [worker for of_one in workers for worker in of_one]
    return build_costing(take_employments(rows_of("示范企业00", everyone), Form.MONTHLY_FLOOR, law, CODES))


def floors(amounts_fen: Mapping[tuple[str | None, int | None], int]) -> list[WageRow]:
    """Give the rows of a table by occupation and level."""
    return [
        WageRow(f"{occupation}/{level}", fen, occupation=occupation, level=None if level is None else Level(level))
        for (occupation, level), fen in amounts_fen.items()
    ]


def names(count: int, first: int = 1) -> list[str]:
    """Give the names of invented enterprises."""
    return [f"示范企业{number:02d}" for number in range(first, first + count)]
