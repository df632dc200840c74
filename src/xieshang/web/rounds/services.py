"""The round's one writer, and how its acts are read back for ``core.procedure``."""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal

from xieshang.core.acts import Offered, read_act
from xieshang.core.codes import seat_of
from xieshang.core.erasures import Pseudonym, known_by, renamed
from xieshang.core.fields import Fields
from xieshang.core.ledger import link
from xieshang.core.ledger_check import FIRST
from xieshang.core.parties import Role
from xieshang.core.procedure import RefusedAct, Replay, duties, next_change, recheck, replay
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.rules import Rules
from xieshang.core.workdays import Calendar
from xieshang.law import rules_for, statute_book
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.above import above_of, judged_under
from xieshang.web.rounds.models import Act, Party, Round, SealedText
from xieshang.web.shared import clock

__all__ = [
    "Overtaken",
    "Reach",
    "Seat",
    "act_appended",
    "act_content",
    "append",
    "head_of",
    "open_round",
    "pseudonyms_in",
    "read_acts",
    "rebuild",
    "rechecked",
    "replayed",
    "rules_of",
    "seats_among",
    "seats_of",
]


_BEFORE_NAMING: Mapping[str, Any] = {"above": []}
"""What an act says that was stored before acts named the contracts above them: none."""
_COLUMNS = ("state", "state_until", "next_due_on")
act_appended = Signal()
"""Sent after an act was stored, in its transaction, with ``bargaining``, ``act`` and ``standing``: what higher rooms hang on."""


class Overtaken(Exception):
    """Somebody appended an act between the page and the form; ``latest`` says who and what."""

    def __init__(self, latest: Act):
        super().__init__(f"act {latest.number}")
        self.latest = latest


@dataclass(frozen=True, slots=True)
class Seat:
    """As whom a person takes part in a round: in which role, for which organisation.

    ``advises``: he was sent by the organisation to read and to advise, and does no act for it.
    """

    role: Role
    organisation: Organisation
    advises: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """For whom a round is, beside its place and industry (``models.Round``): parts of the place, further counties of a park,
    the enterprise whose own round it is, and how many enterprises there are as far as anybody counted them."""

    places: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    enterprise: Organisation | None = None
    firms_in_scope: int | None = None


def seats_among(parties: Iterable[Party], organisations: Iterable[Organisation]) -> list[Seat]:
    """Give the seats that some organisations have among the parties of a round, in the order of the roles."""
    ours, order = {organisation.pk for organisation in organisations}, list(Role)
    seats = (Seat(Role(party.role), party.organisation) for party in parties if party.organisation_id in ours)
    return sorted(seats, key=lambda seat: order.index(seat.role))


def seats_of(bargaining: Round, organisations: list[Organisation]) -> list[Seat]:
    """Give the parts that some organisations have in a round, in the order of the roles."""
    return seats_among(bargaining.parties.filter(organisation__in=organisations).select_related("organisation"), organisations)


def open_round(
    number: str,
    title: str,
    place: str,
    kind: str,
    industry: str | None,
    parties: Mapping[Role, list[Organisation]],
    *,
    reach: Reach = Reach(),
    opener: tuple[Person, Organisation] | None = None,
) -> Round:
    """Open a round with its parties; ``opener`` is who opens it, for which organisation.

    Refuses: ``place.unknown``, ``industry.unknown``.
    """
    rules = rules_for(place)
    industry = rules.codes.industry(industry) if industry else None
    opened_by, opened_for = opener or (None, None)
    opened_at = clock.now()
    with transaction.atomic():
        bargaining = Round.objects.create(
            number=number,
            title=title,
            place=place,
            kind=kind,
            industry=industry,
            places=list(reach.places),
            parents=list(reach.parents),
            enterprise=reach.enterprise,
            firms_in_scope=reach.firms_in_scope,
            opened_by=opened_by,
            opened_for=opened_for,
            created_at=opened_at,
        )
        entered = {"entered_by": opened_by, "entered_for": opened_for, "entered_at": opened_at}
        Party.objects.bulk_create(
            Party(bargaining=bargaining, organisation=organisation, role=role.value, **entered)
            for role, organisations in parties.items()
            for organisation in organisations
        )
    return bargaining


def rules_of(bargaining: Round) -> Rules:
    """Give the rules that reach the round's place; a park lies in the counties that the round names, beside that of its seat."""
    rules = rules_for(bargaining.place)
    if not bargaining.parents:
        return rules
    inside = (seat_of(bargaining.place), *bargaining.parents)
    return replace(rules, codes=replace(rules.codes, parents={**rules.codes.parents, bargaining.place: inside}))


