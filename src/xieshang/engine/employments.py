"""The employments that a wage table is costed on: whose pay is taken from the rows, as what, and scaled to what.

An employment is a person at an enterprise; a person at two enterprises is two.  What a floor costs them stands in
``curves.py`` and ``costing.py``; everything here is told in words in ``docs/algorithms/costing.md``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.codes import CodeBook
from xieshang.core.money import scale_down
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.wage_table import Area, Form
from xieshang.engine.comparable_wages import comparable_paid
from xieshang.engine.minima import Basis, Law
from xieshang.engine.pay_rows import PayRows, month_number, month_text

__all__ = ["FULL_TIME_HOURS", "MOST_FEN", "Cell", "Employments", "LeftOut", "take_employments"]

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
FULL_TIME_HOURS = 17_400
"""Hundredths of the hours of a month, 21.75 days of 8 (methods C1)."""
MOST_FEN = 10**11
"""The largest amount that is costed, as for pay rows: with it no product of a floor and an hour leaves int64."""
_HOUR = 100
_scaled_down: Callable[..., Any] = scale_down


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Category × occupation × level as they occur in the rows; null is not known.

    ``in_area`` is false outside the area that the table is for.
    """

    occupation: str
    level: int | None
    category: str | None
    in_area: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Employments of the month that are not costed: present for less than half of it, part-time without known hours, or
    employed otherwise than the form of the table is for."""

    under_half_attendance: int
    hours_unknown: int
    other_employment: int


@dataclass(frozen=True, slots=True)
class Employments:
    """The employments that are costed.

    Shape: arrays have one entry an employment.  Units: fen; ``paid_fen`` is what is held against a floor (the comparable
    wage, or the skill allowance), for the ``units`` worked; a floor is for ``per`` units.  ``row`` is the index of the row.
    """

    form: Form
    per: int
    row: Whole
    cells: tuple[Cell, ...]
    cell: Whole
    enterprises: tuple[str, ...]
    enterprise: Whole
    paid_fen: Whole
    comparable_fen: Whole
    units: Whole
    persons: int
    part_time: int
    months: dict[str, int]
    bases: tuple[Basis, ...]
    left_out: LeftOut

    def __len__(self) -> int:
        return len(self.row)

    @property
    def rate_fen(self) -> Whole:
        """What is paid for the units of a floor, whole fen, rounded down: a floor above it is above the wage itself."""
        rate_fen: Whole = _scaled_down(self.paid_fen, self.per, self.units)
        return rate_fen


def take_employments(
    rows: PayRows, form: Form, law: Law, codes: CodeBook, area: Area | None = None, month: str | None = None
) -> Employments:
    """Take each person's employments of the person's latest month in the rows, or of one month, as a form of table is for them.

    A monthly floor reaches full-time work for a full month and part-time work by its hours, an hourly floor part-time work,
    an allowance full-time work.  A month under half of its payable days is left out, half of it is not.
    Rounding: a part month is scaled to the full one down to the whole fen (``scale_down``).
    Source: methods C1, interfaces §6.  Refuses: ``cost.month_absent``.
    """
    of_month = _of_month(rows, month)
    part_time = _part_time(rows)
    hours = rows.hours if rows.hours is not None else np.full(len(rows), -1, dtype=np.int32)
    fits = {Form.HOURLY_FLOOR: part_time, Form.SKILL_ALLOWANCE: ~part_time}.get(form, np.ones(len(rows), dtype=bool))
    present = part_time | (2 * rows.paid_days >= rows.payable_days)
    timed = ~part_time | (hours > 0)
    row = np.flatnonzero(of_month & fits & present & timed)
    paid_as = comparable_paid(rows, row, law)
    comparable = paid_as.fen
    paid = rows.amounts["skill_allowance_fen"][row] if form is Form.SKILL_ALLOWANCE else comparable
    by_hour, payable, days = part_time[row], rows.payable_days[row], np.maximum(rows.paid_days[row], 1)
    cells, cell = _cells(rows, row, _in_area(rows, area, codes))
    enterprises, enterprise = np.unique(rows.enterprise.codes[row], return_inverse=True)
    months, counts = np.unique(rows.month[row], return_counts=True)
    per, full_time = _measure(form)
    return Employments(
        form=form,
        per=per,
        row=row,
        cells=cells,
        cell=cell,
        enterprises=tuple(rows.enterprise.texts[code] for code in enterprises.tolist()),
        enterprise=enterprise.astype(np.int64),
        paid_fen=np.where(by_hour, paid, _scaled_down(paid, payable, days)),
        comparable_fen=np.where(by_hour, comparable, _scaled_down(comparable, payable, days)),
        units=np.where(by_hour, hours[row], full_time).astype(np.int64),
        persons=len(np.unique(rows.person.codes[row])),
        part_time=int(np.count_nonzero(by_hour)),
        months={month_text(number): count for number, count in zip(months.tolist(), counts.tolist(), strict=True)},
        bases=paid_as.bases,
        left_out=LeftOut(
            under_half_attendance=int(np.count_nonzero(of_month & fits & ~present)),
            hours_unknown=int(np.count_nonzero(of_month & fits & ~timed)),
            other_employment=int(np.count_nonzero(of_month & ~fits)),
        ),
    )


def _measure(form: Form) -> tuple[int, int]:
    """Give the units that a floor of the form is for, and those of a full-time worker."""
    if form is Form.SKILL_ALLOWANCE:
        return 1, 1
    return (_HOUR, 0) if form is Form.HOURLY_FLOOR else (FULL_TIME_HOURS, FULL_TIME_HOURS)


def _of_month(rows: PayRows, month: str | None) -> Mask:
    """Say which rows are of the month, or of their person's latest one."""
    if month is not None:
        chosen: Mask = rows.month == month_number(month)
        if not chosen.any():
            known = tuple(map(month_text, np.unique(rows.month).tolist()))
            raise Refused(Refusal("cost.month_absent", {"month": month, "months": known}, column="month"))
        return chosen
    latest = np.zeros(len(rows.person.texts), dtype=np.int32)
    np.maximum.at(latest, rows.person.codes, rows.month)
    last: Mask = rows.month == latest[rows.person.codes]
    return last


