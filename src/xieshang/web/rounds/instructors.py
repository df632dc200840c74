"""Bargaining instructors (专职集体协商指导员): sent to a round by the union of its workers, which also calls them back.

An instructor sees of the round what the workers' side sees: acts, people, documents.  He does no act, and he does not see the
side's unserved drafts at the desk; who is to work there for the union needs a mandate of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Q

from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal, Refused
from xieshang.web.accounts.models import Mandate, Organisation, Person
from xieshang.web.rounds.models import Instructor, Party, Round
from xieshang.web.rounds.services import Seat
from xieshang.web.shared import clock

__all__ = ["assign", "end_assignment", "instructed_rounds", "seats_told"]

_DAY = timedelta(days=1)


def _holding(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))


def instructed_rounds(person: Person, on: date) -> dict[int, Organisation]:
    """Give the rounds, by their key, to which a person is sent on a day, each with the union that sent him."""
    found = Instructor.objects.filter(_holding(on), person=person).select_related("organisation")
    return {each.bargaining_id: each.organisation for each in found}


def seats_told(seats: Iterable[Seat], bargaining: Round, sent_by: Mapping[int, Organisation]) -> list[Seat]:
    """Give the seats of a person in a round, with the one from which he advises where he has no other of the workers' side."""
    own = list(seats)
    organisation = sent_by.get(bargaining.pk)
    if organisation is None or any(seat.role is Role.WORKERS for seat in own):
        return own
    return [*own, Seat(Role.WORKERS, organisation, advises=True)]


def _acts_across(bargaining: Round, person: Person) -> bool:
    """Say whether a person acts for the employers' side of a round, or for an enterprise in it."""
    across = Party.objects.filter(bargaining=bargaining, role__in=(Role.EMPLOYERS, Role.ENTERPRISE)).values("organisation")
    return Mandate.objects.filter(Mandate.holding(clock.today()), person=person, organisation__in=across).exists()


def assign(
    bargaining: Round, organisation: Organisation, username: str, from_on: date | None, to_on: date | None, by: Person
) -> Instructor:
    """Send a person to a round.

    Refuses: ``field.missing``, ``instructor.unknown``, ``instructor.backwards``, ``instructor.acts_across``,
    ``instructor.already``.
    """
    needed = {"username": username, "from_on": from_on}
    Refused.unless_empty(Refusal("field.missing", column=name, value_kind="empty") for name, value in needed.items() if not value)
    person = Person.objects.filter(username=username, is_active=True, is_staff=False).first()
    if person is None:
        raise Refused(Refusal("instructor.unknown", column="username", value_kind="text"))
    begins = from_on or clock.today()
    if to_on and to_on < begins:
        raise Refused(Refusal("instructor.backwards", column="to_on"))
    if _acts_across(bargaining, person):
        raise Refused(Refusal("instructor.acts_across", column="username"))
    meanwhile = Q(from_on__lte=to_on) if to_on else Q()
    same = Instructor.objects.filter(meanwhile, bargaining=bargaining, person=person)
    if same.filter(Q(to_on__isnull=True) | Q(to_on__gte=begins)).exists():
        raise Refused(Refusal("instructor.already", column="username"))
    return Instructor.objects.create(
        bargaining=bargaining,
        organisation=organisation,
        person=person,
        from_on=begins,
        to_on=to_on,
        assigned_by=by,
        assigned_at=clock.now(),
    )


def end_assignment(bargaining: Round, pk: int, by: Person) -> None:
    """Call an instructor back: today is his last day, or, where he was to come later, he never comes.  Another's stays as it is."""
    today = clock.today()
    found = Instructor.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=today), bargaining=bargaining, pk=pk).first()
    if found:
        found.to_on, found.ended_by, found.ended_at = max(today, found.from_on - _DAY), by, clock.now()
        found.save(update_fields=["to_on", "ended_by", "ended_at"])
