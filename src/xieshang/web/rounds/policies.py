"""Who may open a page of a round: those who take part in it; to everybody else it is not there."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404

from xieshang.core.parties import SIDES, Role
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import Seat, seats_of
from xieshang.web.shared.policies import Policy

__all__ = ["ROUND_PARTY", "ROUND_SIDE", "seat_in"]


def _seats(request: PersonRequest, number: str, roles: Iterable[Role]) -> tuple[Round, list[Seat]]:
    """Find a round and the parts that the person has in it; raise 404 where there is no such part."""
    bargaining = Round.objects.filter(number=number).first()
    seats = [seat for seat in seats_of(bargaining, request.organisations) if seat.role in roles] if bargaining else []
    if bargaining is None or not seats:
        raise Http404
    return bargaining, seats


def _admit_party(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    bargaining, seats = _seats(request, found["number"], Role)
    return {**{key: value for key, value in found.items() if key != "number"}, "bargaining": bargaining, "seats": seats}


def _admit_side(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    bargaining, seats = _seats(request, found["number"], SIDES)
    return {**{key: value for key, value in found.items() if key != "number"}, "bargaining": bargaining, "seat": seats[0]}


ROUND_PARTY = Policy("round_party", "persons with a mandate of an organisation that has a part in the round", _admit_party)
ROUND_SIDE = Policy("round_side", "persons with a mandate of one of the two sides of the round", _admit_side)


def seat_in(seats: Iterable[Seat], role: str | None) -> Seat:
    """Give the seat of a role, or the first where none is named; raise 404 where the person has no such seat."""
    for seat in seats:
        if role in (None, "", seat.role.value):
            return seat
    raise Http404
