"""Random payrolls, contracts and law: the audit of millions and its slow twin find the same, to the fen."""

import csv
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from xieshang.core.codes import CodeBook
from xieshang.core.contract import Binding, Confirmation, Contract, Kind, Scope, Term
from xieshang.core.findings import FINDING_COLUMNS
from xieshang.core.minimum_wages import MinimumWages, Standard
from xieshang.core.rules import LawValue, Pack, Rules
from xieshang.core.skills import Level
from xieshang.core.sources import Source, Trust
from xieshang.core.wage_table import Area, Form, WageRow, WageTable
from xieshang.engine import audit
from xieshang.engine.ingest import read_pay_rows
from xieshang.engine.reference import audit_rows

PLACES = ("130123", "130102", "130100", "P130123-示范园区", "340506")
INDUSTRIES = ("C", "C35", "C3525", "C36")
OCCUPATIONS = ("6-18", "6-18-01", "6-18-01-01", "6-18-02-04")
ENTERPRISES = ("示范企业01", "示范企业02", "=示范企业03")
CATEGORIES = ("关键类", "核心类")
FORMS = (Form.MONTHLY_FLOOR, Form.HOURLY_FLOOR, Form.SKILL_ALLOWANCE, Form.PIECE_PRICE)
KNOWN_ON = date(2026, 6, 1)
SOURCE, ENTERED = Source("示范"), date(2026, 1, 1)


def standard(jurisdiction: str, monthly_fen: int, hourly_fen: int | None, from_on: date) -> Standard:
    return Standard(jurisdiction, None, monthly_fen, hourly_fen, SOURCE, Trust.PRIMARY, ENTERED, from_on)


MINIMA = MinimumWages(
    (
        standard("13", 300, 3, date(2020, 1, 1)),
        standard("13", 400, None, date(2026, 3, 11)),
        standard("34", 350, 4, date(2026, 3, 16)),
    )
)
CODES = CodeBook(divisions={"35": "C", "36": "C"}, middle_classes={"6-18": "机械"})
NET = Pack("34", "示范", (LawValue("n", "si_mode", "net", None, SOURCE, Trust.PRIMARY, ENTERED),))


def law(place: str) -> Rules:
    return Rules(place, (NET,) if place.startswith("34") else (), codes=CODES, minimum_wages=MINIMA)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...] | None]:
    return st.one_of(st.none(), st.none(), st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple))


days = st.sampled_from([date(2026, month, day) for month in (2, 3, 4) for day in (1, 10, 14, 15, 16)])
early = st.just(date(2025, 1, 1))
wage_rows = st.builds(
    WageRow,
    id=st.sampled_from("abcdef"),
    amount_fen=st.integers(0, 12).map(lambda number: number * 50),
    category=st.sampled_from([None, None, *CATEGORIES]),
    occupation=st.sampled_from([None, *OCCUPATIONS]),
    level=st.sampled_from([None, None, *list(Level)[:4]]),
)
tables = st.builds(
    WageTable,
    form=st.sampled_from(FORMS),
    rows=st.lists(wage_rows, min_size=1, max_size=4, unique_by=lambda row: row.id).map(tuple),
    area=st.one_of(st.none(), st.none(), st.builds(Area, st.none(), some(PLACES))),
)
scopes = st.builds(
    Scope,
    places=some(PLACES),
    industries=some(INDUSTRIES),
    enterprises=some(ENTERPRISES),
    binding=st.sampled_from([Binding.ALL, *Binding]),
    confirmed=st.lists(st.builds(Confirmation, st.sampled_from(ENTERPRISES), st.none() | days), max_size=3).map(tuple),
)
contracts = st.builds(
    Contract,
    id=st.sampled_from(["c1", "c2", "c3", "c4"]),
    kind=st.sampled_from(Kind),
    scope=scopes,
    term=st.builds(Term, st.one_of(early, days, early, st.none()), st.none() | days),
    known_on=st.sampled_from([KNOWN_ON] * 5 + [None, date(2026, 6, 2)]),
    tables=st.lists(tables, min_size=1, max_size=2).map(tuple),
)
payrolls = st.lists(
    st.fixed_dictionaries({
        "person": st.sampled_from(["甲", "乙", "'丙", "丁", "戊", "己"]),
        "enterprise": st.sampled_from(ENTERPRISES),
        "place": st.sampled_from(PLACES),
        "industry": st.sampled_from(INDUSTRIES),
        "occupation": st.sampled_from(OCCUPATIONS),
        "level": st.sampled_from(["", "1", "初级工", "四级", "4"]),
        "category": st.sampled_from(["", *CATEGORIES]),
        "month": st.sampled_from(["2026-02", "2026-03", "2026-04"]),
        "payable_days": st.sampled_from(["21.75", "22", "23"]),
        "paid_days": st.sampled_from(["0", "7.33", "21.75", "21.75"]),
        "basic_fen": st.integers(0, 600),
        "piece_fen": st.sampled_from(["", "100"]),
        "skill_allowance_fen": st.integers(0, 300),
        "overtime_fen": st.just(10_000),
        "employee_contributions_fen": st.integers(0, 100),
        "employment": st.sampled_from(["", "full_time", "part_time", "probation"]),
        "hours": st.sampled_from(["", "0", "40.25", "100"]),
    }),
    min_size=8,
    max_size=24,
    unique_by=lambda row: (row["person"], row["enterprise"], row["month"]),
)  # fmt: skip


def written(folder: str, payroll: list[dict[str, Any]]) -> Path:
    path = Path(folder) / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(payroll[0]))
        writer.writeheader()
        writer.writerows(payroll)
    return path


def records(found: audit.Audit) -> Iterator[tuple[Any, ...]]:
    return zip(*(found.columns[name].tolist() for name in FINDING_COLUMNS), strict=True)


@given(
    payrolls,
    st.lists(contracts, min_size=1, max_size=4, unique_by=lambda contract: contract.id),
    st.sampled_from([(3, 1), (1 << 18, 1 << 25)]),
)
def test_the_audit_equals_its_twin(payroll: list[dict[str, Any]], agreed: list[Contract], sizes: tuple[int, int]) -> None:
    with TemporaryDirectory() as folder, mock.patch.multiple(audit, _CHUNK_ROWS=sizes[0], _SLAB_CELLS=sizes[1]):
        path = written(folder, payroll)
        fast = audit.audit_file(path, agreed, KNOWN_ON, codes=CODES, law=law)
        slow = audit_rows(read_pay_rows(path, codes=CODES), agreed, KNOWN_ON, CODES, law)
    assert list(records(fast)) == [astuple(finding) for finding in slow.findings]
    assert (fast.rows, fast.checked, fast.not_covered) == (len(payroll), slow.checked, slow.not_covered)
    assert fast.statutory_unknown == slow.statutory_unknown
    assert {(lower.contract, lower.form, over) for lower in fast.contracts for over in lower.below} == slow.lower
