"""What is done with uploads: taken in, matched, taken away; and how other rooms read the rows of one."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.dispatch import Signal
from django_scopes import scopes_disabled

from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.pay_rows import PayRows
from xieshang.engine.row_store import load_rows
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.models import Party, Round
from xieshang.web.rounds.uploads.files import Incoming, incoming_folder, incoming_path, owner_folder
from xieshang.web.rounds.uploads.jobs import receive
from xieshang.web.rounds.uploads.matching import Match
from xieshang.web.rounds.uploads.models import PayUpload, RememberedMatch
from xieshang.web.shared import clock

__all__ = [
    "given_for",
    "remembered",
    "remove",
    "removal_asked",
    "rounds_of",
    "rows_of",
    "rows_path",
    "start",
    "sweep",
    "take_in",
    "unlink",
    "upload_removed",
    "why_not_remove",
]

removal_asked = Signal()
"""Asks, with ``upload``, whether somebody still needs it; who does answers with the ``Refusal`` of its removal, else with null."""
upload_removed = Signal()
"""Sent, with ``upload``, in the transaction that takes it away: whatever was made from its rows goes too."""


def rounds_of(enterprise: Organisation) -> list[Round]:
    """Give the rounds in which an enterprise takes part, for which it may upload."""
    parts = Party.objects.filter(organisation=enterprise, role=Role.ENTERPRISE.value).select_related("bargaining")
    return [part.bargaining for part in parts.order_by("-bargaining__number")]


def take_in(owner: Organisation, person: Person, file: Incoming, bargaining: Round | None, form_key: str) -> PayUpload:
    """Take in a file that came whole, and let the worker read its headings; the same form again gives the same upload."""
    earlier: PayUpload | None = PayUpload.objects.filter(owner=owner, form_key=form_key).first()
    if earlier:
        file.discard()
        return earlier
    with transaction.atomic():
        upload: PayUpload = PayUpload.objects.create(
            owner=owner,
            uploaded_by=person,
            bargaining=bargaining,
            file_name=Path(file.name or "").name[:200],
            size=file.size or 0,
            digest=file.digest,
            incoming=file.path.name,
            created_at=clock.now(),
            form_key=form_key,
        )
        transaction.on_commit(lambda: receive.enqueue(upload.pk, owner.pk))
    return upload


def remembered(owner: Organisation) -> Match | None:
    """Give the match that an owner made last."""
    entry = RememberedMatch.objects.filter(owner=owner).first()
    return Match(**entry.match) if entry else None


def start(upload: PayUpload, match: Match) -> bool:
    """Let the worker check the rows under a match, and remember it; false where the upload no longer waits for one."""
    waiting = PayUpload.objects.filter(pk=upload.pk, state=PayUpload.State.MATCHING)
    with transaction.atomic():
        if not waiting.update(state=PayUpload.State.WAITING, match=match.content(), attempts=0):
            return False
        RememberedMatch.objects.update_or_create(owner=upload.owner, defaults={"match": match.content()})
        transaction.on_commit(lambda: receive.enqueue(upload.pk, upload.owner_id))
    return True


def rows_path(upload: PayUpload) -> Path:
    """Give the path of the rows of an upload."""
    return owner_folder(upload.owner_id) / f"{upload.pk}.rows"


def rows_of(upload: PayUpload) -> PayRows:
    """Read the rows of a stored upload.  Refuses: ``rows.damaged``."""
    return load_rows(rows_path(upload), upload.rows_digest)


def given_for(bargaining: Round) -> Iterable[PayUpload]:
    """Give the uploads for a round that count: of each enterprise the latest that was stored."""
    stored = PayUpload.objects.filter(bargaining=bargaining, state=PayUpload.State.STORED)
    latest = stored.order_by().values("owner").annotate(latest=Max("pk")).values("latest")
    found: Iterable[PayUpload] = PayUpload.objects.filter(pk__in=latest).select_related("owner")
    return found


def why_not_remove(upload: PayUpload) -> Refusal | None:
    """Say why an upload may not be taken away; null where it may."""
    answers: list[Any] = [answer for _, answer in removal_asked.send(PayUpload, upload=upload)]
    return next((answer for answer in answers if answer is not None), None)


def remove(upload: PayUpload) -> None:
    """Take an upload away with everything made from it.  Refuses: what whoever needs it answers.

    A worker that has it finds it gone and stops.
    """
    with transaction.atomic():
        if refusal := why_not_remove(upload):
            raise Refused(refusal)
        gone = [rows_path(upload), *([incoming_path(upload.incoming)] if upload.incoming else [])]
        upload_removed.send(PayUpload, upload=upload)
        upload.delete()
        transaction.on_commit(lambda: unlink(gone))


def unlink(paths: Iterable[Path]) -> None:
    """Take files away; what is not there is no matter."""
    for path in paths:
        path.unlink(missing_ok=True)


def sweep() -> None:
    """Take away what came in and belongs to no upload, because a process ended between.  Only while nothing comes in."""
    with scopes_disabled():
        kept = set(PayUpload.objects.exclude(incoming="").values_list("incoming", flat=True))
    for path in incoming_folder().iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in kept:
            path.unlink()
