"""The matrix of the desk: a line for each trade, a column for each level, each cell with what was typed and what was taken.

Here it is read from a form, from a draft and from served tables, and made into a wage table; whether a typed amount may be
taken stands in ``judging.py``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from xieshang.core.money import yuan_text
from xieshang.core.skills import Level
from xieshang.core.wage_table import GUIDELINE_CATEGORIES, Form, WageRow, WageTable
from xieshang.engine.employments import MOST_FEN

__all__ = [
    "ANY_LEVEL",
    "DEFAULT_LEVELS",
    "MOST_LINES",
    "Key",
    "Line",
    "Sheet",
    "cell_name",
    "key_of",
    "sheet_of_form",
    "sheet_of_tables",
]

DEFAULT_LEVELS = (2, 3, 4, 5, 6)
ANY_LEVEL = 0
"""The column of rows that hold for any level."""
MOST_LINES = 100
"""More make a page and a form that are too large."""
_MOST_TEXT = 40
_MOST_NAME = 60
Key = tuple[str | None, str | None, int | None]
"""Category, occupation, level: null means any."""


@dataclass(frozen=True, slots=True)
class Line:
    """One trade: ``typed`` and ``taken`` by level, the text as it stands in the field, the amount in fen that counts."""

    category: str | None
    occupation: str | None
    label: str | None = None
    typed: Mapping[int, str] = field(default_factory=dict)
    taken: Mapping[int, int] = field(default_factory=dict)

    def key(self, level: int) -> Key:
        """Name a cell of the line."""
        return self.category, self.occupation, level or None

    def text(self, level: int) -> str:
        """Give what stands in the field of a level."""
        if level in self.typed:
            return self.typed[level]
        return yuan_text(self.taken[level]) if level in self.taken else ""


@dataclass(frozen=True)
class Sheet:
    """A whole matrix.  ``known``: the rows that served tables have for its cells; an amount that changes keeps their names."""

    form: Form
    levels: tuple[int, ...]
    lines: tuple[Line, ...]
    known: Mapping[Key, WageRow] = field(default_factory=dict)

    def bands(self) -> Iterator[tuple[str | None, list[tuple[int, Line]]]]:
        """Give the lines with their numbers, category by category in the order of the guideline."""
        numbered = sorted(enumerate(self.lines), key=lambda entry: _rank(entry[1].category))
        for category, lines in groupby(numbered, key=lambda entry: entry[1].category):
            yield category, list(lines)

    @cached_property
    def table(self) -> WageTable:
        """The wage table of the cells that count."""
        return WageTable(self.form, tuple(self._rows()))

    def _rows(self) -> Iterator[WageRow]:
        ids: set[str] = set()
        for _, lines in self.bands():
            for _, line in lines:
                for level in self.levels:
                    if level in line.taken:
                        row = self._row(line, level, ids)
                        ids.add(row.id)
                        yield row

    def _row(self, line: Line, level: int, ids: set[str]) -> WageRow:
        known = self.known.get(line.key(level))
        if known and known.id not in ids:
            return known if known.amount_fen == line.taken[level] else replace(known, amount_fen=line.taken[level])
        name = f"{line.occupation or '*'}/{level or '*'}"
        name = name if name not in ids else f"{line.category}/{name}"
        category, occupation, number = line.key(level)
        return WageRow(name, line.taken[level], category, occupation, Level(number) if number else None, label=line.label)

    def where(self, key: Key) -> tuple[int, int] | None:
        """Find the line and the level of a cell."""
        for number, line in enumerate(self.lines):
            if (line.category, line.occupation) == key[:2]:
                return number, key[2] or ANY_LEVEL
        return None

    def with_line(self, line: Line) -> "Sheet":
        """Give the sheet with one more line, unless it has it already."""
        has = any((each.category, each.occupation) == (line.category, line.occupation) for each in self.lines)
        return self if has else replace(self, lines=(*self.lines, line))

    def without_line(self, number: int) -> "Sheet":
        """Give the sheet without one of its lines."""
        return replace(self, lines=tuple(line for at, line in enumerate(self.lines) if at != number))

    def content(self, values: str) -> list[dict[str, Any]]:
        """Write the lines with the ``typed`` texts, as a draft keeps them beside its table, or with the ``taken`` amounts."""
        return [
            {"category": line.category, "occupation": line.occupation, "label": line.label}
            | {values: {str(level): value for level, value in getattr(line, values).items()}}
            for line in self.lines
        ]


def _rank(category: str | None) -> tuple[int, str]:
    known = GUIDELINE_CATEGORIES.index(category) if category in GUIDELINE_CATEGORIES else len(GUIDELINE_CATEGORIES)
    return known, category or ""


def key_of(row: WageRow) -> Key:
    """Name the cell of a row."""
    return row.category, row.occupation, None if row.level is None else int(row.level)


def cell_name(line: int, level: int) -> str:
    """Name the field of a cell.

    >>> cell_name(3, 4)
    'c-3-4'
    """
    return f"c-{line}-{level}"


def sheet_of_tables(form: Form, tables: Iterable[WageTable], own: WageTable | None, levels: Iterable[int] = ()) -> Sheet:
    """Lay out the cells of some tables of one form, the latest last; the amounts are those of the own one."""
    tables = [table for table in tables if table.form is form]
    rows = [row for table in (*tables, *([own] if own else [])) for row in table.rows]
    known = {key_of(row): row for row in rows}
    amounts = {key_of(row): row.amount_fen for row in (own.rows if own else ())}
    found = sorted({key[2] or ANY_LEVEL for key in known} | set(levels or DEFAULT_LEVELS), key=lambda level: level or 9)
    trades: dict[tuple[str | None, str | None], str | None] = {}
    for row in rows:
        trades[row.category, row.occupation] = row.label or trades.get((row.category, row.occupation))
    lines = []
    for (category, occupation), label in trades.items():
        taken = {level: fen for level in found if (fen := amounts.get((category, occupation, level or None))) is not None}
        lines.append(Line(category, occupation, label, {}, taken))
    return Sheet(form, tuple(found), tuple(lines), known)


def sheet_of_form(post: Mapping[str, Any], form: Form, known: Mapping[Key, WageRow]) -> Sheet:
    """Read the matrix from a form as it was sent: nothing typed is lost, however wrong."""
    levels = tuple(dict.fromkeys(int(text) for text in str(post.get("levels", "")).split(",") if text in tuple("012345678")))
    lines = []
    for number, entry in enumerate(_entries(post.get("lines"))[:MOST_LINES]):
        typed = {level: str(post.get(cell_name(number, level), ""))[:_MOST_TEXT].strip() for level in levels}
        category, occupation, label = (_text(entry.get(name)) for name in ("category", "occupation", "label"))
        amounts = entry.get("taken")
        taken = {level: fen for level in levels if (fen := _whole(amounts, level)) is not None}
        lines.append(Line(category, occupation, label, typed, taken))
    return Sheet(form, levels or DEFAULT_LEVELS, tuple(lines), known)


def _entries(content: Any) -> list[dict[str, Any]]:
    try:
        listed = json.loads(content or "[]")
    except (TypeError, ValueError, RecursionError):
        return []
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def _text(value: Any) -> str | None:
    return value[:_MOST_NAME].strip() or None if isinstance(value, str) else None


def _whole(amounts: Any, level: int) -> int | None:
    value = amounts.get(str(level)) if isinstance(amounts, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_FEN else None
