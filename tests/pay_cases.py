"""Small payrolls, contracts and laws for tests of the audit.  Everybody is invented."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xieshang.core.codes import CodeBook
from xieshang.core.contract import Binding, Confirmation, Contract, Kind, Scope, Term
from xieshang.core.minimum_wages import MinimumWages, Standard
from xieshang.core.rules import LawValue, Pack, Rules
from xieshang.core.skills import Level
from xieshang.core.sources import Source, Trust
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.engine.audit import Audit, audit_file

PLACE, OTHER_PLACE, UNKNOWN_PLACE = "130123", "130102", "340506"
CODES = CodeBook(
    divisions={"34": "C", "35": "C"}, middle_classes={"6-18": "机械"}, occupations={"6-18-01-01": "车工", "6-18-02-04": "焊工"}
)
SOURCE, ENTERED, EVER = Source("测试用规则"), date(2026, 1, 1), date(2020, 1, 1)
KNOWN_ON = date(2026, 12, 31)
NEW_STANDARD_ON = date(2026, 6, 1)
TURNER, WELDER = "6-18-01-01", "6-18-02-04"
DEFAULTS: dict[str, Any] = {
    "person": "示范职工0001",
    "enterprise": "示范企业01",
    "place": PLACE,
    "industry": "C3525",
    "occupation": TURNER,
    "level": "4",
    "category": "",
    "month": "2026-04",
    "payable_days": "22",
    "paid_days": "22",
    "basic_fen": "0",
    "skill_allowance_fen": "0",
    "employment": "",
    "hours": "",
}


def standard(monthly_fen: int, hourly_fen: int | None, from_on: date, trust: Trust = Trust.PRIMARY) -> Standard:
    """Give a standard of one jurisdiction without classes."""
    return Standard("13", None, monthly_fen, hourly_fen, SOURCE, trust, ENTERED, from_on)


MINIMA = MinimumWages((standard(238_000, 2400, EVER), standard(250_000, 2600, NEW_STANDARD_ON, Trust.PROVISIONAL)))


def gross(trust: Trust = Trust.SECONDARY, *, net: bool = False) -> Pack:
    """Give a pack that says whether the worker's own contributions count as pay."""
    return Pack("13", "示范", (LawValue("g", "si_mode", "net" if net else "gross", None, SOURCE, trust, ENTERED),))


def law(place: str) -> Rules:
    """Give a law in which 340506 is not known."""
    return Rules(place, (gross(),) if place.startswith("13") else (), codes=CODES, minimum_wages=MINIMA)


def row(amount_fen: int, level: int | None = 4, number: str = "1", **cell: Any) -> WageRow:
    """Give a row of a wage table."""
    return WageRow(number, amount_fen, level=None if level is None else Level(level), **cell)


def contract(*rows: WageRow, form: Form = Form.MONTHLY_FLOOR, name: str = "c", **more: Any) -> Contract:
    """Give a contract of one table, in force for ever, known since ever."""
    told: dict[str, Any] = {"kind": Kind.INDUSTRY, "term": Term(EVER), "known_on": EVER} | more
    return Contract(name, tables=(WageTable(form, rows),), **told)


def signatory(*confirmed: Confirmation) -> Scope:
    """Give a scope that binds those who confirmed."""
    return Scope(binding=Binding.SIGNATORY, confirmed=confirmed)


def written(folder: Path, *rows: dict[str, Any], name: str = "rows.csv") -> Path:
    """Write pay rows as CSV; what a row leaves out is that of ``DEFAULTS``, and each is a person of its own."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(DEFAULTS | {key: "" for entry in rows for key in entry}))
        writer.writeheader()
        writer.writerows(DEFAULTS | {"person": f"示范职工{number:04d}"} | entry for number, entry in enumerate(rows, 1))
    return path


def audited(folder: Path, rows: Sequence[dict[str, Any]], *contracts: Contract, known_on: date = KNOWN_ON, **more: Any) -> Audit:
    """Audit a few rows."""
    return audit_file(written(folder, *rows), contracts, known_on, **{"codes": CODES, "law": law} | more)


def found(audit: Audit, *columns: str) -> list[tuple[Any, ...]]:
    """Give some columns of the findings, a tuple each."""
    return list(zip(*(audit.columns[column].tolist() for column in columns), strict=True))
