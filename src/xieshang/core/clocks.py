"""The clocks of a round: started, stopped, standing still.  Which act starts which stands in ``effects.py``.

Whether a clock runs at all, from which event, until which act and for how many days is law, and differs from place to place;
where the law of the place states nothing, nothing runs.
"""

from datetime import date

from xieshang.core.changes import replace
from xieshang.core.deadlines import Deadline, due
from xieshang.core.parties import SIDES, Role
from xieshang.core.reading import Reading
from xieshang.core.standing import Clock, Standing

__all__ = ["bargain_from", "drop", "drop_lapse", "report_from", "run_on", "start", "stop", "suspend"]

_OF_BARGAINING = ("bargain", "ask-mediation")


def start(
    standing: Standing,
    act: str,
    by: tuple[Role, ...],
    deadline: Deadline | None = None,
    agreed_on: date | None = None,
    number: int | None = None,
) -> Standing:
    """Start a clock for each of ``by``; one that runs for the same act, role, rule and number begins anew."""
    started = tuple(Clock(act, role, deadline, agreed_on, number=number) for role in by)
    same = {(clock.act, clock.by, clock.rule, clock.number) for clock in started}
    kept = tuple(clock for clock in standing.clocks if (clock.act, clock.by, clock.rule, clock.number) not in same)
    return replace(standing, clocks=kept + started)


def stop(standing: Standing, act: str, by: Role | None, on: date, number: int | None = None) -> Standing:
    """Stop the clocks of an act (of one role or number, or of all where null); those done late are kept as done late."""
    stopped = [clock for clock in standing.clocks if clock.act == act and by in (None, clock.by) and number in (None, clock.number)]
    if not stopped:
        return standing
    late = tuple(replace(clock, done_on=on) for clock in stopped if clock.is_late(on))
    return replace(standing, clocks=tuple(clock for clock in standing.clocks if clock not in stopped), done=standing.done + late)


def drop(standing: Standing, act: str) -> Standing:
    """Take away the clocks of an act that is no longer due."""
    kept = tuple(clock for clock in standing.clocks if clock.act != act)
    return standing if kept == standing.clocks else replace(standing, clocks=kept)


def bargain_from(standing: Standing, event: str, on: date | None, law: Reading) -> Standing:
    """Start the limit of the whole bargaining where the law of the place counts it from this event.

    Where the law gives a time after it to ask for mediation, that clock is set too.
    Source: entries ``deadline.bargain`` (``from``: offer, receipt, acceptance, first_meeting; ``until``: sign, initial_draft).
    """
    entry = law.entry("deadline.bargain")
    limit = law.due("bargain", on) if entry and entry.more.get("from") == event else None
    if entry is None or limit is None:
        return standing
    started = start(standing, entry.more.get("until", "initial_draft"), SIDES, limit)
    asking = law.due("ask-mediation", limit.due_on)
    return start(started, "ask_mediation", SIDES, asking) if asking else started


def drop_lapse(standing: Standing, on: date | None = None) -> Standing:
    """Take away what would end the talks by itself: they have agreed, or have help, or (``on``) began only after the limit."""
    runs_out = [clock.deadline.opens_on for clock in standing.clocks if clock.act == "ask_mediation" and clock.deadline]
    over = on is None or any(opens_on and opens_on <= on for opens_on in runs_out)
    return drop(standing, "ask_mediation") if over else standing


def suspend(standing: Standing, on: date, until: date | None, law: Reading) -> Standing:
    """Suspend the talks: what the law lets stand still stops, and the day of resuming is the agreed one or the law's last.

    Source: entries ``deadline.resume`` (``cumulative``: all suspensions together; ``unless_agreed``: the parties may fix more).
    """
    entry = law.entry("deadline.resume")
    used = min(standing.suspended_days, int(entry.value)) if entry and entry.more.get("cumulative") else 0
    limit = law.due("resume", on, -used)
    agreed = until is not None and (limit is None or until <= limit.due_on or (entry and entry.more.get("unless_agreed")))
    still = law.entry("deadline.bargain")
    paused = [clock for clock in standing.clocks if still and still.more.get("stands_still") and clock.rule in _OF_BARGAINING]
    suspended = replace(
        standing,
        until=until,
        suspended_on=on,
        paused=tuple(paused),
        clocks=tuple(clock for clock in standing.clocks if clock not in paused),
    )
    return start(suspended, "resume", SIDES, None if agreed else limit, until)


def run_on(standing: Standing, on: date, law: Reading) -> Standing:
    """Resume the talks: what stood still runs on, longer by the days of the suspension."""
    if standing.suspended_on is None:
        return standing
    days = (on - standing.suspended_on).days
    running = replace(stop(standing, "resume", None, on), until=None, suspended_on=None, paused=())
    running = replace(running, suspended_days=standing.suspended_days + days)
    for clock in standing.paused:
        if clock.deadline and clock.rule == "bargain":
            running = start(running, clock.act, (clock.by,), _longer(clock.deadline, days, law))
    limits = [clock.due_on for clock in running.clocks if clock.rule == "bargain" and clock.due_on]
    if limits and any(clock.act == "ask_mediation" for clock in standing.paused):
        running = start(running, "ask_mediation", SIDES, law.due("ask-mediation", max(limits)))
    return running


def _longer(deadline: Deadline, days: int, law: Reading) -> Deadline:
    extra_days = deadline.extra_days + days
    longer = due(law.rules, deadline.rule, deadline.from_on, known_on=deadline.known_on, extra_days=extra_days)
    return longer or deadline


def report_from(standing: Standing, on: date, law: Reading) -> Standing:
    """Start the time to the next report on how the contract is performed, for those whom the law names."""
    entry, deadline = law.entry("deadline.report"), law.due("report", on)
    if entry is None or deadline is None:
        return standing
    return start(standing, "report", tuple(Role(role) for role in entry.more.get("by", ["employers"])), deadline)
