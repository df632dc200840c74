"""The days of rest and of exchanged work read from the nation's calendar, a year each."""

from collections.abc import Iterable
from datetime import date

from xieshang.core.workdays import Calendar, CalendarYear
from xieshang.law.law_files import LawFile

__all__ = ["calendar_in"]


def _days(year: int, listed: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{day}") for day in listed)


def calendar_in(file: LawFile) -> Calendar:
    """Give the calendar of a file.

    Nulls: a year without its notice holds the statutory days alone and is not ``stated``; a year that is not there at all is
    left to ``core.workdays.Calendar``.
    """
    years = {}
    for year, entry in (file.content.get("years") or {}).items():
        rests = [day for days in entry["rests"].values() for day in days]
        years[year] = CalendarYear(_days(year, rests), _days(year, entry["worked"]), entry["stated"])
    return Calendar(years)
