"""The procedure: a round is the replay of its acts.

``replay`` gives the standing on a day, ``allowed`` what each role may do now and why not what it may not, ``duties``
what is due, when and by which article.  Everything is read from the one table in ``transitions.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xieshang.core.acts import KINDS, Act, ActKind, Offered
from xieshang.core.effects import EFFECTS, in_effect, objected, stop
from xieshang.core.guards import CHECKS, GUARDS, is_ratified
from xieshang.core.parties import SIDES, Role
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal, Refused, Warned
from xieshang.core.rules import Rules
from xieshang.core.standing import Clock, Standing, State
from xieshang.core.table_checks import minimum_faults
from xieshang.core.transitions import FINAL, TIMED, Timed, Transition, needs_of, transitions_of

__all__ = ["Allowed", "RefusedAct", "Replay", "allowed", "duties", "next_change", "replay", "why_not"]

_DAY = timedelta(days=1)

_WHEN: Mapping[str, Callable[[Standing, Act, Reading], bool]] = {
    "always": lambda standing, act, law: True,
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


def _timed_day(timed: Timed, standing: Standing) -> date | None:
    """Give the day on which time makes the change; null while nothing is set for it."""
    opinion = standing.draft.opinion
    review = next((clock.due_on for clock in standing.clocks if clock.act == "opine"), None)
    term = standing.agreed_term
    days = {
        "suspension_over": standing.until,
        "objection_served": opinion.served_on if opinion and opinion.objects else None,
        "no_objection_served": opinion.served_on if opinion and not opinion.objects else None,
        "silence": review + _DAY if review else None,
        "term_begun": term.from_on if term else None,
        "term_over": term.to_on + _DAY if term and term.to_on else None,
    }
    return days[timed.name]


def next_change(standing: Standing) -> tuple[date, Timed] | None:
    """Give the next change that time alone makes, and its day; null where there is none."""
    coming = [(day, timed) for timed in TIMED if standing.state in timed.origin and (day := _timed_day(timed, standing))]
    return min(coming, key=lambda change: change[0], default=None)


def _advance(standing: Standing, day: date, law: Reading) -> Standing:
    """Tell the time up to a day: silence, service, the start and the end of a term."""
    while (change := next_change(standing)) and change[0] <= day:
        on, timed = max(change[0], standing.day), change[1]
        if timed.target is State.EFFECTIVE:
            standing = in_effect(standing, on, law)
        elif timed.target is State.OBJECTED:
            standing = objected(standing)
        elif timed.name == "suspension_over":
            standing = stop(replace(standing, until=None), "resume", None, on)
        elif timed.target is State.ENDED:
            standing = replace(standing, clocks=())
        standing = replace(standing, state=timed.target, day=on)
    return replace(standing, day=max(day, standing.day))


def _rows_now(kind: ActKind, state: State) -> list[Transition]:
    return [row for row in transitions_of(kind.name) if state in row.origin]


def _why_not_now(standing: Standing, kind: ActKind, by: Role, law: Reading) -> Refusal | None:
    """Say why a role may not do this kind of act now, whatever its fields would be."""
    if by not in kind.by:
        return Refusal("act.not_your_part", {"act": kind.title, "by": by.value}, rule=None)
    if not _rows_now(kind, standing.state):
        code = "act.round_ended" if standing.state in FINAL else "act.not_now"
        return Refusal(code, {"act": kind.title, "state": standing.state.value})
    return next((refusal for guard in needs_of(kind.name).guards if (refusal := GUARDS[guard](standing, by, law))), None)


def why_not(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    """Say why an act may not be appended; null where it may.

    Source: the table in ``transitions.py`` with the articles it names.  A late act is not refused.
    Refuses: ``act.out_of_order``, ``act.not_your_part``, ``act.not_your_side``, ``act.not_now``, ``act.round_ended``, and
    the codes of ``guards.py``.
    """
    if act.on < standing.day:
        return Refusal("act.out_of_order", {"on": act.on.isoformat(), "after": standing.day.isoformat()}, column="on")
    if act.kind.own_side and act.side is not act.by:
        return Refusal("act.not_your_side", {"act": act.kind.title}, column="side")
    if refusal := _why_not_now(standing, act.kind, act.by, law):
        return refusal
    return next((refusal for check in needs_of(act.kind.name).checks if (refusal := CHECKS[check](standing, act, law))), None)


def append(standing: Standing, act: Act, law: Reading) -> Standing:
    """Give the standing after an act that nothing speaks against."""
    effect = EFFECTS.get(act.kind.name)
    after = effect(standing, act, law) if effect else standing
    row = next(row for row in _rows_now(act.kind, standing.state) if _WHEN[row.when](after, act, law))
    return _advance(replace(after, state=row.target or standing.state, day=act.on), act.on, law)


def _warnings(act: Act, index: int, law: Reading) -> Iterator[Warned]:
    if act.kind.name == "name_representatives" and act.team.side is Role.WORKERS:
        entry = law.entry("representatives.migrant_member")
        if entry and entry.value and not any(member.migrant for member in act.team.members):
            yield Warned("representatives.no_migrant", index=index, source=entry.source)
    if act.kind.name == "respond" and not act["accepts"] and not act["reason"]:
        yield Warned("respond.without_reason", index=index)
    if act.kind.name == "propose":
        unknown = (fault for fault in minimum_faults(act["table"], law) if fault.code == "minimum.unknown")
        yield from (replace(fault, index=index) for fault in unknown)


def replay(offered: Iterable[Offered], rules: Rules, on: date, *, kind: str = "industry") -> Replay:
    """Replay acts, in the order given, up to a day.

    An act the rules refuse is left out of the standing and listed, so that what depends on it is refused in turn; acts
    dated after ``on`` are left out of both.  Each act is read under the law entries recorded by its own day of record.

    >>> replay([], Rules("130123", ()), date(2025, 3, 3)).standing.state.value
    'scoped'
    """
    standing, known_on = Standing(rules.place or "", kind), None
    refused: list[RefusedAct] = []
    warnings: list[Warned] = []
    for index, act in enumerate(offered):
        if isinstance(act, Refused):
            refused += (RefusedAct(index, refusal.at(index=index)) for refusal in act.refusals)
            continue
        if act.on > on:
            continue
        before = standing if act.on < standing.day else _advance(standing, act.on, Reading(rules, act.on, known_on))
        law = Reading(rules, act.on, act.law_as_recorded_on)
        if refusal := why_not(before, act, law):
            refused.append(RefusedAct(index, refusal.at(index=index)))
            continue
        standing, known_on = append(before, act, law), act.law_as_recorded_on
        warnings += _warnings(act, index, law)
    return Replay(_advance(standing, on, Reading(rules, on, known_on)), tuple(refused), tuple(warnings))


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

    A renewal is due in its window, before the last day of the term (Order 9 art 24, Order 22 art 38).
    """
    yield from standing.clocks
    if any(not objection.answered for objection in standing.draft.objections):
        yield from (Clock("answer_objection", side) for side in SIDES)
    if standing.state in (State.EFFECTIVE, State.PUBLISHED, State.IN_FORCE) and standing.expires_on:
        window = law.due("renew-window", standing.expires_on)
        if window and window.opens_on and window.opens_on <= law.on:
            yield from (Clock("renew", side, window) for side in SIDES)
    yield from standing.done
