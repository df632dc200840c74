"""Which row of a wage table holds for each cell that occurs: the highest of those that reach it, so each has one floor.

The index is made once for the cells; a table is then looked up row by row, so that a moved floor costs no search.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, product, repeat
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from xieshang.core.wage_table import WageRow
from xieshang.engine.curves import NO_FLOOR
from xieshang.engine.employments import Cell

__all__ = ["CellFloors", "CellIndex", "index_cells"]

Whole = NDArray[np.int64]
Key = tuple[str | None, str | None, int | None]
NO_ROW = -1
_KEY = attrgetter("category", "occupation", "level")
_AMOUNT = attrgetter("amount_fen")


@dataclass(frozen=True, slots=True)
class CellFloors:
    """The floor of each cell, ``NO_FLOOR`` where no row reaches it, and the index of the row it comes from, −1 for none.

    ``reaching`` says of each row of the table whether it reaches some cell.
    """

    floors_fen: Whole
    rows: Whole
    reaching: tuple[bool, ...]

    @property
    def covered(self) -> NDArray[np.bool_]:
        """Say which cells have a floor."""
        covered: NDArray[np.bool_] = self.rows != NO_ROW
        return covered


@dataclass(frozen=True, slots=True)
class CellIndex:
    """Numbers from 1 for the keys (category, occupation, level) of rows that would reach some cell, null for any.

    ``reached_by``: for each cell the numbers of its keys, filled up with 0.
    """

    numbers: Mapping[Key, int]
    reached_by: NDArray[np.int64]

    def floors(self, rows: Sequence[WageRow]) -> CellFloors:
        """Give each cell the highest row that reaches it; of equal rows the first holds."""
        numbers = np.fromiter(map(self.numbers.get, map(_KEY, rows), repeat(0)), dtype=np.int64, count=len(rows))
        amounts = np.fromiter(map(_AMOUNT, rows), dtype=np.int64, count=len(rows))
        order = len(rows) - 1 - np.argsort(amounts[::-1], kind="stable")
        ranks = np.zeros(len(self.numbers) + 1, dtype=np.int64)
        ranks[numbers[order]] = np.arange(1, len(rows) + 1)  # from the lowest to the highest, which is written last
        ranks[0] = 0
        won = ranks[self.reached_by].max(axis=1, initial=0)
        floors, winners = np.append(NO_FLOOR, amounts[order])[won], np.append(NO_ROW, order)[won]
        return CellFloors(floors, winners, tuple((numbers > 0).tolist()))


def index_cells(cells: Sequence[Cell]) -> CellIndex:
    """Number the keys that reach the cells: a cell's own category, occupation and level, its parent occupations, and any."""
    numbers: dict[Key, int] = {}
    listed = [[numbers.setdefault(key, len(numbers) + 1) for key in _keys(cell)] for cell in cells]
    longest = max(map(len, listed), default=1)
    filled = [row + [0] * (longest - len(row)) for row in listed]
    return CellIndex(numbers, np.array(filled, dtype=np.int64).reshape(len(cells), longest))


def _keys(cell: Cell) -> Iterator[Key]:
    """Give the keys of all rows that reach a cell: parents reach at hyphens (``core.codes.occupation_reaches``)."""
    if not cell.in_area:
        return
    parents = accumulate(cell.occupation.split("-"), lambda parent, part: f"{parent}-{part}")
    yield from product({cell.category, None}, (*parents, None), {cell.level, None})
