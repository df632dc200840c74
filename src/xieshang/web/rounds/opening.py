"""Opening a round: its number, title, place and industry, and which organisation takes which part."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xieshang.core.acts import ROUND_KINDS
from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal, Refused
from xieshang.law import code_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.act_fields import typed_text
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.policies import ROUND_OPENER
from xieshang.web.rounds.services import open_round
from xieshang.web.shared.policies import declares

__all__ = ["open_page", "proposed_number", "read_code"]

_Kind = Organisation.Kind
_NUMBER = re.compile(r"[\w-]{1,40}")
_CODE_FIRST = re.compile(r"[A-Z0-9]+")
PARTS: Mapping[Role, tuple[str, ...]] = {
    Role.WORKERS: (_Kind.UNION,),
    Role.EMPLOYERS: (_Kind.ASSOCIATION, _Kind.ENTERPRISE),
    Role.CONGRESS: (_Kind.CONGRESS,),
    Role.BUREAU: (_Kind.BUREAU,),
    Role.TRIPARTITE: (_Kind.TRIPARTITE,),
    Role.UPPER_UNION: (_Kind.UNION,),
    Role.ENTERPRISE: (_Kind.ENTERPRISE,),
}
"""The parts of a round in the order of the form, each with the kinds of organisation that may take it."""
_OWN_PART = {_Kind.UNION.value: Role.WORKERS, _Kind.BUREAU.value: Role.BUREAU, _Kind.TRIPARTITE.value: Role.TRIPARTITE}
_NEEDED = (Role.WORKERS, Role.EMPLOYERS)
KIND_TITLES = {"industry": _("行业性"), "regional": _("区域性"), "enterprise": _("企业")}
TITLES = {"number": _("编号"), "title": _("名称"), "place": _("地区"), "kind": _("性质"), "industry": _("行业")}
_LISTED = 500
_LONGEST_TITLE, _LONGEST_PLACE = 120, 60
_COUNTY = 6
_NOT_NUMBERS = ("new",)
Chosen = Mapping[Role, list[Organisation]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form with the organisations that may take it; ``more``: not all of them are listed."""

    role: Role
    choices: list[tuple[Organisation, bool]]
    is_needed: bool
    more: bool


def read_code(text: str, names: Mapping[str, str]) -> str:
    """Give the code of a list that was typed as code, as code with name, or as name; else what was typed.

    >>> [read_code(text, {"C33": "金属制品业", "C34": "通用设备制造业"}) for text in ("C33 金属制品业", "通用", "业")]
    ['C33', 'C34', '业']
    """
    first = text.split(" ", 1)[0]
    if first in names or _CODE_FIRST.fullmatch(first):
        return first
    alike = [code for code, name in names.items() if text and text in name]
    exact = [code for code in alike if names[code] == text]
    return exact[0] if exact else alike[0] if len(alike) == 1 else text


def proposed_number(place: str, year: int) -> str:
    """Propose the next free number: place, year, count."""
    prefix = f"{place}-{year}-"
    taken = set(Round.objects.filter(number__startswith=prefix).values_list("number", flat=True))
    return next(number for n in range(1, len(taken) + 2) if (number := f"{prefix}{n:02}") not in taken)


def _first_values(request: PersonRequest, own: list[Organisation]) -> dict[str, Any]:
    place = own[0].place
    chosen: dict[Role, set[int]] = {}
    for organisation in own:
        chosen.setdefault(_OWN_PART[organisation.kind], set()).add(organisation.pk)
    number = proposed_number(place, request.today.year)
    return {"number": number, "title": "", "place": place, "kind": "industry", "industry": "", "chosen": chosen}


def _typed_values(post: QueryDict) -> dict[str, Any]:
    chosen = {role: {int(pk) for pk in post.getlist(f"part-{role.value}") if pk.isascii() and pk.isdigit()} for role in PARTS}
    return {**{name: typed_text(post, name) for name in TITLES}, "chosen": chosen}


def _parts(values: Mapping[str, Any], own: list[Organisation]) -> list[Part]:
    """Give the organisations to choose from, those of the own place first."""
    near = own[0].place
    known = sorted(Organisation.objects.all(), key=lambda organisation: (organisation.place != near, organisation.name))
    parts = []
    for role, kinds in PARTS.items():
        able = [organisation for organisation in known if organisation.kind in kinds]
        chosen = values["chosen"].get(role, set())
        choices = [(organisation, organisation.pk in chosen) for organisation in able[:_LISTED]]
        parts.append(Part(role, choices, role in _NEEDED, len(able) > _LISTED))
    return parts


