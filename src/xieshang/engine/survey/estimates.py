"""Means and shares of cells of a sample, with their variances by linearisation; nothing here knows what a wage is.

Units without anybody of a cell stay among the units of their stratum, at zero.  A stratum with a single unit is centred at the
grand mean, which is zero for a mean or a share (R ``lonely.psu = "adjust"``).  Source: methods A4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xieshang.engine.survey.distributions import pieces, sums_of
from xieshang.engine.survey.units import StageUnits, dense

__all__ = ["Domains", "Moments", "divide_into_domains"]

Whole = NDArray[np.int64]
Cells = NDArray[np.int32]
Real = NDArray[np.float64]
_ROUNDING = 1e-10


@dataclass(frozen=True, slots=True)
class _StageDomains:
    """The pairs of a cell and a unit with members of it, with their weight, and the pairs of a cell and a stratum behind them."""

    stage: StageUnits
    of_row: Whole | None
    weight: Real
    pair_cell: Whole
    stratum_pair: Whole
    members: Real
    stratum: Whole
    cell: Whole

    def totals(self, weighted: Real) -> Real:
        """Add up what the rows of each pair of a cell and a unit weigh in."""
        return weighted if self.of_row is None else sums_of(self.of_row, len(self.pair_cell), weighted)

    def variances(self, totals: Real, means: Real, weight: Real) -> Real:
        """Give each cell's part of the variance of its mean from this stage."""
        linearised = (totals - means[self.pair_cell] * self.weight) / weight[self.pair_cell]
        sizes = self.stage.sizes[self.stratum].astype(float)
        centres = sums_of(self.stratum_pair, len(self.stratum), linearised) / sizes
        centres[sizes == 1] = 0
        squares = sums_of(self.stratum_pair, len(self.stratum), (linearised - centres[self.stratum_pair]) ** 2)
        squares += (sizes - self.members) * centres**2
        squares *= self.stage.scale[self.stratum] * np.where(sizes > 1, sizes / np.maximum(sizes - 1, 1), 1)
        return sums_of(self.cell, len(means), squares)


@dataclass(frozen=True, slots=True)
class Moments:
    """What is known of each cell.

    Nulls: ``mean_se`` NaN where nobody of another unit is there to tell it by; ``deff`` NaN where simple random sampling would
    leave no variance.
    """

    rows: Whole
    weight: Real
    mean: Real
    mean_se: Real
    deff: Real
    kish: Real
    df: Whole


@dataclass(frozen=True, slots=True)
class Domains:
    """The rows of a sample divided into cells."""

    cells: Cells
    count: int
    weights: Real | None
    stages: Sequence[_StageDomains]
    weight: Real

    def share_at_or_below(self, values: Real, limits: Real) -> tuple[Real, Real]:
        """Give, for each cell, the share of its weight at or below a limit, and the standard error of the share."""
        weighing = np.empty(len(values))
        for start, end in pieces(len(values)):
            under = values[start:end] <= limits[self.cells[start:end]]
            weighing[start:end] = under if self.weights is None else under * self.weights[start:end]
        return self._mean_of(weighing)

    def mean_of(self, values: Real) -> tuple[Real, Real]:
        """Give the mean of each cell and its standard error."""
        return self._mean_of(values if self.weights is None else values * self.weights)

    def _mean_of(self, weighted: Real) -> tuple[Real, Real]:
        totals = [stage.totals(weighted) for stage in self.stages]
        means = sums_of(self.stages[0].pair_cell, self.count, totals[0]) / self.weight
        parts = [stage.variances(of_stage, means, self.weight) for stage, of_stage in zip(self.stages, totals, strict=True)]
        errors = np.sqrt(np.maximum(np.sum(parts, axis=0), 0))
        errors[self._untold(np.sum(parts[1:], axis=0))] = np.nan
        return means, errors

    def _untold(self, later: Real | float) -> NDArray[np.bool_]:
        """Find the cells with one unit: its deviation from its own mean is zero and says nothing, unless all were asked.

        ``later``: their variance from the stages after the first, which does say something.
        """
        first = self.stages[0]
        units = sums_of(first.cell, self.count, first.members)
        census = sums_of(first.cell, self.count, first.stage.scale[first.stratum]) == 0
        untold: NDArray[np.bool_] = (units <= 1) & ~census & ((later == 0) | (sums_of(self.cells, self.count) == 1))
        return untold

    def _sums(self, values: Real) -> Real:
        return sums_of(self.cells, self.count, values if self.weights is None else values * self.weights)

    @property
    def df(self) -> Whole:
        """The degrees of freedom of each cell: units with members of it, less their strata."""
        first = self.stages[0]
        units = sums_of(first.cell, self.count, first.members)
        return (units - sums_of(first.cell, self.count)).astype(np.int64)

    def moments(self, values: Real) -> Moments:
        """Give what is known of the values of each cell.

        Source: methods A4, A6; the design effect as R ``svymean(deff = TRUE)``, with the weight as the size of the population.
        """
        means, errors = self.mean_of(values)
        squares = self._sums((values - means[self.cells]) ** 2)
        rows = sums_of(self.cells, self.count, None if self.weights is None else (self.weights > 0).astype(np.float64))
        heavy = self.weight if self.weights is None else sums_of(self.cells, self.count, self.weights**2)
        with np.errstate(divide="ignore", invalid="ignore"):
            simple = squares / self.weight / (rows - 1) * (1 - rows / self.weight)
            varied = (squares / self.weight > (_ROUNDING * means) ** 2) & (simple > 0) & (rows > 1)
            deff = np.where(varied, errors**2 / simple, np.nan)
            kish = rows * heavy / self.weight**2
        return Moments(rows.astype(np.int64), self.weight, means, errors, deff, kish, self.df)


def divide_into_domains(cells: Cells, count: int, weights: Real | None, stages: Sequence[StageUnits]) -> Domains:
    """Divide the rows into cells, none of them without weight."""
    weight = sums_of(cells, count, weights)
    return Domains(cells, count, weights, [_stage_domains(cells, count, weights, stage) for stage in stages], weight)


def _stage_domains(cells: Cells, count: int, weights: Real | None, stage: StageUnits) -> _StageDomains:
    units, strata = len(stage.stratum), len(stage.sizes)
    if stage.of_row is None:
        of_row, of_unit, pair_cell = None, stage.stratum, cells.astype(np.int64)
        weight = np.ones(len(cells)) if weights is None else weights
    else:
        of_row, old = dense(cells.astype(np.int64) * units + stage.of_row, count * units)
        pair_cell, of_unit = old // units, stage.stratum[old % units]
        weight = sums_of(of_row, len(old), weights)
    pair, old = dense(pair_cell * strata + of_unit, count * strata)
    return _StageDomains(stage, of_row, weight, pair_cell, pair, sums_of(pair, len(old)), old % strata, old // strata)
