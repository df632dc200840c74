"""The pages of papers: the list by the steps of the road, the form of one with its preview, the downloads, the issuing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from xieshang.documents.papers.catalogue import PAPERS, STEPS
from xieshang.documents.papers.fields import Paper
from xieshang.documents.papers.sheet import Sheet
from xieshang.documents.papers.typesetting import paper_pdf
from xieshang.documents.papers.word import paper_docx
from xieshang.documents.terms import ROLE_TITLES
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.course import course_of
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.papers.cabinet import Cabinet, Filed, issued_of
from xieshang.web.rounds.papers.models import IssuedPaper
from xieshang.web.rounds.papers.policies import PAPER_ISSUER, PAPER_READER
from xieshang.web.rounds.papers.services import issue_paper, keep_typed, sheet_of
from xieshang.web.rounds.papers.typed import asked_in, read_typed
from xieshang.web.rounds.policies import ROUND_PARTY
from xieshang.web.rounds.possible import reason_told
from xieshang.web.rounds.services import Overtaken, Seat
from xieshang.web.shared.policies import declares

__all__ = ["paper_draft", "paper_issued", "paper_page", "papers_page"]

_FORM_KEY = re.compile(r"[0-9a-f]{32}")
_UNPROCESSABLE, _CONFLICT = 422, 409
_WRITERS = {"docx": paper_docx, "pdf": paper_pdf}
_TYPES = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf"}


@dataclass(frozen=True)
class _Line:
    """A paper in the list: those that one may write (none where it is another's to issue), and those issued to read."""

    paper: Paper
    filed: Sequence[Filed]
    issued: Sequence[IssuedPaper]
    reasons: Sequence[str] = field(default_factory=tuple)

    @property
    def issuers(self) -> str:
        return "、".join(gettext(ROLE_TITLES[role]) for role in self.paper.issuers)


def _line(cabinet: Cabinet, paper: Paper, issued: Sequence[IssuedPaper]) -> _Line:
    """Give what is open of a paper; where nothing is, why its act may not be done now."""
    told = list(cabinet.of_paper(paper))
    open_now = [filed for filed in told if filed.occasion.act or filed.why_not is None]
    state = cabinet.course.standing.state
    reasons = [reason_told(filed.why_not, paper.act, state) for filed in told if filed.why_not and not open_now]
    return _Line(paper, open_now, issued, list(dict.fromkeys(reasons)))


def _steps(cabinet: Cabinet, issued: Sequence[IssuedPaper]) -> Iterator[tuple[str, list[_Line]]]:
    for step, title in STEPS.items():
        papers = (paper for paper in PAPERS.values() if paper.step == step)
        yield gettext(title), [_line(cabinet, paper, [entry for entry in issued if entry.paper == paper.name]) for paper in papers]


@declares(ROUND_PARTY)
@require_safe
def papers_page(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """List the papers of a round by the steps of its road."""
    cabinet, issued = Cabinet(course_of(bargaining, request.today), seats), issued_of(bargaining, seats)
    shown = {**head_of(bargaining, seats, "papers"), "steps": list(_steps(cabinet, issued)), "count": len(issued)}
    return render(request, "papers/papers.html", shown)


def _filed(request: PersonRequest, bargaining: Round, seats: Sequence[Seat], paper: Paper, occasion: int) -> Filed:
    """Find the paper of an occasion; the seat is the one that the address names, or the first."""
    role, organisation = request.GET.get("as", ""), request.GET.get("for", "")
    named = [seat for seat in seats if role in ("", seat.role.value) and organisation in ("", str(seat.organisation.pk))]
    for filed in Cabinet(course_of(bargaining, request.today), named[:1]).of_paper(paper):
        if filed.occasion.number == occasion:
            return filed
    raise Http404


def _address(filed: Filed, bargaining: Round, name: str = "paper", **more: str) -> str:
    kept = {"number": bargaining.number, "paper": filed.paper.name, "occasion": filed.occasion.number, **more}
    return f"{reverse(name, kwargs=kept)}?as={filed.seat.role.value}&for={filed.seat.organisation.pk}"


@declares(PAPER_ISSUER)
@require_http_methods(["GET", "HEAD", "POST"])
def paper_page(request: PersonRequest, bargaining: Round, seats: list[Seat], paper: Paper, occasion: int) -> HttpResponse:
    """Ask for what a paper lacks, show it as it stands, keep what is typed, and issue it."""
    filed = _filed(request, bargaining, seats, paper, occasion)
    if request.method != "POST":
        return _shown(request, bargaining, filed, uuid4().hex)
    typed = read_typed(paper, filed.facts, request.POST)
    keep_typed(filed, typed, bargaining, request.user)
    filed = filed.with_typed(typed)
    if "issue" not in request.POST:
        messages.success(request, gettext("已存上。"))
        return redirect(_address(filed, bargaining))
    if filed.occasion.act is None and filed.why_not:
        return _shown(request, bargaining, filed, uuid4().hex, refused=True)
    key = request.POST.get("form_key", "")
    key = key if _FORM_KEY.fullmatch(key) else uuid4().hex
    try:
        issued = issue_paper(filed, bargaining, request.user, acts_seen=filed.acts_seen, form_key=key)
    except Overtaken as overtaken:
        return _shown(request, bargaining, filed, uuid4().hex, overtaken.latest)
    if issued is None:
        return _shown(request, bargaining, filed, uuid4().hex, refused=True)
    number = f"{bargaining.number}-F{issued.number:02}"
    messages.success(request, gettext("已出具：{title}，文件编号 {number}。").format(title=gettext(paper.title), number=number))
    return redirect(_address(filed, bargaining))


def _shown(
    request: PersonRequest, bargaining: Round, filed: Filed, form_key: str, overtaken: Act | None = None, *, refused: bool = False
) -> HttpResponse:
    composed, state = filed.composed, course_of(bargaining, request.today).standing.state
    issued = IssuedPaper.objects.filter(bargaining=bargaining, paper=filed.paper.name, role=filed.seat.role.value)
    shown: dict[str, Any] = {
        **head_of(bargaining, [filed.seat], "papers"),
        "filed": filed,
        "composed": composed,
        "asked": list(asked_in(filed.paper, filed.facts, composed.missing)),
        "receivers": "、".join(gettext(ROLE_TITLES[role]) for role in filed.paper.receivers if role is not filed.seat.role),
        "reason": reason_told(filed.why_not, filed.paper.act, state) if filed.why_not else "",
        "issued": issued.filter(occasion=filed.occasion.number).select_related("issued_by", "organisation"),
        "form_key": form_key,
        "refused": refused,
        "overtaken": overtaken,
        "word": _address(filed, bargaining, "paper-draft", form="docx"),
        "pdf": _address(filed, bargaining, "paper-draft", form="pdf"),
    }
    status = _CONFLICT if overtaken else _UNPROCESSABLE if refused else 200
    return render(request, "papers/paper.html", shown, status=status)


def _file(sheet: Sheet, name: str, form: str) -> HttpResponse:
    answer = HttpResponse(_WRITERS[form](sheet), content_type=_TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{form}") or ""
    return answer


@declares(PAPER_ISSUER)
@require_safe
def paper_draft(
    request: PersonRequest, bargaining: Round, seats: list[Seat], paper: Paper, occasion: int, form: str
) -> HttpResponse:
    """Give a paper that is not issued yet as a file, for its issuer alone."""
    filed = _filed(request, bargaining, seats, paper, occasion)
    return _file(filed.composed.sheet, f"{bargaining.number}-{paper.title}", form)


@declares(PAPER_READER)
@require_safe
def paper_issued(request: PersonRequest, issued: IssuedPaper, form: str) -> HttpResponse:
    """Give an issued paper as a file, as it was issued."""
    sheet = sheet_of(issued)
    number = sheet.issue.number if sheet.issue else issued.number
    return _file(sheet, f"{number}-{sheet.title}", form)
