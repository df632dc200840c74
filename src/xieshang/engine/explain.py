"""The arithmetic of one finding, step by step: what was paid, which floor held in each part of the month, what is short.

Everything is asked of the core for the one worker (``floors.applicable``, ``month_parts``), never of the painted tables of
the audit; random cases hold the two equal (``tests/engine/test_explain.py``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from xieshang.core.codes import CodeBook
from xieshang.core.contract import Contract
from xieshang.core.findings import Cause
from xieshang.core.floors import Answer, Rule, Worker, applicable, contract_rules
from xieshang.core.month_parts import Part, floor_due, month_parts
from xieshang.core.rules import Rules
from xieshang.core.sources import Source, Trust
from xieshang.core.statutory import statutory_rule
from xieshang.core.wage_table import Form
from xieshang.engine.minima import Law, minimum_changes
from xieshang.engine.paint import changes_of
from xieshang.engine.pay_rows import AMOUNT_COLUMNS, COMPARABLE_COLUMNS, PayRows, month_text
from xieshang.law import code_book, rules_for

__all__ = ["Component", "Due", "Explanation", "PaidMonth", "Share", "Use", "explain", "paid_month"]

_HOUR = 100
_ALLOWANCE = "skill_allowance_fen"
_CONTRIBUTIONS = "employee_contributions_fen"
_ORDER_21, _NORMAL_LABOUR = "最低工资规定", "第三条"
_EXCLUDED_BY = {
    "overtime_fen": "第十二条第一款（一）",
    "shift_allowance_fen": "第十二条第一款（二）",
    "hazard_allowance_fen": "第十二条第一款（二）",
    "welfare_fen": "第十二条第一款（三）",
}


class Use(StrEnum):
    """What becomes of one component of pay."""

    COUNTED = "counted"
    EXCLUDED = "excluded"
    """Never held against a floor."""
    APART = "apart"
    """Not held against this floor: allowances and wages are compared each for itself."""
    LEFT_IN = "left_in"
    """The worker's own contributions, where pay is taken gross."""
    TAKEN_OFF = "taken_off"
    """The same, where pay is taken net."""


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """One pay row as the arithmetic needs it.

    Units: fen; days and hours in hundredths.  Nulls: ``hours`` of whoever is not paid by the hour.
    """

    worker: Worker
    month: str
    payable_days: int
    paid_days: int
    amounts: Mapping[str, int]
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """One component of pay, what becomes of it, and by which rule.  Nulls: the law was not asked, or does not know."""

    column: str
    amount_fen: int
    use: Use
    source: Source | None = None
    trust: Trust | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the month and the floor that holds in it, with every rule looked at.  Nulls: no floor counts as 0."""

    part: Part
    answer: Answer

    @property
    def weighted_fen(self) -> int:
        """The floor times the weight of the part."""
        return (self.answer.amount_fen or 0) * self.part.weight


@dataclass(frozen=True, slots=True)
class Due:
    """What is due for the days paid (or the hours worked).  Units: ``paid`` and ``payable`` in hundredths."""

    shares: tuple[Share, ...]
    paid: int
    payable: int

    @property
    def weight(self) -> int:
        """The weights of all parts together."""
        return sum(share.part.weight for share in self.shares) or 1

    @property
    def weighted_fen(self) -> int:
        """The floors of the parts, each times its weight."""
        return sum(share.weighted_fen for share in self.shares)

    @property
    def floor_fen(self) -> int:
        """What is due, rounded up to the next fen, once."""
        return floor_due(self.weighted_fen, self.weight, self.paid, self.payable)

    @property
    def rule(self) -> str:
        """The rules that decide, part by part; of a tie the first."""
        return "+".join(dict.fromkeys(share.answer.winners[0].id for share in self.shares if share.answer.winners))


@dataclass(frozen=True, slots=True)
class Explanation:
    """One finding taken apart.  ``statutory``: what the statutory minimum alone would make due."""

    form: Form
    cause: Cause
    components: tuple[Component, ...]
    due: Due
    statutory: Due

    @property
    def comparable_fen(self) -> int:
        """What is held against the floor."""
        signs = {Use.COUNTED: 1, Use.TAKEN_OFF: -1}
        return sum(signs.get(entry.use, 0) * entry.amount_fen for entry in self.components)

    @property
    def shortfall_fen(self) -> int:
        """What is short."""
        return self.due.floor_fen - self.comparable_fen


def paid_month(rows: PayRows, index: int) -> PaidMonth:
    """Take one row out of its columns, by its index from 0."""
    part_time = rows.employment is not None and rows.employment.texts[rows.employment.codes[index]] == "part_time"
    return PaidMonth(
        worker=Worker(
            place=rows.place.texts[rows.place.codes[index]],
            industry=rows.industry.texts[rows.industry.codes[index]],
            occupation=rows.occupation.texts[rows.occupation.codes[index]],
            level=int(rows.level[index]) or None,
            category=rows.category.texts[rows.category.codes[index]] or None,
            enterprise=rows.enterprise.texts[rows.enterprise.codes[index]],
        ),
        month=month_text(int(rows.month[index])),
        payable_days=int(rows.payable_days[index]),
        paid_days=int(rows.paid_days[index]),
        amounts={column: int(rows.amounts[column][index]) for column in AMOUNT_COLUMNS},
        hours=int(rows.hours[index]) if part_time and rows.hours is not None else None,
    )


def explain(
    paid: PaidMonth,
    form: Form,
    cause: Cause,
    contracts: Iterable[Contract],
    known_on: date,
    *,
    codes: CodeBook | None = None,
    law: Law = rules_for,
    recorded_by: date | None = None,
) -> Explanation:
    """Take one finding apart.  ``recorded_by``: the law as it was recorded on a day, null for all of it.

    Source: methods F; interfaces §8.
    """
    asked = _Asked(paid, known_on, codes or code_book(), law(paid.worker.place), recorded_by)
    rules = [rule for contract in contracts for rule in contract_rules(contract)]
    cuts = changes_of(rules) | minimum_changes(law, [paid.worker.place])
    monthly = Form.HOURLY_FLOOR if form is Form.HOURLY_FLOOR else Form.MONTHLY_FLOOR
    statutory = asked.due(cuts, (), monthly, with_statutory=True)
    if cause is Cause.ALLOWANCE_STATUTORY:
        due = statutory
    else:
        due = asked.due(cuts, rules, form, with_statutory=form is not Form.SKILL_ALLOWANCE)
    return Explanation(form, cause, tuple(asked.components(cause)), due, statutory)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the core is asked with."""

    paid: PaidMonth
    known_on: date
    codes: CodeBook
    law: Rules
    recorded_by: date | None

    def due(self, cuts: Iterable[date], rules: Sequence[Rule], form: Form, *, with_statutory: bool) -> Due:
        """Ask the floor of each part of the month; neighbours in which the same rule decides are one part."""
        shares = []
        for part in month_parts(self.paid.month, cuts):
            minimum = statutory_rule(self.law, form, part.first_on, self.recorded_by) if with_statutory else None
            listed = [minimum, *rules] if minimum else rules
            shares.append(Share(part, applicable(self.paid.worker, part.first_on, self.known_on, listed, self.codes, form)))
        joined = tuple(_joined(shares))
        if form is Form.HOURLY_FLOOR and self.paid.hours is not None:
            return Due(joined, self.paid.hours, _HOUR)
        return Due(joined, self.paid.paid_days, self.paid.payable_days)

    def components(self, cause: Cause) -> Iterator[Component]:
        """Say of every component of pay what becomes of it."""
        on = date.fromisoformat(f"{self.paid.month}-01")
        basis = self.law.value("si_mode", on, self.recorded_by)
        for column in AMOUNT_COLUMNS:
            use, source, trust = Use.EXCLUDED, None, None
            if column in COMPARABLE_COLUMNS:
                use, source, trust = _use(column, cause), Source(_ORDER_21, _NORMAL_LABOUR), Trust.PRIMARY
            elif column == _CONTRIBUTIONS:
                net = basis is not None and basis.value == "net" and cause is not Cause.ALLOWANCE
                use = Use.TAKEN_OFF if net else Use.APART if cause is Cause.ALLOWANCE else Use.LEFT_IN
                source, trust = (basis.source, basis.trust) if basis else (None, None)
            elif column in _EXCLUDED_BY:
                source, trust = Source(_ORDER_21, _EXCLUDED_BY[column]), Trust.PRIMARY
            yield Component(column, self.paid.amounts.get(column, 0), use, source, trust)


def _use(column: str, cause: Cause) -> Use:
    """Say whether a component of the comparable wage counts against the floor of the cause."""
    apart = {Cause.ALLOWANCE: column != _ALLOWANCE, Cause.ALLOWANCE_STATUTORY: column == _ALLOWANCE}
    return Use.APART if apart.get(cause, False) else Use.COUNTED


def _joined(shares: Sequence[Share]) -> Iterator[Share]:
    """Join neighbours in which the same amount holds by the same rule; a month of one part weighs 1."""
    runs = [list(run) for _, run in groupby(shares, key=lambda share: (share.answer.amount_fen, share.answer.winners[:1]))]
    for run in runs:
        first, last = run[0].part, run[-1].part
        weight = sum(share.part.weight for share in run) if len(runs) > 1 else 1
        yield replace(run[0], part=Part(first.first_on, last.last_on, weight))