def _part_time(rows: PayRows) -> Mask:
    if rows.employment is None or "part_time" not in rows.employment.texts:
        return np.zeros(len(rows), dtype=bool)
    part_time: Mask = rows.employment.codes == list(rows.employment.texts).index("part_time")
    return part_time


def _in_area(rows: PayRows, area: Area | None, codes: CodeBook) -> Mask:
    """Say of each place of the rows whether it lies in the area of the table."""
    if area is None or area.places is None:
        return np.ones(len(rows.place.texts), dtype=bool)
    within = [any(codes.within(place, other) for other in area.places) for place in rows.place.texts]
    return np.array(within, dtype=bool)


def _cells(rows: PayRows, row: Whole, in_area: Mask) -> tuple[tuple[Cell, ...], Whole]:
    """Number the cells that occur, in the order of occupation, level and category."""
    categories = len(rows.category.texts)
    mixed = rows.occupation.codes[row].astype(np.int64)
    for number, size in ((rows.level[row], 9), (rows.category.codes[row], categories), (in_area[rows.place.codes[row]], 2)):
        mixed = mixed * size + number
    found, cell = np.unique(mixed, return_inverse=True)
    occupation, rest = np.divmod(found, 9 * categories * 2)
    level, rest = np.divmod(rest, categories * 2)
    category, inside = np.divmod(rest, 2)
    named = zip(occupation.tolist(), level.tolist(), category.tolist(), inside.tolist(), strict=True)
    cells = (Cell(rows.occupation.texts[o], e or None, rows.category.texts[c] or None, bool(i)) for o, e, c, i in named)
    return tuple(cells), cell.astype(np.int64)
