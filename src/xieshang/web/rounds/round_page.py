"""The page of a round (进程): its acts as a line of time, where it stands, what may be done, what is due, who takes part."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from xieshang.core.acts import KINDS
from xieshang.core.parties import SIDES, Role
from xieshang.documents.sentences import warn
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.above import above_now
from xieshang.web.rounds.act_fields import day_in_calendars
from xieshang.web.rounds.course import Course, course_of, page_address
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.people import rows_of_teams
from xieshang.web.rounds.policies import ROUND_PARTY
from xieshang.web.rounds.possible import choices_of
from xieshang.web.rounds.rehearsal import Rehearsal, rehearse
from xieshang.web.rounds.road import ROAD, road_left
from xieshang.web.rounds.services import Seat
from xieshang.web.rounds.standing_told import change_told, figures_of, standing_told
from xieshang.web.rounds.templatetags.round_parts import days_counted
from xieshang.web.rounds.timeline import acts_told, still_to_come
from xieshang.web.shared.policies import declares

__all__ = ["round_page"]


def _rehearsed(request: PersonRequest, course: Course, seats: list[Seat]) -> Rehearsal | None:
    """Rehearse what the address supposes; null where it supposes nothing that can be read."""
    act, on = request.GET.get("suppose"), day_in_calendars(request.GET.get("on", ""))
    if act not in ROAD or on is None:
        return None
    side = next((seat.role for seat in seats if seat.role in SIDES), Role.WORKERS)
    return rehearse(course, act, on, side)


def _supposed_days(rehearsal: Rehearsal | None) -> Mapping[str, tuple[date, str]]:
    days = {}
    for supposed in rehearsal.supposed if rehearsal else ():
        deadline = supposed.deadline
        note = gettext("假设")
        if deadline:
            note = gettext("最后一天：{article}，{days}").format(article=deadline.source, days=days_counted(deadline))
        elif supposed.act == "receive" and supposed.act != (rehearsal and rehearsal.act):
            note = gettext("假设报送当日受理")
        days[supposed.act] = (supposed.on, note)
    return days


def _effect_supposed(course: Course, rehearsal: Rehearsal | None) -> date | None:
    """Give the day on which the contract would take effect; null where the rehearsal does not come to it."""
    effective_on = rehearsal.effective_on if rehearsal else None
    return None if effective_on == course.standing.effective_on else effective_on


@declares(ROUND_PARTY)
def round_page(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Show a round to somebody who takes part in it."""
    course = course_of(bargaining, request.today)
    rehearsal = _rehearsed(request, course, seats)
    shown = {
        **head_of(bargaining, seats, "round"),
        "course": course,
        "standing": course.standing,
        "told": list(acts_told(course)),
        "to_come": list(still_to_come(course, _supposed_days(rehearsal), _effect_supposed(course, rehearsal))),
        "sentence": standing_told(course.standing),
        "cautions": [warn(warned, gettext) for warned in course.replay.warnings if warned.index is None],
        "change": change_told(course.standing, request.today),
        "figures": figures_of(course.standing),
        "choices": choices_of(course, seats),
        "duties": course.duties,
        "teams": rows_of_teams(course),
        "rehearsal": rehearsal,
        "rehearsing": "suppose" in request.GET,
        "may_suppose": [(ahead.act, gettext(KINDS[ahead.act].title)) for ahead in road_left(course.standing, course.law)],
        "contract": page_address("contract", bargaining),
        "above": above_now(bargaining, request.today, course.law.rules.codes),
        "advises": all(seat.advises for seat in seats),
        "brings_rows": any(seat.role is Role.ENTERPRISE for seat in seats),
    }
    return render(request, "rounds/round.html", shown)
