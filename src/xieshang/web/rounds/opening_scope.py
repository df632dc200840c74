"""For whom a round is opened, as it was typed: the place or the park with its counties, parts of it, the enterprise, the number."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from xieshang.core.codes import CodeBook, significant
from xieshang.core.contract import Kind
from xieshang.core.refusals import Refusal, Refused
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.services import Reach

__all__ = ["place_choices", "read_code", "read_place", "read_reach"]

_CODE_FIRST = re.compile(r"[A-Z0-9]+")
_COUNTY = 6
_LONGEST_PLACE = 60
_MOST_FIRMS = 9_999_999


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


def place_choices(codes: CodeBook, near: str) -> list[tuple[str, str]]:
    """Give the places to offer: counties, streets and parks of the province in which a place lies."""
    listed = [(code, name) for code, name in codes.places.items() if len(code) >= _COUNTY and code[:2] == near[:2]]
    parks = [(park, park.partition("-")[2]) for park in codes.parents if park[1:3] == near[:2]]
    return [*((code, name) for code, name in listed if len(significant(code)) >= _COUNTY), *parks]


def read_place(values: Mapping[str, Any], codes: CodeBook) -> str:
    """Give the place of a form: of a park that has no code, ``P`` with the county of its seat and its name.

    >>> read_place({"place": "130123 正定县", "park": "示范产业园", "kind": "regional"}, CodeBook(places={"130123": "正定县"}))
    'P130123-示范产业园'
    """
    place = read_code(values["place"], codes.places)
    park = "".join(values["park"].split()) if values["kind"] == Kind.REGIONAL else ""
    return f"P{place}-{park}" if park and place and not place.startswith("P") else place


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"[\n、，,；;]", text) if line.strip()]


def _known(text: str, codes: CodeBook, column: str) -> tuple[str, list[Refusal]]:
    code = read_code(text, codes.places)
    try:
        codes.place(code)
    except Refused as refused:
        return code, [refusal.at(column=column) for refusal in refused.refusals]
    return code, []


def _place_faults(place: str, codes: CodeBook) -> list[Refusal]:
    """Say what is wrong with the place itself; nothing where none was typed."""
    if len(place) > _LONGEST_PLACE:
        return [Refusal("place.unknown", column="place", value_kind="text")]
    return _known(place, codes, "place")[1] if place else []


def _listed(text: str, codes: CodeBook, column: str) -> tuple[tuple[str, ...], list[Refusal]]:
    read = [_known(line, codes, column) for line in _lines(text)]
    return tuple(dict.fromkeys(code for code, _ in read)), [fault for _, faults in read for fault in faults]


def _firms(text: str) -> tuple[int | None, list[Refusal]]:
    if not text:
        return None, []
    whole = text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_FIRMS
    return (int(text), []) if whole else (None, [Refusal("field.not_whole", column="firms_in_scope", value_kind="text")])


def read_reach(
    values: Mapping[str, Any], place: str, codes: CodeBook, firms: Iterable[Organisation]
) -> tuple[Reach, list[Refusal]]:
    """Read for whom a round is, and say what speaks against it; what does not belong to its kind is left aside.

    Codes: ``place.unknown``, ``round.parents_of_no_park``, ``round.place_outside``, ``field.not_whole``.
    """
    faults = _place_faults(place, codes)
    if values["kind"] == Kind.ENTERPRISE:
        named = next((firm for firm in firms if str(firm.pk) == values["enterprise"]), None)
        return Reach(enterprise=named), faults
    parents, wrong_parents = _listed(values["parents"], codes, "parents") if values["kind"] == Kind.REGIONAL else ((), [])
    places, wrong_places = _listed(values["places"], codes, "places")
    counted, wrong_count = _firms(values["firms_in_scope"])
    if parents and not place.startswith("P"):
        wrong_parents = [Refusal("round.parents_of_no_park", column="parents", value_kind="text")]
    if not wrong_places and not faults and not all(codes.within(inside, place) for inside in places):
        wrong_places = [Refusal("round.place_outside", column="places", value_kind="code")]
    return Reach(places, parents, firms_in_scope=counted), [*faults, *wrong_parents, *wrong_places, *wrong_count]
