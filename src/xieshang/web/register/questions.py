"""What is offered for an answer to each of the five questions: first what the contracts at the place name, then the lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from xieshang.core.codes import CodeBook, occupation_reaches, significant
from xieshang.core.contract import Contract
from xieshang.core.refusals import Refused
from xieshang.core.skills import LEVEL_TITLES
from xieshang.core.wage_table import WageRow
from xieshang.web.register.answers import UNKNOWN, Answers
from xieshang.web.register.initials import is_found
from xieshang.web.register.matrix import NATIONAL_DIGITS

__all__ = ["Choice", "Offer", "categories_of", "offer", "reaching"]

_MOST_FOUND = 30
# The five industries of the notice come first.
_SECTIONS_FIRST = "CEBHO"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered: its value, its name, and what explains it."""

    value: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered: ``first`` at once, ``groups`` folded away, ``unknown`` last; ``found`` counts what a search found."""

    first: tuple[Choice, ...] = ()
    groups: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
    unknown: Choice | None = None
    found: int | None = None


def _within_any(place: str, places: Sequence[str] | None, codes: CodeBook) -> bool:
    return places is None or any(codes.within(place, other) for other in places)


def reaching(contracts: Iterable[Contract], answers: Answers, codes: CodeBook) -> list[Contract]:
    """Give the contracts whose place reaches the worker's, and whose industry does where it is known."""
    place, industry = answers.place or "", answers.known("industry")
    return [
        contract
        for contract in contracts
        if _within_any(place, contract.scope.places, codes)
        and (industry is None or contract.scope.industries is None or industry.startswith(contract.scope.industries))
    ]


