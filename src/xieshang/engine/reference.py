"""The slow twin of the audit: plain Python, a row after the other, day by day, asking the core for every floor.

Nothing is compiled and no part of a month is known here: the floor of a month is the sum of the floors of its weekdays over
their number.  Random cases must give the same findings to the fen (``tests/generative/test_audit_twin.py``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from xieshang.core.codes import CodeBook
from xieshang.core.contract import Contract, Kind
from xieshang.core.findings import Cause, Finding, finding_id
from xieshang.core.floors import Rule, Worker, applicable, contract_rules
from xieshang.core.month_parts import floor_due
from xieshang.core.statutory import statutory_rule
from xieshang.core.wage_table import Form
from xieshang.engine.minima import Law
from xieshang.engine.pay_rows import PayRows, month_text

__all__ = ["ReferenceAudit", "audit_rows"]


@dataclass(slots=True)
class ReferenceAudit:
    """What the twin found: the findings in order, the counts, and which contract lies below which in which form."""

    findings: list[Finding] = field(default_factory=list)
    checked: int = 0
    not_covered: int = 0
    statutory_unknown: int = 0
    lower: set[tuple[str, Form, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Case:
    """What every row is held against."""

    rules: list[Rule]
    enterprise_contracts: set[str]
    known_on: date
    codes: CodeBook
    law: Law


@dataclass(slots=True)
class _Month:
    """The floors of one worker and form, added up over the weekdays of a month."""

    contract: int = 0
    statutory: int = 0
    highest: int = 0
    days: int = 0
    reached: bool = False
    unknown: bool = False
    rules: dict[str, None] = field(default_factory=dict)
    contract_rules: dict[str, None] = field(default_factory=dict)


def audit_rows(rows: PayRows, contracts: Sequence[Contract], known_on: date, codes: CodeBook, law: Law) -> ReferenceAudit:
    """Check pay rows one by one."""
    rules = [rule for contract in contracts for rule in contract_rules(contract)]
    of_enterprises = {contract.id for contract in contracts if contract.kind is Kind.ENTERPRISE}
    case, found = _Case(rules, of_enterprises, known_on, codes, law), ReferenceAudit()
    for index in range(len(rows)):
        _check_row(rows, index, case, found)
    return found


def _weekdays(month: str) -> list[date]:
    first_on = date.fromisoformat(f"{month}-01")
    days = [first_on + timedelta(days=number) for number in range(31)]
    return [day for day in days if day.month == first_on.month and day.weekday() < 5]


def _month(worker: Worker, month: str, form: Form, case: _Case, found: ReferenceAudit) -> _Month:
    """Add up the floors of a month; note contracts of enterprises that lie below one above them."""
    added, minimum_form = _Month(), Form.MONTHLY_FLOOR if form is Form.SKILL_ALLOWANCE else form
    for day in _weekdays(month):
        answer = applicable(worker, day, case.known_on, case.rules, case.codes, form)
        rule = statutory_rule(case.law(worker.place), minimum_form, day)
        contract, statutory = answer.amount_fen or 0, rule.amount_fen if rule else 0
        added.contract += contract
        added.statutory += statutory
        added.highest += max(contract, statutory)
        added.days += 1
        added.reached |= bool(answer.winners)
        added.unknown |= rule is None
        if rule and statutory >= contract:
            added.rules[rule.id] = None
        elif answer.winners:
            added.rules[answer.winners[0].id] = None
        if answer.winners:
            added.contract_rules[answer.winners[0].id] = None
        _note_lower(worker, day, form, case, found)
    return added


def _note_lower(worker: Worker, day: date, form: Form, case: _Case, found: ReferenceAudit) -> None:
    over = [rule for rule in case.rules if rule.contract not in case.enterprise_contracts]
    above = applicable(worker, day, case.known_on, over, case.codes, form)
    for contract in case.enterprise_contracts:
        own_rules = [rule for rule in case.rules if rule.contract == contract]
        own = applicable(worker, day, case.known_on, own_rules, case.codes, form)
        if own.amount_fen is not None and above.amount_fen is not None and own.amount_fen < above.amount_fen:
            found.lower.add((contract, form, above.winners[0].contract))


def _check_row(rows: PayRows, index: int, case: _Case, found: ReferenceAudit) -> None:
    worker = Worker(
        place=rows.place.texts[rows.place.codes[index]],
        industry=rows.industry.texts[rows.industry.codes[index]],
        occupation=rows.occupation.texts[rows.occupation.codes[index]],
        level=int(rows.level[index]) or None,
        category=rows.category.texts[rows.category.codes[index]] or None,
        enterprise=rows.enterprise.texts[rows.enterprise.codes[index]],
    )
    month = month_text(int(rows.month[index]))
    paid, payable, hours = int(rows.paid_days[index]), int(rows.payable_days[index]), None
    if rows.employment is not None and rows.employment.texts[rows.employment.codes[index]] == "part_time":
        hours = int(rows.hours[index]) if rows.hours is not None else -1
    net = case.law(worker.place).value("si_mode", date.fromisoformat(f"{month}-01"))
    comparable = int(rows.comparable_fen(net=net is not None and net.value == "net")[index])
    if hours is None:
        floor = _month(worker, month, Form.MONTHLY_FLOOR, case, found)
        allowance = _month(worker, month, Form.SKILL_ALLOWANCE, case, found)
    elif hours >= 0:
        floor, allowance = _month(worker, month, Form.HOURLY_FLOOR, case, found), _Month()
        paid, payable = hours, 100
    else:
        floor, allowance = _Month(), _Month()
    found.checked += floor.reached or allowance.reached or floor.statutory > 0
    found.not_covered += not (floor.reached or allowance.reached)
    found.statutory_unknown += floor.unknown

    def tell(form: Form, cause: Cause, due: int, have: int, rules: dict[str, None], also: bool) -> None:
        person, enterprise = rows.person.texts[rows.person.codes[index]], worker.enterprise or ""
        identity = finding_id(enterprise, person, month, form)
        found.findings.append(
            Finding(person, month, enterprise, cause, due, have, due - have, "+".join(rules), index + 1, identity, also, form)
        )

    def due(total: int, of: _Month) -> int:
        return floor_due(total, of.days or 1, paid, payable)

    def below(wage: int, owed: int) -> bool:
        return max(wage, 0) < owed

    if below(comparable, due(floor.highest, floor)):
        cause = Cause.STATUTORY if floor.highest == floor.statutory else Cause.CONTRACT
        contract_missed = cause is Cause.CONTRACT or below(comparable, due(floor.contract, floor))
        both = below(comparable, due(floor.statutory, floor)) and contract_missed
        form = Form.MONTHLY_FLOOR if hours is None else Form.HOURLY_FLOOR
        tell(form, cause, due(floor.highest, floor), comparable, floor.rules, both)
    if allowance.reached:
        paid_allowance = int(rows.amounts["skill_allowance_fen"][index])
        without, minimum = comparable - paid_allowance, due(allowance.statutory, allowance)
        if paid_allowance < due(allowance.contract, allowance):
            owed = due(allowance.contract, allowance)
            tell(Form.SKILL_ALLOWANCE, Cause.ALLOWANCE, owed, paid_allowance, allowance.contract_rules, below(without, minimum))
        elif below(without, minimum):
            place_rule = {f"statutory/{worker.place}": None}
            tell(Form.SKILL_ALLOWANCE, Cause.ALLOWANCE_STATUTORY, minimum, without, place_rule, False)
