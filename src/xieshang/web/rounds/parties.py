"""The parties of a round: who they are, side by side, who entered them, and how one joins later.

Parties are no acts, so that each entry keeps by whom, for whom and when it was made.  The two sides stand once the round is
opened; what joins later is an enterprise of the scope, an upper union, a congress, or a body of the state.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from xieshang.core.contract import Binding, Confirmation, Kind, Scope
from xieshang.core.coverage import Coverage, coverage
from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.transitions import FINAL
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.course import Course
from xieshang.web.rounds.models import Party, Round
from xieshang.web.shared import clock

__all__ = ["PARTS", "coverage_of", "enter_party", "enterer_of", "is_ended", "joining", "listed_enterprises", "parts_told"]

_Kind = Organisation.Kind
PARTS: Mapping[Role, tuple[str, ...]] = {
    Role.WORKERS: (_Kind.UNION,),
    Role.EMPLOYERS: (_Kind.ASSOCIATION, _Kind.ENTERPRISE),
    Role.CONGRESS: (_Kind.CONGRESS,),
    Role.BUREAU: (_Kind.BUREAU,),
    Role.TRIPARTITE: (_Kind.TRIPARTITE,),
    Role.UPPER_UNION: (_Kind.UNION,),
    Role.ENTERPRISE: (_Kind.ENTERPRISE,),
}
"""The parts of a round in the order of the form, each with the kinds of organisation that may take it."""
_JOINING = (Role.ENTERPRISE, Role.UPPER_UNION, Role.CONGRESS, Role.BUREAU, Role.TRIPARTITE)
_ENDED = frozenset(state.value for state in FINAL)


@dataclass(frozen=True, slots=True)
class PartTold:
    """A part of a round with the organisations that have it."""

    role: Role
    parties: list[Party]


def enterer_of(bargaining: Round, parties: Iterable[Party], organisations: Iterable[Organisation]) -> Organisation | None:
    """Give the organisation, among some, that may enter a further party: the one that opened the round, or a bureau in it."""
    may = {bargaining.opened_for_id, *(party.organisation_id for party in parties if party.role == Role.BUREAU)}
    return next((organisation for organisation in organisations if organisation.pk in may), None)


def is_ended(bargaining: Round) -> bool:
    """Say whether nobody can join any more."""
    return bargaining.state in _ENDED


def joining(bargaining: Round) -> tuple[Role, ...]:
    """Give the parts that may be given while a round is under way; into an enterprise's own round comes no other enterprise."""
    return _JOINING[1:] if bargaining.kind == Kind.ENTERPRISE else _JOINING


def enter_party(bargaining: Round, role: str, organisation_pk: int | None, person: Person, for_whom: Organisation) -> Party:
    """Enter a further party.

    Refuses: ``party.round_ended``, ``field.missing``, ``party.not_joining``, ``party.unfit``, ``party.already``.
    """
    if is_ended(bargaining):
        raise Refused(Refusal("party.round_ended"))
    if role not in joining(bargaining):
        raise Refused(Refusal("party.not_joining", column="role", value_kind="text" if role else "empty"))
    if organisation_pk is None:
        raise Refused(Refusal("field.missing", column="organisation", value_kind="empty"))
    organisation = Organisation.objects.filter(pk=organisation_pk, kind__in=PARTS[Role(role)]).first()
    if organisation is None:
        raise Refused(Refusal("party.unfit", column="organisation"))
    try:
        with transaction.atomic():
            return Party.objects.create(
                bargaining=bargaining,
                organisation=organisation,
                role=Role(role).value,
                entered_by=person,
                entered_for=for_whom,
                entered_at=clock.now(),
            )
    except IntegrityError:
        raise Refused(Refusal("party.already", column="organisation")) from None


def parts_told(parties: Iterable[Party]) -> list[PartTold]:
    """Give the parts in their order, each with those that have it; a part that nobody has is left out."""
    listed = list(parties)
    told = [PartTold(role, [party for party in listed if party.role == role]) for role in PARTS]
    return [part for part in told if part.parties]


def listed_enterprises(parties: Iterable[Party]) -> list[str]:
    """Give the enterprises that take part, by what acts know them by."""
    return [party.organisation.known_as for party in parties if party.role == Role.ENTERPRISE]


def coverage_of(course: Course) -> Coverage:
    """Count the enterprises in the scope of a round, those that confirmed its draft, and those that its contract binds."""
    bargaining = course.bargaining
    own = (bargaining.enterprise.known_as,) if bargaining.kind == Kind.ENTERPRISE and bargaining.enterprise else None
    scope = Scope(
        enterprises=own,
        binding=Binding.ALL if own else Binding(course.law.value("binding", Binding.ALL)),
        confirmed=tuple(Confirmation(enterprise) for enterprise in course.standing.draft.confirmed),
    )
    return coverage(scope, listed_enterprises(course.parties), bargaining.firms_in_scope)
