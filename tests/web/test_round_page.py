"""The page of a round, its people, and the rehearsal: what each role sees in several states of the main path."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import MAIN_PATH, acts, by, member
from conftest import PARTS, Stage

from xieshang.core.acts import KINDS
from xieshang.core.standing import State
from xieshang.documents.act_titles import field_title
from xieshang.documents.act_words import FOLLOWS, STAMPS
from xieshang.documents.road import AHEAD, STATE_SENTENCES, STEP_OF, STEPS
from xieshang.web.rounds.act_forms import fields_of
from xieshang.web.rounds.course import course_of
from xieshang.web.rounds.follows import STARTS
from xieshang.web.rounds.models import Act
from xieshang.web.rounds.road import ROAD
from xieshang.web.rounds.timeline import acts_told

At = Callable[[str], Stage]


def page_of(stage: Stage, name: str, query: str = "") -> Any:
    """Open the page of the round."""
    assert stage.bargaining is not None
    return stage.browser(name).get(f"/rounds/{stage.bargaining.number}/{query}")


def shown(page: Any) -> dict[str, bool]:
    """Give the acts that are not folded away, and whether each may be done."""
    return {entry.kind: entry.refusal is None for choices in page.context["choices"] for entry in choices.shown}


def test_every_word_of_the_room_is_there() -> None:
    assert set(FOLLOWS) == set(KINDS)
    assert set(STAMPS) <= set(KINDS)
    assert set(STATE_SENTENCES) == set(STEP_OF) == set(State)
    assert set(STEP_OF.values()) == set(range(1, len(STEPS) + 1))
    assert set(AHEAD) == set(ROAD) <= set(KINDS)
    assert all(field_title(kind.name, field) for kind in KINDS.values() for field in kind.fields)


@pytest.mark.parametrize("until", [None, *MAIN_PATH])
def test_the_page_opens_for_everybody_of_the_round_at_every_step(until: str | None, at: At, stage: Stage) -> None:
    told = at(until) if until else stage
    for name in PARTS:
        page = page_of(told, name)
        assert page.status_code == 200
        assert len(page.content) < 600_000
    assert page_of(told, "stranger").status_code == 404


@pytest.mark.parametrize(
    ("until", "name", "may", "may_not"),
    [
        ("employers published", "workers", {"offer"}, {"respond", "meet", "propose"}),
        ("offer", "employers", {"respond"}, {"meet", "propose", "initial_draft", "sign"}),
        ("offer", "workers", {"withdraw_offer"}, {"meet", "sign"}),
        ("recorder", "workers", {"disclose", "waive_disclosure"}, {"meet", "initial_draft"}),
        ("employers disclosed", "workers", {"meet"}, {"initial_draft"}),
        ("proposed", "workers", {"initial_draft", "propose", "meet"}, {"sign"}),
        ("proposed", "enterprise", {"object"}, set()),
        ("employers initialled", "congress", {"vote"}, set()),
        ("employers initialled", "enterprise", {"object", "confirm"}, set()),
        ("voted", "employers", {"sign"}, {"file"}),
        ("filed", "bureau", {"receive", "ask_cure"}, {"opine"}),
        ("received", "bureau", {"opine", "ask_cure"}, set()),
    ],
)
def test_what_may_be_done_is_a_button_and_what_not_yet_says_why(
    until: str, name: str, may: set[str], may_not: set[str], at: At
) -> None:
    found = shown(page_of(at(until), name))
    assert may <= {kind for kind, is_open in found.items() if is_open}
    assert may_not <= {kind for kind, is_open in found.items() if not is_open}


def test_every_act_of_the_part_stands_once_and_the_far_ones_are_folded(at: At) -> None:
    stage = at("offer")
    for name, (role, _, _) in PARTS.items():
        (choices,) = page_of(stage, name).context["choices"]
        kinds = [entry.kind for entry in (*choices.shown, *choices.folded)]
        assert sorted(kinds) == sorted(kind.name for kind in KINDS.values() if role in kind.by)
        assert sum(entry.refusal is not None for entry in choices.shown) <= 4
        assert all(entry.refusal or entry.done for entry in choices.folded)


def test_a_greyed_button_names_its_reason_and_the_article(at: At) -> None:
    choices = page_of(at("recorder"), "workers").context["choices"][0]
    meet = next(entry for entry in choices.shown if entry.kind == "meet")
    assert meet.refusal.code == "meet.not_disclosed"
    assert "第十八条" in meet.article
    assert "职工方" in meet.reason


@pytest.mark.parametrize(
    ("until", "first"), [("offer", "respond"), ("recorder", "disclose"), ("proposed", "initial_draft"), ("voted", "sign")]
)
def test_the_acts_keep_the_order_of_the_road_and_one_is_strong(until: str, first: str, at: At) -> None:
    (choices,) = page_of(at(until), "employers").context["choices"]
    places = [list(KINDS).index(entry.kind) for entry in choices.shown]
    assert places == sorted(places)
    assert [entry.kind for entry in choices.shown if entry.first] == [first]


def test_done_acts_are_told_with_their_facts_and_late_ones_are_marked(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("offer")
    monkeypatch.setenv("XIESHANG_TODAY", "2025-03-27")
    stage.tell([by("employers", "respond", "2025-03-26", accepts=True)])
    page = page_of(stage, "bureau")
    told = page.context["told"]
    assert [entry.late_days for entry in told] == [0, 0, 0, 0, 0, 2]
    assert "月最低工资" in told[4].facts
    late = [clock for clock in page.context["duties"] if clock.done_on]
    assert [(clock.act, str(clock.done_on)) for clock in late] == [("respond", "2025-03-26")]


def test_the_effect_by_silence_is_told_between_the_acts(at: At) -> None:
    told = page_of(at("employers posted"), "workers").context["told"]
    assert [str(entry.on) for entry in told[-3:]] == ["2025-05-14", "2025-05-15", "2025-05-16"]


def test_what_is_to_come_is_what_the_road_has_left(at: At) -> None:
    coming = page_of(at("voted"), "workers").context["to_come"]
    assert [entry.act for entry in coming] == ["sign", "file", "receive", "opine", "publish"]


def test_nothing_is_to_come_after_the_last_publication(at: At) -> None:
    page = page_of(at("employers posted"), "workers")
    assert (page.context["to_come"], page.context["may_suppose"]) == ([], [])


def test_a_moved_day_says_from_where(at: At) -> None:
    page = page_of(at("offer"), "workers").content.decode()
    assert "3月24日（周一）" in page
    assert "原为3月23日（周日）" in page


def test_many_confirmations_of_a_day_are_one_line(at: At) -> None:
    stage = at("employers initialled")
    stage.tell([by("enterprise", "confirm", "2025-04-02", enterprise="示范企业01")])
    assert "示范企业01" in page_of(stage, "workers").context["told"][-1].facts
    stage.tell([by("enterprise", "confirm", "2025-04-02", enterprise=f"示范企业{number:02}") for number in range(2, 9)])
    told = page_of(stage, "workers").context["told"]
    assert (len(told), "8" in told[-1].facts) == (14, True)


def test_names_of_representatives_are_for_those_who_take_part(at: At) -> None:
    stage = at("offer")
    for name in PARTS:
        assert "职工乙" in page_of(stage, name).content.decode()
        assert "职工乙" in page_of(stage, name, "people/").content.decode()
    assert page_of(stage, "stranger", "people/").status_code == 404


def test_the_people_page_keeps_who_left_and_who_came(at: At) -> None:
    stage = at("accepted")
    stage.tell([by("workers", "replace_representative", "2025-03-13", leaves="职工丙", joins=member("职工丁", outsider=True))])
    page = page_of(stage, "bureau", "people/")
    (_, workers), (_, employers) = page.context["teams"]
    assert [name for name, _ in workers] == ["职工甲", "职工乙", "职工丁"]
    assert workers[2][1] == ["外部"]
    assert len(employers) == 3
    last = page.context["changes"][-1]
    assert ("职工丙" in last.facts, "职工丁" in last.facts) == (True, True)


@pytest.mark.parametrize(
    ("until", "act", "on", "expected", "effective_on"),
    [
        ("workers named", "offer", "2025-03-03", {"offer": "2025-03-03", "respond": "2025-03-24"}, None),
        ("offer", "respond", "2025-03-13", {"respond": "2025-03-13", "disclose": "2025-03-27"}, None),
        (
            "proposed",
            "sign",
            "2025-05-22",
            {"vote": "2025-05-22", "file": "2025-06-03", "receive": "2025-06-03", "opine": "2025-06-18", "publish": "2025-06-24"},
            "2025-06-19",
        ),
        ("received", "opine", "2025-05-08", {"opine": "2025-05-08", "publish": "2025-05-13"}, "2025-05-08"),
        ("filed", "receive", "2025-04-28", {"opine": "2025-05-13", "publish": "2025-05-19"}, "2025-05-14"),
    ],
)
def test_a_rehearsal_shows_what_would_be_due(
    until: str, act: str, on: str, expected: dict[str, str], effective_on: str | None, at: At
) -> None:
    stage = at(until)
    page = page_of(stage, "workers", f"?suppose={act}&on={on}")
    days = {entry.act: str(entry.supposed_on) for entry in page.context["to_come"] if entry.supposed_on and entry.act}
    assert expected.items() <= days.items()
    assert (page.context["rehearsal"].effective_on and str(page.context["rehearsal"].effective_on)) == effective_on
    assert 'class="supposed"' in page.content.decode()
    assert "不作数" in page.content.decode()


def test_a_rehearsal_stores_nothing(at: At) -> None:
    stage = at("offer")
    before = Act.objects.count()
    page_of(stage, "workers", "?suppose=publish&on=2025-06-01")
    stage.bargaining.refresh_from_db()  # type: ignore[union-attr]
    assert (Act.objects.count(), stage.bargaining.state) == (before, "offered")  # type: ignore[union-attr]
    assert 'class="supposed"' not in page_of(stage, "workers").content.decode()


def test_what_would_not_stand_is_refused_in_the_rehearsal_too(at: At) -> None:
    stage = at("offer")
    early = page_of(stage, "workers", "?suppose=respond&on=2025-03-01").context["rehearsal"]
    assert (early.refusal.code, early.supposed) == ("act.out_of_order", ())
    assert page_of(stage, "workers", "?suppose=respond&on=2025-03-03").context["rehearsal"].refusal is None


@pytest.mark.parametrize(
    "query", ["?suppose=respond", "?suppose=respond&on=soon", "?suppose=respond&on=9999-12-31", "?suppose=x&on=2025-03-03"]
)
def test_what_cannot_be_rehearsed_leaves_the_page_as_it_is(query: str, at: At) -> None:
    page = page_of(at("offer"), "workers", query)
    assert (page.status_code, page.context["rehearsal"]) == (200, None)


def test_a_rehearsal_from_a_suspension_goes_on(at: At) -> None:
    stage = at("met")
    stage.tell([by("workers", "suspend", "2025-04-01")])
    days = page_of(stage, "employers", "?suppose=sign&on=2025-05-22").context["rehearsal"].supposed
    assert [entry.act for entry in days][-2:] == ["opine", "publish"]


def test_each_period_that_a_form_announces_is_the_one_that_starts(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("employers posted")
    acts = [act for act in Act.objects.all() if act.kind in STARTS]
    started = {}
    for act in acts:
        monkeypatch.setenv("XIESHANG_TODAY", act.on.isoformat())
        for clock in course_of(type(stage.bargaining).objects.get(), act.on).standing.clocks:  # type: ignore[union-attr, type-arg]
            if clock.deadline:
                started[clock.deadline.rule] = clock.act
    announced = {rule: act for rule, act, _ in STARTS.values()}
    assert started.items() <= announced.items() | {("disclose", "disclose")}
    assert {"reply-to-offer", "file-contract", "review"} <= set(started)


def test_a_naming_starts_from_the_team_that_stands(at: At) -> None:
    stage = at("workers named")
    course = course_of(stage.bargaining, date(2025, 2, 24))  # type: ignore[arg-type]
    members = next(
        field for field in fields_of(KINDS["name_representatives"], course, stage.seat("workers")) if field.name == "members"
    )
    assert [row["name"] for row in members.value][:3] == ["职工甲", "职工乙", "职工丙"]
    assert members.value[0]["chief"]


def test_the_round_asks_few_queries(at: At, django_assert_max_num_queries: Any) -> None:
    stage = at("employers posted")
    for name in ("workers", "bureau"):
        browser = stage.browser(name)
        for page in ("", "people/", "ledger/", "?suppose=sign&on=2025-06-01"):
            with django_assert_max_num_queries(20):
                browser.get(f"/rounds/{stage.bargaining.number}/{page}")  # type: ignore[union-attr]


def test_an_effect_on_the_day_of_everything_stands_behind_the_review_and_before_the_publication(stage: Stage) -> None:
    day = "2026-04-16"
    whole = [act | {"on": day} for act in acts(until="received", offer={"received_on": day})]
    opinion = by("bureau", "opine", day, objection=False, served_on=day)
    stage.tell([*whole, opinion, by("workers", "publish", day)])
    assert stage.bargaining is not None
    told = [line.title for line in acts_told(course_of(stage.bargaining, date(2026, 4, 16)))]
    assert told[-3:] == ["审查意见", "已生效", "公布"]
    assert told.count("已生效") == 1
