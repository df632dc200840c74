"""The form of a paper: the fields that the record does not hold, as they are shown and as they are read from what was sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from xieshang.documents.articles import articles_told
from xieshang.documents.papers.composing import IDENTITIES, Missing, recorded, value_of
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import ASK_TITLES, Ask, Field, Paper, Table
from xieshang.documents.papers.wording import hidden, masked

__all__ = ["AskedTable", "Asked", "asked_in", "read_typed"]

_MOST_LINES, _MOST_CHARACTERS, _SPARE_LINES = 400, 4_000, 3
Kept = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as its form shows it; ``text`` is what stands in it."""

    name: str
    title: str
    source: str
    ask: Ask
    text: str
    how: str
    is_optional: bool
    is_missing: bool


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A table as its form shows it: heads, and lines of cells (name, text, whether it can be typed)."""

    heads: tuple[str, ...]
    lines: tuple[tuple[tuple[str, str, bool], ...], ...]
    is_missing: bool


def _columns(paper: Paper) -> set[str]:
    return {name for table in paper.tables for name in table.columns}


def _is_asked(entry: Field, facts: Facts) -> bool:
    return entry.ask is not Ask.DERIVED and not recorded(entry, facts)


def _plain(typed: Kept, name: str) -> str:
    value = typed.get(name, "")
    return value if isinstance(value, str) else "\n".join(value)


def _table(paper: Paper, table: Table, facts: Facts, missing: set[str]) -> AskedTable:
    values = {name: value_of(paper.field_named(name), facts) for name in table.columns}
    held = {name: recorded(paper.field_named(name), facts) for name in table.columns}
    leading = held[table.columns[0]]
    texts = {name: value if isinstance(value, tuple) else () for name, value in values.items()}
    count = len(leading) if isinstance(leading, tuple) else max(map(len, texts.values()), default=0) + _SPARE_LINES

    def cell(name: str, line: int) -> tuple[str, str, bool]:
        text = texts[name][line] if line < len(texts[name]) else ""
        kept = held[name]
        return f"{name}-{line}", text, not (isinstance(kept, tuple) and line < len(kept) and kept[line])

    lines = tuple(tuple(cell(name, line) for name in table.columns) for line in range(count))
    heads = tuple(gettext(paper.field_named(name).title) for name in table.columns)
    return AskedTable(heads, lines, bool(missing & set(table.columns)))


def asked_in(paper: Paper, facts: Facts, missing: Sequence[Missing]) -> Iterator[Asked | AskedTable]:
    """Give what the form of a paper asks, in the order in which the paper says it; tables whole, where they first appear."""
    lacking, tables = {entry.field for entry in missing}, {name: table for table in paper.tables for name in table.columns}
    shown: list[Table] = []
    for entry in paper.fields:
        table = tables.get(entry.name)
        if table is not None:
            if table not in shown:
                shown.append(table)
                yield _table(paper, table, facts, lacking)
        elif _is_asked(entry, facts):
            yield Asked(
                entry.name,
                gettext(entry.title),
                articles_told(entry.source),
                entry.ask,
                _plain(facts.typed, entry.name),
                gettext(ASK_TITLES[entry.ask]),
                entry.is_optional,
                entry.name in lacking,
            )


def _cleaned(name: str, text: str) -> str:
    """Cut what is typed to its longest, and hide identity numbers: they are not kept whole."""
    cut = text.replace("\r\n", "\n")[:_MOST_CHARACTERS]
    return hidden(cut) if name == IDENTITIES else masked(cut)


def _column(name: str, sent: QueryDict) -> list[str]:
    lines: list[str] = []
    while len(lines) < _MOST_LINES and f"{name}-{len(lines)}" in sent:
        lines.append(_cleaned(name, str(sent.get(f"{name}-{len(lines)}", "")).strip()))
    return lines


def _trimmed(table: Table, columns: dict[str, list[str]], facts: Facts, paper: Paper) -> dict[str, list[str]]:
    """Leave out the lines in which nothing was typed, where the record does not say how many there are."""
    if isinstance(recorded(paper.field_named(table.columns[0]), facts), tuple):
        return columns
    count = max(map(len, columns.values()), default=0)
    filled = {name: lines + [""] * (count - len(lines)) for name, lines in columns.items()}
    kept = [line for line in range(count) if any(lines[line] for lines in filled.values())]
    return {name: [lines[line] for line in kept] for name, lines in filled.items()}


def read_typed(paper: Paper, facts: Facts, sent: QueryDict) -> dict[str, str | list[str]]:
    """Give what was typed into the form of a paper, field by field; a column is a list."""
    typed: dict[str, str | list[str]] = {}
    for table in paper.tables:
        typed |= _trimmed(table, {name: _column(name, sent) for name in table.columns}, facts, paper)
    columns = _columns(paper)
    for entry in paper.fields:
        if entry.name not in columns and entry.name in sent and _is_asked(entry, facts):
            typed[entry.name] = _cleaned(entry.name, sent.get(entry.name, ""))
    return typed
