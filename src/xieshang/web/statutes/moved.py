"""Which deadlines that run today an entry of the calendar would move."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from xieshang.core.parties import Role
from xieshang.core.procedure import duties
from xieshang.core.reading import Reading
from xieshang.core.transitions import FINAL
from xieshang.core.workdays import Calendar
from xieshang.law import statute_book
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import replayed, rules_of

__all__ = ["Moved", "moved_deadlines"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that an entry moves: of which round, which act, by whom, from which last day to which."""

    bargaining: Round
    act: str
    by: tuple[Role, ...]
    before_on: date
    after_on: date


def _running(bargaining: Round, on: date, calendar: Calendar) -> dict[tuple[str, Role], date]:
    standing = replayed(bargaining, on, bargaining.acts.all(), calendar).standing
    running = duties(standing, Reading(replace(rules_of(bargaining), calendar=calendar), on))
    return {(clock.act, clock.by): clock.due_on for clock in running if clock.due_on and not clock.done_on}


def _grouped(bargaining: Round, changes: Iterable[tuple[str, Role, date, date]]) -> Iterator[Moved]:
    """Give what both sides have to do by the same day as one."""
    by: dict[tuple[str, date, date], list[Role]] = {}
    for act, role, before_on, after_on in changes:
        by.setdefault((act, before_on, after_on), []).append(role)
    for (act, before_on, after_on), roles in by.items():
        yield Moved(bargaining, act, tuple(roles), before_on, after_on)


def moved_deadlines(calendar: Calendar, on: date) -> list[Moved]:
    """Give the running deadlines of all rounds that are counted otherwise on a calendar than on the one in use.

    The rounds under way are replayed twice; the number of queries does not grow with their number.
    """
    ended = [state.value for state in FINAL]
    moved: list[Moved] = []
    for bargaining in Round.objects.exclude(state__in=ended).prefetch_related("acts__sealed").order_by("number"):
        now = _running(bargaining, on, statute_book().calendar)
        then = _running(bargaining, on, calendar)
        changes = [(*key, now[key], then[key]) for key in now if key in then and now[key] != then[key]]
        moved += _grouped(bargaining, changes)
    return moved
