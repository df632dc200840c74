"""The draft of a side: loaded into the matrix, saved under its version, so that nobody overwrites a colleague unseen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import F

from xieshang.core.fields import Fields
from xieshang.core.wage_table import WageTable, read_table, table_content
from xieshang.web.accounts.models import Person
from xieshang.web.desk.models import Draft
from xieshang.web.desk.positions import Positions
from xieshang.web.desk.sheet import Line, Sheet, key_of, sheet_of_tables
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import Seat
from xieshang.web.shared import clock

__all__ = ["Conflict", "Terms", "differences", "draft_of", "save_draft", "starting_sheet", "terms_of"]


_OWN = ("table", "lines", "levels", "term_from", "term_to", "note")


class Conflict(Exception):
    """Somebody of the same side saved the draft in between; ``draft`` is what stands now."""

    def __init__(self, draft: Draft):
        super().__init__(f"version {draft.version}")
        self.draft = draft


@dataclass(frozen=True, slots=True)
class Terms:
    """What a draft holds beside its table: the term, and a note that nobody else reads."""

    from_on: date | None = None
    to_on: date | None = None
    note: str = ""


def draft_of(bargaining: Round, seat: Seat) -> Draft | None:
    """Give the draft of a side."""
    return Draft.objects.filter(bargaining=bargaining, owner=seat.organisation).select_related("updated_by").first()


def terms_of(draft: Draft | None, positions: Positions) -> Terms:
    """Give the term and the note of a draft, or the term that was served last."""
    if draft:
        return Terms(draft.term_from, draft.term_to, draft.note)
    served = positions.mine or positions.theirs
    return Terms(served.from_on, served.to_on) if served else Terms()


def starting_sheet(draft: Draft | None, positions: Positions) -> Sheet:
    """Give the matrix that a side begins with: its draft, or what it served last, among all trades that were served."""
    tables: list[WageTable] = [served.table for served in positions.chain]
    if draft is None:
        return sheet_of_tables(positions.form, tables, positions.mine.table if positions.mine else None)
    own = read_table(Fields(draft.table))
    sheet = sheet_of_tables(own.form, tables, own, draft.levels)
    return replace(sheet, lines=tuple(_lines(draft, sheet, tables)))


def _lines(draft: Draft, sheet: Sheet, tables: Iterable[WageTable]) -> Iterable[Line]:
    """Give the lines in the order of the draft, with what was typed and refused; trades that were served since come after them."""
    found = {(line.category, line.occupation): line for line in sheet.lines}
    for kept in draft.lines:
        trade = kept["category"], kept["occupation"]
        line = found.pop(trade, Line(*trade))
        typed = {int(level): text for level, text in kept.get("typed", {}).items()}
        yield replace(line, label=kept["label"] or line.label, typed=typed)
    served = {(row.category, row.occupation) for table in tables for row in table.rows}
    yield from (line for trade, line in found.items() if trade in served)


def save_draft(bargaining: Round, seat: Seat, person: Person, sheet: Sheet, terms: Terms, version: int) -> Draft:
    """Save a draft over the version that it was made from.

    Raises ``Conflict`` where another stands by now, unless it is the same word for word.
    """
    content = {
        "table": table_content(sheet.table),
        "lines": sheet.content("typed"),
        "levels": list(sheet.levels),
        "term_from": terms.from_on,
        "term_to": terms.to_on,
        "note": terms.note,
        "updated_at": clock.now(),
        "updated_by": person,
    }
    with transaction.atomic():
        draft, _ = Draft.objects.get_or_create(bargaining=bargaining, owner=seat.organisation, defaults={**content, "version": 0})
        saved = Draft.objects.filter(pk=draft.pk, version=version).update(**content, version=F("version") + 1)
    standing = draft_of(bargaining, seat) or draft
    if not saved and any(getattr(standing, name) != content[name] for name in _OWN):
        raise Conflict(standing)
    return standing


def differences(draft: Draft, sheet: Sheet) -> list[tuple[int, int, int | None, int | None]]:
    """Give the cells in which a draft that stands differs from a matrix: line and level, the amount there, the amount here."""
    there = {key_of(row): row.amount_fen for row in read_table(Fields(draft.table)).rows}
    found = []
    for number, line in enumerate(sheet.lines):
        for level in sheet.levels:
            theirs, here = there.get(line.key(level)), line.taken.get(level)
            if theirs != here:
                found.append((number, level, theirs, here))
    return found
