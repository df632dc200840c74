"""The slow twin of the point estimates: row by row, in exact fractions, as the definitions are written."""

from collections.abc import Iterable
from fractions import Fraction

from xieshang.engine.survey.distributions import TOLERANCE

__all__ = ["mean", "percentile", "share_at_or_below"]

Weighted = tuple[Fraction | int, Fraction | int]
"""A value and its weight."""


def mean(rows: Iterable[Weighted]) -> Fraction:
    """Give the weighted mean.

    >>> mean([(3000, 1), (5000, 3)])
    Fraction(4500, 1)
    """
    listed = list(rows)
    return Fraction(sum(value * weight for value, weight in listed)) / sum(weight for _, weight in listed)


def percentile(rows: Iterable[Weighted], share: Fraction) -> Fraction | int:
    """Give the smallest value whose weight, with all below it, reaches the share; what weighs nothing is left out.

    >>> percentile([(3000, 1), (4000, 1), (5000, 2)], Fraction(1, 2))
    4000
    """
    ordered = sorted(row for row in rows if row[1])
    total = sum(weight for _, weight in ordered)
    reached: Fraction | int = 0
    for value, weight in ordered:
        reached += weight
        if reached >= (share - Fraction(TOLERANCE)) * total:
            return value
    raise ValueError("no row has weight")


def share_at_or_below(rows: Iterable[Weighted], limit: Fraction | int) -> Fraction:
    """Give the share of the weight at or below a value.

    >>> share_at_or_below([(3000, 1), (4000, 1), (5000, 2)], 4000)
    Fraction(1, 2)
    """
    return mean((int(value <= limit), weight) for value, weight in rows)
