"""Checked pay rows on disk, as blocks of columns: what the enterprise's own machine keeps of its payroll, whole or not at all.

A file is one line with the name of the form, one with the SHA-256 of everything after it, one with the columns as JSON, and
then a block a column: numbers in little-endian order, texts as a JSON list.  It is not for exchange; Parquet is
(``pay_row_columns``).
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.pay_rows import AMOUNT_COLUMNS, Coded, PayRows, month_text

__all__ = ["load_rows", "pay_row_columns", "store_rows"]

_FORM = b"xieshang/pay-rows/1\n"
_CODED = ("person", "enterprise", "place", "industry", "occupation", "category", "employment")
_NUMBERS = ("level", "month", "payable_days", "paid_days", "hours")
_DIGEST_BYTES = 65
_PIECE_BYTES = 1 << 22
Block = tuple[str, NDArray[Any] | Sequence[str]]
Content = bytes | memoryview


def _blocks(rows: PayRows) -> Iterator[Block]:
    """Give every column under its name; what the rows lack is left out."""
    for name in _CODED:
        coded = getattr(rows, name)
        if coded is not None:
            yield from ((name, coded.codes), (f"{name}.texts", coded.texts))
    for name in _NUMBERS:
        if getattr(rows, name) is not None:
            yield name, getattr(rows, name)
    yield from rows.amounts.items()


def _bytes_of(column: NDArray[Any] | Sequence[str]) -> tuple[str, Content]:
    """Give the kind of a block and its bytes; those of numbers are not copied."""
    if isinstance(column, np.ndarray):
        little = np.ascontiguousarray(column, dtype=column.dtype.newbyteorder("<"))
        return little.dtype.str, little.view(np.uint8).data
    return "texts", json.dumps(list(column), ensure_ascii=False).encode()


def store_rows(path: Path, rows: PayRows) -> str:
    """Write pay rows, readable by this user alone: beside the place first, then moved there; give the SHA-256 of what they hold."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.part")
    written = hashlib.sha256()
    with open(beside, "wb", opener=_private) as file:
        file.write(_FORM + b"0" * (_DIGEST_BYTES - 1) + b"\n")

        def write(content: Content) -> None:
            written.update(content)
            file.write(content)

        listed = [(name, *_bytes_of(column)) for name, column in _blocks(rows)]
        head = {"rows": len(rows), "columns": [[name, kind, len(content)] for name, kind, content in listed]}
        write(json.dumps(head).encode() + b"\n")
        for _, _, content in listed:
            write(content)
        file.seek(len(_FORM))
        file.write(written.hexdigest().encode())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return written.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CREAT, 0o600)


def load_rows(path: Path, digest: str | None = None) -> PayRows:
    """Read pay rows as they were stored; ``digest``: what storing them gave, where it is known.

    Refuses: ``rows.damaged`` where the file is not there, is of another form, or its content is not what its digest says.
    """
    try:
        with path.open("rb") as file:
            return _rows_of(dict(_read(file, digest)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(Refusal("rows.damaged", value_kind="file")) from error


def _read(file: BinaryIO, digest: str | None) -> Iterator[Block]:
    if file.readline() != _FORM:
        raise ValueError("another form")
    told, start = file.readline().strip().decode(), file.tell()
    read = hashlib.sha256()
    while piece := file.read(_PIECE_BYTES):
        read.update(piece)
    if read.hexdigest() != told or digest not in (None, told):
        raise ValueError("not what was stored")
    file.seek(start)
    for name, kind, length in json.loads(file.readline())["columns"]:
        content = file.read(length)
        if kind == "texts":
            yield name, tuple(json.loads(content))
        else:
            yield name, np.frombuffer(content, dtype=kind).copy()


def _rows_of(blocks: dict[str, Any]) -> PayRows:
    columns: dict[str, Any] = {name: Coded(blocks[name], blocks[f"{name}.texts"]) for name in _CODED if name in blocks}
    columns |= {name: blocks[name] for name in _NUMBERS if name in blocks}
    return PayRows(**columns, amounts={column: blocks[column] for column in AMOUNT_COLUMNS})


def pay_row_columns(rows: PayRows) -> dict[str, NDArray[Any]]:
    """Write pay rows as the columns of a file of pay rows (interfaces §6), ready for ``exports.write_table``.

    Units: fen; days and hours with decimals.  Nulls: empty texts.
    """
    columns = {name: _words(getattr(rows, name)) for name in _CODED if getattr(rows, name) is not None}
    columns["level"] = np.array(["", *"12345678"], dtype=object)[rows.level]
    months, number = np.unique(rows.month, return_inverse=True)
    columns["month"] = np.array([month_text(month) for month in months.tolist()], dtype=object)[number]
    columns |= {name: _hundredths(getattr(rows, name)) for name in ("payable_days", "paid_days")}
    if rows.hours is not None:
        columns["hours"] = _hundredths(rows.hours)
    return columns | rows.amounts


def _words(coded: Coded) -> NDArray[Any]:
    texts = np.empty(len(coded.texts), dtype=object)
    texts[:] = list(coded.texts)
    return texts[coded.codes]


def _hundredths(numbers: NDArray[np.int32]) -> NDArray[Any]:
    """Write hundredths as decimals; what is negative is not known."""
    known, number = np.unique(numbers, return_inverse=True)
    texts = ["" if value < 0 else f"{value // 100}.{value % 100:02d}" for value in known.tolist()]
    return np.array(texts, dtype=object)[number]
