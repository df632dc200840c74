"""What the worker does with an upload: it reads the headings, then, once they are matched, it checks and keeps the rows.

A run that broke off left nothing but its incoming file, and is done again from the start with the same result.
"""

from collections.abc import Sequence

import numpy as np
from django_scopes import scopes_disabled
from django_tasks import task

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.ingest import open_pay_rows, pay_rows_of
from xieshang.engine.pay_rows import PayRows, month_text
from xieshang.engine.row_store import store_rows
from xieshang.engine.tables import MOST_REFUSALS, open_table
from xieshang.law import code_book
from xieshang.web.rounds.uploads.files import incoming_path, owner_folder
from xieshang.web.rounds.uploads.long_jobs import LongJob, Stopped, Ticker, kept_warning, resume, work
from xieshang.web.rounds.uploads.matching import Match
from xieshang.web.rounds.uploads.models import PayUpload

__all__ = ["receive", "take_up_again"]

_MOST_WARNINGS = 50


@task()
def receive(upload: int, owner: int) -> None:
    """Do the next step of an upload that waits."""
    work(PayUpload, upload, owner, _step, _discard)


def _discard(upload: PayUpload) -> None:
    incoming_path(upload.incoming).unlink(missing_ok=True)


def _step(upload: PayUpload, ticker: Ticker) -> None:
    if upload.match is None:
        _read_headings(upload, ticker)
    else:
        _keep(upload, Match(**upload.match), ticker)
        _discard(upload)


def _read_headings(upload: PayUpload, ticker: Ticker) -> None:
    ticker.begin(PayUpload.Phase.HEADINGS)
    with open_table(incoming_path(upload.incoming)) as table:
        ticker.finish(LongJob.State.MATCHING, headings=list(table.columns), row_count=table.row_count)


def _keep(upload: PayUpload, match: Match, ticker: Ticker) -> None:
    enterprise = upload.owner.code or upload.owner.name
    ticker.begin(PayUpload.Phase.CHECKING)
    mapping = match.row_mapping(upload.headings, enterprise, upload.owner.name)
    with open_pay_rows(incoming_path(upload.incoming), mapping, code_book(), ticker) as source:
        rows = pay_rows_of(source)
        warnings = [kept_warning(warned) for warned in source.warnings[:_MOST_WARNINGS]]
    _refuse_others(rows, enterprise)
    ticker.begin(PayUpload.Phase.KEEPING)
    kept = owner_folder(upload.owner_id) / f"{upload.pk}.rows"
    digest = store_rows(kept, rows)
    months = [month_text(month) for month in np.unique(rows.month).tolist()]
    try:
        ticker.finish(LongJob.State.STORED, incoming="", row_count=len(rows), months=months, rows_digest=digest, warnings=warnings)
    except Stopped:
        kept.unlink(missing_ok=True)
        raise


def _refuse_others(rows: PayRows, enterprise: str) -> None:
    """Refuse rows of another enterprise than the owner: an enterprise answers for its own payroll alone."""
    texts: Sequence[str] = rows.enterprise.texts
    own = texts.index(enterprise) if enterprise in texts else -1
    others = np.flatnonzero(rows.enterprise.codes != own)
    listed = [
        Refusal("upload.other_enterprise", row=row + 1, column="enterprise", value_kind="text")
        for row in others[:MOST_REFUSALS].tolist()
    ]
    more = [Refusal("pay.more", {"count": len(others) - len(listed)})] if len(others) > len(listed) else []
    Refused.unless_empty([*listed, *more])


def take_up_again() -> None:
    """Call the worker for every upload that waits or was left behind: when the worker starts, nothing else works on one."""
    with scopes_disabled():
        for upload in PayUpload.objects.filter(state__in=[LongJob.State.WAITING, LongJob.State.RUNNING]):
            if not resume(upload, receive) and upload.state == LongJob.State.WAITING:
                receive.enqueue(upload.pk, upload.owner_id)
