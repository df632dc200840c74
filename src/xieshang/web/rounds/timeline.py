"""The acts of a round as a line of time: what was done, where it stands, what is still to come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext

from xieshang.core.acts import KINDS
from xieshang.core.parties import Role
from xieshang.core.standing import Clock, State
from xieshang.documents.act_words import facts_told
from xieshang.documents.road import AHEAD
from xieshang.documents.terms import ROLE_TITLES, STATE_TITLES
from xieshang.web.rounds.course import Course
from xieshang.web.rounds.due import who_told
from xieshang.web.rounds.models import Act
from xieshang.web.rounds.road import Ahead, road_left
from xieshang.web.rounds.services import act_content

__all__ = ["Told", "ToCome", "acts_told", "still_to_come"]

_GATHERED = frozenset({"confirm"})
_REVIEW = frozenset({"receive", "opine"})


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened: on which day, by whom, its facts in words; ``late_days`` where it came after its last day."""

    on: date
    title: str
    who: str
    facts: str
    late_days: int = 0


@dataclass(frozen=True, slots=True)
class ToCome:
    """An act that is still to come: ``due_on`` where a clock runs for it; ``supposed_on`` its day in a rehearsal."""

    act: str
    title: str
    who: str
    note: str
    due_on: date | None
    supposed_on: date | None = None
    supposed: str = ""


def _late_days(act: Act, done: Iterable[Clock]) -> int:
    for clock in done:
        if (clock.act, clock.by, clock.done_on) == (act.kind, act.role, act.on) and clock.due_on:
            return (act.on - clock.due_on).days
    return 0


def _kept_together(act: Act) -> object:
    """Give what acts that are told in one line have in common; every other act stands alone."""
    return (act.kind, act.on) if act.kind in _GATHERED else act.number


def _line(acts: list[Act], course: Course) -> Told:
    act, told = acts[0], act_content(acts[0])
    facts = facts_told(told, gettext)
    if firm := told.get("enterprise"):
        firms = [course.enterprises.get(code, code) for each in acts if (code := act_content(each).get("enterprise"))]
        named = firms[0] if len(firms) == 1 else gettext("{n} 家企业").format(n=len(firms))
        facts = "；".join(filter(None, (named if firm else "", facts)))
    role = gettext(ROLE_TITLES[Role(act.role)])
    return Told(act.on, gettext(KINDS[act.kind].title), role, facts, _late_days(act, course.standing.done))


def acts_told(course: Course) -> Iterator[Told]:
    """Tell what happened, in order: the acts, many confirmations of one day in one line, and the effect behind its review."""
    effective_on = course.standing.effective_on
    review = [act for act in course.acts if act.kind in _REVIEW and effective_on and act.on <= effective_on]
    for _, group in groupby(course.acts, key=_kept_together):
        acts = list(group)
        if effective_on and not review and acts[0].on >= effective_on:
            yield _effect(effective_on)
            effective_on = None
        review = [act for act in review if act not in acts]
        yield _line(acts, course)
    if effective_on:
        yield _effect(effective_on)


def _effect(on: date) -> Told:
    return Told(on, gettext(STATE_TITLES[State.EFFECTIVE]), gettext("依法"), "")


def _coming(ahead: Ahead, course: Course, supposed: Mapping[str, tuple[date, str]]) -> ToCome:
    clocks = [clock.due_on for clock in course.duties if clock.act == ahead.act and clock.done_on is None and clock.due_on]
    on, note = supposed.get(ahead.act, (None, ""))
    return ToCome(
        ahead.act,
        gettext(KINDS[ahead.act].title),
        who_told(ahead.by),
        gettext(AHEAD[ahead.act]),
        min(clocks, default=None),
        on,
        note,
    )


def _takes_effect(on: date) -> ToCome:
    return ToCome("", gettext(STATE_TITLES[State.EFFECTIVE]), gettext("依法"), "", None, on, gettext("没有异议，自这一天起"))


def still_to_come(course: Course, supposed: Mapping[str, tuple[date, str]], effective_on: date | None = None) -> Iterator[ToCome]:
    """Give what is left of the road, each act with the day it is due, and with its day in the rehearsal.

    ``effective_on`` is the day on which the contract would take effect there.
    """
    for ahead in road_left(course.standing, course.law):
        if ahead.act == "publish" and effective_on:
            yield _takes_effect(effective_on)
        yield _coming(ahead, course, supposed)
