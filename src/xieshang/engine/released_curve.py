"""The released curve: all that the two sides of a round may know of the wages of its enterprises, and what a table costs on it.

It is built once for a fixed set of enterprises and then stands for them: every figure at the desk is computed from it alone, so
that no number of questions tells more than it holds.  What is released, why, and what remains inferable is told in
``docs/algorithms/released-curve.md``.  Source: methods G1, K, A8.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xieshang.core.skills import Level
from xieshang.core.wage_table import WageRow
from xieshang.engine.cell_floors import CellIndex, index_cells
from xieshang.engine.curves import NO_FLOOR, Cost, Curve
from xieshang.engine.disclosure import rounded_to_10_yuan
from xieshang.engine.employments import Cell
from xieshang.engine.released_bins import GRID_FEN
from xieshang.engine.released_cells import Merged
from xieshang.engine.spill_over import spilled_over_fen

__all__ = ["Band", "PublishedCell", "ReleasedCost", "ReleasedCurve", "bins_of", "released_curve"]

Whole = NDArray[np.int64]
_WIDEST_FOR_QUANTILE = 20
"""A bin tells a quantile where it is no wider than a twentieth of it: 2.5 % to both sides (methods A8, the attribution rule)."""


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """What is published under one heading: the cells it stands for, how far they were merged, how many enterprises it mixes."""

    cells: tuple[Cell, ...]
    merged: Merged
    enterprises: int

    @property
    def level(self) -> Level | None:
        """The level of all its cells; null where they differ or are not known."""
        levels = {cell.level for cell in self.cells}
        level = next(iter(levels))
        return Level(level) if len(levels) == 1 and level else None


@dataclass(frozen=True, slots=True)
class Band:
    """A figure with what it is at least and at most, because merged cells do not tell which of their floors reaches whom."""

    low: int
    value: int
    high: int


@dataclass(frozen=True, slots=True)
class ReleasedCost:
    """What a table costs on the released curve, by published cell: floors (``NO_FLOOR`` where none), workers below, raises.

    ``affected`` and ``monthly_fen`` are of all cells; in a merged cell the mean of its floors is taken for all its workers.
    """

    floors_fen: Whole
    by_cell: Cost
    covered: int
    affected: Band
    monthly_fen: Band


@dataclass(frozen=True, slots=True)
class Bins:
    """The bins as they are paid: the published cell of each, its mean rate, its units."""

    cell: Whole
    rate_fen: Whole
    units: Whole


@dataclass(frozen=True, slots=True)
class Rungs:
    """The levels above each published cell, from its highest one up: eight places of ``index``, ``above`` saying which count."""

    index: CellIndex
    above: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ReleasedCurve:
    """The published cells with their bins.

    Shape: a worker of ``curve`` stands for a bin, at the mean rate of its workers; ``workers`` are prefix sums as in the curve,
    ``bins_from_fen`` the lower end of each bin, ``NO_FLOOR`` for the lowest of a cell.  ``index`` and ``first`` lead from the
    rows of a table to the cells that are behind the published ones.
    """

    cells: tuple[PublishedCell, ...]
    curve: Curve
    workers: Whole
    bins_from_fen: Whole
    index: CellIndex
    first: Whole
    paid: Bins
    rungs: Rungs

    @property
    def workers_of_cells(self) -> Whole:
        """The workers of each published cell."""
        return np.diff(self.workers[self.curve.starts])

    @property
    def wage_bills_fen(self) -> Whole:
        """The comparable wages a month of each published cell."""
        return np.diff(self.curve.wages_fen[self.curve.starts])

    @property
    def mean_rates_fen(self) -> Whole:
        """The mean comparable wage of each published cell for a full month.  Rounding: to 10 yuan."""
        units = np.diff(self.curve.units[self.curve.starts])
        means = zip(self.wage_bills_fen.tolist(), units.tolist(), strict=True)
        return np.array([rounded_to_10_yuan(bill * self.curve.per // time) for bill, time in means], dtype=np.int64)

    def quantiles_fen(self, numerator: int, denominator: int) -> list[int | None]:
        """Give a quantile of each published cell: the mean of the bin that holds it.

        Rounding: to 10 yuan.  Nulls: the bin is too wide to tell it, or has no end.
        """
        starts = self.curve.starts
        counts = self.workers[starts]
        wanted = counts[:-1] + -(-numerator * np.diff(counts) // denominator)
        bins = np.searchsorted(self.workers[1:], wanted, side="left").tolist()
        found: list[int | None] = []
        for at, last in zip(bins, (starts[1:] - 1).tolist(), strict=True):
            rate, low = int(self.curve.rates[at]), int(self.bins_from_fen[at])
            high = NO_FLOOR if at == last else int(self.bins_from_fen[at + 1])
            told = low != NO_FLOOR and high != NO_FLOOR and (high - low) * _WIDEST_FOR_QUANTILE <= rate
            found.append(rounded_to_10_yuan(rate) if told else None)
        return found

    def cost(self, rows: Sequence[WageRow]) -> ReleasedCost:
        """Cost the rows of a table, exact for this curve; floors in merged cells are the mean of those that reach some of it.

        Rounding: that mean down to 10 yuan; amounts of money up to the fen, once.
        """
        floors = self.index.floors(rows).floors_fen
        reached = floors != NO_FLOOR
        counts = np.add.reduceat(reached.astype(np.int64), self.first)
        means = np.add.reduceat(np.where(reached, floors, 0), self.first) // np.maximum(counts, 1) // GRID_FEN * GRID_FEN
        single = np.diff(self.first, append=len(floors)) == 1
        value = np.where(single, floors[self.first], np.where(counts > 0, means, NO_FLOOR))
        costs = [self._cost(np.minimum.reduceat(floors, self.first)), self._cost(value)]
        costs.append(self._cost(np.maximum.reduceat(floors, self.first)))
        return ReleasedCost(
            floors_fen=value,
            by_cell=costs[1],
            covered=int(self.workers_of_cells[counts > 0].sum()),
            affected=Band(*(int(cost.affected.sum()) for cost in costs)),
            monthly_fen=Band(*(cost.total_monthly_fen for cost in costs)),
        )

    def _cost(self, floors_fen: Whole) -> Cost:
        """Cost one floor for each published cell, counting workers where the curve counts bins."""
        cost = self.curve.cost(floors_fen)
        below = self.workers[self.curve.starts[:-1] + cost.affected] - self.workers[self.curve.starts[:-1]]
        return Cost(below, cost.raises, cost.per)

    def with_spill_over_fen(self, rows: Sequence[WageRow], cost: ReleasedCost) -> int:
        """Give the cost a month if those just above the floors are raised a little too, what must be paid included.

        In a merged cell the distance to the next floor is that of its highest level.  Source: methods C5.
        """
        ladders = self.rungs.index.floors(rows).floors_fen.reshape(self.rungs.above.shape)
        higher = self.rungs.above & (ladders > cost.floors_fen[:, np.newaxis])
        nearest = ladders[np.arange(len(ladders)), higher.argmax(axis=1)]
        return spilled_over_fen(self.paid, cost.floors_fen, np.where(higher.any(axis=1), nearest, NO_FLOOR), cost.by_cell)

    def total_workers(self) -> int:
        """Count the workers of the curve."""
        return int(self.workers[-1])

    def wage_bill_fen(self) -> int:
        """Add up the comparable wages a month of the curve."""
        return int(self.curve.wages_fen[-1])


def released_curve(cells: tuple[PublishedCell, ...], bins: Whole, per: int) -> ReleasedCurve:
    """Put a curve together from its published cells and bins.

    Shape: ``bins`` has a row a bin, cell after cell from the lowest wages up: the number of the cell, the lower end in fen,
    workers, units of time, wages in fen.
    """
    of_cell, bins_from_fen, workers, units, wages_fen = bins.T
    starts = np.searchsorted(of_cell, np.arange(len(cells) + 1)).astype(np.int64)
    means = [bill * per // time for bill, time in zip(wages_fen.tolist(), units.tolist(), strict=True)]
    rates = np.array(means, dtype=np.int64)
    curve = Curve(starts, rates, _prefix_sums(units), _prefix_sums(wages_fen), per, most_fen=int(np.abs(wages_fen).sum()))
    members = [cell for published in cells for cell in published.cells]
    first = np.cumsum([0, *(len(published.cells) for published in cells)])[:-1].astype(np.int64)
    paid = Bins(of_cell, rates, units)
    return ReleasedCurve(cells, curve, _prefix_sums(workers), bins_from_fen, index_cells(members), first, paid, _rungs(cells))


def _rungs(cells: Sequence[PublishedCell]) -> Rungs:
    tops = [max(published.cells, key=lambda cell: cell.level or 0) for published in cells]
    index = index_cells([Cell(top.occupation, level, top.category) for top in tops for level in Level])
    return Rungs(index, np.array([[bool(top.level) and level > (top.level or 0) for level in Level] for top in tops]))


def bins_of(curve: ReleasedCurve) -> Whole:
    """Give the bins of a curve as ``released_curve`` takes them."""
    sums = (np.diff(sums) for sums in (curve.workers, curve.curve.units, curve.curve.wages_fen))
    return np.stack([curve.paid.cell, curve.bins_from_fen, *sums], axis=1)


def _prefix_sums(numbers: Whole) -> Whole:
    return np.concatenate([[0], np.cumsum(numbers)]).astype(np.int64)
