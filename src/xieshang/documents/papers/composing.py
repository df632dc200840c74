"""A paper filled from the facts: its sheet, and every mandatory field that is still missing, by name and with what to do.

A missing field stands on the sheet as 【待填：…】, and the sheet says 草稿; nothing is left blank in silence.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import (
    ASK_TITLES,
    Ask,
    Dated,
    Field,
    Heading,
    Listed,
    Paper,
    Part,
    Places,
    Say,
    Signed,
    Table,
    Told,
    Value,
    Whole,
)
from xieshang.documents.papers.sheet import Block, Grid, Line, Manner, Sheet
from xieshang.documents.papers.wording import hidden, masked, numbered, typed_day
from xieshang.documents.plain_text import marked

__all__ = ["IDENTITIES", "Composed", "Missing", "compose", "lines_of", "recorded", "value_of"]

IDENTITIES = "identities"
"""The column of identity numbers: whatever number stands there is hidden in its middle, a mistyped one too."""
_PLACE = re.compile(r"\{(\w+)\}")
_ONE_LINE_OF_A_LIST = 40


@dataclass(frozen=True, slots=True)
class Missing:
    """A mandatory field that the paper lacks: its name, its title, what to do about it (both messages)."""

    field: str
    title: str
    do: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper as it can be written now; complete where ``missing`` is empty."""

    sheet: Sheet
    missing: tuple[Missing, ...]


def _texts(value: object) -> tuple[str, ...]:
    lines = value.split("\n") if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    return tuple(str(line).strip() for line in lines)


def _typed(entry: Field, facts: Facts) -> Value | None:
    value = None if entry.ask is Ask.DERIVED else facts.typed.get(entry.name)
    if entry.ask is Ask.COLUMN:
        return _texts(value) or None
    if entry.ask is Ask.LIST:
        return tuple(line for line in _texts(value) if line) or None
    text = value.strip() if isinstance(value, str) else ""
    if entry.ask is Ask.DAY:
        return typed_day(text)
    if entry.ask is Ask.DOCUMENT_NUMBER:
        return numbered(text)
    if entry.ask is Ask.NUMBER:
        return text if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", text) else None
    return text or None


def recorded(entry: Field, facts: Facts) -> Value | None:
    """Give what the record holds for a field, null where it holds nothing."""
    return entry.read(facts) if entry.read else None


def value_of(entry: Field, facts: Facts) -> Value | None:
    """Give the value of a field: what the record holds, else what was typed; of a column the record's lines come first."""
    held, typed = recorded(entry, facts), _typed(entry, facts)
    if entry.ask is Ask.COLUMN and isinstance(held, tuple):
        filled = typed if isinstance(typed, tuple) else ()
        return tuple(line or (filled[place] if place < len(filled) else "") for place, line in enumerate(held))
    return held if held else typed


def lines_of(paper: Paper, table: Table, facts: Facts) -> int:
    """Give how many lines a table has: as many as its first column."""
    leading = value_of(paper.field_named(table.columns[0]), facts)
    return len(leading) if isinstance(leading, tuple) else 0


@dataclass(frozen=True)
class _Writing:
    """A paper being written: the values of its fields, and how long each column is."""

    paper: Paper
    values: Mapping[str, Value | None]
    lengths: Mapping[str, int]

    def mark(self, name: str) -> str:
        return f"【待填：{self.paper.field_named(name).title}】"

    def column(self, name: str) -> tuple[str, ...]:
        value = self.values[name]
        given = value if isinstance(value, tuple) else ()
        length = self.lengths[name]
        return tuple(given[place] if place < len(given) else "" for place in range(length))

    def lacks(self, entry: Field) -> bool:
        if entry.name in self.lengths:
            return not self.lengths[entry.name] or not all(self.column(entry.name))
        return not self.values[entry.name]

    def text(self, name: str) -> str:
        value = self.values[name]
        if not value or isinstance(value, Grid):
            return "" if self.paper.field_named(name).is_optional else self.mark(name)
        return marked(value if isinstance(value, str) else "；".join(value))

    def filled(self, text: str) -> str:
        return _PLACE.sub(lambda found: masked(self.text(found[1])), text).replace("。。", "。")

    def cell(self, name: str, text: str) -> str:
        hide = hidden if name == IDENTITIES else masked
        return hide(marked(text)) if text else self.mark(name)


def _listed(part: Listed, writing: _Writing) -> Iterator[Block]:
    value, title = writing.values[part.field], writing.paper.field_named(part.field).title
    if not isinstance(value, tuple) or (len(value) == 1 and len(value[0]) < _ONE_LINE_OF_A_LIST):
        yield Line(Manner.FACT, writing.filled(f"{{{part.field}}}"), title)
        return
    yield Line(Manner.FACT, "", title)
    yield from (Line(Manner.ITEM, masked(f"{number}. {marked(line)}")) for number, line in enumerate(value, 1))


