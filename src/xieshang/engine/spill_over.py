"""The spill-over scenario: what it costs if those just above the new floor are raised a little too, to keep their distance.

A scenario and never a forecast, shown apart from what must be paid: w' = max(f, w + s·max(0, κf − w)), and nobody is lifted
above the next floor of the ladder, which encodes the distance already.  Source: methods C5.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from xieshang.core.money import ceil_div
from xieshang.core.skills import Level
from xieshang.core.wage_table import WageRow
from xieshang.engine.cell_floors import CellFloors, index_cells
from xieshang.engine.curves import NO_FLOOR, Cost, exact_sum
from xieshang.engine.employments import Cell, Employments

__all__ = ["KAPPA", "STRENGTH", "Paid", "next_floors", "spill_over_fen", "spilled_over_fen"]

Whole = NDArray[np.int64]
KAPPA = (23, 20)
"""How far up the distance is felt, as a fraction: up to 1.15 times the floor."""
STRENGTH = (1, 4)
"""The part of the distance that is made up."""
_SCALE = KAPPA[1] * STRENGTH[1]


class Paid(Protocol):
    """What the scenario needs to know of those who are paid: cell, rate and units of each (``Employments``, or groups of them)."""

    @property
    def cell(self) -> Whole: ...
    @property
    def rate_fen(self) -> Whole: ...
    @property
    def units(self) -> Whole: ...


def next_floors(cells: Sequence[Cell], rows: Sequence[WageRow], floors: CellFloors) -> Whole:
    """Give for each cell the floor of the next level above it whose floor is higher, ``NO_FLOOR`` where there is none."""
    ladders = list(dict.fromkeys((cell.occupation, cell.category, cell.in_area) for cell in cells))
    rungs = [Cell(occupation, level, category, inside) for occupation, category, inside in ladders for level in Level]
    ladder = index_cells(rungs).floors(rows).floors_fen.reshape(len(ladders), len(Level)).tolist()
    number = {key: place for place, key in enumerate(ladders)}
    found = []
    for cell, floor in zip(cells, floors.floors_fen.tolist(), strict=True):
        above = ladder[number[cell.occupation, cell.category, cell.in_area]][cell.level :] if cell.level else []
        found.append(next((higher for higher in above if higher > floor), NO_FLOOR))
    return np.array(found, dtype=np.int64)


def spill_over_fen(employments: Employments, rows: Sequence[WageRow], floors: CellFloors, must_pay: Cost) -> int:
    """Give the cost a month with the spill-over, what must be paid included.

    Units: fen.  Rounding: up, once.  Source: methods C5, κ = 1.15, s = 0.25.
    """
    return spilled_over_fen(employments, floors.floors_fen, next_floors(employments.cells, rows, floors), must_pay)


def spilled_over_fen(employments: Paid, floors_fen: Whole, next_floors_fen: Whole, must_pay: Cost) -> int:
    """Give the same where the floors and the next ones above them are known of each cell."""
    floor, rate = floors_fen[employments.cell], employments.rate_fen
    at = np.flatnonzero((floor != NO_FLOOR) & (KAPPA[1] * rate < KAPPA[0] * np.maximum(floor, 0)))
    cap = next_floors_fen[employments.cell[at]]
    floor, rate = floor[at], rate[at]
    held = np.maximum(floor, rate)
    made_up = (_SCALE - KAPPA[1]) * rate + KAPPA[0] * floor
    lifted = np.where(cap == NO_FLOOR, made_up, np.minimum(made_up, _SCALE * np.maximum(held, cap)))
    beyond = exact_sum(np.maximum(lifted - _SCALE * held, 0) * employments.units[at])
    return ceil_div(int(must_pay.raises.sum()) * _SCALE + beyond, must_pay.per * _SCALE)
