"""How far enterprises can bear a raise: their headroom from their own accounts, and the groups that a table makes of them.

A threshold is no constant of nature: unless the parties state it, it is a quantile of the same accounts, shown with how many
it was taken from.  Source: methods B1-B3.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from xieshang.core.money import ceil_div
from xieshang.engine.accounts import Accounts
from xieshang.engine.bite import share
from xieshang.engine.cell_floors import CellFloors
from xieshang.engine.costing import Costing
from xieshang.engine.on_costs import OnCost

__all__ = ["RATIOS", "Bearing", "Standing", "Threshold", "bearing", "bearing_share", "headroom", "standings", "thresholds"]

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of the accounts, and the quantile that is its threshold unless the parties state one."""

    over: str
    under: str
    p: Fraction | None = None


RATIOS = {
    "profit_to_labour_cost": Ratio("profit_fen", "labour_cost_fen", Fraction(1, 4)),
    "labour_cost_to_value_added": Ratio("labour_cost_fen", "value_added_fen", Fraction(3, 4)),
    "labour_cost_to_revenue": Ratio("labour_cost_fen", "revenue_fen", Fraction(3, 4)),
    "labour_cost_to_total_cost": Ratio("labour_cost_fen", "total_cost_fen"),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """The value of a ratio that a raise must respect: stated by the parties, or the quantile ``p`` of ``n`` enterprises.

    Nulls: ``value`` where no enterprise has the ratio; ``p`` and ``n`` where the parties stated it.
    """

    value: Fraction | None
    p: Fraction | None = None
    n: int | None = None


class Bearing(StrEnum):
    """How an enterprise stands to a raise."""

    ALREADY_OVER = "already_over"
    """Its headroom is used up before any raise; no evidence against a floor, and shown apart."""
    PUSHED_OVER = "pushed_over"
    BEARS = "bears"
    UNKNOWN = "unknown"
    """Its accounts are not known; nothing is put in their place."""


def quantile(values: Sequence[Fraction], p: Fraction) -> Fraction | None:
    """Give the smallest value that at least the share ``p`` of the values do not exceed; null of none.

    Source: the official definition of 分位值, the inverse of the distribution function (methods §0).

    >>> quantile([Fraction(4), Fraction(1), Fraction(2), Fraction(3)], Fraction(1, 4))
    Fraction(1, 1)
    """
    if not values:
        return None
    place = max(ceil_div(len(values) * p.numerator, p.denominator), 1)
    return sorted(values)[place - 1]


def thresholds(accounts: Mapping[str, Accounts], stated: Mapping[str, Fraction]) -> dict[str, Threshold]:
    """Give the threshold of each ratio: the stated one, else the quantile over all enterprises of the accounts."""
    found = {}
    for name, ratio in RATIOS.items():
        if name in stated:
            found[name] = Threshold(stated[name])
        elif ratio.p is not None:
            ratios = [entry.ratio(ratio.over, ratio.under) for entry in accounts.values()]
            values = [value for value in ratios if value is not None]
            found[name] = Threshold(quantile(values, ratio.p), ratio.p, len(values))
    return found


def headroom(accounts: Accounts | None, limits: Mapping[str, Threshold]) -> Fraction | None:
    """Give what a month of raises may cost an enterprise, on-costs included, before a ratio passes its threshold.

    h₁ = (P − πL)/(1 + π), h₂ = θVA − L, h₃ = ρS − L; the least, never below 0, over the months of the years.
    Units: fen a month, exact.  Nulls: accounts not complete, or no threshold known.
    """
    if accounts is None:
        return None
    if accounts.headroom_fen is not None:
        return Fraction(max(accounts.headroom_fen, 0))
    if not accounts.years:
        return None
    profit, labour = accounts.sums["profit_fen"], accounts.sums["labour_cost_fen"]
    pi, theta, rho = (limits[name].value for name in list(RATIOS)[:3])
    rooms = []
    if pi is not None:
        rooms.append((profit - pi * labour) / (1 + pi))
    if theta is not None:
        rooms.append(theta * accounts.sums["value_added_fen"] - labour)
    if rho is not None:
        rooms.append(rho * accounts.sums["revenue_fen"] - labour)
    return max(min(rooms), Fraction(0)) / (MONTHS * len(accounts.years)) if rooms else None


def bearing(raise_fen: Fraction, room_fen: Fraction | None) -> Bearing:
    """Say how an enterprise bears a raise of its labour cost.

    >>> [bearing(Fraction(5), room).value for room in (Fraction(0), Fraction(4), Fraction(5), None)]
    ['already_over', 'pushed_over', 'bears', 'unknown']
    """
    if room_fen is None:
        return Bearing.UNKNOWN
    if room_fen == 0:
        return Bearing.ALREADY_OVER
    return Bearing.BEARS if raise_fen <= room_fen else Bearing.PUSHED_OVER


@dataclass(frozen=True, slots=True)
class Standing:
    """How one enterprise stands: its workers, its headroom (null: unknown), and its group."""

    enterprise: str
    workers: int
    room_fen: Fraction | None
    bearing: Bearing


def standings(
    costing: Costing, floors: CellFloors, beside: OnCost | None, accounts: Mapping[str, Accounts], limits: Mapping[str, Threshold]
) -> list[Standing]:
    """Hold the raise of each enterprise, with its on-costs where they are known, against its headroom."""
    cost, workers = costing.by_enterprise(floors), costing.workers_by_enterprise(np.ones(len(floors.rows), dtype=bool))
    extras = beside.by_enterprise if beside else (Fraction(0),) * len(workers)
    found = []
    for name, count, raised, extra in zip(
        costing.employments.enterprises, workers.tolist(), cost.raises.tolist(), extras, strict=True
    ):
        room = headroom(accounts.get(name), limits)
        found.append(Standing(name, count, room, bearing(Fraction(raised, cost.per) + extra, room)))
    return found


def bearing_share(weights: Mapping[Bearing, int]) -> Fraction | None:
    """Give the share of those that bear among those that can be told: not already over, not unknown.

    >>> bearing_share({Bearing.BEARS: 3, Bearing.PUSHED_OVER: 1, Bearing.UNKNOWN: 9, Bearing.ALREADY_OVER: 2})
    Fraction(3, 4)
    """
    bears, pushed = weights.get(Bearing.BEARS, 0), weights.get(Bearing.PUSHED_OVER, 0)
    return share(bears, bears + pushed)
