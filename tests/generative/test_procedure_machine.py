"""Random acts by random roles: whatever is tried, the laws of the replay hold."""

import os
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cast import EMPLOYERS_TEAM, PLACE, TABLE, WORKERS_TEAM, acts, rules
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from xieshang.core.acts import KINDS, Act, read_act, read_round
from xieshang.core.fields import Fields
from xieshang.core.parties import SIDES, Role
from xieshang.core.procedure import _advance, allowed, append, replay, why_not
from xieshang.core.reading import Reading
from xieshang.core.standing import Standing, State
from xieshang.core.transitions import FINAL, rows_from

RUNS = {"daily": 100, "slice": 500, "long": 20_000}[os.environ.get("XIESHANG_CASES", "daily")]
LAW = rules()
DAYS = st.sampled_from([0, 0, 1, 1, 3, 16, 40])
SUITABLE: dict[str, dict[str, Any]] = {
    "offer": {"subjects": ["工资"], "place": "县总工会", "time": "2025-04-01"},
    "respond": {"accepts": True},
    "appoint_recorder": {"neutral": True},
    "propose": {"table": TABLE, "term": {"from": "2025-06-01", "to": "2026-05-31"}},
    "extend_mediation": {"days": 5},
    "confirm": {"enterprise": "甲厂"},
    "object": {"text": "意见"},
    "answer_objection": {"number": 1, "text": "答复"},
    "vote": {"due": 120, "present": 100, "yes": 70},
    "ask_cure": {"missing": ["会议记录"]},
    "opine": {"objection": False},
    "inspect": {"enterprise": "甲厂", "findings": 1},
    "remedy": {"enterprise": "甲厂"},
    "order_correction": {"addressee": "企业方", "ground": "拒绝协商"},
    "advise": {"letter": "意见书"},
    "answer_letter": {"number": 1, "text": "答复"},
    "propose_amendment": {"ground": "协商一致"},
    "terminate": {"ground": "协商一致"},
    "replace_representative": {"leaves": "职工丙", "joins": {"name": "职工丁"}},
}
ENDINGS = {"terminate", "fail_mediation", "close_without_agreement", "ask_mediation", "accept_mediation"}
TEAMS = {"workers": WORKERS_TEAM, "employers": EMPLOYERS_TEAM}


def table_of(raised_fen: int) -> dict[str, Any]:
    """Give the table with every amount raised; the lowest lies 30,000 fen above the statutory minimum."""
    return TABLE | {"rows": [row | {"amount_fen": row["amount_fen"] + raised_fen} for row in TABLE["rows"]]}


def act_of(kind: str, by: Role, on: date, accepts: bool, number: int = 1) -> Act:
    """Give an act with fields that suit its kind."""
    fields = dict(SUITABLE.get(kind, {}))
    if kind == "propose":
        fields["table"] = table_of(1_000 * number if accepts else -30_000)
    if kind == "vote":
        fields["yes"] = 70 if accepts else 59
    if kind in ("answer_objection", "answer_letter"):
        fields["number"] = number
    if kind == "name_representatives":
        fields["members"] = TEAMS.get(by.value, WORKERS_TEAM)
    if kind == "respond":
        fields["accepts"] = accepts
    if kind == "opine":
        fields["objection"] = not accepts
    return read_act(Fields({"kind": kind, "by": by.value, "on": on.isoformat(), **fields}))


def since_begun(accepted: list[Act]) -> list[Act]:
    """Give the acts since the talks began that led to what takes effect: from the latest amendment on, or from the start."""
    begun = max((n for n, act in enumerate(accepted) if act.kind.name == "propose_amendment"), default=-1)
    return accepted[begun + 1 :]


