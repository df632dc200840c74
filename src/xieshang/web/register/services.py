"""What enters the public register, and what it says holds: the contracts that lookups, audits and floors are read from."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import groupby, pairwise

from xieshang.core.above import reaches
from xieshang.core.contract import Contract, Kind, contract_content, digest, read_contract
from xieshang.core.fields import Fields
from xieshang.core.floors import Worker
from xieshang.law import code_book
from xieshang.web.register.initials import initials
from xieshang.web.register.models import PublishedContract

__all__ = ["code_names", "contracts_above", "contracts_below", "contracts_in_force", "end", "enter", "published_texts", "versions"]

_DAY = timedelta(days=1)
_read: dict[str, Contract] = {}
"""Contracts by their digest, which no change of a row can make stale."""


@cache
def code_names() -> dict[str, str]:
    """Give the names of places, industries and occupations by their codes; the three kinds of code look different."""
    codes = code_book()
    return {**codes.places, **codes.industries, **codes.middle_classes, **codes.occupations}


def _words(contract: Contract) -> Iterator[str]:
    """Give what a search of the register looks through: title, number, parties, the codes with their names and initials."""
    names = code_names()
    yield from (contract.id, contract.title or "")
    yield from (party.name for party in (contract.parties.workers, contract.parties.employers) if party)
    rows = [row for table in contract.tables for row in table.rows]
    codes = {*(contract.scope.places or ()), *(contract.scope.industries or ()), *(row.occupation for row in rows)} - {None}
    told = {str(code) for code in codes} | {row.label for row in rows if row.label}
    for word in sorted(told):
        name = names.get(word, word)
        yield from (word, name, initials(name))


def enter(contract: Contract, published_on: date) -> PublishedContract:
    """Enter a contract in effect, published on a day; the same text entered again changes nothing.

    Raises ``ValueError`` for a draft: only what is in effect is public.
    """
    if contract.known_on is None:
        raise ValueError("a draft is not entered into the register")
    scope = contract.scope
    entered, _ = PublishedContract.objects.get_or_create(
        number=contract.id,
        digest=digest(contract),
        defaults={
            "content": contract_content(contract),
            "title": (contract.title or contract.id)[:200],
            "place": (scope.places or ("",))[0],
            "industry": (scope.industries or (None,))[0],
            "effective_on": contract.known_on,
            "from_on": contract.term.from_on,
            "to_on": contract.term.to_on,
            "published_on": published_on,
            "words": " ".join(dict.fromkeys(_words(contract))),
        },
    )
    return entered


def end(number: str, on: date) -> None:
    """Note that a contract was terminated: from this day on it no longer holds."""
    PublishedContract.objects.filter(number=number, ended_on=None).update(ended_on=on)


def versions(number: str) -> list[PublishedContract]:
    """Give every published text of a contract, the latest first."""
    return list(PublishedContract.objects.filter(number=number).order_by("-effective_on", "-pk"))


def read(entry: PublishedContract) -> Contract:
    """Give the contract of an entry as it was published."""
    if entry.digest not in _read:
        _read[entry.digest] = read_contract(Fields(entry.content))
    return _read[entry.digest]


def _until(entry: PublishedContract, following: PublishedContract | None) -> date | None:
    """Give the last day on which an entry holds: its term's, the day before its end, the day before the next version begins."""
    ends = [entry.to_on, entry.ended_on and entry.ended_on - _DAY]
    if following:
        ends.append(max(following.effective_on, following.from_on or date.min) - _DAY)
    return min((day for day in ends if day), default=None)


def _as_it_holds(entries: Iterable[PublishedContract]) -> Iterator[tuple[str, Contract]]:
    """Give the versions of one contract by digest, from the first on, each with the term for which it holds."""
    for entry, following in pairwise([*entries, None]):
        if entry:
            contract = read(entry)
            until = _until(entry, following)
            held = contract if until == contract.term.to_on else replace(contract, term=replace(contract.term, to_on=until))
            yield entry.digest, held


def _held() -> list[tuple[str, Contract]]:
    """Give every published text by digest, each with the term for which it holds."""
    entries = list(PublishedContract.objects.defer("content", "words").order_by("number", "effective_on", "pk"))
    for entry in PublishedContract.objects.filter(pk__in=[entry.pk for entry in entries if entry.digest not in _read]):
        read(entry)
    return [held for _, group in groupby(entries, key=lambda entry: entry.number) for held in _as_it_holds(group)]


def contracts_above(on: date) -> list[tuple[str, Contract]]:
    """Give the regional and industry contracts that are in effect by a day and whose term is not over, by the digest of their text.

    The contract of an enterprise stands above nothing.
    """
    return [
        (digest, contract)
        for digest, contract in _held()
        if contract.kind is not Kind.ENTERPRISE
        and contract.known_on
        and contract.known_on <= on
        and contract.term.from_on
        and (contract.term.to_on is None or contract.term.to_on >= on)
    ]


def _firm_of(contract: Contract) -> Worker:
    scope = contract.scope
    place, industry, firm = ((codes or ("",))[0] for codes in (scope.places, scope.industries, scope.enterprises))
    return Worker(place, industry or None, enterprise=firm or None)


def contracts_below(contract: Contract, on: date) -> list[Contract]:
    """Give the contracts of enterprises that hold on a day and that a regional or industry contract in effect stands above."""
    held = [each for _, each in _held() if each.kind is Kind.ENTERPRISE and each.term.covers(on)]
    return [each for each in held if reaches(contract, _firm_of(each), on, code_book())]


def published_texts(digests: Collection[str]) -> list[Contract]:
    """Give published texts by their digests, as they were published."""
    unread = [digest for digest in digests if digest not in _read]
    for entry in PublishedContract.objects.filter(digest__in=unread) if unread else ():
        read(entry)
    return [_read[digest] for digest in digests if digest in _read]


def contracts_in_force(on: date | None = None) -> list[Contract]:
    """Give the published contracts, each with the term for which it holds; with a day, those alone that hold on it.

    A text that was amended holds until the day before the amended one does, a terminated one until the day before its end.
    Without a day contracts that are not begun or over are among them: ``core.floors`` says of each why it does not reach.
    """
    found = [contract for _, contract in _held()]
    if on is None:
        return found
    return [contract for contract in found if contract.known_on and contract.known_on <= on and contract.term.covers(on)]
