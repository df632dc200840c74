"""Releases of a round: when one may be made, how it is made from the rows of the enterprises, and how it is read.

Either side may ask; who asked is kept.  The rows themselves are read here alone, in the scope of their owners, and leave only
as the released curve.
"""

from collections.abc import Iterable, Mapping
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
from xieshang.engine.release import Contributor, make_release, regroup
from xieshang.engine.release import Release as Made
from xieshang.engine.release_file import load_release, store_release
from xieshang.law import code_book, rules_for
from xieshang.web.accounts.models import Person
from xieshang.web.desk.figures import Published
from xieshang.web.desk.models import Release, ReleasedRows
from xieshang.web.rounds.firm_accounts.services import headrooms_fen
from xieshang.web.rounds.models import PayUpload, Round
from xieshang.web.rounds.services import Seat, rules_of
from xieshang.web.rounds.uploads.services import given_for, rows_of
from xieshang.web.shared import clock

__all__ = ["Offered", "latest_release", "offered_for", "published", "release_rows", "store_made"]

_KEPT = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """What the enterprises of a round have brought since the last release, by counts alone.

    ``enterprises`` have stored rows, ``joined`` of them are in no release; ``told`` are in the last one and have since brought
    what they can bear; ``refusal`` says why no release may be made now.
    """

    enterprises: int
    joined: int
    told: int
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
        behind = _behind(latest)
        told = len(_newly_told(behind, headrooms_fen(behind)))
    joined = len(brought - behind.keys())
    code, count = ("release.too_few_joined", joined) if latest else ("release.too_few", len(brought))
    refusal = Refusal(code, {"enterprises": count, "at_least": LEAST_ENTERPRISES})
    enough = max(count, told) >= LEAST_ENTERPRISES
    return Offered(len(brought | behind.keys()), joined, told, len(owners), None if enough else refusal)


def _behind(latest: Release | None) -> dict[int, ReleasedRows]:
    """Give what stands behind a release, by owner."""
    return {kept.owner_id: kept for kept in ReleasedRows.objects.filter(release=latest)} if latest else {}


def _newly_told(behind: Mapping[int, ReleasedRows], rooms_fen: Mapping[int, int]) -> dict[int, int]:
    """Give the headrooms that the last release did not know."""
    return {owner: room for owner, room in rooms_fen.items() if owner not in behind or behind[owner].headroom_fen is None}


def _rooms_fen(behind: Mapping[int, ReleasedRows], owners: Iterable[int]) -> dict[int, int | None]:
    """Give what each owner can bear for the next release.

    What a release knew stays; what is new counts only when it comes from five enterprises or more, because the difference of
    two releases would otherwise tell of one.
    """
    listed = list(owners)
    new = _newly_told(behind, headrooms_fen(listed))
    new = new if len(new) >= LEAST_ENTERPRISES else {}
    return {owner: new.get(owner, behind[owner].headroom_fen if owner in behind else None) for owner in listed}


def _uploads(bargaining: Round, behind: Mapping[int, ReleasedRows]) -> list[PayUpload]:
    """Give the uploads for the next release: the same rows as before of those who are in, the latest of those who join.

    Fewer than five who join wait.  Refuses: ``release.rows_gone`` where rows of the last release are no longer there to be
    compared with.
    """
    given = {upload.owner_id: upload for upload in given_for(bargaining)}
    if behind and len(given.keys() - behind.keys()) < LEAST_ENTERPRISES:
        given = {}
    for owner, kept in behind.items():
        stored = PayUpload.objects.filter(
            bargaining=bargaining, owner=owner, rows_digest=kept.rows_digest, state=PayUpload.State.STORED
        )
        same = stored.select_related("owner").first()
        if same is None:
            raise Refused(Refusal("release.rows_gone"))
        given[owner] = same
    return list(given.values())


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
    if refusal := offered_for(bargaining, latest).refusal:
        raise Refused(refusal)
    with scope(owner=_owners(bargaining)):
        behind = _behind(latest)
        uploads = _uploads(bargaining, behind)
        rooms = _rooms_fen(behind, [upload.owner_id for upload in uploads])
        contributors = [Contributor(str(upload.owner_id), rows_of(upload), rooms[upload.owner_id]) for upload in uploads]
    rate, before = _on_cost_rate(bargaining), [str(owner) for owner in behind]
    if latest and len(uploads) == len(behind):
        made = regroup(published(latest).release, contributors, rules_for, code_book(), rate)
    else:
        made = make_release(contributors, rules_for, code_book(), before, rate)
    rows = [ReleasedRows(owner_id=one.owner_id, rows_digest=one.rows_digest, headroom_fen=rooms[one.owner_id]) for one in uploads]
    try:
        return store_made(bargaining, made, rows, seat, person, form_key)
    except IntegrityError:
        # Both sides asked at once: there is one release, that of whoever was first.
        return Release.objects.filter(bargaining=bargaining).latest("number")


def store_made(bargaining: Round, made: Made, rows: list[ReleasedRows], seat: Seat, person: Person, form_key: str) -> Release:
    """Store a release under the next number; ``rows`` say what stands behind it."""
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
        for kept in rows:
            kept.release = release
        with scope(owner=[kept.owner_id for kept in rows]):
            ReleasedRows.objects.bulk_create(rows)
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
