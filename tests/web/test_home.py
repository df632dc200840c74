"""The first page: each role sees what is due to it, what others owe, the calendar; anybody else what is public."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import by
from conftest import PARTS, Stage

from xieshang.core.workdays import Calendar, CalendarYear
from xieshang.web.rounds.services import append, open_round
from xieshang.web.rounds.weeks import four_weeks

At = Callable[[str], Stage]


def bands(page: Any) -> tuple[list[str], list[str]]:
    """Give the acts of both bands, mine and others'."""
    mine, others = (entries for _, entries in page.context["bands"])
    return [entry.clock.act for entry in mine], [entry.clock.act for entry in others]


@pytest.mark.case("N51.5-review")
@pytest.mark.parametrize(
    ("until", "name", "mine", "others"),
    [
        ("workers named", "workers", [], ["name_representatives"]),
        ("workers named", "employers", ["name_representatives"], []),
        ("workers named", "bureau", [], ["name_representatives"]),
        ("offer", "employers", ["respond"], []),
        ("offer", "workers", [], ["respond"]),
        ("offer", "enterprise", [], ["respond"]),
        ("accepted", "workers", ["disclose", "appoint_recorder"], ["disclose", "appoint_recorder"]),
        ("employers initialled", "congress", ["vote"], []),
        ("employers initialled", "workers", [], ["vote"]),
        ("employers signed", "employers", ["file"], []),
        ("employers signed", "bureau", [], ["file"]),
        ("filed", "bureau", ["receive"], []),
        ("received", "bureau", ["opine"], []),
        ("received", "workers", [], ["opine"]),
    ],
)
def test_a_duty_stands_in_the_band_of_who_has_it(until: str, name: str, mine: list[str], others: list[str], at: At) -> None:
    assert bands(at(until).browser(name).get("/")) == (mine, others)


def test_what_is_mine_leads_to_its_form_and_what_is_not_does_not(at: At) -> None:
    stage = at("offer")
    form = f"/rounds/{stage.bargaining.number}/acts/respond/"  # type: ignore[union-attr]
    assert form in stage.browser("employers").get("/").content.decode()
    assert form not in stage.browser("workers").get("/").content.decode()


