"""THE transition table: which act is possible in which state and where it leads.  It is data, and there is only one.

The pages, the command line, the diagram in the manual and the tests are all read from it.  Rows of one act are tried in
order; ``NEEDS`` names what an act needs besides the state.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from xieshang.core.acts import KINDS
from xieshang.core.standing import State

__all__ = [
    "FINAL",
    "NEEDS",
    "TIMED",
    "TRANSITIONS",
    "Needs",
    "Timed",
    "Transition",
    "arrows",
    "diagram",
    "needs_of",
    "rows_from",
    "timed_from",
    "transitions_of",
]

S = State
FINAL = frozenset({S.ENDED, S.CLOSED_WITHOUT_AGREEMENT})


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: the act leads from any of ``origin`` to ``target`` (null: the state stays) when ``when`` holds."""

    act: str
    origin: frozenset[State]
    target: State | None
    when: str = "always"


@dataclass(frozen=True, slots=True)
class Needs:
    """What an act needs: ``guards`` of the round (``guards.py``), ``checks`` of its own fields; and the articles it rests on."""

    guards: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    articles: str = ""


_NOTHING = Needs()


@dataclass(frozen=True, slots=True)
class Timed:
    """A change that time makes without an act, on the day that ``due`` names."""

    name: str
    title: str
    origin: frozenset[State]
    target: State
    article: str = ""


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


_BEFORE_OFFER = _from(S.SCOPED, S.REPRESENTATIVES_FORMING, S.REPRESENTATIVES_PUBLISHED)
_NAMED = _BEFORE_OFFER - _from(S.SCOPED)
_AWAITING = _from(S.OFFERED, S.REFUSED)
_TALKS = _from(S.ACCEPTED, S.PREPARING, S.NEGOTIATING)
_DRAFTED = _from(S.DRAFT_AGREED, S.CONFIRMING, S.RATIFYING, S.REJECTED)
_AGREED = _from(S.EFFECTIVE, S.PUBLISHED, S.IN_FORCE, S.BREACH)
_REOPENED = _from(S.OBJECTED, S.AMENDING)
_OPEN = frozenset(State) - FINAL
_AFTER_NAMING = _OPEN - _from(S.SCOPED)
_PAUSED = _from(S.SUSPENDED, S.IN_MEDIATION)
_DEADLOCKED = _AWAITING | _TALKS | _from(S.SUSPENDED, S.REJECTED)
_CLOSABLE = _AWAITING | _TALKS | _DRAFTED | _REOPENED | _PAUSED
_BESIDE_CONTRACT = _CLOSABLE - _AWAITING - _from(S.ACCEPTED, S.PREPARING)
_DISCUSSED = _TALKS | _DRAFTED | _REOPENED | _PAUSED