def _chosen(parts: Iterable[Part]) -> dict[Role, list[Organisation]]:
    return {part.role: [organisation for organisation, is_chosen in part.choices if is_chosen] for part in parts}


def _faults(
    values: Mapping[str, Any], parts: Mapping[Role, list[Organisation]], own: list[Organisation], year: int
) -> list[Refusal]:
    needed = [name for name in TITLES if not values[name] and (name != "industry" or values["kind"] == "industry")]
    faults = [Refusal("field.missing", column=name, value_kind="empty") for name in needed]
    if len(values["title"]) > _LONGEST_TITLE:
        faults.append(Refusal("round.title_too_long", {"at_most": _LONGEST_TITLE}, column="title", value_kind="text"))
    if values["number"] and (not _NUMBER.fullmatch(values["number"]) or values["number"] in _NOT_NUMBERS):
        faults.append(Refusal("round.number_shape", column="number", value_kind="text"))
    if values["kind"] and values["kind"] not in ROUND_KINDS:
        faults.append(Refusal("field.not_a_choice", {"accepts": ROUND_KINDS}, column="kind", value_kind="text"))
    if Round.objects.filter(number=values["number"]).exists():
        free = proposed_number(values["place"], year)
        faults.append(Refusal("round.number_taken", {"free": free}, column="number"))
    if len(values["place"]) > _LONGEST_PLACE:
        faults.append(Refusal("place.unknown", column="place", value_kind="text"))
    faults += [Refusal("round.part_missing", {"side": role.value}) for role in _NEEDED if not parts[role]]
    if not any(organisation in own for chosen in parts.values() for organisation in chosen):
        faults.append(Refusal("round.own_part"))
    return faults


def _opened_before(values: Mapping[str, Any], own: list[Organisation]) -> Round | None:
    """Find the round that this very form has opened already."""
    same = {name: values[name] for name in ("number", "title", "place", "kind")}
    return Round.objects.filter(**same, acts_count=0, parties__organisation__in=own).distinct().first()


def _open(request: PersonRequest, values: dict[str, Any], parts: list[Part], own: list[Organisation]) -> Round:
    """Open the round; a form that is sent twice gives the round that it opened.  Refuses: what the form lacks."""
    codes, chosen = code_book(), _chosen(parts)
    coded = {
        **values,
        "place": read_code(values["place"], codes.places),
        "industry": read_code(values["industry"], codes.industries),
    }
    if before := _opened_before(coded, own):
        return before
    Refused.unless_empty(_faults(coded, chosen, own, request.today.year))
    try:
        return open_round(coded["number"], coded["title"], coded["place"], coded["kind"], coded["industry"] or None, chosen)
    except IntegrityError as error:
        if before := _opened_before(coded, own):
            return before
        free = proposed_number(coded["place"], request.today.year)
        raise Refused(Refusal("round.number_taken", {"free": free}, column="number")) from error


def _placed(refusal: Refusal) -> Refusal:
    """Name the field of the form at which a refusal stands."""
    column = refusal.column or {"place.unknown": "place", "industry.unknown": "industry"}.get(refusal.code)
    return refusal.at(column=str(TITLES[column]) if column in TITLES else None)


@declares(ROUND_OPENER)
def open_page(request: PersonRequest, own: list[Organisation]) -> HttpResponse:
    """Ask for what a round needs, and open it."""
    is_sent = request.method == "POST"
    values = _typed_values(request.POST) if is_sent else _first_values(request, own)
    parts = _parts(values, own)
    refusals: tuple[Refusal, ...] = ()
    if is_sent:
        try:
            bargaining = _open(request, values, parts, own)
        except Refused as refused:
            refusals = tuple(_placed(refusal) for refusal in refused.refusals)
        else:
            messages.success(request, gettext("已经立项。双方接着推选协商代表。"))
            return redirect("round", number=bargaining.number)
    codes = code_book()
    shown = {
        "values": values,
        "parts": parts,
        "refusals": refusals,
        "kinds": KIND_TITLES.items(),
        "titles": TITLES,
        "places": [(code, name) for code, name in codes.places.items() if len(code) == _COUNTY and code[:2] == own[0].place[:2]],
        "industries": codes.industries.items(),
    }
    return render(request, "rounds/new.html", shown, status=422 if refusals else 200)
