"""Tables as files: CSV, XLSX and Parquet are read through one door, and written by their ending.

What the columns mean stands elsewhere (``ingest``).  Everything is read into one Parquet file in a folder of its own, and
DuckDB may touch nothing but that folder.
"""

import codecs
import csv
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.workbook import LIMIT_SECONDS

__all__ = ["ENDINGS", "MOST_REFUSALS", "OpenTable", "literal", "open_table", "quoted"]

ENDINGS = (".csv", ".xlsx", ".parquet")
MOST_REFUSALS = 1000
_DECLARED_BYTES = 1_000_000_000
_RATIO = 100
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PIECE_BYTES = 1 << 20
_ROW_NUMBER = "file_row_number"


def quoted(name: str) -> str:
    """Quote a name for SQL.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a text for SQL."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table open for reading as the view ``rows``: its columns with their SQL types, and the number of rows."""

    connection: duckdb.DuckDBPyConnection
    columns: Mapping[str, str]
    row_count: int

    def array(self, expression: str) -> NDArray[Any]:
        """Compute an SQL expression for every row, in the order of the file.

        One column at a time: DuckDB hands a single column over faster, and less lies in memory at once.
        """
        return self.connection.execute(f"SELECT {expression} AS value FROM rows").fetchnumpy()["value"]

    def records(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query to its end."""
        return self.connection.execute(query).fetchall()

    def at(self, row_indexes: NDArray[np.int64], **expressions: str) -> dict[str, NDArray[Any]]:
        """Compute SQL expressions for some rows, by their index from 0, in the order of the file."""
        listed = ", ".join(f"{expression} AS {quoted(name)}" for name, expression in expressions.items())
        self.connection.register("wanted", {"row_index": row_indexes})
        query = f"SELECT {listed} FROM rows SEMI JOIN wanted ON rows.file_row_number = wanted.row_index ORDER BY file_row_number"
        found = dict(self.connection.execute(query).fetchnumpy())
        self.connection.unregister("wanted")
        return found


@contextmanager
def open_table(path: Path) -> Iterator[OpenTable]:
    """Open a table for reading.

    Refuses: ``table.ending``, ``table.empty``, ``table.no_rows``, ``table.not_csv``, ``table.not_xlsx``,
    ``table.not_parquet``, ``table.too_large``, ``table.cut``, ``table.fields``, ``table.quote``,
    ``table.column_repeated``, ``file.encoding``.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise Refused(Refusal("table.ending", value_kind="file"))
    if path.stat().st_size == 0:
        raise Refused(Refusal("table.empty", value_kind="empty"))
    with TemporaryDirectory(prefix="xieshang-") as folder, duckdb.connect() as connection:
        inner = Path(folder)
        connection.execute(f"SET allowed_directories = [{literal(folder)}]; SET allowed_paths = [{literal(str(path.resolve()))}]")
        connection.execute(f"SET enable_progress_bar = false; SET threads = 2; SET temp_directory = {literal(folder)}")
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        if ending == ".parquet":
            (inner / "rows.parquet").symlink_to(path.resolve())
            with _whole():
                yield _opened(connection, inner / "rows.parquet")
            return
        text = inner / "rows.csv"
        if ending == ".xlsx":
            _workbook_to_csv(path, text)
        else:
            _text_to_utf8(path, text)
        _csv_to_parquet(connection, inner, text)
        yield _opened(connection, inner / "rows.parquet")


@contextmanager
def _whole() -> Iterator[None]:
    """Refuse a Parquet file whose pages turn out broken only when they are read."""
    try:
        yield
    except duckdb.Error as error:
        raise Refused(Refusal("table.not_parquet", value_kind="file")) from error


def _opened(connection: duckdb.DuckDBPyConnection, path: Path) -> OpenTable:
    source = f"read_parquet({literal(str(path))}, file_row_number = true)"
    connection.execute(f"CREATE VIEW rows AS SELECT * FROM {source}")
    described = connection.execute(f"DESCRIBE SELECT * EXCLUDE ({_ROW_NUMBER}) FROM {source}").fetchall()
    counted = connection.execute("SELECT count(*) FROM rows").fetchall()[0][0]
    if not counted:
        raise Refused(Refusal("table.no_rows", value_kind="empty"))
    return OpenTable(connection, {name: kind for name, kind, *_ in described}, counted)


def _workbook_to_csv(path: Path, out: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            declared = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise Refused(Refusal("table.not_xlsx", value_kind="file")) from error
    if declared > _DECLARED_BYTES or declared > _RATIO * path.stat().st_size:
        raise Refused(Refusal("table.too_large", {"limit_mb": _DECLARED_BYTES // 1_000_000}, value_kind="file"))
    words = [sys.executable, "-m", "xieshang.engine.workbook", str(path.resolve()), str(out)]
    try:
        subprocess.run(words, check=True, timeout=2 * LIMIT_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except subprocess.SubprocessError as error:
        raise Refused(Refusal("table.not_xlsx", value_kind="file")) from error
    if out.stat().st_size == 0:
        raise Refused(Refusal("table.empty", value_kind="empty"))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _text_to_utf8(path: Path, out: Path) -> None:
    """Find the encoding: BOM, then strict UTF-8, then GB18030; a text in UTF-8 is not copied."""
    try:
        marked = _is_utf8(path)
    except UnicodeDecodeError as error:
        if "unexpected end" in error.reason:
            raise Refused(Refusal("table.cut", value_kind="file")) from error
        marked = False
    if marked:
        out.symlink_to(path.resolve())
    else:
        _recode(path, out)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    for piece in _pieces(path):
        if b"\0" in piece:
            code = "file.encoding" if piece.startswith(_UTF16) else "table.not_csv"
            raise Refused(Refusal(code, value_kind="file"))
        decoder.decode(piece)
    decoder.decode(b"", final=True)
    return True


def _recode(path: Path, out: Path) -> None:
    decoder = codecs.getincrementaldecoder("gb18030")("strict")
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            for piece in _pieces(path):
                file.write(decoder.decode(piece))
            file.write(decoder.decode(b"", final=True))
    except UnicodeDecodeError as error:
        raise Refused(Refusal("file.encoding", value_kind="file")) from error


def _header(text: Path) -> list[str]:
    """Read the headings; one left empty inside the row gets a name of its own, so that its column may stay."""
    with text.open(encoding="utf-8-sig", newline="") as file:
        try:
            header = [name.strip() for name in next(csv.reader(file), [])]
        except csv.Error as error:
            raise Refused(Refusal("table.not_csv", value_kind="file")) from error
    while header and not header[-1]:
        header.pop()
    if not header:
        raise Refused(Refusal("table.empty", value_kind="empty"))
    named = [name if name not in ("", _ROW_NUMBER) else f"{name} [{number}]" for number, name in enumerate(header, 1)]
    folded = [name.lower() for name in named]
    repeated = {name for name in folded if folded.count(name) > 1}
    Refused.unless_empty(Refusal("table.column_repeated", column=name) for name in sorted(repeated))
    return named


def _csv_to_parquet(connection: duckdb.DuckDBPyConnection, folder: Path, text: Path) -> None:
    """Copy the cells, without the spaces around them, as text."""
    header = _header(text)
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in header)
    try:
        connection.execute(
            f"COPY (SELECT trim(COLUMNS(*)) FROM read_csv({literal(str(text))}, header = true, auto_detect = false, delim = ',',"
            f" quote = '\"', escape = '\"', columns = {{{columns}}}, strict_mode = true,"
            f" store_rejects = true, rejects_limit = {MOST_REFUSALS}))"
            f" TO {literal(str(folder / 'rows.parquet'))} (FORMAT parquet)"
        )
    except duckdb.Error as error:
        raise Refused(Refusal("table.not_csv", value_kind="file")) from error
    rejected = connection.execute("SELECT DISTINCT line - 1, error_type FROM reject_errors ORDER BY 1").fetchall()
    Refused.unless_empty(
        Refusal("table.quote" if kind == "UNQUOTED VALUE" else "table.fields", {"count": len(header)}, row=row)
        for row, kind in rejected
    )
