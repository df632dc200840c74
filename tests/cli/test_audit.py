"""``xieshang audit`` as a user calls it: what it answers, refuses and writes."""

import csv
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pay_cases import PLACE, UNKNOWN_PLACE, contract, row, written

from xieshang.__main__ import main
from xieshang.core.contract import Contract, Kind, Scope, contract_content
from xieshang.core.findings import FINDING_COLUMNS, finding_id
from xieshang.core.money import yuan_text
from xieshang.core.wage_table import Form

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "sample-payroll"
HEADING = "person,enterprise,place,industry,occupation,month,payable_days,paid_days,basic_fen"
ROW = "示范职工0001,示范企业01,130123,C3525,6-18-01-01,2026-03,22,22,300000"


def contracts(folder: Path, *agreed: Contract) -> str:
    inside = folder / "contracts"
    inside.mkdir(exist_ok=True)
    for entry in agreed:
        (inside / f"{entry.id}.json").write_text(json.dumps(contract_content(entry), ensure_ascii=False), "utf-8")
    return str(inside)


def called(capsys: pytest.CaptureFixture[str], rows: Path | str, contracts: str, out: Path, *more: str) -> tuple[int, Any]:
    code = main(["audit", str(rows), "--contracts", contracts, "--out", str(out), "--json", *more])
    printed = capsys.readouterr().out
    return code, json.loads(printed) if printed else None


def refused(capsys: pytest.CaptureFixture[str], folder: Path, rows: Path, *more: str) -> list[tuple[Any, ...]]:
    """Give the refusals, after a look that nothing was written."""
    (folder / "out").mkdir(exist_ok=True)
    code, answer = called(capsys, rows, contracts(folder), folder / "out" / "f.csv", *more)
    assert code == 3
    assert list((folder / "out").iterdir()) == []
    assert all(entry["message"] and entry["accepts"] and entry["next"] for entry in answer["refusals"])
    return [(entry["code"], entry["file"], entry["row"], entry["column"]) for entry in answer["refusals"]]


def test_the_answer_counts_what_the_file_of_findings_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = written(
        tmp_path, {"basic_fen": 299_999, "enterprise": "A&B<某>公司"}, {"basic_fen": 300_000}, {"level": "", "basic_fen": 200_000}
    )
    code, answer = called(capsys, rows, contracts(tmp_path, contract(row(300_000))), tmp_path / "f.csv")
    assert code == 1
    assert {key: answer[key] for key in ("rows", "checked", "findings", "people", "shortfall_fen", "not_covered", "known_on")} == {
        "rows": 3,
        "checked": 3,
        "findings": 2,
        "people": 2,
        "shortfall_fen": 38_001,
        "not_covered": 1,
        "known_on": "2026-04-16",
    }
    assert answer["by_cause"]["contract"] == {"findings": 1, "people": 1, "shortfall_fen": 1}
    assert answer["by_cause"]["statutory"] == {"findings": 1, "people": 1, "shortfall_fen": 38_000}
    assert set(answer["by_cause"]) == {"statutory", "contract", "allowance", "allowance_statutory"}
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))
    assert tuple(told[0]) == FINDING_COLUMNS
    assert [(entry["enterprise"], entry["cause"], entry["row"], entry["shortfall_fen"]) for entry in told] == [
        ("A&B<某>公司", "contract", "1", "1"),
        ("示范企业01", "statutory", "3", "38000"),
    ]
    assert told[0]["finding_id"] == finding_id("A&B<某>公司", "示范职工0001", "2026-04", Form.MONTHLY_FLOOR)


