"""Law and calendar as an administrator enters them: preview, entry, what moves, what stays, who may."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cast import MAIN_PATH, acts
from conftest import Stage
from django.test import Client

from xieshang.core.contract import read_contract
from xieshang.core.fields import Fields
from xieshang.core.refusals import Refused
from xieshang.law import rules_for, statute_book
from xieshang.web.project.doctor import findings
from xieshang.web.register.services import enter
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.services import append, rebuild, rechecked, replayed
from xieshang.web.shared.clock import today
from xieshang.web.statutes.jobs import rebuild_rounds, take_up_again
from xieshang.web.statutes.models import Rebuilding
from xieshang.web.statutes.months import months_of

LINES_2027 = """元旦：1月1日、1月4日放假。1月9日上班。
春节：2月5日至8日放假，共4天。
清明节：4月5日放假。
劳动节：5月1日至2日放假。
端午节：6月9日放假。
中秋节：9月15日放假。
国庆节：10月1日至3日放假，共3天。"""
NOTICE = {"text": "示范通知", "notice": "示范〔2026〕1号", "on": "2026年11月4日", "where": "示范", "lines": LINES_2027}
VALUE = {
    "at": "河北省", "key": "representatives.min", "value": "5", "text": "示范条例", "article": "第九条", "where": "示范",
    "in_force_from": "2017-03-01", "trust": "primary", "unit": "calendar",
}  # fmt: skip
WAGE = {
    "at": "河北省",
    "classes": "2580 26\n2450 24.5\n2300 23",
    "in_force_from": "2026-07-01",
    "text": "示范通知",
    "where": "示范",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the office a folder of its own."""
    monkeypatch.setenv("XIESHANG_LAW", str(tmp_path / "law"))
    return tmp_path / "law"


@pytest.fixture
def office(stage: Stage) -> Client:
    """Give the administrator's browser."""
    return stage.browser("administrator")


