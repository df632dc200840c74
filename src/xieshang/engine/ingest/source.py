"""A file of pay rows, opened and checked: every row stands, or all are refused with row, column, code and what would do.

Words are checked once for each distinct value, numbers in one scan; only a file in which something is wrong is read again to
say where.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.codes import CodeBook
from xieshang.core.refusals import Refusal, Refused, Warned
from xieshang.engine.ingest.columns import COLUMNS, INTEGERS, REQUIRED, Meaning, checks_of, kind_sql, meanings, numbers_sql
from xieshang.engine.ingest.mapping import RowMapping
from xieshang.engine.tables import MOST_REFUSALS, OpenTable, literal, open_table, quoted
from xieshang.law import code_book

__all__ = ["PaySource", "Words", "open_pay_rows"]

Progress = Callable[[int, int], None]

# Past so many distinct values a cast to an enumeration is faster than a position in a list, which DuckDB works out once for each
# entry of a Parquet dictionary.
_MOST_LISTED = 256


@dataclass(frozen=True, slots=True)
class Words:
    """A column of words: the SQL of its code, and what each code means, distinct and in order; the empty text is null.

    ``key`` is any SQL whose values are equal where the codes are.
    """

    code: str
    texts: tuple[str, ...]
    key: str

    @property
    def text(self) -> str:
        """The SQL of what a cell means, in its one written form."""
        return f"[{', '.join(map(literal, self.texts))}][{self.code} + 1]"


@dataclass(frozen=True, slots=True)
class PaySource:
    """Checked pay rows in their file: columns are computed by SQL when they are asked for.

    ``person`` and ``numbers`` are SQL; numbers are whole fen and hundredths of days and hours.
    """

    table: OpenTable
    columns: dict[str, tuple[str, str]]
    person: str
    words: dict[str, Words]
    numbers: dict[str, str]
    warnings: tuple[Warned, ...] = ()

    def __len__(self) -> int:
        return self.table.row_count

    def has(self, column: str) -> bool:
        """Say whether the file, or its mapping, gives the column."""
        return column in self.columns

    def array(self, expression: str, kind: str = "BIGINT") -> NDArray[Any]:
        """Compute one SQL expression, never null, for every row."""
        return self.table.array(f"CAST({expression} AS {kind})")


@contextmanager
def open_pay_rows(
    path: Path,
    mapping: RowMapping | None = None,
    codes: CodeBook | None = None,
    progress: Progress = lambda done, total: None,
) -> Iterator[PaySource]:
    """Open a file of pay rows and check every row of it.

    ``progress`` is told the steps that are done: each column of words, the numbers, the keys.

    Refuses: what ``tables.open_table`` refuses; ``pay.column_missing``, ``pay.column_twice``; by row: ``pay.value_missing``,
    ``place.unknown``, ``industry.unknown``, ``occupation.unknown``, ``level.unknown``, ``enterprise.check_digit``,
    ``pay.month``, ``pay.employment``, ``pay.amount``, ``pay.amount_negative``, ``pay.amount_too_large``, ``pay.days``,
    ``pay.hours``, ``pay.paid_above_payable``, ``pay.repeated``; ``pay.more`` counts what the list leaves out.
    """
    mapping, codes = mapping or RowMapping(), codes or code_book()
    with open_table(path) as table:
        columns = _columns(table, mapping)
        numbers = numbers_sql(columns, in_yuan=mapping.in_yuan)
        person = f"coalesce(CAST({columns['person'][0]} AS VARCHAR), '')"
        problems = _Problems(table)
        words, asked = {}, meanings(codes)
        steps = len(asked) + 2
        for column, meaning in asked.items():
            cells = columns.get(column, ("''", "VARCHAR"))
            words[column] = _words(problems, column, *cells, mapping.values.get(column, {}), meaning)
            progress(len(words), steps)
        _check_numbers(problems, columns, numbers)
        progress(steps - 1, steps)
        problems.list("pay.value_missing", "person", f"{person} = ''", "'empty'")
        problems.refuse()
        warnings = (*_warnings(words, codes), *_absent(table, mapping))
        source = PaySource(table, columns, person, words, numbers, warnings)
        _refuse_repeated(source, problems)
        progress(steps, steps)
        yield source


def _columns(table: OpenTable, mapping: RowMapping) -> dict[str, tuple[str, str]]:
    """Find the cells of each column of the product, as SQL, and their SQL type."""
    found = [(column, literal(value), "VARCHAR") for column, value in mapping.fixed.items()]
    for heading, kind in table.columns.items():
        column = mapping.columns.get(heading.strip(), heading.strip())
        if column in COLUMNS:
            found.append((column, quoted(heading), kind))
    names = [column for column, _, _ in found]
    Refused.unless_empty(Refusal("pay.column_twice", column=name) for name in COLUMNS if names.count(name) > 1)
    Refused.unless_empty(Refusal("pay.column_missing", {"name": name}, column=name) for name in REQUIRED if name not in names)
    return {column: (cells, kind) for column, cells, kind in found}


class _Problems:
    """What is wrong with the rows, by row and column; the list has an end, the count has none."""

    def __init__(self, table: OpenTable):
        self.table = table
        self._found: list[Refusal] = []
        self._count = 0

    def list(self, code: str, column: str, condition: str, kind: str) -> None:
        """Find the rows of which an SQL condition is true; ``kind`` is the SQL of their kind of value."""
        where = f"FROM rows WHERE {condition}"
        rows = self.table.records(f"SELECT file_row_number + 1, {kind} {where} ORDER BY 1 LIMIT {MOST_REFUSALS}")
        self._found += (Refusal(code, row=row, column=column, value_kind=value_kind) for row, value_kind in rows)
        full = len(rows) == MOST_REFUSALS
        self._count += self.table.records(f"SELECT count(*) {where}")[0][0] if full else len(rows)

    def add(self, refusal: Refusal) -> None:
        """Add a row that was found otherwise."""
        self._found.append(refusal)
        self._count += 1

    def refuse(self) -> None:
        """Refuse the file if anything is wrong, in the order of the rows."""
        if self._found:
            listed = sorted(self._found, key=lambda refusal: refusal.row or 0)[:MOST_REFUSALS]
            more = [Refusal("pay.more", {"count": self._count - len(listed)})] if self._count > len(listed) else []
            raise Refused(*listed, *more)


def _words(problems: _Problems, column: str, cells: str, kind: str, values: Mapping[str, str], meaning: Meaning) -> Words:
    """Number the distinct meanings of a column of words, in their order."""
    table = problems.table
    if kind not in ("VARCHAR", *INTEGERS):
        cells = f"CAST({cells} AS VARCHAR)"
    meant: dict[str | int | None, str] = {}
    wrong: dict[tuple[str, str], list[str | int | None]] = {}
    for (value,) in table.records(f"SELECT DISTINCT {cells} FROM rows"):
        text = "" if value is None else str(value)
        try:
            meant[value] = meaning(values.get(text.strip(), text))
        except Refused as refused:
            refusal = refused.refusals[0]
            wrong.setdefault((refusal.code, refusal.value_kind or "text"), []).append(value)
    for (code, value_kind), bad in wrong.items():
        problems.list(code, column, f"list_contains([{_listed(bad)}], {cells})", literal(value_kind))
    return _numbered(table, column, cells, meant)


def _listed(values: Iterable[str | int | None]) -> str:
    return ", ".join("NULL" if value is None else literal(value) if isinstance(value, str) else str(value) for value in values)


def _numbered(table: OpenTable, column: str, cells: str, meant: dict[str | int | None, str]) -> Words:
    """Write the SQL that turns a cell into the number of its meaning."""
    texts = tuple(sorted(set(meant.values())))
    if len(texts) < 2:
        return Words("0", texts, "0")
    ordered = sorted(meant, key=meant.__getitem__)
    if len(ordered) <= _MOST_LISTED:
        code = f"list_position([{_listed(ordered)}], {cells})"
    else:
        name = quoted(f"word_{column}")
        text = f"coalesce(CAST({cells} AS VARCHAR), '')"
        spelled = dict.fromkeys("" if value is None else str(value) for value in ordered)
        table.connection.execute(f"CREATE TYPE {name} AS ENUM ({_listed(spelled)})")
        code = f"(enum_code({text}::{name}) + 1)"
        ordered = list(spelled)
    if len(ordered) == len(texts):
        return Words(f"({code} - 1)", texts, cells)
    number = {meaning: index for index, meaning in enumerate(texts)}
    code = f"[{', '.join(str(number[meant[value]]) for value in ordered)}][{code}]"
    return Words(code, texts, code)


def _check_numbers(problems: _Problems, columns: dict[str, tuple[str, str]], numbers: dict[str, str]) -> None:
    """Ask in one scan whether every number holds; only if not, which column, and then which rows."""
    asked = [(column, check) for column in numbers if column in columns for check in checks_of(column, numbers)]
    everything = " AND ".join(f"({check.holds})" for _, check in asked)
    table = problems.table
    if not table.records(f"SELECT count(*) FROM rows WHERE ({everything}) IS NOT TRUE")[0][0]:
        return
    counts = table.records(f"SELECT {', '.join(f'count(*) FILTER (WHERE {check.holds})' for _, check in asked)} FROM rows")[0]
    spoken_for: dict[str, list[str]] = {}
    for (column, check), count in zip(asked, counts, strict=True):
        if count < table.row_count:
            earlier = spoken_for.setdefault(column, [])
            condition = " AND ".join([*earlier, f"({check.holds}) IS NOT TRUE"])
            problems.list(check.code, column, condition, kind_sql(columns[column][0], numbers[column]))
            earlier.append(f"({check.holds})")


def _warnings(words: dict[str, Words], codes: CodeBook) -> tuple[Warned, ...]:
    unlisted = [text for text in words["occupation"].texts if not codes.is_listed(text)]
    return tuple(Warned("occupation.not_listed", {"occupation": text}) for text in unlisted)


def _absent(table: OpenTable, mapping: RowMapping) -> Iterator[Warned]:
    """Warn of headings that the mapping names and the file lacks: their amounts are taken as zero."""
    headings = {heading.strip() for heading in table.columns}
    return (Warned("mapping.heading_absent", {"heading": heading}) for heading in mapping.columns if heading not in headings)


def _refuse_repeated(source: PaySource, problems: _Problems) -> None:
    """Refuse a second row of one person, enterprise and month.

    Equal keys are looked for in a sorted copy of their hashes; rows that share a hash are compared by their words.
    """
    enterprise, month = source.words["enterprise"].code, source.words["month"].code
    keys = source.array(f"hash({source.person}, {source.words['enterprise'].key}, {source.words['month'].key})", "UBIGINT")
    ordered = np.sort(keys)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return
    rows = np.flatnonzero(np.isin(keys, twice))
    named = source.table.at(rows, person=source.person, enterprise=enterprise, month=month)
    first: dict[tuple[Any, ...], int] = {}
    for row, *key in zip(rows.tolist(), *(named[name].tolist() for name in ("person", "enterprise", "month")), strict=True):
        before = first.setdefault(tuple(key), row)
        if before != row:
            problems.add(Refusal("pay.repeated", {"first_row": before + 1}, row=row + 1, column="person", value_kind="repeated"))
    problems.refuse()
