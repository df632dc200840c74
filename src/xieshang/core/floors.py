"""Which floor reaches a worker: every rule is looked at, the highest wins, and each loser says why it lost.

Source: the floor chain of 劳动合同法 arts 54-55 and 劳动法 arts 35, 48; ``docs/algorithms/floors.md`` tells it in words.
The bulk twin of this for millions of rows is ``engine/paint.py``; random cases must agree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from xieshang.core.codes import CodeBook, occupation_reaches
from xieshang.core.contract import Binding, Confirmation, Contract, Term
from xieshang.core.sources import Source, Trust
from xieshang.core.wage_table import Form

__all__ = ["Answer", "Candidate", "Rule", "WhyNot", "Worker", "applicable", "contract_rules", "out_of_time"]

STATUTORY = "statutory"


class WhyNot(StrEnum):
    """Why a rule that was looked at does not decide."""

    OTHER_FORM = "other_form"
    OTHER_PLACE = "other_place"
    OTHER_INDUSTRY = "other_industry"
    OTHER_OCCUPATION = "other_occupation"
    OTHER_LEVEL = "other_level"
    OTHER_CATEGORY = "other_category"
    OTHER_ENTERPRISE = "other_enterprise"
    NOT_CONFIRMED = "not_confirmed"
    DRAFT = "draft"
    NOT_KNOWN_YET = "not_known_yet"
    TERM_UNKNOWN = "term_unknown"
    NOT_IN_TERM = "not_in_term"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Worker:
    """Where and as what a person works; null is not known, and only rules for any reach it."""

    place: str
    industry: str | None = None
    occupation: str | None = None
    level: int | None = None
    category: str | None = None
    enterprise: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One amount that may reach a worker: a row of a contract, or the statutory minimum.

    ``id`` is ``contract/row`` or ``statutory/place``.  ``places`` are alternatives inside ``area`` (null: any);
    ``confirmed`` is null where the contract binds every enterprise of its scope.
    """

    id: str
    form: Form
    amount_fen: int
    places: tuple[str, ...] | None = None
    area: tuple[str, ...] | None = None
    industries: tuple[str, ...] | None = None
    enterprises: tuple[str, ...] | None = None
    confirmed: tuple[Confirmation, ...] | None = None
    occupation: str | None = None
    level: int | None = None
    category: str | None = None
    term: Term = field(default_factory=Term)
    known_on: date | None = None
    contract: str = STATUTORY
    clause: str | None = None
    source: Source | None = None
    trust: Trust = Trust.PRIMARY


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that was looked at; ``why_not`` is null for a winner."""

    rule: Rule
    why_not: WhyNot | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The floor that holds, null where none does, with every rule looked at; ties keep all winners."""

    amount_fen: int | None
    candidates: tuple[Candidate, ...]

    @property
    def winners(self) -> tuple[Rule, ...]:
        """The rules that decide."""
        return tuple(candidate.rule for candidate in self.candidates if candidate.why_not is None)


def contract_rules(contract: Contract) -> Iterator[Rule]:
    """Give one rule for each row of the contract's tables, in the order of the text; a table in another currency has none.

    >>> from xieshang.core.wage_table import WageRow, WageTable
    >>> table = WageTable(Form.MONTHLY_FLOOR, (WageRow("1", 300_000),))
    >>> [rule.id for rule in contract_rules(Contract("c", tables=(table,)))]
    ['c/1']
    """
    scope = contract.scope
    for table in contract.tables:
        for row in table.rows if table.currency == "CNY" else ():
            yield Rule(
                id=f"{contract.id}/{row.id}",
                form=table.form,
                amount_fen=row.amount_fen,
                places=scope.places,
                area=table.area.places if table.area else None,
                industries=scope.industries,
                enterprises=scope.enterprises,
                confirmed=scope.confirmed if scope.binding is Binding.SIGNATORY else None,
                occupation=row.occupation,
                level=row.level,
                category=row.category,
                term=contract.term,
                known_on=contract.known_on,
                contract=contract.id,
                clause=row.clause,
            )


def out_of_time(rule: Rule, on: date, known_on: date) -> WhyNot | None:
    """Say why a rule does not hold on the day, as known on another; null where it does."""
    if rule.contract == STATUTORY:
        return None
    if rule.known_on is None:
        return WhyNot.DRAFT
    if rule.known_on > known_on:
        return WhyNot.NOT_KNOWN_YET
    if rule.term.from_on is None:
        return WhyNot.TERM_UNKNOWN
    return None if rule.term.covers(on) else WhyNot.NOT_IN_TERM


def _in_one_of(place: str, places: tuple[str, ...] | None, codes: CodeBook) -> bool:
    return places is None or any(codes.within(place, other) for other in places)


def why_not(rule: Rule, worker: Worker, on: date, known_on: date, codes: CodeBook) -> WhyNot | None:
    """Say why a rule does not reach the worker on the day; null where it does.

    Source: methods F4: a parent place, industry or occupation reaches its children, a level only itself, and what is not
    known of the worker is reached by rules for any alone.
    """
    if not (_in_one_of(worker.place, rule.places, codes) and _in_one_of(worker.place, rule.area, codes)):
        return WhyNot.OTHER_PLACE
    if rule.industries is not None and not any((worker.industry or "").startswith(code) for code in rule.industries):
        return WhyNot.OTHER_INDUSTRY
    if rule.occupation is not None and not occupation_reaches(rule.occupation, worker.occupation or ""):
        return WhyNot.OTHER_OCCUPATION
    if rule.level is not None and rule.level != worker.level:
        return WhyNot.OTHER_LEVEL
    if rule.category is not None and rule.category != worker.category:
        return WhyNot.OTHER_CATEGORY
    if rule.enterprises is not None and worker.enterprise not in rule.enterprises:
        return WhyNot.OTHER_ENTERPRISE
    if rule.confirmed is not None and not any(
        entry.enterprise == worker.enterprise and (entry.from_on is None or entry.from_on <= on) for entry in rule.confirmed
    ):
        return WhyNot.NOT_CONFIRMED
    return out_of_time(rule, on, known_on)


def applicable(
    worker: Worker, on: date, known_on: date, rules: Iterable[Rule], codes: CodeBook, form: Form = Form.MONTHLY_FLOOR
) -> Answer:
    """Collect every rule that reaches the worker, and say which wins and why the others do not.

    Nulls: no rule reaches the worker: ``amount_fen`` is null.

    >>> rule = Rule("statutory/130123", Form.MONTHLY_FLOOR, 238_000, places=("130123",))
    >>> applicable(Worker("130123"), date(2026, 1, 1), date(2026, 1, 1), [rule], CodeBook()).amount_fen
    238000
    """
    looked_at = [
        Candidate(rule, WhyNot.OTHER_FORM if rule.form is not form else why_not(rule, worker, on, known_on, codes))
        for rule in rules
    ]
    highest = max((candidate.rule.amount_fen for candidate in looked_at if candidate.why_not is None), default=None)
    return Answer(
        highest,
        tuple(
            Candidate(entry.rule, WhyNot.LOWER) if entry.why_not is None and entry.rule.amount_fen != highest else entry
            for entry in looked_at
        ),
    )
