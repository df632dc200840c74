"""``xieshang cost`` as it is called: its answer as JSON and in words, its files, its refusals and exits."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from cost_cases import paid
from pay_cases import TURNER, written

from xieshang.__main__ import main

TABLE = {
    "form": "monthly_floor",
    "rows": [
        {"id": "1", "category": None, "occupation": "6-18-01", "level": 4, "amount_fen": 300_000},
        {"id": "2", "category": "核心类", "occupation": "6-18", "level": "技师", "amount_fen": 500_000},
        {"id": "3", "category": None, "occupation": "6-18", "level": 4, "amount_fen": 200_000},
    ],
}
WORKERS = [paid(280_000), paid(300_000, enterprise="示范企业02"), paid(250_000, level="", enterprise="示范企业02")]
ACCOUNTS = "enterprise,headroom_fen\n示范企业01,25000\n示范企业03,1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, *WORKERS)
    Path("table.json").write_text(json.dumps(TABLE), "utf-8")
    Path("accounts.csv").write_text(ACCOUNTS, "utf-8")
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *words: str, exits: int = 0) -> Any:
    assert main(["cost", "table.json", "rows.csv", *words, "--json"]) == exits
    return json.loads(capsys.readouterr().out)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["cost", "table.json", "rows.csv", *words]) == 0
    return capsys.readouterr().out


def codes(answer: dict[str, Any]) -> list[str]:
    return [warning["code"] for warning in answer["warnings"]]


@pytest.mark.usefixtures("folder")
def test_the_answer_has_the_keys_and_figures_of_the_interface(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys)
    expected = {
        "workers": 3,
        "persons": 3,
        "covered": 2,
        "affected": 1,
        "monthly_cost_fen": 20_000,
        "annual_cost_fen": 240_000,
        "wage_bill_fen": 830_000,
        "mean_raise_fen": 20_000,
        "by_enterprise": None,
        "on_cost_fen": None,
        "months": {"2026-04": 3},
    }
    assert {key: answer[key] for key in expected} == expected
    assert answer["cost_share_of_wage_bill"] == pytest.approx(2 / 83)
    assert (answer["bite"]["covered_share"], answer["bite"]["affected_share"]) == (pytest.approx(2 / 3), 0.5)
    assert [answer["bearing"][group] for group in ("already_over", "pushed_over", "bears", "unknown")] == [0, 0, 0, 2]
    assert answer["bearing"]["workers"]["unknown"] == 3
    assert answer["left_out"] == {"under_half_attendance": 0, "hours_unknown": 0, "other_employment": 0}
    assert answer["spill_over"]["low_fen"] == 20_000 < answer["spill_over"]["high_fen"]


@pytest.mark.usefixtures("folder")
def test_an_empty_cell_says_no_workers_and_an_uncovered_one_that_it_has_no_floor(capsys: pytest.CaptureFixture[str]) -> None:
    cells = asked(capsys)["by_cell"]
    told = [(cell["level"], cell["row"], cell["floor_fen"], cell["workers"], cell["affected"], cell["note"]) for cell in cells]
    assert told == [
        (None, None, None, 1, 0, "not_covered"),
        (4, "1", 300_000, 2, 1, None),
        (5, "2", 500_000, 0, 0, "no_workers"),
        (4, "3", 200_000, 0, 0, "another_row_holds"),
    ]
    assert {(cell["occupation"], cell["category"]) for cell in cells[:2]} == {(TURNER, None)}


@pytest.mark.usefixtures("folder")
def test_enterprises_are_listed_with_all_or_where_there_is_only_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    listed = asked(capsys, "--all")["by_enterprise"]
    assert [(entry["enterprise"], entry["workers"], entry["monthly_cost_fen"]) for entry in listed] == [
        ("示范企业01", 1, 20_000),
        ("示范企业02", 2, 0),
    ]
    written(tmp_path, WORKERS[0])
    assert len(asked(capsys)["by_enterprise"]) == 1
    assert asked(capsys, "--disclosure")["by_enterprise"] is None
    assert main(["cost", "table.json", "rows.csv", "--all", "--disclosure"]) == 2


@pytest.mark.usefixtures("folder")
def test_accounts_make_three_groups_and_the_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "--accounts", "accounts.csv", "--all")
    assert (answer["bearing"]["bears"], answer["bearing"]["unknown"]) == (1, 1)
    assert answer["bearing"]["bears_share"] == {"enterprises": 1.0, "workers": 1.0}
    assert [(entry["bearing"], entry["headroom_fen"]) for entry in answer["by_enterprise"]] == [
        ("bears", 25_000),
        ("unknown", None),
    ]
    assert codes(answer) == ["bearing.without_on_cost", "bearing.accounts_without_rows"]
    heavier = asked(capsys, "--accounts", "accounts.csv", "--on-cost", "0.26", "--profit-to-labour-cost", "0.05")
    assert (heavier["bearing"]["pushed_over"], heavier["on_cost_fen"]) == (1, 5_200)
    assert heavier["thresholds"]["profit_to_labour_cost"] == {"value": 0.05, "quantile": None, "enterprises": None, "stated": True}


@pytest.mark.usefixtures("folder")
def test_thresholds_are_taken_from_the_accounts_and_shown_with_their_number(capsys: pytest.CaptureFixture[str]) -> None:
    heading = "enterprise,year,labour_cost_fen,revenue_fen,value_added_fen,profit_fen"
    lines = [
        "示范企业01,2025,1000000,5000000,2000000,500000",
        "示范企业02,2025,2000000,5000000,3000000,0",
        "示范企业03,2025,0,0,0,0",
    ]
    Path("accounts.csv").write_text("\n".join([heading, *lines, ""]), "utf-8")
    answer = asked(capsys, "--accounts", "accounts.csv", "--on-cost", "0.27", "--all")
    assert answer["thresholds"] == {
        "profit_to_labour_cost": {"value": 0.0, "quantile": 0.25, "enterprises": 2, "stated": False},
        "labour_cost_to_value_added": {"value": pytest.approx(2 / 3), "quantile": 0.75, "enterprises": 2, "stated": False},
        "labour_cost_to_revenue": {"value": 0.4, "quantile": 0.75, "enterprises": 2, "stated": False},
    }
    first, second = answer["by_enterprise"]
    assert (first["headroom_fen"], first["bearing"], first["ratios"]["years"]) == (27_777, "bears", [2025])
    assert (second["headroom_fen"], second["bearing"]) == (0, "already_over")
    assert second["ratios"]["labour_cost_to_total_cost"] == {"value": None, "why": "not_given"}
    assert "P25" in said(capsys, "--accounts", "accounts.csv")


@pytest.mark.usefixtures("folder")
def test_on_costs_are_a_rate_a_file_or_the_law(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.yaml").write_text("[{name: 养老, rate: 0.27, base_low_fen: 290000}]", "utf-8")
    flat, own, law = (asked(capsys, "--on-cost", word) for word in ("0.27", "own.yaml", "law"))
    assert [answer["on_cost_fen"] for answer in (flat, own, law)] == [5_400, 2_700, None]
    assert [codes(answer) for answer in (flat, own, law)] == [["on_cost.flat"], [], ["on_cost.unknown"]]
    assert [answer["monthly_cost_fen"] for answer in (flat, own, law)] == [20_000] * 3
    assert (own["contributions"][0]["rate"], law["contributions"]) == (0.27, None)


@pytest.mark.usefixtures("folder")
def test_a_form_that_is_not_costed_says_so_and_has_no_cost(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("piece_price", "seniority_allowance"):
        Path("table.json").write_text(json.dumps(TABLE | {"form": form}), "utf-8")
        answer = asked(capsys)
        assert codes(answer) == ["cost.form_not_costed"]
        costs = ("affected", "monthly_cost_fen", "annual_cost_fen", "cost_share_of_wage_bill", "spill_over")
        assert (answer["workers"], answer["covered"], [answer[key] for key in costs]) == (3, 0, [None] * 5)
        assert said(capsys)


@pytest.mark.usefixtures("folder")
def test_an_allowance_table_counts_who_would_lie_below_the_minimum_without_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Path("table.json").write_text(json.dumps({"form": "skill_allowance", "rows": [{"id": "1", "amount_fen": 30_000}]}), "utf-8")
    written(tmp_path, paid(100_000, skill_allowance_fen=20_000), paid(900_000, skill_allowance_fen=30_000))
    answer = asked(capsys)
    assert (answer["affected"], answer["monthly_cost_fen"], answer["wage_bill_fen"]) == (1, 10_000, 1_050_000)
    assert (answer["net_of_allowance"]["below"], answer["net_of_allowance"]["unknown"]) == (1, 0)
    assert said(capsys)


@pytest.mark.usefixtures("folder")
def test_what_an_answer_leaves_open_is_warned_of(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, paid(1, month="2026-03"), paid(1, employment="part_time", hours="80"), paid(1, employment="part_time"))
    answer = asked(capsys)
    assert codes(answer) == ["cost.months_differ", "cost.part_time"]
    assert answer["left_out"]["hours_unknown"] == 1
    assert asked(capsys, "--month", "2026-04")["months"] == {"2026-04": 1}


@pytest.mark.usefixtures("folder")
def test_disclosure_withholds_small_cells_and_warns_of_the_totals(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answer = asked(capsys, "--disclosure")
    assert [(cell["withheld_because"], cell["workers"], cell["median_fen"]) for cell in answer["by_cell"][:2]] == [
        ("enterprises", None, None)
    ] * 2
    assert codes(answer) == ["cost.total_too_small"]
    written(tmp_path, *(paid(280_404 + number, enterprise=f"示范企业{number % 5}") for number in range(10)))
    shown = asked(capsys, "--disclosure")
    assert [(cell["withheld_because"], cell["workers"], cell["median_fen"]) for cell in shown["by_cell"][:1]] == [
        (None, 10, 280_000)
    ]
    assert codes(shown) == []


@pytest.mark.usefixtures("folder")
def test_the_area_of_the_table_stands_in_the_cells(capsys: pytest.CaptureFixture[str]) -> None:
    Path("table.json").write_text(json.dumps(TABLE | {"area": {"name": "一档", "places": ["130102"]}}), "utf-8")
    answer = asked(capsys, "--out", "cells.parquet")
    assert (answer["covered"], {cell["in_area"] for cell in answer["by_cell"][:2]}) == (0, {False})
    assert duckdb.sql("SELECT in_area FROM 'cells.parquet' WHERE floor_fen IS NULL").fetchall() == [(False,), (False,)]


@pytest.mark.usefixtures("folder")
def test_the_cells_are_written_as_a_table_with_nulls(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(capsys, "--out", "cells.csv")
    with Path("cells.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["monthly_cost_fen"] for line in lines] == [str(cell["monthly_cost_fen"]) for cell in answer["by_cell"]]
    assert (lines[0]["level"], lines[0]["floor_fen"], lines[1]["level"]) == ("", "", "4")


@pytest.mark.usefixtures("folder")
def test_the_words_name_amounts_in_yuan(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "--accounts", "accounts.csv", "--on-cost", "0.27", "--all")
    assert all(part in text for part in ("200", "2,400", "54", "3,000", "示范企业02", TURNER, "250"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--month", "2020-01"], "cost.month_absent"),
        (["--accounts", "rows.csv"], "accounts.column_missing"),
        (["--on-cost", "rows.csv"], "on_cost.broken"),
        (["--out", "cells.doc"], "table.ending_out"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_input_that_cannot_be_used_is_refused(capsys: pytest.CaptureFixture[str], words: list[str], code: str) -> None:
    refusals = asked(capsys, *words, exits=3)["refusals"]
    assert refusals[0]["code"] == code
    assert all(refusals[0][key] for key in ("message", "accepts", "next"))


@pytest.mark.usefixtures("folder")
def test_a_table_with_an_amount_beyond_any_wage_names_its_file_and_row(capsys: pytest.CaptureFixture[str]) -> None:
    Path("table.json").write_text(json.dumps({"form": "monthly_floor", "rows": [{"id": "1", "amount_fen": 10**11 + 1}]}), "utf-8")
    refusal = asked(capsys, exits=3)["refusals"][0]
    assert (refusal["code"], refusal["file"], refusal["row"]) == ("cost.amount_too_large", "table.json", 1)


@pytest.mark.usefixtures("folder")
def test_words_that_cannot_be_read_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--month", "2026-13"], ["--profit-to-labour-cost", "-1"], ["--labour-cost-to-revenue", "viel"]):
        with pytest.raises(SystemExit) as ended:
            main(["cost", "table.json", "rows.csv", *words])
        assert ended.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "words", [["--on-cost", "27"], ["--on-cost", "-0.1"], ["--on-cost", "none.yaml"], ["--out", "rows.csv"], ["--map", "none.yaml"]]
)
@pytest.mark.usefixtures("folder")
def test_a_wrong_call_exits_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(["cost", "table.json", "rows.csv", *words]) == 2
    assert capsys.readouterr().out == ""
