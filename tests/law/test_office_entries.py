"""The office's entries over the statute book that ships: read like the shipped files, only ever added, never in the way."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
import yaml

from xieshang.__main__ import main
from xieshang.core.deadlines import due, recounted
from xieshang.core.refusals import Refusal
from xieshang.core.sources import Source, Trust
from xieshang.core.workdays import Calendar, CalendarYear
from xieshang.law import rules_for, statute_book
from xieshang.law.calendar_files import year_entry, year_faults
from xieshang.law.entry_checks import Key, standard_faults, value_faults
from xieshang.law.law_files import read_law_file
from xieshang.law.notice_lines import read_notice
from xieshang.law.office_entries import add_entry
from xieshang.law.statute_book import PACKS, read_book, shipped_book

SOURCE = {"text": "示范县集体协商办法", "where": "示范"}
NOTICE_2026 = """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""
THIRTEEN = statute_book().calendar.years[2027].rests


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the office a folder of its own."""
    monkeypatch.setenv("XIESHANG_LAW", str(tmp_path / "law"))
    return tmp_path / "law"


def entry(**content: Any) -> dict[str, Any]:
    made = {"jurisdiction": "13", "recorded_on": date(2026, 12, 1), "entered_at": "2026-12-01T09:00:00+08:00", "entered_by": "示范"}
    return {**made, "sources": {"source": SOURCE}, **content}


def value(**content: Any) -> dict[str, Any]:
    told = {"id": "hebei-reply", "key": "deadline.reply-to-offer", "value": 10, "unit": "working", "source": "source"}
    return {**told, "trust": "primary", "in_force_from": date(2017, 3, 1), **content}


def codes(found: Iterator[Refusal]) -> list[tuple[str, str | None]]:
    return [(refusal.code, refusal.column) for refusal in found]


def test_without_a_folder_the_shipped_book_is_the_book(folder: Path) -> None:
    assert statute_book() is shipped_book()
    folder.mkdir()
    assert statute_book().packs == shipped_book().packs
    assert statute_book().recorded_on == shipped_book().recorded_on


def test_an_entry_holds_in_its_jurisdiction_from_its_start_and_nowhere_else(folder: Path) -> None:
    add_entry(folder, "13-reply", entry(values=[value()]))
    reply = "deadline.reply-to-offer"
    found = {at: rules_for(at).value(reply, date(2026, 5, 1)) for at in ("130123", "340506")}
    assert [(each.value, each.unit, each.trust) for each in found.values() if each] == [
        (10, "working", Trust.PRIMARY),
        (20, "calendar", Trust.PROVISIONAL),
    ]
    assert [rules_for("130123").value(reply, on).value for on in (date(2017, 2, 28), date(2017, 3, 1))] == [20, 10]  # type: ignore[union-attr]
    assert statute_book().recorded_on == date(2026, 12, 1)


def test_an_entry_is_not_known_before_its_day_of_record(folder: Path) -> None:
    add_entry(folder, "13-reply", entry(values=[value()]))
    known = [date(2026, 11, 30), date(2026, 12, 1)]
    assert [due(rules_for("130123"), "reply-to-offer", date(2026, 5, 4), known_on=on).n for on in known] == [20, 10]  # type: ignore[union-attr]


def test_a_correction_replaces_the_entry_it_names_from_its_own_day_on(folder: Path) -> None:
    add_entry(folder, "13-reply", entry(values=[value()]))
    corrected = value(id="hebei-reply-2", value=15, replaces="hebei-reply")
    add_entry(folder, "13-reply", entry(recorded_on=date(2026, 12, 9), values=[corrected]))
    rules, on = rules_for("130123"), date(2026, 5, 4)
    known = [date(2026, 12, 8), date(2026, 12, 9), None]
    assert [rules.value("deadline.reply-to-offer", on, each).value for each in known] == [10, 15, 15]  # type: ignore[union-attr]


def test_a_jurisdiction_without_a_pack_gets_one(folder: Path) -> None:
    add_entry(folder, "1301-reply", entry(jurisdiction="1301", values=[value()]))
    assert statute_book().packs["1301"].name == "石家庄市"
    assert [pack.name for pack in rules_for("130123").packs] == ["石家庄市", "河北省", "全国"]


def test_an_entry_of_another_process_is_seen_at_the_next_call_and_the_book_is_read_once(folder: Path) -> None:
    before = statute_book()
    for number in range(3):
        path = add_entry(folder, "13-reply", entry(values=[value(id=f"reply-{number}")]))
        assert path.name.startswith(f"2026-12-01-{number + 1:04}-13-reply")
        assert len(statute_book().office.entries) == number + 1
    assert statute_book() is statute_book()
    assert before.office.entries == ()


def test_a_file_is_never_written_over(folder: Path) -> None:
    first = add_entry(folder, "x", entry(values=[value()]))
    content = first.read_bytes()
    first.with_name("2026-12-01-0002-x.yaml").write_text("taken", "utf-8")
    third = add_entry(folder, "x", entry(values=[value(id="other")]))
    assert third.name == "2026-12-01-0003-x.yaml"
    assert first.read_bytes() == content
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("values: [", "law.entry_unreadable"),
        ("just words", "law.entry_unreadable"),
        (yaml.safe_dump(entry()), "law.entry_empty"),
        (yaml.safe_dump(entry(values=[value(key="deadline.tea")])), "law.key_unknown"),
        (yaml.safe_dump(entry(values=[value(value="ten")])), "law.value_of_another_kind"),
        (yaml.safe_dump({**entry(values=[value()]), "entered_by": ""}), "law.entry_incomplete"),
        (yaml.safe_dump(entry(values=[value(replaces="no-such-entry")])), "law.replaced_unknown"),
        (yaml.safe_dump(entry(values=[value(id="nation-reply")])), "law.id_repeated"),
    ],
)
def test_a_broken_file_is_named_and_the_rest_goes_on(folder: Path, text: str, code: str) -> None:
    add_entry(folder, "good", entry(values=[value(id="good")]))
    (folder / "2026-12-02-0001-broken.yaml").write_text(text, "utf-8")
    law = statute_book().office
    assert [each.name for each in law.entries] == ["2026-12-01-0001-good.yaml"]
    assert [(each.name, each.refusals[0].code) for each in law.broken] == [("2026-12-02-0001-broken.yaml", code)]
    assert rules_for("130123").value("deadline.reply-to-offer", date(2026, 5, 1)).value == 10  # type: ignore[union-attr]


def test_a_broken_file_that_is_mended_in_place_is_read_again(folder: Path) -> None:
    folder.mkdir()
    path = folder / "2026-12-02-0001-broken.yaml"
    path.write_text("values: [", "utf-8")
    assert statute_book().office.broken
    path.write_text(yaml.safe_dump(entry(values=[value()])), "utf-8")
    assert [each.name for each in statute_book().office.entries] == [path.name]
    assert not statute_book().office.broken


SHARE, DAYS, TRUTH = Key("比例", "share"), Key("期限", "days"), Key("是否", one_of=(True, False))


@pytest.mark.parametrize(
    ("key", "taken", "refused"),
    [
        (DAYS, [1, 366], [0, 367, "15", 1.5, True, None]),
        (SHARE, ["1/2", 1, 1.05, "5"], [0, "0/3", "6", "1/0", "half", True, None, -1]),
        (Key("人数", "persons"), [1, 60], [0, 61]),
        (Key("年限", "years"), [1, 10], [0, 11]),
        (TRUTH, [True, False], [1, 0, "true", None]),
        (Key("范围", one_of=("all", "signatory")), ["all"], ["none", True, None]),
        (Key("报送", some_of=("employers", "workers")), [["employers"], ["workers", "employers"]], [[], ["x"], "employers", None]),
    ],
)
def test_a_value_is_of_its_keys_kind(key: Key, taken: list[Any], refused: list[Any]) -> None:
    assert [each for each in taken if not key.takes(each)] == []
    assert [each for each in refused if key.takes(each)] == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"unit": "days"}, [("law.unit_of_another_key", "unit")]),
        ({"unit": None}, [("law.unit_of_another_key", "unit")]),
        ({"trust": "certain"}, [("field.not_a_choice", "trust")]),
        ({"source": "elsewhere"}, [("field.missing", "text"), ("field.missing", "where")]),
        ({"id": None}, [("field.missing", "id")]),
        ({"in_force_from": "2026"}, [("field.not_a_date", "in_force_from")]),
        ({"in_force_to": date(2017, 2, 28)}, [("law.period_backwards", "in_force_to")]),
        ({"in_force_to": date(2017, 3, 1)}, []),
        ({"warn_n": 7}, []),
        ({"warn_n": 0}, [("law.value_of_another_kind", "warn_n")]),
    ],
)
def test_a_value_is_whole(change: Mapping[str, Any], found: list[tuple[str, str]]) -> None:
    sources = {"source": Source("某办法", where="某处")}
    keys = {"deadline.reply-to-offer": DAYS}
    assert codes(value_faults(value(**change), sources, keys)) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"classes": {1: ["2380", "23.99"], 2: ["2379.99", None]}}, []),
        ({"classes": {1: [2380, 24], 2: [2380, 22]}}, [("minimum_wage.order", "classes")]),
        ({"classes": {1: [2380, 2380]}}, [("minimum_wage.amount", "classes")]),
        ({"classes": {1: [0, None]}}, [("minimum_wage.amount", "classes")]),
        ({"classes": {1: [-5, None]}}, [("minimum_wage.amount", "classes")]),
        ({"classes": {1: ["2,38x", 24]}}, [("minimum_wage.amount", "classes")]),
        ({"classes": {1: [2380]}}, [("minimum_wage.amount", "classes")]),
        ({"classes": {1: [2380, 24], 3: [2080, 20]}}, [("minimum_wage.class_number", "classes")]),
        ({"classes": {}}, [("minimum_wage.no_class", "classes")]),
        ({"classes": None, "whole": [1040, None]}, []),
        ({"in_force_from": None}, [("minimum_wage.no_start", "in_force_from")]),
        ({"in_force_from": None, "seen_on": date(2026, 1, 1)}, []),
    ],
)
def test_a_standard_is_whole(change: Mapping[str, Any], found: list[tuple[str, str]]) -> None:
    told = {"in_force_from": date(2026, 12, 1), "source": "source", "trust": "secondary", "classes": {1: [2380, 24], 2: [2230, 22]}}
    assert codes(standard_faults({**told, **change}, {"source": Source("某通知", where="某处")})) == found


def test_what_ships_is_held_against_the_same_rules() -> None:
    book = read_book()
    for folder in PACKS.iterdir():
        values, wages = (read_law_file(folder / name) for name in ("values.yaml", "minimum_wages.yaml"))
        for told in values.content.get("values") or ():
            assert codes(value_faults(told, values.sources, book.keys)) == [], told
        for told in wages.content.get("standards") or ():
            assert codes(standard_faults(told, wages.sources)) == [], told
    for year, entered in book.calendar.years.items():
        assert codes(year_faults(year, entered.rests, entered.worked, book.calendar)) == []


def test_a_new_standard_holds_by_class_and_a_correction_of_one_class_start_wins(folder: Path) -> None:
    told = {"id": "h27", "in_force_from": date(2027, 1, 1), "source": "source", "trust": "primary"}
    add_entry(folder, "wage", entry(standards=[{**told, "classes": {1: ["2500", "25"], 2: ["2300", "23"], 3: ["2200", "22"]}}]))
    before, since = date(2026, 12, 31), date(2027, 1, 1)
    assert [rules_for("130123").minimum_wage(on).monthly_fen for on in (before, since)] == [238_000, 250_000]
    right = {**told, "id": "h27b", "in_force_from": date(2027, 2, 1), "replaces": "h27"}
    classes = {1: ["2510", "25"], 2: ["2300", "23"], 3: ["2200", "22"]}
    add_entry(folder, "wage", entry(recorded_on=date(2026, 12, 9), standards=[{**right, "classes": classes}]))
    rules = rules_for("130123")
    assert [rules.minimum_wage(on).monthly_fen for on in (since, date(2027, 2, 1))] == [238_000, 251_000]
    assert rules.minimum_wage(since, known_on=date(2026, 12, 8)).monthly_fen == 250_000


def test_the_notice_is_read_as_the_state_council_writes_it() -> None:
    read, shipped = read_notice(NOTICE_2026, 2026), shipped_book().calendar.years[2026]
    assert (read.refusals, set(read.rests), set(read.worked)) == ((), shipped.rests, shipped.worked)
    assert read.rests == shipped.names
    assert read.rows[date(2026, 2, 28)] == 2
    entered = CalendarYear(frozenset(read.rests), frozenset(read.worked), stated=True)
    calendar, day = Calendar({2026: entered}), date(2026, 1, 1)
    while day.year == 2026:
        assert calendar.is_rest(day) == (not chinese_calendar.is_workday(day)), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("line", "rests", "worked"),
    [
        ("2027-01-01 元旦", ["2027-01-01"], []),
        ("元旦 1月1日-3日", ["2027-01-01", "2027-01-02", "2027-01-03"], []),
        ("01-31 至 02-02 春节", ["2027-01-31", "2027-02-01", "2027-02-02"], []),
        ("班：2027-02-14, 2/28", [], ["2027-02-14", "2027-02-28"]),
        ("元旦 1月1日、1月3日 休；1月9日 班", ["2027-01-01", "2027-01-03"], ["2027-01-09"]),
        ("２０２７年１月１日　元旦", ["2027-01-01"], []),
    ],
)
def test_lines_may_also_be_a_list_of_days(line: str, rests: list[str], worked: list[str]) -> None:
    read = read_notice(line, 2027)
    assert (read.refusals, [str(on) for on in read.rests], [str(on) for on in read.worked]) == ((), rests, worked)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("元旦放假", "calendar.line_unreadable"),
        ("2月29日", "calendar.no_such_day"),
        ("5月5日至1日", "calendar.no_such_day"),
        ("元旦：1月1日至3日放假，共4天", "calendar.count_differs"),
        ("元旦：1月1日至3日放假，共3天", None),
    ],
)
def test_a_line_that_cannot_be_read_is_named_by_its_number(line: str, code: str | None) -> None:
    found = [(refusal.code, refusal.row) for refusal in read_notice(f"\n{line}", 2027).refusals]
    assert found == ([(code, 2)] if code else [])


@pytest.mark.parametrize(
    ("rests", "worked", "found"),
    [
        (THIRTEEN, [], []),
        (THIRTEEN | {date(2027, 1, 2)}, [date(2027, 1, 9)], []),
        (THIRTEEN - {date(2027, 9, 15)}, [], ["calendar.statutory_missing"]),
        (THIRTEEN, [date(2027, 1, 8)], ["calendar.worked_weekday"]),
        (THIRTEEN, [date(2027, 2, 6)], ["calendar.rest_and_worked"]),
        (THIRTEEN | {date(2026, 12, 31)}, [], ["calendar.other_year"]),
        (THIRTEEN, [date(2028, 1, 1)], ["calendar.other_year"]),
    ],
)
def test_the_days_of_a_notice_are_judged(rests: frozenset[date], worked: list[date], found: list[str]) -> None:
    assert [refusal.code for refusal in year_faults(2027, rests, worked, shipped_book().calendar)] == found


def test_a_year_whose_lunar_days_are_not_listed_needs_thirteen_days_all_the_same() -> None:
    fixed = Calendar().statutory_days(2029)
    more = [date(2029, 2, day) for day in range(12, 19)]
    for n, found in ((6, ["calendar.too_few"]), (7, [])):
        assert [refusal.code for refusal in year_faults(2029, [*fixed, *more[:n]], [], shipped_book().calendar)] == found


def test_a_notice_of_2027_moves_what_runs_and_nothing_that_was_read_before_it(folder: Path) -> None:
    source = Source("示范通知", where="示范")
    rests = dict.fromkeys(THIRTEEN, "示范") | {date(2027, 1, 4): "元旦"}
    add_entry(folder, "calendar-2027", entry(jurisdiction="", years={2027: year_entry(rests, [date(2027, 1, 9)], source)}))
    rules, received = rules_for("130123"), date(2026, 12, 15)
    then, now = (due(rules, "reply-to-offer", received, known_on=on) for on in (date(2026, 11, 30), date(2026, 12, 1)))
    assert then is not None
    assert now is not None
    assert (then.due_on, then.calendar) == (date(2027, 1, 4), "暂定")
    assert (now.due_on, now.calendar) == (date(2027, 1, 5), "stated")
    assert recounted(rules, then, None).due_on == now.due_on
    assert recounted(rules, then, date(2026, 11, 30)).due_on == then.due_on


def test_both_doors_read_the_same_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_entry(folder, "13-reply", entry(values=[value()]))
    assert main(["law", "value", "deadline.reply-to-offer", "--at", "130123", "--on", "2026-05-01", "--json"]) == 0
    assert '"value": 10' in capsys.readouterr().out
