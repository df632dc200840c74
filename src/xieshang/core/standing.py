"""Where a round stands: everything that its acts have established, as one frozen value.  Nothing is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from xieshang.core.above import Above
from xieshang.core.changes import replace
from xieshang.core.contract import Term
from xieshang.core.deadlines import Deadline
from xieshang.core.parties import SIDES, Role, Team
from xieshang.core.wage_table import WageTable

__all__ = ["Clock", "Letter", "Mediation", "Objection", "Opinion", "Proposal", "Standing", "State", "Vote"]


class State(StrEnum):
    """The states of a round, in the order of the road (law-and-procedure §0)."""

    SCOPED = "scoped"
    REPRESENTATIVES_FORMING = "representatives_forming"
    REPRESENTATIVES_PUBLISHED = "representatives_published"
    OFFERED = "offered"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    PREPARING = "preparing"
    NEGOTIATING = "negotiating"
    SUSPENDED = "suspended"
    IN_MEDIATION = "in_mediation"
    DRAFT_AGREED = "draft_agreed"
    CONFIRMING = "confirming"
    RATIFYING = "ratifying"
    REJECTED = "rejected"
    SIGNED = "signed"
    FILED = "filed"
    UNDER_REVIEW = "under_review"
    OBJECTED = "objected"
    EFFECTIVE = "effective"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    AMENDING = "amending"
    BREACH = "breach"
    CLOSED_WITHOUT_AGREEMENT = "closed_without_agreement"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that is due: which act, by whom, until when.

    The last day comes from a rule of law (``deadline``) or was agreed by the parties (``agreed_on``); both null: no date
    can be counted yet.  ``number`` tells which of several things is meant (a letter).
    """

    act: str
    by: Role
    deadline: Deadline | None = None
    agreed_on: date | None = None
    done_on: date | None = None
    number: int | None = None

    @property
    def due_on(self) -> date | None:
        """The last day, null where it cannot be counted yet."""
        return self.deadline.due_on if self.deadline else self.agreed_on

    @property
    def rule(self) -> str | None:
        """The rule of law that the last day comes from."""
        return self.deadline.rule if self.deadline else None

    def is_open(self, today: date) -> bool:
        """Say whether the time for the act has begun."""
        opens_on = self.deadline.opens_on if self.deadline else None
        return opens_on is None or opens_on <= today

    def is_late(self, today: date) -> bool:
        """Say whether the act was done, or is still not done, after its last day."""
        return self.due_on is not None and (self.done_on or today) > self.due_on


@dataclass(frozen=True, slots=True)
class Proposal:
    """A served proposal: whose, and which table and term; ``number`` counts from 1."""

    number: int
    side: Role
    table: WageTable
    term: Term | None


@dataclass(frozen=True, slots=True)
class Objection:
    """An opinion on the proposal by an enterprise or a worker; it must be answered before a signature."""

    number: int
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the union (函书); ``number`` counts from 1."""

    number: int
    letter: str
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """The result of a vote on the initialled draft; ``enterprise`` names the firm whose congress voted, null the joint one.

    ``notified_on`` is the day on which the employers' side was told in writing that it passed, null where that was not recorded.
    """

    due: int
    present: int
    yes: int
    passed: bool
    enterprise: str | None = None
    notified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """The bureau's opinion: whether it objects, and the day it is served."""

    objects: bool
    served_on: date


@dataclass(frozen=True, slots=True)
class Mediation:
    """An accepted mediation: since when, and by how many days it was extended."""

    accepted_on: date
    extended_days: int = 0


# Without slots: a replay changes these two thousands of times, see changes.py.
@dataclass(frozen=True)
class Draft:
    """What belongs to the text under negotiation, and begins anew with an amendment.

    ``rejected``: an earlier proposal has failed at the congress.
    """

    disclosed: frozenset[Role] = frozenset()
    recorder: bool = False
    sessions: int = 0
    proposals: tuple[Proposal, ...] = ()
    term: Term | None = None
    initials: frozenset[Role] = frozenset()
    confirmed: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()
    votes: tuple[Vote, ...] = ()
    rejected: bool = False
    signed: Mapping[Role, date] = field(default_factory=dict)
    filed: bool = False
    received_on: date | None = None
    opinion: Opinion | None = None


@dataclass(frozen=True)
class Standing:
    """The state of a round with all that its acts have established.

    ``day`` is the day up to which time has been told.  ``until`` ends a suspension, which began on ``suspended_on``;
    ``suspended_days`` are those of earlier ones, ``paused`` the clocks that stand still meanwhile.  ``letters`` are the union's.
    ``agreed_table`` and ``agreed_term`` are those of the contract in effect.  ``published`` names the sides that published what
    belongs to the present state.
    ``vacancies`` are the posts of representatives to be refilled, of each side the oldest first: that one runs as its clock.
    ``renewal_asked_for`` is the last day of the term whose renewal was asked for.  ``above`` is what stands above the round of
    an enterprise, null for every other.
    """

    at: str
    kind: str
    state: State = State.SCOPED
    day: date = date.min
    teams: Mapping[Role, Team] = field(default_factory=dict)
    bound: frozenset[Role] = frozenset()
    teams_published: frozenset[Role] = frozenset()
    vacancies: tuple[Clock, ...] = ()
    offered_by: Role | None = None
    talks_from: date | None = None
    accepted: bool = False
    draft: Draft = field(default_factory=Draft)
    until: date | None = None
    suspended_on: date | None = None
    suspended_days: int = 0
    paused: tuple[Clock, ...] = ()
    letters: tuple[Letter, ...] = ()
    mediation: Mediation | None = None
    effective_on: date | None = None
    agreed_table: WageTable | None = None
    agreed_term: Term | None = None
    published: frozenset[Role] = frozenset()
    breaches: frozenset[str] = frozenset()
    renewal_asked_for: date | None = None
    clocks: tuple[Clock, ...] = ()
    done: tuple[Clock, ...] = ()
    above: Above | None = None

    def with_draft(self, **changes: Any) -> "Standing":
        """Give the standing with its draft changed."""
        return replace(self, draft=replace(self.draft, **changes))

    @property
    def latest_proposal(self) -> Proposal | None:
        """The proposal that is on the table."""
        return self.draft.proposals[-1] if self.draft.proposals else None

    @property
    def both_initialled(self) -> bool:
        """Both chiefs have initialled the latest proposal."""
        return self.draft.initials.issuperset(SIDES)

    @property
    def both_signed(self) -> bool:
        """Both chiefs have signed."""
        return set(SIDES) <= self.draft.signed.keys()

    @property
    def expires_on(self) -> date | None:
        """The last day of the term of the contract in effect, or of the text under way; null where it is not known."""
        term = self.agreed_term or self.draft.term
        return term.to_on if term else None
