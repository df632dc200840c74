"""The papers of a round as one person may see them: those that his seats may issue, occasion by occasion, and those issued.

What stands in a paper comes from the acts that are stored, the parties, and what was typed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from xieshang.core.acts import Act
from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal
from xieshang.documents.papers.catalogue import PAPERS
from xieshang.documents.papers.composing import Composed, compose
from xieshang.documents.papers.facts import Body, Facts, Occasion, Record, facts_at, record_of
from xieshang.documents.papers.fields import Paper
from xieshang.documents.papers.occasions import ahead_of, occasions_of
from xieshang.law import code_book
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.above import above_of
from xieshang.web.rounds.course import Course, own_code
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.page_head import place_told
from xieshang.web.rounds.papers.models import IssuedPaper, PaperDraft
from xieshang.web.rounds.services import Seat, read_acts
from xieshang.web.shared.models import Installation

__all__ = ["Cabinet", "Filed", "issued_of", "may_read"]

_MANY = (Role.ENTERPRISE, Role.CONGRESS)
_Key = tuple[int, str, str, int]


@dataclass(frozen=True)
class Filed:
    """One paper of one occasion at one seat; ``why_not`` says why its act may not be done now while it is still ahead."""

    paper: Paper
    seat: Seat
    occasion: Occasion
    facts: Facts
    draft: PaperDraft | None
    acts_seen: int
    why_not: Refusal | None = None

    @property
    def on(self) -> date | None:
        """The day of the act with which the paper arises; null while it is still ahead."""
        return self.occasion.act.on if self.occasion.act else None

    @cached_property
    def composed(self) -> Composed:
        """The paper as it can be written now."""
        return compose(self.paper, self.facts)

    def with_typed(self, typed: Mapping[str, str | Sequence[str]]) -> "Filed":
        """Give the same paper with other things typed."""
        return replace(self, facts=replace(self.facts, typed=typed))


def issued_of(bargaining: Round, seats: Iterable[Seat]) -> list[IssuedPaper]:
    """Give the issued papers of a round that somebody with these seats may read, the latest first."""
    issued = IssuedPaper.objects.filter(bargaining=bargaining).select_related("organisation", "issued_by")
    return [entry for entry in issued if any(may_read(entry, seat) for seat in seats)]


def may_read(issued: IssuedPaper, seat: Seat) -> bool:
    """Say whether somebody in a seat may read an issued paper: its issuers, and those for whom it is.

    Firms and congresses are many: what one of them issued, or was sent alone, the others do not read.
    """
    if seat.role.value == issued.role and seat.role not in _MANY:
        return True
    if seat.organisation.pk == issued.organisation_id and seat.role.value == issued.role:
        return True
    paper, own = PAPERS[issued.paper], (own_code(seat.organisation), seat.organisation.name)
    is_for_another = seat.role is Role.ENTERPRISE and bool(paper.to_enterprise) and issued.to_enterprise not in own
    return seat.role in paper.receivers and not is_for_another


@dataclass(frozen=True)
class Cabinet:
    """The papers of a round for some seats; ``course`` is the round as it was loaded for the page."""

    course: Course
    seats: Sequence[Seat]

    @cached_property
    def _offered(self) -> list[tuple[Act, Organisation]]:
        """The acts in order, each with the organisation for which it was done."""
        told = read_acts(self.course.bargaining, self.course.acts)
        return [(act, stored.organisation) for act, stored in zip(told, self.course.acts, strict=True) if isinstance(act, Act)]

    @cached_property
    def record(self) -> Record:
        """The round as papers read it."""
        bargaining, acts = self.course.bargaining, [act for act, _ in self._offered]
        bodies: dict[Role, tuple[Body, ...]] = {}
        for party in self.course.parties:
            role = Role(party.role)
            bodies[role] = (*bodies.get(role, ()), Body(party.organisation.name, party.organisation.code))
        empty = Record(
            number=bargaining.number,
            title=bargaining.title,
            place=place_told(bargaining.place),
            industry=code_book().industries.get(bargaining.industry or "", ""),
            kind=bargaining.kind,
            acts=(),
            rules=self.course.law.rules,
            bodies=bodies,
            above=above_of(bargaining, acts),
            is_demonstration=Installation.current().is_demonstration,
        )
        return record_of(empty, acts, self.course.law.on)

    @cached_property
    def _drafts(self) -> Mapping[_Key, PaperDraft]:
        kept = PaperDraft.objects.filter(bargaining=self.course.bargaining).select_related("saved_by")
        return {(draft.owner_id, draft.paper, draft.role, draft.occasion): draft for draft in kept}

    def _is_own(self, seat: Seat, occasion: Occasion) -> bool:
        """Firms and congresses act each for themselves; of several bodies of another role each may issue for all."""
        if seat.role not in _MANY:
            return True
        return any(act is occasion.act and done_for == seat.organisation for act, done_for in self._offered)

    def _occasions(self, paper: Paper, seat: Seat) -> Iterator[Occasion]:
        come = [came for came in occasions_of(paper, self.record) if came.role is seat.role and self._is_own(seat, came)]
        yield from come
        own = own_code(seat.organisation) if seat.role is Role.ENTERPRISE else come[-1].enterprise if come else None
        yield ahead_of(paper, self.record, seat.role, own)

    def of_paper(self, paper: Paper) -> Iterator[Filed]:
        """Give a paper of every occasion for every seat that may issue it; the one ahead comes last."""
        for seat in self.seats:
            if seat.role in paper.issuers and not seat.advises:
                yield from (self._filed(paper, seat, occasion) for occasion in self._occasions(paper, seat))

    def _filed(self, paper: Paper, seat: Seat, occasion: Occasion) -> Filed:
        draft = self._drafts.get((seat.organisation.pk, paper.name, seat.role.value, occasion.number))
        facts = facts_at(self.record, occasion, self.course.law.on, draft.typed if draft else {})
        why_not = None if occasion.act else self.course.permissions[paper.act, seat.role]
        return Filed(paper, seat, occasion, facts, draft, len(self.course.acts), why_not)
