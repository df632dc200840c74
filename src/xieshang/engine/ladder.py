"""What a wage table does to the distance between skill levels: its steps, who sits at the floor, and pairs of workers that it
turns over.  Source: methods C6."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from xieshang.engine.cell_floors import CellFloors
from xieshang.engine.costing import Costing
from xieshang.engine.employments import Cell

__all__ = ["at_floor", "inversions_created", "steps"]

Whole = NDArray[np.int64]


def steps(cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Give every step, lower and upper, between levels that occur next to each other in a category and occupation.

    >>> list(steps([Cell("6-18", 3, None), Cell("6-18", 5, None), Cell("6-20", 5, None)]))
    [(0, 1)]
    """
    last: dict[tuple[str, str | None, bool], int] = {}
    for number, cell in enumerate(cells):
        if cell.level is not None:
            key = (cell.occupation, cell.category, cell.in_area)
            if key in last:
                yield last[key], number
            last[key] = number


def at_floor(costing: Costing, floors: CellFloors) -> int:
    """Count the workers who are exactly at their floor after the table: those below it now, and those at it."""
    return int(costing.cells.below(floors.floors_fen + 1).workers.sum())


def inversions_created(costing: Costing, floors: CellFloors) -> int:
    """Count the pairs of one enterprise and occupation whose higher level is paid less after the table and was not before.

    Such a pair is w ≤ w' < f with a floor f of the lower level above the floor f' of the higher: w rises to f, w' to less.  A
    table whose floors do not fall from level to level creates none.
    """
    posts = costing.posts
    cells = costing.employments.cells
    occupation = np.unique([cell.occupation for cell in cells], return_inverse=True)[1][posts.cell] if cells else posts.cell
    level = np.array([cell.level or 0 for cell in cells], dtype=np.int64)[posts.cell]
    floor = floors.floors_fen[posts.cell]
    total = 0
    for apart in range(1, len(posts.cell)):
        together = (posts.enterprise[apart:] == posts.enterprise[:-apart]) & (occupation[apart:] == occupation[:-apart])
        if not together.any():
            break
        wrong = together & (level[:-apart] > 0) & (level[:-apart] < level[apart:]) & (floor[:-apart] > floor[apart:])
        lower = np.flatnonzero(wrong)
        total += _turned_over(costing, lower, lower + apart, floor[lower])
    return total


def _turned_over(costing: Costing, lower: Whole, upper: Whole, floor_fen: Whole) -> int:
    """Count the pairs w ≤ w' < floor with w in a lower and w' in an upper post."""
    curve = costing.posts.curve
    first = curve.starts[upper]
    length = curve.positions(upper, floor_fen) - first
    of_pair = np.repeat(np.arange(len(upper)), length)
    worker = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length - first, length)
    at_most = curve.positions(lower[of_pair], curve.rates[worker] + 1)
    return int((at_most - curve.starts[lower[of_pair]]).sum())
