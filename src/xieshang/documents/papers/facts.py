"""What a paper is filled from: the acts of the round up to its occasion, where they stand, the law, the bodies, and what was typed.

A paper belongs to an occasion: the n-th act of a kind by one role.  Before that act is done the occasion is one ahead, and what
the act would say is asked of the clerk.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from xieshang.core.above import Above
from xieshang.core.acts import Act, Offered
from xieshang.core.parties import SIDES, Role, Team, other_side
from xieshang.core.procedure import replay
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refused
from xieshang.core.rules import Rules
from xieshang.core.standing import Standing

__all__ = ["Bodies", "Body", "Facts", "Occasion", "Record", "Typed", "counted_apart", "facts_at", "record_of"]

Typed = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that takes part: its name, its code (an enterprise's credit code) and its address, null where not known."""

    name: str
    code: str | None = None
    address: str | None = None


Bodies = Mapping[Role, tuple[Body, ...]]


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a paper arises: the ``number``-th act (from 1) of a kind by a role; ``act`` is null while it is still ahead.

    ``enterprise`` tells the firms (and their congresses) apart, each of which acts for itself.
    """

    role: Role
    number: int
    act: Act | None = None
    enterprise: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A round as papers read it: its number, its title, the names of place and industry, and the acts that stand.

    ``above`` is what stands above the round of an enterprise.
    """

    number: str
    title: str
    place: str
    industry: str
    kind: str
    acts: tuple[Act, ...]
    rules: Rules
    bodies: Bodies = field(default_factory=dict)
    above: Above | None = None
    is_demonstration: bool = False


@dataclass(frozen=True)
class Facts:
    """What one paper may say.  ``acts`` are those up to and with the occasion's own; ``on`` is the day of the paper."""

    record: Record
    role: Role
    acts: tuple[Act, ...]
    standing: Standing
    law: Reading
    on: date
    occasion: Occasion
    typed: Typed = field(default_factory=dict)

    @property
    def act(self) -> Act | None:
        """The act of the occasion; null while it is still ahead."""
        return self.occasion.act

    def last(self, kind: str, by: Role | None = None) -> Act | None:
        """Give the latest act of a kind (by a role), null where there is none."""
        return next((act for act in reversed(self.acts) if act.kind.name == kind and by in (None, act.by)), None)

    @property
    def across(self) -> Role:
        """The side across the table; for a body that is no side, the employers."""
        return other_side(self.role) if self.role in SIDES else Role.EMPLOYERS

    def team(self, side: Role | None = None) -> Team | None:
        """Give the team of a side (null: the paper's own), null where none is named."""
        return self.standing.teams.get(side or self.role)

    def names_of(self, role: Role) -> str | None:
        """Give the names of the bodies of a role, of an enterprise the one of the occasion; null where none is known."""
        bodies = self.record.bodies.get(role, ())
        if role is Role.ENTERPRISE and self.occasion.enterprise:
            bodies = tuple(body for body in bodies if self.occasion.enterprise in (body.code, body.name))
        return "、".join(body.name for body in bodies) or None

    @cached_property
    def own_body(self) -> Body | None:
        """The first body of the paper's own role, of an enterprise the one of the occasion; null where none is known."""
        bodies = self.record.bodies.get(self.role, ())
        wanted = self.occasion.enterprise
        return next((body for body in bodies if wanted is None or wanted in (body.code, body.name)), None)


def counted_apart(act: Act) -> tuple[Role, str | None]:
    """Give whose acts an act is counted among: its role, and of firms and their congresses which one."""
    return act.by, act["enterprise"] if act.by in (Role.ENTERPRISE, Role.CONGRESS) else None


def record_of(record: Record, offered: Iterable[Offered], on: date) -> Record:
    """Give the record with those of the acts that stand on a day: what the rules refuse is on no paper."""
    told = tuple(offered)
    refused = {entry.index for entry in replay(told, record.rules, on, kind=record.kind, above=record.above).refused}
    standing = (act for index, act in enumerate(told) if index not in refused and not isinstance(act, Refused) and act.on <= on)
    return replace(record, acts=tuple(standing))


def facts_at(record: Record, occasion: Occasion, on: date, typed: Typed | None = None) -> Facts:
    """Give what a paper of an occasion may say: the round as it stood with the occasion's act, or today while it is ahead."""
    acts = record.acts if occasion.act is None else record.acts[: _place(record.acts, occasion.act) + 1]
    day = occasion.act.on if occasion.act else on
    known_on = occasion.act.law_as_recorded_on if occasion.act else None
    standing = replay(acts, record.rules, day, kind=record.kind, above=record.above).standing
    return Facts(record, occasion.role, acts, standing, Reading(record.rules, day, known_on), day, occasion, typed or {})


def _place(acts: Sequence[Act], wanted: Act) -> int:
    return next(place for place, act in enumerate(acts) if act is wanted)
