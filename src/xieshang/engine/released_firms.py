"""How many enterprises a table pushes over what they can bear, told so that no table tells it of one enterprise.

What each enterprise can bear is asked for one family of tables only, λ times the middle wages of the released curve, when the
release is made; what is kept is at which λ the share moves, in whole steps of 5 % of the enterprises and at least five of them.
A table is then placed in the family by its cost on the released curve.  Source: methods B3, C2, G1, K.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from xieshang.core.money import nearest
from xieshang.engine.curves import Curve
from xieshang.engine.disclosure import LEAST_ENTERPRISES
from xieshang.engine.released_bins import GRID_FEN
from xieshang.engine.released_curve import ReleasedCurve

__all__ = ["FAMILY", "Bearers", "FirmGroups", "Shares", "family_floors_fen", "firm_groups"]

Whole = NDArray[np.int64]
FAMILY = np.arange(300, 1601, 20)
"""The multiples λ of the middle wages that are asked, per mille."""
_STEP = 5


@dataclass(frozen=True, slots=True)
class Shares:
    """The groups of enterprises under one table, in per cent of all, each a whole step.

    Nulls: a group of fewer than five, which is not told; ``pushed_over`` and ``bears`` where too few enterprises can be told.
    """

    pushed_over: int | None
    bears: int | None
    already_over: int | None
    unknown: int | None


@dataclass(frozen=True, slots=True)
class FirmGroups:
    """What is released of the groups: ``monthly_fen`` is what each table of the family costs on the released curve, ``pushed``
    the per cent that it pushes over.  Nulls: as in ``Shares``.
    """

    enterprises: int
    already_over: int | None
    unknown: int | None
    monthly_fen: tuple[int, ...]
    pushed: tuple[int, ...]

    @property
    def may_be_told(self) -> bool:
        """Say whether any table of the family moves the groups."""
        return any(self.pushed)

    def shares(self, monthly_fen: int) -> Shares:
        """Give the groups for a table by its cost: those of the first table of the family that costs as much."""
        if not self.may_be_told:
            return Shares(None, None, self.already_over, self.unknown)
        at = min(int(np.searchsorted(self.monthly_fen, monthly_fen)), len(self.pushed) - 1)
        pushed = self.pushed[at]
        return Shares(pushed, 100 - pushed - (self.already_over or 0) - (self.unknown or 0), self.already_over, self.unknown)


@dataclass(frozen=True, slots=True)
class Bearers:
    """The wages of each enterprise, as a curve of its posts, with what it can bear.

    Shape: ``cell`` (the published one) has an entry a post, ``first`` the first post of each enterprise, ``rooms_fen`` an entry
    an enterprise.  Nulls: a headroom that is not known.
    """

    posts: Curve
    cell: Whole
    first: Whole
    rooms_fen: Sequence[Fraction | None]


def family_floors_fen(curve: ReleasedCurve, per_mille: int) -> Whole:
    """Give the floor of each published cell under one table of the family: the median, or the mean where there is none.

    Rounding: to 10 yuan, half of it up.
    """
    medians = curve.quantiles_fen(1, 2)
    shape = [mean if median is None else median for median, mean in zip(medians, curve.mean_rates_fen.tolist(), strict=True)]
    return (np.array(shape, dtype=np.int64) * per_mille + 500 * GRID_FEN) // (1000 * GRID_FEN) * GRID_FEN


def firm_groups(curve: ReleasedCurve, bearers: Bearers) -> FirmGroups:
    """Ask every enterprise for every table of the family, and keep what may be told.

    The share moves only with five enterprises or more since it last did, and while five or more remain that bear.
    """
    rooms = bearers.rooms_fen
    total = len(rooms)
    floors = [family_floors_fen(curve, per_mille) for per_mille in FAMILY.tolist()]
    can_bear = sum(room is not None and room > 0 for room in rooms)
    pushed, told, counted = [], 0, 0
    for floors_fen in floors:
        over = _pushed_over(bearers, floors_fen)
        share = _STEP * (100 // _STEP * over // total)
        if over - counted >= LEAST_ENTERPRISES and can_bear - over >= LEAST_ENTERPRISES and share > told:
            told, counted = share, over
        pushed.append(told)
    return FirmGroups(
        enterprises=total,
        already_over=_told(sum(room is not None and room <= 0 for room in rooms), total),
        unknown=_told(sum(room is None for room in rooms), total),
        monthly_fen=tuple(curve.curve.cost(floors_fen).total_monthly_fen for floors_fen in floors),
        pushed=tuple(pushed),
    )


def _told(count: int, total: int) -> int | None:
    """Give the share of a group that no table moves, to the nearest step; null of fewer than five."""
    return _STEP * nearest(100 * count, _STEP * total) if count >= LEAST_ENTERPRISES else None


def _pushed_over(bearers: Bearers, floors_fen: Whole) -> int:
    """Count the enterprises with headroom whose raises under these floors are more than it."""
    cost = bearers.posts.cost(floors_fen[bearers.cell]).joined(bearers.first)
    held = zip(cost.raises.tolist(), bearers.rooms_fen, strict=True)
    return sum(room is not None and 0 < room * cost.per < raised for raised, room in held)
