"""The first page: for a person who is signed in what is due in his rounds, for anybody else what is public here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from xieshang.core.sources import Trust
from xieshang.core.transitions import FINAL
from xieshang.law import statute_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.course import Course, courses_of
from xieshang.web.rounds.due import Due, due_in
from xieshang.web.rounds.instructors import instructed_rounds, seats_told
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.policies import may_open
from xieshang.web.rounds.services import Seat, seats_among
from xieshang.web.rounds.standing_told import change_told
from xieshang.web.rounds.weeks import four_weeks
from xieshang.web.shared.policies import ANYBODY, declares
from xieshang.web.shared.weekdays import WEEKDAY_CONTEXT, WEEKDAYS

__all__ = ["home"]

_WEEK, _MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class Part:
    """A round that the person takes part in, with his seats, what is due in it, and what time alone will change."""

    course: Course
    seats: list[Seat]
    due: list[Due]
    change: str


def _parts_of(organisations: list[Organisation], sent_by: Mapping[int, Organisation], today: date) -> list[Part]:
    """Give the rounds under way in which organisations take part, and those to which the person is sent as an instructor."""
    ended = [state.value for state in FINAL]
    own = Q(parties__organisation__in=organisations) | Q(pk__in=list(sent_by))
    found = Round.objects.filter(own).exclude(state__in=ended).distinct().order_by("-number")
    parts = []
    for course in courses_of(found, today):
        if course.standing.state in FINAL:
            continue
        seats = seats_told(seats_among(course.parties, organisations), course.bargaining, sent_by)
        acting = [seat for seat in seats if not seat.advises]
        parts.append(Part(course, seats, list(due_in(course, acting)), change_told(course.standing, today)))
    return parts


def _soonest_first(due: Iterable[Due]) -> list[Due]:
    return sorted(due, key=lambda entry: entry.clock.due_on or date.max)


def _counts(due: list[Due], today: date) -> dict[str, int]:
    """Count what is late, and what is due within a week and a month."""
    left = [days for entry in due if (days := entry.days_left(today)) is not None]
    return {
        "late": sum(days < 0 for days in left),
        "week": sum(0 <= days <= _WEEK for days in left),
        "month": sum(0 <= days <= _MONTH for days in left),
    }


def _has_provisional(due: list[Due]) -> bool:
    return any(entry.clock.deadline and entry.clock.deadline.trust is Trust.PROVISIONAL for entry in due)


@declares(ANYBODY)
def home(request: PersonRequest) -> HttpResponse:
    """Show the desk of the person, or what is public."""
    if not request.user.is_authenticated:
        return render(request, "rounds/welcome.html")
    sent_by = instructed_rounds(request.user, request.today)
    parts = _parts_of(request.organisations, sent_by, request.today)
    due = _soonest_first(entry for part in parts for entry in part.due)
    mine, others = [entry for entry in due if entry.seat], [entry for entry in due if not entry.seat]
    shown = {
        "parts": parts,
        "bands": [(True, mine), (False, others)],
        "due": due,
        "counts": _counts(due, request.today),
        "has_provisional": _has_provisional(due),
        "weeks": four_weeks(due, statute_book().calendar, request.today),
        "weekdays": [pgettext(WEEKDAY_CONTEXT, name) for name in WEEKDAYS],
        "may_open": may_open(request),
    }
    return render(request, "rounds/home.html", shown)
