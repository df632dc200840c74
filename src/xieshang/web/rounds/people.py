"""The people of a round: both teams of representatives with their marks, and how each team came to be as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from xieshang.core.acts import KINDS
from xieshang.core.guards import team_limits
from xieshang.core.parties import SIDES, Member, Role
from xieshang.documents.act_titles import MEMBER_TITLES
from xieshang.documents.act_words import facts_told
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.course import Course, course_of
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.policies import ROUND_PARTY
from xieshang.web.rounds.possible import Possible, possible_in
from xieshang.web.rounds.services import Seat, act_content
from xieshang.web.shared.policies import declares

__all__ = ["Change", "marks_of", "people_page", "rows_of_teams"]

_MARKS = ("chief", "outsider", "front_line", "manager", "migrant")
_OF_TEAMS = ("name_representatives", "replace_representative", "publish_representatives")


@dataclass(frozen=True, slots=True)
class Change:
    """An act by which a team was named, changed or published."""

    on: date
    title: str
    side: Role
    facts: str
    names: str


def marks_of(member: Member) -> list[str]:
    """Give the marks of a representative in words."""
    return [gettext(MEMBER_TITLES[mark]) for mark in _MARKS if getattr(member, mark)]


def _marked(course: Course, side: Role) -> list[tuple[str, list[str]]]:
    team = course.standing.teams.get(side)
    return [(member.name, marks_of(member)) for member in team.members] if team else []


def rows_of_teams(course: Course) -> list[tuple[Any, Any]]:
    """Give both teams side by side, a row each, the shorter one filled up with null."""
    workers, employers = (_marked(course, side) for side in SIDES)
    return list(zip_longest(workers, employers))


def _changes(course: Course) -> Iterator[Change]:
    for act in course.acts:
        if act.kind in _OF_TEAMS:
            told = act_content(act)
            names = "、".join(member.get("name", "") for member in told.get("members") or ())
            yield Change(act.on, gettext(KINDS[act.kind].title), Role(act.role), facts_told(told, gettext), names)


@declares(ROUND_PARTY)
def people_page(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Show the representatives of both sides, and the history of their replacements."""
    course = course_of(bargaining, request.today)
    own: list[Possible] = [entry for entry in possible_in(course, seats) if entry.kind in _OF_TEAMS]
    limits = team_limits(course.law)
    shown = {
        **head_of(bargaining, seats, "people"),
        "teams": [(side, _marked(course, side)) for side in SIDES],
        "changes": list(_changes(course)),
        "possible": own,
        "limits": limits,
        "outsiders_share": str(limits.outsider_share) if limits.outsider_share else None,
    }
    return render(request, "rounds/people.html", shown)
