"""Deadlines as pure functions: of an event's day, the calendar and the law in force on that day.

Nothing counts days in a job: what would be due if something happened on another day is a call.  Which number of days
holds where is dated law; here is only how each rule counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xieshang.core.rules import LawValue, Rules
from xieshang.core.sources import Source, Trust, lowest
from xieshang.core.workdays import Calendar, Counted, Unit, count_back, count_from

__all__ = ["DEADLINES", "Deadline", "due", "key_of", "recounted"]


class _Way(StrEnum):
    """How a rule counts: from its event onwards, back from it, or a window that ends or begins with it."""

    ONWARDS = "onwards"
    BACK = "back"
    WINDOW = "window"
    AFTERWARDS = "afterwards"


DEADLINES: Mapping[str, _Way] = {
    "reply-to-offer": _Way.ONWARDS,
    "refill-representative": _Way.ONWARDS,
    "disclose": _Way.BACK,
    "file-contract": _Way.ONWARDS,
    "review": _Way.ONWARDS,
    "publish": _Way.ONWARDS,
    "mediation": _Way.ONWARDS,
    "renew-window": _Way.WINDOW,
    "publish-representatives": _Way.ONWARDS,
    "bargain": _Way.ONWARDS,
    "ask-mediation": _Way.AFTERWARDS,
    "resume": _Way.ONWARDS,
    "submit-draft": _Way.ONWARDS,
    "resubmit-draft": _Way.ONWARDS,
    "cure": _Way.ONWARDS,
    "report": _Way.ONWARDS,
    "correct": _Way.ONWARDS,
    "answer-inquiry": _Way.ONWARDS,
    "answer-opinion": _Way.ONWARDS,
    "answer-suggestion": _Way.ONWARDS,
}
_KEYS: Mapping[str, str] = {
    "cure": "filing.cure_days",
    "answer-inquiry": "supervision.answer_inquiry",
    "answer-opinion": "supervision.answer_opinion",
    "answer-suggestion": "supervision.answer_suggestion",
}


def key_of(rule: str) -> str:
    """Give the key under which the law states a rule's number of days.

    >>> key_of("review"), key_of("cure")
    ('deadline.review', 'filing.cure_days')
    """
    return _KEYS.get(rule, f"deadline.{rule}")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, and by which rule.

    ``raw_due_on`` is the day before any roll over rest days; ``warn_on`` an earlier rule's last day, ``opens_on`` the first
    day of a window, ``effective_on`` the day on which silence makes a contract effective; each null where it does not apply.
    ``known_on`` and ``extra_days`` are those it was asked with, so that it can be counted anew on a corrected calendar.
    """

    rule: str
    from_on: date
    due_on: date
    raw_due_on: date
    n: int
    unit: Unit
    source: Source
    trust: Trust
    calendar: str
    warn_on: date | None = None
    opens_on: date | None = None
    effective_on: date | None = None
    known_on: date | None = None
    extra_days: int = 0


def _counted(calendar: Calendar, way: _Way, from_on: date, n: int, unit: Unit, more_days: int) -> Counted:
    if way is _Way.BACK:
        return count_back(calendar, from_on, n, unit)
    if way is _Way.WINDOW:
        opens = count_back(calendar, from_on, n, unit)
        return Counted(from_on, from_on, opens.stated, Trust.PRIMARY if opens.stated else Trust.PROVISIONAL)
    return count_from(calendar, from_on, n, unit, more_days)


def due(rules: Rules, rule: str, from_on: date, *, known_on: date | None = None, extra_days: int = 0) -> Deadline | None:
    """Give the deadline of a rule for an event on a day, as law and calendar were recorded by ``known_on`` (null: all of them).

    ``extra_days`` prolong it (an extended mediation, talks that stood still); a number of months is prolonged by days.

    Nulls: null where the law of the place does not state the rule, which never refuses anything.
    Rounding: a last day of rest moves to the next working day, backwards for ``disclose``; a window's ends do not move.
    Source: 民法典 arts 201, 203 for the counting; each answer names the article of its number of days.

    >>> from xieshang.core.rules import Pack
    >>> law = Source("劳动合同法", "第五十四条")
    >>> entry = LawValue("x", "deadline.review", 15, "calendar", law, Trust.PRIMARY, date(2026, 1, 1))
    >>> due(Rules(None, (Pack("", "全国", (entry,)),)), "review", date(2025, 6, 10)).effective_on.isoformat()
    '2025-06-26'
    """
    return _due(rules, rules.calendar.as_recorded_by(known_on), rule, from_on, known_on, extra_days)


def recounted(rules: Rules, deadline: Deadline, calendar_known_on: date | None) -> Deadline:
    """Give a deadline by the same rule, counted on the calendar as it was recorded by another day (null: by now).

    The number of days stays that of the law under which the deadline was set.
    """
    touched = range(min(deadline.from_on, deadline.due_on).year, max(deadline.from_on, deadline.due_on).year + 1)
    if not any(year in rules.calendar.replaced for year in touched):
        return deadline
    calendar = rules.calendar.as_recorded_by(calendar_known_on)
    return _due(rules, calendar, deadline.rule, deadline.from_on, deadline.known_on, deadline.extra_days) or deadline


def _due(rules: Rules, calendar: Calendar, rule: str, from_on: date, known_on: date | None, extra_days: int) -> Deadline | None:
    way = DEADLINES[rule]
    entry = rules.value(key_of(rule), from_on, known_on)
    if entry is None:
        return None
    unit = Unit(entry.unit or Unit.CALENDAR)
    more_days = extra_days if unit is Unit.MONTHS else 0
    n = int(entry.value) + extra_days - more_days
    counted = _counted(calendar, way, from_on, n, unit, more_days)
    return Deadline(
        rule=rule,
        from_on=from_on,
        due_on=counted.due_on,
        raw_due_on=counted.raw_on,
        n=n,
        unit=unit,
        source=entry.source,
        trust=lowest([entry.trust, counted.trust]),
        calendar=counted.calendar,
        warn_on=_warn_on(calendar, entry, from_on, unit),
        opens_on=_opens_on(calendar, way, from_on, n, unit),
        effective_on=counted.due_on + timedelta(days=1) if rule == "review" else None,
        known_on=known_on,
        extra_days=extra_days,
    )


def _warn_on(calendar: Calendar, entry: LawValue, from_on: date, unit: Unit) -> date | None:
    days = entry.more.get("warn_n")
    return None if days is None else count_from(calendar, from_on, int(days), unit).due_on


def _opens_on(calendar: Calendar, way: _Way, from_on: date, n: int, unit: Unit) -> date | None:
    if way is _Way.AFTERWARDS:
        return from_on + timedelta(days=1)
    return count_back(calendar, from_on, n, unit).raw_on if way is _Way.WINDOW else None
