"""How far a percentile is to be relied on, and whether the tail that it lies in holds enough people.

Source: methods A6; the ladder 5, 10, 20 % is that of official statistics.
"""

from enum import StrEnum
from math import isnan

__all__ = ["Reliability", "has_tail", "reliability_of"]

_WORKERS_IN_TAIL, _EFFECTIVE_IN_TAIL = 3, 2
_ROUNDING = 1e-9


class Reliability(StrEnum):
    """Classes by the standard error as a share of the percentile."""

    A = "A"
    """At most 5 %."""
    B = "B"
    """At most 10 %."""
    C = "C"
    """At most 20 %: shown with its flag."""
    D = "D"
    """More: not published."""


_AT_MOST = ((Reliability.A, 0.05), (Reliability.B, 0.10), (Reliability.C, 0.20))


def reliability_of(value: float, error: float) -> Reliability | None:
    """Class a percentile by its standard error; null where there is none.

    >>> reliability_of(400_000, 20_000), reliability_of(400_000, 80_001)
    (<Reliability.A: 'A'>, <Reliability.D: 'D'>)
    """
    if isnan(error):
        return None
    return next((name for name, share in _AT_MOST if error <= share * value * (1 + _ROUNDING)), Reliability.D)


def has_tail(rows: int, effective: float, share: float) -> bool:
    """Say whether the nearer tail holds 3 of the rows, and 2 of those that the sample is worth.

    >>> has_tail(30, 20.0, 0.9), has_tail(29, 29.0, 0.9), has_tail(30, 19.9, 0.9)
    (True, False, False)
    """
    tail = min(share, 1 - share) * (1 + _ROUNDING)
    return rows * tail >= _WORKERS_IN_TAIL and effective * tail >= _EFFECTIVE_IN_TAIL
