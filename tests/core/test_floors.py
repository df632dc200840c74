"""Which floor holds: each reason for which a rule loses, with its positive control beside it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from xieshang.core.codes import CodeBook
from xieshang.core.contract import Binding, Confirmation, Contract, Scope, Term
from xieshang.core.floors import Rule, WhyNot, Worker, applicable, contract_rules, why_not
from xieshang.core.skills import Level
from xieshang.core.wage_table import Area, Form, WageRow, WageTable

ON, KNOWN_ON = date(2026, 3, 1), date(2026, 3, 1)
WORKER = Worker("130123", "C3525", "6-18-02-04", 4, "关键类", "示范企业01")
RULE = Rule(
    "c/1",
    Form.MONTHLY_FLOOR,
    300_000,
    places=("130100",),
    industries=("C35",),
    occupation="6-18",
    level=4,
    category="关键类",
    term=Term(date(2026, 1, 1), date(2026, 12, 31)),
    known_on=date(2025, 12, 20),
    contract="c",
)
CODES = CodeBook()


def reason(rule: Rule, worker: Worker = WORKER, on: date = ON, known_on: date = KNOWN_ON) -> str | None:
    found = why_not(rule, worker, on, known_on, CODES)
    return found and found.value


@pytest.mark.case("N51.2-trades")
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, None),
        ({"places": None}, None),
        ({"places": ("130200", "130123")}, None),
        ({"places": ("130200",)}, "other_place"),
        ({"area": ("130102",)}, "other_place"),
        ({"industries": None}, None),
        ({"industries": ("C",)}, None),
        ({"industries": ("C36",)}, "other_industry"),
        ({"industries": ("C35251",)}, "other_industry"),
        ({"occupation": "6-18-02-04"}, None),
        ({"occupation": "6-18-02-05"}, "other_occupation"),
        ({"occupation": "6-1"}, "other_occupation"),
        ({"level": None}, None),
        ({"level": 3}, "other_level"),
        ({"level": 5}, "other_level"),
        ({"category": None}, None),
        ({"category": "核心类"}, "other_category"),
        ({"enterprises": ("示范企业01",)}, None),
        ({"enterprises": ("示范企业02",)}, "other_enterprise"),
        ({"enterprises": ()}, "other_enterprise"),
        ({"confirmed": (Confirmation("示范企业01"),)}, None),
        ({"confirmed": (Confirmation("示范企业01", ON),)}, None),
        ({"confirmed": (Confirmation("示范企业01", date(2026, 3, 2)),)}, "not_confirmed"),
        ({"confirmed": ()}, "not_confirmed"),
        ({"known_on": None}, "draft"),
        ({"known_on": KNOWN_ON}, None),
        ({"known_on": date(2026, 3, 2)}, "not_known_yet"),
        ({"term": Term()}, "term_unknown"),
        ({"term": Term(ON, ON)}, None),
        ({"term": Term(ON)}, None),
        ({"term": Term(date(2026, 3, 2))}, "not_in_term"),
        ({"term": Term(date(2026, 1, 1), date(2026, 2, 28))}, "not_in_term"),
    ],
)
def test_a_rule_says_why_it_does_not_reach_a_worker(changed: dict[str, Any], expected: str | None) -> None:
    assert reason(replace(RULE, **changed)) == expected


@pytest.mark.parametrize("unknown", ["industry", "occupation", "level", "category"])
def test_what_is_not_known_of_a_worker_is_reached_by_rules_for_any_alone(unknown: str) -> None:
    worker = replace(WORKER, **{unknown: None})
    field = "industries" if unknown == "industry" else unknown
    assert reason(RULE, worker) == f"other_{unknown}"
    assert reason(replace(RULE, **{field: None}), worker) is None


@pytest.mark.case("LL.35", "LCL.55-labour-contract")
def test_the_highest_wins_ties_keep_all_and_every_loser_has_its_reason() -> None:
    rules = [
        replace(RULE, id="c/low", amount_fen=299_999),
        RULE,
        replace(RULE, id="d/1", contract="d"),
        replace(RULE, id="c/other", level=5, amount_fen=999_999),
        replace(RULE, id="c/allowance", form=Form.SKILL_ALLOWANCE, amount_fen=999_999),
    ]
    answer = applicable(WORKER, ON, KNOWN_ON, rules, CODES)
    assert answer.amount_fen == 300_000
    assert [rule.id for rule in answer.winners] == ["c/1", "d/1"]
    assert [candidate.why_not for candidate in answer.candidates] == [
        WhyNot.LOWER,
        None,
        None,
        WhyNot.OTHER_LEVEL,
        WhyNot.OTHER_FORM,
    ]


def test_where_no_rule_reaches_there_is_no_floor() -> None:
    assert applicable(WORKER, ON, KNOWN_ON, [], CODES).amount_fen is None


def test_a_contract_gives_a_rule_a_row_with_the_scope_of_contract_and_table() -> None:
    table = WageTable(Form.MONTHLY_FLOOR, (WageRow("1", 300_000, level=Level.SENIOR, clause="第三条"),), Area("一档", ("130102",)))
    scope = Scope(("130100",), ("C35",), None, Binding.SIGNATORY, (Confirmation("示范企业01"),))
    contract = Contract("c", scope=scope, term=Term(ON), known_on=ON, tables=(table,))
    (rule,) = contract_rules(contract)
    assert (rule.id, rule.area, rule.places, rule.clause, rule.level) == ("c/1", ("130102",), ("130100",), "第三条", 4)
    assert rule.confirmed == (Confirmation("示范企业01"),)
    (of_all,) = contract_rules(replace(contract, scope=replace(scope, binding=Binding.ALL)))
    assert of_all.confirmed is None


def test_a_table_in_another_currency_is_no_floor_of_a_wage_in_yuan() -> None:
    rows = (WageRow("1", 300_000),)
    of = {currency: Contract("c", tables=(WageTable(Form.MONTHLY_FLOOR, rows, currency=currency),)) for currency in ("CNY", "HKD")}
    assert [len(list(contract_rules(of[currency]))) for currency in ("CNY", "HKD")] == [1, 0]
