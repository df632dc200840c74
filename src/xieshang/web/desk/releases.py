"""Releases of a round: when one may be made, how it is made from the rows of the enterprises, and how it is read.

Either side may ask; who asked is kept.  The rows themselves are read here alone, in the scope of their owners, and leave only
as the released curve.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django_scopes import scope

from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.disclosure import LEAST_ENTERPRISES
from xieshang.engine.on_costs import law_contributions
from xieshang.engine.release import Contributor, make_release
from xieshang.engine.release import Release as Made
from xieshang.engine.release_file import load_release, store_release
from xieshang.law import code_book, rules_for
from xieshang.web.accounts.models import Person
from xieshang.web.desk.figures import Published
from xieshang.web.desk.models import Release, ReleasedRows
from xieshang.web.rounds.models import PayUpload, Round
from xieshang.web.rounds.services import Seat, rules_of
from xieshang.web.rounds.uploads.services import given_for, rows_of
from xieshang.web.shared import clock

__all__ = ["Offered", "latest_release", "offered_for", "published", "release_rows", "store_made"]

_KEPT = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """What the enterprises of a round have brought since the last release, by counts alone.

    ``enterprises`` have stored rows, ``joined`` of them are in no release; ``refusal`` says why no release may be made now.
    """

    enterprises: int
    joined: int
    of: int
    refusal: Refusal | None


def _owners(bargaining: Round) -> list[int]:
    return list(bargaining.parties.filter(role=Role.ENTERPRISE.value).values_list("organisation_id", flat=True))


def latest_release(bargaining: Round) -> Release | None:
    """Give the release that holds for a round: the last one."""
    return Release.objects.filter(bargaining=bargaining).select_related("made_by", "organisation").last()


def offered_for(bargaining: Round, latest: Release | None) -> Offered:
    """Count what was brought for a round, and say why no release may be made of it."""
    owners = _owners(bargaining)
    with scope(owner=owners):
        stored = PayUpload.objects.filter(bargaining=bargaining, state=PayUpload.State.STORED)
        brought = set(stored.values_list("owner_id", flat=True))
        released = set(ReleasedRows.objects.filter(release=latest).values_list("owner_id", flat=True)) if latest else set()
    joined = len(brought - released)
    code, count = ("release.too_few_joined", joined) if latest else ("release.too_few", len(brought))
    refusal = Refusal(code, {"enterprises": count, "at_least": LEAST_ENTERPRISES}) if count < LEAST_ENTERPRISES else None
    return Offered(len(brought | released), joined, len(owners), refusal)


def _uploads(bargaining: Round, latest: Release | None) -> tuple[list[PayUpload], set[int]]:
    """Give the uploads for the next release: the same rows as before of those who are in, the latest of those who join.

    Refuses: ``release.rows_gone`` where rows of the last release are no longer there to be compared with.
    """
    given = {upload.owner_id: upload for upload in given_for(bargaining)}
    kept = dict(ReleasedRows.objects.filter(release=latest).values_list("owner_id", "rows_digest")) if latest else {}
    for owner, digest in kept.items():
        stored = PayUpload.objects.filter(bargaining=bargaining, owner=owner, rows_digest=digest, state=PayUpload.State.STORED)
        same = stored.select_related("owner").first()
        if same is None:
            raise Refused(Refusal("release.rows_gone"))
        given[owner] = same
    return list(given.values()), set(kept)


def _on_cost_rate(bargaining: Round) -> Fraction | None:
    """Give what a yuan of raise costs the employer beside at most; null where the law of the place does not tell."""
    contributions = law_contributions(rules_of(bargaining), clock.today())
    return sum((item.rate for item in contributions), Fraction(0)) if contributions else None


def release_rows(bargaining: Round, seat: Seat, person: Person, form_key: str) -> Release:
    """Make the next release of a round from the stored rows of its enterprises, and keep who asked for it.

    Refuses: ``release.rows_gone``, the codes of ``make_release`` and of the row files.
    """
    if earlier := Release.objects.filter(form_key=form_key).first():
        return earlier
    latest = latest_release(bargaining)
    with scope(owner=_owners(bargaining)):
        uploads, kept = _uploads(bargaining, latest)
        contributors = [Contributor(str(upload.owner_id), rows_of(upload)) for upload in uploads]
    made = make_release(contributors, rules_for, code_book(), [str(owner) for owner in kept], _on_cost_rate(bargaining))
    rows = [(upload.owner_id, upload.rows_digest) for upload in uploads]
    try:
        return store_made(bargaining, made, rows, seat, person, form_key)
    except IntegrityError:
        # Both sides asked at once: there is one release, that of whoever was first.
        return Release.objects.filter(bargaining=bargaining).latest("number")


def store_made(
    bargaining: Round, made: Made, rows: Sequence[tuple[int, str]], seat: Seat, person: Person, form_key: str
) -> Release:
    """Store a release under the next number; ``rows`` name the owners with the digests of what stands behind it."""
    latest = latest_release(bargaining)
    number = latest.number + 1 if latest else 1
    with transaction.atomic():
        release = Release.objects.create(
            bargaining=bargaining,
            number=number,
            made_at=clock.now(),
            made_by=person,
            organisation=seat.organisation,
            enterprises=made.groups.enterprises,
            form_key=form_key,
        )
        release.digest = store_release(_path(bargaining.pk, number), made)
        release.save(update_fields=["digest"])
        with scope(owner=[owner for owner, _ in rows]):
            ReleasedRows.objects.bulk_create(
                ReleasedRows(release=release, owner_id=owner, rows_digest=digest) for owner, digest in rows
            )
    return release


def _path(bargaining: int, number: int) -> Path:
    folder: Path = settings.DATA / "released" / str(bargaining)
    return folder / f"{number}.npz"


def published(release: Release) -> Published:
    """Give the released curve and groups, kept in this process.  Refuses: ``release.damaged``."""
    return _published(release.bargaining_id, release.number, release.digest)


@lru_cache(maxsize=_KEPT)
def _published(bargaining: int, number: int, digest: str) -> Published:
    return Published(load_release(_path(bargaining, number), digest))
