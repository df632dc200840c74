"""What a division of a sample into cells tells, and which of its cells may be shown (disclosure rules of the cell by itself)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.engine.disclosure import why_withheld
from xieshang.engine.survey.distributions import distribute, sums_of
from xieshang.engine.survey.estimates import Moments
from xieshang.engine.survey.intervals import Percentiles, percentiles
from xieshang.engine.survey.sample import Sample
from xieshang.engine.survey.units import dense

__all__ = ["Evidence", "take_evidence"]

Real = NDArray[np.float64]
_NEAR_ENTERPRISES = 3
_NEAR_PARTS = 40
"""Near a percentile: within a 40th of it, 2.5 %."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A sample divided into cells, with its moments and its percentiles at ``shares``."""

    sample: Sample
    moments: Moments
    percentiles: Percentiles
    shares: Sequence[float]

    @cached_property
    def _pairs(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The pairs of a cell and an enterprise: of each row, and of each pair the cell."""
        enterprises = self.sample.enterprises
        assert enterprises is not None
        span = int(enterprises.max()) + 1
        of_row, old = dense(self.sample.rows.cells.astype(np.int64) * span + enterprises, len(self.sample.rows.labels) * span)
        return of_row, old // span

    @cached_property
    def enterprises(self) -> list[int | None]:
        """The number of enterprises of each cell; null where the rows do not tell."""
        count = len(self.sample.rows.labels)
        if self.sample.enterprises is None:
            return [None] * count
        told: list[int | None] = np.bincount(self._pairs[1], minlength=count).tolist()
        return told

    @cached_property
    def withheld(self) -> list[str | None]:
        """Say of each cell why it is not shown by itself; null where it is.  Source: methods A8."""
        count = len(self.sample.rows.labels)
        if self.sample.enterprises is None:
            return ["enterprise_unknown"] * count
        of_row, cells = self._pairs
        workers = sums_of(of_row, len(cells)).astype(np.int64)
        bills = sums_of(of_row, len(cells), self.sample.rows.values).astype(np.int64)
        ends = np.searchsorted(cells, np.arange(count + 1))
        return [why_withheld((workers[first:end], bills[first:end])) for first, end in pairwise(ends.tolist())]

    @cached_property
    def attributable(self) -> NDArray[np.bool_]:
        """Say of each percentile whether the workers near it come from fewer than 3 enterprises.  Shape: cells × shares."""
        found = [self._enterprises_near(values) < _NEAR_ENTERPRISES for values in self.percentiles.value.T]
        return np.stack(found, axis=1)

    def _enterprises_near(self, limits: Real) -> NDArray[np.int64]:
        rows, (of_row, cells) = self.sample.rows, self._pairs
        at = limits[rows.cells]
        near = np.zeros(len(cells), dtype=bool)
        near[of_row[np.abs(rows.values - at) * _NEAR_PARTS <= at]] = True
        return np.bincount(cells[near], minlength=len(rows.labels))

    def widened(self, of_cell: Sequence[int], labels: Sequence[tuple[Any, ...]]) -> "Evidence":
        """Take the evidence of wider cells."""
        rows = self.sample.rows
        cells = np.array(of_cell, dtype=np.int32)[rows.cells]
        return take_evidence(replace(self.sample, rows=replace(rows, cells=cells, labels=labels)), self.shares)


def take_evidence(sample: Sample, shares: Sequence[float]) -> Evidence:
    """Compute moments and percentiles of every cell."""
    rows, domains = sample.rows, sample.domains()
    distribution = distribute(rows.cells, domains.count, rows.values, rows.weights)
    told = percentiles(distribution, domains, rows.values, np.array(shares))
    return Evidence(sample=sample, moments=domains.moments(rows.values), percentiles=told, shares=shares)
