"""Statutory minimum wages (最低工资标准) by jurisdiction, and the contracts in force whose floors they have overtaken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xieshang.core.contract import Contract
from xieshang.core.minimum_wages import Standard
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refused
from xieshang.core.sources import Trust, lowest
from xieshang.core.table_checks import minimum_faults
from xieshang.law import code_book, rules_for, statute_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.register.services import contracts_in_force
from xieshang.web.rounds.act_fields import day_in_calendars
from xieshang.web.shared.policies import SIGNED_IN, declares
from xieshang.web.statutes.page_head import head_of, jurisdiction_told

__all__ = ["Overtaken", "minimum_wage_list", "overtaken_on"]

_OVERTAKEN = ("floor.below_statutory", "floor.not_above_statutory")


@dataclass(frozen=True, slots=True)
class Published:
    """One published standard with all its classes; who entered it, whether a later entry replaced it."""

    id: str
    at: str
    standards: tuple[Standard, ...]
    entered_by: str
    is_replaced: bool

    @property
    def first(self) -> Standard:
        """The standard of the first class, which has the source and the dates of all."""
        return self.standards[0]


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A contract in force with rows at or below the statutory minimum of a place of its scope.

    Units: ``statutory_fen`` is the highest minimum there that a row did not exceed.
    """

    contract: Contract
    below: int
    equal: int
    rows: int
    statutory_fen: int
    place: str
    trust: Trust

    @property
    def place_name(self) -> str:
        """The name of the place."""
        return code_book().places.get(self.place, self.place)


def _published() -> Iterator[Published]:
    book = statute_book()
    by = {standard.id: entry.entered_by for entry in book.office.entries for standard in entry.standards}
    standards = book.minimum_wages.standards
    replaced = {standard.replaces for standard in standards}
    listed = sorted(standards, key=lambda each: (each.jurisdiction, -each.answers_from.toordinal(), each.id, each.area_class or 0))
    for key, group in groupby(listed, key=lambda each: (each.jurisdiction, each.id)):
        yield Published(key[1], jurisdiction_told(key[0]), tuple(group), by.get(key[1], ""), key[1] in replaced)


def _overtaken(contract: Contract, on: date) -> Overtaken | None:
    """Hold the rows of a contract against the minimum of the place of its scope that has the highest one."""
    found: dict[str, list[tuple[str, Trust, int]]] = {}
    for place in contract.scope.places or ():
        try:
            law = Reading(rules_for(place), on)
        except Refused:
            continue
        faults = [fault for table in contract.tables for fault in minimum_faults(table, law) if fault.code in _OVERTAKEN]
        found[place] = [(fault.code, Trust(str(fault.facts["trust"])), int(str(fault.facts["statutory_fen"]))) for fault in faults]
    place, faults_there = max(found.items(), key=lambda each: len(each[1]), default=("", []))
    if not faults_there:
        return None
    codes = [code for code, _, _ in faults_there]
    return Overtaken(
        contract,
        codes.count("floor.below_statutory"),
        codes.count("floor.not_above_statutory"),
        sum(len(table.rows) for table in contract.tables),
        max(fen for _, _, fen in faults_there),
        place,
        lowest(trust for _, trust, _ in faults_there),
    )


def overtaken_on(contracts: Iterable[Contract], on: date) -> list[Overtaken]:
    """Give the contracts with rows at or below the statutory minimum that holds on a day.

    Source: 劳动合同法 art 55; notice 〔2024〕51号 part 二.  Nulls: where no minimum is known nothing is said of a contract.
    """
    return [found for contract in contracts if (found := _overtaken(contract, on))]


@declares(SIGNED_IN)
@require_GET
def minimum_wage_list(request: PersonRequest) -> HttpResponse:
    """List the standards, and the contracts that those of a day have overtaken."""
    on = day_in_calendars(request.GET.get("on", "")) or request.today
    ahead = sorted({each.answers_from for each in statute_book().minimum_wages.standards if each.answers_from > request.today})
    shown = {
        **head_of(request, "minimum-wages"),
        "published": list(_published()),
        "on": on,
        "ahead": [each for each in ahead if each != date.max],
        "overtaken": overtaken_on(contracts_in_force(on), on),
    }
    return render(request, "statutes/minimum_wages.html", shown)
