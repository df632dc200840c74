"""The course of a round: what its stored acts tell on a day, loaded once for a whole page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import NoReverseMatch, reverse

from xieshang.core.parties import Role
from xieshang.core.procedure import Replay, allowed, duties
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal
from xieshang.core.standing import Clock, Standing
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.models import Act, Party, Round
from xieshang.web.rounds.services import Seat, replayed, rules_of

__all__ = ["Course", "act_address", "course_of", "courses_of", "own_code", "page_address"]


@dataclass(frozen=True)
class Course:
    """A round on a day: its acts with who did them, its parties, the replay, and the law as it is read on that day."""

    bargaining: Round
    acts: tuple[Act, ...]
    parties: tuple[Party, ...]
    replay: Replay
    law: Reading

    @property
    def standing(self) -> Standing:
        """Where the round stands."""
        return self.replay.standing

    @cached_property
    def duties(self) -> list[Clock]:
        """What is due, the soonest first, what has no date after it; what was done late comes last."""
        order = sorted(duties(self.standing, self.law), key=lambda clock: clock.due_on or date.max)
        return [clock for clock in order if clock.done_on is None] + [clock for clock in order if clock.done_on is not None]

    @cached_property
    def permissions(self) -> Mapping[tuple[str, Role], Refusal | None]:
        """Every kind of act with each role that it belongs to, in the order of the road: why it may not be done now, or null."""
        return {(entry.act, entry.by): entry.refusal for entry in allowed(self.standing, self.law)}

    @cached_property
    def enterprises(self) -> Mapping[str, str]:
        """The enterprises of the round: the code, or the name of one without a code, to the name."""
        firms = (party.organisation for party in self.parties if party.role == Role.ENTERPRISE)
        return {own_code(firm): firm.name for firm in firms}


def own_code(organisation: Organisation) -> str:
    """Give what acts know an organisation by: its code, or its name where it has none."""
    return organisation.known_as


def courses_of(bargainings: Iterable[Round], on: date) -> list[Course]:
    """Replay some rounds up to a day; the number of queries does not grow with the number of rounds."""
    rounds = list(bargainings)
    acts = Act.objects.select_related("actor", "organisation").prefetch_related("sealed")
    parties = Party.objects.select_related("organisation").order_by("pk")
    prefetch_related_objects(rounds, Prefetch("acts", acts), Prefetch("parties", parties), "enterprise")
    return [
        Course(
            bargaining,
            tuple(bargaining.acts.all()),
            tuple(bargaining.parties.all()),
            replayed(bargaining, on, bargaining.acts.all()),
            Reading(rules_of(bargaining), on),
        )
        for bargaining in rounds
    ]


def course_of(bargaining: Round, on: date) -> Course:
    """Replay one round up to a day."""
    return courses_of([bargaining], on)[0]


def page_address(name: str, bargaining: Round) -> str | None:
    """Give the address of a page of the round by its name, null where the installation has no such page."""
    try:
        return reverse(name, kwargs={"number": bargaining.number})
    except NoReverseMatch:
        return None


def act_address(bargaining: Round, kind: str, seat: Seat) -> str:
    """Give the address of the form of an act; a proposal is served from the desk where there is one."""
    desk = page_address("desk", bargaining) if kind == "propose" else None
    form = reverse("act", kwargs={"number": bargaining.number, "kind": kind})
    return desk or f"{form}?as={seat.role.value}&for={seat.organisation.pk}"