@pytest.fixture
def offered(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Give a round whose answer is due on 4 January 2027, a Monday, seen from 20 December."""
    monkeypatch.setenv("XIESHANG_TODAY", "2026-12-20")
    days = {"offer": {"on": "2026-12-15", "received_on": "2026-12-15", "time": "2027-02-01"}}
    stage.tell([act | {"on": "2026-12-14"} | days.get(act["kind"], {}) for act in acts(until="offer")])
    return stage


def entered(office: Client, address: str, **content: Any) -> Any:
    return office.post(address, {"form_key": "the-form", **content})


def done() -> Rebuilding:
    rebuilding = Rebuilding.objects.first()
    assert rebuilding is not None
    rebuild_rounds.call(rebuilding.pk)
    rebuilding.refresh_from_db()
    return rebuilding


def test_a_notice_is_previewed_with_what_it_moves_and_nothing_is_stored(offered: Stage, folder: Path) -> None:
    answer = entered(offered.browser("administrator"), "/law/calendar/2027/entry/", **NOTICE, preview="1")
    preview = answer.context["preview"]
    moved = [(each.bargaining, each.act, str(each.before_on), str(each.after_on)) for each in preview.moved]
    assert moved == [(offered.bargaining, "respond", "2027-01-04", "2027-01-05")]
    assert preview.changes == [(date(2027, 1, 4), True), (date(2027, 1, 9), False)]
    assert (preview.rests, preview.worked, preview.rounds_moved) == (14, [date(2027, 1, 9)], 1)
    assert not folder.exists()
    assert not Rebuilding.objects.exists()


def test_a_notice_recorded_moves_what_runs_and_its_columns(offered: Stage) -> None:
    bargaining = offered.bargaining
    assert bargaining is not None
    assert str(bargaining.next_due_on) == "2027-01-04"
    answer = entered(offered.browser("administrator"), "/law/calendar/2027/entry/", **NOTICE, record="1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/law/calendar/2027/")
    assert statute_book().calendar.is_stated(2027)
    rebuilding = done()
    bargaining.refresh_from_db()
    assert str(bargaining.next_due_on) == "2027-01-05"
    assert (rebuilding.total, rebuilding.done, rebuilding.changed, rebuilding.finished_at is not None) == (1, 1, 1, True)
    (clock,) = replayed(bargaining, today()).standing.clocks
    assert clock.deadline is not None
    assert (clock.deadline.calendar, clock.deadline.n) == ("stated", 20)


def test_the_calendar_shows_its_source_and_is_provisional_until_it_is_entered(offered: Stage) -> None:
    office = offered.browser("administrator")
    before = office.get("/law/calendar/2027/").context
    assert (before["entered"].stated, before["entered"].source.text) == (False, "全国年节及纪念日放假办法")
    entered(office, "/law/calendar/2027/entry/", **NOTICE, record="1")
    after = office.get("/law/calendar/2027/").context
    assert (after["entered"].stated, str(after["entered"].source)) == (True, "示范通知（示范〔2026〕1号，2026年11月4日）")
    assert [each.stated for each in after["replaced"]] == [False]
    assert [day.name for week in after["months"][0].weeks for day in week if day and day.on.day in (1, 4)] == ["元旦", "元旦"]


def test_a_correction_replaces_and_the_acts_before_it_keep_their_calendar(offered: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    office, bargaining = offered.browser("administrator"), offered.bargaining
    assert bargaining is not None
    entered(office, "/law/calendar/2027/entry/", **NOTICE, record="1")
    monkeypatch.setenv("XIESHANG_TODAY", "2027-01-05")
    reply = {"kind": "respond", "on": "2027-01-05", "accepts": True}
    act = append(bargaining, reply, offered.seat("employers"), offered.people["employers"], acts_seen=5, form_key="reply")
    assert str(act.law_as_recorded_on) == "2026-12-20"
    assert replayed(bargaining, today()).standing.done == ()
    corrected = NOTICE["lines"].replace("1月1日、1月4日放假。1月9日上班。", "1月1日放假。")
    answer = office.post("/law/calendar/2027/entry/", {**NOTICE, "lines": corrected, "form_key": "second", "record": "1"})
    assert answer.status_code == 302
    assert not statute_book().calendar.is_rest(date(2027, 1, 4))
    assert replayed(bargaining, today()).standing.done == ()
    assert [len(entry.years) for entry in statute_book().office.entries] == [1, 1]


@pytest.mark.parametrize(
    ("change", "code", "row"),
    [
        ({"lines": LINES_2027 + "\n班 2027-01-08"}, "calendar.worked_weekday", 8),
        ({"lines": LINES_2027 + "\n2026-12-31 元旦"}, "calendar.other_year", 8),
        ({"lines": LINES_2027.replace("中秋节：9月15日放假。", "")}, "calendar.statutory_missing", None),
        ({"lines": LINES_2027 + "\n班 2027-02-06"}, "calendar.rest_and_worked", 8),
        ({"lines": ""}, "calendar.empty", None),
        ({"on": "昨天"}, "field.not_a_date", None),
        ({"where": ""}, "field.missing", None),
    ],
)
def test_a_notice_with_a_fault_is_refused_and_what_was_typed_is_kept(
    office: Client, folder: Path, change: dict[str, str], code: str, row: int | None
) -> None:
    answer = entered(office, "/law/calendar/2027/entry/", **{**NOTICE, **change}, record="1")
    assert [(refusal.code, refusal.row) for refusal in answer.context["refusals"]] == [(code, row)]
    assert answer.status_code == 422
    assert answer.context["values"] == {**NOTICE, **change}
    assert not folder.exists()


def test_a_form_sent_twice_is_one_entry(office: Client, folder: Path) -> None:
    for _ in range(2):
        assert entered(office, "/law/calendar/2027/entry/", **NOTICE, record="1").status_code == 302
    assert len(list(folder.iterdir())) == Rebuilding.objects.count() == 1


def test_an_act_stays_accepted_under_a_value_that_is_entered_after_it_and_the_next_one_is_read_under_it(
    at: Callable[[str], Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = at("workers named")
    bargaining = stage.bargaining
    assert bargaining is not None
    answer = entered(stage.browser("administrator"), "/law/entry/", **VALUE)
    assert answer.status_code == 302, [each.code for each in answer.context["refusals"]]
    assert rules_for("130123").value("representatives.min", date(2025, 2, 25)).value == 5  # type: ignore[union-attr]
    assert done().changed == 0
    assert replayed(bargaining, today()).refused == ()
    named = {key: field for key, field in MAIN_PATH["employers named"].items() if key not in ("by", "on")} | {"on": str(today())}
    seat, person = stage.seat("employers"), stage.people["employers"]
    with pytest.raises(Refused) as refused:
        append(bargaining, named, seat, person, acts_seen=1, form_key="late")
    assert [refusal.code for refusal in refused.value.refusals] == ["representatives.too_few"]
    assert [(found.index, found.refusal.code) for found in rechecked(bargaining, today())] == [(0, "representatives.too_few")]


def test_an_old_round_stands_as_it_stood_and_its_ledger_lists_what_would_be_refused_now(at: Callable[[str], Stage]) -> None:
    stage = at("employers posted")
    bargaining = stage.bargaining
    assert bargaining is not None
    before = Round.objects.values().get(pk=bargaining.pk)
    assert stage.browser("workers").get(f"/rounds/{bargaining.number}/ledger/").context["rechecked"] == []
    entered(stage.browser("administrator"), "/law/entry/", **VALUE)
    assert done().changed == 0
    assert Round.objects.values().get(pk=bargaining.pk) == before
    assert replayed(bargaining, today()).refused == ()
    told = stage.browser("workers").get(f"/rounds/{bargaining.number}/ledger/").context["rechecked"]
    assert {(act.kind, refusal.code) for act, refusal in told} >= {("name_representatives", "representatives.too_few")}
    rebuild(bargaining)
    assert Round.objects.values().get(pk=bargaining.pk) == before


def test_the_day_of_record_is_later_than_every_day_that_an_act_was_read_under(offered: Stage) -> None:
    office, bargaining = offered.browser("administrator"), offered.bargaining
    assert bargaining is not None
    days = []
    for number, told in enumerate(acts()[5:8], 1):
        entered(office, "/law/entry/", **VALUE | {"value": "3", "form_key": f"form-{number}"})
        days.append(str(statute_book().recorded_on))
        content = {key: field for key, field in told.items() if key != "by"} | {"on": "2026-12-20"}
        append(
            bargaining, content, offered.seat(told["by"]), offered.people[told["by"]], acts_seen=number + 4, form_key=told["kind"]
        )
    assert days == ["2026-12-20", "2026-12-21", "2026-12-22"]
    assert [str(act.law_as_recorded_on) for act in Act.objects.order_by("number")][5:] == days


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"value": "五"}, {("law.value_of_another_kind", "值")}),
        ({"key": ""}, {("law.key_unknown", "项目")}),
        ({"at": "不在任何地方"}, {("place.unknown", "地区")}),
        ({"trust": ""}, {("field.not_a_choice", "可信程度")}),
        ({"text": "", "in_force_from": ""}, {("field.missing", "出处"), ("field.missing", "自哪天起施行")}),
        ({"in_force_to": "2016-01-01"}, {("law.period_backwards", "到哪天止")}),
        ({"replaces": "nation-team"}, {("law.replaced_unknown", "更正哪一条")}),
    ],
)
def test_a_value_with_a_fault_is_refused_at_its_field(
    office: Client, folder: Path, change: dict[str, str], found: set[tuple[str, str]]
) -> None:
    answer = entered(office, "/law/entry/", **{**VALUE, **change})
    assert answer.status_code == 422
    assert {(refusal.code, refusal.column) for refusal in answer.context["refusals"]} == found
    assert answer.context["values"]["where"] == VALUE["where"]
    assert not folder.exists()


def test_a_correction_begins_with_what_is_to_be_corrected(office: Client) -> None:
    shown = office.get("/law/entry/?replaces=nation-mediation").context
    values = shown["values"]
    assert (values["at"], values["value"], values["extension_days"], values["replaces"]) == ("全国", "30", "15", "nation-mediation")
    answer = entered(office, "/law/entry/", **{**values, "value": "40"})
    assert answer.status_code == 302
    corrected = rules_for(None).value("deadline.mediation", date(2026, 1, 1))
    assert corrected is not None
    assert (corrected.value, corrected.more) == (40, {"extension_days": 15})
    listed = {told.entry.id: told.is_replaced for _, told in office.get("/law/?at=").context["page"].object_list}
    assert (listed["nation-mediation"], listed[corrected.id]) == (True, False)


def test_a_standard_is_entered_by_class_and_names_the_contracts_that_it_overtakes(office: Client, stage: Stage) -> None:
    for row, amount_fen in (("below", 257_900), ("equal", 258_000), ("above", 258_001)):
        _publish(row, amount_fen)
    assert office.get("/law/minimum-wages/?on=2026-07-01").context["overtaken"] == []
    answer = entered(office, "/law/minimum-wages/entry/", **WAGE, trust="primary")
    assert answer.status_code == 302, [each.code for each in answer.context["refusals"]]
    assert rules_for("130123").minimum_wage(date(2026, 7, 1)).hourly_fen == 2600
    shown = {on: stage.browser("stranger").get(f"/law/minimum-wages/?on={on}").context for on in ("2026-06-30", "2026-07-01")}
    assert shown["2026-06-30"]["overtaken"] == []
    found = {each.contract.id: (each.below, each.equal, each.rows) for each in shown["2026-07-01"]["overtaken"]}
    assert found == {"below": (1, 0, 1), "equal": (0, 1, 1)}


def _publish(number: str, amount_fen: int) -> None:
    """Publish a contract of one row."""
    table = {"form": "monthly_floor", "rows": [{"id": "1", "occupation": "6-18-01-01", "level": 2, "amount_fen": amount_fen}]}
    term, scope = {"from": "2026-01-01", "to": "2026-12-31"}, {"places": ["130123"]}
    content = {"id": number, "title": number, "kind": "industry", "scope": scope, "term": term, "known_on": "2026-01-01"}
    enter(read_contract(Fields({**content, "tables": [table]})), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"classes": ""}, "minimum_wage.no_class"),
        ({"classes": "2300 23\n2450 24"}, "minimum_wage.order"),
        ({"classes": "2300 23元\n2200 x"}, "minimum_wage.amount"),
        ({"in_force_from": ""}, "minimum_wage.no_start"),
        ({"at": ""}, "field.missing"),
    ],
)
def test_a_standard_with_a_fault_is_refused(office: Client, change: dict[str, str], code: str) -> None:
    answer = entered(office, "/law/minimum-wages/entry/", **{**WAGE, "trust": "primary", **change})
    assert answer.status_code == 422
    assert [refusal.code for refusal in answer.context["refusals"]] == [code]


def test_two_workers_see_a_new_entry(office: Client, stage: Stage) -> None:
    reader = stage.browser("stranger")
    assert reader.get("/law/entries/").context["entries"] == []
    entered(office, "/law/entry/", **VALUE)
    (told,) = reader.get("/law/entries/").context["entries"]
    assert (told.at, told.entry.entered_by, told.sources) == ("河北省", "administrator", ("《示范条例》第九条",))


def test_a_broken_file_is_told_on_the_pages_and_by_doctor_and_stops_nothing(office: Client, folder: Path, stage: Stage) -> None:
    assert [finding.ok for finding in findings() if "读得出来" in finding.what] == [True]
    folder.mkdir()
    (folder / "2026-12-01-0001-broken.yaml").write_text("values: [", "utf-8")
    answer = office.get("/law/")
    assert answer.status_code == 200
    assert [each.name for each in answer.context["broken"]] == ["2026-12-01-0001-broken.yaml"]
    assert rules_for("130123").value("representatives.min", date(2026, 1, 1)).value == 3  # type: ignore[union-attr]
    told = [finding for finding in findings() if "broken.yaml" in finding.what]
    assert [(finding.ok, finding.needed) for finding in told] == [(False, True)]


def test_a_rebuilding_that_was_left_behind_is_taken_up_again(office: Client) -> None:
    entered(office, "/law/entry/", **VALUE)
    left = Rebuilding.objects.get()
    assert b'id="rebuilding"' in office.get("/law/entries/").content
    take_up_again()
    done()
    assert Rebuilding.objects.get(pk=left.pk).finished_at is not None
    again = done()
    assert (again.done, again.total) == (1, 1)
    answer = office.get("/law/entries/progress/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/law/"})
    assert answer.headers["HX-Redirect"] == "/law/"


@pytest.mark.parametrize("address", ["/law/entry/", "/law/minimum-wages/entry/", "/law/calendar/2027/entry/"])
def test_only_the_administrator_enters_and_everybody_reads(stage: Stage, folder: Path, address: str) -> None:
    for name in ("workers", "bureau", "stranger"):
        assert stage.browser(name).post(address, {**NOTICE, "record": "1", "form_key": name}).status_code == 404
        assert stage.browser(name).get("/law/").status_code == 200
        assert stage.browser(name).get("/law/").context["may_enter"] is False
    assert not folder.exists()
    assert stage.browser("administrator").get(address).status_code == 200
    assert stage.browser("administrator").get("/law/").context["may_enter"] is True


@pytest.mark.parametrize(
    "address",
    ["/law/", "/law/minimum-wages/", "/law/calendar/2027/", "/law/calendar/2027/entry/", "/law/entry/", "/law/entries/"],
)
def test_a_page_of_law_asks_the_database_little(
    office: Client, address: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(8):
        answer = office.get(address)
    assert answer.status_code == 200
    assert len(answer.content) < 600_000


def test_a_preview_asks_the_database_no_more_for_more_rounds(
    offered: Stage, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    office = offered.browser("administrator")
    with django_assert_max_num_queries(14):
        assert entered(office, "/law/calendar/2027/entry/", **NOTICE, preview="1").status_code == 200


def test_years_outside_of_the_calendars_are_not_there(office: Client) -> None:
    answers = [office.get(f"/law/calendar/{year}/").status_code for year in (2007, 2008, 2099, 2100)]
    assert answers == [404, 200, 200, 404]


def test_a_month_is_told_in_whole_weeks() -> None:
    months = months_of(2026, statute_book().calendar)
    assert sum(month.work_days for month in months) == 248
    assert all(len(week) == 7 for month in months for week in month.weeks)
