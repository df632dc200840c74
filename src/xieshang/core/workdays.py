"""Days of work and rest, and the counting of periods.  Which days rest comes in as a value, a ``Calendar``.

Source: 民法典 arts 201, 203 (the starting day is not counted; a last day on a statutory rest day moves to the next day
that is not one); 全国年节及纪念日放假办法 art 2 (the statutory days).  The roll over weekends and exchanged days is a
reading of art 203 and therefore ``secondary``.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from xieshang.core.sources import Trust

__all__ = ["Calendar", "CalendarYear", "Counted", "Unit", "count_back", "count_from", "months_before"]

_DAY = timedelta(days=1)
_FIXED_STATUTORY_DAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


class Unit(StrEnum):
    """What a period counts."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The days of one year that differ from their weekday: rest days, and weekend days worked in exchange.

    ``stated`` is true when the State Council's yearly notice was entered.
    """

    rests: frozenset[date]
    worked: frozenset[date]
    stated: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years that are known.  A year that is not: weekends and the statutory days of fixed date rest, nothing is swapped."""

    years: Mapping[int, CalendarYear] = field(default_factory=lambda: MappingProxyType({}))

    def is_stated(self, year: int) -> bool:
        """Say whether the year's notice was entered; an answer that touches another year is 暂定.

        >>> Calendar().is_stated(2031)
        False
        """
        known = self.years.get(year)
        return known is not None and known.stated

    def is_exceptional(self, day: date) -> bool:
        """Say whether the day rests or works only by a notice or a statute, against its weekday.

        >>> Calendar().is_exceptional(date(2031, 10, 1))
        True
        """
        known = self.years.get(day.year)
        if known is None:
            return (day.month, day.day) in _FIXED_STATUTORY_DAYS
        return day in known.rests or day in known.worked

    def is_rest(self, day: date) -> bool:
        """Say whether the day is a day of rest.

        >>> Calendar().is_rest(date(2025, 3, 23)), Calendar().is_rest(date(2025, 3, 24))
        (True, False)
        """
        known = self.years.get(day.year)
        if known is not None and day in known.worked:
            return False
        return day.weekday() >= 5 or self.is_exceptional(day)

    def working_on_or_after(self, day: date) -> date:
        """Give the first working day from ``day`` on."""
        while self.is_rest(day):
            day += _DAY
        return day

    def working_on_or_before(self, day: date) -> date:
        """Give the last working day up to ``day``."""
        while self.is_rest(day):
            day -= _DAY
        return day


@dataclass(frozen=True, slots=True)
class Counted:
    """A period counted out: the raw last day, the day it is due after rolling, and how sure the calendar is."""

    raw_on: date
    due_on: date
    stated: bool
    trust: Trust

    @property
    def calendar(self) -> str:
        """``stated``, or 暂定 where a year without its notice was counted."""
        return "stated" if self.stated else "暂定"


def _counted(calendar: Calendar, first: date, raw_on: date, due_on: date) -> Counted:
    touched = range(min(first, due_on).year, max(first, due_on).year + 1)
    stated = all(calendar.is_stated(year) for year in touched)
    read_into_article = raw_on != due_on or calendar.is_exceptional(raw_on) or raw_on.weekday() >= 5
    if not stated:
        return Counted(raw_on, due_on, False, Trust.PROVISIONAL)
    return Counted(raw_on, due_on, True, Trust.SECONDARY if read_into_article else Trust.PRIMARY)


def count_from(calendar: Calendar, start: date, n: int, unit: Unit = Unit.CALENDAR) -> Counted:
    """Count ``n`` days from the day after ``start``; a last day of rest moves to the next working day.

    Source: 民法典 arts 201, 203.

    >>> count_from(Calendar(), date(2025, 3, 3), 20).due_on.isoformat()
    '2025-03-24'
    >>> count_from(Calendar(), date(2025, 3, 6), 2, Unit.WORKING).due_on.isoformat()
    '2025-03-10'
    """
    first = start + _DAY
    if unit is Unit.CALENDAR:
        raw_on = start + timedelta(days=n)
        return _counted(calendar, first, raw_on, calendar.working_on_or_after(raw_on))
    day = start
    for _ in range(n):
        day = calendar.working_on_or_after(day + _DAY)
    return _counted(calendar, first, day, day)


def count_back(calendar: Calendar, event: date, n: int, unit: Unit = Unit.CALENDAR) -> Counted:
    """Give the last day for something due at least ``n`` days before ``event``, moved to the working day before.

    >>> count_back(Calendar(), date(2025, 3, 14), 5).due_on.isoformat()
    '2025-03-07'
    """
    if unit is Unit.CALENDAR:
        raw_on = event - timedelta(days=n)
        return _counted(calendar, event - _DAY, raw_on, calendar.working_on_or_before(raw_on))
    day = event
    for _ in range(n):
        day = calendar.working_on_or_before(day - _DAY)
    return _counted(calendar, event - _DAY, day, day)


def months_before(day: date, months: int) -> date:
    """Give the same day ``months`` earlier, or the last day of a shorter month.

    >>> months_before(date(2025, 5, 31), 3).isoformat()
    '2025-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
