"""Keeping what is typed into a paper, and issuing it: the one way in which a paper comes to be."""

import json
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from xieshang.core.fields import canonical_json
from xieshang.documents.papers.composing import value_of
from xieshang.documents.papers.sheet import Issue, Sheet, read_sheet, sheet_content, sheet_digest
from xieshang.web.accounts.models import Person
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.papers.cabinet import Filed
from xieshang.web.rounds.papers.models import IssuedPaper, PaperDraft
from xieshang.web.rounds.services import Overtaken
from xieshang.web.shared import clock

__all__ = ["issue_paper", "keep_typed", "sheet_of"]


def keep_typed(filed: Filed, typed: Mapping[str, str | Sequence[str]], bargaining: Round, person: Person) -> PaperDraft:
    """Keep what was typed, for the seat's organisation alone."""
    kept, _ = PaperDraft.objects.update_or_create(
        owner=filed.seat.organisation,
        bargaining=bargaining,
        paper=filed.paper.name,
        role=filed.seat.role.value,
        occasion=filed.occasion.number,
        defaults={"typed": dict(typed), "saved_by": person, "saved_at": clock.now()},
    )
    return kept


def _enterprise_of(filed: Filed) -> str:
    """Give the single enterprise that a paper is for; empty where there is none."""
    name = filed.paper.to_enterprise
    value = value_of(filed.paper.field_named(name), filed.facts) if name else ""
    return value[:200] if isinstance(value, str) else ""


def issue_paper(filed: Filed, bargaining: Round, person: Person, *, acts_seen: int, form_key: str) -> IssuedPaper | None:
    """Issue a paper as it stands: its content is kept and never changes.  Null where a mandatory field is missing.

    A form that was sent before gives the paper that it issued.  It carries the head of the ledger at this moment; raises
    ``Overtaken`` where another act came after the ``acts_seen`` from which it was written.
    """
    if earlier := IssuedPaper.objects.filter(form_key=form_key, bargaining=bargaining).first():
        return earlier
    if filed.composed.missing:
        return None
    with transaction.atomic():
        # Held, so that no other paper takes the number, and no act comes between the content and the head of the ledger.
        held = Round.objects.select_for_update().get(pk=bargaining.pk)
        if earlier := IssuedPaper.objects.filter(form_key=form_key, bargaining=held).first():
            return earlier
        latest = held.acts.select_related("actor").order_by("-number").first()
        if latest and held.acts_count != acts_seen:
            raise Overtaken(latest)
        issued = IssuedPaper.objects.filter(bargaining=held)
        same = issued.filter(paper=filed.paper.name, role=filed.seat.role.value, occasion=filed.occasion.number)
        number = (issued.aggregate(last=Max("number"))["last"] or 0) + 1
        version = same.filter(organisation=filed.seat.organisation).count() + 1
        head = latest.digest if latest else None
        told = Issue(f"{held.number}-F{number:02}", version, clock.today(), held.acts_count, head)
        sheet = filed.composed.sheet.issued(told)
        return IssuedPaper.objects.create(
            bargaining=held,
            number=number,
            paper=filed.paper.name,
            role=filed.seat.role.value,
            organisation=filed.seat.organisation,
            occasion=filed.occasion.number,
            to_enterprise=_enterprise_of(filed),
            version=version,
            on=told.on,
            issued_by=person,
            issued_at=clock.now(),
            content=canonical_json(sheet_content(sheet)),
            digest=sheet_digest(sheet),
            acts=held.acts_count,
            ledger_head=head or "",
            form_key=form_key,
        )


def sheet_of(issued: IssuedPaper) -> Sheet:
    """Give the sheet of an issued paper, as it was issued."""
    return read_sheet(json.loads(issued.content))
