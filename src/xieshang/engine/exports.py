"""Columns written as a table: CSV, XLSX, Parquet or JSON by the ending of the name, wholly or not at all."""

import codecs
import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import xlsxwriter
from numpy.typing import NDArray

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.tables import literal, quoted

__all__ = ["check_ending", "write_table"]

Columns = Mapping[str, NDArray[Any]]
_SHEET_ROWS = 1_000_000
_SHEET_MADE_AT = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook has no zone; a fixed time keeps its bytes the same


def check_ending(path: Path) -> None:
    """Refuse a name whose ending says no kind of table.  Refuses: ``table.ending_out``."""
    if path.suffix.lower() not in _WRITERS:
        raise Refused(Refusal("table.ending_out", value_kind="file"))


def write_table(path: Path, columns: Columns) -> None:
    """Write columns of numbers, truths and text as a table.

    CSV begins with a byte order mark, and text that a spreadsheet would take for a formula gets an apostrophe before it; in
    XLSX such text is written as text.  Refuses: ``table.ending_out``.
    """
    check_ending(path)
    with TemporaryDirectory(prefix=".xieshang-", dir=path.parent) as folder:
        beside = Path(folder) / f"table{path.suffix.lower()}"
        _WRITERS[beside.suffix](beside, columns)
        beside.replace(path)


def _copy(path: Path, columns: Columns, text: str, options: str) -> None:
    """Let DuckDB write columns; ``text`` says in SQL how a ``{cell}`` of text is written."""
    listed = [
        f"{text.format(cell=f'CAST({quoted(name)} AS VARCHAR)') if column.dtype == object else quoted(name)} AS {quoted(name)}"
        for name, column in columns.items()
    ]
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.register("columns", dict(columns))
        connection.execute(f"COPY (SELECT {', '.join(listed)} FROM columns) TO {literal(str(path))} ({options})")


def _write_parquet(path: Path, columns: Columns) -> None:
    _copy(path, columns, "{cell}", "FORMAT parquet")


def _write_csv(path: Path, columns: Columns) -> None:
    bare = path.with_suffix(".bare")
    harmless = "CASE WHEN regexp_matches({cell}, '^[=+@\\t\\r-]') THEN chr(39) || {cell} ELSE {cell} END"
    _copy(bare, columns, harmless, "FORMAT csv, HEADER")
    with path.open("wb") as file, bare.open("rb") as text:
        file.write(codecs.BOM_UTF8)
        shutil.copyfileobj(text, file)


def _rows(columns: Columns) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.tolist() for column in columns.values()), strict=True)


def _write_json(path: Path, columns: Columns) -> None:
    records = [dict(zip(columns, row, strict=True)) for row in _rows(columns)]
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), "utf-8")


def _write_xlsx(path: Path, columns: Columns) -> None:
    """Write one sheet, or several where one cannot hold the rows."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": _SHEET_MADE_AT})
        sheet = _headed(book, columns)
        for number, row in enumerate(_rows(columns)):
            at = number % _SHEET_ROWS + 1
            if number and at == 1:
                sheet = _headed(book, columns)
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, place, value)
                else:
                    sheet.write(at, place, value)


def _headed(book: Any, columns: Columns) -> Any:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, list(columns))
    return sheet


_WRITERS = {".csv": _write_csv, ".xlsx": _write_xlsx, ".parquet": _write_parquet, ".json": _write_json}
