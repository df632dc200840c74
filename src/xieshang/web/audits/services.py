"""What is done with audits: asked for, taken away with the rows that they were made of."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from xieshang.law import statute_book
from xieshang.web.accounts.models import Person
from xieshang.web.audits.jobs import check, files_of
from xieshang.web.audits.models import PayAudit
from xieshang.web.rounds.uploads.models import PayUpload
from xieshang.web.rounds.uploads.services import unlink, upload_removed
from xieshang.web.shared import clock

__all__ = ["ask", "audits_of"]


def ask(upload: PayUpload, person: Person, known_on: date, form_key: str) -> PayAudit:
    """Let the worker audit a stored upload; the same form again gives the same audit."""
    earlier: PayAudit | None = PayAudit.objects.filter(owner=upload.owner, form_key=form_key).first()
    if earlier:
        return earlier
    with transaction.atomic():
        audit: PayAudit = PayAudit.objects.create(
            owner=upload.owner,
            upload=upload,
            asked_by=person,
            known_on=known_on,
            law_as_recorded_on=statute_book().recorded_on,
            created_at=clock.now(),
            form_key=form_key,
        )
        transaction.on_commit(lambda: check.enqueue(audit.pk, audit.owner_id))
    return audit


def audits_of(upload: PayUpload) -> Iterable[PayAudit]:
    """Give the audits of an upload."""
    found: Iterable[PayAudit] = PayAudit.objects.filter(upload=upload)
    return found


@receiver(upload_removed)
def remove_with(upload: PayUpload, **_signal: Any) -> None:
    """Take away the audits of an upload that is taken away, with their files."""
    audits = list(audits_of(upload))
    gone: list[Path] = [path for audit in audits for path in files_of(audit)]
    for audit in audits:
        audit.delete()
    transaction.on_commit(lambda: unlink(gone))
