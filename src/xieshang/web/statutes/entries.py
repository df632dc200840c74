"""What the office has entered (录入记录): each entry with who made it and when, the files that are broken, the rebuilding."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from xieshang.law import statute_book
from xieshang.law.office_entries import OfficeEntry
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.shared.policies import SIGNED_IN, declares
from xieshang.web.statutes.models import Rebuilding
from xieshang.web.statutes.page_head import head_of, jurisdiction_told
from xieshang.web.statutes.values import value_told

__all__ = ["entry_list", "rebuilding_progress"]

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class EntryTold:
    """An entry as the list shows it: whose law, what it says, from which source."""

    entry: OfficeEntry
    at: str
    lines: tuple[str, ...]
    sources: tuple[str, ...]


def _lines(entry: OfficeEntry) -> Iterator[str]:
    keys = statute_book().keys
    for value in entry.values:
        yield f"{gettext(keys[value.key].title)}：{value_told(value)}"
    if entry.standards:
        yield gettext("最低工资标准，{n} 档").format(n=len(entry.standards))
    if entry.class_lists:
        yield gettext("各县（市、区）的档次")
    for year, entered in entry.years:
        told = gettext("{year}年的日历：放假 {rests} 天，调休上班 {worked} 天")
        yield told.format(year=year, rests=len(entered.rests), worked=len(entered.worked))


def _told(entry: OfficeEntry) -> EntryTold:
    sources = [value.source for value in entry.values] + [standard.source for standard in entry.standards]
    sources += [entered.source for _, entered in entry.years if entered.source]
    named = dict.fromkeys(str(source) for source in sources)
    return EntryTold(entry, jurisdiction_told(entry.jurisdiction), tuple(_lines(entry)), tuple(named))


@declares(SIGNED_IN)
@require_GET
def entry_list(request: PersonRequest) -> HttpResponse:
    """List the entries, the latest first, and the rebuildings that followed."""
    shown = {
        **head_of(request, "law-entries"),
        "entries": [_told(entry) for entry in reversed(statute_book().office.entries)],
        "rebuildings": Rebuilding.objects.select_related("asked_by")[:_SHOWN],
    }
    return render(request, "statutes/entries.html", shown)


@declares(SIGNED_IN)
@require_GET
def rebuilding_progress(request: PersonRequest) -> HttpResponse:
    """Give how far the rebuilding is, as a part of a page; when it is done, the page is asked for anew."""
    rebuilding = Rebuilding.objects.filter(finished_at=None).first()
    answer = render(request, "statutes/rebuilding.html", {"rebuilding": rebuilding})
    if rebuilding is None and request.htmx:
        answer["HX-Redirect"] = request.htmx.current_url_abs_path or reverse("law-entries")
    return answer
