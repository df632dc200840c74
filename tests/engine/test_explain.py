"""One finding taken apart gives the numbers of the audit, for random payrolls, contracts and law, and exactly for known cases."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from generative.test_audit_twin import CODES, KNOWN_ON, contracts, law, payrolls, written
from hypothesis import given
from hypothesis import strategies as st

from xieshang.core.contract import Contract, Scope, Term
from xieshang.core.findings import Cause
from xieshang.core.floors import WhyNot, Worker
from xieshang.core.skills import parse_level
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.engine.audit import audit_file
from xieshang.engine.explain import Explanation, PaidMonth, Use, explain, paid_month
from xieshang.engine.ingest import read_pay_rows
from xieshang.engine.pay_rows import AMOUNT_COLUMNS


@given(payrolls, st.lists(contracts, min_size=1, max_size=4, unique_by=lambda contract: contract.id))
def test_every_finding_taken_apart_gives_the_audits_own_numbers(payroll: list[dict[str, Any]], agreed: list[Contract]) -> None:
    with TemporaryDirectory() as folder:
        path = written(folder, payroll)
        found = audit_file(path, agreed, KNOWN_ON, codes=CODES, law=law).columns
    for at, row in enumerate(found["row"].tolist()):
        form, cause = Form(found["form"][at]), Cause(found["cause"][at])

        def taken(cause: Cause, row: int = row, form: Form = form) -> Explanation:
            return explain(paid(payroll[row - 1]), form, cause, agreed, KNOWN_ON, codes=CODES, law=law)

        told = taken(cause)
        numbers = [found[column][at] for column in ("floor_fen", "comparable_fen", "shortfall_fen")]
        assert [told.due.floor_fen, told.comparable_fen, told.shortfall_fen] == numbers
        if told.due.floor_fen:
            assert told.due.rule == found["rule"][at]
        if cause in (Cause.CONTRACT, Cause.ALLOWANCE):
            have = taken(Cause.ALLOWANCE_STATUTORY).comparable_fen if cause is Cause.ALLOWANCE else told.comparable_fen
            assert found["also_statutory"][at] == (have < told.statutory.floor_fen)


def paid(row: dict[str, Any]) -> PaidMonth:
    level = int(parse_level(row["level"])) if row["level"] else None
    worker = Worker(row["place"], row["industry"], row["occupation"], level, row["category"] or None, row["enterprise"])
    amounts = {column: int(row.get(column) or 0) for column in AMOUNT_COLUMNS}
    payable, days = (round(float(row[column]) * 100) for column in ("payable_days", "paid_days"))
    hours = round(float(row["hours"]) * 100) if row["employment"] == "part_time" and row["hours"] else None
    return PaidMonth(worker, row["month"], payable, days, amounts, hours)


AMOUNTS = dict.fromkeys(AMOUNT_COLUMNS, 0) | {
    "basic_fen": 280_000,
    "piece_fen": 76_000,
    "performance_fen": 35_000,
    "skill_allowance_fen": 20_000,
    "overtime_fen": 48_600,
    "shift_allowance_fen": 18_000,
    "welfare_fen": 12_000,
    "employee_contributions_fen": 41_800,
}
WORKER = Worker("130123", "C33", "6-18-01-01", 4, None, "示范企业01")
MARCH = PaidMonth(WORKER, "2026-03", 2200, 2000, AMOUNTS)


def agreed(amount_fen: int, from_on: date = date(2026, 1, 1), **scope: Any) -> Contract:
    table = WageTable(
        Form.MONTHLY_FLOOR, (WageRow("4", amount_fen, occupation="6-18-01-01", level=4), WageRow("5", 600_000, level=5))
    )
    return Contract("c", scope=Scope(**scope), term=Term(from_on), known_on=date(2026, 1, 15), tables=(table,))


@pytest.mark.case("O21.12-excluded")
def test_what_never_counts_is_named_with_its_article_and_the_rest_adds_up() -> None:
    told = explain(MARCH, Form.MONTHLY_FLOOR, Cause.CONTRACT, [agreed(480_000)], date(2026, 4, 16))
    uses = {entry.column: (entry.use, entry.source.article if entry.source else None) for entry in told.components}
    assert uses["overtime_fen"] == (Use.EXCLUDED, "第十二条第一款（一）")
    assert uses["hazard_allowance_fen"] == uses["shift_allowance_fen"] == (Use.EXCLUDED, "第十二条第一款（二）")
    assert uses["welfare_fen"] == (Use.EXCLUDED, "第十二条第一款（三）")
    assert uses["employee_contributions_fen"][0] is Use.LEFT_IN
    assert told.comparable_fen == 411_000


@pytest.mark.case("O21.3")
def test_what_is_paid_for_normal_labour_counts_by_the_article_that_defines_it() -> None:
    told = explain(MARCH, Form.MONTHLY_FLOOR, Cause.CONTRACT, [agreed(480_000)], date(2026, 4, 16))
    counted = {entry.column: str(entry.source) for entry in told.components if entry.use is Use.COUNTED}
    assert counted == dict.fromkeys(("basic_fen", "piece_fen", "performance_fen", "skill_allowance_fen"), "《最低工资规定》第三条")


@pytest.mark.case("OWN-proration")
def test_days_paid_weigh_the_floor_and_the_month_is_rounded_up_once() -> None:
    told = explain(MARCH, Form.MONTHLY_FLOOR, Cause.CONTRACT, [agreed(480_000)], date(2026, 4, 16))
    assert (told.due.floor_fen, told.shortfall_fen, told.due.rule) == (436_364, 25_364, "c/4")
    assert (told.statutory.weighted_fen, told.statutory.floor_fen) == (238_000, 216_364)
    assert [(share.part.weight, share.answer.amount_fen) for share in told.due.shares] == [(1, 480_000)]


def test_a_contract_that_begins_inside_the_month_makes_two_parts_by_their_weekdays() -> None:
    told = explain(MARCH, Form.MONTHLY_FLOOR, Cause.CONTRACT, [agreed(480_000, date(2026, 3, 16))], date(2026, 4, 16))
    parts = [
        (share.part.first_on.day, share.part.last_on.day, share.part.weight, share.answer.amount_fen) for share in told.due.shares
    ]
    assert parts == [(1, 15, 10, 238_000), (16, 31, 12, 480_000)]
    assert told.due.floor_fen == -(-(10 * 238_000 + 12 * 480_000) * 2000 // (22 * 2200))
    assert told.due.rule == "statutory/130123+c/4"


def test_every_rule_that_was_looked_at_says_why_it_lost() -> None:
    told = explain(MARCH, Form.MONTHLY_FLOOR, Cause.CONTRACT, [agreed(480_000)], date(2026, 4, 16))
    (share,) = told.due.shares
    assert {entry.rule.id: entry.why_not for entry in share.answer.candidates} == {
        "statutory/130123": WhyNot.LOWER,
        "c/4": None,
        "c/5": WhyNot.OTHER_LEVEL,
    }


def test_the_allowance_is_compared_for_itself_and_the_wage_without_it_with_the_minimum() -> None:
    table = WageTable(Form.SKILL_ALLOWANCE, (WageRow("1", 30_000, level=4),))
    contract = Contract("a", term=Term(date(2026, 1, 1)), known_on=date(2026, 1, 1), tables=(table,))
    told = explain(MARCH, Form.SKILL_ALLOWANCE, Cause.ALLOWANCE, [contract], date(2026, 4, 16))
    assert (told.comparable_fen, told.due.floor_fen, told.due.rule) == (20_000, 27_273, "a/1")
    assert {entry.column for entry in told.components if entry.use is Use.COUNTED} == {"skill_allowance_fen"}
    below = explain(MARCH, Form.SKILL_ALLOWANCE, Cause.ALLOWANCE_STATUTORY, [contract], date(2026, 4, 16))
    assert (below.comparable_fen, below.due.floor_fen, below.due.rule) == (391_000, 216_364, "statutory/130123")


def test_whoever_is_paid_by_the_hour_is_held_against_the_hours_floor(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "person,enterprise,place,industry,occupation,month,payable_days,paid_days,basic_fen,hours,employment\n"
        "甲,示范企业01,130123,C33,6-18-01-01,2026-03,22,10,90000,40.5,part_time\n",
        encoding="utf-8",
    )
    paid = paid_month(read_pay_rows(path), 0)
    assert paid.hours == 4050
    told = explain(paid, Form.HOURLY_FLOOR, Cause.STATUTORY, [], date(2026, 4, 16))
    assert (told.due.paid, told.due.payable, told.due.floor_fen, told.shortfall_fen) == (4050, 100, 97_200, 7_200)


def test_the_law_may_be_asked_as_it_was_recorded_on_a_day() -> None:
    told = explain(MARCH, Form.MONTHLY_FLOOR, Cause.STATUTORY, [], date(2026, 4, 16), recorded_by=date(2000, 1, 1))
    assert (told.due.rule, told.due.floor_fen) == ("", 0)
