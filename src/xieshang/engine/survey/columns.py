"""The columns of a sample as SQL: labels become numbers, numbers are checked; what is wrong is listed by row and column."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.refusals import Refusal, Refused
from xieshang.core.skills import Level, parse_level
from xieshang.engine.tables import MOST_REFUSALS, OpenTable, literal, quoted

__all__ = ["LEVEL", "Labels", "labels_of", "read_labels", "read_numbers", "required"]

LEVEL = "level"
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
# As in ``ingest``: past so many distinct values a cast to an enumeration is faster than a position in a list.
_MOST_LISTED = 256
_WIDEST = 1 << 24
_GLANCED = 100_000
_MOST_AMOUNT = 1 << 53


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of labels: the SQL of a number from 0 below ``span``, the label of each number, whether a row has none."""

    number: str
    span: int
    label: Callable[[int], Any]
    empty: bool


def _text(heading: str, kind: str) -> str:
    return f"nullif(trim({quoted(heading)}), '')" if kind == "VARCHAR" else quoted(heading)


def _plain(value: Any) -> Any:
    """Give a label as JSON can hold it."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date) else value


def labels_of(table: OpenTable, heading: str, *, at_a_glance: bool = False) -> Labels:
    """Number the labels of a column; a label of the column ``level`` is read as a level.

    ``at_a_glance``: a few labels may be taken from the first rows; the number of one that they lack is null then.
    Refuses: ``level.unknown``.
    """
    kind = table.columns[heading]
    cells = _text(heading, kind)
    if kind in _INTEGERS:
        low, high, count = table.records(f"SELECT min({cells}), max({cells}), count({cells}) FROM rows")[0]
        spans = count == table.row_count and high - low < _WIDEST
        if spans and (heading != LEVEL or (low >= Level.APPRENTICE and high <= Level.CHIEF_TECHNICIAN)):
            return Labels(f"({cells} - {low})::INTEGER", high - low + 1, lambda number: low + number, empty=False)
    found = _distinct(table, cells, _GLANCED if at_a_glance else table.row_count)
    if at_a_glance and len(found) > _MOST_LISTED:
        found = _distinct(table, cells, table.row_count)
    number = _numbered(table, heading, f"CAST({cells} AS VARCHAR)", [None if value is None else str(value) for value in found])
    empty = found[0] is None
    if heading != LEVEL:
        labels = [_plain(value) for value in found]
        return Labels(number, len(labels), labels.__getitem__, empty)
    levels = _levels(table, cells, found)
    of_level = f"[{', '.join(str(level or 0) for level in levels)}][{number} + 1]"
    return Labels(of_level, len(Level) + 1, lambda ordinal: ordinal or None, empty)


def _distinct(table: OpenTable, cells: str, rows: int) -> list[Any]:
    source = "rows" if rows >= table.row_count else f"(FROM rows LIMIT {rows})"
    return [value for (value,) in table.records(f"SELECT DISTINCT {cells} FROM {source} ORDER BY 1 NULLS FIRST")]


def _levels(table: OpenTable, cells: str, found: list[Any]) -> list[int | None]:
    levels, refusals = [], []
    for value in found:
        try:
            levels.append(None if value is None else int(parse_level(str(value))))
        except ValueError:
            where = f"CAST({cells} AS VARCHAR) = {literal(str(value))}"
            row = table.records(f"SELECT min(file_row_number) + 1 FROM rows WHERE {where}")[0][0]
            refusals.append(Refusal("level.unknown", row=row, column=LEVEL, value_kind="text"))
    Refused.unless_empty(refusals)
    return levels


def _numbered(table: OpenTable, heading: str, text: str, found: list[str | None]) -> str:
    if len(found) <= _MOST_LISTED:
        listed = ", ".join("NULL" if value is None else literal(value) for value in found)
        return f"(list_position([{listed}], {text}) - 1)"
    name, shift = quoted(f"label {heading}"), int(found[0] is None)
    listed = ", ".join(literal(value) for value in found if value is not None)
    table.connection.execute(f"CREATE TYPE {name} AS ENUM ({listed})")
    number = f"enum_code({text}::{name})"
    return f"coalesce({number} + {shift}, 0)" if shift else number


def required(table: OpenTable, columns: Iterable[str]) -> None:
    """Refuse a column that is not there (``survey.column_missing``)."""
    missing = [name for name in dict.fromkeys(columns) if name not in table.columns]
    Refused.unless_empty(Refusal("survey.column_missing", {"name": name}, column=name, value_kind="empty") for name in missing)


def read_labels(table: OpenTable, headings: Iterable[str]) -> dict[str, NDArray[np.int32]]:
    """Number the labels of columns in which no row is empty.

    Refuses: ``survey.cell_empty``.
    """
    labels = {name: labels_of(table, name) for name in dict.fromkeys(headings)}
    empty = [("survey.cell_empty", name, f"{_text(name, table.columns[name])} IS NULL") for name, of in labels.items() if of.empty]
    if empty:
        _refuse(table, empty)
    return {name: table.array(f"CAST({of.number} AS INTEGER)") for name, of in labels.items()}


def read_numbers(table: OpenTable, headings: Iterable[str]) -> dict[str, NDArray[Any]]:
    """Read columns of numbers from 0 up: whole ones as they are, others as doubles.

    Refuses: ``survey.cell_empty``, ``survey.not_a_number``, ``survey.negative``, ``survey.too_large``.
    """
    read = {name: _read(table, name) for name in dict.fromkeys(headings)}
    if not all(map(_holds, read.values())):
        _refuse(table, [entry for name in read for entry in _faults(table, name)])
    return read


def _read(table: OpenTable, heading: str) -> NDArray[Any]:
    """Read a column of numbers, in half the space where they fit into it; what is none is masked."""
    if table.columns[heading] == "BIGINT":
        small = table.array(f"TRY_CAST({quoted(heading)} AS INTEGER)")
        if not isinstance(small, np.ma.MaskedArray):
            return small
    return table.array(_number(table, heading))


def _number(table: OpenTable, heading: str) -> str:
    kind, cells = table.columns[heading], quoted(heading)
    return cells if kind in (*_INTEGERS, "DOUBLE") else f"TRY_CAST({cells} AS DOUBLE)"


def _holds(numbers: NDArray[Any]) -> bool:
    """Say whether all are numbers from 0 up; one that is none makes both ends so, or hides behind a mask."""
    return not isinstance(numbers, np.ma.MaskedArray) and bool(numbers.min() >= 0 and numbers.max() < _MOST_AMOUNT)


def _faults(table: OpenTable, name: str) -> Iterator[tuple[str, str, str]]:
    cells, number = _text(name, table.columns[name]), _number(table, name)
    yield "survey.cell_empty", name, f"{cells} IS NULL"
    yield "survey.not_a_number", name, f"{cells} IS NOT NULL AND coalesce(NOT isfinite(CAST({number} AS DOUBLE)), true)"
    yield "survey.negative", name, f"isfinite(CAST({number} AS DOUBLE)) AND {number} < 0"
    yield "survey.too_large", name, f"isfinite(CAST({number} AS DOUBLE)) AND {number} >= {_MOST_AMOUNT}"


_KINDS = {"survey.cell_empty": "empty", "survey.not_a_number": "text", "survey.negative": "negative", "survey.too_large": "number"}


def _refuse(table: OpenTable, faults: Iterable[tuple[str, str, str]]) -> None:
    """List the rows of which a condition is true, in their order; the list has an end, the count has none."""
    refusals, count = [], 0
    for code, name, condition in faults:
        rows = table.records(f"SELECT file_row_number + 1 FROM rows WHERE {condition} ORDER BY 1")
        count += len(rows)
        refusals += [Refusal(code, row=row, column=name, value_kind=_KINDS[code]) for (row,) in rows[:MOST_REFUSALS]]
    listed = sorted(refusals, key=lambda refusal: refusal.row or 0)[:MOST_REFUSALS]
    more = [Refusal("pay.more", {"count": count - len(listed)})] if count > len(listed) else []
    raise Refused(*listed, *more)
