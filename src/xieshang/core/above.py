"""What stands above an enterprise's own round: the regional and industry contracts in effect that reach the enterprise.

Its floors may not be lower than theirs.  Below is refused, equal is told (docs/decisions/0004).  Which row reaches which cell
is ``floors.py``'s; which contracts an act was judged under, the act itself says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from xieshang.core.codes import CodeBook, occupation_reaches
from xieshang.core.contract import Contract, Kind, digest
from xieshang.core.fields import Fields
from xieshang.core.floors import Rule, Worker, applicable, contract_rules, why_not
from xieshang.core.refusals import Fact, Warned
from xieshang.core.skills import Level
from xieshang.core.sources import Source
from xieshang.core.wage_table import Form, WageRow, WageTable

__all__ = ["Above", "Named", "above_faults", "above_on", "parts_above", "reaches", "read_named"]

NOT_LOWER = Source("中华人民共和国劳动合同法", "第五十四条、第五十五条", in_force_from=date(2008, 1, 1))
ABOVE_IT = Source("人社厅发〔2024〕51号通知", "四")
_COMPARED = (Form.MONTHLY_FLOOR, Form.HOURLY_FLOOR, Form.SKILL_ALLOWANCE)


@dataclass(frozen=True, slots=True)
class Named:
    """A contract that an act names as standing above: its id, the digest of its text (null: any), the last day it holds."""

    contract: str
    digest: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Above:
    """The contracts at hand, and where the enterprise stands: its place, its industry, its code."""

    contracts: tuple[Contract, ...]
    at: Worker


def read_named(fields: Fields) -> Named:
    """Read a contract that an act names.  Refuses: ``field.…``."""
    return Named(fields.required_text("contract"), fields.text("digest"), fields.day("until"))


def _is(contract: Contract, named: Named) -> bool:
    return contract.id == named.contract and named.digest in (None, digest(contract))


def _held(contract: Contract, until: date | None) -> Contract:
    return contract if until is None else replace(contract, term=replace(contract.term, to_on=until))


def above_on(above: Above, named: Iterable[Named] | None) -> tuple[list[Contract], list[Named]]:
    """Give the contracts that an act is judged under, and of those it names the ones that are not at hand.

    Nulls: an act that names none (``named`` null) is judged under all that are at hand; how each stood on its day is told by
    ``known_on`` and the term.

    >>> above_on(Above((), Worker("130123")), [Named("c")])[1][0].contract
    'c'
    """
    if named is None:
        return [contract for contract in above.contracts if contract.kind is not Kind.ENTERPRISE], []
    found = {each: next((contract for contract in above.contracts if _is(contract, each)), None) for each in named}
    held = [_held(contract, each.until) for each, contract in found.items() if contract]
    return held, [each for each, contract in found.items() if contract is None]


def reaches(contract: Contract, at: Worker, on: date, codes: CodeBook) -> bool:
    """Say whether a contract in effect by a day reaches an enterprise then, or from the first day of its term, if any row does.

    >>> reaches(Contract("c"), Worker("130123"), date(2026, 1, 1), CodeBook())
    False
    """
    begins = max(on, contract.term.from_on or on)
    rules = (replace(rule, occupation=None, level=None, category=None) for rule in contract_rules(contract))
    return contract.kind is not Kind.ENTERPRISE and any(why_not(rule, at, begins, on, codes) is None for rule in rules)


def _cell(at: Worker, row: WageRow) -> Worker:
    return replace(at, occupation=row.occupation, level=row.level, category=row.category)


def _rules(contracts: Iterable[Contract], form: Form) -> list[tuple[Rule, Contract]]:
    return [(rule, contract) for contract in contracts for rule in contract_rules(contract) if rule.form is form]


def _facts(row: WageRow, rule: Rule, title: str | None) -> dict[str, Fact]:
    above_row = rule.id.removeprefix(f"{rule.contract}/")
    return {
        "floor_fen": row.amount_fen,
        "above_fen": rule.amount_fen,
        "title": title or rule.contract,
        "contract": rule.contract,
        "above_row": above_row,
    }


def above_faults(
    table: WageTable, contracts: Iterable[Contract], at: Worker, on: date, known_on: date, codes: CodeBook
) -> Iterator[Warned]:
    """Name the rows below or exactly at what a contract above, in effect by ``known_on``, says on a day for all in their cell.

    Nulls: a row for any level, trade or category is held against rows for any alone; the rest is ``parts_above``.
    Source: 劳动合同法 arts 54-55 (not lower); notice 〔2024〕51号 part 四 (above it).

    Codes: ``floor.below_contract_above``, ``floor.not_above_contract_above``.
    """
    if table.form not in _COMPARED:
        return
    rules = _rules(contracts, table.form)
    titles = {rule.id: contract.title for rule, contract in rules}
    for row in table.rows:
        winners = applicable(_cell(at, row), on, known_on, [rule for rule, _ in rules], codes, table.form).winners
        if winners and row.amount_fen < winners[0].amount_fen:
            facts = _facts(row, winners[0], titles[winners[0].id])
            yield Warned("floor.below_contract_above", facts, row.id, source=NOT_LOWER)
        elif winners and row.amount_fen == winners[0].amount_fen:
            facts = _facts(row, winners[0], titles[winners[0].id])
            yield Warned("floor.not_above_contract_above", facts, row.id, source=ABOVE_IT)


def _both(row: WageRow, rule: Rule) -> WageRow | None:
    """Give the cell of those whom a row and a rule both reach, where that is a part of the row's; null where it is not."""
    wide, narrow = row.occupation, rule.occupation
    if wide is not None and narrow is not None and not occupation_reaches(wide, narrow):
        if not occupation_reaches(narrow, wide):
            return None
        narrow = wide
    pairs = ((row.level, rule.level), (row.category, rule.category))
    if any(own is not None and other is not None and own != other for own, other in pairs):
        return None
    level = row.level or (Level(rule.level) if rule.level else None)
    both = replace(row, occupation=narrow or wide, level=level, category=row.category or rule.category)
    return None if both == row else both


def parts_above(
    table: WageTable, contracts: Iterable[Contract], at: Worker, on: date, known_on: date, codes: CodeBook
) -> Iterator[Warned]:
    """Name the rows whose amount a contract above exceeds for a part of those whom they reach; for them that contract holds.

    Where another row of the table gives that part as much, nothing is told.

    Code: ``floor.partly_below_contract_above``.
    """
    if table.form not in _COMPARED:
        return
    own = [Rule(row.id, table.form, row.amount_fen, occupation=row.occupation, level=row.level, category=row.category)
           for row in table.rows]  # fmt: skip
    rules = _rules(contracts, table.form)
    for row in table.rows:
        for rule, contract in rules:
            both = _both(row, rule)
            if both is None or rule.amount_fen <= row.amount_fen or why_not(rule, _cell(at, both), on, known_on, codes):
                continue
            agreed = applicable(_cell(at, both), on, known_on, own, codes, table.form).amount_fen
            if agreed is not None and agreed < rule.amount_fen:
                facts = _facts(row, rule, contract.title)
                yield Warned("floor.partly_below_contract_above", facts, row.id, source=NOT_LOWER)
                break