def test_without_findings_the_exit_is_0_and_the_file_has_its_headings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = called(capsys, written(tmp_path, {"basic_fen": 900_000}), contracts(tmp_path), tmp_path / "f.csv")
    assert (code, answer["findings"], answer["shortfall_fen"]) == (0, 0, 0)
    assert (tmp_path / "f.csv").read_text("utf-8-sig").strip() == ",".join(FINDING_COLUMNS)


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "xlsx"])
def test_the_findings_are_the_same_bytes_on_every_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str) -> None:
    outs = [tmp_path / f"{name}.{ending}" for name in ("a", "b")]
    for out in outs:
        assert called(capsys, EXAMPLE / "payroll.csv", str(EXAMPLE / "contracts"), out)[0] == 1
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_the_trust_of_the_minimum_shows_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = written(tmp_path, {"month": "2025-11", "basic_fen": 230_000}, {"month": "2025-12", "basic_fen": 230_000})
    _, answer = called(capsys, rows, contracts(tmp_path), tmp_path / "f.csv")
    assert answer["trust"] == "provisional"
    assert [(entry["place"], entry["on"], entry["amount_fen"], entry["trust"]) for entry in answer["minimums"]] == [
        (PLACE, "2025-11-01", 220_000, "secondary"),
        (PLACE, "2025-12-01", 238_000, "provisional"),
    ]
    assert {entry["value"] for entry in answer["si_mode"]} == {"gross"}
    assert main(["audit", str(rows), "--contracts", contracts(tmp_path), "--out", str(tmp_path / "f.csv")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "2,380" in line and "暂定" in line]
    assert not [line for line in lines if "2,200" in line and "暂定" in line]


def test_a_place_whose_law_is_not_known_is_counted_and_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = written(tmp_path, {"place": "440103"}, {"place": UNKNOWN_PLACE, "month": "2009-01"})
    code, answer = called(capsys, rows, contracts(tmp_path), tmp_path / "f.csv")
    assert (code, answer["checked"], answer["statutory_unknown"], answer["trust"]) == (0, 0, 2, None)
    assert {(entry["code"]) for entry in answer["warnings"]} >= {"minimum.unknown", "si_mode.unknown"}
    assert all(entry["message"] for entry in answer["warnings"])


def test_contracts_count_by_the_day_they_were_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, folder = written(tmp_path, {"basic_fen": 290_000}), contracts(tmp_path, contract(row(300_000), known_on=None))
    assert called(capsys, rows, folder, tmp_path / "f.csv")[0] == 0
    folder = contracts(tmp_path, replace(contract(row(300_000)), known_on=contract().term.from_on))
    assert called(capsys, rows, folder, tmp_path / "f.csv", "--known-on", "2019-12-31")[0] == 0
    assert called(capsys, rows, folder, tmp_path / "f.csv", "--known-on", "2020-01-01")[0] == 1
    assert called(capsys, rows, folder, tmp_path / "f.csv")[0] == 1


def test_a_contract_below_the_one_above_it_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = contract(row(280_000), name="own", kind=Kind.ENTERPRISE, scope=Scope(enterprises=("示范企业01",)))
    _, answer = called(capsys, written(tmp_path, {}), contracts(tmp_path, contract(row(300_000)), own), tmp_path / "f.csv")
    assert answer["contracts"] == [{"contract": "own", "form": "monthly_floor", "below": ["c"]}]


def test_a_mapping_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "map.yaml").write_text(
        "columns: {工号: person, 单位: enterprise, 应出勤: payable_days, 实出勤: paid_days,"
        " 基本工资: basic_fen, 津贴: skill_allowance_fen}\n"
        "unit: yuan\nfixed: {place: 130123, industry: C35, occupation: 6-18-01-01, month: 2026-03}\n",
        "utf-8",
    )
    (tmp_path / "rows.csv").write_text("工号,单位,应出勤,实出勤,基本工资\n甲,示范企业01,22,22,2379.99\n", "utf-8")
    code, answer = called(
        capsys, tmp_path / "rows.csv", contracts(tmp_path), tmp_path / "f.csv", "--map", str(tmp_path / "map.yaml")
    )
    assert (code, answer["shortfall_fen"]) == (1, 1)
    assert [entry["code"] for entry in answer["warnings"]] == ["mapping.heading_absent"]


