"""A table of a value by rows and columns, read from a file, and what of it may be shown to others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.disclosure.circulation import Bounds, Circulation, Place, circulation_of
from xieshang.engine.disclosure.pattern import Named, Pattern
from xieshang.engine.disclosure.primary import LEAST_ENTERPRISES, LEAST_WORKERS, rounded_to_10_yuan, why_withheld
from xieshang.engine.disclosure.protection import protect
from xieshang.engine.survey.columns import Labels, labels_of, read_labels, read_numbers, required
from xieshang.engine.tables import MOST_REFUSALS, OpenTable, open_table

__all__ = ["Contributors", "DisclosedCell", "TableColumns", "TableToDisclose", "disclose", "read_table_to_disclose"]

Whole = NDArray[np.int64]


class Contributors(StrEnum):
    """What the column of contributors holds."""

    COUNTS = "counts"
    """A row is a cell, with the number of its enterprises: dominance cannot be judged."""
    NAMES = "names"
    """A row is a worker, or several, of the enterprise that is named."""


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table to be disclosed; ``workers``: how many a row stands for (null: one, or not known of a cell)."""

    rows: str
    columns: str
    value: str
    contributors: str
    workers: str | None = None


@dataclass(frozen=True, slots=True)
class TableToDisclose:
    """A table with its totals, and of each cell and total why it may not be shown by itself (left out: it may)."""

    circulation: Circulation
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    why: Mapping[Place, str]
    contributors: Contributors
    rounded: bool

    def named(self, place: Place) -> Named:
        """Name a cell by its labels; null is the total."""
        row, column = place
        return (
            self.rows[row] if row < len(self.rows) else None,
            self.columns[column] if column < len(self.columns) else None,
        )


@dataclass(frozen=True, slots=True)
class DisclosedCell:
    """A cell or a total as it may be shown.  Nulls: ``value`` where it is withheld; ``bounds`` where it is not."""

    row: str | None
    column: str | None
    value: int | None
    suppressed: str | None = None
    why: str | None = None
    bounds: Bounds | None = None


def read_table_to_disclose(path: Path, columns: TableColumns, contributors: Contributors | None = None) -> TableToDisclose:
    """Read a table from a CSV, XLSX or Parquet file.

    Rounding: amounts (``…_fen``) to 10 yuan; the totals are those of the rounded cells, so that they add up.
    ``contributors`` null: counts where each cell has one row and the column holds whole numbers, else names.
    Refuses: what ``tables.open_table`` refuses; ``survey.column_missing``, ``survey.cell_empty``, ``survey.not_a_number``,
    ``survey.negative``, ``survey.too_large``, ``disclose.not_whole``, ``disclose.cell_repeated`` (a cell with two counts).
    """
    named = [columns.rows, columns.columns, columns.value, columns.contributors, *([columns.workers] if columns.workers else [])]
    with open_table(path) as table:
        required(table, named)
        numbers = read_labels(table, [columns.rows, columns.columns])
        labels = [labels_of(table, name) for name in (columns.rows, columns.columns)]
        values = _whole(table, columns.value)
        workers = None if columns.workers is None else _whole(table, columns.workers)
        row, column = (numbers[name].astype(np.int64) for name in (columns.rows, columns.columns))
        (row, row_labels), (column, column_labels) = map(_labelled, (row, column), labels)
        cells = row * len(column_labels) + column
        kind = contributors or _kind(table, columns.contributors, cells)
        if kind is Contributors.COUNTS:
            _refuse_repeated(cells, columns.rows)
            enterprises = _whole(table, columns.contributors)
        else:
            enterprises = read_labels(table, [columns.contributors])[columns.contributors].astype(np.int64)
    shape = (len(row_labels), len(column_labels))
    rounded = columns.value.endswith("_fen")
    why = dict(_whys(kind, shape, (row, column), enterprises, workers, values))
    sums = np.zeros(shape[0] * shape[1], dtype=np.int64)
    np.add.at(sums, cells, values)
    told = [rounded_to_10_yuan(value) if rounded else value for value in sums.tolist()]
    lines = [told[start : start + shape[1]] for start in range(0, len(told), shape[1])]
    return TableToDisclose(circulation_of(lines), row_labels, column_labels, why, kind, rounded)


