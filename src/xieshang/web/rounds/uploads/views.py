"""The pages of uploads: the list with its form, the match of headings, the progress, what was refused, the removal."""

import csv
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import condition, require_GET, require_http_methods

from xieshang.core.refusals import Refusal, Refused
from xieshang.documents.sentences import say, warn
from xieshang.engine.tables import ENDINGS
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.uploads.files import FIELD, Incoming, IncomingHandler
from xieshang.web.rounds.uploads.jobs import receive
from xieshang.web.rounds.uploads.long_jobs import LongJob, resume
from xieshang.web.rounds.uploads.matching import COLUMN_TITLES, MatchForm, column_title, proposed, read_form
from xieshang.web.rounds.uploads.models import PayUpload
from xieshang.web.rounds.uploads.policies import OWNER, enterprises_of
from xieshang.web.rounds.uploads.services import remembered, remove, rounds_of, start, take_in, why_not_remove
from xieshang.web.rounds.uploads.words import LISTED, known_words
from xieshang.web.shared.policies import SIGNED_IN, declares

__all__ = ["job_tag", "progress", "refusals", "removal", "upload", "upload_columns", "uploads"]

_SHOWN_REFUSALS = 200
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNPROCESSABLE, _CONFLICT = 422, 409


@csrf_exempt
@declares(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def uploads(request: PersonRequest) -> HttpResponse:
    """Show what one's enterprises have uploaded, or take in a file.

    The file is written straight to its place, so the handler is set before anything reads the form; the token is checked after.
    """
    handler = IncomingHandler(settings.PAY_UPLOAD_MOST_BYTES)
    if request.method == "POST":
        if not enterprises_of(request):
            raise Http404
        request.upload_handlers = [handler]
    return _uploads(request, handler)


@csrf_protect
def _uploads(request: PersonRequest, handler: IncomingHandler) -> HttpResponse:
    if request.method != "POST":
        return _list(request, None, request.GET.get("round", ""))
    owner = _owner(request)
    number, file = request.POST.get("round", ""), request.FILES.get(FIELD)
    bargaining = next((entry for entry in rounds_of(owner) if entry.number == number), None) if number else None
    refusal = _refusal(handler, file)
    if refusal is None and number and bargaining is None:
        raise Http404
    if refusal or not isinstance(file, Incoming):
        if isinstance(file, Incoming):
            file.discard()
        return _list(request, owner.pk, number, refusal)
    taken = take_in(owner, request.user, file, bargaining, request.POST.get("form_key") or uuid4().hex)
    return redirect("upload", upload=taken.pk)


def _owner(request: PersonRequest) -> Organisation:
    for enterprise in enterprises_of(request):
        if str(enterprise.pk) == request.POST.get("owner"):
            return enterprise
    raise Http404


def _refusal(handler: IncomingHandler, file: object) -> Refusal | None:
    if handler.too_large:
        return Refusal("upload.too_large", {"limit_mb": settings.PAY_UPLOAD_MOST_BYTES >> 20})
    if not isinstance(file, Incoming):
        return Refusal("upload.no_file", column=FIELD)
    return None if file.path.suffix in ENDINGS else Refusal("table.ending", column=FIELD)


def _list(request: PersonRequest, owner: int | None, bargaining: str, refusal: Refusal | None = None) -> HttpResponse:
    enterprises = enterprises_of(request)
    rounds: list[Round] = [entry for enterprise in enterprises for entry in rounds_of(enterprise)]
    shown = {
        "uploads": PayUpload.objects.select_related("owner", "bargaining", "uploaded_by"),
        "enterprises": enterprises,
        "rounds": list(dict.fromkeys(rounds)),
        "owner": owner,
        "chosen": bargaining,
        "refusal": refusal,
        "form_key": uuid4().hex,
        "limit_mb": settings.PAY_UPLOAD_MOST_BYTES >> 20,
        "endings": ",".join(ENDINGS),
    }
    return render(request, "uploads/uploads.html", shown, status=_UNPROCESSABLE if refusal else 200)


@declares(OWNER)
@require_GET
def upload(request: PersonRequest, upload: PayUpload) -> HttpResponse:
    """Show one upload: how far it is, what came of it, or what was refused."""
    if upload.state == LongJob.State.MATCHING:
        return redirect("upload-columns", upload=upload.pk)
    resume(upload, receive)
    shown = {
        "upload": upload,
        "refusals": [(refusal, column_title(refusal.column)) for refusal in upload.refused[:_SHOWN_REFUSALS]],
        "refusal_count": len(upload.refusals),
        "warnings": [warn(warned, _) for warned in upload.warned],
        "matched": [(heading, column_title(column)) for heading, column in (upload.match or {}).get("columns", {}).items()],
        "fixed": [(column_title(column), value) for column, value in (upload.match or {}).get("fixed", {}).items()],
        "why_not_remove": why_not_remove(upload),
    }
    return render(request, "uploads/upload.html", shown)


def job_tag(request: HttpRequest, **found: Any) -> str:
    """Give the ETag of a job: it changes when something that its page shows does."""
    (job,) = found.values()
    told = (job.pk, job.state, job.phase, job.done, job.total, job.elapsed_seconds, get_language())
    return f'"{"-".join(map(str, told))}"'


@declares(OWNER)
@require_GET
@cache_control(private=True, no_cache=True)
@condition(etag_func=job_tag)
def progress(request: PersonRequest, upload: PayUpload) -> HttpResponse:
    """Give the progress as a part of the page; when the job is done, the page is asked for anew."""
    resume(upload, receive)
    answer = render(request, "uploads/progress.html", {"upload": upload})
    if not upload.is_under_way and request.htmx:
        answer["HX-Redirect"] = reverse("upload", kwargs={"upload": upload.pk})
    return answer


@declares(OWNER)
@require_http_methods(["GET", "POST"])
def upload_columns(request: PersonRequest, upload: PayUpload) -> HttpResponse:
    """Ask what each heading means, and let the worker check the rows under the answer."""
    if upload.state != LongJob.State.MATCHING:
        return redirect("upload", upload=upload.pk)
    if request.method != "POST":
        industry = upload.bargaining.industry if upload.bargaining else None
        match = proposed(upload.headings, remembered(upload.owner), upload.owner.place, industry)
        return _columns(request, upload, MatchForm(upload.headings, match))
    form = read_form(request.POST, upload.headings)
    if form.refusals:
        return _columns(request, upload, form, _UNPROCESSABLE)
    start(upload, form.match)
    return redirect("upload", upload=upload.pk)


def _columns(request: PersonRequest, upload: PayUpload, form: MatchForm, status: int = 200) -> HttpResponse:
    shown = {
        "upload": upload,
        "form": form,
        "titles": {column: str(title) for column, title in COLUMN_TITLES.items()},
        "missing": [column_title(column) for column in form.missing],
        "occupations": known_words()["occupation"],
        "listed": [(column, COLUMN_TITLES[column]) for column in LISTED],
        "refusals": [(refusal, column_title(refusal.column)) for refusal in form.refusals],
    }
    return render(request, "uploads/columns.html", shown, status=status)


@declares(OWNER)
@require_GET
def refusals(request: PersonRequest, upload: PayUpload) -> HttpResponse:
    """Give what was refused as a CSV table: row, column, what, what would do."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="refused-{upload.pk}.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow([_("行"), _("列"), _("没收下"), _("可接受")])
    writer.writerows(_refused_rows(upload))
    return answer


def _refused_rows(upload: PayUpload) -> Iterator[list[str]]:
    for refusal in upload.refused:
        said = say(refusal, _)
        column = column_title(refusal.column)
        yield [str(refusal.row or ""), f"'{column}" if column.startswith(_FORMULA) else column, said.what, said.accepts]


@declares(OWNER)
@require_http_methods(["GET", "POST"])
def removal(request: PersonRequest, upload: PayUpload) -> HttpResponse:
    """Ask once, then take the upload away."""
    refusal = why_not_remove(upload)
    if request.method == "POST":
        try:
            remove(upload)
        except Refused as refused:
            refusal = refused.refusals[0]
        else:
            messages.info(request, _("“{name}”已删除，行和由它得出的核查结果一并删除").format(name=upload.file_name))
            return HttpResponseRedirect(reverse("uploads"))
    status = _CONFLICT if request.method == "POST" else 200
    return render(request, "uploads/removal.html", {"upload": upload, "refusal": refusal}, status=status)
