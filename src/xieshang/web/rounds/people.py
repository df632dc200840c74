"""The people of a round: parties side by side, representatives, instructors, the congress; and how many enterprises it is for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from xieshang.core.acts import KINDS
from xieshang.core.codes import seat_of
from xieshang.core.congress import congress_faults
from xieshang.core.contract import Kind
from xieshang.core.guards import team_limits
from xieshang.core.parties import SIDES, Member, Role
from xieshang.core.refusals import Refusal
from xieshang.documents.act_titles import MEMBER_TITLES
from xieshang.documents.act_words import facts_told
from xieshang.documents.sentences import warn
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Mandate, Organisation
from xieshang.web.rounds.above import above_now
from xieshang.web.rounds.congress import Share, shares_of, whole_congress
from xieshang.web.rounds.course import Course, course_of
from xieshang.web.rounds.models import Instructor, Party, Round
from xieshang.web.rounds.page_head import head_of, place_told
from xieshang.web.rounds.parties import PARTS, coverage_of, enterer_of, is_ended, joining, parts_told
from xieshang.web.rounds.policies import ROUND_PARTY
from xieshang.web.rounds.possible import Possible, possible_in
from xieshang.web.rounds.services import Seat, act_content
from xieshang.web.shared.policies import declares

__all__ = ["Change", "Typed", "marks_of", "people_page", "people_shown", "rows_of_teams"]

_MARKS = ("chief", "outsider", "front_line", "manager", "migrant")
_OF_TEAMS = ("name_representatives", "replace_representative", "publish_representatives")
_LISTED = 500
_UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Change:
    """An act by which a team was named, changed or published."""

    on: date
    title: str
    side: Role
    facts: str
    names: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A form of the page as it was sent and refused: which one, what was typed, what speaks against it."""

    form: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    shares: tuple[Share, ...] = ()


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


def _parties(bargaining: Round) -> list[Party]:
    """Load the parties with who entered them, and those who act for them."""
    found = bargaining.parties.select_related("organisation", "entered_by", "entered_for").order_by("pk")
    return [_of(party, bargaining) for party in found]


def _of(party: Party, bargaining: Round) -> Party:
    party.bargaining = bargaining
    return party


def _acting(parties: list[Party], on: date) -> dict[int, list[Mandate]]:
    """Give the mandates that hold on a day, by organisation; an enterprise's people are its own matter."""
    asked = [party.organisation_id for party in parties if party.role != Role.ENTERPRISE]
    found = Mandate.objects.filter(Mandate.holding(on), organisation__in=asked).select_related("person").order_by("from_on", "pk")
    acting: dict[int, list[Mandate]] = {}
    for mandate in found:
        acting.setdefault(mandate.organisation_id, []).append(mandate)
    return acting


def _chiefs(course: Course) -> dict[str, str]:
    return {
        side.value: member.name
        for side, team in course.standing.teams.items()
        for member in team.members
        if member.chief
    }  # fmt: skip


def _to_join(bargaining: Round) -> list[tuple[str, list[Organisation]]]:
    """Give the organisations that may still join, by the words of their kind."""
    kinds, near = {kind for role in joining(bargaining) for kind in PARTS[role]}, seat_of(bargaining.place)[:4]
    known: QuerySet[Organisation] = Organisation.objects.filter(kind__in=kinds)
    order = sorted(known, key=lambda each: (each.kind, each.place[:4] != near, each.name))[:_LISTED]
    labels = dict(Organisation.Kind.choices)
    return [(str(labels[kind]), listed) for kind in labels if (listed := [each for each in order if each.kind == kind])]


def _congress(course: Course, parties: list[Party], typed: Typed) -> dict[str, Any] | None:
    """Give the delegates of the joint congress; null for an enterprise's own round, whose congress is its own."""
    if course.bargaining.kind == Kind.ENTERPRISE:
        return None
    allotted = list(course.bargaining.allotments.select_related("entered_by"))
    firms = [party.organisation for party in parties if party.role == Role.ENTERPRISE]
    whole = whole_congress(allotted)
    latest = max(allotted, key=lambda each: each.entered_at, default=None)
    return {
        "shares": typed.shares or shares_of(allotted, firms),
        "whole": whole,
        "latest": latest,
        "warned": [(warned, warn(warned, gettext)) for warned in congress_faults(whole, course.law)],
    }


def _reach(course: Course, on: date) -> dict[str, Any]:
    bargaining = course.bargaining
    return {
        "counts": coverage_of(course),
        "binding": course.law.entry("binding"),
        "places": [place_told(place) for place in bargaining.places],
        "parents": [place_told(place) for place in bargaining.parents],
        "above": above_now(bargaining, on, course.law.rules.codes),
        "is_own": bargaining.kind == Kind.ENTERPRISE,
    }


def people_shown(request: PersonRequest, bargaining: Round, seats: list[Seat], typed: Typed = Typed()) -> HttpResponse:
    """Show the page, with the form that was refused as it was typed."""
    course, parties = course_of(bargaining, request.today), _parties(bargaining)
    own: list[Possible] = [entry for entry in possible_in(course, seats) if entry.kind in _OF_TEAMS]
    limits = team_limits(course.law)
    instructors: QuerySet[Instructor] = bargaining.instructors.select_related("person", "organisation", "assigned_by", "ended_by")
    may_enter = not is_ended(bargaining) and enterer_of(bargaining, parties, request.organisations)
    shown = {
        **head_of(bargaining, seats, "people"),
        "parts": parts_told(parties),
        "acting": _acting(parties, request.today),
        "chiefs": _chiefs(course),
        "reach": _reach(course, request.today),
        "teams": [(side, _marked(course, side)) for side in SIDES],
        "instructors": list(instructors),
        "congress": _congress(course, parties, typed),
        "is_workers": any(seat.role is Role.WORKERS and not seat.advises for seat in seats),
        "to_join": _to_join(bargaining) if may_enter else None,
        "joining": joining(bargaining),
        "typed": typed,
        "changes": list(_changes(course)),
        "possible": own,
        "limits": limits,
        "outsiders_share": str(limits.outsider_share) if limits.outsider_share else None,
    }
    return render(request, "rounds/people.html", shown, status=_UNPROCESSABLE if typed.refusals else 200)


@declares(ROUND_PARTY)
@require_GET
def people_page(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Show who takes part in a round, and how each team came to be as it is."""
    return people_shown(request, bargaining, seats)
