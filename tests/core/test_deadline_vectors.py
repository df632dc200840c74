"""Every deadline of every jurisdiction against a slow count of its own: around weekends, exchanged days and 31 December.

The count here knows nothing of the product's calendar: its days of work are those of a public package, checked against the
list beside the project.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import pytest
from shared_data import shared

from xieshang.core.deadlines import DEADLINES, due
from xieshang.core.parties import Role
from xieshang.core.standing import Clock
from xieshang.law import rules_for

PLACES = {
    "nation": None,
    "hebei": "130123",
    "shandong": "370102",
    "henan": "410105",
    "zhejiang": "330402",
    "hangzhou": "330106",
    "ningbo": "330203",
    "beijing": "110105",
    "shanghai": "310115",
    "chongqing": "500112",
}
NATIONAL = {
    "reply-to-offer": "20d",
    "refill-representative": "15d",
    "disclose": "5d",
    "file-contract": "10d",
    "review": "15d",
    "publish": "5d",
    "mediation": "30d",
    "renew-window": "60d",
}
OWN = {
    "nation": {},
    "hebei": {"answer-inquiry": "5w", "answer-opinion": "15d", "answer-suggestion": "15d"},
    "shandong": {
        "reply-to-offer": "10d",
        "publish-representatives": "5d",
        "disclose": "10d",
        "bargain": "60d",
        "publish": "7d",
        "report": "12m",
    },
    "henan": {
        "reply-to-offer": "10w",
        "publish-representatives": "3w",
        "disclose": "5w",
        "bargain": "2m",
        "ask-mediation": "15d",
        "file-contract": "5w",
        "renew-window": "2m",
    },
    "zhejiang": {
        "reply-to-offer": "10w",
        "disclose": "7d",
        "submit-draft": "15w",
        "resubmit-draft": "5w",
        "publish": "5w",
        "report": "12m",
        "renew-window": "90d",
    },
    "hangzhou": {
        "reply-to-offer": "10w",
        "disclose": "7w",
        "bargain": "60d",
        "resume": "30d",
        "submit-draft": "15w",
        "resubmit-draft": "5w",
        "publish": "5w",
        "report": "12m",
        "renew-window": "90d",
    },
    "ningbo": {
        "reply-to-offer": "10w",
        "publish-representatives": "5w",
        "disclose": "7d",
        "bargain": "30w",
        "resume": "60d",
        "submit-draft": "15w",
        "resubmit-draft": "5w",
        "publish": "5w",
        "report": "12m",
        "renew-window": "90d",
    },
    "beijing": {"resume": "60d", "report": "12m", "renew-window": "3m"},
    "shanghai": {"reply-to-offer": "15d"},
    "chongqing": {
        "disclose": "10d",
        "resume": "30d",
        "publish": "10d",
        "report": "6m",
        "mediation": "60d",
        "correct": "15d",
        "renew-window": "3m",
    },
}
CASES = [(name, rule, n) for name, own in OWN.items() for rule, n in {**NATIONAL, **own}.items()]
TOLD = date(2025, 9, 1)

EDGES = [
    date(2024, 2, 9),
    date(2024, 2, 18),
    date(2024, 5, 11),
    date(2024, 10, 12),
    date(2024, 12, 31),
    date(2025, 1, 26),
    date(2025, 1, 28),
    date(2025, 3, 23),
    date(2025, 4, 27),
    date(2025, 9, 28),
    date(2025, 10, 8),
    date(2025, 12, 31),
    date(2026, 2, 14),
    date(2026, 2, 15),
    date(2026, 2, 28),
    date(2026, 9, 20),
    date(2026, 9, 25),
    date(2026, 12, 25),
]
"""Days of which one goes wrong where a rule is not minded: before, in and after rests, weekend days worked, ends of years."""


@cache
def works(day: date) -> bool:
    if day.year > 2026:
        return day.weekday() < 5 and day != date(2027, 1, 1)
    return bool(chinese_calendar.is_workday(day))


def moved(day: date, step: int) -> date:
    while not works(day):
        day += timedelta(step)
    return day


def month_end(year: int, month: int) -> date:
    day = date(year, month, 28)
    while (day + timedelta(1)).month == month:
        day += timedelta(1)
    return day


def counted(start: date, n: int, unit: str, step: int = 1) -> date:
    """Count one day, or one month, after another."""
    day = start
    if unit == "m":
        year, month = start.year, start.month
        for _ in range(n):
            year, month = (year, month + step) if 1 <= month + step <= 12 else (year + step, 1 if step > 0 else 12)
        return min(date(year, month, min(start.day, 28)) + timedelta(max(start.day - 28, 0)), month_end(year, month))
    while n:
        day += timedelta(step)
        n -= unit == "d" or works(day)
    return day


def starts(n: int, unit: str, step: int) -> Iterator[date]:
    """Give events whose time ends the day before, on and after each edge."""
    for edge in EDGES:
        for beside in (-1, 0, 1):
            yield counted(edge, n, unit, -step) + timedelta(beside)


@pytest.mark.case("CC.200", "CC.201")
@pytest.mark.parametrize(("name", "rule", "number"), CASES, ids=lambda value: str(value))
def test_a_deadline_is_the_day_of_the_slow_count_and_is_late_the_day_after(name: str, rule: str, number: str) -> None:
    n, unit, rules = int(number[:-1]), number[-1], rules_for(PLACES[name])
    step = -1 if rule in ("disclose", "renew-window") else 1
    for start in starts(n, unit, step):
        if not date(2024, 1, 1) <= min(start, counted(start, n, unit, step)):
            continue
        answer = due(rules, rule, start)
        if answer is None:
            assert rule == "answer-suggestion", start
            assert start < date(2025, 1, 1), start
            continue
        raw_on = counted(start, n, unit, step)
        if rule == "renew-window":
            assert (answer.opens_on, answer.due_on) == (raw_on, start), start
            continue
        last = moved(raw_on, step)
        assert (answer.raw_due_on, answer.due_on) == (raw_on, last), start
        assert (answer.calendar == "stated") is (max(start - timedelta(step < 0), last).year <= 2026), start
        clock = Clock("report", Role.EMPLOYERS, answer)
        assert [clock.is_late(last + timedelta(day)) for day in (-1, 0, 1)] == [False, False, True], start


@pytest.mark.parametrize("name", PLACES)
def test_no_place_has_a_deadline_that_is_not_counted_here(name: str) -> None:
    known = {rule for rule in DEADLINES if due(rules_for(PLACES[name]), rule, TOLD)}
    assert known == {**NATIONAL, **OWN[name]}.keys() | ({"resubmit-draft"} if name == "ningbo" else set())


VECTORS = [
    ("reply-to-offer", "2025-03-03", "2025-03-23", "2025-03-24"),
    ("file-contract", "2025-09-24", "2025-10-04", "2025-10-09"),
    ("review", "2025-06-10", "2025-06-25", "2025-06-25"),
    ("file-contract", "2026-02-05", "2026-02-15", "2026-02-24"),
    ("review", "2026-09-10", "2026-09-25", "2026-09-28"),
    ("review", "2026-09-05", "2026-09-20", "2026-09-20"),
    ("file-contract", "2026-02-04", "2026-02-14", "2026-02-14"),
]


@pytest.mark.case("CC.203", "O22.45-days", "LCL.54-review")
@pytest.mark.parametrize(("rule", "start", "raw_on", "last"), VECTORS)
def test_the_examples_of_the_rules_of_counting_hold(rule: str, start: str, raw_on: str, last: str) -> None:
    answer = due(rules_for(None), rule, date.fromisoformat(start))
    assert answer is not None
    assert (str(answer.raw_due_on), str(answer.due_on)) == (raw_on, last)


def test_silence_makes_effective_on_the_day_after() -> None:
    answer = due(rules_for(None), "review", date(2025, 6, 10))
    assert answer is not None
    assert answer.effective_on == date(2025, 6, 26)


@pytest.mark.parametrize(("start", "last"), [("2026-09-24", "2026-10-15"), ("2026-02-13", "2026-03-05")])
def test_ten_working_days_leave_out_rests_and_count_exchanged_days(start: str, last: str) -> None:
    answer = due(rules_for("330402"), "reply-to-offer", date.fromisoformat(start))
    assert answer is not None
    assert answer.due_on == date.fromisoformat(last) == counted(date.fromisoformat(start), 10, "w")


@pytest.mark.case("CC.202")
@pytest.mark.parametrize(
    ("start", "raw_on", "last"),
    [
        ("2024-12-31", "2025-02-28", "2025-02-28"),
        ("2025-12-31", "2026-02-28", "2026-02-28"),
        ("2024-12-30", "2025-02-28", "2025-02-28"),
        ("2025-08-01", "2025-10-01", "2025-10-09"),
        ("2025-03-03", "2025-05-03", "2025-05-06"),
    ],
)
def test_two_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(start: str, raw_on: str, last: str) -> None:
    answer = due(rules_for("410105"), "bargain", date.fromisoformat(start))
    assert answer is not None
    assert (str(answer.raw_due_on), str(answer.due_on)) == (raw_on, last)


@pytest.mark.shared
def test_the_slow_count_works_and_rests_as_the_list_beside_the_project_says() -> None:
    with shared("cn_holidays_2024_2027.csv").open(encoding="utf-8-sig") as file:
        listed = {date.fromisoformat(row["date"]): row["kind"] == "work" for row in csv.DictReader(file)}
    day = date(2024, 1, 1)
    while day.year < 2027:
        assert works(day) == listed.get(day, day.weekday() < 5), day
        day += timedelta(1)
