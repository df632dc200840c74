"""Erasing a personal text beside the chain: text and salt go, the digest in the chain and the record of the erasure stay."""

import secrets
from dataclasses import asdict

from django.db import connection, transaction

from xieshang.core.erasures import persons_in, residue, with_pseudonyms
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.models import ErasedText, Round, SealedText
from xieshang.web.rounds.services import pseudonyms_in
from xieshang.web.shared import clock

__all__ = ["erase"]


def erase(sealed: SealedText, ground: ErasedText.Ground, person: Person, organisation: Organisation) -> ErasedText:
    """Erase one personal text of an act, for the organisation that recorded it; the round says the same as before.

    A text that is erased already gives the record of its erasure.  What older backups hold ends with them.
    Source: 个人信息保护法 art 47.
    """
    with transaction.atomic():
        bargaining = Round.objects.select_for_update().get(acts=sealed.act_id)
        sealed.refresh_from_db(from_queryset=SealedText.objects.select_related("erased"))
        if sealed.erasure:
            return sealed.erasure
        texts = list(persons_in(sealed.field, sealed.text))
        known = pseudonyms_in(bargaining.acts.prefetch_related("sealed"))
        given = with_pseudonyms(texts, known, lambda: secrets.token_hex(16))
        record = ErasedText.objects.create(
            sealed=sealed,
            residue=residue(sealed.field, sealed.text, given),
            pseudonyms=[asdict(pseudonym) for pseudonym in given.values()],
            ground=ground,
            erased_by=person,
            erased_for=organisation,
            erased_at=clock.now(),
        )
        SealedText.objects.filter(pk=sealed.pk).update(text=None, salt="")
        transaction.on_commit(_empty_log)
    return record


def _empty_log() -> None:
    """Have SQLite write its log into the file and empty it: until then the text would still stand in the log."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
