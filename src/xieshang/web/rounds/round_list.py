"""The rounds in which the person takes part, as a list (协商)."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render

from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.course import courses_of
from xieshang.web.rounds.instructors import instructed_rounds, seats_told
from xieshang.web.rounds.models import Party, Round
from xieshang.web.rounds.page_head import industry_told, place_told
from xieshang.web.rounds.policies import may_open
from xieshang.web.rounds.services import Seat, seats_among
from xieshang.web.shared.policies import SIGNED_IN, declares

__all__ = ["round_list"]

_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """A round of the list with the person's seats; ``state`` is that of today."""

    bargaining: Round
    place: str
    industry: str
    seats: list[Seat]
    state: str
    next_due_on: date | None


def _of_today(bargainings: list[Round], today: date) -> dict[int, tuple[str, date | None]]:
    """Give state and next due day of the rounds: as their columns have them, replayed where time has gone past the columns."""
    aged = [each for each in bargainings if each.state_until and each.state_until <= today]
    told = {each.pk: (each.state, each.next_due_on) for each in bargainings}
    for course in courses_of(aged, today):
        running = [clock.due_on for clock in course.duties if clock.due_on and not clock.done_on]
        told[course.bargaining.pk] = (course.standing.state.value, min(running, default=None))
    return told


@declares(SIGNED_IN)
def round_list(request: PersonRequest) -> HttpResponse:
    """List the rounds of the person, the latest number first."""
    parties = Prefetch("parties", Party.objects.select_related("organisation"))
    sent_by = instructed_rounds(request.user, request.today)
    own = Q(parties__organisation__in=request.organisations) | Q(pk__in=list(sent_by))
    found = Round.objects.filter(own).distinct().order_by("-number")
    page = Paginator(found.prefetch_related(parties), _A_PAGE).get_page(request.GET.get("page"))
    bargainings = list(page.object_list)
    told = _of_today(bargainings, request.today)
    listed = [
        Listed(
            each,
            place_told(each.place),
            industry_told(each.industry),
            seats_told(seats_among(each.parties.all(), request.organisations), each, sent_by),
            *told[each.pk],
        )
        for each in bargainings
    ]
    return render(request, "rounds/list.html", {"listed": listed, "page": page, "may_open": may_open(request)})
