"""What is due in rounds and who has to see to it: the clocks of the law, and the next act of the road, which has no day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from xieshang.core.parties import SIDES, Role
from xieshang.core.standing import Clock
from xieshang.core.transitions import needs_of
from xieshang.documents.act_titles import duty_term, short_duty_term
from xieshang.documents.articles import articles_told
from xieshang.documents.terms import ROLE_TITLES
from xieshang.web.rounds.course import Course, act_address, own_code
from xieshang.web.rounds.possible import reason_told
from xieshang.web.rounds.road import next_on_road
from xieshang.web.rounds.services import Seat

__all__ = ["Due", "due_in", "duty_title", "who_told", "whose_duty"]


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done in a round.

    ``by`` are those who have to see to it; ``seat`` is the person's own seat among them, null where there
    is none; ``address`` leads to the form, null where it cannot be done now: ``reason`` then says why.
    """

    course: Course
    clock: Clock
    by: frozenset[Role]
    seat: Seat | None = None
    address: str | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """What is to be done."""
        return duty_title(self.clock.act, self.clock.rule)

    @property
    def whole_title(self) -> str:
        """What is to be done, and by whom."""
        return whose_duty(who_told(self.by), self.clock.act, self.clock.rule)

    @property
    def short_title(self) -> str:
        """The same in a few characters, for the calendar."""
        return gettext(short_duty_term(self.clock.act, self.clock.rule))

    @property
    def article(self) -> str:
        """The article of the number of days, or those that the act rests on."""
        deadline = self.clock.deadline
        return str(deadline.source) if deadline else articles_told(needs_of(self.clock.act).articles)

    def days_left(self, today: date) -> int | None:
        """Give the days until it is due, negative when it is late; null without a day."""
        return None if self.clock.due_on is None else (self.clock.due_on - today).days


def who_told(by: Iterable[Role]) -> str:
    """Name the roles of which something is awaited; both sides are 双方."""
    roles = sorted(by, key=list(Role).index)
    return gettext("双方") if roles == list(SIDES) else "、".join(gettext(ROLE_TITLES[role]) for role in roles)


def duty_title(act: str, rule: str | None = None) -> str:
    """Give the words for what is due by an act."""
    return gettext(duty_term(act, rule))


def whose_duty(who: str, act: str, rule: str | None = None) -> str:
    """Give the words for what is due by an act, with who has to do it."""
    return gettext("{who}{duty}").format(who=who, duty=duty_title(act, rule))


def _undated(course: Course) -> list[Clock]:
    """Give the next act of the road for each role that may do it now, where no clock runs for it."""
    running = {(clock.act, clock.by) for clock in course.duties if clock.done_on is None}
    coming = next_on_road(course.standing, course.law, course.permissions)
    return [Clock(act, role) for act, role in coming if (act, role) not in running]


def _seat_of(course: Course, clock: Clock, seats: Iterable[Seat]) -> Seat | None:
    """Find the seat that has to see to a duty; a breach is remedied by the enterprise in breach alone."""
    for seat in seats:
        if clock.by is seat.role and (clock.act != "remedy" or own_code(seat.organisation) in course.standing.breaches):
            return seat
    return None


def _own(course: Course, clock: Clock, seat: Seat) -> Due:
    refusal, by = course.permissions[clock.act, clock.by], frozenset({clock.by})
    if refusal is None:
        return Due(course, clock, by, seat, act_address(course.bargaining, clock.act, seat))
    return Due(course, clock, by, seat, reason=reason_told(refusal, clock.act, course.standing.state))


def due_in(course: Course, seats: Iterable[Seat]) -> Iterator[Due]:
    """Give what is to be done in a round and not done yet, the soonest first; what has no day comes last.

    What both sides have to do by the same day is one entry where neither is the person's own.
    """
    seats = list(seats)
    others: dict[tuple[str, date | None], list[Clock]] = {}
    for clock in [clock for clock in course.duties if clock.done_on is None] + _undated(course):
        if seat := _seat_of(course, clock, seats):
            yield _own(course, clock, seat)
        else:
            others.setdefault((clock.act, clock.due_on), []).append(clock)
    for clocks in others.values():
        yield Due(course, clocks[0], frozenset(clock.by for clock in clocks))
