"""The days of rest and of exchanged work read from a calendar, a year each, and what a year's entry must hold."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import reduce
from typing import Any

from xieshang.core.refusals import Refusal
from xieshang.core.sources import Source
from xieshang.core.workdays import Calendar, CalendarYear
from xieshang.law.law_files import LawFile

__all__ = ["LEAST_DAYS", "calendar_in", "least_days", "year_entry", "year_faults", "years_in"]

LEAST_DAYS = {2008: 11, 2025: 13}
"""How many statutory days a year has, by the year since which it is so (全国年节及纪念日放假办法 art 2)."""
_SATURDAY = 5


def _day(year: int, month_and_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_and_day}")


def years_in(file: LawFile) -> Iterator[tuple[int, CalendarYear]]:
    """Give the entries of a file, one a year."""
    for year, entry in (file.content.get("years") or {}).items():
        names = {_day(year, day): name for name, days in entry["rests"].items() for day in days}
        told = entry["source"]
        yield (
            year,
            CalendarYear(
                rests=frozenset(names),
                worked=frozenset(_day(year, day) for day in entry["worked"]),
                stated=entry["stated"],
                recorded_on=file.recorded(entry),
                source=Source(told["text"], told.get("article", ""), told.get("where", "")),
                names=names,
            ),
        )


def calendar_in(file: LawFile) -> Calendar:
    """Give the calendar of a file.

    Nulls: a year without its notice holds the statutory days alone and is not ``stated``; a year that is not there at all is
    left to ``core.workdays.Calendar``.
    """
    return reduce(lambda known, entry: known.with_year(*entry), years_in(file), Calendar())


def year_entry(rests: Mapping[date, str], worked: Iterable[date], source: Source) -> dict[str, Any]:
    """Write the notice of a year as an entry of a calendar file: days of rest by holiday, weekend days worked, the source."""
    by_name: dict[str, list[str]] = {}
    for on, name in sorted(rests.items()):
        by_name.setdefault(name, []).append(f"{on:%m-%d}")
    told = {"text": source.text, "where": source.where}
    return {"stated": True, "source": told, "rests": by_name, "worked": [f"{on:%m-%d}" for on in sorted(worked)]}


def least_days(year: int) -> int:
    """Give how many statutory days a year has.

    >>> least_days(2024), least_days(2025)
    (11, 13)
    """
    return LEAST_DAYS[max(since for since in LEAST_DAYS if since <= max(year, min(LEAST_DAYS)))]


def year_faults(year: int, rests: Iterable[date], worked: Iterable[date], calendar: Calendar) -> Iterator[Refusal]:
    """Say what speaks against the notice of a year; ``calendar`` knows the statutory days of the year where they were listed.

    Source: 全国年节及纪念日放假办法 art 2.  A weekend day among the days of rest is no fault: notices list them.
    Refuses: ``calendar.other_year``, ``calendar.worked_weekday``, ``calendar.rest_and_worked``, ``calendar.statutory_missing``,
    ``calendar.too_few``.
    """
    resting, working = sorted(rests), sorted(worked)
    yield from (_fault("calendar.other_year", on, year=year) for on in [*resting, *working] if on.year != year)
    yield from (_fault("calendar.worked_weekday", on) for on in working if on.year == year and on.weekday() < _SATURDAY)
    yield from (_fault("calendar.rest_and_worked", on) for on in working if on in resting)
    if missing := sorted(calendar.statutory_days(year) - set(resting)):
        yield Refusal("calendar.statutory_missing", {"days": tuple(f"{on:%m-%d}" for on in missing)}, column="rests")
    elif len(resting) < least_days(year):
        yield Refusal("calendar.too_few", {"n": len(resting), "at_least": least_days(year)}, column="rests")


def _fault(code: str, on: date, **facts: int) -> Refusal:
    return Refusal(code, {"day": on.isoformat(), **facts})
