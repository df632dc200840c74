"""An XLSX file as CSV text, made in a process of its own with limits on memory and time.

A workbook is a compressed file from a stranger: its directory is looked at first (``tables.py``), and it is opened only
here, in a child (``python -m xieshang.engine.workbook IN OUT``) that may fail without harm.
"""

import csv
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

__all__ = ["LIMIT_SECONDS", "cell_text", "write_first_sheet"]

LIMIT_SECONDS = 120
_LIMIT_BYTES = 2 << 30


def cell_text(value: object) -> str:
    """Write one cell as text: whole numbers without a point, days in ISO form.

    >>> cell_text(4200.0), cell_text(21.75), cell_text(datetime(2026, 1, 1)), cell_text(None)
    ('4200', '21.75', '2026-01-01', '')
    """
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def _rows(path: Path) -> Iterator[list[str]]:
    """Give the rows of the first sheet; empty ones at the end are no rows."""
    empty: list[list[str]] = []
    for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False):
        texts = [cell_text(value) for value in row]
        empty.append(texts)
        if any(texts):
            yield from empty
            empty = []


def write_first_sheet(path: Path, out: Path) -> None:
    """Write the first sheet of a workbook as CSV in UTF-8."""
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(_rows(path))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_BYTES, _LIMIT_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT_SECONDS, LIMIT_SECONDS))
    write_first_sheet(Path(sys.argv[1]), Path(sys.argv[2]))
