"""Pay rows on disk: the round trip is exact, nothing is half written, and what was changed behind our back is refused."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from xieshang.core.refusals import Refused
from xieshang.engine import row_store
from xieshang.engine.exports import write_table
from xieshang.engine.ingest import read_pay_rows
from xieshang.engine.pay_rows import Coded, PayRows
from xieshang.engine.row_store import load_rows, pay_row_columns, store_rows

HEADING = "person,enterprise,place,industry,occupation,level,category,month,payable_days,paid_days,basic_fen,overtime_fen"
HEADING += ",hours,employment"
LINES = (
    '"甲\n""一",示范企业01,130123,C33,6-18-01-01,4,关键类,2026-03,21.75,20,300000,1,,full_time',
    "乙,示范企业01,130123,C33,6-18-02-04,,,2026-02,22,7.05,1,,40.5,part_time",
    "=丙,示范企业01,130123,C33,6-18-01-01,2,核心类,2026-03,23,23,99999999999,,,",
)


@pytest.fixture
def rows(tmp_path: Path) -> PayRows:
    path = tmp_path / "rows.csv"
    path.write_text("\n".join([HEADING, *LINES, ""]), encoding="utf-8")
    return read_pay_rows(path)


def equal(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray):
        assert isinstance(other, np.ndarray)
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, Coded):
        return isinstance(other, Coded) and equal(one.codes, other.codes) and tuple(one.texts) == tuple(other.texts)
    if isinstance(one, dict):
        return isinstance(other, dict) and list(one) == list(other) and all(equal(one[key], other[key]) for key in one)
    return one is None and other is None


def same(one: PayRows, other: PayRows) -> bool:
    return all(equal(getattr(one, entry.name), getattr(other, entry.name)) for entry in dataclasses.fields(PayRows))


def test_rows_come_back_exactly_and_the_file_is_the_users_alone(rows: PayRows, tmp_path: Path) -> None:
    path = tmp_path / "rows" / "7" / "1.rows"
    digest = store_rows(path, rows)
    assert same(load_rows(path), rows)
    assert load_rows(path).amounts["basic_fen"].flags.writeable
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["1.rows"]
    assert digest == store_rows(path, rows)


def test_rows_without_hours_and_employment_come_back_without_them(rows: PayRows, tmp_path: Path) -> None:
    bare = dataclasses.replace(rows, hours=None, employment=None)
    store_rows(tmp_path / "a.rows", bare)
    assert same(load_rows(tmp_path / "a.rows"), bare)


@pytest.mark.parametrize("at", [0, 25, 100, -1])
def test_one_changed_byte_is_refused(rows: PayRows, tmp_path: Path, at: int) -> None:
    path = tmp_path / "a.rows"
    store_rows(path, rows)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        load_rows(path)
    assert refused.value.refusals[0].code == "rows.damaged"


@pytest.mark.parametrize("cut", [0, 10, 60, 200, -1])
def test_a_file_cut_short_or_not_there_is_refused(rows: PayRows, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.rows"
    store_rows(path, rows)
    path.write_bytes(path.read_bytes()[:cut])
    for wanted in (path, tmp_path / "b.rows"):
        with pytest.raises(Refused):
            load_rows(wanted)


def test_writing_that_fails_leaves_what_was_there(rows: PayRows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.rows"
    store_rows(path, dataclasses.replace(rows, hours=None))

    def full(_number: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr(row_store.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        store_rows(path, rows)
    assert load_rows(path).hours is None


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_the_columns_read_as_a_file_of_pay_rows_are_the_same_rows(rows: PayRows, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"again.{ending}"
    columns = pay_row_columns(rows)
    if ending == "csv":
        columns["person"] = np.array(["a", "b", "c"], dtype=object)
        rows = dataclasses.replace(rows, person=Coded(np.arange(3, dtype=np.int32), ["a", "b", "c"]))
    write_table(path, columns)
    assert same(read_pay_rows(path), rows)
