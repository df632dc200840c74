"""What stands in the place of each argument of a URL, for the permission matrix: one of the cast's, and one that is not there."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bringing_in import audited, brought_in

from xieshang.core.contract import Contract
from xieshang.core.findings import finding_id
from xieshang.core.wage_table import Form
from xieshang.web.register.services import enter
from xieshang.web.rounds.models import PayUpload


def _published(stage: Any) -> str:
    """Publish a contract besides the round, and give its number."""
    return enter(Contract("130123-2024-09", "示范县公开合同", known_on=date(2024, 10, 8)), date(2024, 10, 10)).number


def _finding(stage: Any) -> str:
    """Name the finding that stands in every file that is brought in."""
    return finding_id(stage.organisations["enterprise"].code, "A-0001", "2025-03", Form.MONTHLY_FLOOR)


ARGUMENTS: dict[str, Callable[[Any], object]] = {
    "number": lambda stage: stage.bargaining.number,
    "kind": lambda stage: "offer",
    "published": _published,
    "audit": lambda stage: audited(stage).pk,
    "upload": lambda stage: (PayUpload.objects.first() or brought_in(stage)).pk,
    "finding": _finding,
}
MISSING: dict[str, object] = {
    "number": "130123-1999-99",
    "kind": "no_such_act",
    "published": "130123-1999-99",
    "upload": 999_999,
    "audit": 999_999,
    "finding": "0" * 16,
}