def _said(part: Say, writing: _Writing) -> Iterator[Block]:
    manner = Manner.ADDRESSEE if part.is_address else Manner.BODY
    yield from (Line(manner, line) for line in writing.filled(part.text).split("\n") if line.strip())


def _table(part: Table, writing: _Writing) -> Iterator[Block]:
    heads = ("序号", *(writing.paper.field_named(name).title for name in part.columns))
    columns = [[writing.cell(name, text) for text in writing.column(name)] for name in part.columns]
    cells = tuple((str(number), *line) for number, line in enumerate(zip(*columns, strict=True), 1))
    empty = (("—", *map(writing.mark, part.columns)),)
    yield Grid(heads, cells or empty, (36, *part.shares))


def _whole(part: Whole, writing: _Writing) -> Iterator[Block]:
    value, title = writing.values[part.field], writing.paper.field_named(part.field).title
    if isinstance(value, Grid):
        yield Line(Manner.CAPTION, title)
        yield value
    else:
        yield Line(Manner.FACT, writing.filled(f"{{{part.field}}}"), title)


def _places(part: Places, writing: _Writing) -> Iterator[Block]:
    day = "　　　　年　　月　　日"
    yield Grid(tuple(map(writing.filled, part.heads)), ((day,) * len(part.heads),), (1,) * len(part.heads), ruled=False)


def _signed(part: Signed, writing: _Writing) -> Iterator[Block]:
    yield Line(Manner.SIGNED, writing.filled(part.text))
    joint = writing.values.get("joint")
    yield from (Line(Manner.SIGNED, marked(organ)) for organ in (joint if isinstance(joint, tuple) else ()))


_WRITERS: Mapping[type, Callable[..., Iterator[Block]]] = {
    Heading: lambda part, writing: iter((Line(Manner.HEADING, part.text),)),
    Say: _said,
    Told: lambda part, writing: iter(
        (Line(Manner.FACT, writing.filled(f"{{{part.field}}}"), writing.paper.field_named(part.field).title),)
    ),
    Listed: _listed,
    Table: _table,
    Whole: _whole,
    Places: _places,
    Signed: _signed,
    Dated: lambda part, writing: iter((Line(Manner.DATED, writing.text(part.field)),)),
}


def _is_wanted(part: Part, writing: _Writing) -> bool:
    """Leave out the line of a field that may be left out."""
    name = part.field if isinstance(part, Told | Listed | Whole) else None
    return name is None or not writing.paper.field_named(name).is_optional or bool(writing.values[name])


def _written(paper: Paper, facts: Facts) -> _Writing:
    values = {entry.name: value_of(entry, facts) for entry in paper.fields}
    lengths = {name: lines_of(paper, table, facts) for table in paper.tables for name in table.columns}
    return _Writing(paper, values, lengths)


def compose(paper: Paper, facts: Facts) -> Composed:
    """Fill a paper from the facts.

    Nulls: a mandatory field without a value is listed under ``missing`` and marked in its place, and the sheet is a draft.
    Example: ``tests/documents/test_papers.py`` holds the text of every paper.
    """
    writing = _written(paper, facts)
    missing = tuple(
        Missing(entry.name, entry.title, ASK_TITLES[entry.ask])
        for entry in paper.fields
        if not entry.is_optional and writing.lacks(entry)
    )
    blocks: list[Block] = [Line(Manner.TITLE, paper.title)]
    if missing:
        blocks.append(Line(Manner.DRAFT, f"草稿：尚缺{len(missing)}项，不能出具"))
    for part in paper.parts:
        if _is_wanted(part, writing):
            blocks += _WRITERS[type(part)](part, writing)
    return Composed(_sheet(paper, facts, writing, tuple(blocks), is_draft=bool(missing)), missing)


def _sheet(paper: Paper, facts: Facts, writing: _Writing, blocks: tuple[Block, ...], *, is_draft: bool) -> Sheet:
    common = {
        "paper": paper.name,
        "title": paper.title,
        "day": facts.on,
        "blocks": blocks,
        "is_draft": is_draft,
        "is_demonstration": facts.record.is_demonstration,
    }
    if not paper.is_letter:
        return Sheet(**common)  # type: ignore[arg-type]
    joint = writing.values["joint"]
    printed = f"{writing.text('issuer')}　{writing.text('dated')}印发"
    return Sheet(
        **common,  # type: ignore[arg-type]
        is_letter=True,
        organs=(writing.text("issuer"), *(map(marked, joint) if isinstance(joint, tuple) else ())),
        document_number=writing.text("document_number"),
        copies_to=writing.text("copies_to").replace("；", "，"),
        printed=printed,
    )