def test_an_engine_that_is_not_installed_is_a_wrong_call_that_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "audit",
        str(written(tmp_path, {})),
        "--contracts",
        contracts(tmp_path),
        "--out",
        str(tmp_path / "f.csv"),
        "--engine",
    ]
    assert main([*arguments, "spark"]) == 2
    assert "install xieshang[cluster]" in capsys.readouterr().err
    assert not (tmp_path / "f.csv").exists()
    assert main([*arguments, "duckdb"]) == 1


@pytest.mark.parametrize("out", ["rows.csv", "contracts/c.json", "map.yaml", "contracts", "contracts/f.json", "nowhere/f.csv"])
def test_findings_are_never_written_over_what_is_read_nor_where_no_file_may_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    rows, folder = written(tmp_path, {}), contracts(tmp_path, contract(row(1)))
    (tmp_path / "map.yaml").write_text("unit: fen\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    code, answer = called(capsys, rows, folder, tmp_path / out, "--map", str(tmp_path / "map.yaml"))
    assert (code, answer) == (2, None)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_findings_are_not_written_through_a_link_over_what_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = written(tmp_path, {})
    (tmp_path / "link.csv").symlink_to(rows)
    assert called(capsys, rows, contracts(tmp_path), tmp_path / "link.csv")[0] == 2


def test_an_old_file_of_findings_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.csv").write_text("old")
    assert called(capsys, written(tmp_path, {}), contracts(tmp_path), tmp_path / "f.csv")[0] == 1
    assert "old" not in (tmp_path / "f.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("missing", ["rows", "contracts", "map"])
def test_what_is_not_there_or_is_a_folder_makes_the_call_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    (tmp_path / "folder").mkdir()
    good = {"rows": str(written(tmp_path, {})), "contracts": contracts(tmp_path), "map": str(tmp_path / "map.yaml")}
    (tmp_path / "map.yaml").write_text("unit: fen\n")
    for bad in ("nowhere", "folder" if missing != "contracts" else "map.yaml"):
        named = good | {missing: str(tmp_path / bad)}
        code, _ = called(capsys, named["rows"], named["contracts"], tmp_path / "f.csv", "--map", named["map"])
        assert code == 2


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("t.csv", b"", ("table.empty", None, None)),
        ("t.csv", f"{HEADING}\n".encode(), ("table.no_rows", None, None)),
        ("t.csv", f"{HEADING}\n{ROW}\n示范".encode()[:-1], ("table.cut", None, None)),
        ("t.csv", f"{HEADING}\n{ROW}\n示范,".encode(), ("table.fields", 2, None)),
        ("t.csv", f'{HEADING}\n{ROW}\n"示范,'.encode(), ("table.quote", 2, None)),
        ("t.csv", f"{HEADING}\n{ROW}\n".encode("utf-16"), ("file.encoding", None, None)),
        ("t.csv", f"{HEADING}\n{ROW}\n{ROW}\n".encode(), ("pay.repeated", 2, "person")),
        ("t.csv", f"{HEADING}\n{ROW}\n".replace("300000", "-1").encode(), ("pay.amount_negative", 1, "basic_fen")),
        ("t.csv", f"{HEADING}\n{ROW}\n".replace("130123", "139999").encode(), ("place.unknown", 1, "place")),
        ("t.csv", f"{HEADING}\n{ROW}\n".replace("C3525", "Z99").encode(), ("industry.unknown", 1, "industry")),
        ("t.csv", f"{HEADING}\n{ROW}\n".replace("6-18-", "9-99-").encode(), ("occupation.unknown", 1, "occupation")),
        ("t.csv", f"{HEADING}\n{ROW}\n".replace("2026-03", "三月").encode(), ("pay.month", 1, "month")),
        ("t.csv", f"{HEADING}\n{ROW}\n".replace("paid_days,b", "days,b").encode(), ("pay.column_missing", None, "paid_days")),
        ("t.csv", f"{HEADING},basic_fen\n{ROW},1\n".encode(), ("table.column_repeated", None, "basic_fen")),
        ("t.xlsx", b"no workbook", ("table.not_xlsx", None, None)),
        ("t.parquet", b"PAR1 no parquet PAR1", ("table.not_parquet", None, None)),
        ("t.ods", b"x", ("table.ending", None, None)),
    ],
)
def test_pay_rows_that_cannot_be_used_are_refused_by_name_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, expected: tuple[Any, ...]
) -> None:
    (tmp_path / name).write_bytes(content)
    code, row_number, column = expected
    assert refused(capsys, tmp_path, tmp_path / name) == [(code, name, row_number, column)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_three_encodings_of_offices_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    (tmp_path / "t.csv").write_bytes(f"{HEADING}\n{ROW}\n".encode(encoding))
    assert called(capsys, tmp_path / "t.csv", contracts(tmp_path), tmp_path / "f.csv")[0] == 0


def test_a_workbook_that_swells_is_refused_unopened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    assert refused(capsys, tmp_path, tmp_path / "t.xlsx") == [("table.too_large", "t.xlsx", None, None)]


def test_a_mapping_and_a_contract_that_cannot_be_read_are_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = written(tmp_path, {})
    (tmp_path / "map.yaml").write_text("columns: [a]")
    assert refused(capsys, tmp_path, rows, "--map", str(tmp_path / "map.yaml")) == [("mapping.broken", "map.yaml", None, "columns")]
    (tmp_path / "contracts" / "bad.json").write_text('{"id": 1}')
    assert refused(capsys, tmp_path, rows) == [("field.not_text", "bad.json", None, "id")]
    (tmp_path / "contracts" / "bad.json").write_text('{"id"')
    assert refused(capsys, tmp_path, rows) == [("json.broken", "bad.json", None, None)]


def test_an_ending_that_says_no_table_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_bytes(b"")
    code, answer = called(capsys, tmp_path / "t.csv", contracts(tmp_path), tmp_path / "f.xls")
    assert (code, [entry["code"] for entry in answer["refusals"]]) == (3, ["table.ending_out"])


def test_no_refusal_shows_a_wage_or_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = ROW.replace("300000", "-76543").replace("示范企业01", "91110000600037341X")
    (tmp_path / "t.csv").write_text(f"{HEADING}\n{bad}\n", "utf-8")
    (tmp_path / "out").mkdir()
    assert (
        main(["audit", str(tmp_path / "t.csv"), "--contracts", contracts(tmp_path), "--out", str(tmp_path / "out" / "f.csv")]) == 3
    )
    said = capsys.readouterr().err
    assert "pay.amount_negative" in said
    assert not any(secret in said for secret in ("76543", "示范职工", "91110000600037341X"))


def test_a_parquet_file_of_typed_columns_is_audited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT '甲' AS person, '示范企业01' AS enterprise, 130123 AS place, 'C35' AS industry, '6-18' AS occupation,"
            f" DATE '2026-03-01' AS month, 22::TINYINT AS payable_days, 11.0::DOUBLE AS paid_days, 118999 AS basic_fen)"
            f" TO '{path}' (FORMAT parquet)"
        )
    code, answer = called(capsys, path, contracts(tmp_path), tmp_path / "f.csv")
    assert (code, answer["shortfall_fen"]) == (1, 1)


def test_the_readme_of_the_example_says_what_the_audit_finds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (EXAMPLE / "payroll.csv", str(EXAMPLE / "contracts"), tmp_path / "f.csv")
    _, answer = called(capsys, *arguments, "--known-on", "2026-02-01")
    told = {
        cause: f"| {cause} | {tally['people']} | {tally['findings']} | {yuan_text(tally['shortfall_fen'])} |"
        for cause, tally in answer["by_cause"].items()
    }
    readme = (EXAMPLE / "README.md").read_text("utf-8")
    assert all(line in readme for line in told.values()), told
    assert [(entry["contract"], entry["below"]) for entry in answer["contracts"]] == [("enterprise-03-demo", ["zhengding-demo"])]
    assert {month for (month,) in [(entry["on"][:7],) for entry in answer["minimums"]]} == {"2025-11", "2025-12"}
    _, before = called(capsys, *arguments, "--known-on", "2025-12-14")
    assert {cause for cause, tally in before["by_cause"].items() if tally["findings"]} == {"statutory"}
