"""The page of an act: its form, what speaks against it, and its way into the ledger through ``services.append``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from xieshang.core.acts import KINDS, ActKind
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.standing import Clock
from xieshang.documents.act_words import STAMPS
from xieshang.documents.sentences import say, warn
from xieshang.documents.terms import ROLE_TITLES
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.act_fields import Field, read_fields, where_told
from xieshang.web.rounds.act_forms import fields_of, typed_fields, with_faults
from xieshang.web.rounds.course import Course, course_of, page_address
from xieshang.web.rounds.due import due_in, whose_duty
from xieshang.web.rounds.follows import follows_of
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.policies import ROUND_ACT
from xieshang.web.rounds.possible import reason_told
from xieshang.web.rounds.services import Overtaken, Seat, append
from xieshang.web.rounds.templatetags.round_parts import near_day
from xieshang.web.shared.policies import declares
from xieshang.web.shared.templatetags.parts import titled

__all__ = ["act_page"]

_FORM_KEY = re.compile(r"[0-9a-f]{32}")
_FROM_THE_DESK = "propose"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form as it is shown: its fields, and what came of sending it."""

    fields: list[Field]
    form_key: str = field(default_factory=lambda: uuid4().hex)
    refusals: tuple[Refusal, ...] = ()
    overtaken: Act | None = None

    @property
    def status(self) -> int:
        """The status of the answer that shows the form."""
        return 409 if self.overtaken else 422 if self.refusals else 200


def _seat(request: PersonRequest, seats: Iterable[Seat]) -> Seat:
    """Find the seat that the address names by role and organisation; the first one where it names none."""
    role, organisation = request.GET.get("as", ""), request.GET.get("for", "")
    for seat in seats:
        if role in ("", seat.role.value) and organisation in ("", str(seat.organisation.pk)):
            return seat
    raise Http404


def _faults(kind: ActKind, refusals: Iterable[Refusal]) -> Mapping[str, list[str]]:
    """Sort refusals by the field at which they stand."""
    found: dict[str, list[str]] = {}
    for refusal in refusals:
        name = re.split(r"[.\[]", refusal.column or "")[0]
        found.setdefault(name, []).append(say(titled(refusal), gettext).what)
    return found


def _refused(kind: ActKind, form: _Form, refusals: tuple[Refusal, ...]) -> _Form:
    placed = tuple(refusal.at(column=where_told(kind, refusal.column) if refusal.column else None) for refusal in refusals)
    return replace(form, fields=with_faults(form.fields, _faults(kind, refusals)), refusals=placed)


def _acts_seen(request: PersonRequest, bargaining: Round) -> int:
    text = request.POST.get("acts_seen", "")
    return min(int(text), bargaining.acts_count) if text.isascii() and text.isdigit() and len(text) < 7 else bargaining.acts_count


def _due_told(clocks: Iterable[Clock], course: Course) -> str:
    due = [(whose_duty(gettext(ROLE_TITLES[clock.by]), clock.act, clock.rule), clock.due_on) for clock in clocks if clock.due_on]
    return "；".join(gettext("{duty}，最迟{on}").format(duty=duty, on=near_day(on, course.law.on)) for duty, on in due)


def _tell(request: PersonRequest, act: Act, before: Course, after: Course) -> None:
    """Say what was done, what is due next, and what the law warns of."""
    done = gettext("已记入第 {n} 项：{act}。").format(n=act.number, act=gettext(KINDS[act.kind].title))
    started = _due_told([clock for clock in after.standing.clocks if clock not in before.standing.clocks], after)
    if started:
        done += gettext("由此起算：{due}。").format(due=started)
    elif following := next(due_in(after, ()), None):
        due_on = following.clock.due_on
        told = gettext("接下来：{duty}，最迟{on}。") if due_on else gettext("接下来：{duty}。")
        done += told.format(duty=following.whole_title, on=near_day(due_on, after.law.on))
    messages.success(request, done)
    for warned in after.replay.warnings:
        if warned.index == act.number - 1:
            messages.warning(request, warn(warned, gettext))


def _send(request: PersonRequest, course: Course, kind: ActKind, seat: Seat, form: _Form) -> _Form | None:
    """Append the act; null where it is stored now, else the form with what speaks against it."""
    bargaining = course.bargaining
    earlier = bargaining.acts.filter(form_key=form.form_key).first()
    try:
        content = {"kind": kind.name, **read_fields(request.POST, form.fields)}
        if earlier is None:
            seen = _acts_seen(request, bargaining)
            act = append(bargaining, content, seat, request.user, acts_seen=seen, form_key=form.form_key)
    except Refused as refused:
        return _refused(kind, form, refused.refusals)
    except Overtaken as overtaken:
        return replace(form, overtaken=overtaken.latest)
    if earlier:
        told = gettext("这张表已经记入过：第 {n} 项，{act}。没有再记一次。")
        messages.info(request, told.format(n=earlier.number, act=gettext(KINDS[earlier.kind].title)))
    else:
        _tell(request, act, course, course_of(Round.objects.get(pk=bargaining.pk), request.today))
    return None


@declares(ROUND_ACT)
def act_page(request: PersonRequest, bargaining: Round, seats: list[Seat], kind: ActKind) -> HttpResponse:
    """Ask for an act and append it."""
    seat, course = _seat(request, seats), course_of(bargaining, request.today)
    form = _Form(fields_of(kind, course, seat))
    if request.method == "POST":
        if kind.name == _FROM_THE_DESK:
            return HttpResponseNotAllowed(["GET"])
        key = request.POST.get("form_key", "")
        typed = typed_fields(form.fields, request.POST)
        form = _Form(typed, key if _FORM_KEY.fullmatch(key) else form.form_key)
        answered = _send(request, course, kind, seat, form)
        if answered is None:
            return redirect("round", number=bargaining.number)
        form = answered
        if form.overtaken:
            course = course_of(Round.objects.get(pk=bargaining.pk), request.today)
            form = replace(form, fields=typed_fields(fields_of(kind, course, seat), request.POST))
    return render(request, "rounds/act.html", _shown(course, seats, kind, seat, form), status=form.status)


def _shown(course: Course, seats: list[Seat], kind: ActKind, seat: Seat, form: _Form) -> dict[str, Any]:
    refusal = course.permissions[kind.name, seat.role]
    from_desk = kind.name == _FROM_THE_DESK
    stamp = STAMPS.get(kind.name)
    return {
        **head_of(course.bargaining, seats, ""),
        "kind": kind,
        "seat": seat,
        "form": form,
        "acts_seen": course.bargaining.acts_count,
        "why_not": refusal,
        "reason": reason_told(refusal, kind.name, course.standing.state) if refusal else "",
        "follows": follows_of(course, kind.name, seat.role),
        "stamp": gettext(stamp) if stamp else "",
        "from_desk": from_desk,
        "desk": page_address("desk", course.bargaining) if from_desk else None,
    }
