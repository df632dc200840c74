"""Four weeks of days with what is due on each: days of rest, and days that rest or work only by a notice, are marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from xieshang.core.workdays import Calendar
from xieshang.web.rounds.due import Due

__all__ = ["CalendarDay", "four_weeks"]

_WEEKS, _WEEK = 4, 7
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: ``mark`` is 休 or 班 where a notice sets it apart from its weekday."""

    on: date
    is_rest: bool
    mark: str
    due: tuple[Due, ...]
    opens_month: bool


def _mark(calendar: Calendar, on: date) -> str:
    is_weekend, rests = on.weekday() >= _SATURDAY, calendar.is_rest(on)
    if rests == is_weekend:
        return ""
    return gettext("休") if rests else gettext("班")


def four_weeks(due: Iterable[Due], calendar: Calendar, today: date) -> list[list[CalendarDay]]:
    """Give the weeks from the Monday of this one, a list of seven days each."""
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=number) for number in range(_WEEKS * _WEEK)]
    on_day: dict[date | None, list[Due]] = {}
    for entry in due:
        on_day.setdefault(entry.clock.due_on, []).append(entry)
    told = [
        CalendarDay(on, calendar.is_rest(on), _mark(calendar, on), tuple(on_day.get(on, ())), on.day == 1 or on == monday)
        for on in days
    ]
    return [told[start : start + _WEEK] for start in range(0, len(told), _WEEK)]
