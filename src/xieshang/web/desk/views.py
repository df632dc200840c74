"""The desk (协商桌): the page, what a change costs, the draft, its lines, the request for a release; serving stands beside."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from xieshang.core.fields import iso_date
from xieshang.core.refusals import Refusal, Refused
from xieshang.law import code_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.desk.drafts import Conflict, save_draft
from xieshang.web.desk.opened import Desk, draft_sheet, open_desk, typed_sheet, typed_terms, whole
from xieshang.web.desk.pages import Sent, conflict_told, desk_page, fragments
from xieshang.web.desk.raising import block_of, raised, read_percent
from xieshang.web.desk.releases import release_rows
from xieshang.web.desk.sheet import MOST_LINES, Line, Sheet
from xieshang.web.register.initials import is_found
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.policies import ROUND_SIDE
from xieshang.web.rounds.services import Seat
from xieshang.web.shared.policies import declares

__all__ = ["cost", "desk", "draft", "lines", "raise_block", "release", "trades"]

_MOST_FOUND = 20


@declares(ROUND_SIDE)
@require_GET
def desk(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Show the desk of a side."""
    opened = open_desk(request, bargaining, seat)
    return desk_page(request, opened, *draft_sheet(opened))


@declares(ROUND_SIDE)
@require_POST
def cost(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Say what the matrix costs as it is typed; nothing is saved."""
    opened = open_desk(request, bargaining, seat)
    typed, judged = typed_sheet(opened, request.POST)
    sent = Sent(typed, request.POST)
    if request.htmx:
        return fragments(request, opened, judged, sent)
    return desk_page(request, opened, judged, typed_terms(request.POST), sent)


def term_faults(post: QueryDict) -> tuple[Refusal, ...]:
    """Say which days of a form are none."""
    named = {name: str(post.get(name, "")) for name in ("term_from", "term_to")}
    return tuple(
        Refusal("field.not_a_date", column=name, value_kind="text") for name, text in named.items() if text and not iso_date(text)
    )


@declares(ROUND_SIDE)
@require_POST
def draft(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Save the draft over the version that it was made from; a colleague's that came between is told and not overwritten."""
    opened = open_desk(request, bargaining, seat)
    typed, judged = typed_sheet(opened, request.POST)
    terms, faults = typed_terms(request.POST), term_faults(request.POST)
    if faults and not request.htmx:
        return desk_page(request, opened, judged, terms, Sent(typed, request.POST, faults))
    try:
        saved = save_draft(bargaining, seat, request.user, judged.sheet, terms, whole(request.POST.get("version")))
    except Conflict as conflict:
        if request.htmx:
            told = {**conflict_told(opened, judged, conflict), "version": request.POST.get("version", "")}
            return render(request, "desk/parts/saved.html", told, status=409)
        opened = replace(opened, draft=conflict.draft)
        return desk_page(request, opened, judged, terms, Sent(typed, request.POST, conflict=conflict))
    if request.POST.get("quiet"):
        return HttpResponse(status=204)
    if request.htmx:
        return render(request, "desk/parts/saved.html", {"draft": saved, "version": saved.version, "number": bargaining.number})
    messages.success(request, gettext("草案已存，只有我方看得到。"))
    return redirect("desk", number=bargaining.number)


def _trade(text: str) -> str:
    """Find an occupation by its code or its name.  Refuses: ``occupation.unknown``."""
    text = text.strip().split("　")[0]
    named = [code for code, name in code_book().occupations.items() if name == text]
    return named[0] if named else code_book().occupation(text)


def _with_lines(sheet: Sheet, post: QueryDict) -> Sheet:
    """Give the matrix with the line that a form adds or removes, or with the levels that it chooses."""
    if post.get("remove"):
        return sheet.without_line(whole(post.get("remove")))
    if post.get("choose") == "levels":
        chosen = sorted({int(text) for text in post.getlist("level") if text in tuple("12345678")})
        return replace(sheet, levels=(*chosen, *(level for level in sheet.levels if level == 0))) if chosen else sheet
    if len(sheet.lines) >= MOST_LINES:
        return sheet
    try:
        occupation = _trade(str(post.get("trade", "")))
    except Refused as refused:
        raise Refused(*(refusal.at(column=gettext("职业")) for refusal in refused.refusals)) from refused
    name = str(post.get("label", "")).strip()[:60]
    return sheet.with_line(Line(str(post.get("category", "")).strip()[:60] or None, occupation, name or None))


@declares(ROUND_SIDE)
@require_POST
def lines(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Add or remove a trade, or choose the levels, and save the draft with everything that is typed."""
    opened = open_desk(request, bargaining, seat)
    typed, judged = typed_sheet(opened, request.POST)
    terms = typed_terms(request.POST)
    try:
        sheet = _with_lines(judged.sheet, request.POST)
        save_draft(bargaining, seat, request.user, sheet, terms, whole(request.POST.get("version")))
    except Refused as refused:
        return desk_page(request, opened, judged, terms, Sent(typed, request.POST, refused.refusals))
    except Conflict as conflict:
        opened = replace(opened, draft=conflict.draft)
        return desk_page(request, opened, judged, terms, Sent(typed, request.POST, conflict=conflict))
    return redirect("desk", number=bargaining.number)


@declares(ROUND_SIDE)
@require_POST
def raise_block(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Raise a block by a percentage: the new texts for the script, or the whole page with them in the fields."""
    opened = open_desk(request, bargaining, seat)
    typed, judged = typed_sheet(opened, request.POST)
    try:
        percent = read_percent(str(request.POST.get("percent", "")))
    except Refused as refused:
        return desk_page(request, opened, judged, typed_terms(request.POST), Sent(typed, request.POST, refused.refusals))
    names = block_of(judged.sheet, str(request.POST.get("scope", "")), str(request.POST.get("block", "")))
    lifted = raised(judged.sheet, names, percent)
    if request.headers.get("X-Desk") == "script":
        texts = {name: text for name, text in _texts(lifted).items() if name in names and text}
        return JsonResponse(texts)
    fields = QueryDict(mutable=True)
    fields.update({**request.POST.dict(), **_texts(lifted)})
    shown, again = typed_sheet(opened, fields)
    return desk_page(request, opened, again, typed_terms(request.POST), Sent(shown, fields))


def _texts(sheet: Sheet) -> dict[str, str]:
    return {f"c-{number}-{level}": line.text(level) for number, line in enumerate(sheet.lines) for level in sheet.levels}


@declares(ROUND_SIDE)
@require_GET
def trades(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Offer the occupations that are found by what is typed: by code, name, or initials in pinyin."""
    wanted = request.GET.get("trade", "").strip()
    listed = code_book().occupations.items()
    found = [(code, name) for code, name in listed if wanted and (code.startswith(wanted) or is_found(wanted, name))]
    return render(request, "desk/parts/trades.html", {"found": found[:_MOST_FOUND]})


@declares(ROUND_SIDE)
@require_POST
def release(request: PersonRequest, bargaining: Round, seat: Seat) -> HttpResponse:
    """Release the wages of the enterprises for both sides; who asked is kept."""
    try:
        made = release_rows(bargaining, seat, request.user, str(request.POST.get("form_key", ""))[:40])
    except Refused as refused:
        opened: Desk = open_desk(request, bargaining, seat)
        judged, terms = draft_sheet(opened)
        return desk_page(request, opened, judged, terms, Sent(refusals=refused.refusals))
    told: dict[str, Any] = {"n": made.number, "enterprises": made.enterprises}
    messages.success(request, gettext("第 {n} 次公布已完成，{enterprises} 家企业。双方看到的是同一条曲线。").format(**told))
    return redirect("desk", number=bargaining.number)
