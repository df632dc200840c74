"""The cost curve: wages sorted inside their segments, with prefix sums, so that any floors are costed by one search each.

A segment is a cell, or a cell of one enterprise.  C(f) = f·N(f) − S(f), N and S being the number and the sum of the wages
below f; with hours, N counts units of time.  Source: methods C1.  ``Curve.below`` is what a merge on an agreed grid adds up
(methods C2).  Nothing here knows what a cell is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.money import ceil_div

__all__ = ["NO_FLOOR", "Below", "Cost", "Curve", "exact_sum", "sort_curve"]

Whole = NDArray[np.int64]
NO_FLOOR = -(1 << 62)
"""The floor of a segment that has none: no wage lies below it."""
_MOST = 1 << 62
_ceil_div: Callable[..., Any] = ceil_div


def exact_sum(numbers: Whole) -> int:
    """Add whole numbers up without an overflow."""
    if len(numbers) * _largest(numbers) < _MOST:
        return int(numbers.sum())
    return sum(numbers.tolist())


def _largest(numbers: Whole) -> int:
    return max(int(numbers.max(initial=0)), -int(numbers.min(initial=0)))


def _prefix_sums(numbers: Whole) -> Whole:
    """Give the sums of the first 0, 1, 2 … numbers; beyond int64 they are Python's integers, slow and exact."""
    if len(numbers) * _largest(numbers) >= _MOST:
        numbers = numbers.astype(object)
    return np.concatenate([numbers[:0], np.zeros(1, dtype=numbers.dtype), np.cumsum(numbers, dtype=numbers.dtype)])


@dataclass(frozen=True, slots=True)
class Below:
    """What lies below the floor of each segment: the workers, their units of time, the sum of their wages in fen."""

    workers: Whole
    units: Whole
    wages_fen: Whole


@dataclass(frozen=True, slots=True)
class Cost:
    """What floors cost a month, for each segment.

    Units: ``affected`` workers; ``raises`` in fen times ``per``, exact.  Rounding: each amount in fen is rounded up, once.
    """

    affected: Whole
    raises: Whole
    per: int

    @property
    def monthly_fen(self) -> Whole:
        """The cost a month of each segment."""
        monthly_fen: Whole = _ceil_div(self.raises, self.per)
        return monthly_fen

    @property
    def total_monthly_fen(self) -> int:
        """The cost a month of all segments together."""
        return ceil_div(int(self.raises.sum()), self.per)

    def joined(self, starts: Whole) -> "Cost":
        """Give the cost of runs of segments; a run begins at each of ``starts``."""
        if not len(starts):
            return self
        return Cost(np.add.reduceat(self.affected, starts), np.add.reduceat(self.raises, starts), self.per)


@dataclass(frozen=True, slots=True)
class Curve:
    """Workers sorted by segment and rate.

    Shape: ``starts`` has one entry more than there are segments, ``units`` and ``wages_fen`` (prefix sums) one more than there
    are workers.  Units: a rate is fen for ``per`` units, rounded down; ``most_fen`` bounds every sum of wages.
    """

    starts: Whole
    rates: Whole
    units: Whole
    wages_fen: Whole
    per: int
    most_fen: int

    @property
    def workers(self) -> Whole:
        """The number of workers of each segment."""
        return np.diff(self.starts)

    def positions(self, segments: Whole | slice, floors_fen: Whole) -> Whole:
        """Give the place of the first worker of each segment who is not below the floor.

        A search by halves in all segments at once: no key is packed, so no wage is too large for it.
        """
        place, end = self.starts[:-1][segments], self.starts[1:][segments]
        step = 1 << int((end - place).max(initial=0)).bit_length() >> 1
        while step:
            probe = place + step
            under = (probe <= end) & (self.rates.take(probe - 1, mode="clip") < floors_fen)
            place = place + step * under
            step >>= 1
        return place

    def below(self, floors_fen: Whole) -> Below:
        """Give what lies below one floor for each segment; whoever is exactly at it does not."""
        first, place = self.starts[:-1], self.positions(slice(None), floors_fen)
        return Below(place - first, self.units[place] - self.units[first], self.wages_fen[place] - self.wages_fen[first])

    def cost(self, floors_fen: Whole) -> Cost:
        """Cost one floor for each segment, ``NO_FLOOR`` where it has none."""
        below = self.below(floors_fen)
        floors = np.where(below.workers > 0, floors_fen, 0)
        largest = max(_largest(floors) * int(self.units[-1]), self.per * self.most_fen)
        if largest >= _MOST:
            floors = floors.astype(object)
        return Cost(below.workers, floors * below.units - below.wages_fen * self.per, self.per)

    def medians(self) -> Whole:
        """Give the median rate of each segment, a wage that somebody earns; no segment is empty.

        Source: the official definition of 分位值, the inverse of the distribution function (methods §0).
        """
        medians: Whole = self.rates[self.starts[:-1] + (self.workers + 1) // 2 - 1]
        return medians


def sort_curve(segments: Whole, count: int, rates: Whole, units: Whole, wages_fen: Whole, per: int) -> Curve:
    """Sort workers into a curve of ``count`` segments."""
    order = _sorted(segments, rates)
    starts = np.concatenate([[0], np.cumsum(np.bincount(segments, minlength=count))]).astype(np.int64)
    units, wages = _prefix_sums(units[order]), _prefix_sums(wages_fen[order])
    return Curve(starts, rates[order], units, wages, per, most_fen=exact_sum(np.abs(wages_fen)))


def _sorted(segments: Whole, rates: Whole) -> Whole:
    """Order by segment and rate, in one number where both fit into it, which is four times as fast."""
    span = int(rates.max(initial=0)) + 1
    if rates.min(initial=0) >= 0 and (int(segments.max(initial=0)) + 1) * span < _MOST:
        return np.argsort(segments * span + rates)
    return np.lexsort((rates, segments))
