"""The form by which an administrator enters a legal value of a jurisdiction, or corrects one by a new entry."""

import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xieshang.core.codes import significant
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.sources import Source, Trust
from xieshang.documents.terms import TRUST_TITLES
from xieshang.law import code_book, statute_book
from xieshang.law.entry_checks import Key, value_faults
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.policies import ADMINISTRATOR
from xieshang.web.rounds.act_fields import day_in_calendars, typed_text
from xieshang.web.rounds.opening_scope import read_code
from xieshang.web.shared.policies import declares
from xieshang.web.statutes.page_head import head_of, jurisdiction_told
from xieshang.web.statutes.recording import SOURCE, record
from xieshang.web.statutes.values import value_told

__all__ = ["jurisdiction_of", "placed", "source_typed", "value_entry"]

_UNPROCESSABLE = 422
TITLES = {
    "at": _("地区"),
    "key": _("项目"),
    "value": _("值"),
    "unit": _("按什么数"),
    "in_force_from": _("自哪天起施行"),
    "in_force_to": _("到哪天止"),
    "text": _("出处"),
    "article": _("条款"),
    "where": _("网址或在哪里读到"),
    "trust": _("可信程度"),
    "replaces": _("更正哪一条"),
    "warn_n": _("提示日"),
    "extension_days": _("可延长的天数"),
}
_WORDS = {"是": True, "否": False, "true": True, "false": False, "yes": True, "no": False}


def jurisdiction_of(text: str) -> str:
    """Give the digits of a jurisdiction that was typed as code, as code with name, or as name; empty for the nation.

    Refuses: ``place.unknown``.
    """
    if text in ("", "全国", gettext("全国")):
        return ""
    codes = code_book()
    code = read_code(text, codes.places)
    return significant(codes.place(code.ljust(6, "0")))


def _value(key: Key | None, text: str) -> Any:
    """Read a value as its key takes it; what cannot be read stays text, which no key takes."""
    bare = unicodedata.normalize("NFKC", text).strip()
    if key is None:
        return bare
    if key.some_of:
        return [word for word in bare.replace("、", ",").replace(" ", ",").split(",") if word]
    if key.unit in ("days", "persons", "years") and bare.isdecimal():
        return int(bare)
    return _WORDS.get(bare, bare) if True in key.one_of else bare


def day_typed(values: Mapping[str, str], name: str) -> Any:
    """Read a day; empty is null, what is no day stays text, which no entry takes."""
    return (day_in_calendars(values[name]) or values[name]) if values[name] else None


def source_typed(values: Mapping[str, str]) -> Source:
    """Give the source that was typed."""
    return Source(values["text"], where=values["where"])


def placed(refusal: Refusal, titles: Mapping[str, Any]) -> Refusal:
    """Name the field of a form at which a refusal stands."""
    column = refusal.column or ("at" if refusal.code == "place.unknown" else "")
    return refusal.at(column=str(titles[column])) if column in titles else refusal


def _entry(values: Mapping[str, str], jurisdiction: str, form_key: str) -> dict[str, Any]:
    key = statute_book().keys.get(values["key"])
    days = {name: int(values[name]) if values[name].isdecimal() else values[name] for name in ("warn_n", "extension_days")
            if values[name]}  # fmt: skip
    told = {
        "id": f"{jurisdiction or 'nation'}-{values['key']}-{form_key[:8]}",
        "key": values["key"],
        "value": _value(key, values["value"]),
        "unit": values["unit"] if key and key.unit == "days" else key.unit if key else None,
        "source": SOURCE,
        "article": values["article"],
        "trust": values["trust"],
        "in_force_from": day_typed(values, "in_force_from"),
        "in_force_to": day_typed(values, "in_force_to"),
        "replaces": values["replaces"] or None,
        **days,
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _record(request: PersonRequest, values: Mapping[str, str]) -> HttpResponse:
    """Record the value, and go to the list of its jurisdiction.  Refuses: what an entry may not hold, and one without a start."""
    digits, form_key = jurisdiction_of(values["at"]), request.POST.get("form_key", "")
    entry, sources = _entry(values, digits, form_key), {SOURCE: source_typed(values)}
    faults = [*value_faults(entry, sources, statute_book().keys)]
    if not values["in_force_from"]:
        faults.append(Refusal("field.missing", column="in_force_from", value_kind="empty"))
    Refused.unless_empty(faults)
    record(f"{digits or 'nation'}-{values['key']}", {"jurisdiction": digits, "values": [entry]}, sources, request.user, form_key)
    told = gettext("“{title}”（{at}）已录入，各轮协商的期限正在重新推算。")
    title = gettext(statute_book().keys[values["key"]].title)
    messages.success(request, told.format(title=title, at=jurisdiction_told(digits)))
    return redirect(f"{reverse('statutes')}?at={digits}")


def _typed(post: QueryDict) -> dict[str, str]:
    return {name: typed_text(post, name) for name in TITLES}


def _first_values(request: PersonRequest) -> dict[str, str]:
    """Fill the form: empty, or with the entry that is to be corrected."""
    values = dict.fromkeys(TITLES, "") | {"unit": "calendar"}
    known = {entry.id: entry for pack in statute_book().packs.values() for entry in pack.values}
    entry = known.get(request.GET.get("replaces", ""))
    if entry is None:
        at = request.GET.get("at", "")
        return values | {"at": jurisdiction_told(at) if at in statute_book().packs else ""}
    return values | {
        "at": jurisdiction_told(entry.jurisdiction),
        "key": entry.key,
        "value": "、".join(entry.value) if isinstance(entry.value, list) else str(entry.value).lower(),
        "unit": entry.unit or "",
        "in_force_from": entry.in_force_from.isoformat() if entry.in_force_from else "",
        "in_force_to": entry.in_force_to.isoformat() if entry.in_force_to else "",
        "text": entry.source.text,
        "article": entry.source.article,
        "where": entry.source.where,
        "trust": entry.trust.value,
        "replaces": entry.id,
        **{name: str(entry.more[name]) for name in ("warn_n", "extension_days") if name in entry.more},
    }


def _replaceable(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """List the entries of the jurisdiction that an entry may correct; of one key where one is chosen."""
    try:
        pack = statute_book().packs.get(jurisdiction_of(values["at"]))
    except Refused:
        pack = None
    replaced = {entry.replaces for entry in pack.values} if pack else set()
    titles = statute_book().keys
    return [
        (entry.id, f"{gettext(titles[entry.key].title)}：{value_told(entry)}")
        for entry in (pack.values if pack else ())
        if entry.id not in replaced and values["key"] in ("", entry.key)
    ]


@declares(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def value_entry(request: PersonRequest) -> HttpResponse:
    """Ask for a value with its source, and record it."""
    values = _typed(request.POST) if request.method == "POST" else _first_values(request)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            return _record(request, values)
        except Refused as refused:
            refusals = refused.refusals
    book = statute_book()
    shown = {
        **head_of(request, "statutes"),
        "values": values,
        "titles": TITLES,
        "refusals": [placed(refusal, TITLES) for refusal in refusals],
        "keys": [(name, gettext(key.title), key) for name, key in book.keys.items()],
        "trusts": [(trust.value, gettext(TRUST_TITLES[trust.value])) for trust in Trust],
        "packs": [("", gettext("全国")), *((digits, pack.name) for digits, pack in sorted(book.packs.items()) if digits)],
        "replaceable": _replaceable(values),
        "form_key": request.POST.get("form_key") or uuid4().hex,
    }
    return render(request, "statutes/value_entry.html", shown, status=_UNPROCESSABLE if refusals else 200)
