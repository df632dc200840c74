"""What stands in the place of each argument of a URL, for the permission matrix: one of the cast's, and one that is not there."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bringing_in import audited, brought_in

from xieshang.core.contract import Contract
from xieshang.core.fields import canonical_json
from xieshang.core.findings import finding_id
from xieshang.core.wage_table import Form
from xieshang.documents.papers.sheet import Issue, Sheet, sheet_content, sheet_digest
from xieshang.web.register.services import enter
from xieshang.web.rounds.models import IssuedPaper, PayUpload, SealedText
from xieshang.web.shared import clock


def _published(stage: Any) -> str:
    """Publish a contract besides the round, and give its number."""
    return enter(Contract("130123-2024-09", "示范县公开合同", known_on=date(2024, 10, 8)), date(2024, 10, 10)).number


def _finding(stage: Any) -> str:
    """Name the finding that stands in every file that is brought in."""
    return finding_id(stage.organisations["enterprise"].code, "A-0001", "2025-03", Form.MONTHLY_FLOOR)


def _mandate(stage: Any) -> object:
    """Give the mandate of the union's person, who stands in for ``person`` too."""
    return stage.people["workers"].mandates.get().pk


def _issued(stage: Any) -> int:
    """Issue the offer of the round as its workers' side would, and give its number."""
    from_workers = {"bargaining": stage.bargaining, "paper": "offer", "role": "workers", "occasion": 1, "form_key": "f" * 32}
    sheet = Sheet("offer", "集体协商要约书", date(2025, 3, 3), (), issue=Issue("F01", 1, date(2025, 3, 3)))
    kept = {"content": canonical_json(sheet_content(sheet)), "digest": sheet_digest(sheet), "on": sheet.day, "acts": 5}
    who = {"organisation": stage.organisations["workers"], "issued_by": stage.people["workers"], "issued_at": clock.now()}
    return IssuedPaper.objects.create(number=1, version=1, **from_workers, **kept, **who).number


ARGUMENTS: dict[str, Callable[[Any], object]] = {
    "number": lambda stage: stage.bargaining.number,
    "kind": lambda stage: "offer",
    "published": _published,
    "text": lambda stage: SealedText.objects.get(act__bargaining=stage.bargaining, act__number=1).pk,
    "audit": lambda stage: audited(stage).pk,
    "upload": lambda stage: (PayUpload.objects.first() or brought_in(stage)).pk,
    "finding": _finding,
    "paper": lambda stage: "offer",
    "occasion": lambda stage: 1,
    "issued": _issued,
    "form": lambda stage: "docx",
    "year": lambda stage: 2027,
    "organisation": lambda stage: stage.organisations["workers"].pk,
    "person": lambda stage: stage.people["workers"].pk,
    "mandate": _mandate,
}
MISSING: dict[str, object] = {
    "number": "130123-1999-99",
    "kind": "no_such_act",
    "published": "130123-1999-99",
    "upload": 999_999,
    "text": 999_999,
    "audit": 999_999,
    "finding": "0" * 16,
    "paper": "no_such_paper",
    "occasion": 999_999,
    "issued": 999_999,
    "form": "odt",
    "year": 1900,
    "organisation": 999_999,
    "person": 999_999,
    "mandate": 999_999,
}
