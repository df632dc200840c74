"""The page of states and acts, as a lawyer reads it: the diagrams, who may do what in which state by which article, time."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from xieshang.core.acts import KINDS
from xieshang.core.parties import Role
from xieshang.core.standing import State
from xieshang.core.transitions import FINAL, TIMED, TRANSITIONS, Transition, arrows, needs_of, rows_from, timed_from
from xieshang.documents.articles import articles_told
from xieshang.documents.terms import ROLE_TITLES, STATE_TITLES

__all__ = ["page"]

CATALOGUE = Path(__file__).parent.parent.parent / "src/xieshang/locale/en/LC_MESSAGES/xieshang.po"
_SIGNS = {
    Role.WORKERS: "职",
    Role.EMPLOYERS: "企",
    Role.ENTERPRISE: "厂",
    Role.WORKER: "工",
    Role.CONGRESS: "会",
    Role.BUREAU: "人",
    Role.TRIPARTITE: "三",
    Role.UPPER_UNION: "上",
}
_PARTS = {
    "From the teams to the accepted offer 代表、要约、应约": (
        "scoped representatives_forming representatives_published offered refused accepted"
    ),
    "From the talks to the signatures 协商、表决、签订": (
        "accepted preparing negotiating suspended in_mediation draft_agreed confirming ratifying rejected signed"
    ),
    "From the filing to the effect 报送、审查、生效": "signed filed under_review objected negotiating effective published in_force",
    "The contract in effect 履行、变更、终止": "effective published in_force breach amending negotiating ended",
    "Talks that come to nothing 协商终结": "refused suspended in_mediation rejected amending in_force closed_without_agreement",
}


_WHEN = {
    "always": "",
    "never": "",
    "both_teams_published": "双方都已公示 both sides have",
    "accepts": "同意的 where it accepts",
    "offer_accepted": "要约已被接受 where the offer was accepted",
    "both_initialled": "双方都已签字 both chiefs have",
    "vote_passed": "通过的 where it passed",
    "vote_failed": "未通过的 where it failed",
    "both_signed": "双方都已签字盖章 both sides have",
    "both_published": "双方都已公布 both sides have",
    "finds_breach": "发现违约 where a breach is found",
    "all_remedied": "全部改正 once all are remedied",
    "breach_stands": "原合同有违约未改正 a breach of the contract in effect is open",
    "contract_stands": "原合同有效 a contract is in effect",
}


@cache
def _english() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.string}


def _both(title: str) -> str:
    """Give a Chinese title with its English one, where the catalogue has it."""
    return f"{title} {_english()[title]}" if title in _english() else title


def _diagram(names: str) -> Iterator[str]:
    """Draw the changes between some states."""
    states = [State(name) for name in names.split()]
    yield from ("```mermaid", "stateDiagram-v2", "  direction LR" if len(states) < 7 else "  direction TB")
    yield from (f'  state "{_both(STATE_TITLES[state])}" as {state}' for state in states)
    for origin, target, titles in arrows():
        if origin in states and target in states:
            yield f"  {origin} --> {target}: {'、'.join(titles)}"
    yield "```"


def _possible(act: str, state: State) -> list[Transition]:
    return [row for row in rows_from(act, state) if row.when != "never"]


def _grid() -> Iterator[str]:
    """Give who may do each act in each state, a sign for each part; bold where it leads to another state."""
    numbers = {state: number for number, state in enumerate(State, 1)}
    yield "| | " + " | ".join(str(number) for number in numbers.values()) + " |"
    yield "|---" * (len(numbers) + 1) + "|"
    for kind in KINDS.values():
        signs = "".join(_SIGNS[role] for role in kind.by)
        cells = []
        for state in State:
            rows = _possible(kind.name, state)
            moves = any(row.target not in (None, state) for row in rows)
            cells.append(f"**{signs}**" if moves else signs if rows else "")
        yield f"| {kind.title} | " + " | ".join(cells) + " |"


def _legend() -> Iterator[str]:
    yield "；".join(f"{sign} {_both(ROLE_TITLES[role])}" for role, sign in _SIGNS.items()) + "."
    yield ""
    yield "；".join(f"{number} {STATE_TITLES[state]}" for number, state in enumerate(State, 1)) + "."


def _state(number: int, state: State) -> Iterator[str]:
    """Tell one state: what leads on from it, by whom and by which article, and what else is possible in it."""
    yield from (f"### {number} {_both(STATE_TITLES[state])} (`{state}`)", "")
    onwards = [row for row in TRANSITIONS if state in row.origin and row.target not in (None, state)]
    timed = timed_from(state)
    if onwards or timed:
        yield from ("| act 行为 | who 由谁 | when 条件 | leads to 之后 | articles 依据 |", "|---|---|---|---|---|")
    for row in onwards:
        kind = KINDS[row.act]
        who = "、".join(ROLE_TITLES[role] for role in kind.by)
        target = STATE_TITLES[row.target] if row.target else ""
        told = articles_told(needs_of(row.act).articles) or "—"
        yield f"| {_both(kind.title)} | {who} | {_WHEN[row.when]} | {target} | {told} |"
    for change in timed:
        told = articles_told(change.article) or "—"
        yield f"| （{_both(change.title)}） | 时间 time | | {STATE_TITLES[change.target]} | {told} |"
    moving = {row.act for row in onwards}
    others = [kind.title for kind in KINDS.values() if kind.name not in moving and _possible(kind.name, state)]
    if others:
        yield from ("", f"Also possible, the state stays 状态不变：{'、'.join(others)}。")
    if state in FINAL:
        yield from ("", "The round is over; a new offer is a round of its own. 本轮到此为止，再协商另立一轮。")
    yield ""


def _timed() -> Iterator[str]:
    yield "| change 变化 | from 原状态 | to 之后 | articles 依据 |"
    yield "|---|---|---|---|"
    for change in TIMED:
        origin = "、".join(STATE_TITLES[state] for state in State if state in change.origin)
        yield f"| {_both(change.title)} | {origin} | {STATE_TITLES[change.target]} | {articles_told(change.article) or '—'} |"


def _acts() -> Iterator[str]:
    yield "| act | 行为 | who 由谁 | fields | needs | articles 依据 |"
    yield "|---|---|---|---|---|---|"
    for kind in KINDS.values():
        needs = needs_of(kind.name)
        who = "、".join(ROLE_TITLES[role] for role in kind.by)
        wanted = ", ".join((*needs.guards, *needs.checks))
        told = articles_told(needs.articles)
        yield f"| `{kind.name}` | {_both(kind.title)} | {who} | {', '.join(kind.fields)} | {wanted} | {told} |"


def page() -> str:
    """Give the page."""
    lines = [
        "# States and acts 状态与行为",
        "",
        "Generated from `src/xieshang/core/transitions.py` by `make docs`: the one table from which the pages, commands and tests",
        "are read. What stands in brackets is the passing of time. What each article says, the [case book](../casebook.md)",
        "tells in a line; how many days it is where, [jurisdictions](jurisdictions.md).",
        "",
        "本页由程序的流转表生成，网页、命令和测试都以这张表为准。括号里的是时间届满。各条的要点见案例簿，各地的天数见地区比较表。",
        "",
        "## The road 进程图",
        "",
    ]
    for title, names in _PARTS.items():
        lines += [f"### {title}", "", *_diagram(names), ""]
    lines += [
        "## Who may do what, and when 何时谁可以做什么",
        "",
        "Bold: it may lead to another state. 粗体：可能进入另一状态。",
        "",
    ]
    lines += [*_legend(), "", *_grid(), "", "## State by state 逐个状态", ""]
    for number, state in enumerate(State, 1):
        lines += _state(number, state)
    lines += ["## Changes that time makes 时间届满的变化", "", *_timed(), "", "## Acts 行为", ""]
    lines += ["`needs` names the checks of `core/guards.py`; what each refuses, says [refusals](refusals.md).", "", *_acts(), ""]
    return "\n".join(lines)
