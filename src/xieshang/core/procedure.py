"""The procedure: a round is the replay of its acts.

``replay`` gives the standing on a day, ``allowed`` what each role may do now and why not what it may not, ``duties``
what is due, when and by which article.  Everything is read from the one table in ``transitions.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from xieshang.core.above import Above
from xieshang.core.acts import KINDS, Act, ActKind, Offered
from xieshang.core.cautions import cautions, round_cautions
from xieshang.core.changes import replace
from xieshang.core.clocks import run_on
from xieshang.core.contract import Kind
from xieshang.core.deadlines import recounted
from xieshang.core.effects import EFFECTS, objected
from xieshang.core.guards import CHECKS, GUARDS
from xieshang.core.parties import SIDES, Role
from xieshang.core.performance import in_effect
from xieshang.core.ratification import is_ratified
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal, Refused, Warned
from xieshang.core.rules import Rules
from xieshang.core.standing import Clock, Standing, State
from xieshang.core.transitions import FINAL, Timed, Transition, needs_of, rows_from, timed_from

__all__ = ["Allowed", "RefusedAct", "Replay", "allowed", "duties", "next_change", "recheck", "replay", "why_not"]

_DAY = timedelta(days=1)
_RENEWABLE = frozenset({State.EFFECTIVE, State.PUBLISHED, State.IN_FORCE, State.BREACH, State.AMENDING})

_WHEN: Mapping[str, Callable[[Standing, Act, Reading], bool]] = {
    "always": lambda standing, act, law: True,
    "never": lambda standing, act, law: False,
    "both_teams_published": lambda standing, act, law: standing.teams_published.issuperset(SIDES),
    "accepts": lambda standing, act, law: standing.accepted,
    "offer_accepted": lambda standing, act, law: standing.accepted,
    "both_initialled": lambda standing, act, law: standing.both_initialled,
    "vote_passed": lambda standing, act, law: is_ratified(standing, law),
    "vote_failed": lambda standing, act, law: act["enterprise"] is None,
    "both_signed": lambda standing, act, law: standing.both_signed,
    "both_published": lambda standing, act, law: standing.published.issuperset(SIDES),
    "finds_breach": lambda standing, act, law: bool(act["findings"]),
    "all_remedied": lambda standing, act, law: not standing.breaches,
    "breach_stands": lambda standing, act, law: standing.effective_on is not None and bool(standing.breaches),
    "contract_stands": lambda standing, act, law: standing.effective_on is not None,
}


@dataclass(frozen=True, slots=True)
class RefusedAct:
    """An act that the rules left out: its index in the round, and the refusal."""

    index: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Replay:
    """A round replayed: where it stands, which acts were refused, and what could not be judged."""

    standing: Standing
    refused: tuple[RefusedAct, ...] = ()
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowed:
    """One kind of act and one role: ``refusal`` is null where the role may do it now."""

    act: str
    by: Role
    refusal: Refusal | None


def _due_on(standing: Standing, act: str) -> date | None:
    for clock in standing.clocks:
        if clock.act == act:
            return clock.due_on
    return None


def _day_after(day: date | None) -> date | None:
    return day and day + _DAY


def _served_on(standing: Standing, *, objecting: bool) -> date | None:
    opinion = standing.draft.opinion
    return opinion.served_on if opinion and bool(opinion.objects) is objecting else None


# The day on which time makes each change; null while nothing is set for it.
_TIMED_DAYS: Mapping[str, Callable[[Standing], date | None]] = {
    "suspension_over": lambda standing: standing.until,
    "talks_lapsed": lambda standing: _day_after(_due_on(standing, "ask_mediation")),
    "objection_served": lambda standing: _served_on(standing, objecting=True),
    "no_objection_served": lambda standing: _served_on(standing, objecting=False),
    "silence": lambda standing: _day_after(_due_on(standing, "opine")),
    "term_begun": lambda standing: standing.agreed_term.from_on if standing.agreed_term else None,
    "term_over": lambda standing: _day_after(standing.agreed_term.to_on) if standing.agreed_term else None,
}


def next_change(standing: Standing) -> tuple[date, Timed] | None:
    """Give the next change that time alone makes, and its day; null where there is none."""
    next_one = None
    for timed in timed_from(standing.state):
        day = _TIMED_DAYS[timed.name](standing)
        if day and (next_one is None or day < next_one[0]):
            next_one = day, timed
    return next_one


def _changed_by_time(standing: Standing, day: date, law: Reading) -> Standing:
    """Make the changes that time alone has made by a day: silence, service, the start and the end of a term."""
    while (change := next_change(standing)) and change[0] <= day:
        on, timed = max(change[0], standing.day), change[1]
        if timed.target is State.EFFECTIVE:
            standing = in_effect(standing, on, law)
        elif timed.target is State.OBJECTED:
            standing = objected(standing)
        elif timed.name == "suspension_over":
            standing = run_on(standing, on, law)
        elif timed.target in FINAL:
            standing = replace(standing, clocks=())
        standing = replace(standing, state=timed.target, day=on)
    return standing


def _advance(standing: Standing, day: date, law: Reading) -> Standing:
    """Tell the time up to a day."""
    told = _changed_by_time(standing, day, law)
    return told if told.day >= day else replace(told, day=day)


def _on_calendar(standing: Standing, rules: Rules, known_on: date | None) -> Standing:
    """Count the deadlines that run on the calendar as it was recorded by a day: a notice that came later moves them."""
    if not rules.calendar.replaced:
        return standing
    counted = [clock.deadline and recounted(rules, clock.deadline, known_on) for clock in standing.clocks]
    if all(deadline is clock.deadline for deadline, clock in zip(counted, standing.clocks, strict=True)):
        return standing
    clocks = (replace(clock, deadline=deadline) for deadline, clock in zip(counted, standing.clocks, strict=True))
    return replace(standing, clocks=tuple(clocks))


def _up_to(standing: Standing, day: date, law: Reading, calendar_known_on: date | None) -> Standing:
    """Make the changes of time up to a day under the law of the latest act, on the calendar that is known by now."""
    if calendar_known_on == law.known_on:
        return _changed_by_time(standing, day, law)
    told = _changed_by_time(_on_calendar(standing, law.rules, calendar_known_on), day, law)
    return _on_calendar(told, law.rules, calendar_known_on)


def _why_not_now(standing: Standing, kind: ActKind, by: Role, law: Reading) -> Refusal | None:
    """Say why a role may not do this kind of act now, whatever its fields would be."""
    if by not in kind.by:
        return Refusal("act.not_your_part", {"act": kind.title, "by": by.value}, rule=None)
    if not rows_from(kind.name, standing.state):
        code = "act.round_ended" if standing.state in FINAL else "act.not_now"
        return Refusal(code, {"act": kind.title, "state": standing.state.value})
    for guard in needs_of(kind.name).guards:
        if refusal := GUARDS[guard](standing, by, law):
            return refusal
    return None


def why_not(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    """Say why an act may not be appended; null where it may.

    Source: the table in ``transitions.py`` with the articles it names.  A late act is not refused.
    Refuses: ``act.out_of_order``, ``act.not_your_part``, ``act.not_your_side``, ``act.not_now``, ``act.round_ended``, and
    the codes of ``guards.py``.
    """
    if act.on < standing.day:
        return Refusal("act.out_of_order", {"on": act.on.isoformat(), "after": standing.day.isoformat()}, column="on")
    if act.kind.own_side and act.by in act.kind.by and act.side is not act.by:
        return Refusal("act.not_your_side", {"act": act.kind.title}, column="side")
    if refusal := _why_not_now(standing, act.kind, act.by, law):
        return refusal
    for check in needs_of(act.kind.name).checks:
        if refusal := CHECKS[check](standing, act, law):
            return refusal
    return None


def _row(state: State, after: Standing, act: Act, law: Reading) -> Transition:
    """Find the row of the table that an act takes: the first one from the state whose condition holds after it."""
    for row in rows_from(act.kind.name, state):
        if _WHEN[row.when](after, act, law):
            return row
    raise LookupError(act.kind.name)


def append(standing: Standing, act: Act, law: Reading) -> Standing:
    """Give the standing after an act that nothing speaks against."""
    effect = EFFECTS.get(act.kind.name)
    after = effect(standing, act, law) if effect else standing
    target = _row(standing.state, after, act, law).target
    return _changed_by_time(replace(after, state=target or standing.state, day=act.on), act.on, law)


class _Step(NamedTuple):
    """One act on its way into a replay: the standing before and after it, the law it is read under, why it was refused."""

    number: int
    before: Standing
    after: Standing
    refusals: tuple[Refusal, ...] = ()
    act: Act | None = None
    law: Reading | None = None


def _begun(rules: Rules, kind: str, above: Above | None) -> Standing:
    return Standing(rules.place or "", kind, above=above if kind == Kind.ENTERPRISE else None)


def _steps(offered: Iterable[Offered], rules: Rules, on: date, standing: Standing) -> Iterator[_Step]:
    """Replay acts one by one up to a day; acts dated after it are left out."""
    known_on = None
    for index, act in enumerate(offered):
        if isinstance(act, Refused):
            yield _Step(index, standing, standing, act.refusals)
            continue
        if act.on > on:
            continue
        recorded_on = act.law_as_recorded_on
        law = Reading(rules, act.on, recorded_on)
        law_before = law if known_on == recorded_on else Reading(rules, act.on, known_on)
        before = standing if act.on < standing.day else _up_to(standing, act.on, law_before, recorded_on)
        if refusal := why_not(before, act, law):
            yield _Step(index, before, standing, (refusal,), act, law)
            continue
        standing, known_on = append(before, act, law), recorded_on
        yield _Step(index, before, standing, (), act, law)


def replay(offered: Iterable[Offered], rules: Rules, on: date, *, kind: str = "industry", above: Above | None = None) -> Replay:
    """Replay acts, in the order given, up to a day; ``above`` is what stands above the round of an enterprise.

    An act the rules refuse is left out of the standing and listed, so that what depends on it is refused in turn; acts
    dated after ``on`` are left out of both.  Each act is read under the law entries and the calendar recorded by its own day
    of record; what runs on after the last act is counted on the calendar as it is recorded now.

    >>> replay([], Rules("130123", ()), date(2025, 3, 3)).standing.state.value
    'scoped'
    """
    standing, known_on = _begun(rules, kind, above), None
    refused: list[RefusedAct] = []
    warnings = list(round_cautions(kind, rules.place or ""))
    for step in _steps(offered, rules, on, standing):
        standing = step.after
        if step.refusals:
            refused += (RefusedAct(step.number, refusal.at(index=step.number)) for refusal in step.refusals)
        elif step.act and step.law:
            known_on = step.act.law_as_recorded_on
            told = cautions(step.before, step.act, step.law)
            warnings += [replace(warned, index=step.number) for warned in told]
    standing = _up_to(standing, on, Reading(rules, on, known_on), None)
    return Replay(replace(standing, day=max(on, standing.day)), tuple(refused), tuple(warnings))


def recheck(
    offered: Iterable[Offered], rules: Rules, on: date, *, kind: str = "industry", above: Above | None = None
) -> Iterator[RefusedAct]:
    """Name the acts that stand, and would be refused were they judged under everything that is recorded by now.

    Each is held against the standing as it was before it, so that one changed value names the acts it speaks against and
    not everything after them.  Nothing of it changes where the round stands.

    >>> list(recheck([], Rules("130123", ()), date(2025, 3, 3)))
    []
    """
    for step in _steps(offered, rules, on, _begun(rules, kind, above)):
        if step.act and not step.refusals and (refusal := why_not(step.before, step.act, Reading(rules, step.act.on))):
            yield RefusedAct(step.number, refusal.at(index=step.number))


def allowed(standing: Standing, law: Reading) -> Iterator[Allowed]:
    """Say of every kind of act, for each role that it belongs to, whether it may be done now and if not why.

    >>> found = list(allowed(Standing("130123", "industry"), Reading(Rules("130123", ()), date(2025, 3, 3))))
    >>> sorted(entry.act for entry in found if entry.refusal is None)
    ['name_representatives', 'name_representatives']
    """
    for kind in KINDS.values():
        for by in kind.by:
            yield Allowed(kind.name, by, _why_not_now(standing, kind, by, law))


def duties(standing: Standing, law: Reading) -> Iterator[Clock]:
    """Give what is due, what stays open without a date, and what was done late.

    A renewal is due in its window, before the last day of the term (Order 9 art 24, Order 22 art 38), until it is asked for.
    """
    yield from (clock for clock in standing.clocks if clock.is_open(law.on))
    answerable = rows_from("answer_objection", standing.state)
    if answerable and any(not objection.answered for objection in standing.draft.objections):
        yield from (Clock("answer_objection", side) for side in SIDES)
    if standing.state in _RENEWABLE and standing.expires_on not in (None, standing.renewal_asked_for):
        window = law.due("renew-window", standing.expires_on)
        if window and window.opens_on and window.opens_on <= law.on:
            yield from (Clock("renew", side, window) for side in SIDES)
    yield from standing.done