def _once(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    first: dict[str, Choice] = {}
    for choice in choices:
        first.setdefault(choice.value, choice)
    return tuple(first.values())


def _found(choices: Iterable[Choice], typed: str, *, by_note: bool = False) -> tuple[Choice, ...]:
    """Give the choices that a text finds, those that begin with it first; ``by_note``: what explains them is looked through too."""
    hits = [
        choice
        for choice in choices
        if is_found(typed, choice.title) or typed.upper() in choice.value.upper() or (by_note and is_found(typed, choice.note))
    ]
    hits.sort(key=lambda choice: (not choice.title.startswith(typed), not is_found(typed, choice.title)))
    return tuple(islice(hits, _MOST_FOUND))


def _city(code: str, codes: CodeBook) -> str:
    return codes.places.get(f"{code[:4]}00", "")


def _elsewhere(typed: str, codes: CodeBook) -> tuple[Choice, ...]:
    """Offer a code that has no name in the lists at hand."""
    try:
        return (Choice(codes.place(typed), typed),)
    except Refused:
        return ()


def _places(answers: Answers, contracts: Sequence[Contract], codes: CodeBook, typed: str) -> Offer:
    counties = [
        Choice(code, name, _city(code, codes)) for code, name in codes.places.items() if len(significant(code)) == len(code) == 6
    ]
    if typed:
        found = _found(counties, typed, by_note=True) or _elsewhere(typed, codes)
        return Offer(found, found=len(found))
    named = {place for contract in contracts for place in contract.scope.places or ()}
    groups: dict[str, list[Choice]] = {}
    for choice in counties:
        groups.setdefault(choice.note, []).append(Choice(choice.value, choice.title))
    return Offer(
        tuple(choice for choice in counties if choice.value in named),
        tuple((city, tuple(choices)) for city, choices in sorted(groups.items(), key=lambda group: group[1][0].value)),
    )


def _industries(answers: Answers, contracts: Sequence[Contract], codes: CodeBook, typed: str) -> Offer:
    unknown = Choice(UNKNOWN, _("说不清"), _("只查不分行业的标准"))
    named = _once(
        Choice(code, codes.industries.get(code, code), contract.title or contract.id)
        for contract in reaching(contracts, Answers(answers.place), codes)
        for code in contract.scope.industries or ()
    )
    divisions = [Choice(code, name) for code, name in codes.industries.items() if len(code) > 1]
    if typed:
        return Offer(found := _found(_once((*named, *divisions)), typed, by_note=True), unknown=unknown, found=len(found))
    letters = sorted(set(codes.divisions.values()), key=lambda letter: ((_SECTIONS_FIRST + letter).index(letter), letter))
    groups = ((codes.industries[letter], tuple(c for c in divisions if c.value.startswith(letter))) for letter in letters)
    return Offer(named, tuple(groups), unknown)


def _rows(contracts: Iterable[Contract]) -> Iterator[tuple[WageRow, Contract]]:
    for contract in contracts:
        for table in contract.tables:
            yield from ((row, contract) for row in table.rows)


def _work_of(row: WageRow, contract: Contract, codes: CodeBook) -> Choice:
    name = row.label or codes.occupations.get(row.occupation or "") or codes.middle_classes.get(row.occupation or "")
    title = name or row.occupation or row.category or _("所有技能人才")
    note = f"{row.category}　{contract.title or contract.id}" if row.category and title != row.category else contract.title or ""
    return Choice(f"{row.occupation or ''}/{row.category}" if row.category else row.occupation or UNKNOWN, title, note)


def categories_of(occupation: str | None, contracts: Iterable[Contract]) -> tuple[str, ...]:
    """Give the categories that contracts put an occupation in, in the order of their texts."""
    rows = (row for row, _contract in _rows(contracts) if row.category and row.occupation)
    reached = (row.category for row in rows if occupation and occupation_reaches(row.occupation or "", occupation))
    return tuple(dict.fromkeys(category for category in reached if category))


def _works(answers: Answers, contracts: Sequence[Contract], codes: CodeBook, typed: str) -> Offer:
    unknown = Choice(UNKNOWN, _("都不是，或者说不清"), _("按不分职业的标准查"))
    here = reaching(contracts, answers, codes)
    named = tuple(
        choice for choice in _once(_work_of(row, contract, codes) for row, contract in _rows(here)) if choice.value != UNKNOWN
    )
    if not typed:
        return Offer(named, unknown=unknown)
    taken = {choice.value.partition("/")[0] for choice in named}
    listed = (Choice(code, name, code) for code, name in codes.occupations.items() if code not in taken)
    return Offer(found := _found((*named, *listed), typed), unknown=unknown, found=len(found))


def _levels(answers: Answers, contracts: Sequence[Contract], codes: CodeBook, typed: str) -> Offer:
    titles = enumerate(LEVEL_TITLES, 1)
    choices = tuple(Choice(str(level), _(title), NATIONAL_DIGITS.get(level, "")) for level, title in titles)
    return Offer(choices, unknown=Choice(UNKNOWN, _("没有证书，或者不清楚"), _("按不分等级的标准查")))


def _firms(answers: Answers, contracts: Sequence[Contract], codes: CodeBook, typed: str) -> Offer:
    here = [contract.scope for contract in reaching(contracts, answers, codes)]
    named = [entry.enterprise for scope in here for entry in scope.confirmed] + [
        code for scope in here for code in scope.enterprises or ()
    ]
    choices = _once(Choice(name, name, _("合同里写明的企业")) for name in named)
    unknown = Choice(UNKNOWN, _("不填"), _("只写给某几家企业的标准就查不到"))
    if not typed:
        return Offer(choices[:_MOST_FOUND], unknown=unknown)
    found = _found(choices, typed)
    own = () if any(choice.value == typed for choice in found) else (Choice(typed, typed, _("就用我写的")),)
    return Offer((*found, *own), unknown=unknown, found=len(found))


_OFFERS: dict[str, Callable[[Answers, Sequence[Contract], CodeBook, str], Offer]] = {
    "place": _places,
    "industry": _industries,
    "work": _works,
    "level": _levels,
    "firm": _firms,
}


def offer(question: str, answers: Answers, contracts: Sequence[Contract], codes: CodeBook, typed: str = "") -> Offer:
    """Give what is offered for an answer to a question, narrowed to what was typed: a name, its initials, or a code."""
    return _OFFERS[question](answers, contracts, codes, typed.strip())