class Evidence:
    """Where in some acts stands what a contract in effect rests on; read from the acts alone, whatever the replay made of them."""

    def __init__(self, accepted: list[Act]):
        self.acts = since_begun(accepted)

    def last(self, kind: str, by: Role | None = None, before: int | None = None) -> int:
        """Give the place of the last act of a kind, -1 where there is none."""
        found = [n for n, act in enumerate(self.acts[:before]) if act.kind.name == kind and by in (None, act.by)]
        return max(found, default=-1)

    def check(self, effective_on: date) -> Act:
        """Assert that all of it stands there, in its order, and give the proposal that took effect."""
        received = self.last("receive")
        filed = self.last("file", before=received)
        signed = [self.last("sign", side, before=filed) for side in SIDES]
        proposed = self.last("propose", before=min(signed))
        initialled = [self.last("initial_draft", side, before=min(signed)) for side in SIDES]
        voted = self.last("vote", before=min(signed))
        met = self.last("meet", before=min(initialled))
        assert met >= 0
        assert 0 <= proposed < min(initialled)
        assert max(initialled) < voted < min(signed)
        assert max(signed) < filed < received
        assert self.last("propose") == proposed
        vote = self.acts[voted]
        assert 3 * vote["present"] >= 2 * vote["due"]
        assert 2 * vote["yes"] >= vote["due"]
        objected = [act for act in self.acts[: max(signed)] if act.kind.name == "object"]
        answered = {act["number"] for act in self.acts[: max(signed)] if act.kind.name == "answer_objection"}
        assert answered >= set(range(1, len(objected) + 1))
        self.check_review(received, effective_on)
        return self.acts[proposed]

    def check_review(self, received: int, effective_on: date) -> None:
        """Assert fifteen days without a word, or an opinion without objection that was served."""
        opinions = [(act["served_on"] or act.on, act["objection"]) for act in self.acts[received:] if act.kind.name == "opine"]
        silent = effective_on > self.acts[received].on + timedelta(15)
        assert silent or any(served <= effective_on and not objects for served, objects in opinions)
        assert not any(objects and served <= self.acts[received].on + timedelta(15) for served, objects in opinions)


class Bargaining(RuleBasedStateMachine):
    """One round; every step tries any act, or one that may be done."""

    @initialize(steps=st.integers(0, 20))
    def begin(self, steps: int) -> None:
        """Begin somewhere on the main path, so that deep states are reached too."""
        self.told: list[Act] = []
        self.accepted: list[Act] = []
        self.standing = Standing(PLACE, "industry")
        for entry in acts()[:steps]:
            self._try(read_act(Fields(entry)))

    @rule(kind=st.sampled_from(sorted(KINDS)), pick=st.integers(0, 7), days=DAYS, accepts=st.booleans())
    def anybody_tries_something(self, kind: str, pick: int, days: int, accepts: bool) -> None:
        """Try one kind of act by one of the roles it belongs to, or now and then by any."""
        entitled = KINDS[kind].by
        by = list(Role)[pick] if pick == 7 else entitled[pick % len(entitled)]
        self._try(act_of(kind, by, self._day(days), accepts))

    @rule(pick=st.integers(0, 60), days=DAYS, number=st.integers(1, 3), accepts=st.booleans() | st.just(True))
    def somebody_does_what_may_be_done(self, pick: int, days: int, number: int, accepts: bool) -> None:
        """Try one of the acts that the round allows, rather one that leads on, and none that ends it."""
        on = self._day(days)
        law, standing = Reading(LAW, on), _advance(self.standing, on, Reading(LAW, on))
        open_to = [(entry.act, entry.by) for entry in allowed(standing, law) if entry.refusal is None and entry.act not in ENDINGS]
        onwards = [(kind, by) for kind, by in open_to if any(row.target for row in rows_from(kind, standing.state))]
        if open_to := onwards * 2 + open_to:
            kind, by = open_to[pick % len(open_to)]
            self._try(act_of(kind, by, on, accepts, number))

    def _day(self, days: int) -> date:
        return max(self.standing.day, date(2025, 2, 1)) + timedelta(days=days)

    def _try(self, act: Act) -> None:
        law = Reading(LAW, act.on)
        before = _advance(self.standing, act.on, law) if act.on >= self.standing.day else self.standing
        self._took_effect(self.standing, before)
        refusal = why_not(before, act, law)
        self.told.append(act)
        if refusal is None:
            assert before.state not in FINAL or act.kind.name == "renew"
            self.standing = append(before, act, law)
            self.accepted.append(act)
            self._took_effect(before, self.standing)
        else:
            assert refusal.code

    def _took_effect(self, before: Standing, after: Standing) -> None:
        """Hold every effect against the acts that stand: nothing takes effect without its evidence, and nothing else changes."""
        if after.effective_on == before.effective_on:
            assert after.agreed_table == before.agreed_table
            return
        assert after.effective_on
        proposal = Evidence(self.accepted).check(after.effective_on)
        assert after.agreed_table == proposal["table"]

    @invariant()
    def no_state_stands_without_its_evidence(self) -> None:
        """Each state rests on the facts that the law asks for."""
        standing = self.standing
        draft, state = standing.draft, standing.state
        if state in (State.NEGOTIATING, State.DRAFT_AGREED) and standing.effective_on is None:
            assert standing.accepted
        if state in (State.DRAFT_AGREED, State.CONFIRMING, State.RATIFYING, State.REJECTED):
            assert standing.both_initialled
            assert draft.sessions
            assert draft.proposals
        if state in (State.SIGNED, State.FILED, State.UNDER_REVIEW):
            assert standing.both_signed
            assert all(objection.answered for objection in draft.objections)
            assert draft.votes[-1].passed
        if state is State.UNDER_REVIEW:
            assert draft.filed
            assert draft.received_on
        if state in (State.EFFECTIVE, State.PUBLISHED, State.IN_FORCE, State.BREACH, State.AMENDING):
            assert standing.effective_on
        if state in (State.PUBLISHED, State.IN_FORCE):
            assert standing.published.issuperset(SIDES) or state is State.IN_FORCE

    @invariant()
    def every_floor_lies_above_the_statutory_minimum(self) -> None:
        """What was proposed, and what is in effect, is above it."""
        tables = [proposal.table for proposal in self.standing.draft.proposals]
        tables += [self.standing.agreed_table] if self.standing.agreed_table else []
        assert all(row.amount_fen > 220_000 for table in tables for row in table.rows)

    @invariant()
    def a_signed_text_does_not_change(self) -> None:
        """What both sides signed is what both chiefs initialled and the congress passed: the latest proposal, and no other."""
        if self.standing.both_signed:
            acts_since = since_begun(self.accepted)
            last_signed = max(n for n, act in enumerate(acts_since) if act.kind.name == "sign")
            assert not any(act.kind.name == "propose" for act in acts_since[last_signed:])

    @invariant()
    def a_clock_runs_once_for_each_act_and_role(self) -> None:
        """Nothing is due twice, and nothing after the end."""
        running = [(clock.act, clock.by) for clock in self.standing.clocks]
        assert len(running) == len(set(running))
        if self.standing.state in FINAL:
            assert running == []

    @invariant()
    def step_by_step_and_all_at_once_are_the_same(self) -> None:
        """Replaying the whole list gives the standing that was reached act by act."""
        if len(self.told) % 10 == 0:
            on = max([act.on for act in self.told], default=date(2025, 2, 1))
            whole = replay(self.told, LAW, on).standing
            assert replace(whole, day=date.min) == replace(_advance(self.standing, on, Reading(LAW, on)), day=date.min)


