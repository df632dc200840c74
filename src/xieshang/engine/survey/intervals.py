"""Intervals of percentiles (Woodruff) and the quantile of Student's t that they need."""

from dataclasses import dataclass
from functools import cache
from math import exp, lgamma, log, pi, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from xieshang.engine.survey.distributions import Distribution
from xieshang.engine.survey.estimates import Domains

__all__ = ["Percentiles", "percentiles", "student_t"]

Real = NDArray[np.float64]
_SHARE = 0.975
_EXPANDED_FROM = 500
_STEPS = 300
_SMALL = 1e-16
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Percentiles of each cell with their 95 % intervals.

    Shape: cells × percentiles.  Nulls: NaN.  A limit whose share leaves 0 to 1, or which has no degrees of freedom, is null, never
    the smallest or largest value; without both limits there is no standard error.
    """

    value: Real
    low: Real
    high: Real
    se: Real


def percentiles(distribution: Distribution, domains: Domains, values: Real, shares: Real) -> Percentiles:
    """Give the percentiles of each cell at ``shares`` with their intervals.

    The interval is that of the share at or below the percentile, which is not p, turned back into values.
    Source: methods A5 (Woodruff).
    """
    found = distribution.at(np.broadcast_to(shares, (domains.count, len(shares))))
    told = [domains.share_at_or_below(values, found[:, place]) for place in range(len(shares))]
    reached, errors = (np.stack([pair[part] for pair in told], axis=1) for part in (0, 1))
    t = np.array([student_t(int(df)) if df > 0 else np.nan for df in domains.df])[:, None]
    limits = distribution.at(np.concatenate([reached - t * errors, reached + t * errors], axis=1))
    low, high = limits[:, : len(shares)], limits[:, len(shares) :]
    return Percentiles(found, low, high, (high - low) / (2 * t))


@cache
def student_t(df: int) -> float:
    """Give the value that Student's t with ``df`` > 0 degrees of freedom stays under with 97.5 %.

    >>> round(student_t(1), 10), round(student_t(14), 10), round(student_t(197), 10)
    (12.7062047362, 2.1447866879, 1.9720790338)
    """
    if df >= _EXPANDED_FROM:
        return _expanded(df)
    low, high = 1.9, 13.0
    while high - low > _SMALL * high and low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _above(middle, df) > 1 - _SHARE else (low, middle)
    return high


def _expanded(df: int) -> float:
    """Expand in powers of 1/df around the normal distribution (Cornish and Fisher)."""
    z = NormalDist().inv_cdf(_SHARE)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum((term / df**power for power, term in enumerate(terms, 1)), 0.0)


def _above(t: float, df: int) -> float:
    """Give the probability of more than t: half an incomplete beta function, as a continued fraction (Lentz)."""
    a, b, x = df / 2, 0.5, df / (df + t * t)
    front = exp(lgamma(a + b) - lgamma(a) + a * log(x) + b * log(1 - x)) / (a * sqrt(pi))
    if x > (a + 1) / (a + b + 2):
        return 0.5 * (1 - front * a / b * _fraction(b, a, 1 - x))
    return 0.5 * front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    upper, lower = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    product = lower
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            lower = 1 / (1 + term * lower or _TINY)
            upper = 1 + term / upper or _TINY
            product *= upper * lower
        if abs(upper * lower - 1) < _SMALL:
            break
    return product
