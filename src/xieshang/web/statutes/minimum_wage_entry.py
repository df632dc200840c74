"""The form by which an administrator enters a published standard of the minimum wage with all its classes."""

import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xieshang.core.refusals import Refusal, Refused
from xieshang.core.sources import Trust
from xieshang.documents.terms import TRUST_TITLES
from xieshang.law import statute_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.policies import ADMINISTRATOR
from xieshang.web.rounds.act_fields import typed_text
from xieshang.web.shared.policies import declares
from xieshang.web.statutes.page_head import head_of, jurisdiction_told
from xieshang.web.statutes.recording import SOURCE, record
from xieshang.web.statutes.value_entry import day_typed, jurisdiction_of, placed, source_typed

__all__ = ["minimum_wage_entry"]

_UNPROCESSABLE = 422
TITLES = {
    "at": _("地区"),
    "classes": _("标准"),
    "in_force_from": _("自哪天起施行"),
    "text": _("出处"),
    "article": _("条款"),
    "where": _("网址或在哪里读到"),
    "trust": _("可信程度"),
    "replaces": _("更正哪一条"),
}


def _amounts(line: str) -> list[str | None]:
    words = unicodedata.normalize("NFKC", line).replace("元", " ").replace("、", " ").split()
    return [*words, None] if len(words) == 1 else list(words)


def _classes(text: str) -> dict[str, Any]:
    """Read one class a line, the highest first; a single line has no classes."""
    lines = [_amounts(line) for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        return {"whole": lines[0]}
    return {"classes": dict(enumerate(lines, 1))} if lines else {}


def _record(request: PersonRequest, values: Mapping[str, str]) -> HttpResponse:
    """Record the standard, and go to the list.  Refuses: what an entry may not hold, and a standard of the whole nation."""
    digits, form_key = jurisdiction_of(values["at"]), request.POST.get("form_key", "")
    if not digits:
        raise Refused(Refusal("field.missing", column="at", value_kind="empty"))
    told = {
        "id": f"{digits}-minimum-wage-{form_key[:8]}",
        "in_force_from": day_typed(values, "in_force_from"),
        "source": SOURCE,
        "article": values["article"] or None,
        "trust": values["trust"],
        "replaces": values["replaces"] or None,
        **_classes(values["classes"]),
    }
    entry = {name: value for name, value in told.items() if value is not None}
    content = {"jurisdiction": digits, "standards": [entry]}
    record(f"{digits}-minimum-wage", content, {SOURCE: source_typed(values)}, request.user, form_key)
    told_at = jurisdiction_told(digits)
    messages.success(request, gettext("{at}的最低工资标准已录入，各轮协商正在重新推算。").format(at=told_at))
    return redirect("minimum-wages")


@declares(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def minimum_wage_entry(request: PersonRequest) -> HttpResponse:
    """Ask for a standard with its source, and record it."""
    is_sent = request.method == "POST"
    values = {name: typed_text(request.POST, name) for name in TITLES}
    refusals: tuple[Refusal, ...] = ()
    if is_sent:
        try:
            return _record(request, values)
        except Refused as refused:
            refusals = refused.refusals
    book = statute_book()
    ids = dict.fromkeys((standard.jurisdiction, standard.id, standard.answers_from) for standard in book.minimum_wages.standards)
    shown = {
        **head_of(request, "minimum-wages"),
        "values": values,
        "titles": TITLES,
        "refusals": [placed(refusal, TITLES) for refusal in refusals],
        "trusts": [(trust.value, gettext(TRUST_TITLES[trust.value])) for trust in Trust],
        "packs": [pack.name for digits, pack in sorted(book.packs.items()) if digits],
        "replaceable": [(id_, f"{jurisdiction_told(digits)} {since}") for digits, id_, since in ids],
        "form_key": request.POST.get("form_key") or uuid4().hex,
    }
    return render(request, "statutes/minimum_wage_entry.html", shown, status=_UNPROCESSABLE if refusals else 200)
