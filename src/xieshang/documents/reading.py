"""A document read as a contract: a PDF by its attachment, a Word file by what its tables say now.

Where a Word file carries a contract, each cell that still reads as it was printed keeps its value exactly, and only what was
edited is read anew; a Word file of other origin is read as far as its headings determine.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xieshang.core.contract import Contract
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.skills import level_title, parse_level
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.documents.comparison import Comparison, amount_in, compare, names_in_force, paired
from xieshang.documents.enclosed import read_enclosed
from xieshang.documents.outline import outline
from xieshang.documents.page_reading import read_pdf
from xieshang.documents.plain_text import seen, unmarked
from xieshang.documents.printed import Cells, Printed
from xieshang.documents.wage_grid import ANY, NOTHING, RECOGNISED_HEADS, Field, WageGrid, fields_of, table_form
from xieshang.documents.word_reading import read_docx

__all__ = ["ReadContract", "printed_in", "read_document"]

_FORMS_WITH_UNIT = (Form.PIECE_PRICE, Form.SENIORITY_ALLOWANCE)
_UNSET = frozenset(map(seen, (ANY, NOTHING, "", "/", "-", level_title(None))))


@dataclass(frozen=True, slots=True)
class ReadContract:
    """A contract read from a document, and in what the document differs from the contract that it carries (null: none)."""

    contract: Contract
    differs: Comparison | None


def printed_in(raw: bytes) -> Printed:
    """Read a PDF or a Word file, told apart by its first bytes.

    Refuses: ``document.kind_unknown``, ``document.encrypted``, ``document.broken``, ``document.too_large``,
    ``document.no_text``.
    """
    if b"%PDF-" in raw[:1024]:
        printed = read_pdf(raw)
    elif raw.startswith(b"PK"):
        printed = read_docx(raw)
    elif raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(Refusal("document.old_word"))
    else:
        raise Refused(Refusal("document.kind_unknown", value_kind="text" if raw else "empty"))
    if not printed.items and not seen(printed.text):
        raise Refused(Refusal("document.no_text"))
    return printed


def _text(cell: str) -> str | None:
    words = unmarked(cell).strip()
    return None if seen(words) in _UNSET else words


def _level(cell: str) -> Any:
    return None if seen(cell) in _UNSET else parse_level(seen(cell))


def _whole(cell: str) -> int | None:
    figures = re.search(r"[0-9]{1,9}", seen(cell))
    return int(figures[0]) if figures else None


_READERS: dict[Field, Callable[[str], Any]] = {
    Field.CATEGORY: _text,
    Field.TRADE: _text,
    Field.OCCUPATION: _text,
    Field.LEVEL: _level,
    Field.UNIT: _text,
    Field.CAP_YEARS: _whole,
    Field.CLAUSE: _text,
}


def _read_cell(field: Field, cell: str, number: int) -> Any:
    try:
        return _READERS[field](cell)
    except ValueError:
        raise Refused(Refusal("level.unknown", row=number, column=field.value, value_kind="text")) from None


def _amount(cell: str, number: int) -> int:
    amount = amount_in(cell)
    if amount is None or amount < 0:
        raise Refused(Refusal("document.amount_unreadable", row=number, column=Field.AMOUNT.value, value_kind="text"))
    return amount


def _read_row(cells: Mapping[Field, str], number: int, base: WageRow | None, shown: Mapping[Field, str]) -> WageRow:
    """Read one line; a cell that reads as ``shown`` keeps the value of ``base``."""
    row = base or WageRow(_text(cells.get(Field.ID, "")) or f"row-{number}", 0)
    changed: dict[str, Any] = {}
    for field, cell in cells.items():
        if field in shown and seen(cell) == seen(shown[field]):
            continue
        if field is Field.AMOUNT:
            changed["amount_fen"] = _amount(cell, number)
        elif field in _READERS:
            changed[field.value] = _read_cell(field, cell, number)
    return replace(row, **changed)


def _cells(line: Sequence[str], fields: Sequence[Field | None]) -> dict[Field, str]:
    return {field: cell for field, cell in zip(fields, line, strict=False) if field}


def _read_table(table: Cells, grid: WageGrid | None, base: WageTable) -> WageTable:
    fields: Sequence[Field | None] = fields_of(table[0])
    if grid and len(table[0]) == len(grid.columns):
        fields = [column.field for column in grid.columns]
    known: dict[str, list[int]] = {}
    for place, line in enumerate(grid.cells if grid else ()):
        known.setdefault(seen(line[0]), []).append(place)
    rows = []
    for number, line in enumerate(table[1:], 1):
        cells = _cells(line, fields)
        if not any(map(seen, line)) or (not grid and seen(cells.get(Field.AMOUNT, "")) in _UNSET):
            continue
        places = known.get(seen(cells.get(Field.ID, "")))
        if grid and places:
            place = places.pop(0)
            shown = dict(zip((column.field for column in grid.columns), grid.cells[place], strict=True))
            rows.append(_read_row(cells, number, grid.rows[place], shown))
        else:
            rows.append(_read_row(cells, number, None, {}))
    return replace(base, rows=tuple(rows))


def _foreign_tables(tables: Sequence[Cells]) -> Iterator[WageTable]:
    for table in tables:
        heads = table[0] if table else ()
        fields = fields_of(heads)
        said = table_form(heads[fields.index(Field.AMOUNT)]) if Field.AMOUNT in fields else None
        if said and len(set(fields) - {None}) > 1:
            form, unit = said
            yield _read_table(table, None, WageTable(form, (), unit=unit if form in _FORMS_WITH_UNIT else None))


def _with_its_tables(contract: Contract, printed: Printed, names: Mapping[str, str]) -> Contract:
    """Give the contract with its tables as the document has them now."""
    grids = [block for block in outline(contract, names_in_force(printed, names)).blocks if isinstance(block, WageGrid)]
    tables = [item for item in printed.items or () if not isinstance(item, str)]
    pairs = paired(grids, tables)
    kept = [
        _read_table(tables[place], grid, base)
        for base, grid, place in zip(contract.tables, grids, pairs, strict=True)
        if place is not None
    ]
    surplus = [table for place, table in enumerate(tables) if place not in pairs]
    return replace(contract, tables=(*kept, *_foreign_tables(surplus)))


def read_document(raw: bytes, names: Mapping[str, str], otherwise_id: str) -> ReadContract:
    """Give the contract of a document, and in what the document differs from the contract that it carries.

    ``otherwise_id`` names a contract that carries no id of its own.

    Refuses: what ``printed_in`` refuses; ``document.no_contract`` where nothing is attached and no table has the headings of a
    wage table; ``document.amount_unreadable``, ``level.unknown`` with the line of the table.
    """
    printed = printed_in(raw)
    if printed.contract is not None:
        carried = read_enclosed(printed.contract)
        is_page = b"%PDF-" in raw[:1024]
        contract = carried if is_page else _with_its_tables(carried, printed, names)
        return ReadContract(contract, compare(printed, carried, names))
    tables = tuple(_foreign_tables([item for item in printed.items or () if not isinstance(item, str)]))
    if not tables:
        raise Refused(Refusal("document.no_contract", {"heads": RECOGNISED_HEADS}))
    title = next((item.strip() for item in printed.items or () if isinstance(item, str) and item.strip()), None)
    return ReadContract(Contract(otherwise_id, title, tables=tables), None)
