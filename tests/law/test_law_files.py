"""Every entry of the statute book is dated, sourced, trusted and named; it agrees with the lists beside the project."""

import csv
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import chinese_calendar
import holidays
import pytest
from shared_data import shared

from xieshang.core.deadlines import DEADLINES, key_of
from xieshang.core.money import fen_of_yuan
from xieshang.core.rules import LawValue
from xieshang.law import code_book, statute_book
from xieshang.law.statute_book import Packs, read_book

BOOK = statute_book()
ENTRIES = [(pack.name, entry) for pack in BOOK.packs.values() for entry in pack.values]


def records(name: str) -> list[dict[str, str]]:
    with shared(name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("pack", "entry"), ENTRIES, ids=lambda value: getattr(value, "id", value))
def test_every_entry_has_a_source_a_day_of_record_and_a_known_key(pack: str, entry: LawValue) -> None:
    assert entry.source.text
    assert entry.source.where
    assert date(2026, 11, 24) <= entry.recorded_on < date.max
    assert entry.key in BOOK.keys
    if entry.key.startswith("deadline."):
        assert entry.key.removeprefix("deadline.") in DEADLINES
    if entry.unit == "share":
        assert 0 < Fraction(str(entry.value)) <= 2


def test_ids_are_unique_and_a_correction_names_an_earlier_entry_of_the_same_key() -> None:
    by_id = {entry.id: entry for _, entry in ENTRIES}
    assert len(by_id) == len(ENTRIES)
    for _, entry in ENTRIES:
        if entry.replaces:
            assert by_id[entry.replaces].key == entry.key


def test_every_deadline_that_can_be_asked_has_a_name() -> None:
    assert {key_of(rule) for rule in DEADLINES} <= set(BOOK.keys)


def test_every_standard_has_a_source_and_a_day_from_which_it_answers() -> None:
    for standard in BOOK.minimum_wages.standards:
        assert standard.source.text
        assert standard.answers_from < date.max


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_calendar_agrees_with_two_independent_ones(year: int) -> None:
    public = holidays.country_holidays("CN", years=year)
    day = date(year, 1, 1)
    while day.year == year:
        assert BOOK.calendar.is_rest(day) == (not chinese_calendar.is_workday(day)), day
        if day in public and day.weekday() < 5:
            assert BOOK.calendar.is_rest(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_has_the_working_days_of_the_rule_on_working_time(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    assert sum(not BOOK.calendar.is_rest(day) for day in days) == 248


@pytest.mark.case("HOL.2")
def test_a_year_without_its_notice_is_not_stated_and_exchanges_no_day() -> None:
    assert [BOOK.calendar.is_stated(year) for year in (2023, 2024, 2026, 2027, 2028)] == [False, True, True, False, False]
    assert BOOK.calendar.years[2027].worked == frozenset()
    assert len(BOOK.calendar.years[2027].rests) == 13


@pytest.mark.shared
def test_the_calendar_agrees_with_the_list_beside_the_project() -> None:
    for row in records("cn_holidays_2024_2027.csv"):
        assert BOOK.calendar.is_rest(date.fromisoformat(row["date"])) == (row["kind"] == "off"), row


@pytest.mark.shared
def test_the_counties_and_zones_of_hebei_are_those_of_the_list() -> None:
    listed = {row["code"]: row["name"] for row in records("gbt2260_hebei_counties.csv") if row["code"].startswith("13")}
    ours = {code: name for code, name in code_book().places.items() if code.startswith("13") and not code.endswith("00")}
    assert ours == {code: name for code, name in listed.items() if not code.endswith("00")}


@pytest.mark.shared
def test_the_standards_of_hebei_are_those_of_the_list() -> None:
    ours = {
        (str(standard.in_force_from), standard.area_class): (standard.monthly_fen, standard.hourly_fen)
        for standard in BOOK.minimum_wages.standards
        if standard.jurisdiction == "13"
    }
    for row in records("hebei_min_wage_standards.csv"):
        amounts = fen_of_yuan(row["monthly_yuan"]), fen_of_yuan(row["hourly_yuan"])
        assert ours.pop((row["effective_from"], int(row["class"]))) == amounts
    assert ours == {}


@pytest.mark.shared
def test_the_classes_of_the_counties_of_shijiazhuang_are_those_of_the_list() -> None:
    lists = {str(listed.standard_from): listed.classes for listed in BOOK.minimum_wages.class_lists}
    for row in records("shijiazhuang_county_class.csv"):
        code = row["gbt2260_code"]
        if row["class_2023_01_01"] and not "71" <= code[4:] <= "79":
            assert lists["2023-01-01"][code] == int(row["class_2023_01_01"]), row
        if row["class_in_force_2018_06"] and not "71" <= code[4:] <= "79":
            assert lists["2016-07-01"][code] == int(row["class_in_force_2018_06"]), row


@pytest.mark.shared
def test_the_sections_and_divisions_are_those_of_the_list() -> None:
    listed = {row["section"] + (row["division"] or ""): row["name"] for row in records("industries_gbt4754_2017.csv")}
    assert code_book().industries == listed
    assert len(listed) == 117


@pytest.mark.shared
def test_the_starter_list_of_occupations_and_the_middle_classes_are_those_of_the_list() -> None:
    rows: list[dict[str, Any]] = records("occupations_2022_1639.csv")
    names = {row["code"]: row["name"] for row in rows}
    assert all(names[code] == name for code, name in code_book().occupations.items())
    middle = code_book().middle_classes
    assert len(middle) == 79
    assert {row["middle_code"]: row["middle_name"] for row in rows}.items() <= middle.items()


READ_WHOLE = {"37": "primary", "41": "primary", "33": "primary", "3301": "primary", "3302": "primary", "50": "primary"}
VERSION_IN_DOUBT = {"11": "secondary", "31": "secondary"}


@pytest.mark.parametrize(("code", "trust"), [*READ_WHOLE.items(), *VERSION_IN_DOUBT.items()])
def test_a_regulation_that_was_read_names_the_article_of_each_number_and_lends_its_trust_to_its_silence(
    code: str, trust: str
) -> None:
    pack = BOOK.packs[code]
    assert pack.inherited_trust.value == trust
    regulation = [entry for entry in pack.values if entry.source.text.endswith("条例")]
    assert len(regulation) >= 15
    for entry in regulation:
        assert (entry.trust.value, bool(entry.source.article)) == (trust, True), entry.id
    practice = {entry.key for entry in pack.values if entry not in regulation}
    assert practice == ({"binding", "confirmation.asked", "ratification.firm_votes"} if code == "11" else set())
    assert all(entry.trust.value == "provisional" for entry in pack.values if entry not in regulation)


@pytest.mark.parametrize("code", READ_WHOLE)
def test_a_regulation_holds_from_its_own_day(code: str) -> None:
    starts = {
        "37": "2017-01-01",
        "41": "2014-01-01",
        "33": "2011-01-01",
        "3301": "2014-05-01",
        "3302": "2014-05-01",
        "50": "2017-01-01",
    }
    place = code.ljust(6, "0")
    since = date.fromisoformat(starts[code])
    own = [BOOK.rules_for(place).value("deadline.reply-to-offer", since - timedelta(days)) for days in (0, 1)]
    assert [entry is not None and entry.jurisdiction == code for entry in own] == [True, False]


def test_a_place_is_answered_from_the_packs_that_reach_it_alone() -> None:
    book = read_book()
    assert isinstance(book.packs, Packs)
    book.rules_for("370102")
    assert set(book.packs.read) == {"37", ""}
    assert len(book.packs) == len(BOOK.packs)
