"""The published JSON Schemas accept what the readers accept, and refuse what the readers refuse."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from contract_cases import DRAFT, FULL
from jsonschema import Draft202012Validator

from xieshang.core.contract import contract_content, read_contract
from xieshang.core.fields import Fields, read_json
from xieshang.core.refusals import Refused
from xieshang.core.wage_table import read_table, table_content
from xieshang.documents.schemas import SCHEMA_NAMES, json_schema

CONTRACT, TABLE = (Draft202012Validator(json_schema(name)) for name in SCHEMA_NAMES)
EXAMPLE = json.loads((Path(__file__).parents[2] / "examples" / "bowang-2013" / "contract.json").read_text("utf-8"))
BASE = contract_content(FULL)


def reads(content: dict[str, Any], read: Any, schema: str) -> bool:
    try:
        read(read_json(json.dumps(content), schema=schema))
    except Refused:
        return False
    return True


def agreed(content: dict[str, Any]) -> bool:
    """Say whether the schema accepts the contract, after a look that the reader says the same."""
    accepted: bool = CONTRACT.is_valid(content)
    assert accepted == reads(content, read_contract, "xieshang/contract/1")
    return accepted


def with_value(path: str, value: Any) -> dict[str, Any]:
    """Give the contract with one value replaced, added or (``...``) taken away."""
    content: Any = deepcopy(BASE)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    inner = content
    for part in way:
        inner = inner[part]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return content


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("content", [BASE, contract_content(DRAFT), EXAMPLE, {"id": "c"}])
def test_contracts_as_they_are_written_are_accepted(content: dict[str, Any]) -> None:
    assert agreed(content)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", None),
        ("schema", None),
        ("kind", ...),
        ("scope", None),
        ("scope.binding", None),
        ("scope.confirmed.0", "示范企业"),
        ("parties.workers", "某工会"),
        ("parties.workers", ""),
        ("term", ...),
        ("term.from", "2026-01-01T08:00"),
        ("known_on", ""),
        ("rounding", None),
        ("tables", None),
        ("tables.0.rows", ...),
        ("tables.0.rows.0.level", "五级/初级工"),
        ("tables.0.rows.0.level", " 技师 "),
        ("tables.0.rows.0.level", "8"),
        ("tables.0.rows.0.amount_fen", 0),
        ("tables.0.rows.0.amount_fen", 2**53),
        ("tables.0.rows.0.unknown", {"kept": [1]}),
        ("categories.0.entry_level", "高级工"),
        ("clauses.0.text", None),
        ("another", "kept"),
    ],
)
def test_what_both_accept(path: str, value: Any) -> None:
    assert agreed(with_value(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", ...),
        ("id", ""),
        ("id", 7),
        ("title", 7),
        ("schema", "xieshang/contract/2"),
        ("kind", "town"),
        ("scope", []),
        ("scope.places", "130123"),
        ("scope.places", [130123]),
        ("scope.binding", "some"),
        ("scope.confirmed.0", ""),
        ("scope.confirmed.0.enterprise", ...),
        ("scope.confirmed.0.from", "soon"),
        ("parties.workers", {"code": "1"}),
        ("parties.workers", 7),
        ("term.from", "2026/01/01"),
        ("known_on", 20260101),
        ("rounding", "up"),
        ("tables", {}),
        ("tables.0.form", ...),
        ("tables.0.form", "weekly_floor"),
        ("tables.0.area", "一类区"),
        ("tables.0.rows.0.id", ...),
        ("tables.0.rows.0.amount_fen", ...),
        ("tables.0.rows.0.amount_fen", None),
        ("tables.0.rows.0.amount_fen", -1),
        ("tables.0.rows.0.amount_fen", 1.5),
        ("tables.0.rows.0.amount_fen", 2**53 + 1),
        ("tables.0.rows.0.amount_fen", "2580"),
        ("tables.0.rows.0.level", 0),
        ("tables.0.rows.0.level", 9),
        ("tables.0.rows.0.level", "大师"),
        ("tables.0.rows.0.cap_years", -1),
        ("categories.0.name", ...),
        ("clauses.0.id", ""),
        ("history.0", "签订"),
    ],
)
def test_what_both_refuse(path: str, value: Any) -> None:
    assert not agreed(with_value(path, value))


def test_a_wage_table_alone_is_held_to_its_own_schema() -> None:
    for table in FULL.tables:
        assert TABLE.is_valid(table_content(table) | {"schema": "xieshang/wage-table/1"})
    assert not TABLE.is_valid({"rows": []})
    assert not reads({"rows": []}, read_table, "xieshang/wage-table/1")


def test_the_example_is_read_with_every_figure_of_its_report() -> None:
    contract = read_contract(Fields(EXAMPLE))
    assert [(row.occupation, row.amount_fen) for row in contract.tables[0].rows] == [
        (None, 128_000),
        ("6-18-02-04", 200_000),
        ("6-18-01-01", 170_000),
        ("6-18-01-02", 160_000),
        ("6-18-01-04", 160_000),
        ("6-18-01-03", 160_000),
    ]
    assert (contract.term.from_on, contract.term.to_on, contract.known_on) == (None, None, None)
