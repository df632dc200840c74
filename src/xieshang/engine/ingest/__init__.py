"""Reading pay rows from a file: all of them, checked, or none.

``mapping`` turns a user's headings into the product's columns, ``columns`` says what each column may hold, ``source``
opens a file and refuses what is wrong.  The value that comes out is ``pay_rows.PayRows``.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from xieshang.core.codes import CodeBook
from xieshang.engine.ingest.mapping import RowMapping, read_mapping
from xieshang.engine.ingest.source import PaySource, open_pay_rows
from xieshang.engine.pay_rows import AMOUNT_COLUMNS, Coded, PayRows, month_number
from xieshang.engine.tables import quoted

__all__ = ["PaySource", "RowMapping", "open_pay_rows", "pay_rows_of", "read_mapping", "read_pay_rows"]


def read_pay_rows(path: Path, mapping: RowMapping | None = None, codes: CodeBook | None = None) -> PayRows:
    """Read and check every pay row of a CSV, XLSX or Parquet file.

    Nulls: an empty level is 0, an empty amount 0; hours that are not known are -1.
    Refuses: everything that ``open_pay_rows`` refuses; all or nothing.
    """
    with open_pay_rows(path, mapping, codes) as source:
        return pay_rows_of(source)


def _coded(source: PaySource, column: str) -> Coded:
    texts: Sequence[str] = source.words[column].texts
    return Coded(source.array(source.words[column].code, "INTEGER").astype(np.int32), texts)


def _person(source: PaySource) -> Coded:
    """Number the persons in the order of their texts."""
    name = quoted("person")
    source.table.connection.execute(
        f"CREATE TEMP TABLE persons AS SELECT row_number() OVER (ORDER BY text) - 1 AS number, text"
        f" FROM (SELECT DISTINCT {source.person} AS text FROM rows)"
    )
    texts = [text for (text,) in source.table.records("SELECT text FROM persons ORDER BY number")]
    numbered = source.table.connection.execute(
        f"SELECT number::INTEGER AS {name} FROM rows JOIN persons ON {source.person} = persons.text ORDER BY file_row_number"
    )
    return Coded(numbered.fetchnumpy()["person"], texts)


def pay_rows_of(source: PaySource) -> PayRows:
    """Take every row of an open file into columns."""
    months = np.array([month_number(text) for text in source.words["month"].texts], dtype=np.int32)
    levels = np.array([int(text or 0) for text in source.words["level"].texts], dtype=np.int8)
    numbers = source.numbers
    return PayRows(
        person=_person(source),
        enterprise=_coded(source, "enterprise"),
        place=_coded(source, "place"),
        industry=_coded(source, "industry"),
        occupation=_coded(source, "occupation"),
        category=_coded(source, "category"),
        level=levels[_coded(source, "level").codes],
        month=months[_coded(source, "month").codes],
        payable_days=source.array(numbers["payable_days"], "INTEGER"),
        paid_days=source.array(numbers["paid_days"], "INTEGER"),
        amounts={column: source.array(numbers[column], "BIGINT") for column in AMOUNT_COLUMNS},
        hours=np.maximum(source.array(numbers["hours"], "INTEGER"), -1) if source.has("hours") else None,
        employment=_coded(source, "employment") if source.has("employment") else None,
    )
