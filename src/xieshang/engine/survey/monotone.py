"""Percentiles along the levels of one post: made monotone beside the raw ones, and real inversions told instead of hidden.

Source: methods A11.
"""

from collections.abc import Sequence
from math import sqrt

__all__ = ["inversions", "made_monotone"]

_CLEAR = 2


def made_monotone(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Give the values that do not fall and lie nearest to those given, in weighted squares (pool adjacent violators).

    >>> made_monotone([4800, 4700, 5600, 5400, 5450], [40, 60, 35, 20, 10])
    [4740.0, 4740.0, 5515.384615384615, 5515.384615384615, 5515.384615384615]
    """
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        pool = (value * weight, weight, 1)
        while pools and pools[-1][0] * pool[1] >= pool[0] * pools[-1][1]:
            pool = tuple(map(sum, zip(pools.pop(), pool, strict=True)))  # type: ignore[assignment]
        pools.append(pool)
    return [total / weight for total, weight, count in pools for _ in range(count)]


def inversions(values: Sequence[float], errors: Sequence[float]) -> list[int]:
    """Find the places whose value lies above the next one by more than twice the standard error of the difference.

    >>> inversions([5000, 4000, 4000], [300, 300, 300]), inversions([5000, 4000], [400, 400])
    ([0], [])
    """
    pairs = zip(zip(values, errors, strict=True), zip(values[1:], errors[1:], strict=True), strict=False)
    return [
        place
        for place, ((lower, error), (higher, next_error)) in enumerate(pairs)
        if lower - higher > _CLEAR * sqrt(error**2 + next_error**2)
    ]
