"""The first page: for a person who is signed in what is due in his rounds, for anybody else what is public here."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from xieshang.core.procedure import duties
from xieshang.core.reading import Reading
from xieshang.core.standing import Clock
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import Seat, replayed, rules_of, seats_of
from xieshang.web.shared.policies import ANYBODY, declares

__all__ = ["home"]


@dataclass(frozen=True, slots=True)
class Due:
    """Something due in a round; ``mine``: the person himself has to see to it."""

    bargaining: Round
    clock: Clock
    mine: bool


def rounds_of(request: PersonRequest) -> list[tuple[Round, list[Seat]]]:
    """Give the rounds in which the person takes part, with his seats."""
    organisations = request.organisations
    found = Round.objects.filter(parties__organisation__in=organisations).distinct().order_by("-number")
    return [(bargaining, seats_of(bargaining, organisations)) for bargaining in found]


def due_in(bargaining: Round, seats: list[Seat], today: date) -> list[Due]:
    """Give what is due in a round and not yet done, the soonest first; what has no date yet comes last."""
    law = Reading(rules_of(bargaining), today)
    roles = {seat.role for seat in seats}
    open_clocks = [clock for clock in duties(replayed(bargaining, today).standing, law) if clock.done_on is None]
    found = [Due(bargaining, clock, clock.by in roles) for clock in open_clocks]
    return sorted(found, key=lambda due: due.clock.due_on or date.max)


@declares(ANYBODY)
def home(request: PersonRequest) -> HttpResponse:
    """Show the desk of the person, or what is public."""
    if not request.user.is_authenticated:
        return render(request, "rounds/welcome.html")
    mine = rounds_of(request)
    due = [entry for bargaining, seats in mine for entry in due_in(bargaining, seats, request.today)]
    due.sort(key=lambda entry: entry.clock.due_on or date.max)
    return render(
        request, "rounds/home.html", {"rounds": mine, "mine": [d for d in due if d.mine], "others": [d for d in due if not d.mine]}
    )
