"""A wage table against the law of a place and day: each code with both sides of its threshold."""

from datetime import date
from typing import Any

import pytest
from cast import rules

from xieshang.core.fields import Fields
from xieshang.core.reading import Reading
from xieshang.core.table_checks import check_table
from xieshang.core.wage_table import read_table

ON = date(2026, 1, 15)


def found(
    *rows: dict[str, Any], form: str = "monthly_floor", like: dict[str, str] | None = None, **law: Any
) -> tuple[list[Any], list[Any]]:
    """Give the codes of the errors and of the warnings."""
    table = read_table(Fields({"form": form, "rows": [{"id": str(number), **row} for number, row in enumerate(rows, 1)]}))
    place = law.pop("place", "130123")
    checked = check_table(table, Reading(rules(place, **law), ON), like)
    return [(fault.code, fault.row) for fault in checked.errors], [(fault.code, fault.row) for fault in checked.warnings]


@pytest.mark.parametrize(
    ("amount_fen", "errors", "warnings"),
    [
        (219_999, [("floor.below_statutory", "1")], []),
        (220_000, [], [("floor.not_above_statutory", "1")]),
        (220_001, [], []),
    ],
)
def test_a_floor_is_measured_against_the_statutory_minimum(amount_fen: int, errors: list[Any], warnings: list[Any]) -> None:
    assert found({"amount_fen": amount_fen}) == (errors, warnings)


@pytest.mark.case("O21.5")
def test_an_hourly_floor_is_measured_against_the_hourly_minimum_and_an_allowance_against_none() -> None:
    assert found({"amount_fen": 2_199}, form="hourly_floor")[0] == [("floor.below_statutory", "1")]
    assert found({"amount_fen": 2_201}, form="hourly_floor") == ([], [])
    assert found({"amount_fen": 1}, form="skill_allowance") == ([], [])


def test_a_place_without_a_known_minimum_is_told_and_not_judged() -> None:
    assert found({"amount_fen": 1}, place="110000") == ([], [("minimum.unknown", None)])


def test_the_ladder_of_one_category_and_occupation_rises() -> None:
    low, high = {"level": 2, "amount_fen": 260_000}, {"level": 3, "amount_fen": 260_000}
    assert found(low, high | {"amount_fen": 259_999})[0] == [("ladder.inverted", "2")]
    assert found(low, high) == ([], [("ladder.flat", "2")])
    assert found(low, high | {"amount_fen": 260_001}) == ([], [])
    assert found(low | {"category": "甲"}, high | {"category": "乙", "amount_fen": 250_000})[0] == []


def test_the_ladder_is_judged_by_the_higher_of_two_rows_for_one_cell() -> None:
    rows = ({"level": 2, "amount_fen": 230_000}, {"level": 2, "amount_fen": 270_000}, {"level": 3, "amount_fen": 260_000})
    errors, warnings = found(*rows)
    assert errors == [("ladder.inverted", "3")]
    assert ("row.same_cell", "1") in warnings


@pytest.mark.case("G52-multiples", "N51.5-typology")
@pytest.mark.parametrize(("amount_fen", "warned"), [(263_999, True), (264_000, False)])
def test_the_lowest_level_of_a_category_is_measured_against_guideline_52(amount_fen: int, warned: bool) -> None:
    rows = ({"category": "重要类", "level": 3, "amount_fen": amount_fen}, {"category": "重要类", "level": 4, "amount_fen": 264_001})
    warnings = found(*rows, **{"guideline52__重要类": "1.2"})[1]
    assert (("guideline52.below", "1") in warnings) is warned


@pytest.mark.case("N51.2-types")
def test_a_contracts_own_category_is_measured_as_the_one_it_is_like() -> None:
    row = {"category": "主力岗", "level": 3, "amount_fen": 250_000}
    guideline = {"guideline52__重要类": "1.2"}
    assert found(row, like={"主力岗": "重要类"}, **guideline)[1] == [("guideline52.below", "1")]
    assert found(row, **guideline)[1] == []


def test_a_repeated_row_id_is_an_error() -> None:
    assert found({"id": "a", "amount_fen": 300_000}, {"id": "a", "level": 2, "amount_fen": 300_000})[0] == [
        ("row.id_repeated", "a")
    ]


def test_an_occupation_outside_the_list_at_hand_is_told() -> None:
    assert found({"occupation": "6-18-99-99", "amount_fen": 300_000})[1] == [("occupation.not_listed", "1")]
