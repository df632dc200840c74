"""The sampling units of the rows, stage by stage: which row lies in which unit, which unit in which stratum, and how many.

A unit is read inside its stratum, a stratum inside the unit of the stage before: the same label in two strata is two units.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from xieshang.engine.survey.distributions import pieces

__all__ = ["StageUnits", "dense", "number_units"]

Whole = NDArray[np.int64]
Numbers = NDArray[np.signedinteger]
Real = NDArray[np.float64]
_MOST_DENSE = 1 << 26
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class StageUnits:
    """The units of one stage.

    Shape: ``of_row`` one entry a row (null: each row is its own unit), ``stratum`` one a unit, the others one a stratum.
    Nulls: ``populations`` infinite where drawn with replacement.  ``shares``: of the units of all earlier stages, how many
    were drawn.
    """

    of_row: Whole | None
    stratum: Whole
    sizes: Whole
    populations: Real
    shares: Real

    @property
    def scale(self) -> Real:
        """The factor of the variance between the units of each stratum."""
        return self.shares * (1 - self.sizes / self.populations)

    @property
    def drawn_shares(self) -> Real:
        """For each unit, the share of units drawn at this stage and all earlier ones."""
        return (self.shares * self.sizes / self.populations)[self.stratum]

    def taken(self, rows: Whole) -> "StageUnits":
        """Keep some rows; the units and what was drawn stay as they are."""
        return replace(self, of_row=rows if self.of_row is None else self.of_row[rows])


def dense(numbers: Numbers, bound: int) -> tuple[Numbers, Whole]:
    """Number the numbers that occur anew, in their order: the new number of each entry, and the old of each new one.

    >>> [part.tolist() for part in dense(np.array([7, 3, 7]), 8)]
    [[1, 0, 1], [3, 7]]
    """
    if bound > _MOST_DENSE:
        old, new = np.unique(numbers, return_inverse=True)
        return new, old
    occurs = np.zeros(bound, dtype=bool)
    for start, end in pieces(len(numbers), max(_PIECE, bound)):
        occurs[numbers[start:end]] = True
        if occurs.all():
            return numbers, np.arange(bound)
    new_of = np.cumsum(occurs) - 1
    return new_of[numbers], np.flatnonzero(occurs)


def number_units(
    parent: StageUnits | None, strata: Numbers | None, clusters: Numbers | None, populations: Real | None, rows: int
) -> StageUnits:
    """Number the units of one stage; each argument has one entry a row, null as in the design."""
    inner = np.zeros(rows, dtype=np.int64) if strata is None else strata.astype(np.int64)
    if parent is not None and parent.of_row is not None:
        span = int(inner.max(initial=0)) + 1
        inner = parent.of_row * span + inner
    of_stratum, _ = dense(inner, int(inner.max(initial=0)) + 1)
    count = int(of_stratum.max(initial=0)) + 1
    if clusters is None:
        of_row, stratum = None, of_stratum
    else:
        span = int(clusters.max(initial=0)) + 1
        of_row, old = dense(of_stratum * span + clusters, count * span)
        stratum = old // span
    first = np.zeros(count, dtype=np.int64)
    first[of_stratum[::-1]] = np.arange(rows)[::-1]
    shares = np.ones(count)
    if parent is not None and parent.of_row is not None:
        shares = parent.drawn_shares[parent.of_row[first]]
    return StageUnits(
        of_row, stratum, np.bincount(stratum, minlength=count),
        np.full(count, np.inf) if populations is None else populations[first], shares,
    )  # fmt: skip
