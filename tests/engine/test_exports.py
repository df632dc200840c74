"""Tables written: by their ending, wholly or not at all, harmless to a spreadsheet, the same bytes on every run."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray
from python_calamine import CalamineWorkbook

from xieshang.core.refusals import Refused
from xieshang.engine.exports import check_ending, write_table

TEXTS = ["A&B<某>公司", '引"号,逗号', "=1+1", "+1", "-1", "@x", "\tx", "两\n行", "'单", ""]


def columns() -> dict[str, NDArray[Any]]:
    size = len(TEXTS)
    return {"text": np.array(TEXTS, dtype=object), "amount_fen": np.arange(size) * 10**15, "also": np.arange(size) % 2 == 0}


def test_csv_has_a_byte_order_mark_and_no_cell_that_is_a_formula(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", columns())
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbftext,")
    header, *rows = csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True))
    assert header == ["text", "amount_fen", "also"]
    harmless = ["'" + text if text[:1] in ("=", "+", "-", "@", "\t") and text else text for text in TEXTS]
    assert [row[0] for row in rows] == harmless
    assert [int(row[1]) for row in rows] == [number * 10**15 for number in range(len(TEXTS))]


def test_parquet_and_json_keep_every_text_as_it_is(tmp_path: Path) -> None:
    for name in ("t.parquet", "t.json"):
        write_table(tmp_path / name, columns())
    with duckdb.connect() as connection:
        rows = connection.execute(f"SELECT text, amount_fen, also FROM '{tmp_path}/t.parquet'").fetchall()
    told = [tuple(record.values()) for record in json.loads((tmp_path / "t.json").read_text("utf-8"))]
    assert rows == told == list(zip(*(column.tolist() for column in columns().values()), strict=True))


def test_xlsx_writes_formulas_as_text(tmp_path: Path) -> None:
    write_table(tmp_path / "t.xlsx", columns())
    sheet = CalamineWorkbook.from_path(str(tmp_path / "t.xlsx")).get_sheet_by_index(0).to_python()
    assert sheet[0] == ["text", "amount_fen", "also"]
    assert [row[0] for row in sheet[1:]] == TEXTS
    assert sheet[2][1:] == [10**15, False]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "json"])
def test_the_same_columns_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    many = {"n": np.arange(300_000), "text": np.array([f"示范{number % 7}" for number in range(300_000)], dtype=object)}
    written = []
    for name in ("a", "b"):
        write_table(tmp_path / f"{name}.{ending}", many if ending in ("csv", "parquet") else columns())
        written.append((tmp_path / f"{name}.{ending}").read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("ending", ["csv", "parquet", "json", "xlsx"])
def test_an_empty_table_has_its_headings_and_the_types_of_a_full_one(tmp_path: Path, ending: str) -> None:
    empty, path = {name: column[:0] for name, column in columns().items()}, tmp_path / f"t.{ending}"
    write_table(path, empty)
    assert path.stat().st_size > 0
    if ending == "parquet":
        with duckdb.connect() as connection:
            described = connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        assert [kind for _, kind, *_ in described] == ["VARCHAR", "BIGINT", "BOOLEAN"]


@pytest.mark.parametrize("name", ["t.xls", "t", "t.csv.gz"])
def test_an_ending_that_says_no_table_is_refused(tmp_path: Path, name: str) -> None:
    for write in (lambda: check_ending(tmp_path / name), lambda: write_table(tmp_path / name, columns())):
        with pytest.raises(Refused) as caught:
            write()
        assert [refusal.code for refusal in caught.value.refusals] == ["table.ending_out"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "json"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    path.write_text("old")
    uneven = {"text": np.array(["a", "b"], dtype=object), "n": np.arange(3)}
    with pytest.raises(Exception, match=r".*"):
        write_table(path, uneven)
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [(path.name, "old")]


def test_a_table_above_the_rows_of_a_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xieshang.engine.exports._SHEET_ROWS", 4)
    write_table(tmp_path / "t.xlsx", columns())
    book = CalamineWorkbook.from_path(str(tmp_path / "t.xlsx"))
    sheets = [book.get_sheet_by_index(number).to_python() for number in range(len(book.sheet_names))]
    assert [len(sheet) for sheet in sheets] == [5, 5, 3]
    assert all(sheet[0] == ["text", "amount_fen", "also"] for sheet in sheets)
