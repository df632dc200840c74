"""Who may open a page of a round: those who take part in it; to everybody else it is not there.  And who may open a round."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404

from xieshang.core.acts import KINDS
from xieshang.core.parties import SIDES, Role
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.instructors import instructed_rounds, seats_told
from xieshang.web.rounds.models import Round, SealedText
from xieshang.web.rounds.parties import enterer_of
from xieshang.web.rounds.services import Seat, seats_of
from xieshang.web.shared.policies import Policy

__all__ = [
    "ROUND_ACT",
    "ROUND_ENTERER",
    "ROUND_OPENER",
    "ROUND_PARTY",
    "ROUND_RECORDER",
    "ROUND_SIDE",
    "ROUND_WORKERS",
    "may_open",
    "openers",
    "seat_in",
]

_OPENING = (Organisation.Kind.UNION, Organisation.Kind.BUREAU, Organisation.Kind.TRIPARTITE)


def _seats(request: PersonRequest, number: str, roles: Iterable[Role]) -> tuple[Round, list[Seat]]:
    """Find a round and the parts that the person has in it to act from; raise 404 where there is no such part."""
    bargaining = Round.objects.filter(number=number).first()
    seats = [seat for seat in seats_of(bargaining, request.organisations) if seat.role in roles] if bargaining else []
    if bargaining is None or not seats:
        raise Http404
    return bargaining, seats


def _admit_party(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    bargaining = Round.objects.filter(number=found["number"]).select_related("enterprise").first()
    seats = seats_of(bargaining, request.organisations) if bargaining else []
    if bargaining and not seats:
        seats = seats_told(seats, bargaining, instructed_rounds(request.user, request.today))
    if bargaining is None or not seats:
        raise Http404
    return {**{key: value for key, value in found.items() if key != "number"}, "bargaining": bargaining, "seats": seats}


def _admit_side(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    bargaining, seats = _seats(request, found["number"], SIDES)
    return {**{key: value for key, value in found.items() if key != "number"}, "bargaining": bargaining, "seat": seats[0]}


def _admit_workers(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    bargaining, seats = _seats(request, found["number"], (Role.WORKERS,))
    return {"bargaining": bargaining, "seat": seats[0]}


def _admit_enterer(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    bargaining, _ = _seats(request, found["number"], Role)
    for_whom = enterer_of(bargaining, bargaining.parties.all(), request.organisations)
    if for_whom is None:
        raise Http404
    return {"bargaining": bargaining, "for_whom": for_whom}


def _admit_act(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    kind = KINDS.get(found["kind"])
    bargaining, seats = _seats(request, found["number"], kind.by if kind else ())
    return {"bargaining": bargaining, "seats": seats, "kind": kind}


def _admit_recorder(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    """Find a sealed text of an act that an organisation of the person recorded."""
    bargaining, seats = _seats(request, found["number"], Role)
    texts = SealedText.objects.filter(act__bargaining=bargaining, act__organisation__in=request.organisations)
    text = texts.select_related("act__organisation", "erased__erased_by").filter(pk=found["text"]).first()
    if text is None:
        raise Http404
    return {"bargaining": bargaining, "seats": seats, "text": text}


def openers(organisations: Iterable[Organisation]) -> list[Organisation]:
    """Give the organisations among some that may open a round: unions, bureaus, tripartite bodies."""
    return [organisation for organisation in organisations if organisation.kind in _OPENING]


def may_open(request: PersonRequest) -> bool:
    """Say whether the person may open a round."""
    return bool(openers(request.organisations))


def _admit_opener(request: PersonRequest, found: Mapping[str, Any]) -> Mapping[str, Any]:
    if not may_open(request):
        raise Http404
    return {"own": openers(request.organisations)}


ROUND_PARTY = Policy(
    "round_party",
    "persons with a mandate of an organisation that has a part in the round, and instructors who were sent to it",
    _admit_party,
)
ROUND_WORKERS = Policy("round_workers", "persons with a mandate of the workers' side of the round", _admit_workers)
ROUND_ENTERER = Policy(
    "round_enterer",
    "persons of the round for the organisation that opened it, or for a bureau that has a part in it",
    _admit_enterer,
)
ROUND_RECORDER = Policy("round_recorder", "persons of the organisation that recorded the act of a sealed text", _admit_recorder)
ROUND_SIDE = Policy("round_side", "persons with a mandate of one of the two sides of the round", _admit_side)
ROUND_ACT = Policy("round_act", "persons of the round to whose part this kind of act belongs", _admit_act)
ROUND_OPENER = Policy("round_opener", "persons with a mandate of a union, a bureau or a tripartite body", _admit_opener)


def seat_in(seats: Iterable[Seat], role: str | None) -> Seat:
    """Give the seat of a role, or the first where none is named; raise 404 where the person has no such seat."""
    for seat in seats:
        if role in (None, "", seat.role.value):
            return seat
    raise Http404
