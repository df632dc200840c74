"""``xieshang wages`` and ``xieshang choose`` as they are called: answers as JSON and in words, refusals, exits, files."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from survey_cases import drawn, written_rows

from xieshang.__main__ import main

DESIGN = {"stages": [{"cluster": "firm", "stratum": "stratum", "population": "firms"}], "weight": "weight", "enterprise": "firm"}
TABLE = """place,level,workers,enterprises
示范甲县,3,20,8
示范甲县,4,2,2
示范甲县,5,15,7
示范乙县,3,10,6
示范乙县,4,12,6
示范乙县,5,14,9
示范丙县,3,9,8
示范丙县,4,30,9
示范丙县,5,22,8
"""
CANDIDATES = """candidate,vacancies,seekers,relative_wage,skilled_workers,union,association,relative_wage_se
示范市机械,2828,1330,0.92,5000,1,1,0.03
示范市纺织,590,523,0.71,3000,1,1,0.02
示范县铸造,900,300,0.85,700,1,1,0.04
示范县家具,20,180,0.66,1200,1,0,
"""
DISCLOSE = [
    "wages",
    "disclose",
    "table.csv",
    "--rows",
    "place",
    "--columns",
    "level",
    "--value",
    "workers",
    "--contributors",
    "enterprises",
]
LEVELS = ["wages", "levels", "rows.csv", "--design", "design.json", "--value", "wage_fen"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    written_rows(tmp_path, drawn(5))
    (tmp_path / "design.json").write_text(json.dumps(DESIGN | {"disclosure": False}), "utf-8")
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    (tmp_path / "candidates.csv").write_text(CANDIDATES, "utf-8")
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *words: str, exit_code: int = 0) -> Any:
    assert main([*words, "--json"]) == exit_code
    return json.loads(capsys.readouterr().out)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def codes(content: dict[str, Any]) -> list[tuple[str, int | None, str | None]]:
    return [(refusal["code"], refusal["row"], refusal["column"]) for refusal in content["refusals"]]


def test_levels_give_every_cell_with_its_percentiles_and_their_basis(capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, *LEVELS, "--by", "post,stratum", "--p", "0.5")
    assert (told["basis"], told["disclosure"], told["units"]) == ("price", False, 12)
    cell = told["cells"][0]
    assert list(cell["by"]) == ["post", "stratum"]
    assert {"n", "enterprises", "mean", "mean_se", "quantiles", "published", "withheld_because"} <= set(cell)
    assert [quantile["p"] for quantile in cell["quantiles"]] == [0.5]
    assert {"p", "value", "low", "high", "se", "df"} <= set(cell["quantiles"][0])


def test_without_by_there_is_one_cell_of_five_percentiles(capsys: pytest.CaptureFixture[str]) -> None:
    (cell,) = answer(capsys, *LEVELS)["cells"]
    assert (cell["by"], cell["n"]) == ({}, sum(row["weight"] > 0 for row in drawn(5)))
    assert [quantile["p"] for quantile in cell["quantiles"]] == [0.1, 0.25, 0.5, 0.75, 0.9]


@pytest.mark.parametrize(("options", "basis"), [([], "price"), (["--basis", "comparable"], "comparable")])
def test_a_wage_is_a_price_unless_it_is_said_to_be_comparable(
    capsys: pytest.CaptureFixture[str], options: list[str], basis: str
) -> None:
    assert answer(capsys, *LEVELS, *options)["basis"] == basis


def test_csv_and_parquet_give_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    duckdb.execute(f"COPY (FROM read_csv('{folder}/rows.csv')) TO '{folder}/rows.parquet'")
    words = ["wages", "levels", "rows.parquet", *LEVELS[3:], "--by", "post"]
    assert answer(capsys, *words) == answer(capsys, *LEVELS, "--by", "post")


def test_with_the_rules_amounts_lie_on_10_yuan_and_thin_cells_are_withheld(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "design.json").write_text(json.dumps(DESIGN), "utf-8")
    cells = answer(capsys, *LEVELS, "--by", "firm")["cells"]
    assert {cell["withheld_because"] for cell in cells} == {"enterprises"}
    assert all(quantile["value"] is None for cell in cells for quantile in cell["quantiles"])
    (whole,) = answer(capsys, *LEVELS)["cells"]
    assert whole["mean"] % 1000 == 0
    text = said(capsys, *LEVELS, "--by", "post")
    assert "工资价位口径" in text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--by", "nothing"], [("survey.column_missing", None, "nothing")]),
        (["--by", "post,post"], [("survey.column_twice", None, "post")]),
    ],
)
def test_columns_that_do_not_fit_are_refused(
    capsys: pytest.CaptureFixture[str], words: list[str], expected: list[tuple[str, int | None, str | None]]
) -> None:
    assert codes(answer(capsys, *LEVELS, *words, exit_code=3)) == expected


@pytest.mark.parametrize("shares", ["0", "1", "0.5,1.5", "half", ""])
def test_a_share_outside_0_to_1_is_a_wrong_call(shares: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*LEVELS, "--p", shares])
    assert ended.value.code == 2


def test_a_design_that_is_none_is_refused_and_one_that_is_not_there_is_a_wrong_call(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "design.json").write_text('{"stages": [{"cluster": "firm"}, {}]}', "utf-8")
    assert codes(answer(capsys, *LEVELS, exit_code=3)) == [("survey.stage_needs_population", None, "stages[0].population")]
    assert main([*LEVELS[:4], "none.json", *LEVELS[5:]]) == 2


def test_what_the_rules_cannot_judge_is_warned_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "design.json").write_text("{}", "utf-8")
    told = answer(capsys, *LEVELS)
    assert [warning["code"] for warning in told["warnings"]] == ["survey.enterprise_unknown"]
    written_rows(folder, drawn(5, lonely=True))
    (folder / "design.json").write_text(json.dumps(DESIGN), "utf-8")
    assert [warning["code"] for warning in answer(capsys, *LEVELS)["warnings"]] == ["survey.lonely_strata"]


def test_disclosing_tells_cells_and_margins_apart(capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, *DISCLOSE)
    assert (len(told["cells"]), len(told["margins"]), told["contributors_are"]) == (9, 7, "counts")
    (thin,) = [cell for cell in told["cells"] if cell["suppressed"] == "primary"]
    assert thin == {
        "row": "示范甲县", "column": "4", "value": None, "suppressed": "primary", "why": "enterprises", "low": 0, "high": 14,
    }  # fmt: skip
    text = said(capsys, *DISCLOSE)
    assert text.count("○") == 4
    assert "134" in text


def test_a_pattern_is_written_and_kept_when_the_table_is_issued_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = answer(capsys, *DISCLOSE, "--pattern", "pattern.json")
    written = json.loads((folder / "pattern.json").read_text("utf-8"))
    assert written["schema"] == "xieshang/disclosure-pattern/1"
    assert (len(written["withheld"]), len(written["shown"])) == (4, 12)
    (folder / "table.csv").write_text(TABLE.replace("示范甲县,4,2,2", "示范甲县,4,25,9").replace(",5,15,", ",5,150,"), "utf-8")
    again = answer(capsys, *DISCLOSE, "--pattern", "pattern.json")
    places = [{(cell["row"], cell["column"]) for cell in told["cells"] if cell["suppressed"]} for told in (first, again)]
    assert places[0] == places[1]
    assert json.loads((folder / "pattern.json").read_text("utf-8")) == written


def test_a_cell_that_was_shown_and_may_not_be_any_more_is_warned_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, *DISCLOSE, "--pattern", "pattern.json")
    (folder / "table.csv").write_text(TABLE.replace("示范丙县,5,22,8", "示范丙县,5,22,4"), "utf-8")
    told = answer(capsys, *DISCLOSE, "--pattern", "pattern.json")
    assert [warning["code"] for warning in told["warnings"]] == ["disclose.shown_before"]
    assert ("示范丙县", "5") in {(cell["row"], cell["column"]) for cell in told["cells"] if cell["suppressed"] == "primary"}


def test_the_table_is_not_taken_for_the_pattern() -> None:
    assert main([*DISCLOSE, "--pattern", "table.csv"]) == 2


def test_choosing_gives_the_pareto_set_the_ranks_and_who_is_not_rated(capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, "choose", "candidates.csv", "--top", "2", "--seed", "7")
    assert told["pareto"] == ["示范市纺织", "示范县铸造"]
    assert [entry["candidate"] for entry in told["ranking"]] == ["示范县铸造", "示范市机械", "示范市纺织"]
    assert {"candidate", "median_rank", "rank_low", "rank_high", "p_top"} <= set(told["ranking"][0])
    assert told["not_rated"] == [{"candidate": "示范县家具", "reasons": ["vacancies_few", "association_absent"]}]
    assert answer(capsys, "choose", "candidates.csv", "--top", "2", "--seed", "7") == told
    assert "不评：示范县家具" in said(capsys, "choose", "candidates.csv")


@pytest.mark.parametrize(
    "words", [["--top", "0"], ["--ratio-goalposts", "4,1"], ["--wage-goalposts", "x"], ["--least-skilled-workers", "-1"]]
)
def test_options_that_make_no_sense_are_wrong_calls(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["choose", "candidates.csv", *words])
    assert ended.value.code == 2
