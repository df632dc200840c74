"""The public pages of the register: the search, a contract's page, its files, and the code that leads to the question."""

import io
from collections.abc import Callable
from urllib.parse import urlencode

import segno
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from xieshang.core.contract import Binding, Contract
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refused
from xieshang.documents.wording import article
from xieshang.law import rules_for
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.register.downloads import download
from xieshang.web.register.matrix import matrix
from xieshang.web.register.models import PublishedContract
from xieshang.web.register.policies import PUBLISHED
from xieshang.web.register.search import Wanted, found, holds, places_listed
from xieshang.web.register.services import code_names, read
from xieshang.web.shared.policies import ANYBODY, declares

__all__ = ["document", "published_contract", "qr_code", "register"]

_A_PAGE = 30


@declares(ANYBODY)
def register(request: PersonRequest) -> HttpResponse:
    """Search the register."""
    wanted = Wanted(*(request.GET.get(key, "").strip()[:60] for key in ("q", "place", "trade")))
    page = Paginator(found(wanted), _A_PAGE).get_page(request.GET.get("page"))
    names = code_names()
    lines = [(entry, holds(entry, request.today)) for entry in page.object_list]
    places = [(code, names.get(code, code)) for code in places_listed()]
    asked = urlencode({"q": wanted.words, "place": wanted.place, "trade": wanted.trade})
    told = {"wanted": wanted, "lines": lines, "page": page, "places": places, "names": names, "asked": asked}
    return render(request, "register/register.html", told)


def lookup_address(contract: Contract) -> str:
    """Give the address of the question for the contract's place and industry, without the server's name."""
    known = {"place": (contract.scope.places or ("",))[0], "industry": (contract.scope.industries or ("",))[0]}
    return f"{reverse('lookup')}?{urlencode({key: value for key, value in known.items() if value})}"


def _firms(contract: Contract) -> list[tuple[str, Organisation | None, object]]:
    """Give the confirmed enterprises by the name they are registered under, with the day of each confirmation."""
    codes = [entry.enterprise for entry in contract.scope.confirmed]
    known = {str(found.code): found for found in Organisation.objects.filter(code__in=codes)} if codes else {}
    return [(entry.enterprise, known.get(entry.enterprise), entry.from_on) for entry in contract.scope.confirmed]


def _clauses(contract: Contract) -> list[tuple[str, list[str]]]:
    """Give each clause with its heading and its paragraphs."""
    return [
        ("　".join(filter(None, [article(clause.id), clause.heading])), (clause.text or "").splitlines())
        for clause in contract.clauses
    ]


@declares(PUBLISHED)
def published_contract(request: PersonRequest, entry: PublishedContract, entries: list[PublishedContract]) -> HttpResponse:
    """Show a published contract to everybody."""
    contract, names = read(entry), code_names()
    law = Reading(rules_for(entry.place or None), request.today)
    newest = entries[0]
    told = {
        "entry": entry,
        "entries": entries,
        "is_newest": entry == newest,
        "newest": newest,
        "contract": contract,
        "holds": holds(entry, request.today),
        "tables": [matrix(table, names) for table in contract.tables],
        "clauses": _clauses(contract),
        "firms": _firms(contract),
        "binds_all": contract.scope.binding is Binding.ALL,
        "binding": law.entry("binding"),
        "minimum": law.minimum_wage() if entry.place else None,
        "names": names,
        "lookup": lookup_address(contract),
        "version": "" if entry == newest else f"?version={entry.digest[:16]}",
    }
    return render(request, "register/contract.html", told)


def document(form: str) -> Callable[..., HttpResponseBase]:
    """Give the view that lets everybody save a published contract in a form."""

    @declares(PUBLISHED)
    def saved(request: PersonRequest, entry: PublishedContract, entries: list[PublishedContract]) -> HttpResponse:
        try:
            return download(read(entry), form)
        except Refused as refused:
            told = {"refusals": refused.refusals, "back": reverse("published-contract", args=[entry.number])}
            return render(request, "register/not_written.html", told, status=503)

    return saved


@declares(PUBLISHED)
def qr_code(request: PersonRequest, entry: PublishedContract, entries: list[PublishedContract]) -> HttpResponse:
    """Draw the code that leads to the question, its place and industry already answered."""
    drawn = io.BytesIO()
    address = request.build_absolute_uri(lookup_address(read(entry)))
    segno.make_qr(address, error="m").save(drawn, kind="svg", xmldecl=False, border=4, scale=4, dark="#1b2530", light="#ffffff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
