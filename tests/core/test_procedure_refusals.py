"""Refusals and remarks of rare ways off the road, each with its positive control beside it."""

from datetime import date
from typing import Any

import pytest
from cast import EMPLOYERS_TEAM, WORKERS_TEAM, acts, by, codes, member, played, rules

from xieshang.core.contract import Term
from xieshang.core.guards import GUARDS
from xieshang.core.parties import Role
from xieshang.core.reading import Reading
from xieshang.core.standing import State
from xieshang.core.term_checks import term_faults

NAMED = acts(until="workers named")


def named(*members: dict[str, Any]) -> list[dict[str, Any]]:
    return acts(until="workers named", workers_named={"members": list(members)})


def test_a_person_stands_once_in_a_team() -> None:
    assert codes(played(named(*WORKERS_TEAM, member("职工乙")))) == [(0, "representatives.twice")]
    assert codes(played(named(*WORKERS_TEAM, member("职工丁")))) == []


def test_managers_and_too_few_from_the_front_line_are_refused_where_the_law_of_the_place_says_so() -> None:
    barred = rules(representatives__managers_barred=True)
    with_manager = named(*WORKERS_TEAM[:2], member("职工丙", manager=True))
    assert codes(played(with_manager, law=barred)) == [(0, "representatives.manager")]
    assert codes(played(NAMED, law=barred)) == codes(played(with_manager)) == []
    third = rules(representatives__front_line_share="1/3")
    without = named(*(member(name, chief=name == "甲") for name in "甲乙丙"))
    assert codes(played(without, law=third)) == [(0, "representatives.too_few_front_line")]
    assert codes(played(NAMED, law=third)) == codes(played(without)) == []


def test_only_the_own_offer_is_withdrawn() -> None:
    offered = acts(until="offer")
    assert codes(played([*offered, by("employers", "withdraw_offer", "2025-03-04")])) == [(5, "offer.not_own")]
    withdrawn = played([*offered, by("workers", "withdraw_offer", "2025-03-04")], on="2025-03-04")
    assert (codes(withdrawn), withdrawn.standing.state) == ([], State.REPRESENTATIVES_PUBLISHED)


@pytest.mark.parametrize(("to", "refused"), [("2025-05-31", [(10, "term.backwards")]), ("2025-06-01", [])])
def test_a_term_does_not_end_before_it_begins(to: str, refused: list[tuple[int, str]]) -> None:
    assert codes(played(acts(until="proposed", proposed={"term": {"from": "2025-06-01", "to": to}}))) == refused


def test_a_term_without_its_last_day_is_told() -> None:
    law = Reading(rules(), date(2025, 6, 1))
    assert [fault.code for fault in term_faults(Term(date(2025, 6, 1)), law)] == ["term.unknown"]
    assert list(term_faults(Term(date(2025, 6, 1), date(2026, 5, 31)), law)) == []


def test_the_bureau_gives_one_opinion_for_each_receipt() -> None:
    given = [*acts(until="received"), by("bureau", "opine", "2025-05-05", objection=True, served_on="2025-05-12")]
    again = by("bureau", "opine", "2025-05-06", objection=False)
    assert codes(played([*given, again])) == [(19, "review.opinion_given")]
    cured = [*given, by("bureau", "ask_cure", "2025-05-06", missing=["会议记录"]), by("bureau", "receive", "2025-05-08")]
    assert codes(played([*cured, again | {"on": "2025-05-09"}])) == []


def test_no_letter_is_answered_before_one_was_sent() -> None:
    answer = by("employers", "answer_letter", "2025-03-20", number=1, text="已答复")
    sent = by("upper_union", "advise", "2025-03-17", letter="问询函")
    assert codes(played([*acts(until="accepted"), answer])) == [(6, "letter.none_waiting")]
    assert codes(played([*acts(until="accepted"), sent, answer])) == []


def test_what_is_voted_on_is_initialled_by_both() -> None:
    """No state in which a vote is possible is without both initials; the need is stated all the same."""
    law = Reading(rules(), date(2025, 4, 20))
    one, both = (played(acts(until=f"{side} initialled"), on="2025-04-02").standing for side in ("workers", "employers"))
    refusals = [GUARDS["initialled"](standing, Role.CONGRESS, law) for standing in (one, both)]
    assert [refusal and refusal.code for refusal in refusals] == ["vote.not_initialled", None]


def test_an_act_of_another_part_is_told_as_that_and_not_as_the_other_sides() -> None:
    assert codes(played([by("bureau", "offer", "2025-03-03", subjects=["工资"], place="某处", time="2025-04-01")])) == [
        (0, "act.not_your_part")
    ]
    assert codes(played([by("workers", "name_representatives", "2025-02-24", side="employers", members=EMPLOYERS_TEAM)])) == [
        (0, "act.not_your_side")
    ]
