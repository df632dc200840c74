"""Recording an entry: the one writer of the office's folder, and the day from which an entry counts as known."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from xieshang.core.refusals import Refused
from xieshang.core.sources import Source
from xieshang.law import statute_book
from xieshang.law.law_files import LawFile
from xieshang.law.office_entries import add_entry, entry_faults, office_folder
from xieshang.web.accounts.models import Person
from xieshang.web.rounds.models import Act, Round
from xieshang.web.shared import clock
from xieshang.web.statutes.jobs import rebuild_rounds
from xieshang.web.statutes.models import Rebuilding

__all__ = ["SOURCE", "day_of_record", "record", "source_told"]

SOURCE = "source"
"""The name under which an entry's one source stands in its file."""


def day_of_record() -> date:
    """Give the day from which an entry made now counts as known: later than any day of law that a stored act was read under.

    That is today, unless an act was already stored under entries of today, or of a later day: then the day after these.
    """
    latest = max(clock.today(), statute_book().recorded_on)
    return latest + timedelta(days=1) if Act.objects.filter(law_as_recorded_on__gte=latest).exists() else latest


def source_told(source: Source) -> dict[str, Any]:
    """Write a source as it stands in the table of sources of a file."""
    told: dict[str, Any] = {"text": source.text, "where": source.where}
    return told | ({"in_force_from": source.in_force_from} if source.in_force_from else {})


def record(what: str, content: Mapping[str, Any], sources: Mapping[str, Source], person: Person, form_key: str) -> Rebuilding:
    """Record an entry and let every round be worked out anew; a form sent twice gives what it recorded the first time.

    ``content`` is the entry as in a file of the statute book, without its sources, its day and who made it.  All rounds are held
    meanwhile: an act is stored either before the entry is known, or under it.  Refuses: what ``entry_faults`` refuses.
    """
    folder = office_folder()
    if folder is None:
        raise LookupError("no folder is named for entries (XIESHANG_LAW)")
    with transaction.atomic():
        list(Round.objects.select_for_update().values_list("pk", flat=True))
        if earlier := Rebuilding.objects.filter(form_key=form_key).first():
            return earlier
        day = day_of_record()
        whole = {
            "jurisdiction": content.get("jurisdiction", ""),
            "recorded_on": day,
            "entered_at": clock.now().isoformat(timespec="seconds"),
            "entered_by": person.username,
            "sources": {name: source_told(source) for name, source in sources.items()},
            **{key: value for key, value in content.items() if key != "jurisdiction"},
        }
        Refused.unless_empty(entry_faults(LawFile(whole, sources, day), statute_book().known))
        path = add_entry(folder, what, whole)
        rebuilding = Rebuilding.objects.create(entry=path.name, asked_by=person, created_at=clock.now(), form_key=form_key)
        transaction.on_commit(lambda: rebuild_rounds.enqueue(rebuilding.pk))
    return rebuilding
