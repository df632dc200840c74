"""A year as its months, each in weeks, with what every day is: work or rest, by its weekday or by a notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import pgettext

from xieshang.core.workdays import Calendar
from xieshang.web.shared.weekdays import WEEKDAY_CONTEXT, WEEKDAYS

__all__ = ["DayTold", "Month", "months_of", "weekday_titles"]

_MONTHS, _WEEK, _SATURDAY = 12, 7, 5


@dataclass(frozen=True, slots=True)
class DayTold:
    """One day: ``name`` is the holiday that a day of rest belongs to, ``is_worked`` a weekend day worked in exchange.

    ``changes``: the other calendar of a preview says otherwise.
    """

    on: date
    is_rest: bool
    is_worked: bool
    name: str = ""
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday on; null is a day of another month."""

    number: int
    weeks: tuple[tuple[DayTold | None, ...], ...]
    work_days: int


def weekday_titles() -> list[str]:
    """Give the heads of the columns of a month."""
    return [pgettext(WEEKDAY_CONTEXT, name) for name in WEEKDAYS]


def _told(calendar: Calendar, before: Calendar | None, on: date) -> DayTold:
    entered = calendar.years.get(on.year)
    rests = calendar.is_rest(on)
    return DayTold(
        on,
        rests,
        not rests and on.weekday() >= _SATURDAY,
        entered.names.get(on, "") if entered else "",
        before is not None and before.is_rest(on) != rests,
    )


def _days(year: int, month: int) -> Iterator[date]:
    on = date(year, month, 1)
    while on.month == month:
        yield on
        on += timedelta(days=1)


def months_of(year: int, calendar: Calendar, before: Calendar | None = None) -> list[Month]:
    """Give the twelve months of a year; with ``before`` the days that differ from it are marked.

    >>> [month.work_days for month in months_of(2026, Calendar())][:2]
    [21, 20]
    """
    months = []
    for number in range(1, _MONTHS + 1):
        days = [_told(calendar, before, on) for on in _days(year, number)]
        padded: list[DayTold | None] = [*[None] * days[0].on.weekday(), *days]
        padded += [None] * (-len(padded) % _WEEK)
        weeks = tuple(tuple(padded[start : start + _WEEK]) for start in range(0, len(padded), _WEEK))
        months.append(Month(number, weeks, sum(not day.is_rest for day in days)))
    return months