def _labelled(numbers: Whole, labels: Labels) -> tuple[Whole, tuple[str, ...]]:
    """Keep the labels that occur."""
    old, new = np.unique(numbers, return_inverse=True)
    return new, tuple(str(labels.label(number)) for number in old.tolist())


def _whole(table: OpenTable, column: str) -> Whole:
    numbers = read_numbers(table, [column])[column]
    parts = np.flatnonzero(numbers != np.floor(numbers))[:MOST_REFUSALS].tolist()
    Refused.unless_empty(Refusal("disclose.not_whole", row=row + 1, column=column, value_kind="decimal") for row in parts)
    return numbers.astype(np.int64)


def _kind(table: OpenTable, column: str, cells: Whole) -> Contributors:
    """Say what the contributors are: a count is a whole number, and stands once for each cell."""
    once = len(np.unique(cells)) == len(cells)
    try:
        return Contributors.COUNTS if once and len(_whole(table, column)) else Contributors.NAMES
    except Refused:
        return Contributors.NAMES


def _refuse_repeated(cells: Whole, column: str) -> None:
    _, first, count = np.unique(cells, return_index=True, return_counts=True)
    if (count > 1).any():
        repeated = np.setdiff1d(np.arange(len(cells)), first)
        rows = repeated[:MOST_REFUSALS].tolist()
        raise Refused(*(Refusal("disclose.cell_repeated", row=row + 1, column=column, value_kind="repeated") for row in rows))


def _whys(
    kind: Contributors, shape: tuple[int, int], at: tuple[Whole, Whole], enterprises: Whole, workers: Whole | None, values: Whole
) -> Iterator[tuple[Place, str]]:
    """Say why cells and totals may not be shown by themselves; nobody is in a cell without contributors, and everybody may know."""
    row, column = at
    judge = _why_of_counts if kind is Contributors.COUNTS else _why_of_names
    for rows, columns in ((row, column), (row, None), (None, column), (None, None)):
        in_row = np.full_like(row, shape[0]) if rows is None else rows
        in_column = np.full_like(row, shape[1]) if columns is None else columns
        cells, start = np.unique(in_row * (shape[1] + 1) + in_column, return_inverse=True)
        order = np.argsort(start, kind="stable")
        ends = np.searchsorted(start[order], np.arange(len(cells) + 1))
        for number, cell in enumerate(cells.tolist()):
            taken = order[ends[number] : ends[number + 1]]
            why = judge(enterprises[taken], None if workers is None else workers[taken], values[taken])
            if why is not None:
                yield divmod(cell, shape[1] + 1), why


def _why_of_counts(enterprises: Whole, workers: Whole | None, values: Whole) -> str | None:
    """Judge a cell by counts; in a total those of its cells are added, as if no enterprise were in two."""
    if not enterprises.any() and not values.any():
        return None
    if enterprises.sum() < LEAST_ENTERPRISES:
        return "enterprises"
    return "workers" if workers is not None and workers.sum() < LEAST_WORKERS else None


def _why_of_names(enterprises: Whole, workers: Whole | None, values: Whole) -> str | None:
    _, of_row = np.unique(enterprises, return_inverse=True)
    sums: list[Any] = []
    for part in (np.ones_like(values) if workers is None else workers, values):
        total = np.zeros(int(of_row.max()) + 1, dtype=np.int64)
        np.add.at(total, of_row, part)
        sums.append(total)
    return why_withheld((sums[0], sums[1]))


def disclose(table: TableToDisclose, earlier: Pattern | None = None) -> list[DisclosedCell]:
    """Say of every cell and total whether it is shown; what was withheld in an earlier issue stays so."""
    pattern, every = earlier or Pattern(), table.circulation.values
    kept = [place for place in every if table.named(place) in pattern.withheld]
    shown = [place for place in every if table.named(place) in pattern.shown]
    protected = protect(table.circulation, table.why.keys(), kept, shown)
    return [_disclosed(table, place, protected.get(place), table.named(place) in pattern.withheld) for place in sorted(every)]


def _disclosed(table: TableToDisclose, place: Place, bounds: Bounds | None, was_withheld: bool) -> DisclosedCell:
    row, column = table.named(place)
    if bounds is None:
        return DisclosedCell(row, column, table.circulation.values[place])
    if place in table.why:
        return DisclosedCell(row, column, None, "primary", table.why[place], bounds)
    return DisclosedCell(row, column, None, "complementary", "earlier" if was_withheld else "protection", bounds)
