"""The audit, exact at both sides of each threshold."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pay_cases import (
    CODES,
    EVER,
    KNOWN_ON,
    NEW_STANDARD_ON,
    OTHER_PLACE,
    PLACE,
    SOURCE,
    UNKNOWN_PLACE,
    WELDER,
    audited,
    contract,
    found,
    gross,
    law,
    row,
    signatory,
    standard,
    written,
)

from xieshang.core.contract import Confirmation, Contract, Kind, Scope, Term
from xieshang.core.findings import FINDING_COLUMNS, Cause, finding_id
from xieshang.core.floors import contract_rules
from xieshang.core.minimum_wages import MinimumWages
from xieshang.core.rules import Rules
from xieshang.core.sources import Trust
from xieshang.core.wage_table import Area, Form, WageTable
from xieshang.engine.audit import audit_file, audited_rules
from xieshang.engine.ingest import RowMapping

FLOOR = contract(row(300_000))
ALLOWANCE = contract(row(30_000), form=Form.SKILL_ALLOWANCE, name="a")
HOURLY = contract(row(2500), form=Form.HOURLY_FLOOR, name="h")


Expected = list[tuple[dict[str, Any], list[tuple[Any, ...]]]]


def holds(folder: Path, expected: Expected, agreed: list[Contract], *columns: str) -> None:
    """Audit all cases in one file: each is a row, with what is found in it."""
    audit = audited(folder, [pay for pay, _ in expected], *agreed)
    told = [(number, *finding) for number, (_, findings) in enumerate(expected, 1) for finding in findings]
    assert found(audit, "row", *columns) == told


@pytest.mark.case("N51.4-paid")
def test_one_fen_below_the_floor_is_below_and_the_floor_itself_is_not(tmp_path: Path) -> None:
    holds(
        tmp_path,
        [
            ({"level": "", "basic_fen": 238_000}, []),
            ({"level": "", "basic_fen": 238_001}, []),
            ({"level": "", "basic_fen": 237_999}, [("statutory", 238_000, 237_999, 1)]),
            ({"basic_fen": 300_000}, []),
            ({"basic_fen": 300_001}, []),
            ({"basic_fen": 299_999}, [("contract", 300_000, 299_999, 1)]),
            ({"paid_days": "11", "basic_fen": 150_000}, []),
            ({"paid_days": "11", "basic_fen": 149_999}, [("contract", 150_000, 149_999, 1)]),
            ({"payable_days": "23", "paid_days": "20", "basic_fen": 260_870}, []),
            ({"payable_days": "23", "paid_days": "20", "basic_fen": 260_869}, [("contract", 260_870, 260_869, 1)]),
            ({"payable_days": "21.75", "paid_days": "0.01", "basic_fen": 138}, []),
            ({"payable_days": "21.75", "paid_days": "0.01", "basic_fen": 137}, [("contract", 138, 137, 1)]),
            ({"paid_days": "0", "basic_fen": 0}, []),
        ],
        [FLOOR],
        "cause", "floor_fen", "comparable_fen", "shortfall_fen",
    )  # fmt: skip


def test_probation_and_dispatched_workers_have_the_floors_of_everybody(tmp_path: Path) -> None:
    employments = ("", "full_time", "probation", "dispatched")
    below = [({"employment": name, "basic_fen": 299_999}, [("contract", 300_000)]) for name in employments]
    holds(
        tmp_path,
        [*below, *(({"employment": name, "basic_fen": 300_000}, []) for name in employments)],
        [FLOOR],
        "cause",
        "floor_fen",
    )


@pytest.mark.case("O21.12-excluded")
def test_the_comparable_wage_is_basic_piece_performance_and_allowance_and_nothing_else(tmp_path: Path) -> None:
    counted = {"basic_fen": 100_000, "piece_fen": 100_000, "performance_fen": 90_000, "skill_allowance_fen": 9_999}
    never = {
        "overtime_fen": 9,
        "shift_allowance_fen": 9,
        "hazard_allowance_fen": 9,
        "welfare_fen": 9,
        "employee_contributions_fen": 9,
    }
    assert found(audited(tmp_path, [counted | never], FLOOR), "comparable_fen", "shortfall_fen") == [(299_999, 1)]
    assert found(audited(tmp_path, [counted | never | {"piece_fen": 100_001}], FLOOR), "row") == []


def test_own_contributions_are_taken_off_where_the_law_of_the_place_says_net(tmp_path: Path) -> None:
    def net(place: str) -> Rules:
        return Rules(
            place, (gross(net=place == OTHER_PLACE),), codes=CODES, minimum_wages=MinimumWages((standard(238_000, None, EVER),))
        )

    pay = {"basic_fen": 240_000, "employee_contributions_fen": 2_001}
    audit = audited(tmp_path, [pay, pay | {"place": OTHER_PLACE}], law=net)
    assert found(audit, "row", "comparable_fen", "shortfall_fen") == [(2, 237_999, 1)]
    assert [(basis.place, basis.net) for basis in audit.bases] == [(OTHER_PLACE, True), (PLACE, False)]


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (Term(date(2026, 3, 16)), {"2026-02": 238_000, "2026-03": 271_819, "2026-04": 300_000}),
        (Term(date(2026, 3, 1)), {"2026-02": 238_000, "2026-03": 300_000}),
        (Term(EVER, date(2026, 3, 13)), {"2026-02": 300_000, "2026-03": 266_182, "2026-04": 238_000}),
        (Term(EVER, date(2026, 3, 15)), {"2026-03": 266_182}),
        (Term(EVER, date(2026, 3, 31)), {"2026-03": 300_000, "2026-04": 238_000}),
        (Term(date(2026, 3, 3), date(2026, 3, 3)), {"2026-03": 240_819}),
        (Term(date(2026, 3, 7), date(2026, 3, 8)), {"2026-03": 238_000}),
        (Term(EVER, date.max), {"2026-03": 300_000}),
        (Term(date(2026, 4, 1), date(2026, 3, 1)), {"2026-03": 238_000, "2026-04": 238_000}),
    ],
)
def test_a_contract_that_begins_or_ends_inside_a_month_counts_for_its_weekdays(
    tmp_path: Path, term: Term, due: dict[str, int]
) -> None:
    enough: Expected = [({"month": month, "basic_fen": due_fen}, []) for month, due_fen in due.items()]
    below: Expected = [({"month": month, "basic_fen": due_fen - 1}, [(due_fen,)]) for month, due_fen in due.items()]
    holds(tmp_path, [*enough, *below], [contract(row(300_000), term=term)], "floor_fen")


def test_a_month_of_two_floors_names_both_rules_in_their_order(tmp_path: Path) -> None:
    halves = [
        contract(row(280_000), name="early", term=Term(EVER, date(2026, 3, 15))),
        contract(row(300_000), name="late", term=Term(date(2026, 3, 16))),
    ]
    pay = {"month": "2026-03"}
    assert found(audited(tmp_path, [pay], *halves), "floor_fen", "rule", "cause") == [(290_910, "early/1+late/1", "contract")]
    assert found(audited(tmp_path, [pay], halves[1]), "rule") == [("statutory/130123+late/1",)]


@pytest.mark.case("LL.48-minimum")
@pytest.mark.parametrize(("month", "due_fen"), [("2026-05", 238_000), ("2026-06", 250_000)])
def test_a_new_statutory_minimum_holds_from_its_day(tmp_path: Path, month: str, due_fen: int) -> None:
    audit = audited(tmp_path, [{"month": month, "basic_fen": due_fen - 1}])
    assert found(audit, "floor_fen", "cause", "rule") == [(due_fen, "statutory", "statutory/130123")]


def test_a_statutory_minimum_that_changes_inside_a_month_is_split_by_weekdays(tmp_path: Path) -> None:
    def changing(place: str) -> Rules:
        changes = MinimumWages((standard(200_000, 2000, EVER), standard(220_000, 2200, date(2026, 4, 16))))
        return Rules(place, (gross(),), codes=CODES, minimum_wages=changes)

    audit = audited(tmp_path, [{}, {"employment": "part_time", "hours": "10"}], law=changing)
    assert found(audit, "floor_fen") == [(210_000,), (21_000,)]
    assert [(minimum.form, minimum.on, minimum.amount_fen) for minimum in audit.minimums] == [
        (Form.MONTHLY_FLOOR, date(2026, 4, 1), 200_000),
        (Form.MONTHLY_FLOOR, date(2026, 4, 16), 220_000),
        (Form.HOURLY_FLOOR, date(2026, 4, 1), 2000),
        (Form.HOURLY_FLOOR, date(2026, 4, 16), 2200),
    ]


def test_part_time_work_is_held_against_the_hour(tmp_path: Path) -> None:
    cases: Expected = [
        ({"hours": "80", "basic_fen": 200_000}, []),
        ({"hours": "80", "basic_fen": 199_999}, [("contract", 200_000, "hourly_floor")]),
        ({"hours": "0.01", "basic_fen": 25}, []),
        ({"hours": "0.01", "basic_fen": 24}, [("contract", 25, "hourly_floor")]),
        ({"hours": "0", "basic_fen": 0}, []),
        ({"hours": "80", "level": "", "basic_fen": 192_000}, []),
        ({"hours": "80", "level": "", "basic_fen": 191_999}, [("statutory", 192_000, "hourly_floor")]),
    ]
    part_time: Expected = [({"employment": "part_time"} | pay, findings) for pay, findings in cases]
    holds(tmp_path, part_time, [HOURLY, FLOOR, ALLOWANCE], "cause", "floor_fen", "form")


def test_part_time_work_without_hours_is_not_checked_and_warned_of(tmp_path: Path) -> None:
    audit = audited(
        tmp_path, [{"employment": "part_time"}, {"employment": "part_time", "hours": "1"}, {"basic_fen": 300_000}], HOURLY
    )
    assert found(audit, "row") == [(2,)]
    assert (audit.rows, audit.checked, audit.statutory_unknown) == (3, 2, 0)
    assert [(warned.code, warned.facts["count"]) for warned in audit.warnings] == [("pay.hours_unknown", 1)]


@pytest.mark.case("N51.2-allowance", "G52-allowance")
def test_the_allowance_is_held_against_the_contract_and_the_rest_against_the_minimum(tmp_path: Path) -> None:
    def paid(basic_fen: int, allowance_fen: int, days: str = "22") -> dict[str, Any]:
        return {"basic_fen": basic_fen, "skill_allowance_fen": allowance_fen, "paid_days": days}

    cases: Expected = [
        (paid(238_000, 30_000), []),
        (paid(238_000, 29_999), [("allowance", 30_000, 29_999, "a/1", False)]),
        (paid(238_000, 30_001), []),
        (paid(237_999, 30_000), [("allowance_statutory", 238_000, 237_999, "statutory/130123", False)]),
        (paid(237_999, 29_999), [("allowance", 30_000, 29_999, "a/1", True)]),
        (paid(119_000, 15_000, "11"), []),
        (paid(119_000, 14_999, "11"), [("allowance", 15_000, 14_999, "a/1", False)]),
    ]
    holds(tmp_path, cases, [ALLOWANCE], "cause", "floor_fen", "comparable_fen", "rule", "also_statutory")


def test_without_an_allowance_rule_the_wage_may_reach_the_minimum_by_its_allowance(tmp_path: Path) -> None:
    assert found(audited(tmp_path, [{"level": "3", "basic_fen": 200_000, "skill_allowance_fen": 38_000}], ALLOWANCE), "row") == []


def test_a_month_may_miss_the_floor_and_the_allowance_with_a_finding_each(tmp_path: Path) -> None:
    audit = audited(tmp_path, [{"basic_fen": 10, "skill_allowance_fen": 5}], FLOOR, ALLOWANCE)
    assert found(audit, "cause", "form", "also_statutory", "row") == [
        ("contract", "monthly_floor", True, 1),
        ("allowance", "skill_allowance", True, 1),
    ]
    assert (audit.total.findings, audit.total.people, audit.total.shortfall_fen) == (2, 1, 299_985 + 29_995)
    tallies = {cause.value: (tally.findings, tally.people) for cause, tally in audit.by_cause.items()}
    assert tallies == {"statutory": (0, 0), "contract": (1, 1), "allowance": (1, 1), "allowance_statutory": (0, 0)}


@pytest.mark.parametrize(
    ("contract_fen", "wage_fen", "cause", "also"),
    [
        (238_001, 238_000, "contract", False),
        (238_001, 237_999, "contract", True),
        (238_000, 237_999, "statutory", True),
        (237_999, 237_999, "statutory", False),
        (237_999, 237_998, "statutory", True),
    ],
)
def test_the_cause_is_the_highest_floor_and_a_tie_is_statutory(
    tmp_path: Path, contract_fen: int, wage_fen: int, cause: str, also: bool
) -> None:
    audit = audited(tmp_path, [{"basic_fen": wage_fen}], contract(row(contract_fen)))
    assert found(audit, "cause", "also_statutory") == [(cause, also)]


def test_of_equal_rules_the_first_given_is_named(tmp_path: Path) -> None:
    first, second = contract(row(300_000), name="z"), contract(row(300_000), row(300_000, number="2"), name="a")
    assert found(audited(tmp_path, [{}], first, second), "rule") == [("z/1",)]
    assert found(audited(tmp_path, [{}], second, first), "rule") == [("a/1",)]


def test_a_rule_reaches_what_lies_in_its_scope(tmp_path: Path) -> None:
    cases: list[tuple[dict[str, Any], bool]] = [
        ({}, True),
        ({"place": "130123100"}, True),
        ({"place": "P130123-示范园区"}, True),
        ({"place": OTHER_PLACE}, False),
        ({"industry": "C35"}, True),
        ({"industry": "C"}, False),
        ({"industry": "C3421"}, False),
        ({"occupation": "6-18-01"}, True),
        ({"occupation": "6-18"}, False),
        ({"occupation": WELDER}, False),
        ({"level": "高级工"}, True),
        ({"level": "三级"}, True),
        ({"level": "5"}, False),
        ({"level": ""}, False),
        ({"category": ""}, False),
        ({"category": "重要类"}, False),
        ({"enterprise": "示范企业02"}, False),
    ]
    rows = (row(300_000, category="关键类", occupation="6-18-01"),)
    scope = Scope(places=("130100",), industries=("C35",), enterprises=("示范企业01",))
    agreed = replace(contract(scope=scope), tables=(WageTable(Form.MONTHLY_FLOOR, rows, Area(None, (PLACE,))),))
    audit = audited(tmp_path, [{"category": "关键类", "basic_fen": 299_999} | pay for pay, _ in cases], agreed)
    reached = [number for number, (_, reached) in enumerate(cases, 1) if reached]
    assert found(audit, "row") == [(number,) for number in reached]
    assert audit.not_covered == len(cases) - len(reached)


def test_a_level_that_is_not_known_is_reached_by_rules_for_any_level_alone(tmp_path: Path) -> None:
    agreed = contract(row(300_000), row(260_000, level=None, number="any"))
    audit = audited(tmp_path, [{"level": ""}, {"level": "3"}, {"level": "4"}], agreed)
    assert found(audit, "rule") == [("c/any",), ("c/any",), ("c/1",)]


@pytest.mark.parametrize(
    ("confirmed", "due_fen"),
    [
        ((), 238_000),
        ((Confirmation("示范企业02"),), 238_000),
        ((Confirmation("示范企业01"),), 300_000),
        ((Confirmation("示范企业01", date(2026, 4, 1)),), 300_000),
        ((Confirmation("示范企业01", date(2026, 4, 16)),), 269_000),
        ((Confirmation("示范企业01", date(2026, 5, 1)),), 238_000),
    ],
)
def test_a_contract_of_its_signatories_binds_a_firm_from_the_day_it_confirmed(
    tmp_path: Path, confirmed: tuple[Confirmation, ...], due_fen: int
) -> None:
    audit = audited(tmp_path, [{}], contract(row(300_000), scope=signatory(*confirmed)))
    assert found(audit, "floor_fen") == [(due_fen,)]


@pytest.mark.parametrize(
    ("agreed", "counted"),
    [
        ({}, True),
        ({"known_on": KNOWN_ON}, True),
        ({"known_on": date(2027, 1, 1)}, False),
        ({"known_on": None}, False),
        ({"term": Term(None, date(2027, 1, 1))}, False),
    ],
)
def test_only_contracts_known_on_the_day_and_with_a_known_start_count(
    tmp_path: Path, agreed: dict[str, Any], counted: bool
) -> None:
    told = contract(row(300_000), **agreed)
    assert bool(audited_rules([told], KNOWN_ON)) is counted
    audit = audited(tmp_path, [{"basic_fen": 238_000}], told)
    assert (audit.total.findings, audit.not_covered) == ((1, 0) if counted else (0, 1))


def test_a_contract_learnt_of_later_makes_arrears_and_leaves_the_old_audit_as_it_was(tmp_path: Path) -> None:
    late = contract(row(300_000), term=Term(date(2026, 1, 1)), known_on=date(2026, 8, 1))
    pay = [{"month": "2026-04", "basic_fen": 299_999}]
    assert audited(tmp_path, pay, late, known_on=date(2026, 7, 31)).total.findings == 0
    assert audited(tmp_path, pay, late, known_on=date(2026, 8, 1)).total.shortfall_fen == 1


def test_forms_that_are_printed_only_are_not_audited(tmp_path: Path) -> None:
    printed = contract(row(300_000), form=Form.PIECE_PRICE)
    assert list(contract_rules(printed))
    assert audited(tmp_path, [{"basic_fen": 238_000}], printed).total.findings == 0


def test_a_contract_of_an_enterprise_below_the_one_above_it_is_told_apart(tmp_path: Path) -> None:
    above = contract(row(300_000), row(400_000, level=5, number="2"), name="above")
    own = contract(
        row(290_000), row(410_000, level=5, number="2"), name="own", kind=Kind.ENTERPRISE, scope=Scope(enterprises=("示范企业01",))
    )
    pay = [{"basic_fen": 300_000}, {"level": "5", "basic_fen": 400_000}, {"enterprise": "示范企业02", "basic_fen": 300_000}]
    audit = audited(tmp_path, pay, above, own)
    assert [(lower.contract, lower.form, lower.below) for lower in audit.contracts] == [("own", Form.MONTHLY_FLOOR, ("above",))]
    assert found(audit, "row", "rule") == [(2, "own/2")]
    assert audited(tmp_path, pay[1:], above, own).contracts == ()
    assert audited(tmp_path, pay[2:], above, own).contracts == ()


def test_an_own_floor_equal_to_the_one_above_is_not_below_it(tmp_path: Path) -> None:
    own = contract(row(300_000), name="own", kind=Kind.ENTERPRISE, scope=Scope(enterprises=("示范企业01",)))
    assert audited(tmp_path, [{}], FLOOR, own).contracts == ()
    assert len(audited(tmp_path, [{}], contract(row(300_001)), own).contracts) == 1


def test_a_wage_below_nothing_misses_no_floor_where_nothing_is_due(tmp_path: Path) -> None:
    def net(place: str) -> Rules:
        return replace(law(place), packs=(gross(net=True),))

    pay = {"basic_fen": 0, "employee_contributions_fen": 500}
    rows = [
        pay | {"paid_days": "0"},
        pay | {"place": UNKNOWN_PLACE, "level": "3"},
        pay | {"employment": "part_time"},
        pay | {"employment": "part_time", "hours": "0"},
        pay | {"paid_days": "0.01"},
    ]
    audit = audited(tmp_path, rows, FLOOR, ALLOWANCE, law=net)
    assert found(audit, "row", "cause", "floor_fen", "comparable_fen", "also_statutory") == [
        (5, "contract", 137, -500, True),
        (5, "allowance", 14, 0, True),
    ]


def test_a_minimum_that_is_not_known_is_counted_and_warned_of_and_never_a_finding(tmp_path: Path) -> None:
    audit = audited(tmp_path, [{"place": UNKNOWN_PLACE}, {"place": UNKNOWN_PLACE, "level": ""}, {"basic_fen": 300_000}], FLOOR)
    assert found(audit, "row", "cause") == [(1, "contract")]
    assert (audit.checked, audit.statutory_unknown, audit.not_covered) == (2, 2, 1)
    assert [(warned.code, warned.facts["place"]) for warned in audit.warnings] == [
        ("minimum.unknown", UNKNOWN_PLACE),
        ("si_mode.unknown", UNKNOWN_PLACE),
    ]


@pytest.mark.parametrize(("month", "trust"), [("2026-05", Trust.SECONDARY), ("2026-06", Trust.PROVISIONAL)])
def test_the_trust_of_an_audit_is_the_lowest_of_the_legal_values_it_used(tmp_path: Path, month: str, trust: Trust) -> None:
    audit = audited(tmp_path, [{"month": month}])
    assert audit.trust is trust
    assert [minimum.trust for minimum in audit.minimums] == [Trust.PROVISIONAL if month == "2026-06" else Trust.PRIMARY]


def test_a_legal_value_is_told_for_the_places_and_months_of_the_rows_alone(tmp_path: Path) -> None:
    audit = audited(tmp_path, [{"month": "2026-05"}, {"place": OTHER_PLACE, "month": "2026-06"}])
    assert [(minimum.place, minimum.on, minimum.amount_fen) for minimum in audit.minimums] == [
        (OTHER_PLACE, NEW_STANDARD_ON, 250_000),
        (PLACE, date(2026, 5, 1), 238_000),
    ]
    same = audited(tmp_path, [{"month": "2026-01"}, {"month": "2026-05"}])
    assert [(minimum.on, minimum.amount_fen) for minimum in same.minimums] == [(date(2026, 1, 1), 238_000)]


def test_the_finding_id_is_that_of_the_core_and_the_same_on_every_run(tmp_path: Path) -> None:
    pay = [
        {"person": "甲", "enterprise": "A&B<某>公司", "month": "2026-04"},
        {"person": "=1+1", "enterprise": "示范企业01", "month": "2026-05", "employment": "part_time", "hours": "3"},
    ]
    runs = [audited(tmp_path, pay, FLOOR, ALLOWANCE, HOURLY) for _ in range(2)]
    expected = [
        finding_id("A&B<某>公司", "甲", "2026-04", Form.MONTHLY_FLOOR),
        finding_id("A&B<某>公司", "甲", "2026-04", Form.SKILL_ALLOWANCE),
        finding_id("示范企业01", "=1+1", "2026-05", Form.HOURLY_FLOOR),
    ]
    assert [[identity for (identity,) in found(run, "finding_id")] for run in runs] == [expected, expected]


def test_findings_stand_in_the_order_of_the_input_with_their_row(tmp_path: Path) -> None:
    pay = [{"person": name, "basic_fen": 300_000 if name == "乙" else 1} for name in ("丙", "乙", "甲")]
    audit = audited(tmp_path, pay, FLOOR)
    assert found(audit, "person", "row") == [("丙", 1), ("甲", 3)]
    assert tuple(audit.columns) == FINDING_COLUMNS


def test_an_audit_without_findings_has_every_column_empty(tmp_path: Path) -> None:
    audit = audited(tmp_path, [{"basic_fen": 900_000, "skill_allowance_fen": 90_000}], FLOOR, ALLOWANCE)
    assert {name: len(column) for name, column in audit.columns.items()} == dict.fromkeys(FINDING_COLUMNS, 0)
    assert all(tally.findings == 0 for tally in audit.by_cause.values())
    assert set(audit.by_cause) == set(Cause)


def test_amounts_beyond_any_wage_are_exact(tmp_path: Path) -> None:
    huge = contract(row(2**53))
    audit = audited(tmp_path, [{"paid_days": "7.33", "payable_days": "21.75"}], huge)
    assert found(audit, "floor_fen") == [(-(-(2**53) * 733 // 2175),)]


def test_progress_runs_from_none_to_all_and_never_back(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    audited(
        tmp_path,
        [{}, {"employment": "part_time", "hours": "1"}],
        FLOOR,
        ALLOWANCE,
        progress=lambda done, total: steps.append((done, total)),
    )
    shares = [done / total for done, total in steps]
    assert (shares[0], shares[-1]) == (0, 1)
    assert shares == sorted(shares)


def test_a_mapped_sheet_is_audited_and_an_absent_heading_is_warned_of(tmp_path: Path) -> None:
    mapping = RowMapping(columns={"basic_fen": "basic_fen", "计件": "piece_fen"})
    audit = audited(tmp_path, [{"basic_fen": 300_000}], FLOOR, mapping=mapping)
    assert [(warned.code, warned.facts["heading"]) for warned in audit.warnings] == [("mapping.heading_absent", "计件")]


def test_the_statute_book_that_ships_knows_the_minimum_of_zhengding(tmp_path: Path) -> None:
    path = written(tmp_path, *({"month": month, "basic_fen": 219_999} for month in ("2025-11", "2025-12")))
    audit = audit_file(path, [], KNOWN_ON)
    assert found(audit, "floor_fen", "rule") == [(220_000, "statutory/130123"), (238_000, "statutory/130123")]
    assert audit.minimums[-1].trust is Trust.PROVISIONAL


def test_sources_of_legal_values_are_kept(tmp_path: Path) -> None:
    audit = audited(tmp_path, [{}])
    assert [minimum.source for minimum in audit.minimums] == [SOURCE]
    assert [basis.source for basis in audit.bases] == [SOURCE]
