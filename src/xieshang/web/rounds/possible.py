"""What the person may do in a round now: the acts of his seats in the order of the road, each with what speaks against it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal
from xieshang.core.standing import Clock, State
from xieshang.core.transitions import needs_of, transitions_of
from xieshang.documents.act_words import FOLLOWS, STAMPS
from xieshang.documents.articles import articles_told
from xieshang.documents.sentences import say
from xieshang.documents.terms import STATE_TITLES
from xieshang.web.rounds.course import Course, act_address, own_code
from xieshang.web.rounds.road import ROAD, next_on_road, road_left
from xieshang.web.rounds.services import Seat
from xieshang.web.shared.templatetags.parts import titled

__all__ = ["Choices", "Possible", "choices_of", "possible_in", "reason_told"]

_ORDER = list(State)
_GREYED = 4
_SAME_STEP = {"waive_disclosure": "disclose"}
_ONCE = frozenset({*ROAD, *_SAME_STEP} - {"meet", "propose", "confirm"})
"""The acts that a side does once on the road; to do one again is no fault, but it changes nothing."""


@dataclass(frozen=True, slots=True)
class Possible:
    """One kind of act for one seat: ``reason`` and ``article`` say why it may not be done now, or what follows from it.

    ``clock`` is the duty that the act would fulfil; ``served``: a seal or a service follows; ``ahead``: the road still leads
    to it; ``done``: this seat has done it already, and nothing asks for it again.
    """

    kind: str
    seat: Seat
    refusal: Refusal | None
    reason: str
    article: str
    address: str
    clock: Clock | None = None
    served: bool = False
    ahead: bool = False
    done: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The acts of one seat: those to be shown, and those folded away, since they are done, or neither open nor ahead."""

    seat: Seat
    shown: list[Possible]
    folded: list[Possible]


def reason_told(refusal: Refusal, kind: str, state: State) -> str:
    """Say in one sentence why an act may not be done now; of an act out of its time, when its time is."""
    if refusal.code != "act.not_now":
        return say(titled(refusal), gettext).what
    origins = {origin for row in transitions_of(kind) for origin in row.origin}
    later = [origin for origin in _ORDER[_ORDER.index(state) + 1 :] if origin in origins]
    if later:
        return gettext("要先走到“{state}”").format(state=gettext(STATE_TITLES[later[0]]))
    return gettext("这一步已经过去，现在是“{state}”").format(state=gettext(STATE_TITLES[state]))


def _article(kind: str, refusal: Refusal | None) -> str:
    return str(refusal.rule) if refusal and refusal.rule else articles_told(needs_of(kind).articles)


def _is_done(course: Course, act: str, seat: Seat, left: Mapping[str, Collection[Role]]) -> bool:
    if act == "confirm":
        return own_code(seat.organisation) in course.standing.draft.confirmed
    return act in _ONCE and seat.role not in left.get(_SAME_STEP.get(act, act), ())


def possible_in(course: Course, seats: Iterable[Seat]) -> list[Possible]:
    """Give every kind of act that belongs to the seats, in the order of the road; who advises alone does none."""
    bargaining, state = course.bargaining, course.standing.state
    left = {ahead.act: ahead.by for ahead in road_left(course.standing, course.law)}
    clocks = {(clock.act, clock.by): clock for clock in course.duties if clock.done_on is None}
    found: list[Possible] = []
    for seat in (seat for seat in seats if not seat.advises):
        found += [
            Possible(
                kind=act,
                seat=seat,
                refusal=refusal,
                reason=reason_told(refusal, act, state) if refusal else gettext(FOLLOWS[act]),
                article=_article(act, refusal),
                address=act_address(bargaining, act, seat),
                clock=clocks.get((act, by)),
                served=act in STAMPS,
                ahead=by in left.get(act, ()),
                done=_is_done(course, act, seat, left),
            )
            for (act, by), refusal in course.permissions.items()
            if by is seat.role
        ]
    return found


def _first(course: Course, possible: Iterable[Possible]) -> Possible | None:
    """Give the act that gets the one strong button: what is due soonest, else what is next on the road."""
    open_now = [entry for entry in possible if entry.refusal is None and not entry.done]
    due = [(entry.clock.due_on, number) for number, entry in enumerate(open_now) if entry.clock and entry.clock.due_on]
    if due:
        return open_now[min(due)[1]]
    coming = list(next_on_road(course.standing, course.law, course.permissions))
    return next((entry for entry in open_now if (entry.kind, entry.seat.role) in coming), None)


def choices_of(course: Course, seats: list[Seat]) -> list[Choices]:
    """Give what the person may do, seat by seat; the rest is folded away."""
    possible = possible_in(course, seats)
    first = _first(course, possible)
    return [_choices(seat, [entry for entry in possible if entry.seat is seat], first) for seat in seats if not seat.advises]


def _choices(seat: Seat, possible: list[Possible], first: Possible | None) -> Choices:
    """Sort the acts of a seat: shown is what is open and not done, and of what is not open yet the next few of the road."""
    coming = [entry.kind for entry in possible if entry.refusal and entry.ahead][:_GREYED]
    choices = Choices(seat, [], [])
    for entry in possible:
        is_shown = entry.kind in coming if entry.refusal else not entry.done
        (choices.shown if is_shown else choices.folded).append(replace(entry, first=entry is first))
    return choices
