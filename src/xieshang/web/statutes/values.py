"""Legal values (法规数值): every entry of every pack and of the office, by jurisdiction, with its source and its trust."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from xieshang.core.rules import LawValue, Pack
from xieshang.law import statute_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.shared.policies import SIGNED_IN, declares
from xieshang.web.statutes.page_head import head_of

__all__ = ["ValueTold", "value_list", "value_told"]

_A_PAGE = 200
_ALL = "all"


@dataclass(frozen=True, slots=True)
class ValueTold:
    """An entry as the list shows it: its title, its value in words, who entered it, whether a later one replaced it."""

    entry: LawValue
    title: str
    value: str
    more: tuple[str, ...]
    entered_by: str
    is_replaced: bool


def value_told(entry: LawValue) -> str:
    """Write a value in words: 15 日, 5 个工作日, 2/3, 是, 职工方."""
    words = {
        True: gettext("是"),
        False: gettext("否"),
        "all": gettext("全部企业"),
        "signatory": gettext("确认企业"),
        "gross": gettext("含个人缴费"),
        "net": gettext("扣除个人缴费"),
        "employers": gettext("企业方"),
        "workers": gettext("职工方"),
        "employers_at_most": gettext("企业方不多于职工方"),
        "payable_days": gettext("按计薪日折算"),
        "each": gettext("逐家通过"),
        "pooled": gettext("合并计算"),
    }
    if isinstance(entry.value, list):
        return "、".join(words.get(each, str(each)) for each in entry.value)
    if isinstance(entry.value, bool | str):
        return words.get(entry.value, str(entry.value))
    units = {
        "calendar": gettext("{n} 日"),
        "working": gettext("{n} 个工作日"),
        "months": gettext("{n} 个月"),
        "persons": gettext("{n} 人"),
        "years": gettext("{n} 年"),
    }
    return units.get(entry.unit or "", "{n}").format(n=entry.value)


def _more(entry: LawValue) -> Iterator[str]:
    if "warn_n" in entry.more:
        yield gettext("第 {n} 日提示").format(n=entry.more["warn_n"])
    if "extension_days" in entry.more:
        yield gettext("可延长至多 {n} 日").format(n=entry.more["extension_days"])


def _told(pack: Pack) -> list[ValueTold]:
    book = statute_book()
    by = {value.id: entry.entered_by for entry in book.office.entries for value in entry.values}
    replaced = {entry.replaces for entry in pack.values}
    order = list(book.keys)
    listed = sorted(pack.values, key=lambda entry: (order.index(entry.key), entry.recorded_on))
    return [
        ValueTold(entry, gettext(book.keys[entry.key].title), value_told(entry), tuple(_more(entry)), by.get(entry.id, ""),
                  entry.id in replaced)
        for entry in listed
    ]  # fmt: skip


@declares(SIGNED_IN)
@require_GET
def value_list(request: PersonRequest) -> HttpResponse:
    """List the legal values of one jurisdiction, or of all."""
    packs = statute_book().packs
    wanted = request.GET.get("at", _ALL)
    chosen = [packs[wanted]] if wanted in packs else [packs[digits] for digits in sorted(packs)]
    told = [(pack, value) for pack in chosen for value in _told(pack)]
    page = Paginator(told, _A_PAGE).get_page(request.GET.get("page"))
    shown = {
        **head_of(request, "statutes"),
        "page": page,
        "packs": [(digits, packs[digits].name) for digits in sorted(packs)],
        "wanted": wanted if wanted in packs else _ALL,
    }
    return render(request, "statutes/values.html", shown)