def test_the_late_and_the_near_are_counted_and_strong(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("offer")
    expected = {"2025-03-20": (0, 1, False), "2025-03-21": (0, 1, True), "2025-03-24": (0, 1, True), "2025-03-25": (1, 0, True)}
    for today, (late, week, is_strong) in expected.items():
        monkeypatch.setenv("XIESHANG_TODAY", today)
        page = stage.browser("employers").get("/")
        assert (page.context["counts"]["late"], page.context["counts"]["week"]) == (late, week)
        assert ("btn-sm btn-primary" in page.content.decode()) is is_strong, today


def test_article_and_trust_stand_beside_the_day(at: At) -> None:
    page = at("offer").browser("employers").get("/").content.decode()
    row = page[page.index("3月24日") :]
    assert "第三十二条" in row
    assert 'class="trust"' in row
    assert "3月23日" in row


def test_a_breach_is_due_from_the_enterprise_in_breach_alone(at: At) -> None:
    stage = at("employers posted")
    stage.tell([by("bureau", "inspect", "2025-05-16", enterprise="示范企业01", findings=["低于标准"])])
    assert bands(stage.browser("enterprise").get("/")) == (["remedy"], [])
    assert bands(stage.browser("other_enterprise").get("/")) == ([], ["remedy"])


def test_a_round_that_time_has_ended_leaves_the_desk(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("employers posted")
    for today, rounds in {"2026-05-31": 1, "2026-06-01": 0}.items():
        monkeypatch.setenv("XIESHANG_TODAY", today)
        assert len(stage.browser("workers").get("/").context["parts"]) == rounds


def test_the_calendar_holds_the_same_duties(at: At) -> None:
    stage = at("offer")
    days = {cell.on: cell for week in stage.browser("employers").get("/").context["weeks"] for cell in week}
    assert len(days) == 28
    assert [entry.clock.act for entry in days[date(2025, 3, 24)].due] == ["respond"]
    assert days[date(2025, 3, 24)].due[0].seat is not None
    others = {cell.on: cell for week in stage.browser("workers").get("/").context["weeks"] for cell in week}
    assert others[date(2025, 3, 24)].due[0].seat is None


def test_a_day_set_apart_by_a_notice_is_marked() -> None:
    year = CalendarYear(frozenset({date(2026, 5, 1), date(2026, 5, 2)}), frozenset({date(2026, 5, 9)}), stated=True)
    weeks = four_weeks([], Calendar({2026: year}), date(2026, 4, 16))
    told = {cell.on.isoformat(): (cell.is_rest, cell.mark) for week in weeks for cell in week}
    assert weeks[0][0].on == date(2026, 4, 13)
    assert told["2026-05-01"] == (True, "休")
    assert told["2026-05-02"] == (True, "")
    assert told["2026-05-09"] == (False, "班")
    assert told["2026-05-08"] == (False, "")
    assert told["2026-04-18"] == (True, "")


def test_who_takes_part_in_nothing_is_told_how_it_fills(stage: Stage) -> None:
    page = stage.browser("stranger").get("/")
    assert page.context["parts"] == []
    assert page.content.decode().count("xs-empty") == 2
    assert "/rounds/new/" in page.content.decode()


def test_only_unions_bureaus_and_tripartite_bodies_are_offered_a_new_round(stage: Stage) -> None:
    offered = {name: "/rounds/new/" in stage.browser(name).get("/").content.decode() for name in (*PARTS, "stranger")}
    assert {name for name, is_offered in offered.items() if is_offered} == {"workers", "bureau", "stranger"}


def test_anybody_sees_what_this_is_and_nothing_of_any_round(at: At) -> None:
    stage = at("offer")
    page = stage.browser(None).get("/").content.decode()
    assert "/sign-in/" in page
    assert stage.bargaining.number not in page  # type: ignore[union-attr]
    assert stage.bargaining.title not in page  # type: ignore[union-attr]
    assert stage.bargaining.title in stage.browser("workers").get("/").content.decode()  # type: ignore[union-attr]


def test_an_ended_round_leaves_the_desk_and_stays_in_the_list(at: At) -> None:
    stage = at("accepted")
    assert len(stage.browser("workers").get("/").context["parts"]) == 1
    stage.tell([by("workers", "close_without_agreement", "2025-03-13")])
    assert stage.browser("workers").get("/").context["parts"] == []
    assert stage.bargaining.title in stage.browser("workers").get("/rounds/").content.decode()  # type: ignore[union-attr]


def test_the_list_shows_the_state_of_today(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("received")
    listed = stage.browser("workers").get("/rounds/").context["listed"]
    assert (listed[0].state, str(listed[0].next_due_on)) == ("under_review", "2025-05-13")
    monkeypatch.setenv("XIESHANG_TODAY", "2025-05-14")
    (listed,) = stage.browser("workers").get("/rounds/").context["listed"]
    assert (listed.state, str(listed.next_due_on)) == ("effective", "2025-05-19")
    stage.bargaining.refresh_from_db()  # type: ignore[union-attr]
    assert stage.bargaining.state == "under_review"  # type: ignore[union-attr]


def test_the_queries_do_not_grow_with_the_rounds(at: At, django_assert_max_num_queries: Any) -> None:
    stage = at("offer")
    parties = {PARTS[name][0]: [stage.organisations[name]] for name in ("workers", "employers", "bureau")}
    for number in range(2, 8):
        more = open_round(f"130123-2025-{number:02}", f"示范行业{number}", "130123", "industry", "C34", parties)
        told = {"kind": "name_representatives", "on": "2025-03-03", "members": []}
        told["members"] = [{"name": f"甲{n}", "chief": n == 0, "migrant": True} for n in range(3)]
        append(more, told, stage.seat("workers"), stage.people["workers"], acts_seen=0, form_key=f"more-{number}")
    browser = stage.browser("workers")
    for page in ("/", "/rounds/"):
        with django_assert_max_num_queries(20):
            assert len(re.findall("示范行业", browser.get(page).content.decode())) >= 6
