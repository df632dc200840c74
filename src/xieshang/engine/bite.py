"""How deep floors bite into the wages that are paid: what part of the median and of the mean they are (Kaitz).

For floors of skilled work there is no accepted norm: shown, not judged.  Source: methods C4.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from xieshang.engine.costing import Costing, TableCost
from xieshang.engine.curves import exact_sum

__all__ = ["Bite", "bite_of", "share"]


@dataclass(frozen=True, slots=True)
class Bite:
    """Shares of one table over all workers with a floor; of several floors the mean of the workers' floors is taken.

    Nulls: nobody has a floor, or the median or mean is not above 0.
    """

    covered_share: Fraction | None
    affected_share: Fraction | None
    to_median: Fraction | None
    to_mean: Fraction | None


def share(part: int, whole: int) -> Fraction | None:
    """Give a share; null of a whole that is not above 0.

    >>> share(1, 4), share(1, 0)
    (Fraction(1, 4), None)
    """
    return Fraction(part, whole) if whole > 0 else None


def bite_of(costing: Costing, cost: TableCost) -> Bite:
    """Hold the floors of a table against the wages of the workers that they reach, on the same basis."""
    cell, count = costing.employments.cell, cost.covered
    reached = cost.floors.covered[cell]
    rates = costing.employments.rate_fen[reached]
    floors = exact_sum(cost.floors.floors_fen[cell[reached]])
    middle = (count + 1) // 2 - 1
    median = int(np.partition(rates, middle)[middle]) if count else 0
    return Bite(
        covered_share=share(count, len(cell)),
        affected_share=share(cost.affected, count),
        to_median=share(floors, count * median),
        to_mean=share(floors, exact_sum(rates)),
    )
