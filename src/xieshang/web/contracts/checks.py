"""What the law says of a contract's table and term today, beside the text: each with its source and how far that is trusted."""

from collections.abc import Iterator
from dataclasses import dataclass

from xieshang.core.above import Above, above_faults, parts_above
from xieshang.core.contract import Contract
from xieshang.core.reading import Reading
from xieshang.core.refusals import Warned
from xieshang.core.sources import Trust
from xieshang.core.table_checks import check_table
from xieshang.core.term_checks import term_faults
from xieshang.core.wage_table import WageRow, WageTable

__all__ = ["Checked", "checked"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One fault: against the law, or else a warning; its row of the table (null: the whole), and the trust of what it rests on."""

    is_error: bool
    warned: Warned
    row: WageRow | None
    trust: Trust


def _row(table: WageTable, row_id: str | int | None) -> WageRow | None:
    return next((row for row in table.rows if row.id == row_id), None)


def _trust(warned: Warned, law: Reading) -> Trust:
    """Give the trust of what a fault rests on: told among its facts, or that of the guideline's own entry."""
    if told := warned.facts.get("trust"):
        return Trust(str(told))
    entry = law.entry(f"guideline52.{warned.facts['category']}") if warned.code == "guideline52.below" else None
    return entry.trust if entry else Trust.PRIMARY


def _against(contract: Contract, above: Above, law: Reading) -> Iterator[Checked]:
    """Hold the tables against the contracts above: what is below is an error, what is equal or lower for a part a warning."""
    for ask in (above_faults, parts_above):
        for table in contract.tables:
            for fault in ask(table, above.contracts, above.at, law.on, law.on, law.rules.codes):
                yield Checked(fault.code == "floor.below_contract_above", fault, _row(table, fault.row), Trust.PRIMARY)


def checked(contract: Contract, law: Reading, above: Above | None = None) -> Iterator[Checked]:
    """Give what speaks against a contract: errors of its tables first, then warnings, the term's last.

    ``above`` is what stands above the contract of an enterprise today.
    """
    like = {category.name: category.like for category in contract.categories if category.like}
    found = [(table, check_table(table, law, like)) for table in contract.tables]
    for table, result in found:
        yield from (Checked(True, fault, _row(table, fault.row), _trust(fault, law)) for fault in result.errors)
    if above:
        yield from _against(contract, above, law)
    for table, result in found:
        yield from (Checked(False, fault, _row(table, fault.row), _trust(fault, law)) for fault in result.warnings)
    yield from (Checked(False, fault, None, _trust(fault, law)) for fault in term_faults(contract.term, law))
