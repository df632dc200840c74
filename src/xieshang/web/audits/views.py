"""The pages of audits: the list with its form, the findings of one with one of them taken apart, its progress, its tables."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_GET, require_http_methods

from xieshang.core.contract import Contract
from xieshang.core.findings import Cause
from xieshang.core.refusals import Refused
from xieshang.core.wage_table import Form
from xieshang.documents.sentences import warn
from xieshang.documents.terms import CAUSE_TITLES, FORM_TITLES
from xieshang.engine.explain import Explanation, explain
from xieshang.engine.finding_store import KeptFinding, KeptFindings
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.audits.exports import exported
from xieshang.web.audits.jobs import check, contracts_of, findings_path
from xieshang.web.audits.models import PayAudit
from xieshang.web.audits.policies import AUDIT_OWNER
from xieshang.web.audits.services import ask
from xieshang.web.audits.steps import Steps, hundredths, steps_of, to_the_fen
from xieshang.web.register.services import code_names
from xieshang.web.rounds.uploads.long_jobs import LongJob, resume
from xieshang.web.rounds.uploads.models import PayUpload
from xieshang.web.rounds.uploads.policies import enterprises_of
from xieshang.web.rounds.uploads.views import job_tag
from xieshang.web.shared.levels import level_words
from xieshang.web.shared.policies import SIGNED_IN, declares

__all__ = ["audit", "audits", "export", "progress"]

_A_PAGE = 40
_KINDS = {".csv": "text/csv; charset=utf-8", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_BAR = 110
"""The length of the longest bar of the table by cause, in pixels."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as it stands in the list."""

    kept: KeptFinding
    occupation: str
    level: str
    days: str
    floor: str
    comparable: str
    shortfall: str
    cause: str


