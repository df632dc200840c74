"""The desk as one person opens it: the round with what was served, the own draft, the release, the law of the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from xieshang.core.fields import iso_date
from xieshang.core.parties import SIDES, Role
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal
from xieshang.core.wage_table import Form
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.desk.drafts import Terms, draft_of, starting_sheet, terms_of
from xieshang.web.desk.figures import Published
from xieshang.web.desk.judging import Judged, judge
from xieshang.web.desk.models import Draft, Release
from xieshang.web.desk.positions import PROPOSE, Positions, positions_of
from xieshang.web.desk.releases import Offered, latest_release, offered_for, published
from xieshang.web.desk.sheet import Key, Sheet, sheet_of_form
from xieshang.web.rounds.course import Course
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import Seat, replayed, rules_of

__all__ = ["Desk", "cell_key", "draft_sheet", "open_desk", "typed_sheet", "typed_terms", "whole"]

_MOST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Desk:
    """What a request of one side works with.  Nulls: no draft was saved yet; nothing was released yet."""

    bargaining: Round
    seat: Seat
    course: Course
    positions: Positions
    draft: Draft | None
    release: Release | None
    published: Published | None

    @property
    def version(self) -> int:
        """The version of the draft that stands."""
        return self.draft.version if self.draft else 0

    @property
    def why_not_serve(self) -> Refusal | None:
        """Why this side may not propose now."""
        return self.course.permissions[PROPOSE, self.seat.role]

    def offered(self) -> Offered:
        """What the enterprises have brought for the next release."""
        return offered_for(self.bargaining, self.release)


def open_desk(request: PersonRequest, bargaining: Round, seat: Seat) -> Desk:
    """Load the desk of one side."""
    course, positions = _course(bargaining, request.today)
    release = latest_release(bargaining)
    return Desk(
        bargaining=bargaining,
        seat=seat,
        course=course,
        positions=positions[seat.role],
        draft=draft_of(bargaining, seat),
        release=release,
        published=published(release) if release else None,
    )


def _course(bargaining: Round, on: date) -> tuple[Course, Mapping[Role, Positions]]:
    """Replay the round; its acts are only ever added, so the last one's digest stands for them all."""
    head = bargaining.acts.order_by("-number").values_list("digest", flat=True).first()
    return _replayed(bargaining.pk, head, on)


@lru_cache(maxsize=64)
def _replayed(bargaining: int, head: str | None, on: date) -> tuple[Course, Mapping[Role, Positions]]:
    loaded = Round.objects.get(pk=bargaining)
    acts = tuple(loaded.acts.prefetch_related("sealed"))
    course = Course(loaded, acts, (), replayed(loaded, on, acts), Reading(rules_of(loaded), on))
    return course, {side: positions_of(course, side) for side in SIDES}


def draft_sheet(desk: Desk) -> tuple[Judged, Terms]:
    """Give the matrix as it was left, judged under the law of today."""
    return judge(starting_sheet(desk.draft, desk.positions), desk.course.law), terms_of(desk.draft, desk.positions)


def typed_sheet(desk: Desk, post: Mapping[str, Any]) -> tuple[Sheet, Judged]:
    """Read the matrix of a form: as it was sent, and judged."""
    form = Form(desk.draft.table["form"]) if desk.draft else desk.positions.form
    sheet = sheet_of_form(post, form, desk.positions.known)
    return sheet, judge(sheet, desk.course.law, cell_key(sheet, str(post.get("changed", ""))))


def typed_terms(post: Mapping[str, Any]) -> Terms:
    """Read the term and the note of a form; a date that is none is left out."""
    from_on, to_on = (iso_date(str(post.get(name, ""))[:10]) for name in ("term_from", "term_to"))
    return Terms(from_on, to_on, str(post.get("note", ""))[:_MOST_NOTE])


def cell_key(sheet: Sheet, name: str) -> Key | None:
    """Find the cell of a field by its name; null where there is none."""
    parts = name.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts[1:]):
        return None
    line, level = int(parts[1]), int(parts[2])
    return sheet.lines[line].key(level) if line < len(sheet.lines) and level in sheet.levels else None


def whole(text: Any, most: int = 10**6) -> int:
    """Read a whole number of a form; anything else is 0."""
    return min(int(text), most) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10 else 0
