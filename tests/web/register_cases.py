"""Contracts for the tests of the register and of the question: small, dated, invented."""

from datetime import date
from typing import Any

from xieshang.core.contract import Binding, Confirmation, Contract, Parties, Party, Scope, Term
from xieshang.core.skills import Level
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.web.register.models import PublishedContract
from xieshang.web.register.services import enter

TURNER, WELDER = "6-18-01-01", "6-18-02-04"
ROWS = (
    WageRow("1", 280_000, "重要类", TURNER, Level.JUNIOR, label="数控车工"),
    WageRow("2", 310_000, "重要类", TURNER, Level.INTERMEDIATE, label="数控车工"),
    WageRow("3", 390_000, "关键类", WELDER, Level.SENIOR),
)


def contract(
    number: str = "130123-2026-07", rows: tuple[WageRow, ...] = ROWS, form: Form = Form.MONTHLY_FLOOR, **changed: Any
) -> Contract:
    """Give a contract of 正定县 for C33, in effect on 2026-03-10 and carried out from 2026-05-01 to 2027-04-30."""
    told: dict[str, Any] = {
        "title": "示范县金属制品行业专项集体合同",
        "scope": Scope(("130123",), ("C33",)),
        "parties": Parties(Party("示范县行业工会"), Party("示范县行业协会")),
        "term": Term(date(2026, 5, 1), date(2027, 4, 30)),
        "known_on": date(2026, 3, 10),
        "tables": (WageTable(form, rows),),
        **changed,
    }
    return Contract(number, **told)


def signatory(*firms: str) -> Scope:
    """Give the same scope, binding the confirmed firms alone."""
    return Scope(("130123",), ("C33",), binding=Binding.SIGNATORY, confirmed=tuple(Confirmation(firm) for firm in firms))


def published(number: str = "130123-2026-07", **changed: Any) -> PublishedContract:
    """Publish a contract on 2026-03-12."""
    return enter(contract(number, **changed), date(2026, 3, 12))
