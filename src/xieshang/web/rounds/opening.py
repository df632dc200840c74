"""Opening a round: its number, title and kind, for whom it is, and which organisation takes which part."""

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
from xieshang.core.contract import Kind
from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal, Refused
from xieshang.law import code_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.act_fields import typed_text
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.opening_scope import place_choices, read_code, read_place, read_reach
from xieshang.web.rounds.parties import PARTS
from xieshang.web.rounds.policies import ROUND_OPENER
from xieshang.web.rounds.services import Reach, open_round
from xieshang.web.shared.policies import declares

__all__ = ["open_page", "proposed_number"]

_Kind = Organisation.Kind
_NUMBER = re.compile(r"[\w-]{1,40}")
_OWN_PART = {_Kind.UNION.value: Role.WORKERS, _Kind.BUREAU.value: Role.BUREAU, _Kind.TRIPARTITE.value: Role.TRIPARTITE}
_NEEDED = (Role.WORKERS, Role.EMPLOYERS)
KINDS_TOLD = (
    ("industry", _("行业性"), _("县和县以下的一个行业；条件成熟的，可以探索县级以上。要写明行业。")),
    ("regional", _("区域性"), _("产业集聚的园区、街道、乡镇，不分行业。没有区划代码的园区，写园区名称和所在的县区。")),
    ("enterprise", _("企业"), _("一家企业在行业、区域合同之上再谈自己的标准。要写明企业和行业，才能找出管它的合同。")),
)
TITLES = {
    "number": _("编号"),
    "title": _("名称"),
    "place": _("地区"),
    "kind": _("性质"),
    "industry": _("行业"),
    "park": _("园区名称"),
    "parents": _("园区还跨哪些县区"),
    "places": _("只管其中哪些地方"),
    "enterprise": _("哪一家企业"),
    "firms_in_scope": _("范围内有多少户企业"),
}
_ASKED = {
    Kind.INDUSTRY: ("number", "title", "place", "kind", "industry"),
    Kind.REGIONAL: ("number", "title", "place", "kind"),
    Kind.ENTERPRISE: ("number", "title", "place", "kind", "industry", "enterprise"),
}
"""The fields that each kind of round cannot do without."""
_LISTED = 500
_LONGEST_TITLE = 120
_NOT_NUMBERS = ("new",)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form with the organisations that may take it; ``more``: not all of them are listed."""

    role: Role
    choices: list[tuple[Organisation, bool]]
    is_needed: bool
    more: bool


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
    return {**dict.fromkeys(TITLES, ""), "number": number, "place": place, "kind": "industry", "chosen": chosen}


def _typed_values(post: QueryDict) -> dict[str, Any]:
    chosen = {role: {int(pk) for pk in post.getlist(f"part-{role.value}") if pk.isascii() and pk.isdigit()} for role in PARTS}
    return {**{name: typed_text(post, name) for name in TITLES}, "chosen": chosen}


def _known_organisations(own: list[Organisation]) -> list[Organisation]:
    """Give the organisations to choose from, those of the own place first."""
    near = own[0].place
    return sorted(Organisation.objects.all(), key=lambda organisation: (organisation.place != near, organisation.name))


def _parts(values: Mapping[str, Any], known: list[Organisation]) -> list[Part]:
    parts = []
    for role, kinds in PARTS.items():
        able = [organisation for organisation in known if organisation.kind in kinds]
        chosen = values["chosen"].get(role, set())
        choices = [(organisation, organisation.pk in chosen) for organisation in able[:_LISTED]]
        parts.append(Part(role, choices, role in _NEEDED, len(able) > _LISTED))
    return parts


def _chosen(parts: Iterable[Part], reach: Reach) -> dict[Role, list[Organisation]]:
    """Give who takes which part; an enterprise's own round has that enterprise as its employers' side, and no other in it."""
    chosen = {part.role: [organisation for organisation, is_chosen in part.choices if is_chosen] for part in parts}
    return {**chosen, Role.EMPLOYERS: [reach.enterprise], Role.ENTERPRISE: []} if reach.enterprise else chosen


def _faults(
    values: Mapping[str, Any], parts: Mapping[Role, list[Organisation]], own: list[Organisation], year: int
) -> list[Refusal]:
    asked = _ASKED.get(values["kind"], _ASKED[Kind.REGIONAL])
    faults = [Refusal("field.missing", column=name, value_kind="empty") for name in asked if not values[name]]
    if len(values["title"]) > _LONGEST_TITLE:
        faults.append(Refusal("round.title_too_long", {"at_most": _LONGEST_TITLE}, column="title", value_kind="text"))
    if values["number"] and (not _NUMBER.fullmatch(values["number"]) or values["number"] in _NOT_NUMBERS):
        faults.append(Refusal("round.number_shape", column="number", value_kind="text"))
    if values["kind"] and values["kind"] not in ROUND_KINDS:
        faults.append(Refusal("field.not_a_choice", {"accepts": ROUND_KINDS}, column="kind", value_kind="text"))
    if Round.objects.filter(number=values["number"]).exists():
        free = proposed_number(values["place"], year)
        faults.append(Refusal("round.number_taken", {"free": free}, column="number"))
    needed = [role for role in _NEEDED if not (role is Role.EMPLOYERS and values["kind"] == Kind.ENTERPRISE)]
    faults += [Refusal("round.part_missing", {"side": role.value}) for role in needed if not parts[role]]
    if not any(organisation in own for chosen in parts.values() for organisation in chosen):
        faults.append(Refusal("round.own_part"))
    return faults


def _opened_before(values: Mapping[str, Any], own: list[Organisation]) -> Round | None:
    """Find the round that this very form has opened already."""
    same = {name: values[name] for name in ("number", "title", "place", "kind")}
    return Round.objects.filter(**same, acts_count=0, parties__organisation__in=own).distinct().first()


def _open(
    request: PersonRequest, values: dict[str, Any], parts: list[Part], own: list[Organisation], known: list[Organisation]
) -> Round:
    """Open the round; a form that is sent twice gives the round that it opened.  Refuses: what the form lacks."""
    codes = code_book()
    coded = {**values, "place": read_place(values, codes), "industry": read_code(values["industry"], codes.industries)}
    if before := _opened_before(coded, own):
        return before
    firms = [organisation for organisation in known if organisation.kind == _Kind.ENTERPRISE]
    reach, wrong = read_reach(coded, coded["place"], codes, firms)
    chosen = _chosen(parts, reach)
    typed = {**coded, "enterprise": reach.enterprise or ""}
    Refused.unless_empty([*_faults(typed, chosen, own, request.today.year), *wrong])
    opens_for = next(organisation for organisation in own if any(organisation in each for each in chosen.values()))
    named = (coded["number"], coded["title"], coded["place"], coded["kind"], coded["industry"] or None)
    try:
        return open_round(*named, chosen, reach=reach, opener=(request.user, opens_for))
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
    known = _known_organisations(own)
    parts = _parts(values, known)
    refusals: tuple[Refusal, ...] = ()
    if is_sent:
        try:
            bargaining = _open(request, values, parts, own, known)
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
        "kinds": KINDS_TOLD,
        "titles": TITLES,
        "places": place_choices(codes, own[0].place),
        "firms": [organisation for organisation in known if organisation.kind == _Kind.ENTERPRISE][:_LISTED],
        "industries": codes.industries.items(),
    }
    return render(request, "rounds/new.html", shown, status=422 if refusals else 200)
