"""The cast's round as papers read it, with what a clerk would type into each.  Everybody is invented."""

from datetime import date
from typing import Any

from cast import PLACE, acts, by

from xieshang.core.acts import read_round
from xieshang.core.fields import Fields
from xieshang.core.parties import Role
from xieshang.documents.papers.catalogue import PAPERS
from xieshang.documents.papers.composing import IDENTITIES, recorded, value_of
from xieshang.documents.papers.facts import Body, Facts, Occasion, Record, facts_at, record_of
from xieshang.documents.papers.fields import Ask, Field, Paper
from xieshang.documents.papers.occasions import ahead_of, occasions_of
from xieshang.law import rules_for

ON = date(2026, 4, 16)
BODIES = {
    Role.WORKERS: (Body("示范县刃模具行业工会联合会"),),
    Role.EMPLOYERS: (Body("示范县刃模具协会"),),
    Role.BUREAU: (Body("示范县人力资源和社会保障局"),),
    Role.CONGRESS: (Body("示范县刃模具行业职代会"),),
    Role.ENTERPRISE: (Body("示范企业01", "示范企业01"),),
    Role.UPPER_UNION: (Body("示范县总工会"),),
}
LATER = [
    by("bureau", "inspect", "2025-07-01", enterprise="示范企业01", findings=["两个等级低于标准"]),
    by("upper_union", "advise", "2025-07-02", letter="问询函", addressee="示范企业01", text="有职工反映工资低于合同标准。"),
    by("upper_union", "advise", "2025-07-20", letter="意见书", addressee="示范企业01", text="查明两个等级低于标准。"),
    by("enterprise", "remedy", "2025-08-01", enterprise="示范企业01", evidence="补发记录"),
    by("workers", "report", "2025-12-20", to="示范县刃模具行业职代会", text="标准全部落实。"),
    by("workers", "renew", "2026-04-10"),
]
IDENTITY = "11010519491231002X"


def record(told: list[dict[str, Any]], on: date = ON, **changed: Any) -> Record:
    """Give a round with these acts as papers read it."""
    bargained = read_round(Fields({"id": "130123-2025-01", "at": PLACE, "acts": told}))
    named = {"number": bargained.id, "title": "示范县刃模具行业集体协商", "place": "正定县", "industry": "金属制品业"}
    known: dict[str, Any] = {**named, "kind": "industry", "acts": (), "rules": rules_for(PLACE), "bodies": BODIES, **changed}
    return record_of(Record(**known), bargained.acts, on)


WHOLE = record(acts() + LATER)


def occasion_of(paper: Paper, told: Record = WHOLE) -> Occasion:
    """Give the last occasion of a paper, or the one ahead."""
    come = list(occasions_of(paper, told))
    role = paper.issuers[-1]
    return come[-1] if come else ahead_of(paper, told, role, "示范企业01" if role is Role.ENTERPRISE else None)


def _answer(entry: Field, lines: int) -> str | list[str]:
    if entry.name == IDENTITIES:
        return [IDENTITY] * lines
    if entry.name == "sexes":
        return ["女", *["男"] * (lines - 1)]
    short = entry.title.split("（")[0]
    answers: dict[Ask, str | list[str]] = {
        Ask.COLUMN: [f"{short}{number}" for number in range(1, lines + 1)],
        Ask.LIST: [f"{short}甲", f"{short}乙"],
        Ask.DAY: "2025-05-20",
        Ask.NUMBER: "42",
        Ask.DOCUMENT_NUMBER: "示人社字[2025]第026号",
    }
    return answers.get(entry.ask, f"某{short}")


def typed_for(paper: Paper, facts: Facts) -> dict[str, str | list[str]]:
    """Give what a clerk would type: everything that the record does not hold."""
    lengths = [
        len(value) for table in paper.tables if isinstance(value := value_of(paper.field_named(table.columns[0]), facts), tuple)
    ]
    lines = max(lengths, default=2)
    wanted = [entry for entry in paper.fields if entry.ask is Ask.COLUMN or not recorded(entry, facts)]
    return {entry.name: _answer(entry, lines) for entry in wanted}


def facts_for(paper: Paper, told: Record = WHOLE, **typed: Any) -> Facts:
    """Give the facts of a paper with everything typed, some of it otherwise (null: left out)."""
    occasion = occasion_of(paper, told)
    answers = typed_for(paper, facts_at(told, occasion, ON)) | typed
    return facts_at(told, occasion, ON, {name: value for name, value in answers.items() if value is not None})


__all__ = ["BODIES", "IDENTITY", "ON", "PAPERS", "WHOLE", "facts_for", "occasion_of", "record", "typed_for"]
