"""Random acts by random roles: whatever is tried, the laws of the replay hold."""

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
from xieshang.core.procedure import _advance, append, replay, why_not
from xieshang.core.reading import Reading
from xieshang.core.standing import Standing, State
from xieshang.core.transitions import FINAL

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
    "propose_amendment": {"ground": "协商一致"},
    "terminate": {"ground": "协商一致"},
    "replace_representative": {"leaves": "职工丙", "joins": {"name": "职工丁"}},
}
TEAMS = {"workers": WORKERS_TEAM, "employers": EMPLOYERS_TEAM}


def act_of(kind: str, by: Role, on: date, accepts: bool) -> Act:
    """Give an act with fields that suit its kind."""
    fields = dict(SUITABLE.get(kind, {}))
    if kind == "name_representatives":
        fields["members"] = TEAMS.get(by.value, WORKERS_TEAM)
    if kind == "respond":
        fields["accepts"] = accepts
    if kind == "opine":
        fields["objection"] = not accepts
    return read_act(Fields({"kind": kind, "by": by.value, "on": on.isoformat(), **fields}))


class Bargaining(RuleBasedStateMachine):
    """One round; every step tries one act, or the act that the state waits for."""

    @initialize(steps=st.integers(0, 20))
    def begin(self, steps: int) -> None:
        """Begin somewhere on the main path, so that deep states are reached too."""
        self.told: list[Act] = []
        self.standing = Standing(PLACE, "industry")
        self.signed_table: object = None
        for entry in acts()[:steps]:
            self._try(read_act(Fields(entry)))

    @rule(kind=st.sampled_from(sorted(KINDS)), pick=st.integers(0, 7), days=DAYS, accepts=st.booleans())
    def anybody_tries_something(self, kind: str, pick: int, days: int, accepts: bool) -> None:
        """Try one kind of act by one of the roles it belongs to, or now and then by any."""
        entitled = KINDS[kind].by
        by = list(Role)[pick] if pick == 7 else entitled[pick % len(entitled)]
        on = max(self.standing.day, date(2025, 2, 1)) + timedelta(days=days)
        self._try(act_of(kind, by, on, accepts))

    def _try(self, act: Act) -> None:
        law = Reading(LAW, act.on)
        before = _advance(self.standing, act.on, law) if act.on >= self.standing.day else self.standing
        ended = before.state in FINAL
        refusal = why_not(before, act, law)
        self.told.append(act)
        if refusal is None:
            assert not ended
            self.standing = append(before, act, law)
            if self.standing.both_signed and self.standing.latest_proposal:
                self.signed_table = self.standing.latest_proposal.table
        else:
            assert refusal.code

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
        if standing.effective_on:
            assert standing.agreed_table is not None
            assert all(row.amount_fen > 220_000 for row in standing.agreed_table.rows)

    @invariant()
    def a_signed_text_does_not_change(self) -> None:
        """The table of a contract in effect is the one that was signed, until another takes effect."""
        if self.standing.state is State.EFFECTIVE:
            assert self.standing.agreed_table == self.signed_table

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
TestBargaining.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)


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
