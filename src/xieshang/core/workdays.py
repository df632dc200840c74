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

from xieshang.core.sources import Source, Trust

__all__ = ["Calendar", "CalendarYear", "Counted", "Unit", "count_back", "count_from", "months_before"]

_DAY = timedelta(days=1)
_FIXED_STATUTORY_DAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
_SECOND_OF_MAY_SINCE = 2025


class Unit(StrEnum):
    """What a period counts."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The days of one year that differ from their weekday: rest days, and weekend days worked in exchange.

    ``stated`` is true when the State Council's yearly notice was entered; ``recorded_on`` is the day of its entry.
    ``names`` says to which holiday a day of rest belongs.
    """

    rests: frozenset[date]
    worked: frozenset[date]
    stated: bool
    recorded_on: date = date.min
    source: Source | None = None
    names: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years that are known.  A year that is not: weekends and the statutory days of fixed date rest, nothing is swapped.

    ``replaced`` holds the entries of a year that a later one replaced, the oldest first.
    """

    years: Mapping[int, CalendarYear] = field(default_factory=lambda: MappingProxyType({}))
    replaced: Mapping[int, tuple[CalendarYear, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def with_year(self, year: int, entry: CalendarYear) -> "Calendar":
        """Give the calendar with an entry of a year, which replaces those that were recorded before it.

        >>> first, notice = (CalendarYear(frozenset(), frozenset(), stated) for stated in (False, True))
        >>> Calendar().with_year(2031, first).with_year(2031, notice).is_stated(2031)
        True
        """
        known = (*self.replaced.get(year, ()), *((self.years[year],) if year in self.years else ()), entry)
        *replaced, latest = sorted(known, key=lambda each: each.recorded_on)
        replaced_now = {**self.replaced, year: tuple(replaced)} if replaced else self.replaced
        return Calendar({**self.years, year: latest}, replaced_now)

    def as_recorded_by(self, known_on: date | None) -> "Calendar":
        """Give the calendar of the entries that were recorded by a day; null: of all.

        >>> late = CalendarYear(frozenset(), frozenset(), True, date(2031, 3, 1))
        >>> [Calendar({2031: late}).as_recorded_by(date(2031, month, 1)).is_stated(2031) for month in (2, 3)]
        [False, True]
        """
        if known_on is None or all(entry.recorded_on <= known_on for entry in self.years.values()):
            return self
        entries = {year: (*self.replaced.get(year, ()), entry) for year, entry in self.years.items()}
        known = {year: [each for each in listed if each.recorded_on <= known_on] for year, listed in entries.items()}
        return Calendar({year: listed[-1] for year, listed in known.items() if listed})

    def statutory_days(self, year: int) -> frozenset[date]:
        """Give the statutory days of a year: all thirteen where its entry without a notice lists them, else those of fixed date.

        >>> len(Calendar().statutory_days(2031)), len(Calendar().statutory_days(2024))
        (6, 5)
        """
        first = next(iter(self.replaced.get(year, ())), self.years.get(year))
        if first is not None and not first.stated:
            return first.rests
        return frozenset(date(year, month, day) for month, day in _FIXED_STATUTORY_DAYS
                         if year >= _SECOND_OF_MAY_SINCE or (month, day) != (5, 2))  # fmt: skip

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


def count_from(calendar: Calendar, start: date, n: int, unit: Unit = Unit.CALENDAR, more_days: int = 0) -> Counted:
    """Count ``n`` days or months from the day after ``start``; a last day of rest moves to the next working day.

    ``more_days`` of the calendar are added to it.

    Source: 民法典 arts 201-203.

    >>> count_from(Calendar(), date(2025, 3, 3), 20).due_on.isoformat()
    '2025-03-24'
    >>> count_from(Calendar(), date(2025, 3, 6), 2, Unit.WORKING).due_on.isoformat()
    '2025-03-10'
    >>> count_from(Calendar(), date(2025, 1, 31), 2, Unit.MONTHS).due_on.isoformat()
    '2025-03-31'
    """
    raw_on = start
    if unit is Unit.WORKING:
        for _ in range(n):
            raw_on = calendar.working_on_or_after(raw_on + _DAY)
    else:
        raw_on = months_before(start, -n) if unit is Unit.MONTHS else start + timedelta(days=n)
    raw_on += timedelta(days=more_days)
    return _counted(calendar, start + _DAY, raw_on, calendar.working_on_or_after(raw_on))


def count_back(calendar: Calendar, event: date, n: int, unit: Unit = Unit.CALENDAR) -> Counted:
    """Give the last day for something due at least ``n`` days before ``event``, moved to the working day before.

    >>> count_back(Calendar(), date(2025, 3, 14), 5).due_on.isoformat()
    '2025-03-07'
    """
    raw_on = event
    if unit is Unit.WORKING:
        for _ in range(n):
            raw_on = calendar.working_on_or_before(raw_on - _DAY)
    else:
        raw_on = months_before(event, n) if unit is Unit.MONTHS else event - timedelta(days=n)
    return _counted(calendar, event - _DAY, raw_on, calendar.working_on_or_before(raw_on))


def months_before(day: date, months: int) -> date:
    """Give the same day ``months`` earlier (below zero: later), or the last day of a shorter month.

    Source: 民法典 art 202.

    >>> months_before(date(2025, 5, 31), 3).isoformat()
    '2025-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