def act_content(act: Act) -> dict[str, Any]:
    """Give an act as the object of a round file: its body, with its personal texts, or with what is left of them."""
    body: dict[str, Any] = json.loads(act.body)
    fields = body["fields"] | {text.field: text.told for text in act.sealed.all()}
    return {**fields, **{key: body[key] for key in ("kind", "by", "on", "law_as_recorded_on")}}


def pseudonyms_in(acts: Iterable[Act]) -> list[Pseudonym]:
    """Give the pseudonyms under which representatives are known in some acts, whose names were erased."""
    return [Pseudonym(**told) for act in acts for text in act.sealed.all() for told in text.pseudonyms]


def head_of(bargaining: Round) -> tuple[int, str]:
    """Give the head of the round's chain: the number and the digest of its last act; 0 and zeros before the first."""
    return bargaining.acts.order_by("-number").values_list("number", "digest").first() or (0, FIRST)


def _loaded(bargaining: Round) -> list[Act]:
    return list(bargaining.acts.prefetch_related("sealed"))


def _calling(acts: Iterable[Act]) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """Give how an act is told in a round: whoever was erased in one of its acts is called by the pseudonym in all."""
    pseudonyms = pseudonyms_in(acts)
    called = known_by(pseudonyms)
    return lambda content: renamed(content, called) if pseudonyms else content


def read_acts(bargaining: Round, acts: Iterable[Act] | None = None) -> list[Offered]:
    """Read the stored acts for ``core.procedure``; ``acts`` are they, where they were loaded already with their sealed texts."""
    loaded = _loaded(bargaining) if acts is None else list(acts)
    called = _calling(loaded)
    return [read_act(Fields({**_BEFORE_NAMING, **called(act_content(act))})) for act in loaded]


def replayed(bargaining: Round, on: date, acts: Iterable[Act] | None = None, calendar: Calendar | None = None) -> Replay:
    """Replay the stored acts up to a day.

    ``acts`` are they, where they were loaded already with their sealed texts; ``calendar`` stands in for the one in use.
    """
    told, rules = read_acts(bargaining, acts), rules_of(bargaining)
    rules = replace(rules, calendar=calendar) if calendar else rules
    return replay(told, rules, on, kind=bargaining.kind, above=above_of(bargaining, told))


def rechecked(bargaining: Round, on: date, acts: Iterable[Act] | None = None) -> list[RefusedAct]:
    """Name the stored acts that would be refused under everything that is recorded by now; they stand nevertheless."""
    told = read_acts(bargaining, acts)
    return list(recheck(told, rules_of(bargaining), on, kind=bargaining.kind, above=above_of(bargaining, told)))


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
        rules = rules_of(bargaining)
        told = {**content, **judged_under(bargaining, content, rules.codes)}
        told |= {"by": seat.role.value, "law_as_recorded_on": law_day.isoformat()}
        today, stored = clock.today(), _loaded(bargaining)
        offered = read_act(Fields(_calling(stored)(told)))
        if offered.on > today:
            facts = {"on": offered.on.isoformat(), "today": today.isoformat()}
            raise Refused(Refusal("act.in_future", facts, column="on"))
        acts = [*read_acts(bargaining, stored), offered]
        after = replay(acts, rules, today, kind=bargaining.kind, above=above_of(bargaining, acts))
        Refused.unless_empty(entry.refusal for entry in after.refused if entry.index == acts_seen)
        act = _store(bargaining, told, seat, person, acts_seen + 1, form_key)
        _set_columns(bargaining, after, today)
        act_appended.send(Round, bargaining=bargaining, act=act, standing=after.standing)
    return act


def _store(bargaining: Round, told: Mapping[str, Any], seat: Seat, person: Person, number: int, form_key: str) -> Act:
    previous = head_of(bargaining)[1]
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
    bargaining.save(update_fields=_COLUMNS)
    bargaining.refresh_from_db(fields=["acts_count"])


def rebuild(bargaining: Round) -> bool:
    """Work the columns of a round out anew, after a calendar or a legal value was entered, or a day has passed.

    Gives whether any changed.  The round is held meanwhile, so that an act that is appended comes before or after.
    """
    on = clock.today()
    with transaction.atomic():
        before = Round.objects.select_for_update().get(pk=bargaining.pk)
        _set_columns(bargaining, replayed(bargaining, on), on)
    return any(getattr(before, column) != getattr(bargaining, column) for column in _COLUMNS)
