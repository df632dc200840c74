"""A round is the replay of its acts: the road, its branches, and each refusal with its positive control."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from cast import EMPLOYERS_TEAM, MAIN_PATH, TABLE, VOTE, WORKERS_TEAM, acts, by, codes, member, played, rules

from xieshang.core.acts import KINDS
from xieshang.core.effects import EFFECTS
from xieshang.core.guards import CHECKS, GUARDS
from xieshang.core.parties import Role
from xieshang.core.procedure import _WHEN, allowed, duties
from xieshang.core.reading import Reading
from xieshang.core.standing import State
from xieshang.core.transitions import FINAL, NEEDS, TRANSITIONS

ROAD = [
    ("workers named", "representatives_forming"),
    ("employers published", "representatives_published"),
    ("offer", "offered"),
    ("accepted", "accepted"),
    ("recorder", "preparing"),
    ("met", "negotiating"),
    ("workers initialled", "negotiating"),
    ("employers initialled", "draft_agreed"),
    ("voted", "ratifying"),
    ("workers signed", "ratifying"),
    ("employers signed", "signed"),
    ("filed", "filed"),
    ("received", "under_review"),
]


@pytest.mark.case("N51.0-floors")
@pytest.mark.parametrize(("step", "state"), ROAD)
def test_the_main_path_leads_from_state_to_state(step: str, state: str) -> None:
    replayed = played(acts(until=step), on=MAIN_PATH[step]["on"])
    assert (replayed.standing.state.value, codes(replayed)) == (state, [])


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2025-05-13", "under_review"),
        ("2025-05-14", "effective"),
        ("2025-05-15", "effective"),
        ("2025-05-16", "published"),
        ("2025-05-31", "published"),
        ("2025-06-01", "in_force"),
        ("2026-05-31", "in_force"),
        ("2026-06-01", "ended"),
    ],
)
def test_time_moves_a_filed_contract_to_effect_to_force_and_to_its_end(on: str, state: str) -> None:
    assert played(acts(), on=on).standing.state.value == state


@pytest.mark.case("LCL.54-silence", "O22.47")
def test_silence_makes_a_contract_effective_on_the_day_after_the_review_and_not_before() -> None:
    assert played(acts(until="received"), on="2025-05-13").standing.effective_on is None
    assert played(acts(until="received"), on="2025-05-14").standing.effective_on == date(2025, 5, 14)


def test_an_act_dated_after_the_day_asked_is_neither_in_the_state_nor_refused() -> None:
    replayed = played([*acts(until="offer"), by("bureau", "receive", "2025-12-01")], on="2025-03-05")
    assert (replayed.standing.state, replayed.refused) == (State.OFFERED, ())


def test_a_refused_act_leaves_the_state_and_what_depends_on_it_is_refused_in_turn() -> None:
    replayed = played(acts(until="recorder", workers_named={"members": WORKERS_TEAM[:2]}))
    assert codes(replayed)[0] == (0, "representatives.too_few")
    assert (4, "representatives.not_named") in codes(replayed)
    assert replayed.standing.state is State.REPRESENTATIVES_FORMING


REFUSED: list[tuple[str, list[dict[str, Any]], str]] = [
    ("two representatives", acts(until="workers named", workers_named={"members": WORKERS_TEAM[:2]}), "representatives.too_few"),
    (
        "no chief",
        acts(until="workers named", workers_named={"members": [member(n) for n in "甲乙丙"]}),
        "representatives.one_chief",
    ),
    (
        "an outside chief",
        acts(
            until="workers named", workers_named={"members": [member("甲", chief=True, outsider=True), member("乙"), member("丙")]}
        ),
        "representatives.outside_chief",
    ),
    (
        "two outsiders of five",
        acts(
            until="workers named",
            workers_named={
                "members": [member("甲", chief=True), member("乙"), member("丙"), *(member(n, outsider=True) for n in "丁戊")]
            },
        ),
        "representatives.too_many_outsiders",
    ),
    (
        "a person on both sides",
        acts(until="employers named", employers_named={"members": [*EMPLOYERS_TEAM[:2], member("职工乙")]}),
        "representatives.on_both_sides",
    ),
    (
        "a naming after the own offer",
        [*acts(until="offer"), by("workers", "name_representatives", "2025-03-04", members=WORKERS_TEAM)],
        "representatives.bound",
    ),
    ("an offer without a team", acts(until="offer", without=("workers named", "workers published")), "representatives.not_named"),
    ("an offer without a time", acts(until="offer", offer={"time": None}), "field.missing"),
    ("an offer without subjects", acts(until="offer", offer={"subjects": []}), "field.missing"),
    ("a reply to the own offer", acts(until="accepted", accepted={"by": "workers"}), "respond.own_offer"),
    (
        "an acceptance without a team",
        acts(until="accepted", without=("employers named", "employers published")),
        "representatives.not_named",
    ),
    (
        "teams of unequal number",
        acts(until="met", employers_named={"members": [*EMPLOYERS_TEAM, member("企业丁")]}),
        "representatives.unequal",
    ),
    ("a meeting without a recorder", acts(until="met", without=("recorder",)), "meet.no_recorder"),
    ("a partial recorder", acts(until="recorder", recorder={"neutral": False}), "recorder.not_neutral"),
    ("a meeting without disclosure", acts(until="met", without=("employers disclosed",)), "meet.not_disclosed"),
    ("a draft without a meeting", acts(until="workers initialled", without=("met",)), "draft.no_meeting"),
    ("a draft without a proposal", acts(until="workers initialled", without=("proposed",)), "proposal.none"),
    (
        "a draft initialled twice",
        [*acts(until="workers initialled"), by("workers", "initial_draft", "2025-04-03")],
        "draft.already_initialled",
    ),
    ("a vote on an uninitialled draft", acts(until="voted", without=("employers initialled",)), "act.not_now"),
    ("a vote of more than are due", acts(until="voted", voted={"present": 121}), "vote.numbers"),
    ("a signature before the vote", acts(until="workers signed", without=("voted",)), "sign.not_ratified"),
    ("a second signature of one side", [*acts(until="workers signed"), by("workers", "sign", "2025-04-22")], "sign.already_signed"),
    ("a filing before both signatures", acts(until="filed", without=("employers signed",)), "act.not_now"),
    ("a filing by the workers", acts(until="filed", filed={"by": "workers"}), "file.not_your_duty"),
    ("an act that goes back in time", acts(until="offer", offer={"on": "2025-02-01"}), "act.out_of_order"),
    ("an act of a stranger to it", acts(until="received", received={"by": "workers"}), "act.not_your_part"),
    ("an act for the other side", acts(until="offer", offer={"side": "employers"}), "act.not_your_side"),
    ("an act of no kind", [by("workers", "dance", "2025-03-01")], "act.unknown_kind"),
    ("an objection after the effect", [*acts(), by("bureau", "opine", "2025-05-20", objection=True)], "review.after_effect"),
    (
        "an objection served before it was made",
        [*acts(until="received"), by("bureau", "opine", "2025-05-05", objection=True, served_on="2025-05-04")],
        "review.served_before_made",
    ),
    ("a renewal after the expiry", [*acts(), by("workers", "renew", "2026-06-01")], "renew.after_expiry"),
    (
        "a suspension into the past",
        [*acts(until="met"), by("workers", "suspend", "2025-04-02", until="2025-04-02")],
        "suspend.not_later",
    ),
    (
        "an answer to nothing",
        [*acts(until="proposed"), by("workers", "answer_objection", "2025-04-02", number=1, text="…")],
        "objection.unknown",
    ),
    (
        "a leaver who is not there",
        [*acts(until="offer"), by("workers", "replace_representative", "2025-03-04", leaves="无此人")],
        "representatives.not_a_member",
    ),
]


@pytest.mark.case(
    "N51.3-lawful",
    "N51.3-meeting",
    "N51.3-representatives",
    "N51.5-select",
    "O22.4",
    "O22.19",
    "O22.23",
    "O22.24",
    "O22.30",
    "O22.33-recorder",
    "O22.34-draft",
    "O22.37",
    "O22.42-side",
    "O9.18-before-talks",
    "O9.20",
)
@pytest.mark.parametrize(("told", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_the_rules_refuse_is_named_by_its_code(told: list[dict[str, Any]], code: str) -> None:
    assert codes(played(told, on="2026-06-15"))[-1:] == [(len(told) - 1, code)]


@pytest.mark.case("O22.23")
def test_one_outsider_of_three_and_of_five_may_stand() -> None:
    three = [member("甲", chief=True), member("乙"), member("丙", outsider=True)]
    five = [*three, member("丁"), member("戊")]
    for team in (three, five):
        assert codes(played(acts(until="workers named", workers_named={"members": team}))) == []


@pytest.mark.case("TUL.54-refusal")
def test_a_refused_offer_stays_open_for_acceptance_and_for_mediation() -> None:
    refused = [*acts(until="offer"), by("employers", "respond", "2025-03-10", accepts=False)]
    replayed = played(refused, on="2025-03-11")
    assert replayed.standing.state is State.REFUSED
    assert [warned.code for warned in replayed.warnings] == ["respond.without_reason"]
    accepted = [*refused, by("bureau", "order_correction", "2025-03-12", addressee="企业方", ground="无正当理由")]
    accepted.append(by("employers", "respond", "2025-03-20", accepts=True))
    assert played(accepted, on="2025-03-20").standing.state is State.ACCEPTED
    twice = [*refused, by("employers", "respond", "2025-03-12", accepts=False)]
    assert codes(played(twice)) == [(6, "respond.refused_already")]
    mediated = [*refused, by("workers", "ask_mediation", "2025-03-12"), by("bureau", "accept_mediation", "2025-03-13")]
    assert played(mediated, on="2025-03-14").standing.state is State.IN_MEDIATION
    assert played([*mediated, by("tripartite", "settle_mediation", "2025-03-20")]).standing.state is State.OFFERED
    failed = played([*mediated, by("tripartite", "fail_mediation", "2025-03-20"), by("workers", "meet", "2025-03-21")])
    assert (failed.standing.state, codes(failed)) == (State.CLOSED_WITHOUT_AGREEMENT, [(9, "act.round_ended")])


@pytest.mark.case("O22.50", "O22.52")
def test_an_extension_is_refused_after_the_end_and_beyond_fifteen_days() -> None:
    mediated = [*acts(until="met"), by("bureau", "accept_mediation", "2025-04-02")]
    longer = by("bureau", "extend_mediation", "2025-05-05", days=15)
    clock = next(clock for clock in played([*mediated, longer], on="2025-05-10").standing.clocks if clock.act == "settle_mediation")
    assert clock.due_on == date(2025, 5, 19)  # 45 days end on Saturday 05-17
    assert codes(played([*mediated, {**longer, "days": 16}])) == [(11, "mediation.extension_too_long")]
    assert codes(played([*mediated, {**longer, "on": "2025-05-06"}])) == [(11, "mediation.over")]


@pytest.mark.case("O22.36", "CC.1259")
@pytest.mark.parametrize(
    ("present", "yes", "strict", "passed"),
    [(80, 60, False, True), (79, 60, False, False), (80, 59, False, False), (80, 60, True, False), (80, 61, True, True)],
)
def test_a_vote_counts_all_who_are_due_and_not_those_present(present: int, yes: int, strict: bool, passed: bool) -> None:
    told = acts(until="voted", voted={"present": present, "yes": yes, "no": 0, "abstain": 0})
    state = played(told, on="2025-04-20", law=rules(quorum__yes_strict=strict)).standing.state
    assert state is (State.RATIFYING if passed else State.REJECTED)


@pytest.mark.case("LCL.51", "N51.3-congress")
def test_a_failed_vote_leads_back_to_the_table_and_a_new_vote_may_pass() -> None:
    failed = acts(until="voted", voted={"yes": 10})
    assert codes(played([*failed, by("workers", "sign", "2025-04-21")])) == [(14, "sign.not_ratified")]
    again = [
        *failed,
        by("employers", "propose", "2025-04-22", table=TABLE),
        by("workers", "initial_draft", "2025-04-22"),
        by("employers", "initial_draft", "2025-04-22"),
        {**VOTE, "on": "2025-05-06"},
    ]
    assert played(again[:15], on="2025-04-22").standing.state is State.NEGOTIATING
    assert (played(again, on="2025-05-06").standing.state, codes(played(again))) == (State.RATIFYING, [])


@pytest.mark.case("N51.3-heard")
def test_every_objection_must_be_answered_before_a_signature() -> None:
    objected = acts(until="voted")
    objected.insert(11, by("worker", "object", "2025-04-01", by_whom="某", text="太低"))
    signing = by("workers", "sign", "2025-04-22")
    assert codes(played([*objected, signing])) == [(15, "sign.objection_open")]
    answered = [*objected, by("employers", "answer_objection", "2025-04-21", number=1, text="已调整")]
    assert codes(played([*answered, signing])) == []


def test_an_objection_is_open_only_from_the_first_proposal_until_the_second_signature() -> None:
    objecting = by("enterprise", "object", "2025-03-25", text="太高")
    assert codes(played([*acts(until="employers disclosed"), objecting])) == [(9, "proposal.none")]
    late = {**objecting, "on": "2025-04-23"}
    assert codes(played([*acts(until="workers signed"), late])) == []
    assert codes(played([*acts(until="employers signed"), late])) == [(16, "act.not_now")]


def test_where_a_contract_binds_its_signatories_somebody_must_have_confirmed() -> None:
    law = rules(binding="signatory")
    assert codes(played(acts(until="workers signed"), law=law)) == [(14, "sign.nobody_confirmed")]
    confirmed = acts(until="workers signed")
    confirmed.insert(13, by("enterprise", "confirm", "2025-04-03", enterprise="甲厂"))
    assert codes(played(confirmed, law=law)) == []
    stale = [*confirmed[:14], by("workers", "propose", "2025-04-19", table=TABLE)]
    stale += [by(side, "initial_draft", "2025-04-19") for side in ("workers", "employers")]
    stale += [{**VOTE, "on": "2025-04-20"}, by("workers", "sign", "2025-04-22")]
    assert codes(played(stale, law=law)) == [(18, "sign.nobody_confirmed")]


def test_a_new_proposal_clears_both_initials_and_the_vote() -> None:
    standing = played([*acts(until="voted"), by("workers", "propose", "2025-04-21", table=TABLE)], on="2025-04-21").standing
    assert (standing.state, standing.draft.initials, standing.draft.votes) == (State.NEGOTIATING, frozenset(), ())


@pytest.mark.case("LCL.55-minimum", "N51.2-above", "G52-above-minimum")
@pytest.mark.parametrize(("amount_fen", "code"), [(219_999, "floor.below_statutory"), (220_000, "floor.not_above_statutory")])
def test_a_proposal_below_or_at_the_statutory_minimum_is_refused(amount_fen: int, code: str) -> None:
    rows = [{"id": "1", "amount_fen": amount_fen}]
    told = acts(until="proposed", proposed={"table": {"form": "monthly_floor", "rows": rows}})
    assert codes(played(told)) == [(10, code)]
    rows[0]["amount_fen"] = 220_001
    assert codes(played(told)) == []


@pytest.mark.case("N51.2-graded", "G52-ladder")
def test_an_inverted_ladder_is_refused_and_a_flat_one_is_not() -> None:
    rows = [{"id": "1", "level": 2, "amount_fen": 260_000}, {"id": "2", "level": 3, "amount_fen": 259_999}]
    told = acts(until="proposed", proposed={"table": {"form": "monthly_floor", "rows": rows}})
    assert codes(played(told)) == [(10, "ladder.inverted")]
    rows[1]["amount_fen"] = 260_000
    assert codes(played(told)) == []


def test_an_unknown_minimum_wage_refuses_nothing_and_is_told() -> None:
    replayed = played(acts(until="proposed"), law=rules(place="110105"))
    assert (codes(replayed), [warned.code for warned in replayed.warnings]) == ([], ["minimum.unknown"])


@pytest.mark.case("O22.46")
def test_a_served_objection_takes_the_signatures_back_and_refiling_starts_new_clocks() -> None:
    objected = [*acts(until="received"), by("bureau", "opine", "2025-05-10", objection=True, served_on="2025-05-12", text="…")]
    assert played(objected, on="2025-05-11").standing.state is State.UNDER_REVIEW
    assert played(objected, on="2025-05-12").standing.state is State.OBJECTED
    assert codes(played([*objected, by("employers", "file", "2025-05-13")])) == [(19, "act.not_now")]
    refiled = [
        *objected,
        by("workers", "sign", "2025-05-20"),
        by("employers", "sign", "2025-05-21"),
        by("employers", "file", "2025-05-22"),
        by("bureau", "receive", "2025-05-23"),
    ]
    assert played(refiled, on="2025-06-09").standing.state is State.UNDER_REVIEW  # 06-07 is a Saturday
    assert played(refiled, on="2025-06-10").standing.effective_on == date(2025, 6, 10)


@pytest.mark.case("O22.45-service")
def test_an_objection_served_on_the_last_day_counts_and_a_day_later_is_advice() -> None:
    def state(served_on: str) -> State:
        opinion = by("bureau", "opine", "2025-05-10", objection=True, served_on=served_on)
        return played([*acts(until="received"), opinion], on="2025-05-14").standing.state

    assert (state("2025-05-13"), state("2025-05-14")) == (State.OBJECTED, State.EFFECTIVE)


@pytest.mark.case("O9.22")
def test_an_opinion_without_objection_makes_the_contract_effective_when_served() -> None:
    opinion = by("bureau", "opine", "2025-05-06", objection=False, served_on="2025-05-08")
    told = [*acts(until="received"), opinion]
    assert played(told, on="2025-05-07").standing.effective_on is None
    assert played(told, on="2025-05-08").standing.effective_on == date(2025, 5, 8)


def test_asking_for_a_cure_stops_the_clock_and_the_next_receipt_starts_it_anew() -> None:
    cured = [*acts(until="received"), by("bureau", "ask_cure", "2025-05-10", missing=["会议记录"])]
    assert played(cured, on="2025-06-30").standing.state is State.FILED
    received = [*cured, by("bureau", "receive", "2025-05-20")]
    assert played(received, on="2025-06-04").standing.state is State.UNDER_REVIEW
    assert played(received, on="2025-06-05").standing.effective_on == date(2025, 6, 5)


@pytest.mark.case("O22.35-length", "CC.204")
def test_a_suspension_ends_by_itself_on_the_agreed_day_or_earlier_by_agreement() -> None:
    suspended = [*acts(until="met"), by("workers", "suspend", "2025-04-02", until="2025-05-01")]
    assert played(suspended, on="2025-04-30").standing.state is State.SUSPENDED
    assert played(suspended, on="2025-05-01").standing.state is State.NEGOTIATING
    assert played([*suspended, by("employers", "resume", "2025-04-10")], on="2025-04-10").standing.state is State.NEGOTIATING


def test_an_amendment_goes_the_same_road_and_a_failed_one_leaves_the_contract_standing() -> None:
    amending = [*acts(), by("workers", "propose_amendment", "2025-07-01", ground="最低工资标准调整")]
    assert played(amending, on="2025-07-01").standing.state is State.AMENDING
    closed = [*amending, by("workers", "close_without_agreement", "2025-08-01")]
    assert played(closed, on="2025-08-01").standing.state is State.IN_FORCE


@pytest.mark.case("N51.4-supervise", "N51.5-perform")
def test_a_breach_stands_until_every_enterprise_has_remedied_it() -> None:
    found = [*acts(), by("bureau", "inspect", "2025-07-01", enterprise="甲厂", findings=2)]
    assert played(found, on="2025-07-01").standing.state is State.BREACH
    assert (
        played([*found, by("enterprise", "remedy", "2025-07-02", enterprise="乙厂")], on="2025-07-02").standing.state
        is State.BREACH
    )
    cured = [*found, by("enterprise", "remedy", "2025-07-02", enterprise="甲厂")]
    assert played(cured, on="2025-07-02").standing.state is State.IN_FORCE


def test_a_late_act_stands_and_its_duty_is_shown_as_overdue() -> None:
    late = played(acts(until="accepted", accepted={"on": "2025-03-25"}), on="2025-03-25")
    in_time = played(acts(until="accepted", accepted={"on": "2025-03-24"}), on="2025-03-25")
    assert late.standing.state is State.ACCEPTED
    shown = [(clock.act, clock.done_on) for clock in late.standing.done]
    assert (shown, in_time.standing.done) == ([("respond", date(2025, 3, 25))], ())


@pytest.mark.case("O22.32-reply", "CC.201")
@pytest.mark.parametrize(("on", "overdue"), [("2025-03-24", False), ("2025-03-25", True)])
def test_a_duty_is_overdue_from_the_day_after_its_last_day(on: str, overdue: bool) -> None:
    standing = played(acts(until="offer"), on=on).standing
    clock = next(duty for duty in duties(standing, Reading(rules(), date.fromisoformat(on))) if duty.act == "respond")
    assert (clock.by, clock.due_on, clock.is_late(date.fromisoformat(on))) == (Role.EMPLOYERS, date(2025, 3, 24), overdue)


@pytest.mark.case("O9.24", "O22.38-renewal")
def test_the_window_of_renewal_opens_sixty_days_before_the_end() -> None:
    def renewals(on: str) -> int:
        standing = played(acts(), on=on).standing
        return sum(duty.act == "renew" for duty in duties(standing, Reading(rules(), date.fromisoformat(on))))

    assert (renewals("2026-03-31"), renewals("2026-04-01")) == (0, 2)


@pytest.mark.case("O22.31")
def test_a_vacancy_is_to_be_refilled_and_stops_the_talks_until_it_is() -> None:
    left = [*acts(until="employers disclosed"), by("workers", "replace_representative", "2025-03-24", leaves="职工丙")]
    clock = next(clock for clock in played(left, on="2025-03-24").standing.clocks if clock.act == "replace_representative")
    assert clock.due_on == date(2025, 4, 8)
    meeting = by("workers", "meet", "2025-04-01", session=1)
    assert codes(played([*left, meeting])) == [(10, "representatives.too_few")]
    filled = [*left, by("workers", "replace_representative", "2025-03-25", joins=member("职工丁"))]
    assert codes(played([*filled, meeting])) == []


def test_what_may_be_done_and_what_may_not_is_said_of_every_act_and_role_once() -> None:
    for step, _state in ROAD:
        standing = played(acts(until=step), on=MAIN_PATH[step]["on"]).standing
        law = Reading(rules(), date.fromisoformat(MAIN_PATH[step]["on"]))
        told = [(entry.act, entry.by) for entry in allowed(standing, law)]
        assert sorted(told) == sorted((kind.name, role) for kind in KINDS.values() for role in kind.by)


def test_the_next_act_of_the_road_is_always_among_what_may_be_done() -> None:
    steps = list(MAIN_PATH)
    for before, after in pairwise(steps):
        on, act = MAIN_PATH[after]["on"], MAIN_PATH[after]
        standing = played(acts(until=before), on=on).standing
        may = {
            (entry.act, entry.by.value)
            for entry in allowed(standing, Reading(rules(), date.fromisoformat(on)))
            if not entry.refusal
        }
        assert (act["kind"], act["by"]) in may


@pytest.mark.case("HBMIG.16")
def test_a_warning_names_a_team_without_a_migrant_worker_where_the_law_asks_for_one() -> None:
    told = acts(until="workers named", workers_named={"members": [*WORKERS_TEAM[1:], member("丁", chief=True)]})
    law = rules(representatives__migrant_member="warn")
    assert [warned.code for warned in played(told, law=law).warnings] == ["representatives.no_migrant"]
    assert played(acts(until="workers named"), law=law).warnings == ()


def test_an_unknown_number_of_the_law_refuses_nothing() -> None:
    law = rules(representatives__min=None, quorum__present_share=None, deadline__review=None)
    told = acts(until="received", workers_named={"members": WORKERS_TEAM[:1]}, employers_named={"members": EMPLOYERS_TEAM[:1]})
    replayed = played(told, law=law)
    assert (codes(replayed), replayed.standing.state) == ([], State.UNDER_REVIEW)


def test_an_act_is_read_under_the_law_recorded_by_its_own_day() -> None:
    told = acts(until="workers named", workers_named={"members": WORKERS_TEAM[:2], "law_as_recorded_on": "2024-12-31"})
    assert codes(played(told)) == []


def test_the_table_names_only_what_exists_and_every_act_stands_in_it() -> None:
    assert {row.act for row in TRANSITIONS} == set(KINDS)
    assert {row.when for row in TRANSITIONS} == set(_WHEN)
    assert {guard for needs in NEEDS.values() for guard in needs.guards} == set(GUARDS)
    assert {check for needs in NEEDS.values() for check in needs.checks} == set(CHECKS)
    assert set(EFFECTS) <= set(KINDS)
    assert all(not (row.origin & FINAL) for row in TRANSITIONS if row.act != "renew")
    assert {state for row in TRANSITIONS for state in row.origin} >= set(State) - {State.CLOSED_WITHOUT_AGREEMENT}