@declares(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def audits(request: PersonRequest) -> HttpResponse:
    """Show the audits of one's enterprises and what may be audited, or ask for one."""
    stored = PayUpload.objects.filter(state=LongJob.State.STORED).select_related("owner")
    if request.method == "POST":
        upload = stored.filter(pk=_number(request.POST.get("upload"))).first()
        if upload is None:
            raise Http404
        asked = ask(upload, request.user, request.today, request.POST.get("form_key") or uuid4().hex)
        return redirect("audit", audit=asked.pk)
    shown = {
        "audits": PayAudit.objects.select_related("owner", "upload", "asked_by"),
        "stored": stored,
        "chosen": _number(request.GET.get("upload")),
        "enterprises": enterprises_of(request),
        "form_key": uuid4().hex,
    }
    return render(request, "audits/audits.html", shown)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def _cause(request: PersonRequest) -> Cause | None:
    named = request.GET.get("cause", "")
    return Cause(named) if named in list(Cause) else None


@declares(AUDIT_OWNER)
@require_GET
def audit(request: PersonRequest, audit: PayAudit, finding: str | None = None) -> HttpResponse:
    """Show an audit: how far it is, or its findings with one taken apart, the first where none is named."""
    if audit.state != LongJob.State.STORED:
        if finding is not None:
            raise Http404
        resume(audit, check)
        return render(request, "audits/audit.html", {"audit": audit, "refusals": audit.refused})
    try:
        return render(request, "audits/audit.html", {"audit": audit, **_found(request, audit, finding), **_counts(audit)})
    except Refused as refused:
        return render(request, "audits/audit.html", {"audit": audit, "refusals": refused.refusals, **_counts(audit)})


def _found(request: PersonRequest, audit: PayAudit, finding: str | None) -> dict[str, Any]:
    """Give a page of findings, and the one that is taken apart."""
    cause = _cause(request)
    pages = Paginator(range(audit.findings_of(cause)), _A_PAGE)
    with KeptFindings.opened(findings_path(audit)) as kept:
        chosen = kept.named(finding) if finding else None
        if finding and chosen is None:
            raise Http404
        wanted = kept.count(cause, chosen.number) // _A_PAGE + 1 if chosen else request.GET.get("page")
        page = pages.get_page(wanted)
        listed = kept.page(cause, page.start_index() - 1, _A_PAGE) if pages.count else []
        chosen = chosen or next(iter(listed), None)
        beside = kept.beside(chosen.number, cause) if chosen else (None, None)
    shown = {"cause": cause, "page": page, "findings": [_shown(entry) for entry in listed]}
    if chosen is None:
        return shown
    contracts = contracts_of(audit)
    steps = _steps(audit, chosen, contracts)
    return {**shown, "chosen": _shown(chosen), "steps": steps, "beside": beside, "contract_count": len(contracts)}


def _shown(kept: KeptFinding) -> Shown:
    days = f"{hundredths(kept.paid_days)}/{hundredths(kept.payable_days)}"
    return Shown(
        kept,
        occupation=code_names().get(kept.occupation, kept.occupation),
        level=level_words(kept.level) if kept.level else "—",
        days=_("{hours} 小时").format(hours=hundredths(kept.hours)) if kept.paid.hours is not None else days,
        floor=to_the_fen(kept.floor_fen),
        comparable=to_the_fen(kept.comparable_fen),
        shortfall=to_the_fen(kept.shortfall_fen),
        cause=_(CAUSE_TITLES[kept.cause]),
    )


def _steps(audit: PayAudit, kept: KeptFinding, contracts: list[Contract]) -> Steps:
    """Take a finding apart, as known and as recorded when the audit was done."""

    def taken(cause: Cause) -> Explanation:
        return explain(kept.paid, kept.form, cause, contracts, audit.known_on, recorded_by=audit.law_as_recorded_on)

    told = taken(kept.cause)
    wage = taken(Cause.ALLOWANCE_STATUTORY) if kept.cause is Cause.ALLOWANCE else told
    return steps_of(told, wage.comparable_fen, contracts)


def _counts(audit: PayAudit) -> dict[str, Any]:
    """Give the counts by cause, each with the length of its bar."""
    tallies = [(Cause(cause), tally) for cause, tally in audit.counts["by_cause"].items() if tally["findings"]]
    most = max((tally["shortfall_fen"] for _cause, tally in tallies), default=0) or 1
    rows = [
        {
            "cause": cause.value,
            "title": _(CAUSE_TITLES[cause]),
            "amount": to_the_fen(tally["shortfall_fen"]),
            "bar": max(1, _BAR * tally["shortfall_fen"] // most),
            **tally,
        }
        for cause, tally in tallies
    ]
    return {
        "by_cause": rows,
        "total": to_the_fen(audit.counts["shortfall_fen"]),
        "minimums": [_minimum(entry) for entry in audit.counts["minimums"]],
        "lower": [_lower(entry) for entry in audit.counts["lower"]],
        "warnings": [warn(warned, _) for warned in audit.warned],
        "last": audit.counts["minimums"][-1] if audit.counts["minimums"] else None,
    }


def _minimum(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "place_name": code_names().get(entry["place"], entry["place"]), "day": date.fromisoformat(entry["on"])}


def _lower(entry: dict[str, Any]) -> str:
    facts = {"contract": entry["contract"], "form": _(FORM_TITLES[Form(entry["form"])]), "below": "、".join(entry["below"])}
    return _("企业合同 {contract} 的{form}低于 {below} 的标准").format(**facts)


@declares(AUDIT_OWNER)
@require_GET
@cache_control(private=True, no_cache=True)
@condition(etag_func=job_tag)
def progress(request: PersonRequest, audit: PayAudit) -> HttpResponse:
    """Give the progress as a part of the page; when the audit is done, the page is asked for anew."""
    resume(audit, check)
    answer = render(request, "audits/progress.html", {"audit": audit})
    if not audit.is_under_way and request.htmx:
        answer["HX-Redirect"] = reverse("audit", kwargs={"audit": audit.pk})
    return answer


@declares(AUDIT_OWNER)
@require_GET
def export(request: PersonRequest, audit: PayAudit, ending: str) -> HttpResponse:
    """Give all findings as a table."""
    if audit.state != LongJob.State.STORED:
        raise Http404
    answer = HttpResponse(exported(findings_path(audit), contracts_of(audit), ending), content_type=_KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="findings-{audit.pk}{ending}"'
    return answer
