"""The collective contract (集体合同) as one frozen value, from which its JSON, its Word file and its PDF are made."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from xieshang.core.fields import Fields, canonical_json
from xieshang.core.money import Rounding
from xieshang.core.wage_table import NO_EXTRA, WageTable, read_table, table_content

__all__ = [
    "Binding",
    "Category",
    "Clause",
    "Confirmation",
    "Contract",
    "Kind",
    "Parties",
    "Party",
    "Scope",
    "Term",
    "contract_content",
    "digest",
    "read_contract",
]

SCHEMA = "xieshang/contract/1"


class Kind(StrEnum):
    """What the contract is for: a region, an industry, or one enterprise."""

    REGIONAL = "regional"
    INDUSTRY = "industry"
    ENTERPRISE = "enterprise"


class Binding(StrEnum):
    """Whom the contract binds (law-and-procedure §4.2).

    Source: 劳动合同法 art 54 (``all``); 山东省企业工资集体协商条例 arts 35-36, 上海市集体合同条例 arts 28, 32 (``signatory``).
    """

    ALL = "all"
    SIGNATORY = "signatory"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """An enterprise that confirmed the contract (二次确认), from a day on if one is named."""

    enterprise: str
    from_on: date | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the contract reaches; null is any, ``confirmed`` empty is none."""

    places: tuple[str, ...] | None = None
    industries: tuple[str, ...] | None = None
    enterprises: tuple[str, ...] | None = None
    binding: Binding = Binding.ALL
    confirmed: tuple[Confirmation, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Party:
    """One party by name, with its code if it has one."""

    name: str
    code: str | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Parties:
    """The two sides."""

    workers: Party | None = None
    employers: Party | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Term:
    """The term, both ends included; a null start is unknown, a null end is open."""

    from_on: date | None = None
    to_on: date | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)

    def covers(self, day: date) -> bool:
        """Say whether the day lies in the term; nothing lies in a term whose start is unknown.

        >>> Term(date(2022, 8, 31), date(2023, 8, 30)).covers(date(2023, 8, 30))
        True
        """
        return self.from_on is not None and self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Category:
    """A post category (岗位类别) that the contract defines; ``like`` names the guideline category it corresponds to."""

    name: str
    like: str | None = None
    definition: str | None = None
    entry_level: Any = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Clause:
    """One article of the text, in words; its numbers come from the tables."""

    id: str
    heading: str | None
    text: str | None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract.  ``known_on`` is the day it took effect in law, null for a draft."""

    id: str
    title: str | None = None
    kind: Kind = Kind.INDUSTRY
    scope: Scope = field(default_factory=Scope)
    parties: Parties = field(default_factory=Parties)
    term: Term = field(default_factory=Term)
    known_on: date | None = None
    rounding: Rounding = Rounding.NONE
    categories: tuple[Category, ...] = ()
    tables: tuple[WageTable, ...] = ()
    clauses: tuple[Clause, ...] = ()
    history: tuple[Mapping[str, Any], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


_KEYS = (
    "schema",
    "id",
    "title",
    "kind",
    "scope",
    "parties",
    "term",
    "known_on",
    "rounding",
    "categories",
    "tables",
    "clauses",
    "history",
)


def _read_confirmed(scope: Fields) -> tuple[Confirmation, ...]:
    listed = scope.get("confirmed") or []
    if not isinstance(listed, list):
        raise scope.refused("field.not_a_list", "confirmed")
    read = []
    for index, entry in enumerate(listed):
        fields = Fields({"enterprise": entry} if isinstance(entry, str) else Fields.of(entry, f"scope.confirmed[{index}]"))
        read.append(Confirmation(fields.required_text("enterprise"), fields.day("from"), fields.rest(("enterprise", "from"))))
    return tuple(read)


def _read_scope(scope: Fields) -> Scope:
    return Scope(
        places=scope.texts("places"),
        industries=scope.texts("industries"),
        enterprises=scope.texts("enterprises"),
        binding=Binding(scope.choice("binding", [binding.value for binding in Binding], default="all")),
        confirmed=_read_confirmed(scope),
        extra=scope.rest(("places", "industries", "enterprises", "binding", "confirmed")),
    )


def _read_party(parties: Fields, side: str) -> Party | None:
    value = parties.get(side)
    if value is None or isinstance(value, str):
        return Party(value) if value else None
    party = parties.inner(side)
    return Party(party.required_text("name"), party.text("code"), party.rest(("name", "code")))


def _read_category(fields: Fields) -> Category:
    return Category(
        name=fields.required_text("name"),
        like=fields.text("like"),
        definition=fields.text("definition"),
        entry_level=fields.get("entry_level"),
        extra=fields.rest(("name", "like", "definition", "entry_level")),
    )


def _read_clause(fields: Fields) -> Clause:
    return Clause(fields.required_text("id"), fields.text("heading"), fields.text("text"), fields.rest(("id", "heading", "text")))


def read_contract(fields: Fields) -> Contract:
    """Read a contract from the object of a file.

    Refuses: ``field.…`` for a wrong type; what the contract says is not judged here.

    >>> read_contract(Fields({"id": "c"})).scope.binding.value
    'all'
    """
    parties, term = fields.inner("parties"), fields.inner("term")
    return Contract(
        id=fields.required_text("id"),
        title=fields.text("title"),
        kind=Kind(fields.choice("kind", [kind.value for kind in Kind], default="industry")),
        scope=_read_scope(fields.inner("scope")),
        parties=Parties(_read_party(parties, "workers"), _read_party(parties, "employers"), parties.rest(("workers", "employers"))),
        term=Term(term.day("from"), term.day("to"), term.rest(("from", "to"))),
        known_on=fields.day("known_on"),
        rounding=Rounding(fields.choice("rounding", [rounding.value for rounding in Rounding], default="none")),
        categories=tuple(_read_category(category) for category in fields.objects("categories")),
        tables=tuple(read_table(table) for table in fields.objects("tables")),
        clauses=tuple(_read_clause(clause) for clause in fields.objects("clauses")),
        history=tuple(dict(entry) for entry in fields.objects("history")),
        extra=fields.rest(_KEYS),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _listed(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


def _party_content(party: Party | None) -> str | dict[str, Any] | None:
    if party is None:
        return None
    if party.code is None and not party.extra:
        return party.name
    return {"name": party.name, "code": party.code} | dict(party.extra)


def _scope_content(scope: Scope) -> dict[str, Any]:
    confirmed = [
        entry.enterprise if entry.from_on is None and not entry.extra
        else {"enterprise": entry.enterprise, "from": _iso(entry.from_on)} | dict(entry.extra)
        for entry in scope.confirmed
    ]  # fmt: skip
    return {
        "places": _listed(scope.places),
        "industries": _listed(scope.industries),
        "enterprises": _listed(scope.enterprises),
        "binding": scope.binding.value,
        "confirmed": confirmed,
    } | dict(scope.extra)


def _category_content(category: Category) -> dict[str, Any]:
    named = {"like": category.like, "definition": category.definition, "entry_level": category.entry_level}
    return {"name": category.name} | {key: value for key, value in named.items() if value is not None} | dict(category.extra)


def contract_content(contract: Contract) -> dict[str, Any]:
    """Write a contract as the object of a file; reading it gives the same value.

    >>> contract_content(Contract("c"))["schema"]
    'xieshang/contract/1'
    """
    sides = {"workers": _party_content(contract.parties.workers), "employers": _party_content(contract.parties.employers)}
    clauses = [
        {"id": clause.id, "heading": clause.heading, "text": clause.text} | dict(clause.extra) for clause in contract.clauses
    ]
    return {
        "schema": SCHEMA,
        "id": contract.id,
        "title": contract.title,
        "kind": contract.kind.value,
        "scope": _scope_content(contract.scope),
        "parties": sides | dict(contract.parties.extra),
        "term": {"from": _iso(contract.term.from_on), "to": _iso(contract.term.to_on)} | dict(contract.term.extra),
        "known_on": _iso(contract.known_on),
        "rounding": contract.rounding.value,
        "categories": [_category_content(category) for category in contract.categories],
        "tables": [table_content(table) for table in contract.tables],
        "clauses": clauses,
        "history": [dict(entry) for entry in contract.history],
    } | dict(contract.extra)


def digest(contract: Contract) -> str:
    """Give the SHA-256 of the contract's canonical JSON, in hex.

    >>> digest(Contract("c")) == digest(read_contract(Fields({"id": "c"})))
    True
    """
    return hashlib.sha256(canonical_json(contract_content(contract)).encode()).hexdigest()