# A row that holds "never" is there for its reason: the act lacks something in that state, and that is told, not the state.
TRANSITIONS: tuple[Transition, ...] = (
    Transition("name_representatives", _BEFORE_OFFER, S.REPRESENTATIVES_FORMING),
    Transition("name_representatives", _AWAITING, None),
    Transition("replace_representative", _AFTER_NAMING, None),
    Transition("publish_representatives", _NAMED, S.REPRESENTATIVES_PUBLISHED, "both_teams_published"),
    Transition("publish_representatives", _NAMED | _AWAITING | _TALKS, None),
    Transition("publish_representatives", _from(S.SCOPED), None, "never"),
    Transition("offer", _NAMED, S.OFFERED),
    Transition("offer", _from(S.SCOPED), None, "never"),
    Transition("withdraw_offer", _AWAITING, S.REPRESENTATIVES_PUBLISHED, "both_teams_published"),
    Transition("withdraw_offer", _AWAITING, S.REPRESENTATIVES_FORMING),
    Transition("respond", _AWAITING, S.ACCEPTED, "accepts"),
    Transition("respond", _AWAITING, S.REFUSED),
    Transition("disclose", _from(S.ACCEPTED), S.PREPARING),
    Transition("disclose", _AFTER_NAMING, None),
    Transition("waive_disclosure", _from(S.ACCEPTED), S.PREPARING),
    Transition("waive_disclosure", _AFTER_NAMING, None),
    Transition("appoint_recorder", _from(S.ACCEPTED), S.PREPARING),
    Transition("appoint_recorder", _AWAITING | _TALKS | _DRAFTED | _REOPENED, None),
    Transition("meet", _TALKS | _from(S.AMENDING), S.NEGOTIATING),
    Transition("meet", _DRAFTED | _from(S.OBJECTED), None),
    Transition("propose", _from(S.ACCEPTED, S.PREPARING), None),
    Transition("propose", _from(S.NEGOTIATING) | _DRAFTED | _REOPENED, S.NEGOTIATING),
    Transition("suspend", _TALKS, S.SUSPENDED),
    Transition("resume", _from(S.SUSPENDED), S.NEGOTIATING),
    Transition("ask_mediation", _DEADLOCKED, None),
    Transition("accept_mediation", _DEADLOCKED, S.IN_MEDIATION),
    Transition("extend_mediation", _from(S.IN_MEDIATION), None),
    Transition("settle_mediation", _from(S.IN_MEDIATION), S.NEGOTIATING, "offer_accepted"),
    Transition("settle_mediation", _from(S.IN_MEDIATION), S.OFFERED),
    Transition("fail_mediation", _from(S.IN_MEDIATION), S.BREACH, "breach_stands"),
    Transition("fail_mediation", _from(S.IN_MEDIATION), S.IN_FORCE, "contract_stands"),
    Transition("fail_mediation", _from(S.IN_MEDIATION), S.CLOSED_WITHOUT_AGREEMENT),
    Transition("initial_draft", _from(S.NEGOTIATING), S.DRAFT_AGREED, "both_initialled"),
    Transition("initial_draft", _from(S.NEGOTIATING), None),
    Transition("initial_draft", _from(S.ACCEPTED, S.PREPARING), None, "never"),
    Transition("confirm", _from(S.DRAFT_AGREED, S.CONFIRMING), S.CONFIRMING),
    Transition("confirm", _from(S.RATIFYING, S.REJECTED), None),
    Transition("object", _DISCUSSED, None),
    Transition("answer_objection", _DISCUSSED, None),
    Transition("vote", _DRAFTED, S.RATIFYING, "vote_passed"),
    Transition("vote", _DRAFTED, S.REJECTED, "vote_failed"),
    Transition("vote", _DRAFTED, None),
    Transition("sign", _DRAFTED - _from(S.REJECTED) | _from(S.OBJECTED), S.SIGNED, "both_signed"),
    Transition("sign", _DRAFTED - _from(S.REJECTED) | _from(S.OBJECTED), None),
    Transition("sign", _from(S.REJECTED), None, "never"),
    Transition("file", _from(S.SIGNED, S.FILED), S.FILED),
    Transition("receive", _from(S.FILED), S.UNDER_REVIEW),
    Transition("ask_cure", _from(S.FILED, S.UNDER_REVIEW), S.FILED),
    Transition("opine", _from(S.UNDER_REVIEW), None),
    Transition("opine", _AGREED, None, "never"),
    Transition("publish", _from(S.EFFECTIVE), S.PUBLISHED, "both_published"),
    Transition("publish", _AGREED, None),
    Transition("inspect", _AGREED, S.BREACH, "finds_breach"),
    Transition("inspect", _AGREED, None),
    Transition("order_correction", _AWAITING | _AGREED, None),
    Transition("advise", _OPEN - _BEFORE_OFFER, None),
    Transition("answer_letter", _OPEN - _BEFORE_OFFER, None),
    Transition("remedy", _from(S.BREACH), S.IN_FORCE, "all_remedied"),
    Transition("remedy", _from(S.BREACH), None),
    Transition("report", _AGREED, None),
    Transition("propose_amendment", _AGREED, S.AMENDING),
    Transition("renew", _AGREED | _from(S.AMENDING), None),
    Transition("renew", _from(S.ENDED), None, "never"),
    Transition("terminate", _AGREED | _from(S.AMENDING), S.ENDED),
    Transition("close_without_agreement", _BESIDE_CONTRACT, S.BREACH, "breach_stands"),
    Transition("close_without_agreement", _BESIDE_CONTRACT, S.IN_FORCE, "contract_stands"),
    Transition("close_without_agreement", _CLOSABLE, S.CLOSED_WITHOUT_AGREEMENT),
)

_O22, _O9, _LCL = "集体合同规定", "工资集体协商试行办法", "劳动合同法"

