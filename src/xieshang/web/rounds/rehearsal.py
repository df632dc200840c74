"""The rehearsal (推演): what would be due if an act came on a day.  Nothing of it is stored.

The acts that have to come before it are supposed on the same day, those after it on the last day that the law leaves for
each; the walk ends at the first act that no clock runs for.  Every step of it is a replay, so that what the rules would
refuse is refused here too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xieshang.core.acts import KINDS, Act, Offered
from xieshang.core.deadlines import Deadline
from xieshang.core.guards import team_limits
from xieshang.core.parties import SIDES, Member, Role, other_side
from xieshang.core.procedure import Replay, replay
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal
from xieshang.core.rules import Rules
from xieshang.core.standing import Standing, State
from xieshang.core.wage_table import Form, WageTable
from xieshang.web.rounds.course import Course
from xieshang.web.rounds.road import ROAD
from xieshang.web.rounds.services import read_acts

__all__ = ["Rehearsal", "Supposed", "rehearse"]

_EITHER_SIDE = frozenset({"offer", "appoint_recorder", "meet", "propose", "file"})
_OFF_THE_ROAD = {State.SUSPENDED: ("resume", Role.WORKERS), State.IN_MEDIATION: ("settle_mediation", Role.BUREAU)}


@dataclass(frozen=True, slots=True)
class Supposed:
    """An act of the rehearsal and its day: ``deadline`` where it is the last day that the law leaves for it."""

    act: str
    on: date
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would be due if an act came on a day.

    ``refusal`` says why the act would not stand; ``effective_on`` is the day on which the contract would take effect.
    """

    act: str
    on: date
    supposed: tuple[Supposed, ...] = ()
    effective_on: date | None = None
    refusal: Refusal | None = None


@dataclass(slots=True)
class _Walk:
    """The acts that are stored and those supposed after them."""

    rules: Rules
    kind: str
    acts: list[Offered]
    stored: int
    enterprises: tuple[str, ...]
    supposed: list[Supposed] = field(default_factory=list)

    def on(self, day: date) -> Replay:
        return replay(self.acts, self.rules, day, kind=self.kind)

    def add(self, kind: str, by: Role, on: date, **fields: Any) -> None:
        self.acts.append(Act(KINDS[kind], by, on, by if by in SIDES else None, fields))

    def refusal(self, day: date) -> Refusal | None:
        """Say why a supposed act would not stand."""
        return next((entry.refusal for entry in self.on(day).refused if entry.index >= self.stored), None)

    def do(self, kind: str, on: date, deadline: Deadline | None, role: Role) -> None:
        """Suppose an act of the road on a day, by everybody who has still to do it."""
        standing, law = self.on(on).standing, Reading(self.rules, on)
        by = sorted(ROAD[kind](standing, law), key=lambda each: (each is not role, each))
        for objection in standing.draft.objections if kind == "sign" else ():
            if not objection.answered:
                self.add("answer_objection", Role.WORKERS, on, number=objection.number)
        for each in by[:1] if kind in _EITHER_SIDE else by:
            self.add(kind, each, on, **self._fields(kind, each, standing, law))
        if by:
            self.supposed.append(Supposed(kind, on, deadline))

    def _fields(self, kind: str, by: Role, standing: Standing, law: Reading) -> dict[str, Any]:
        fields: dict[str, dict[str, Any]] = {
            "offer": {"received_on": law.on},
            "respond": {"accepts": True},
            "appoint_recorder": {"neutral": True},
            "confirm": {"enterprise": next(iter(self.enterprises), by.value)},
            "vote": {"due": 1, "present": 1, "yes": 1},
            "opine": {"objection": False, "served_on": law.on},
        }
        if kind == "name_representatives":
            return {"members": _members(by, standing, law)}
        if kind == "propose":
            latest = standing.latest_proposal
            return {"table": latest.table if latest else WageTable(Form.MONTHLY_FLOOR, ()), "term": standing.draft.term}
        return fields.get(kind, {})


def _members(side: Role, standing: Standing, law: Reading) -> tuple[Member, ...]:
    """Suppose as many representatives as the other side has, or as the law asks for at least."""
    across = standing.teams.get(other_side(side))
    n = len(across.members) if across else team_limits(law).at_least or 1
    return tuple(Member(f"{side}-{number}", chief=number == 0, front_line=True, migrant=True) for number in range(n))


def _deadline_of(act: str, standing: Standing) -> Deadline | None:
    deadlines = [clock.deadline for clock in standing.clocks if clock.act == act and clock.deadline]
    return min(deadlines, key=lambda deadline: deadline.due_on, default=None)


def _go_on(walk: _Walk, acts: list[str], on: date, role: Role) -> date:
    """Suppose what comes after, each on its last day, as far as clocks run; give the day reached."""
    for act in acts:
        standing = walk.on(on).standing
        if not ROAD[act](standing, Reading(walk.rules, on)):
            continue
        deadline = _deadline_of(act, standing)
        if act == "receive":
            walk.do(act, on, None, role)
        elif deadline is None:
            walk.supposed += _still_running(standing)
            return on
        elif act == "opine" and deadline.effective_on:
            walk.supposed.append(Supposed(act, deadline.due_on, deadline))
            on = deadline.effective_on
        else:
            on = max(on, deadline.due_on)
            walk.do(act, on, deadline, role)
    return on


def _still_running(standing: Standing) -> Iterator[Supposed]:
    """Give what is due beside the road that the walk has come along."""
    for act in ROAD:
        if deadline := _deadline_of(act, standing):
            yield Supposed(act, deadline.due_on, deadline)


def rehearse(course: Course, act: str, on: date, role: Role) -> Rehearsal:
    """Rehearse an act of the road on a day; of acts that either side may do, ``role`` is supposed to do them.

    Refuses: within the answer, what ``core.procedure`` would refuse.
    """
    bargaining, rules = course.bargaining, course.law.rules
    acts = read_acts(bargaining, course.acts)
    latest = max((told.on for told in course.acts), default=date.min)
    if on < latest:
        facts = {"on": on.isoformat(), "after": latest.isoformat()}
        return Rehearsal(act, on, refusal=Refusal("act.out_of_order", facts))
    walk, road = _Walk(rules, bargaining.kind, acts, len(acts), tuple(course.enterprises)), list(ROAD)
    if off := _OFF_THE_ROAD.get(walk.on(on).standing.state):
        walk.add(*off, on)
    until = road.index(act) + 1
    for earlier in road[:until]:
        walk.do(earlier, on, None, role)
    if refusal := walk.refusal(on):
        return Rehearsal(act, on, refusal=refusal)
    reached = _go_on(walk, road[until:], on, role)
    return Rehearsal(act, on, tuple(walk.supposed), walk.on(reached).standing.effective_on)
