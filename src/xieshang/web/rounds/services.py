"""The round's one writer, and how its acts are read back for ``core.procedure``."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal

from xieshang.core.acts import Offered, read_act
from xieshang.core.fields import Fields
from xieshang.core.ledger import link
from xieshang.core.ledger_check import FIRST
from xieshang.core.parties import Role
from xieshang.core.procedure import Replay, duties, next_change, replay
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.rules import Rules
from xieshang.law import rules_for, statute_book
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.models import Act, Party, Round, SealedText
from xieshang.web.shared import clock

__all__ = [
    "Overtaken",
    "Seat",
    "act_appended",
    "act_content",
    "append",
    "open_round",
    "read_acts",
    "rebuild",
    "replayed",
    "rules_of",
    "seats_among",
    "seats_of",
]


act_appended = Signal()
"""Sent after an act was stored, in its transaction, with ``bargaining``, ``act`` and ``standing``: what higher rooms hang on."""


class Overtaken(Exception):
    """Somebody appended an act between the page and the form; ``latest`` says who and what."""

    def __init__(self, latest: Act):
        super().__init__(f"act {latest.number}")
        self.latest = latest


@dataclass(frozen=True, slots=True)
class Seat:
    """As whom a person takes part in a round: in which role, for which organisation."""

    role: Role
    organisation: Organisation


def seats_among(parties: Iterable[Party], organisations: Iterable[Organisation]) -> list[Seat]:
    """Give the seats that some organisations have among the parties of a round, in the order of the roles."""
    ours, order = {organisation.pk for organisation in organisations}, list(Role)
    seats = (Seat(Role(party.role), party.organisation) for party in parties if party.organisation_id in ours)
    return sorted(seats, key=lambda seat: order.index(seat.role))


def seats_of(bargaining: Round, organisations: list[Organisation]) -> list[Seat]:
    """Give the parts that some organisations have in a round, in the order of the roles."""
    return seats_among(bargaining.parties.filter(organisation__in=organisations).select_related("organisation"), organisations)


def open_round(
    number: str, title: str, place: str, kind: str, industry: str | None, parties: Mapping[Role, list[Organisation]]
) -> Round:
    """Open a round with its parties.  Refuses: ``place.unknown``, ``industry.unknown``."""
    rules = rules_for(place)
    industry = rules.codes.industry(industry) if industry else None
    with transaction.atomic():
        bargaining = Round.objects.create(
            number=number, title=title, place=place, kind=kind, industry=industry, created_at=clock.now()
        )
        Party.objects.bulk_create(
            Party(bargaining=bargaining, organisation=organisation, role=role.value)
            for role, organisations in parties.items()
            for organisation in organisations
        )
    return bargaining


def rules_of(bargaining: Round) -> Rules:
    """Give the rules that reach the round's place."""
    return rules_for(bargaining.place)


def act_content(act: Act) -> dict[str, Any]:
    """Give an act as the object of a round file: its body, with the personal texts that were not erased."""
    body: dict[str, Any] = json.loads(act.body)
    fields = body["fields"] | {text.field: text.text for text in act.sealed.all()}
    return {**fields, "kind": act.kind, "by": act.role, "on": body["on"], "law_as_recorded_on": body["law_as_recorded_on"]}


def read_acts(bargaining: Round, acts: Iterable[Act] | None = None) -> list[Offered]:
    """Read the stored acts for ``core.procedure``; ``acts`` are they, where they were loaded already with their sealed texts."""
    loaded = bargaining.acts.prefetch_related("sealed") if acts is None else acts
    return [read_act(Fields(act_content(act))) for act in loaded]


def replayed(bargaining: Round, on: date, acts: Iterable[Act] | None = None) -> Replay:
    """Replay the stored acts up to a day; ``acts`` are they, where they were loaded already with their sealed texts."""
    return replay(read_acts(bargaining, acts), rules_of(bargaining), on, kind=bargaining.kind)


def append(bargaining: Round, content: Mapping[str, Any], seat: Seat, person: Person, *, acts_seen: int, form_key: str) -> Act:
    """Append one act: the only way in which a round changes.

    ``content`` is the act as in a round file, without who does it; ``acts_seen`` is how many acts the form was made under.
    A form that was sent before gives the act that it made.  Refuses: ``act.in_future`` and every code of ``core.procedure``;
    raises ``Overtaken`` where another act came first.
    """
    with transaction.atomic():
        if earlier := Act.objects.filter(form_key=form_key, bargaining=bargaining).first():
            return earlier
        if not Round.objects.filter(pk=bargaining.pk, acts_count=acts_seen).update(acts_count=F("acts_count") + 1):
            latest = bargaining.acts.select_related("actor").latest("number")
            if latest.form_key == form_key:
                return latest
            raise Overtaken(latest)
        law_day = statute_book().recorded_on
        told = {**content, "by": seat.role.value, "law_as_recorded_on": law_day.isoformat()}
        today, offered = clock.today(), read_act(Fields(told))
        if offered.on > today:
            facts = {"on": offered.on.isoformat(), "today": today.isoformat()}
            raise Refused(Refusal("act.in_future", facts, column="on"))
        after = replay([*read_acts(bargaining), offered], rules_of(bargaining), today, kind=bargaining.kind)
        Refused.unless_empty(entry.refusal for entry in after.refused if entry.index == acts_seen)
        act = _store(bargaining, told, seat, person, acts_seen + 1, form_key)
        _set_columns(bargaining, after, today)
        act_appended.send(Round, bargaining=bargaining, act=act, standing=after.standing)
    return act


def _store(bargaining: Round, told: Mapping[str, Any], seat: Seat, person: Person, number: int, form_key: str) -> Act:
    previous = bargaining.acts.filter(number=number - 1).values_list("digest", flat=True).first() or FIRST
    moment = clock.now()
    event = link(bargaining.number, number, previous, told, moment.isoformat(timespec="seconds"), lambda: secrets.token_hex(16))
    act = Act.objects.create(
        bargaining=bargaining,
        number=number,
        kind=told["kind"],
        role=seat.role.value,
        actor=person,
        organisation=seat.organisation,
        on=date.fromisoformat(told["on"]),
        recorded_at=moment,
        law_as_recorded_on=date.fromisoformat(told["law_as_recorded_on"]),
        body=event.body,
        digest=event.digest,
        form_key=form_key,
    )
    SealedText.objects.bulk_create(SealedText(act=act, field=text.field, text=text.text, salt=text.salt) for text in event.sealed)
    return act


def _set_columns(bargaining: Round, after: Replay, on: date) -> None:
    """Write what the acts say into the columns that lists are read from."""
    standing = after.standing
    change = next_change(standing)
    due = duties(standing, Reading(rules_of(bargaining), on))
    running = [duty.due_on for duty in due if duty.due_on and not duty.done_on]
    bargaining.state = standing.state.value
    bargaining.state_until = change[0] if change else None
    bargaining.next_due_on = min(running, default=None)
    bargaining.save(update_fields=["state", "state_until", "next_due_on"])
    bargaining.refresh_from_db(fields=["acts_count"])


def rebuild(bargaining: Round) -> None:
    """Work the columns of a round out anew, after a calendar or a legal value was entered, or a day has passed."""
    on = clock.today()
    with transaction.atomic():
        _set_columns(bargaining, replayed(bargaining, on), on)
