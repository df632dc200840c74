"""A document held against a contract: each table row that differs, and whatever else does.

What is compared is what was read off the page or the paragraphs; the enclosed contract is one thing more that may differ.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from xieshang.core.contract import Contract, digest
from xieshang.core.money import fen_of_yuan
from xieshang.core.refusals import Refused
from xieshang.documents.alignment import aligned
from xieshang.documents.enclosed import read_enclosed, read_names
from xieshang.documents.outline import ListGrid, Outline, Paragraph, outline
from xieshang.documents.plain_text import seen
from xieshang.documents.printed import Cells, Printed
from xieshang.documents.wage_grid import Field, WageGrid, fields_of

__all__ = ["CellDifference", "Comparison", "Difference", "RowDifference", "amount_in", "compare", "names_in_force", "paired"]


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell that differs, as it is printed."""

    column: str
    document: str | None
    data: str | None


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One table row that differs.  Units: fen; null where the row is missing or its amount cannot be read."""

    row: str
    document_fen: int | None
    data_fen: int | None
    cells: tuple[CellDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something else that differs; null where it is missing."""

    where: str
    document: str | None
    data: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between a document and a contract."""

    rows: tuple[RowDifference, ...]
    others: tuple[Difference, ...]

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not self.rows and not self.others


def amount_in(cell: str) -> int | None:
    """Read the amount of a cell in fen; null where it is none.

    >>> amount_in(" 2,380 "), amount_in("面议")
    (238000, None)
    """
    try:
        return fen_of_yuan(seen(cell))
    except ValueError:
        return None


def paired(grids: Sequence[WageGrid], tables: Sequence[Cells]) -> list[int | None]:
    """Say for each wage table of the outline which table of the document prints it: the one with most of its rows.

    Nulls: none does.  Without any row in common the headings decide.
    """
    left = list(range(len(tables)))
    found: list[int | None] = []
    for grid in grids:
        wanted = Counter(seen(line[0]) for line in grid.cells)
        heads = [seen(column.head) for column in grid.columns]

        def likeness(place: int, wanted: Counter[str] = wanted, heads: list[str] = heads) -> tuple[int, bool]:
            table = tables[place]
            common = wanted & Counter(seen(line[0]) for line in table[1:] if line)
            return common.total(), bool(table) and list(map(seen, table[0])) == heads

        best = max(left, key=likeness, default=None)
        if best is not None and likeness(best) == (0, False):
            best = None
        if best is not None:
            left.remove(best)
        found.append(best)
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a document's table: its id, its amount, its cells by what they hold."""

    id: str
    amount_fen: int | None
    cells: Mapping[Field, str]


def _rows(table: Cells, grid: WageGrid | None) -> list[_Row]:
    heads = table[0] if table else ()
    fields: Sequence[Field | None] = fields_of(heads)
    if grid and len(heads) == len(grid.columns):
        fields = [column.field for column in grid.columns]
    rows = []
    for line in table[1:]:
        cells = {field: cell for field, cell in zip(fields, line, strict=False) if field}
        if any(map(seen, line)):
            rows.append(_Row(cells.get(Field.ID, "").strip(), amount_in(cells.get(Field.AMOUNT, "")), cells))
    return rows


def _numbered(ids: Sequence[str]) -> list[tuple[str, int]]:
    """Give each id with how often it stood before, so that repeated ids are matched in their order."""
    before: Counter[str] = Counter()
    keys = []
    for row_id in map(seen, ids):
        keys.append((row_id, before[row_id]))
        before[row_id] += 1
    return keys


def _differing_cells(row: _Row, grid: WageGrid, line: Sequence[str]) -> Iterator[CellDifference]:
    for column, expected in zip(grid.columns, line, strict=True):
        cell = row.cells.get(column.field)
        if cell is None or seen(cell) != seen(expected):
            yield CellDifference(column.head, cell, expected)


def _table_differences(grid: WageGrid, table: Cells) -> Iterator[RowDifference | Difference]:
    printed = _rows(table, grid)
    by_key = dict(zip(_numbered([row.id for row in printed]), printed, strict=True))
    keys = _numbered([row.id for row in grid.rows])
    for key, row, line in zip(keys, grid.rows, grid.cells, strict=True):
        found = by_key.get(key)
        if found is None:
            yield RowDifference(row.id, None, row.amount_fen)
        elif cells := tuple(_differing_cells(found, grid, line)):
            yield RowDifference(row.id, found.amount_fen, row.amount_fen, cells)
    known = set(keys)
    for key, found in by_key.items():
        if key not in known:
            yield RowDifference(found.id, found.amount_fen, None)
    order, wanted = [key for key in by_key if key in known], [key for key in keys if key in by_key]
    if order != wanted:
        yield Difference(f"{grid.where}.order", "、".join(key[0] for key in order), "、".join(key[0] for key in wanted))


