"""The page of jurisdictions: what differs between them, a column each; what a place inherits is shown as inherited."""

from collections.abc import Iterable, Iterator
from datetime import date

from xieshang.core.deadlines import DEADLINES, key_of
from xieshang.core.rules import LawValue, Rules
from xieshang.documents.terms import TRUST_TITLES
from xieshang.law import StatuteBook, statute_book

__all__ = ["page"]

_TOLD_ON = date(2026, 1, 1)
_UNITS = {"calendar": "d", "working": "wd", "months": "months"}
_OTHER_KEYS = (
    "quorum.present_share",
    "quorum.yes_share",
    "quorum.yes_strict",
    "representatives.min",
    "representatives.min_above_scale",
    "representatives.max",
    "representatives.equal",
    "representatives.outsider_share",
    "representatives.front_line_share",
    "representatives.managers_barred",
    "filing.by",
    "term.min_years",
    "term.max_years",
    "term.usual_years",
    "binding",
    "confirmation.asked",
    "ratification.firm_votes",
)


def _columns(book: StatuteBook) -> list[tuple[str, Rules]]:
    """Give each pack with the rules that reach it: those of all packs whose digits begin its own."""
    found = []
    for code in sorted(book.packs):
        reaching = [book.packs[code[:length]] for length in range(len(code), -1, -1) if code[:length] in book.packs]
        found.append((book.packs[code].name, Rules(None, tuple(reaching))))
    return found


def _number(entry: LawValue) -> str:
    if entry.value is True or entry.value is False:
        return "yes" if entry.value else "no"
    if isinstance(entry.value, list):
        return ", ".join(entry.value)
    more = entry.more.get("extension_days")
    told = f"{entry.value}+{more}" if more else str(entry.value)
    return f"{told} {_UNITS.get(entry.unit or '', '')}".strip()


def _cell(entry: LawValue | None, rules: Rules) -> str:
    """Write a cell: the number, from what it is counted, the article; in brackets what is inherited; the trust where it is low."""
    if entry is None:
        return "—"
    told = _number(entry)
    if event := entry.more.get("from"):
        told += f" from {event.replace('_', ' ')}"
    low = "" if entry.trust == "primary" else f" {TRUST_TITLES[entry.trust]}"
    if entry.jurisdiction != rules.packs[0].code:
        return f"({told}{low})"
    return f"{told}, {entry.source.article}{low}" if entry.source.article else f"{told}{low}"


def _table(keys: Iterable[str], columns: list[tuple[str, Rules]]) -> Iterator[str]:
    yield "| key | " + " | ".join(name for name, _ in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for key in keys:
        yield f"| `{key}` | " + " | ".join(_cell(rules.value(key, _TOLD_ON), rules) for _, rules in columns) + " |"


def page() -> str:
    """Give the page."""
    columns = _columns(statute_book())
    lines = [
        "# Jurisdictions",
        "",
        f"Generated from `src/xieshang/law` by `make docs`: what holds on {_TOLD_ON}.  A number in brackets is inherited from the",
        "province or the nation; d are days of the calendar, wd working days; 转述 and 暂定 say how far a number is trusted.",
        "",
        "## Deadlines",
        "",
        *_table(map(key_of, DEADLINES), columns),
        "",
        "## Teams, votes, filing, term, force",
        "",
        *_table(_OTHER_KEYS, columns),
        "",
    ]
    return "\n".join(lines)
