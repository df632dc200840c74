"""What the worker does with an audit: it lets the engine check the kept rows, and keeps the findings with what they rest on."""

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from django_scopes import scopes_disabled
from django_tasks import task

from xieshang.core.contract import Contract, contract_content, read_contract
from xieshang.core.fields import Fields
from xieshang.core.findings import Cause
from xieshang.engine.audit import Audit, audit_file
from xieshang.engine.exports import write_table
from xieshang.engine.finding_store import store_findings
from xieshang.engine.found import Tally, tally_of
from xieshang.engine.pay_rows import PayRows
from xieshang.engine.row_store import pay_row_columns
from xieshang.law import statute_book
from xieshang.web.audits.models import PayAudit
from xieshang.web.register.services import contracts_in_force
from xieshang.web.rounds.uploads.files import incoming_folder, owner_folder
from xieshang.web.rounds.uploads.long_jobs import LongJob, Ticker, kept_warning, resume, work
from xieshang.web.rounds.uploads.services import rows_of

__all__ = ["check", "contracts_of", "files_of", "findings_path", "take_up_again"]

_MOST_WARNINGS = 50


@task()
def check(audit: int, owner: int) -> None:
    """Do an audit that waits."""
    work(PayAudit, audit, owner, _check, _discard)


def findings_path(audit: PayAudit) -> Path:
    """Give the path of the findings."""
    return owner_folder(audit.owner_id) / f"audit-{audit.pk}.parquet"


def _contracts_path(audit: PayAudit) -> Path:
    return owner_folder(audit.owner_id) / f"audit-{audit.pk}.contracts.json"


def files_of(audit: PayAudit) -> list[Path]:
    """Give the paths of everything that is kept of an audit."""
    return [findings_path(audit), _contracts_path(audit)]


def contracts_of(audit: PayAudit) -> list[Contract]:
    """Give the contracts of the register as they were when the audit was done."""
    return [read_contract(Fields(content)) for content in json.loads(_contracts_path(audit).read_text("utf-8"))]


def _discard(audit: PayAudit) -> None:
    for path in files_of(audit):
        path.unlink(missing_ok=True)


def _check(audit: PayAudit, ticker: Ticker) -> None:
    ticker.begin(PayAudit.Phase.READING)
    rows, contracts = rows_of(audit.upload), contracts_in_force()
    found = _checked(audit, rows, contracts, ticker)
    ticker.begin(PayAudit.Phase.WRITING)
    store_findings(findings_path(audit), found.columns, rows)
    known = [contract_content(contract) for contract in contracts]
    _contracts_path(audit).write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    warnings = [kept_warning(warned) for warned in found.warnings[:_MOST_WARNINGS]]
    recorded_on = statute_book().recorded_on
    ticker.finish(LongJob.State.STORED, counts=counted(found), warnings=warnings, law_as_recorded_on=recorded_on)


def _checked(audit: PayAudit, rows: PayRows, contracts: list[Contract], ticker: Ticker) -> Audit:
    """Let the engine check the rows; it reads them from a file, which is gone afterwards."""
    with TemporaryDirectory(dir=incoming_folder()) as folder:
        path = Path(folder) / "rows.parquet"
        write_table(path, pay_row_columns(rows))
        ticker.begin(PayAudit.Phase.CHECKING)
        return audit_file(
            path,
            contracts,
            audit.known_on,
            progress=lambda done, total: ticker(len(rows) * done // max(total, 1), len(rows)),
        )


def counted(found: Audit) -> dict[str, Any]:
    """Write what an audit counted, and the law that rows were held against, as JSON."""
    return {
        "rows": found.rows,
        "checked": found.checked,
        "not_covered": found.not_covered,
        "statutory_unknown": found.statutory_unknown,
        **asdict(found.total),
        "below_contract": asdict(_below_contract(found)),
        "below_statutory": asdict(_below_statutory(found)),
        "by_cause": {cause.value: asdict(tally) for cause, tally in found.by_cause.items()},
        "minimums": [
            {
                "place": entry.place,
                "form": entry.form.value,
                "on": entry.on.isoformat(),
                "amount_fen": entry.amount_fen,
                "trust": entry.trust.value if entry.trust else None,
                "source": str(entry.source),
            }
            for entry in found.minimums
        ],
        "trust": found.trust and found.trust.value,
        "lower": [{"contract": low.contract, "form": low.form.value, "below": list(low.below)} for low in found.contracts],
    }


def _below_contract(found: Audit) -> Tally:
    return tally_of(found.columns, np.isin(found.columns["cause"], [Cause.CONTRACT, Cause.ALLOWANCE]))


def _below_statutory(found: Audit) -> Tally:
    statutory = np.isin(found.columns["cause"], [Cause.STATUTORY, Cause.ALLOWANCE_STATUTORY])
    return tally_of(found.columns, statutory | found.columns["also_statutory"])


def take_up_again() -> None:
    """Call the worker for every audit that waits or was left behind: when the worker starts, nothing else works on one."""
    with scopes_disabled():
        for audit in PayAudit.objects.filter(state__in=[LongJob.State.WAITING, LongJob.State.RUNNING]):
            if not resume(audit, check) and audit.state == LongJob.State.WAITING:
                check.enqueue(audit.pk, audit.owner_id)