def _moved(rows: Sequence[RowDifference]) -> Iterator[RowDifference]:
    """Give one entry for a row that is missing in one table and surplus in another."""
    surplus = {seen(row.row): row for row in rows if row.data_fen is None}
    missing = {seen(row.row): row for row in rows if row.document_fen is None and not row.cells and row.data_fen is not None}
    for row in rows:
        key = seen(row.row)
        if key not in surplus or key not in missing:
            yield row
        elif row is missing[key]:
            yield RowDifference(row.row, surplus[key].document_fen, row.data_fen)
        elif row is not surplus[key]:
            yield row


def _joined(cells: Sequence[str]) -> str:
    return " | ".join(cells)


def _expected_items(printed: Outline) -> Iterator[tuple[str, str]]:
    for block in printed.blocks:
        if isinstance(block, Paragraph):
            yield block.where, block.line
        elif isinstance(block, ListGrid):
            yield f"{block.where}.columns", _joined(block.heads)
            yield from ((f"{block.where}[{number}]", _joined(line)) for number, line in enumerate(block.cells))
        else:
            yield f"{block.where}.columns", _joined([column.head for column in block.columns])


def _document_items(items: Sequence[str | Cells], wage_tables: Sequence[Cells]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        elif any(item is table for table in wage_tables):
            yield _joined(item[0])
        else:
            yield from (_joined(line) for line in item if any(map(seen, line)))


def _word_differences(items: Sequence[str], expected: Sequence[tuple[str, str]]) -> Iterator[Difference]:
    document, data = [item for item in items if seen(item)], [entry for entry in expected if seen(entry[1])]
    matcher = SequenceMatcher(None, list(map(seen, document)), [seen(text) for _where, text in data], autojunk=False)
    for tag, start, end, from_place, to_place in matcher.get_opcodes():
        if tag == "equal":
            continue
        where = data[min(from_place, len(data) - 1)][0]
        for words, entry in zip_longest(document[start:end], data[from_place:to_place]):
            yield Difference(entry[0] if entry else where, words, entry[1] if entry else None)


def _carried(printed: Printed) -> Contract | None:
    try:
        return None if printed.contract is None else read_enclosed(printed.contract)
    except Refused:
        return None


def _enclosed_difference(printed: Printed, contract: Contract) -> Iterator[Difference]:
    carried, expected = _carried(printed), digest(contract)
    if printed.contract is None:
        yield Difference("attachment", None, expected)
        return
    enclosed = digest(carried) if carried else hashlib.sha256(printed.contract.encode()).hexdigest()
    if enclosed != expected:
        yield Difference("attachment", enclosed, expected)


def names_in_force(printed: Printed, names: Mapping[str, str]) -> Mapping[str, str]:
    """Give the names of codes that the document should print: those it was printed with, as the lists at hand have them."""
    if printed.names is None:
        return names
    try:
        return {code: names.get(code, name) for code, name in read_names(printed.names).items()}
    except Refused:
        return names


def compare(printed: Printed, contract: Contract, names: Mapping[str, str]) -> Comparison:
    """Give everything in which the document differs from the contract.

    Rows are matched by id, within a table in their order; words are compared as they are seen (``plain_text.seen``).
    """
    named = names_in_force(printed, names)
    expected = outline(contract, named)
    # Text without structure is laid against what the document says it prints, where it says so.
    items = aligned(outline(_carried(printed) or contract, named), printed.text) if printed.items is None else printed.items
    grids = [block for block in expected.blocks if isinstance(block, WageGrid)]
    tables = [item for item in items if not isinstance(item, str)]
    pairs = paired(grids, tables)
    surplus = [table for place, table in enumerate(tables) if place not in pairs and table and Field.AMOUNT in fields_of(table[0])]
    found: list[RowDifference | Difference] = []
    for grid, place in zip(grids, pairs, strict=True):
        found += _table_differences(grid, () if place is None else tables[place])
    found += [RowDifference(row.id, row.amount_fen, None) for table in surplus for row in _rows(table, None)]
    wage_tables = [*(tables[place] for place in pairs if place is not None), *surplus]
    words = _word_differences(list(_document_items(items, wage_tables)), list(_expected_items(expected)))
    return Comparison(
        rows=tuple(_moved([entry for entry in found if isinstance(entry, RowDifference)])),
        others=(
            *(entry for entry in found if isinstance(entry, Difference)),
            *words,
            *_enclosed_difference(printed, contract),
        ),
    )
