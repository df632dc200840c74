"""The tables of docs/algorithms/audit.md and the examples of docs/algorithms/pay-rows.md are executed."""

import re
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from pay_cases import CODES, audited, contract, found, row

from xieshang.core.contract import Term
from xieshang.core.money import fen_of_yuan, yuan_text
from xieshang.core.wage_table import Form
from xieshang.documents.sentences import SENTENCES
from xieshang.engine.ingest import read_mapping, read_pay_rows
from xieshang.engine.ingest.columns import COLUMNS, REQUIRED

DOCS = Path(__file__).parent.parent.parent / "docs" / "algorithms"
AUDIT, PAY_ROWS = ((DOCS / name).read_text("utf-8") for name in ("audit.md", "pay-rows.md"))
SINCE = Term(date(2026, 3, 16))
AGREED = [
    contract(row(300_000), name="m", term=SINCE),
    contract(row(30_000), form=Form.SKILL_ALLOWANCE, name="a", term=SINCE),
    contract(row(2500), form=Form.HOURLY_FLOOR, name="h", term=SINCE),
]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|\n").split("|")]


def pay_of(line: list[str]) -> dict[str, Any]:
    month, level, employment, days, wage, allowance, *_ = line
    paid, _, payable = days.partition(" / ")
    hours = days.removesuffix(" h") if days.endswith(" h") else ""
    return {
        "month": month,
        "level": level.strip("—"),
        "employment": employment,
        "paid_days": "22" if hours else paid,
        "payable_days": "22" if hours else payable,
        "hours": hours,
        "basic_fen": fen_of_yuan(wage) - fen_of_yuan(allowance),
        "skill_allowance_fen": fen_of_yuan(allowance),
    }


def test_every_line_of_the_table_is_what_the_audit_finds(tmp_path: Path) -> None:
    lines = [cells(line) for line in re.findall(r"^\| 20.*$", AUDIT, re.MULTILINE)]
    assert len(lines) == 14
    audit = audited(tmp_path, list(map(pay_of, lines)), *AGREED)
    told = {number: list(entries) for number, entries in groupby(found(audit, "row", "cause", "floor_fen"), lambda entry: entry[0])}
    expected = {
        number: [(number, line[6], fen_of_yuan(line[7]))] for number, line in enumerate(lines, 1) if line[6] != "—"
    }  # fmt: skip
    assert told == expected


def block(kind: str) -> str:
    return re.findall(rf"```{kind}\n(.*?)```", PAY_ROWS, re.DOTALL)[0]


def test_the_mapping_of_the_manual_reads_its_sheet(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(block("yaml"), "utf-8")
    (tmp_path / "sheet.csv").write_text(block("csv"), "utf-8")
    rows = read_pay_rows(tmp_path / "sheet.csv", read_mapping(tmp_path / "map.yaml"), CODES)
    assert [yuan_text(amount) for amount in rows.comparable_fen().tolist()] == ["3,880.50", "3,550"]
    assert rows.level.tolist() == [4, 3]
    assert rows.employment is not None
    assert [rows.employment.texts[code] for code in rows.employment.codes] == ["full_time", "dispatched"]


def test_every_column_and_code_that_the_manual_names_exists_and_none_is_left_out() -> None:
    listed, refused = PAY_ROWS.split("## What is refused")
    table = [cells(line) for line in listed.splitlines() if line.startswith("| `")]
    named = {name: line[2] for line in table for name in re.findall(r"`(\w+)`", line[0])}
    assert set(named) == set(COLUMNS)
    assert {name for name, need in named.items() if need == "required"} == set(REQUIRED)
    codes = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", PAY_ROWS))
    assert codes <= set(SENTENCES)
    assert {code for code in SENTENCES if code.startswith(("pay.", "mapping."))} <= set(re.findall(r"`([a-z_.]+)`", PAY_ROWS))
    assert refused
