"""The slow twin of the costing: plain Python, person after person, exact fractions, asking the core whom a row reaches.

Nothing is sorted, indexed or added up in advance here.  Random cases must give the same costs to the fen
(``tests/generative/test_cost_twin.py``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import product

from xieshang.core.codes import CodeBook, occupation_reaches
from xieshang.core.wage_table import Form, WageTable
from xieshang.engine.minima import Law
from xieshang.engine.on_costs import Contribution
from xieshang.engine.pay_rows import PayRows, month_text

__all__ = ["ReferenceCost", "cost_rows"]

Cell = tuple[str, int | None, str | None, bool]


@dataclass(frozen=True, slots=True)
class _Employed:
    """One employment: ``wage`` and ``allowance`` for a full month or the hours worked, which are the part ``time`` of a floor."""

    person: str
    enterprise: str
    cell: Cell
    wage: Fraction
    allowance: Fraction
    time: Fraction


@dataclass(slots=True)
class ReferenceCost:
    """What the twin found; raises, on-costs and the spill-over are exact fen a month."""

    workers: int = 0
    persons: int = 0
    covered: int = 0
    affected: int = 0
    raises: Fraction = Fraction(0)
    on_cost: Fraction = Fraction(0)
    with_spill_over: Fraction = Fraction(0)
    at_floor: int = 0
    inversions: int = 0
    left_out: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("attendance", "hours", "employment"), 0))
    by_cell: dict[Cell, tuple[int, Fraction]] = field(default_factory=dict)
    by_enterprise: dict[str, tuple[int, Fraction, Fraction]] = field(default_factory=dict)


def cost_rows(
    rows: PayRows, table: WageTable, law: Law, codes: CodeBook, contributions: Sequence[Contribution], month: str | None = None
) -> ReferenceCost:
    """Cost a wage table person by person."""
    found = ReferenceCost()
    indexes = [index for index in range(len(rows)) if _is_of_month(rows, index, month)]
    employed = [one for index in indexes if (one := _take(rows, index, table, law, codes, found))]
    found.workers, found.persons = len(employed), len({one.person for one in employed})
    for one in employed:
        _cost(one, table, contributions, found)
    found.inversions = sum(_turns_over(low, high, table) for low, high in product(employed, employed))
    return found


def _text(rows: PayRows, column: str, index: int) -> str:
    coded = getattr(rows, column)
    return str(coded.texts[coded.codes[index]])


def _is_of_month(rows: PayRows, index: int, month: str | None) -> bool:
    if month is not None:
        return month_text(int(rows.month[index])) == month
    person = rows.person.codes[index]
    return all(rows.month[other] <= rows.month[index] for other in range(len(rows)) if rows.person.codes[other] == person)


def _take(rows: PayRows, index: int, table: WageTable, law: Law, codes: CodeBook, found: ReferenceCost) -> _Employed | None:
    part_time = rows.employment is not None and _text(rows, "employment", index) == "part_time"
    hours = Fraction(int(rows.hours[index]), 100) if rows.hours is not None else Fraction(-1)
    attendance = Fraction(int(rows.paid_days[index]), int(rows.payable_days[index]))
    wrong_form = {Form.HOURLY_FLOOR: not part_time, Form.SKILL_ALLOWANCE: part_time}.get(table.form, False)
    absent = not part_time and attendance < Fraction(1, 2)
    for reason, holds in (("employment", wrong_form), ("attendance", absent), ("hours", part_time and hours <= 0)):
        if holds:
            found.left_out[reason] += 1
            return None
    place = _text(rows, "place", index)
    amounts = {name: Fraction(int(column[index])) for name, column in rows.amounts.items()}
    paid = sum((amounts[name] for name in ("basic_fen", "piece_fen", "performance_fen", "skill_allowance_fen")), Fraction(0))
    basis = law(place).value("si_mode", date.fromisoformat(f"{month_text(int(rows.month[index]))}-01"))
    if basis is not None and basis.value == "net":
        paid -= amounts["employee_contributions_fen"]
    inside = table.area is None or table.area.places is None or any(codes.within(place, other) for other in table.area.places)
    cell = (_text(rows, "occupation", index), int(rows.level[index]) or None, _text(rows, "category", index) or None, inside)
    whole_month = Fraction(1) if part_time else 1 / attendance
    hours_of_floor = 1 if table.form is Form.HOURLY_FLOOR else 174
    return _Employed(
        person=_text(rows, "person", index),
        enterprise=_text(rows, "enterprise", index),
        cell=cell,
        wage=Fraction(paid * whole_month // 1),
        allowance=Fraction(amounts["skill_allowance_fen"] * whole_month // 1),
        time=hours / hours_of_floor if part_time else Fraction(1),
    )


def _floor(cell: Cell, table: WageTable, above: int = 0) -> int | None:
    """Give the highest floor that reaches a cell, or one of its levels above."""
    occupation, level, category, inside = cell
    level = level + above if level else None
    amounts = [
        row.amount_fen
        for row in table.rows
        if inside
        and (row.occupation is None or occupation_reaches(row.occupation, occupation))
        and row.level in (None, level)
        and row.category in (None, category)
    ]
    return max(amounts, default=None)


def _cost(one: _Employed, table: WageTable, contributions: Sequence[Contribution], found: ReferenceCost) -> None:
    floor = _floor(one.cell, table)
    paid = one.allowance if table.form is Form.SKILL_ALLOWANCE else one.wage
    raised = Fraction(0) if floor is None else max(floor * one.time - paid, Fraction(0))
    extra = sum((item.rate * (_clamp(one.wage + raised, item) - _clamp(one.wage, item)) for item in contributions), Fraction(0))
    is_affected = int(raised > 0)
    found.covered += floor is not None
    found.affected += is_affected
    found.raises += raised
    found.on_cost += extra
    affected, cost = found.by_cell.get(one.cell, (0, Fraction(0)))
    found.by_cell[one.cell] = affected + is_affected, cost + raised
    affected, cost, beside = found.by_enterprise.get(one.enterprise, (0, Fraction(0), Fraction(0)))
    found.by_enterprise[one.enterprise] = affected + is_affected, cost + raised, beside + extra
    rate = paid / one.time // 1
    found.with_spill_over += raised + (0 if floor is None else _spilled(Fraction(rate), floor, one.cell, table) * one.time)
    found.at_floor += floor is not None and rate <= floor


def _clamp(wage: Fraction, item: Contribution) -> Fraction:
    low = wage if item.base_low_fen is None else max(wage, Fraction(item.base_low_fen))
    return low if item.base_high_fen is None else min(low, Fraction(item.base_high_fen))


def _spilled(rate: Fraction, floor: int, cell: Cell, table: WageTable) -> Fraction:
    """Give what the scenario adds to one worker above what must be paid."""
    must = max(rate, Fraction(floor))
    wanted = max(must, rate + Fraction(1, 4) * max(Fraction(0), Fraction(115, 100) * floor - rate))
    levels = range(1, 9 - (cell[1] or 8))
    higher = [above for step in levels if (above := _floor(cell, table, step)) is not None and above > floor]
    return wanted - must if not higher else max(min(wanted, Fraction(higher[0])), must) - must


def _turns_over(low: _Employed, high: _Employed, table: WageTable) -> bool:
    """Say whether the worker of the higher level is paid less after the table, and was not before."""
    if low.enterprise != high.enterprise or low.cell[0] != high.cell[0] or not 0 < (low.cell[1] or 0) < (high.cell[1] or 0):
        return False

    def rate(one: _Employed) -> int:
        return (one.allowance if table.form is Form.SKILL_ALLOWANCE else one.wage) // one.time

    def after(one: _Employed) -> int:
        floor = _floor(one.cell, table)
        return rate(one) if floor is None else max(rate(one), floor)

    return rate(low) <= rate(high) and after(low) > after(high)
