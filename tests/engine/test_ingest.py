"""Pay rows from files: what is read, and what is refused with row, column and code."""

from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from xieshang.core.codes import CodeBook
from xieshang.core.refusals import Refused
from xieshang.engine.ingest import RowMapping, open_pay_rows, read_mapping, read_pay_rows
from xieshang.engine.pay_rows import month_number

CODES = CodeBook(divisions={"35": "C"}, middle_classes={"6-18": "机械"}, occupations={"6-18-01-01": "车工"})
HEADING = "person,enterprise,place,industry,occupation,level,category,month,payable_days,paid_days,basic_fen"
ROW = "甲,示范企业01,130123,C3525,6-18-01-01,4,,2026-03,21.75,20,500000"


def written(folder: Path, *rows: str, heading: str = HEADING, encoding: str = "utf-8", name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_bytes("\n".join([heading, *rows, ""]).encode(encoding))
    return path


def refused(path: Path, mapping: RowMapping | None = None) -> list[tuple[str, int | None, str | None, str | None]]:
    with pytest.raises(Refused) as caught:
        read_pay_rows(path, mapping, CODES)
    return [(refusal.code, refusal.row, refusal.column, refusal.value_kind) for refusal in caught.value.refusals]


def changed(**cells: str) -> str:
    return ",".join((dict(zip(HEADING.split(","), ROW.split(","), strict=True)) | cells).values())


def test_a_row_is_read_with_amounts_in_fen_days_in_hundredths_and_missing_pay_columns_zero(tmp_path: Path) -> None:
    rows = read_pay_rows(written(tmp_path, ROW, changed(person="乙", level="", paid_days="0")), codes=CODES)
    assert (rows.person.texts, rows.person.codes.tolist()) == (["乙", "甲"], [1, 0])
    assert (rows.enterprise.texts, rows.place.texts, rows.industry.texts) == (("示范企业01",), ("130123",), ("C3525",))
    assert rows.category.texts == ("",)
    assert (rows.level.tolist(), rows.month.tolist()) == ([4, 0], [month_number("2026-03")] * 2)
    assert (rows.payable_days.tolist(), rows.paid_days.tolist()) == ([2175, 2175], [2000, 0])
    assert (rows.amounts["basic_fen"].tolist(), rows.amounts["piece_fen"].tolist()) == ([500_000] * 2, [0, 0])
    assert (rows.hours, rows.employment) == (None, None)


def test_one_meaning_written_in_several_ways_has_one_code(tmp_path: Path) -> None:
    ways = [
        changed(person=str(n), level=level, industry=industry)
        for n, (level, industry) in enumerate([("五级", "3525"), ("2", "C3525"), ("初级工", "C35")])
    ]
    rows = read_pay_rows(written(tmp_path, *ways), codes=CODES)
    assert rows.level.tolist() == [2, 2, 2]
    assert [rows.industry.texts[code] for code in rows.industry.codes] == ["C3525", "C3525", "C35"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    assert read_pay_rows(written(tmp_path, ROW, encoding=encoding), codes=CODES).person.texts == ["甲"]


def test_parquet_and_xlsx_give_the_same_rows_as_csv(tmp_path: Path) -> None:
    text = written(tmp_path, ROW, changed(person="乙", month="2026-02"))
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM '{text}') TO '{tmp_path}/rows.parquet' (FORMAT parquet)")
    with xlsxwriter.Workbook(tmp_path / "rows.xlsx") as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(text.read_text("utf-8").splitlines()):
            for column, cell in enumerate(line.split(",")):
                sheet.write(number, column, float(cell) if number and column >= 8 else cell)
    expected = read_pay_rows(text, codes=CODES)
    for name in ("rows.parquet", "rows.xlsx"):
        rows = read_pay_rows(tmp_path / name, codes=CODES)
        assert (rows.person.texts, rows.person.codes.tolist()) == (expected.person.texts, expected.person.codes.tolist())
        assert (rows.place.texts, rows.occupation.texts) == (expected.place.texts, expected.occupation.texts)
        assert rows.month.tolist() == expected.month.tolist()
        assert rows.payable_days.tolist() == expected.payable_days.tolist()
        assert {name: column.tolist() for name, column in rows.amounts.items()} == {
            name: column.tolist() for name, column in expected.amounts.items()
        }


@pytest.mark.parametrize(
    ("cells", "code", "column", "kind"),
    [
        ({"person": ""}, "pay.value_missing", "person", "empty"),
        ({"person": "  "}, "pay.value_missing", "person", "empty"),
        ({"enterprise": " "}, "pay.value_missing", "enterprise", "empty"),
        ({"enterprise": "91110000600037341L"}, None, None, None),
        ({"enterprise": "91110000600037341X"}, "enterprise.check_digit", "enterprise", "code"),
        ({"enterprise": "A&B<某>公司"}, None, None, None),
        ({"person": "=1+1"}, None, None, None),
        ({"person": '"甲""乙"'}, None, None, None),
        ({"basic_fen": "=1+1"}, "pay.amount", "basic_fen", "text"),
        ({"basic_fen": "５"}, "pay.amount", "basic_fen", "text"),
        ({"place": "139999"}, None, None, None),
        ({"place": "99"}, "place.unknown", "place", "code"),
        ({"industry": "D44"}, "industry.unknown", "industry", "code"),
        ({"occupation": "7-18"}, "occupation.unknown", "occupation", "code"),
        ({"level": "9"}, "level.unknown", "level", "text"),
        ({"month": "2026-13"}, "pay.month", "month", "text"),
        ({"month": "2026-03-02"}, "pay.month", "month", "text"),
        ({"month": "2026-03-01"}, None, None, None),
        ({"payable_days": "0"}, "pay.days", "payable_days", "number"),
        ({"payable_days": ""}, "pay.days", "payable_days", "empty"),
        ({"payable_days": "21.755"}, "pay.days", "payable_days", "text"),
        ({"paid_days": "-0.01"}, "pay.days", "paid_days", "negative"),
        ({"paid_days": "21.75"}, None, None, None),
        ({"paid_days": "21.76"}, "pay.paid_above_payable", "paid_days", "number"),
        ({"basic_fen": "-1"}, "pay.amount_negative", "basic_fen", "negative"),
        ({"basic_fen": "0"}, None, None, None),
        ({"basic_fen": ""}, None, None, None),
        ({"basic_fen": "500000.00"}, None, None, None),
        ({"basic_fen": "500000.5"}, "pay.amount", "basic_fen", "text"),
        ({"basic_fen": "NaN"}, "pay.amount", "basic_fen", "text"),
        ({"basic_fen": "100000000000"}, None, None, None),
        ({"basic_fen": "100000000001"}, "pay.amount_too_large", "basic_fen", "number"),
        ({"basic_fen": "9" * 40}, "pay.amount", "basic_fen", "text"),
    ],
)
def test_each_cell_is_held_to_its_rule(tmp_path: Path, cells: dict[str, str], code: str | None, column: str, kind: str) -> None:
    path = written(tmp_path, ROW, changed(**{"person": "乙"} | cells))
    if code is None:
        assert len(read_pay_rows(path, codes=CODES)) == 2
    else:
        assert refused(path) == [(code, 2, column, kind)]


def test_hours_and_employment_are_optional_and_an_empty_hour_is_not_known(tmp_path: Path) -> None:
    heading = HEADING + ",hours,employment,agreed_fen,contract,remark"
    path = written(tmp_path, ROW + ",12.5,part_time,1,c,x", changed(person="乙") + ",,,,,", heading=heading)
    rows = read_pay_rows(path, codes=CODES)
    assert rows.hours is not None
    assert rows.employment is not None
    assert rows.hours.tolist() == [1250, -1]
    assert [rows.employment.texts[code] for code in rows.employment.codes] == ["part_time", ""]
    bad = written(tmp_path, ROW + ",-0.01,weekly,-1,c,x", heading=heading)
    assert refused(bad) == [
        ("pay.employment", 1, "employment", "text"),
        ("pay.hours", 1, "hours", "negative"),
        ("pay.amount_negative", 1, "agreed_fen", "negative"),
    ]


def test_a_second_row_of_one_person_enterprise_and_month_is_refused_and_names_the_first(tmp_path: Path) -> None:
    path = written(tmp_path, ROW, changed(month="2026-02"), changed(enterprise="其他企业"), changed(basic_fen="1"))
    with pytest.raises(Refused) as caught:
        read_pay_rows(path, codes=CODES)
    (refusal,) = caught.value.refusals
    assert (refusal.code, refusal.row, refusal.facts["first_row"]) == ("pay.repeated", 4, 1)


def test_the_same_month_written_in_two_ways_is_the_same_month(tmp_path: Path) -> None:
    assert refused(written(tmp_path, ROW, changed(month="2026-03-01"))) == [("pay.repeated", 2, "person", "repeated")]
    assert refused(written(tmp_path, ROW, changed(person=" 甲 "))) == [("pay.repeated", 2, "person", "repeated")]


def test_every_bad_row_is_listed_up_to_the_cap_and_the_rest_is_counted(tmp_path: Path) -> None:
    path = written(tmp_path, *(changed(person=str(number), place="99", basic_fen="-1") for number in range(700)))
    with pytest.raises(Refused) as caught:
        read_pay_rows(path, codes=CODES)
    *listed, more = caught.value.refusals
    assert len(listed) == 1000
    assert [refusal.row for refusal in listed[:4]] == [1, 1, 2, 2]
    assert (more.code, more.facts["count"]) == ("pay.more", 400)


@pytest.mark.parametrize(
    "column", ["person", "enterprise", "place", "industry", "occupation", "month", "payable_days", "paid_days"]
)
def test_a_required_column_that_is_missing_is_refused(tmp_path: Path, column: str) -> None:
    path = written(tmp_path, ROW, heading=HEADING.replace(column, "other", 1))
    assert refused(path) == [("pay.column_missing", None, column, None)]


@pytest.mark.parametrize("column", ["level", "category", "basic_fen"])
def test_level_category_and_pay_columns_may_be_missing(tmp_path: Path, column: str) -> None:
    assert len(read_pay_rows(written(tmp_path, ROW, heading=HEADING.replace(column, "other")), codes=CODES)) == 1


@pytest.mark.parametrize(
    ("name", "content", "code", "row"),
    [
        ("a.csv", b"", "table.empty", None),
        ("a.csv", b"\n", "table.empty", None),
        ("a.csv", f"{HEADING}\n".encode(), "table.no_rows", None),
        ("a.csv", f"{HEADING}\n{ROW}\n甲,示范".encode(), "table.fields", 2),
        ("a.csv", f'{HEADING}\n{ROW}\n"甲,示范'.encode(), "table.quote", 2),
        ("a.csv", f"{HEADING}\n{ROW}\n甲".encode()[:-1], "table.cut", None),
        ("a.csv", b"\xff\xfe\xff", "file.encoding", None),
        ("a.csv", b"PK\x03\x04\x00\x00", "table.not_csv", None),
        ("a.csv", b"person,person\n1,2\n", "table.column_repeated", None),
        ("a.parquet", b"PAR1 nothing more", "table.not_parquet", None),
        ("a.xlsx", b"PK\x03\x04 nothing more", "table.not_xlsx", None),
        ("a.xls", b"anything", "table.ending", None),
    ],
)
def test_a_file_that_is_not_what_it_says_or_is_cut_is_refused(
    tmp_path: Path, name: str, content: bytes, code: str, row: int | None
) -> None:
    (tmp_path / name).write_bytes(content)
    assert [entry[:2] for entry in refused(tmp_path / name)] == [(code, row)]


def test_a_mapping_reads_chinese_headings_yuan_words_and_values_for_every_row(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "columns: {工号: person, 单位: enterprise, 工种: occupation, 等级: level,"
        " 应出勤: payable_days, 实出勤: paid_days, 基本工资: basic_fen}\n"
        "unit: yuan\n"
        "values: {occupation: {车工: 6-18-01-01}}\n"
        "fixed: {place: 130123, industry: C35, month: 2026-03}\n",
        encoding="utf-8",
    )
    mapping = read_mapping(tmp_path / "map.yaml")
    path = written(tmp_path, '甲,示范企业01,车工,高级工,23,23,"4,200.5"', heading="工号,单位,工种,等级,应出勤,实出勤,基本工资")
    rows = read_pay_rows(path, mapping, CODES)
    assert (rows.amounts["basic_fen"].tolist(), rows.level.tolist(), rows.occupation.texts) == ([420_050], [4], ("6-18-01-01",))
    assert (rows.place.texts, rows.month.tolist()) == (("130123",), [month_number("2026-03")])
    assert refused(
        written(tmp_path, "甲,企业,铣工,1,23,23,1.005", heading="工号,单位,工种,等级,应出勤,实出勤,基本工资"), mapping
    ) == [
        ("occupation.unknown", 1, "occupation", "code"),
        ("pay.amount", 1, "basic_fen", "text"),
    ]


def test_everything_in_a_mapping_is_text(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_bytes(
        "columns: {姓名: person}\nfixed: {enterprise: 0123, place: 130123, month: 2026-03-01, category: 否}\n"
        "values: {level: {1: 高级工, no: '', null: '3'}}\n".encode("gb18030")
    )
    mapping = read_mapping(tmp_path / "map.yaml")
    assert dict(mapping.fixed) == {"enterprise": "0123", "place": "130123", "month": "2026-03-01", "category": "否"}
    assert mapping.values["level"] == {"1": "高级工", "no": "", "null": "3"}
    heading = "姓名,industry,occupation,level,payable_days,paid_days"
    rows = read_pay_rows(
        written(tmp_path, *(f"{n},C35,6-18,{n},1,1" for n in ("1", "no", "null")), heading=heading), mapping, CODES
    )
    assert rows.level.tolist() == [4, 0, 3]
    assert (rows.enterprise.texts, rows.category.texts) == (("0123",), ("否",))


def test_a_heading_that_the_mapping_names_and_the_sheet_lacks_is_a_warning(tmp_path: Path) -> None:
    mapping = RowMapping(columns={"level": "level", "计件": "piece_fen"})
    with open_pay_rows(written(tmp_path, ROW), mapping, CODES) as source:
        assert [(warned.code, warned.facts["heading"]) for warned in source.warnings if warned.code != "occupation.not_listed"] == [
            ("mapping.heading_absent", "计件")
        ]


def test_two_sources_of_one_column_are_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, ROW), RowMapping(fixed={"place": "130123"})) == [("pay.column_twice", None, "place", None)]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("columns: [a]", "mapping.broken", "columns"),
        ("column: {}", "mapping.broken", "column"),
        ("unit: 角", "mapping.broken", "unit"),
        ("values: {place: 1}", "mapping.broken", "values.place"),
        ("a: b: c", "mapping.broken", ""),
        ("- columns", "mapping.broken", ""),
        ("columns: &a {工号: *a}", "mapping.broken", ""),
        ("fixed: {place: [130123]}", "mapping.broken", "fixed"),
        ("[" * 5000, "mapping.broken", ""),
        ("columns: {工号: persons}", "mapping.column_unknown", "persons"),
        ("values: {basic_fen: {无: '0'}}", "mapping.column_unknown", "basic_fen"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(tmp_path: Path, text: str, code: str, column: str) -> None:
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_mapping(tmp_path / "map.yaml")
    assert [(refusal.code, refusal.column) for refusal in caught.value.refusals] == [(code, column)]


def test_an_occupation_that_the_list_lacks_is_a_warning(tmp_path: Path) -> None:
    with open_pay_rows(written(tmp_path, ROW, changed(person="乙", occupation="6-18-99-99")), codes=CODES) as source:
        assert [(warned.code, warned.facts["occupation"]) for warned in source.warnings] == [
            ("occupation.not_listed", "6-18-99-99")
        ]
