"""``xieshang sample``: labelled, invented, the same from the same seed, and of use to the audit."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from xieshang.__main__ import main
from xieshang.core.contract import SCHEMA, read_contract
from xieshang.core.fields import read_json
from xieshang.core.reading import Reading
from xieshang.core.table_checks import check_table
from xieshang.engine.ingest import read_pay_rows
from xieshang.law import rules_for

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "sample-payroll"


def made(capsys: pytest.CaptureFixture[str], out: Path, *more: str) -> tuple[int, Any]:
    code = main(["sample", "payroll", "--out", str(out), "--json", *more])
    printed = capsys.readouterr().out
    return code, json.loads(printed) if printed else None


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    written = []
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        assert made(capsys, tmp_path / f"{name}.{ending}", "--seed", seed, "--rows", "60")[0] == 0
        written.append((tmp_path / f"{name}.{ending}").read_bytes())
    assert written[0] == written[1] != written[2]
    assert len(read_pay_rows(tmp_path / f"a.{ending}")) == 60


def test_every_row_is_labelled_and_nobody_is_named_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = made(capsys, tmp_path / "s.csv", "--rows", "100")
    rows = records(tmp_path / "s.csv")
    assert (code, answer["rows"], len(rows), answer["invented"]) == (0, 100, 100, True)
    assert all(row["person"].startswith("示范职工") and row["enterprise"].startswith("示范企业") for row in rows)
    assert answer["people"] == len({row["person"] for row in rows}) == 34
    assert answer["months"] == sorted({row["month"] for row in rows}) == ["2025-11", "2025-12", "2026-01"]


def test_a_person_stays_the_same_from_month_to_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(capsys, tmp_path / "s.csv", "--rows", "90")
    kept = {}
    for row in records(tmp_path / "s.csv"):
        same = tuple(row[name] for name in ("enterprise", "place", "industry", "occupation", "level", "category", "employment"))
        assert kept.setdefault(row["person"], same) == same


def test_the_place_and_the_months_may_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = made(capsys, tmp_path / "s.csv", "--at", "310101", "--month", "2026-03", "--month", "2026-03", "--rows", "5")
    rows = records(tmp_path / "s.csv")
    assert ({row["place"] for row in rows}, {row["month"] for row in rows}) == ({"310101"}, {"2026-03"})
    assert (answer["rows"], answer["people"]) == (5, 5)


def test_a_place_that_does_not_exist_is_refused_and_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = made(capsys, tmp_path / "s.csv", "--at", "139999")
    assert (code, answer["refusals"][0]["code"]) == (3, "place.unknown")
    code, answer = made(capsys, tmp_path / "s.txt")
    assert (code, answer["refusals"][0]["code"]) == (3, "table.ending_out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("more", [("--rows", "0"), ("--rows", "x"), ("--month", "2026-13"), ("--month", "2026-1"), ("--seed", "x")])
def test_a_wrong_call_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        made(capsys, tmp_path / "s.csv", *more)
    assert ended.value.code == 2
    assert made(capsys, tmp_path / "nowhere" / "s.csv")[0] == 2


def test_the_payroll_of_the_example_is_the_one_that_its_readme_makes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = next(line for line in (EXAMPLE / "README.md").read_text("utf-8").splitlines() if "xieshang sample" in line).split()
    assert main([*command[1:-1], str(tmp_path / "payroll.csv")]) == 0
    capsys.readouterr()
    assert (tmp_path / "payroll.csv").read_bytes() == (EXAMPLE / "payroll.csv").read_bytes()


def test_the_contracts_of_the_example_are_labelled_and_lawful() -> None:
    law = Reading(rules_for("130123"), read_contract(read_json(text_of("zhengding-demo"), schema=SCHEMA)).term.from_on)  # type: ignore[arg-type]
    for name in ("zhengding-demo", "enterprise-03-demo"):
        contract = read_contract(read_json(text_of(name), schema=SCHEMA))
        assert "示范" in (contract.title or "")
        assert contract.title is not None
        assert contract.title.startswith("示范")
        assert [check_table(table, law).errors for table in contract.tables if table.form == "monthly_floor"] == [()]


def text_of(name: str) -> str:
    return (EXAMPLE / "contracts" / f"{name}.json").read_text("utf-8")
