"""Tables read: one door for CSV, XLSX and Parquet, and what is not what it says is refused."""

import random
import zipfile
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from xieshang.core.refusals import Refused
from xieshang.engine.tables import literal, open_table, quoted


def cells(path: Path) -> list[tuple[str, ...]]:
    with open_table(path) as table:
        return table.records("SELECT * EXCLUDE (file_row_number) FROM rows ORDER BY file_row_number")


def refused(path: Path) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(Refused) as caught:
        cells(path)
    return [(refusal.code, refusal.row, refusal.column) for refusal in caught.value.refusals]


def csv_file(folder: Path, content: str | bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_and_line_ends_are_found(tmp_path: Path, encoding: str, ending: str) -> None:
    path = csv_file(tmp_path, ending.join(["姓名,额", "示范𠮷,1", ""]).encode(encoding))
    assert cells(path) == [("示范𠮷", "1")]


def test_quotes_line_ends_and_formulas_inside_cells_stay_as_they_are(tmp_path: Path) -> None:
    path = csv_file(tmp_path, '"a","b"\n"A&B<某>""公司""","两\n行"\n=1+1,"1,5"\n')
    assert cells(path) == [('A&B<某>"公司"', "两\n行"), ("=1+1", "1,5")]


def test_spaces_around_a_cell_and_a_heading_are_left_off(tmp_path: Path) -> None:
    path = csv_file(tmp_path, " a , b\n  x ,y \n")
    with open_table(path) as table:
        assert list(table.columns) == ["a", "b"]
    assert cells(path) == [("x", "y")]


def test_a_heading_left_empty_inside_the_row_keeps_its_column(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "a,,b,,\nx,1,y,2,3\n")
    assert refused(path) == [("table.fields", 1, None)]
    assert cells(csv_file(tmp_path, "a,,b\nx,1,y\n")) == [("x", "1", "y")]


def test_equal_headings_are_refused_whatever_their_case(tmp_path: Path) -> None:
    assert refused(csv_file(tmp_path, "a,A\n1,2\n")) == [("table.column_repeated", None, "a")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a,b\n1,2\n3\n", [("table.fields", 2, None)]),
        ("a,b\n1,2\n3,4,5\n", [("table.fields", 2, None)]),
        ('a,b\n"两\n行",2\n3\n', [("table.fields", 2, None)]),
        ('a,b\n1,2\n"3,4\n', [("table.quote", 2, None)]),
        ("a,b\n", [("table.no_rows", None, None)]),
        ("a,b", [("table.no_rows", None, None)]),
        ("", [("table.empty", None, None)]),
        ("\n\n", [("table.empty", None, None)]),
        ("姓名\n示范".encode()[:-1], [("table.cut", None, None)]),
        ("姓名\n示范\n".encode("utf-16"), [("file.encoding", None, None)]),
        (b"a\n\x81", [("file.encoding", None, None)]),
        (b"a\n\0\n", [("table.not_csv", None, None)]),
        (b"PK\x03\x04\0\0", [("table.not_csv", None, None)]),
    ],
)
def test_a_csv_that_is_cut_or_is_none_is_refused(
    tmp_path: Path, content: str | bytes, expected: list[tuple[str, int | None, str | None]]
) -> None:
    assert refused(csv_file(tmp_path, content)) == expected


def parquet(folder: Path, rows: int = 20_000) -> Path:
    path = folder / "t.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT i AS n, '示范' || i AS text FROM range({rows}) AS t(i)) TO '{path}' (FORMAT parquet)")
    return path


def test_a_parquet_file_is_read_in_its_order(tmp_path: Path) -> None:
    read = cells(parquet(tmp_path))
    assert (len(read), read[0], read[-1]) == (20_000, (0, "示范0"), (19_999, "示范19999"))


@pytest.mark.parametrize("keep", [0.5, 0.99])
def test_a_parquet_file_that_is_cut_is_refused(tmp_path: Path, keep: float) -> None:
    path = parquet(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    assert refused(path) == [("table.not_parquet", None, None)]


def test_a_parquet_file_whose_pages_are_broken_is_refused_when_they_are_read(tmp_path: Path) -> None:
    path, chance, outcomes = parquet(tmp_path), random.Random(1), set()
    whole = path.read_bytes()
    for _ in range(12):
        broken = bytearray(whole)
        for _ in range(40):
            broken[chance.randrange(4, len(whole) - 1000)] ^= chance.randrange(1, 256)
        path.write_bytes(broken)
        try:
            cells(path)
        except Refused as error:
            outcomes |= {refusal.code for refusal in error.refusals}
    assert outcomes == {"table.not_parquet"}


def test_a_workbook_gives_the_cells_of_its_first_sheet_as_text(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet, other = book.add_worksheet(), book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_row(1, 0, ["A&B<某>公司", 21.75, 3.0])
        sheet.write_formula(2, 0, "=1+1", None, 2)
        sheet.write_string(2, 1, "=1+1")
        other.write(0, 0, "x")
    assert cells(tmp_path / "t.xlsx") == [("A&B<某>公司", "21.75", "3"), ("2", "=1+1", None)]


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing more", b"plain text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted"])
def test_a_workbook_that_is_none_or_locked_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.xlsx").write_bytes(content)
    assert refused(tmp_path / "t.xlsx") == [("table.not_xlsx", None, None)]


def test_a_workbook_that_is_cut_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["a", "b"])
    path.write_bytes(path.read_bytes()[:-40])
    assert refused(path) == [("table.not_xlsx", None, None)]


def test_a_zip_that_is_no_workbook_or_swells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    for size, code in ((10, "table.not_xlsx"), (5_000_000, "table.too_large")):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
        assert refused(path) == [(code, None, None)]


def test_nothing_of_a_reading_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = csv_file(tmp_path, "a\n1\n")
    cells(path)
    assert list(tmp_path.iterdir()) == [path]


def test_sql_may_touch_no_file_but_the_one_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a\n1\n")
    with open_table(csv_file(tmp_path, "a\n1\n")) as table, pytest.raises(duckdb.PermissionException):
        table.records(f"SELECT * FROM read_csv({literal(str(tmp_path / 'other.csv'))})")


@pytest.mark.parametrize("name", ["it's", 'a"b', "列 {x}", "select"])
def test_any_heading_may_be_asked_for(tmp_path: Path, name: str) -> None:
    path = csv_file(tmp_path, '"' + name.replace('"', '""') + '"\n1\n')
    with open_table(path) as table:
        assert table.array(quoted(name)).tolist() == ["1"]
