"""Random payrolls, tables and contributions: the curve and its slow twin cost the same, to the fen."""

from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np
from cost_cases import pay_rows
from hypothesis import given
from hypothesis import strategies as st

from xieshang.core.codes import CodeBook
from xieshang.core.rules import LawValue, Pack, Rules
from xieshang.core.skills import Level
from xieshang.core.sources import Source, Trust
from xieshang.core.wage_table import Area, Form, WageRow, WageTable
from xieshang.engine.costing import Costing, build_costing
from xieshang.engine.employments import take_employments
from xieshang.engine.ladder import at_floor, inversions_created
from xieshang.engine.on_costs import Contribution, on_cost
from xieshang.engine.reference_cost import ReferenceCost, cost_rows
from xieshang.engine.spill_over import spill_over_fen

PLACES = ("130123", "130102", "P130123-示范园区", "340506")
OCCUPATIONS = ("6-18", "6-18-01", "6-18-01-01", "6-18-02-04")
ENTERPRISES = ("示范企业01", "示范企业02", "示范企业03")
CATEGORIES = ("关键类", "核心类")
AMOUNTS = (280, 300, 320)
CODES = CodeBook(divisions={"35": "C"}, middle_classes={"6-18": "机械"})
NET = Pack("34", "示范", (LawValue("n", "si_mode", "net", None, Source("示范"), Trust.PRIMARY, date(2026, 1, 1)),))


def law(place: str) -> Rules:
    return Rules(place, (NET,) if place.startswith("34") else (), codes=CODES)


def or_any(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


wage_rows = st.builds(
    WageRow,
    id=st.sampled_from("abcdefgh"),
    amount_fen=st.one_of(st.sampled_from(AMOUNTS), st.integers(0, 600)),
    category=or_any(CATEGORIES),
    occupation=or_any((*OCCUPATIONS, "6", "6-1", "9-99")),
    level=or_any(tuple(list(Level)[:5])),
)
tables = st.builds(
    WageTable,
    form=st.sampled_from([Form.MONTHLY_FLOOR, Form.MONTHLY_FLOOR, Form.HOURLY_FLOOR, Form.SKILL_ALLOWANCE]),
    rows=st.lists(wage_rows, max_size=6, unique_by=lambda row: row.id).map(tuple),
    area=st.one_of(st.none(), st.builds(Area, st.none(), st.none() | st.lists(st.sampled_from(["130100", *PLACES])).map(tuple))),
)
payrolls = st.lists(
    st.fixed_dictionaries({
        "person": st.sampled_from("甲乙丙丁戊己庚辛"),
        "enterprise": st.sampled_from(ENTERPRISES),
        "place": st.sampled_from(PLACES),
        "industry": st.just("C35"),
        "occupation": st.sampled_from(OCCUPATIONS),
        "level": st.sampled_from(["", "1", "2", "3", "4"]),
        "category": st.sampled_from(["", *CATEGORIES]),
        "month": st.sampled_from(["2026-02", "2026-03"]),
        "payable_days": st.sampled_from(["21.75", "22", "20"]),
        "paid_days": st.sampled_from(["0", "9.99", "10", "10.01", "10.87", "10.88", "20", "20"]),
        "basic_fen": st.one_of(st.sampled_from([*AMOUNTS, *(2 * amount for amount in AMOUNTS)]), st.integers(0, 700)),
        "piece_fen": st.integers(0, 1),
        "skill_allowance_fen": st.one_of(st.just(0), st.integers(0, 300)),
        "overtime_fen": st.just(10_000),
        "employee_contributions_fen": st.sampled_from([0, 0, 50]),
        "employment": st.sampled_from(["", "full_time", "part_time", "dispatched"]),
        "hours": st.sampled_from(["", "0", "0.01", "60.25", "174"]),
    }),
    min_size=1,
    max_size=24,
    unique_by=lambda row: (row["person"], row["enterprise"], row["month"]),
)  # fmt: skip
bounds = st.one_of(st.none(), st.integers(100, 500))
contributions = st.lists(
    st.builds(Contribution, st.just("示范"), st.fractions(0, 1, max_denominator=100), bounds, bounds)
    .filter(lambda item: item.base_low_fen is None or item.base_high_fen is None or item.base_low_fen <= item.base_high_fen),
    max_size=3,
)  # fmt: skip


def whole(fen: Fraction) -> int:
    return ceil(fen)


def check(costing: Costing, table: WageTable, items: list[Contribution], twin: ReferenceCost) -> None:
    employments, cost = costing.employments, costing.cost(table.rows)
    assert (len(employments), employments.persons) == (twin.workers, twin.persons)
    assert [*twin.left_out.values()] == [
        employments.left_out.under_half_attendance,
        employments.left_out.hours_unknown,
        employments.left_out.other_employment,
    ]
    assert (cost.covered, cost.affected, cost.monthly_fen) == (twin.covered, twin.affected, whole(twin.raises))
    of_cells = zip(employments.cells, cost.by_cell.affected.tolist(), cost.by_cell.monthly_fen.tolist(), strict=True)
    assert {(cell.occupation, cell.level, cell.category, cell.in_area): told for cell, *told in of_cells} == {
        cell: [affected, whole(raised)] for cell, (affected, raised) in twin.by_cell.items()
    }
    beside = on_cost(employments, cost.floors.floors_fen, np.zeros(len(employments), dtype=np.int64), lambda place: items)
    of_enterprise = costing.by_enterprise(cost.floors)
    told = zip(
        employments.enterprises,
        of_enterprise.affected.tolist(),
        of_enterprise.monthly_fen.tolist(),
        beside.by_enterprise,
        strict=True,
    )
    assert {enterprise: (affected, raised, extra) for enterprise, affected, raised, extra in told} == {
        enterprise: (affected, whole(raised), extra) for enterprise, (affected, raised, extra) in twin.by_enterprise.items()
    }
    assert beside.monthly_fen == whole(twin.on_cost)
    assert spill_over_fen(employments, table.rows, cost.floors, cost.by_cell) == whole(twin.with_spill_over)
    assert at_floor(costing, cost.floors) == twin.at_floor
    assert inversions_created(costing, cost.floors) == twin.inversions


@given(payrolls, tables, contributions, st.sampled_from([None, "month of the first row"]))
def test_the_costing_equals_its_twin(
    payroll: list[dict[str, Any]], table: WageTable, items: list[Contribution], asked: str | None
) -> None:
    month = asked and payroll[0]["month"]
    rows = pay_rows(payroll)
    costing = build_costing(take_employments(rows, table.form, law, CODES, table.area, month))
    check(costing, table, items, cost_rows(rows, table, law, CODES, items, month))
