"""What the desk says when an enterprise wants to take its pay rows away: while talks go on, rows behind a release stay."""

from typing import Any

from django.dispatch import receiver

from xieshang.core.refusals import Refusal
from xieshang.core.standing import State
from xieshang.web.desk.models import ReleasedRows
from xieshang.web.rounds.models import PayUpload
from xieshang.web.rounds.uploads.services import removal_asked

__all__ = ["why_not_remove_released"]

_TALKS_OVER = {
    State.EFFECTIVE,
    State.PUBLISHED,
    State.IN_FORCE,
    State.BREACH,
    State.ENDED,
    State.CLOSED_WITHOUT_AGREEMENT,
}


@receiver(removal_asked)
def why_not_remove_released(upload: PayUpload, **_signal: Any) -> Refusal | None:
    """Say why rows may not be taken away; null once the round's talks are over, or where no release stands on them.

    A next release is compared with the rows of the one before, so that the difference of two gives no firm's wages away.
    """
    if upload.bargaining is None or State(upload.bargaining.state) in _TALKS_OVER:
        return None
    released = ReleasedRows.objects.filter(
        owner=upload.owner, rows_digest=upload.rows_digest, release__bargaining=upload.bargaining
    )
    return Refusal("release.stands_on_rows") if upload.rows_digest and released.exists() else None