NEEDS: Mapping[str, Needs] = {
    "name_representatives": Needs(("not_bound",), ("team",), f"{_O22} 19-24"),
    "replace_representative": Needs(("own_team",), ("replacement",), f"{_O22} 30-31"),
    "publish_representatives": Needs(("own_team",)),
    "offer": Needs(("own_team_valid",), (), f"{_O22} 32；{_O9} 17"),
    "withdraw_offer": Needs(("own_offer",)),
    "respond": Needs(("others_offer",), ("answering_team", "not_refused_twice"), f"{_O22} 32；{_O9} 17；工会法 54"),
    "disclose": Needs(articles=f"{_O9} 18"),
    "waive_disclosure": Needs(articles=f"{_O9} 18"),
    "appoint_recorder": Needs((), ("neutral",), f"{_O22} 33"),
    "meet": Needs(("pair_valid", "recorder", "disclosed"), (), f"{_O22} 33-34；{_O9} 11, 18"),
    "propose": Needs((), ("floors", "above", "ladder", "term"), f"{_LCL} 54-55；人社厅发〔2024〕51号 二、四"),
    "suspend": Needs((), ("later",), f"{_O22} 35"),
    "resume": Needs(articles=f"{_O22} 35"),
    "ask_mediation": Needs(articles=f"{_O22} 49"),
    "accept_mediation": Needs(articles=f"{_O22} 49-52"),
    "extend_mediation": Needs(("mediation_running",), ("extension",), f"{_O22} 52"),
    "settle_mediation": Needs(articles=f"{_O22} 54"),
    "fail_mediation": Needs(articles=f"{_O22} 54"),
    "initial_draft": Needs(("proposal", "met", "not_initialled"), ("term",), f"{_O22} 34"),
    "object": Needs(("proposal",)),
    "answer_objection": Needs((), ("objection_known",)),
    "vote": Needs(("initialled", "floors_still_valid"), ("vote_numbers", "above"), f"{_O22} 36；{_LCL} 51"),
    "sign": Needs(("ratified", "objections_answered", "confirmed", "not_signed"), (), f"{_O22} 37；{_O9} 20"),
    "file": Needs(("filing_side",), (), f"{_O22} 42；{_O9} 21；{_LCL} 54"),
    "receive": Needs(articles=f"{_O22} 42, 45"),
    "opine": Needs(("before_effect", "no_opinion_yet"), ("service",), f"{_O22} 45；{_O9} 22；{_LCL} 54"),
    "publish": Needs(articles=f"{_O22} 48；{_O9} 23"),
    "answer_letter": Needs(("letter_waiting",), ("letter_known",)),
    "order_correction": Needs(articles="工会法 54"),
    "propose_amendment": Needs(articles=f"{_O22} 39-41"),
    "renew": Needs(("not_expired",), (), f"{_O22} 38；{_O9} 24"),
    "terminate": Needs(articles=f"{_O22} 39-41"),
}

TIMED: tuple[Timed, ...] = (
    Timed("suspension_over", "中止期满", _from(S.SUSPENDED), S.NEGOTIATING, f"{_O22} 35"),
    Timed("talks_lapsed", "期满未申请协调处理", _TALKS, S.CLOSED_WITHOUT_AGREEMENT, "河南省企业工资集体协商条例 37"),
    Timed("objection_served", "异议送达", _from(S.UNDER_REVIEW), S.OBJECTED, f"{_O22} 45-46"),
    Timed("no_objection_served", "无异议意见送达", _from(S.UNDER_REVIEW), S.EFFECTIVE, f"{_O9} 22"),
    Timed("silence", "十五日无异议", _from(S.UNDER_REVIEW), S.EFFECTIVE, f"{_LCL} 54"),
    Timed("term_begun", "期限开始", _from(S.PUBLISHED), S.IN_FORCE),
    Timed("term_over", "期限届满", _AGREED | _from(S.AMENDING), S.ENDED, f"{_O22} 38"),
)


def transitions_of(act: str) -> tuple[Transition, ...]:
    """Give the rows of one kind of act, in the order in which they are tried."""
    return tuple(row for row in TRANSITIONS if row.act == act)


@cache
def rows_from(act: str, state: State) -> tuple[Transition, ...]:
    """Give the rows of one kind of act that begin in a state, in the order in which they are tried.

    >>> [row.target.value for row in rows_from("receive", State.FILED)], rows_from("receive", State.SCOPED)
    (['under_review'], ())
    """
    return tuple(row for row in transitions_of(act) if state in row.origin)


@cache
def timed_from(state: State) -> tuple[Timed, ...]:
    """Give the changes that time alone makes in a state.

    >>> [timed.name for timed in timed_from(State.PUBLISHED)]
    ['term_begun', 'term_over']
    """
    return tuple(timed for timed in TIMED if state in timed.origin)


def needs_of(act: str) -> Needs:
    """Give what a kind of act needs; most need nothing but the state."""
    return NEEDS.get(act, _NOTHING)


def arrows() -> Iterator[tuple[State, State, tuple[str, ...]]]:
    """Give each change of state once, in the order of the road, with the acts, or in brackets the passing of time, that make it.

    >>> next(arrows())[2]
    ('推选协商代表',)
    """
    made = [(row.origin, row.target, KINDS[row.act].title) for row in TRANSITIONS if row.target]
    made += [(row.origin, row.target, f"（{row.title}）") for row in TIMED]
    labels: dict[tuple[State, State], list[str]] = {}
    for origin, target, title in made:
        for state in origin - {target}:
            labels.setdefault((state, target), []).append(title)
    order = {state: number for number, state in enumerate(State)}
    for (state, target), titles in sorted(labels.items(), key=lambda arrow: (order[arrow[0][0]], order[arrow[0][1]])):
        yield state, target, tuple(dict.fromkeys(titles))


def diagram() -> Iterator[str]:
    """Draw the table as a Mermaid state diagram, a line each; what leaves the state as it is stays out.

    >>> next(diagram())
    'stateDiagram-v2'
    """
    yield "stateDiagram-v2"
    yield f"  [*] --> {S.SCOPED}"
    for state, target, titles in arrows():
        yield f"  {state} --> {target}: {'、'.join(titles)}"
    for state in State:
        if state in FINAL:
            yield f"  {state} --> [*]"
