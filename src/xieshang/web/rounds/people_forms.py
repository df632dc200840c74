"""The forms of the people page: a further party, an instructor sent or called back, the delegates of the congress.

None of them is an act: what they change is kept with who did it and when.
"""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal, Refused
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.act_fields import day_in_calendars, typed_text
from xieshang.web.rounds.congress import Share, allot
from xieshang.web.rounds.instructors import assign, end_assignment
from xieshang.web.rounds.models import Party, Round
from xieshang.web.rounds.parties import enter_party
from xieshang.web.rounds.people import Typed, people_shown
from xieshang.web.rounds.policies import ROUND_ENTERER, ROUND_WORKERS
from xieshang.web.rounds.services import Seat, seats_of
from xieshang.web.shared.policies import declares

__all__ = ["allot_delegates", "enter", "instruct", "uninstruct"]

TITLES = {
    "role": _("身份"),
    "organisation": _("单位"),
    "username": _("登录名"),
    "from_on": _("开始日"),
    "to_on": _("截止日"),
    "delegates": _("名额"),
    "managers": _("其中经营管理人员"),
}


def _titled(refused: Refused) -> tuple[Refusal, ...]:
    """Name the field of the form at which each refusal stands."""
    return tuple(
        refusal.at(column=str(TITLES[refusal.column]) if refusal.column in TITLES else None) for refusal in refused.refusals
    )


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _back(bargaining: Round, part: str) -> HttpResponse:
    there = redirect("people", number=bargaining.number)
    there["Location"] += f"#{part}"
    return there


@declares(ROUND_ENTERER)
@require_POST
def enter(request: PersonRequest, bargaining: Round, for_whom: Organisation) -> HttpResponse:
    """Enter a further party."""
    values = {name: typed_text(request.POST, name) for name in ("role", "organisation")}
    try:
        party = enter_party(bargaining, values["role"], _whole(values["organisation"]), request.user, for_whom)
    except Refused as refused:
        typed = Typed("enter", values, _titled(refused))
        return people_shown(request, bargaining, seats_of(bargaining, request.organisations), typed)
    messages.success(request, gettext("“{name}”已列入这一轮。").format(name=party.organisation))
    return _back(bargaining, "parties-h")


def _day(text: str, column: str) -> date | None:
    if not text:
        return None
    if (day := day_in_calendars(text)) is None:
        raise Refused(Refusal("field.not_a_date", column=column, value_kind="text"))
    return day


@declares(ROUND_WORKERS)
@require_POST
def instruct(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Send an instructor to the round."""
    values = {name: typed_text(request.POST, name) for name in ("username", "from_on", "to_on")}
    try:
        from_on, to_on = (_day(values[name], name) for name in ("from_on", "to_on"))
        sent = assign(bargaining, seat.organisation, values["username"], from_on, to_on, request.user)
    except Refused as refused:
        typed = Typed("instruct", values, _titled(refused))
        return people_shown(request, bargaining, seats_of(bargaining, request.organisations), typed)
    messages.success(request, gettext("{name}现在是这一轮的指导员。").format(name=sent.person))
    return _back(bargaining, "instructors-h")


@declares(ROUND_WORKERS)
@require_POST
def uninstruct(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Call an instructor back."""
    if (pk := _whole(request.POST.get("instructor", ""))) is not None:
        end_assignment(bargaining, pk, request.user)
    return _back(bargaining, "instructors-h")


def _share(request: PersonRequest, firm: Organisation) -> Share:
    return Share(firm, *(typed_text(request.POST, f"{name}-{firm.pk}") for name in ("delegates", "managers")))


@declares(ROUND_WORKERS)
@require_POST
def allot_delegates(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Enter how many delegates fall to each enterprise."""
    firms = Party.objects.filter(bargaining=bargaining, role=Role.ENTERPRISE).select_related("organisation").order_by("pk")
    shares = tuple(_share(request, firm.organisation) for firm in firms)
    try:
        allot(bargaining, shares, request.user)
    except Refused as refused:
        typed = Typed("allot", {}, _titled(refused), shares)
        return people_shown(request, bargaining, seats_of(bargaining, request.organisations), typed)
    messages.success(request, gettext("名额已存。表决时，应到人数按合计填好。"))
    return _back(bargaining, "congress-h")
