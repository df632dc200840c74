"""The branches of the road: vacancies, talks that end beside a contract in effect, renewal, and what stays due."""

from datetime import date
from typing import Any

import pytest
from cast import VOTE, acts, by, codes, member, played, rules

from xieshang.core.procedure import duties
from xieshang.core.reading import Reading
from xieshang.core.standing import Clock, State

LEFT = [
    by("workers", "replace_representative", "2025-03-24", leaves="职工丙"),
    by("workers", "replace_representative", "2025-03-26", leaves="职工乙"),
]
AMENDING = [*acts(), by("workers", "propose_amendment", "2025-07-01", ground="双方协商一致")]
IN_MEDIATION = [
    *AMENDING,
    by("workers", "appoint_recorder", "2025-07-02", neutral=True),
    by("workers", "disclose", "2025-07-02"),
    by("employers", "disclose", "2025-07-02"),
    by("workers", "meet", "2025-07-03", session=1),
    by("workers", "ask_mediation", "2025-07-04"),
    by("bureau", "accept_mediation", "2025-07-05"),
]


def due(told: list[dict[str, Any]], on: str) -> list[Clock]:
    """Give what is due on a day."""
    return list(duties(played(told, on=on).standing, Reading(rules(), date.fromisoformat(on))))


def days_of(act: str, told: list[dict[str, Any]], on: str) -> list[str]:
    """Give the last days of what is due of one kind and not done."""
    return [str(clock.due_on) for clock in due(told, on) if clock.act == act and clock.done_on is None]


@pytest.mark.case("O22.31")
def test_a_second_vacancy_gives_the_first_no_more_time_and_each_is_refilled_by_its_own_day() -> None:
    vacant = [*acts(until="employers disclosed"), *LEFT]
    assert days_of("replace_representative", vacant, "2025-03-26") == ["2025-04-08"]
    one = [*vacant, by("workers", "replace_representative", "2025-03-27", joins=member("职工丁"))]
    assert days_of("replace_representative", one, "2025-03-27") == ["2025-04-10"]
    both = [*one, by("workers", "replace_representative", "2025-03-28", joins=member("职工戊"))]
    assert days_of("replace_representative", both, "2025-03-28") == []


def test_who_is_replaced_at_once_fills_no_older_vacancy() -> None:
    swapped = [
        *acts(until="employers disclosed"),
        LEFT[0],
        by("workers", "replace_representative", "2025-03-25", leaves="职工乙", joins=member("职工丁")),
    ]
    assert days_of("replace_representative", swapped, "2025-03-25") == ["2025-04-08"]


def test_a_team_that_is_named_anew_has_no_vacancy() -> None:
    left = by("employers", "replace_representative", "2025-03-04", leaves="企业丙")
    named = by(
        "employers",
        "name_representatives",
        "2025-03-05",
        members=[member("企业甲", chief=True), member("企业乙"), member("企业丁")],
    )
    assert days_of("replace_representative", [*acts(until="offer"), left], "2025-03-05") == ["2025-03-19"]
    assert days_of("replace_representative", [*acts(until="offer"), left, named], "2025-03-05") == []


def test_a_failed_mediation_of_an_amendment_leaves_the_contract_in_force() -> None:
    failed = [*IN_MEDIATION, by("bureau", "fail_mediation", "2025-07-20")]
    assert codes(played(failed)) == []
    assert played(IN_MEDIATION, on="2025-07-20").standing.state is State.IN_MEDIATION
    assert played(failed, on="2025-07-20").standing.state is State.IN_FORCE
    first = [*acts(until="met"), by("bureau", "accept_mediation", "2025-04-02"), by("bureau", "fail_mediation", "2025-04-20")]
    assert played(first, on="2025-04-20").standing.state is State.CLOSED_WITHOUT_AGREEMENT


