"""The page of states and acts: the diagram, the table state × act × role, what each act needs."""

from collections.abc import Iterator

from xieshang.core.acts import KINDS
from xieshang.core.standing import State
from xieshang.core.transitions import TIMED, TRANSITIONS, diagram, needs_of
from xieshang.documents.terms import ROLE_TITLES, STATE_TITLES

__all__ = ["page"]


def _acts() -> Iterator[str]:
    yield "| act | 行为 | who | fields | needs | articles |"
    yield "|---|---|---|---|---|---|"
    for kind in KINDS.values():
        needs = needs_of(kind.name)
        who = "、".join(ROLE_TITLES[role] for role in kind.by)
        wanted = ", ".join((*needs.guards, *needs.checks))
        yield f"| `{kind.name}` | {kind.title} | {who} | {', '.join(kind.fields)} | {wanted} | {needs.articles} |"


def _states() -> Iterator[str]:
    yield "| state | 状态 | acts possible (→ where they lead) |"
    yield "|---|---|---|"
    for state in State:
        rows = [row for row in TRANSITIONS if state in row.origin]
        shown = [f"{KINDS[row.act].title}{f' → {STATE_TITLES[row.target]}' if row.target else ''}" for row in rows]
        timed = [f"（{row.title}）→ {STATE_TITLES[row.target]}" for row in TIMED if state in row.origin]
        yield f"| `{state}` | {STATE_TITLES[state]} | {'；'.join(dict.fromkeys((*shown, *timed))) or '—'} |"


def page() -> str:
    """Give the page."""
    lines = ["# States and acts", "", "Generated from `src/xieshang/core/transitions.py` by `make docs`.", "", "```mermaid"]
    lines += [*diagram(), "```", "", "## States", "", *_states(), "", "## Acts", "", *_acts(), ""]
    return "\n".join(lines)