TestBargaining = Bargaining.TestCase
TestBargaining.settings = settings(max_examples=RUNS, stateful_step_count=50, deadline=None)


@given(st.lists(st.sampled_from(range(20)), unique=True, max_size=20))
def test_a_deadline_moves_only_by_an_act(left_out: list[int]) -> None:
    """Between two acts nothing that is due changes its day, however often the round is looked at."""
    told = [act for index, act in enumerate(acts()) if index not in left_out]
    bargained = read_round(Fields({"id": "r", "at": PLACE, "acts": told}))
    last = max([date.fromisoformat(act["on"]) for act in told], default=date(2025, 3, 1))
    first = {(clock.act, clock.by): clock.due_on for clock in replay(bargained.acts, LAW, last).standing.clocks}
    later = {(clock.act, clock.by): clock.due_on for clock in replay(bargained.acts, LAW, last + timedelta(days=9)).standing.clocks}
    assert all(later[key] == first[key] for key in later.keys() & first.keys())
    assert set(SIDES) >= {by for act, by in later.keys() - first.keys() if act == "publish"}


@given(st.permutations(range(8)))
def test_an_order_that_goes_back_in_time_is_never_accepted(order: list[int]) -> None:
    """Whatever the order in the file, the accepted acts never go back."""
    path = acts()[:8]
    replayed = replay(read_round(Fields({"id": "r", "at": PLACE, "acts": [path[n] for n in order]})).acts, LAW, date(2026, 1, 1))
    refused = {entry.index for entry in replayed.refused}
    days = [path[n]["on"] for position, n in enumerate(order) if position not in refused]
    assert days == sorted(days)