def test_a_breach_outlives_an_amendment_that_comes_to_nothing_and_can_still_be_remedied() -> None:
    breached = [*acts(), by("bureau", "inspect", "2025-06-20", enterprise="甲厂", findings=2)]
    closed = [
        *breached,
        by("workers", "propose_amendment", "2025-07-01", ground="双方协商一致"),
        by("workers", "close_without_agreement", "2025-08-01"),
    ]
    assert played(closed, on="2025-08-01").standing.state is State.BREACH
    assert days_of("remedy", closed, "2025-08-01") == ["None"]
    remedied = [*closed, by("enterprise", "remedy", "2025-08-02", enterprise="甲厂")]
    assert (codes(played(remedied)), played(remedied, on="2025-08-02").standing.state) == ([], State.IN_FORCE)


def test_publishing_stays_due_when_an_amendment_before_it_comes_to_nothing() -> None:
    closed = [
        *acts(until="received"),
        by("workers", "propose_amendment", "2025-05-14", ground="双方协商一致"),
        by("workers", "close_without_agreement", "2025-05-15"),
    ]
    assert days_of("publish", closed, "2025-05-15") == ["2025-05-19", "2025-05-19"]


def test_an_objection_is_no_longer_to_be_answered_when_the_round_is_over() -> None:
    objected = [*acts(until="proposed"), by("worker", "object", "2025-04-02", text="太低")]
    closed = [*objected, by("workers", "close_without_agreement", "2025-04-03")]
    assert len(days_of("answer_objection", objected, "2025-04-03")) == 2
    assert due(closed, "2025-04-03") == []


@pytest.mark.parametrize(("asked_on", "still_due"), [("2026-04-02", 2), ("2026-04-01", 0)])
def test_a_renewal_is_due_until_either_side_has_asked_for_it(asked_on: str, still_due: int) -> None:
    told = [*acts(), by("workers", "renew", asked_on)]
    assert len(days_of("renew", told, "2026-04-01")) == still_due


def test_a_renewal_that_was_asked_for_is_due_again_where_an_amendment_makes_the_term_longer() -> None:
    longer = [
        *AMENDING,
        by("employers", "renew", "2025-07-01"),
        *(act | {"on": "2025-07-02"} for act in acts(until="employers disclosed")[6:]),
        by("workers", "meet", "2025-07-03", session=1),
        acts(until="proposed")[-1] | {"on": "2025-07-03", "term": {"from": "2025-06-01", "to": "2026-11-30"}},
        by("workers", "initial_draft", "2025-07-04"),
        by("employers", "initial_draft", "2025-07-04"),
        {**VOTE, "on": "2025-07-05"},
        by("workers", "sign", "2025-07-06"),
        by("employers", "sign", "2025-07-06"),
        by("employers", "file", "2025-07-07"),
        by("bureau", "receive", "2025-07-08"),
    ]
    assert codes(played(longer)) == []
    assert days_of("renew", longer, "2026-09-30") == []
    assert days_of("renew", longer, "2026-10-01") == ["2026-11-30", "2026-11-30"]


def test_an_enterprise_that_confirms_twice_is_one() -> None:
    confirming = by("enterprise", "confirm", "2025-04-03", enterprise="甲厂")
    told = [*acts(until="employers initialled"), confirming, confirming]
    assert played(told, on="2025-04-03").standing.draft.confirmed == ("甲厂",)


@pytest.mark.case("O22.39-amendment", "O22.41")
@pytest.mark.parametrize("left_out", [None, "met", "workers initialled", "voted", "employers signed"])
def test_an_amendment_takes_effect_by_the_whole_road_and_by_no_shorter_one(left_out: str | None) -> None:
    again = acts(until="received", without=(left_out,) if left_out else ())[6:]
    told = [*AMENDING, *(act | {"on": "2025-07-02"} for act in again)]
    replayed = played(told, on="2025-08-01")
    assert (replayed.standing.effective_on, codes(replayed) == []) == (
        (date(2025, 7, 18), True) if left_out is None else (date(2025, 5, 14), False)
    )


@pytest.mark.case("O22.40-ground")
@pytest.mark.parametrize("kind", ["propose_amendment", "terminate"])
def test_a_change_and_an_end_before_the_term_name_their_ground(kind: str) -> None:
    assert codes(played([*acts(), by("employers", kind, "2025-07-01")])) == [(20, "field.missing")]
    assert codes(played([*acts(), by("employers", kind, "2025-07-01", ground="企业解散")])) == []
