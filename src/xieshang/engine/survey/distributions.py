"""Percentiles by the official definition in many cells at once, without sorting the rows.

A percentile is the smallest value whose share of the weight, it included, reaches p (有相应比例的数据低于或等于该数值): a wage that
somebody earns.  Rows are counted into bins of value, the bin in which each percentile lies is found from the sums of weight, and
only the rows of those bins are sorted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["TOLERANCE", "Distribution", "distribute", "pieces", "sums_of"]

Real = NDArray[np.float64]
Whole = NDArray[np.int32]
Places = NDArray[np.int64]
TOLERANCE = 1e-9
"""The share of the total within which a sum of weights counts as reached: sums of the same weights differ in their last bits."""
_BINS = 1 << 22
_MOST_BINS = 1 << 12
_SAMPLED = 20_000
_PIECE = 1 << 22
_CACHED = 1 << 16
_MOST = 1 << 62
_LEAST = float(np.finfo(float).tiny)


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of each cell, counted into bins.

    Shape: ``bins`` one entry a row, the number of its cell and bin; ``below`` cells × bins + 1, the weight under each bin.
    Nulls: no weights: each row weighs 1.
    """

    bins: Whole
    values: NDArray[Any]
    weights: Real | None
    below: Real

    @property
    def totals(self) -> Real:
        """The weight of each cell."""
        return self.below[:, -1]

    def at(self, shares: Real) -> Real:
        """Give the percentile of each cell at each of its shares.

        Shape: cells × shares.  Nulls: NaN where the share is NaN, leaves 0 to 1, or the cell is empty.
        Source: methods A3; NumPy ``inverted_cdf``, DuckDB ``quantile_disc``, R ``math``.
        """
        with np.errstate(invalid="ignore"):
            asked = (shares >= 0) & (shares <= 1) & (self.totals > 0)[:, None]
        found = np.full(shares.shape, np.nan)
        cells, places = np.nonzero(asked)
        if len(cells):
            needed = np.maximum(shares - TOLERANCE, _LEAST)
            bins, inside = _bins_reached(self.below, needed, cells, places)
            found[cells, places] = self._values(cells, bins, inside)
        return found

    def _values(self, cells: Places, bins: Places, inside: Real) -> Real:
        """Give the first value of each bin at which the weight inside it reaches a share of the cell."""
        per_cell = self.below.shape[1] - 1
        numbers = cells * per_cell + bins
        wanted = np.zeros(len(self.below) * per_cell, dtype=bool)
        wanted[numbers] = True
        rows = np.concatenate([start + np.flatnonzero(wanted[self.bins[start:end]]) for start, end in pieces(len(self.bins))])
        if self.weights is not None:
            rows = rows[self.weights[rows] > 0]
        rows = rows[_sorted(self.bins[rows], self.values[rows])]
        of_row = self.bins[rows]
        # In shares of the cell a sum over all cells stays small, so that its last bits stay far below the tolerance.
        sums = np.cumsum((1.0 if self.weights is None else self.weights[rows]) / self.totals[of_row // per_cell])
        first, end = np.searchsorted(of_row, numbers, "left"), np.searchsorted(of_row, numbers, "right")
        before = np.where(first > 0, sums[first - 1], 0.0)
        places = np.searchsorted(sums, before + inside, "left")
        values: Real = self.values[rows[np.clip(places, first, end - 1)]].astype(np.float64)
        return values


def _sorted(bins: Whole, values: NDArray[Any]) -> Places:
    """Order by bin and value, in one number where both fit into it, which is several times as fast."""
    if values.dtype.kind == "i":
        low, span = int(values.min()), int(values.max()) - int(values.min()) + 1
        if (int(bins.max()) + 1) * span < _MOST:
            return np.argsort(bins.astype(np.int64) * span + (values - low))
    return np.lexsort((values, bins))


def _bins_reached(below: Real, needed: Real, cells: Places, places: Places) -> tuple[Places, Real]:
    """Give the bin in which each share is reached, and what of the share lies inside it.

    All cells are searched at once, each shifted by its number; the shift costs last bits far below the tolerance.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.nan_to_num(below / below[:, -1:])
    targets = np.minimum(needed[cells, places], 1.0)
    shifted = (shares[:, 1:] + np.arange(len(shares))[:, None]).ravel()
    per_cell = shares.shape[1] - 1
    reached = np.searchsorted(shifted, targets + cells, "left") - cells * per_cell
    bins = np.clip(reached, 0, np.argmax(shares, axis=1)[cells] - 1)
    return bins, needed[cells, places] - shares[cells, bins]


def pieces(length: int, size: int = _PIECE) -> Iterator[tuple[int, int]]:
    """Cut a range into pieces, so that what is computed from one stays small."""
    return ((start, min(start + size, length)) for start in range(0, length, size))


def distribute(cells: Whole, count: int, values: NDArray[Any], weights: Real | None) -> Distribution:
    """Count the values of ``count`` cells into bins."""
    per_cell = max(1, min(_MOST_BINS, _BINS // max(count, 1)))
    sampled = np.sort(values[:: max(1, len(values) // _SAMPLED)]).astype(np.float64)
    low, high = (float(sampled[int(share * (len(sampled) - 1))]) for share in (0.001, 0.999))
    scale = (per_cell - 1) / (high - low) if high > low else 0.0
    bins = np.empty(len(values), dtype=np.int32)
    for start, end in pieces(len(values), _CACHED):
        place = np.clip((values[start:end] - low) * scale, 0, per_cell - 1).astype(np.int32)
        bins[start:end] = cells[start:end] * np.int32(per_cell) + place
    below = np.zeros((count, per_cell + 1))
    np.cumsum(sums_of(bins, count * per_cell, weights).reshape(count, per_cell), axis=1, out=below[:, 1:])
    return Distribution(bins, values, weights, below)


def sums_of(groups: NDArray[np.signedinteger], count: int, values: NDArray[Any] | None = None) -> Real:
    """Add the values of each group up; without values, count."""
    sums = np.zeros(count)
    for start, end in pieces(len(groups), max(_PIECE, 4 * count)):
        sums += np.bincount(groups[start:end], None if values is None else values[start:end], count)
    return sums
