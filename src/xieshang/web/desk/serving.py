"""Serving a proposal: asked once, appended as an act of the round, seen by the other side from then on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from xieshang.core.refusals import Refusal, Refused
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.desk.cells import where_told
from xieshang.web.desk.drafts import Conflict, draft_of, save_draft
from xieshang.web.desk.judging import Judged
from xieshang.web.desk.models import Draft
from xieshang.web.desk.opened import Desk, draft_sheet, open_desk, typed_sheet, typed_terms, whole
from xieshang.web.desk.pages import Sent, desk_page
from xieshang.web.desk.positions import PROPOSE
from xieshang.web.desk.views import term_faults
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.policies import ROUND_SIDE
from xieshang.web.rounds.services import Overtaken, Seat, append
from xieshang.web.shared.policies import declares

__all__ = ["serve"]


@dataclass(frozen=True, slots=True)
class _Question:
    """The question whether to serve: what came of answering it, if anything did."""

    refusals: tuple[Refusal, ...] = ()
    overtaken: Act | None = None
    changed_by: Draft | None = None
    form_key: str = field(default_factory=lambda: uuid4().hex)

    @property
    def status(self) -> int:
        """The status of the answer that shows it."""
        return 409 if self.overtaken or self.changed_by else 422 if self.refusals else 200


@declares(ROUND_SIDE)
@require_POST
def serve(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Ask whether to serve what is typed; where the answer is given, serve the saved draft."""
    if request.POST.get("sure"):
        return _answered(request, bargaining, seat)
    desk = open_desk(request, bargaining, seat)
    typed, judged = typed_sheet(desk, request.POST)
    terms = typed_terms(request.POST)
    faults = (*term_faults(request.POST), *_faults(desk, judged))
    if faults:
        return desk_page(request, desk, judged, terms, Sent(typed, request.POST, faults))
    try:
        save_draft(bargaining, seat, request.user, judged.sheet, terms, whole(request.POST.get("version")))
    except Conflict as conflict:
        return desk_page(request, desk, judged, terms, Sent(typed, request.POST, conflict=conflict))
    return _asked(request, bargaining, seat, _Question())


def _faults(desk: Desk, judged: Judged) -> list[Refusal]:
    """Say why a matrix cannot be served as it stands, before the core is asked for the act."""
    found = [desk.why_not_serve] if desk.why_not_serve else []
    if judged.refusals:
        found.append(Refusal("desk.cells_refused", {"count": len(judged.refusals)}))
    if not judged.sheet.table.rows:
        found.append(Refusal("desk.empty"))
    return found


def _asked(request: PersonRequest, bargaining: Round, seat: Seat, question: _Question) -> HttpResponse:
    """Show what would be served, and what it changes against the own side's last proposal."""
    bargaining.refresh_from_db()
    desk = open_desk(request, bargaining, seat)
    judged, terms = draft_sheet(desk)
    told = {
        **head_of(bargaining, [seat], "desk"),
        "desk": desk,
        "draft": desk.draft,
        "question": question,
        "cells": len(judged.sheet.table.rows),
        "changes": list(_changes(desk, judged)),
        "terms": terms,
        "next_number": desk.positions.next_number,
        "acts_seen": bargaining.acts_count,
        "standing": desk.course.standing,
        "seat": seat,
    }
    return render(request, "desk/serve.html", told, status=question.status)


def _changes(desk: Desk, judged: Judged) -> Any:
    """Give the cells that differ from what the own side served last: where, then and now."""
    before: Mapping[Any, int] = desk.positions.mine.amounts_fen if desk.positions.mine else {}
    now = {line.key(level): fen for line in judged.sheet.lines for level, fen in line.taken.items()}
    for key in dict.fromkeys((*now, *before)):
        if before.get(key) != now.get(key):
            yield where_told(judged.sheet, key), before.get(key), now.get(key)


def _answered(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Append the saved draft as a proposal; a draft that was saved anew in between is asked about again."""
    form_key = str(request.POST.get("form_key", ""))[:40] or uuid4().hex
    if earlier := bargaining.acts.filter(form_key=form_key).first():
        return _served(request, bargaining, earlier)
    draft = draft_of(bargaining, seat)
    if draft is None or draft.version != whole(request.POST.get("version")):
        return _asked(request, bargaining, seat, _Question(changed_by=draft)) if draft else redirect("desk", bargaining.number)
    try:
        seen = min(whole(request.POST.get("acts_seen")), bargaining.acts_count)
        act = append(bargaining, _content(draft, request), seat, request.user, acts_seen=seen, form_key=form_key)
    except Refused as refused:
        return _asked(request, bargaining, seat, _Question(refused.refusals))
    except Overtaken as overtaken:
        return _asked(request, bargaining, seat, _Question(overtaken=overtaken.latest))
    return _served(request, bargaining, act)


def _content(draft: Draft, request: PersonRequest) -> dict[str, Any]:
    content: dict[str, Any] = {"kind": PROPOSE, "on": request.today.isoformat(), "table": draft.table}
    if draft.term_from or draft.term_to:
        days = {"from": draft.term_from, "to": draft.term_to}
        content["term"] = {name: day.isoformat() for name, day in days.items() if day}
    return content


def _served(request: PersonRequest, bargaining: Round, act: Act) -> HttpResponse:
    messages.success(request, gettext("方案已送达，记为台账第 {n} 项；对方现在看得到。").format(n=act.number))
    return redirect("desk", number=bargaining.number)
