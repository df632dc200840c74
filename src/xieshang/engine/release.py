"""A release: the rows of the enterprises of a round, made into the released curve and the groups of enterprises, once.

The enterprises are fixed with it; who comes later enters the next release, together with at least four others.  Nothing here
survives but what may be known.  Source: methods G1, K.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from xieshang.core.codes import CodeBook
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.wage_table import Form
from xieshang.engine.curves import NO_FLOOR, sort_curve
from xieshang.engine.disclosure import LEAST_ENTERPRISES
from xieshang.engine.employments import Cell, Employments, take_employments
from xieshang.engine.minima import Law
from xieshang.engine.pay_rows import PayRows
from xieshang.engine.released_bins import cuts_of_cells
from xieshang.engine.released_cells import contributions_by_cell, merge_cells
from xieshang.engine.released_curve import PublishedCell, ReleasedCurve, released_curve
from xieshang.engine.released_firms import Bearers, FirmGroups, firm_groups

__all__ = ["Contributor", "Release", "make_release", "regroup"]

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Contributor:
    """One enterprise with what it brought: its pay rows, and the raise a month that it can bear (null: not known)."""

    enterprise: str
    rows: PayRows
    headroom_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """What both sides are given.  ``on_costs``: the contributions were taken into account in what enterprises can bear."""

    curve: ReleasedCurve
    groups: FirmGroups
    on_costs: bool


@dataclass(frozen=True, slots=True)
class _Staff:
    """The employments of all enterprises, an entry each."""

    cells: tuple[Cell, ...]
    cell: Whole
    enterprise: Whole
    rate_fen: Whole
    units: Whole
    paid_fen: Whole
    per: int


def make_release(
    contributors: Iterable[Contributor],
    law: Law,
    codes: CodeBook,
    before: Collection[str] = (),
    on_cost_rate: Fraction | None = None,
) -> Release:
    """Make the release of some enterprises for tables of monthly floors.

    ``before``: the enterprises of the release before, whose rows must be the same as then.  ``on_cost_rate``: what a yuan of
    raise costs the employer beside; what an enterprise can bear is divided by one plus it (methods K, B3).
    Refuses: ``release.too_few``, ``release.too_few_joined``, ``release.not_publishable``.
    """
    taken = [(one, take_employments(one.rows, Form.MONTHLY_FLOOR, law, codes)) for one in contributors]
    taken = [(one, employments) for one, employments in taken if len(employments)]
    joined = frozenset(number for number, (one, _) in enumerate(taken) if one.enterprise not in before)
    if len(taken) < LEAST_ENTERPRISES:
        raise Refused(Refusal("release.too_few", {"enterprises": len(taken), "at_least": LEAST_ENTERPRISES}))
    if len(joined) < LEAST_ENTERPRISES:
        raise Refused(Refusal("release.too_few_joined", {"enterprises": len(joined), "at_least": LEAST_ENTERPRISES}))
    staff = _staff([employments for _, employments in taken])
    published, of_cell = _published(staff, np.array([number in joined for number in range(len(taken))]))
    curve = released_curve(published, _bins(staff, of_cell, joined if before else frozenset()), staff.per)
    rooms = _rooms([one for one, _ in taken], on_cost_rate)
    return Release(curve, firm_groups(curve, _bearers(staff, of_cell, rooms)), on_cost_rate is not None)


def regroup(
    before: Release, contributors: Iterable[Contributor], law: Law, codes: CodeBook, on_cost_rate: Fraction | None = None
) -> Release:
    """Ask the enterprises of a release anew what they can bear: the curve stays, the groups are made again.

    ``contributors``: those of the release before with the same rows, some of them with a headroom that was not known then.
    """
    taken = [(one, take_employments(one.rows, Form.MONTHLY_FLOOR, law, codes)) for one in contributors]
    taken = [(one, employments) for one, employments in taken if len(employments)]
    staff = _staff([employments for _, employments in taken])
    place = {cell: number for number, each in enumerate(before.curve.cells) for cell in each.cells}
    of_cell = np.array([place[cell] for cell in staff.cells], dtype=np.int64)
    rooms = _rooms([one for one, _ in taken], on_cost_rate)
    return Release(before.curve, firm_groups(before.curve, _bearers(staff, of_cell, rooms)), on_cost_rate is not None)


def _rooms(taken: Iterable[Contributor], on_cost_rate: Fraction | None) -> list[Fraction | None]:
    """Give the raise of wages that each can bear: its headroom without what the raise costs beside."""
    divisor = 1 + (on_cost_rate or 0)
    return [None if one.headroom_fen is None else Fraction(one.headroom_fen) / divisor for one in taken]


def _staff(taken: Sequence[Employments]) -> _Staff:
    """Put the employments of all enterprises together, under one numbering of their cells."""
    every = {cell for employments in taken for cell in employments.cells}
    cells = sorted(every, key=lambda cell: (cell.occupation, cell.category or "", cell.level or 0))
    numbers = {cell: number for number, cell in enumerate(cells)}
    of_each = [np.array([numbers[cell] for cell in each.cells], dtype=np.int64)[each.cell] for each in taken]
    return _Staff(
        cells=tuple(cells),
        cell=np.concatenate(of_each),
        enterprise=np.repeat(np.arange(len(taken)), [len(each) for each in taken]),
        rate_fen=np.concatenate([each.rate_fen for each in taken]),
        units=np.concatenate([each.units for each in taken]),
        paid_fen=np.concatenate([each.paid_fen for each in taken]),
        per=taken[0].per,
    )


def _published(staff: _Staff, joined: NDArray[np.bool_]) -> tuple[tuple[PublishedCell, ...], Whole]:
    """Merge the cells until they may be shown; give them with the number of the published one for each cell."""
    parts = contributions_by_cell(staff.cell, len(staff.cells), staff.enterprise, staff.paid_fen)
    merged, groups = merge_cells(staff.cells, parts, joined)
    of_cell = np.zeros(len(staff.cells), dtype=np.int64)
    for number, group in enumerate(groups):
        of_cell[list(group.cells)] = number
    published = (
        PublishedCell(tuple(staff.cells[number] for number in sorted(group.cells)), how, len(group.enterprises))
        for how, group in zip(merged, groups, strict=True)
    )
    return tuple(published), of_cell


def _bins(staff: _Staff, of_cell: Whole, joined: frozenset[int]) -> Whole:
    """Sum the employments up in the bins of each published cell, a row a bin as ``released_curve`` takes them."""
    cell = of_cell[staff.cell]
    listed = []
    for number, cuts in cuts_of_cells(cell, staff.rate_fen, staff.enterprise, joined):
        here = np.flatnonzero(cell == number)
        place = np.searchsorted(cuts, staff.rate_fen[here], side="right")
        summed = np.zeros((len(cuts) + 1, 5), dtype=np.int64)
        summed[:, 0] = number
        summed[:, 1] = [NO_FLOOR, *cuts]
        for column, values in enumerate((np.ones(len(here), dtype=np.int64), staff.units[here], staff.paid_fen[here]), 2):
            np.add.at(summed[:, column], place, values)
        listed.append(summed)
    return np.concatenate(listed)


def _bearers(staff: _Staff, of_cell: Whole, rooms_fen: Sequence[Fraction | None]) -> Bearers:
    """Sort the employments into the posts of each enterprise: its workers of one published cell."""
    cells = int(of_cell.max()) + 1
    occurring, post = np.unique(staff.enterprise * cells + of_cell[staff.cell], return_inverse=True)
    enterprise, cell = np.divmod(occurring, cells)
    posts = sort_curve(post.astype(np.int64), len(occurring), staff.rate_fen, staff.units, staff.paid_fen, staff.per)
    return Bearers(posts, cell, np.flatnonzero(np.diff(enterprise, prepend=-1)), rooms_fen)
