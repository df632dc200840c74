"""Documents read back: edited Word files, pages that say otherwise than what is attached, lost tags, foreign and broken files."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from contract_cases import DRAFT, FULL, NAMES, with_amount
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from xieshang.core.contract import Contract, digest
from xieshang.core.refusals import Refused
from xieshang.core.skills import Level
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.documents.comparison import Comparison, compare
from xieshang.documents.enclosed import contract_text
from xieshang.documents.reading import printed_in, read_document
from xieshang.documents.sentences import SENTENCES
from xieshang.documents.typesetting import contract_pdf
from xieshang.documents.word import contract_docx

WORD = contract_docx(FULL, NAMES)
LOWER = with_amount(FULL, "R-2", 276_049)
MANY = replace(
    FULL, tables=(WageTable(Form.MONTHLY_FLOOR, tuple(WageRow(f"R-{n}", 200_000 + n, label="焊工") for n in range(400))),)
)


def against(raw: bytes, contract: Contract) -> Comparison:
    return compare(printed_in(raw), contract, NAMES)


def rows(found: Comparison) -> list[tuple[Any, ...]]:
    return [(row.row, row.document_fen, row.data_fen) for row in found.rows]


def edited(change: Callable[[Any], object], raw: bytes = WORD) -> bytes:
    """Give the Word file as a person leaves it."""
    document = docx.Document(BytesIO(raw))
    change(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def in_cell(row: int, column: int, text: str, table: int = 1) -> Callable[[Any], object]:
    def change(document: Any) -> None:
        document.tables[table].rows[row].cells[column].paragraphs[0].runs[0].text = text

    return change


def stripped(raw: bytes = WORD) -> bytes:
    """Give the Word file without what it carries."""
    packed = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name))
    return packed.getvalue()


def saved(writer: PdfWriter) -> bytes:
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def reattached(raw: bytes, contract: Contract) -> bytes:
    """Give the pages of one contract with another attached."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(raw)))
    for file in writer.root_object["/AF"]:
        if file.get_object()["/F"] == "contract.json":
            stream = DecodedStreamObject()
            stream.set_data(contract_text(contract).encode())
            stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
            file.get_object()["/EF"][NameObject("/F")] = writer._add_object(stream)
            file.get_object()["/EF"][NameObject("/UF")] = file.get_object()["/EF"].raw_get("/F")
    return saved(writer)


def test_an_untouched_word_file_is_equal_and_reads_as_its_contract() -> None:
    assert against(WORD, FULL).is_equal
    assert read_document(WORD, NAMES, "").contract == FULL


@pytest.mark.fonts
def test_an_untouched_pdf_is_equal_and_another_contract_is_told_cell_by_cell() -> None:
    raw = contract_pdf(FULL, NAMES)
    assert against(raw, FULL).is_equal
    found = against(raw, replace(LOWER, title="别的标题"))
    assert rows(found) == [("R-2", 276_050, 276_049)]
    assert [cell.column for cell in found.rows[0].cells] == ["月最低工资（元/月）", "大写"]
    assert [entry.where for entry in found.others] == ["title", "digest", "attachment"]


def test_a_changed_number_is_found_at_its_row_and_nowhere_else() -> None:
    raw = edited(in_cell(2, 5, "2,760.60"))
    found = against(raw, FULL)
    assert rows(found) == [("R-2", 276_060, 276_050)]
    assert [(cell.column, cell.document, cell.data) for cell in found.rows[0].cells] == [
        ("月最低工资（元/月）", "2,760.60", "2,760.50")
    ]
    assert found.others == ()


def test_an_edited_word_file_reads_as_edited_and_says_in_what() -> None:
    read = read_document(edited(in_cell(2, 5, "2,800")), NAMES, "")
    assert read.contract == with_amount(FULL, "R-2", 280_000)
    assert read.differs is not None
    assert rows(read.differs) == [("R-2", 280_000, 276_050)]


@pytest.mark.parametrize(
    ("column", "text", "changed"),
    [
        (1, "主力岗", {"category": "主力岗"}),
        (1, "不限", {"category": None}),
        (2, "普车", {"label": "普车"}),
        (3, "6-18-01-02", {"occupation": "6-18-01-02"}),
        (4, "技师", {"level": Level.TECHNICIAN}),
        (4, "不分等级", {"level": None}),
        (7, "第四条", {"clause": "第四条"}),
    ],
)
def test_an_edited_cell_changes_what_it_prints_and_nothing_else(column: int, text: str, changed: dict[str, Any]) -> None:
    raw = edited(in_cell(2, column, text))
    first, second, third = FULL.tables[0].rows
    assert read_document(raw, NAMES, "").contract.tables[0].rows == (first, replace(second, **changed), third)
    found = against(raw, FULL)
    assert rows(found) == [("R-2", 276_050, 276_050)]
    assert len(found.rows[0].cells) == 1


def test_a_deleted_and_an_added_row_are_told_as_missing_on_one_side() -> None:
    def change(document: Any) -> None:
        table = document.tables[1]
        table._tbl.remove(table.rows[1]._tr)
        for cell, text in zip(
            table.add_row().cells, ["R-9", "基础类", "铣工", "6-18-01-02", "初级工", "2,500", "", "—"], strict=True
        ):
            cell.text = text

    raw = edited(change)
    assert rows(against(raw, FULL)) == [("R-1", None, 258_000), ("R-9", 250_000, None)]
    assert [row.id for row in read_document(raw, NAMES, "").contract.tables[0].rows] == ["R-2", "R-3", "R-9"]
    assert read_document(raw, NAMES, "").contract.tables[0].rows[2] == WageRow(
        "R-9", 250_000, "基础类", "6-18-01-02", Level.JUNIOR, label="铣工"
    )


def test_a_deleted_table_takes_its_rows_with_it_and_no_others() -> None:
    raw = edited(lambda document: document.tables[1]._tbl.getparent().remove(document.tables[1]._tbl))
    found = against(raw, FULL)
    assert [row[:2] for row in rows(found)] == [("R-1", None), ("R-2", None), ("R-3", None)]
    assert [entry.where for entry in found.others] == ["tables[0].columns"]
    assert read_document(raw, NAMES, "").contract.tables == FULL.tables[1:]


def test_rows_in_another_order_are_told_once_and_not_as_different_rows() -> None:
    def change(document: Any) -> None:
        first = document.tables[1].rows[1]._tr
        document.tables[1].rows[2]._tr.addnext(first)

    found = against(edited(change), FULL)
    assert rows(found) == []
    assert [entry.where for entry in found.others] == ["tables[0].order"]


def test_a_row_moved_to_another_table_is_one_entry() -> None:
    moved = replace(FULL, tables=(replace(FULL.tables[0], rows=FULL.tables[0].rows[:2]), *FULL.tables[1:]))
    moved = replace(
        moved, tables=(*moved.tables[:3], replace(moved.tables[3], rows=(*moved.tables[3].rows, WageRow("R-3", 360_000))))
    )
    assert [row for row in rows(against(WORD, moved)) if row[0] == "R-3"] == [("R-3", 360_000, 360_000)]


@pytest.mark.parametrize(
    ("paragraph", "text", "where"),
    [(0, "另一标题", "title"), (3, "职工一方：别家", "parties.workers"), (11, "合同期限：未载明", "term")],
)
def test_changed_words_are_told_with_the_part_that_they_print(paragraph: int, text: str, where: str) -> None:
    def change(document: Any) -> None:
        document.paragraphs[paragraph].text = text

    found = against(edited(change), FULL)
    assert rows(found) == []
    assert [(entry.where, entry.document) for entry in found.others] == [(where, text)]


def test_an_added_paragraph_is_told_and_has_no_data() -> None:
    found = against(edited(lambda document: document.add_paragraph("另有约定")), FULL)
    assert [(entry.document, entry.data) for entry in found.others] == [("另有约定", None)]


def test_deletions_under_track_changes_and_hidden_text_are_not_read_insertions_are() -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    pieces = (
        f'<w:ins {namespace} w:id="1" w:author="a"><w:r><w:t>2,9</w:t></w:r></w:ins>',
        f'<w:del {namespace} w:id="2" w:author="a"><w:r><w:delText>77</w:delText></w:r></w:del>',
        f"<w:r {namespace}><w:rPr><w:vanish/></w:rPr><w:t>88</w:t></w:r>",
        f"<w:r {namespace}><w:t>00</w:t></w:r>",
    )

    def change(document: Any) -> None:
        paragraph = document.tables[1].rows[2].cells[5].paragraphs[0]
        paragraph.runs[0].text = ""
        for piece in pieces:
            paragraph._p.append(docx.oxml.parse_xml(piece))

    assert rows(against(edited(change), FULL)) == [("R-2", 290_000, 276_050)]


def test_an_amount_that_cannot_be_read_is_refused_by_read_and_told_by_verify() -> None:
    raw = edited(in_cell(2, 5, "面议"))
    assert rows(against(raw, FULL)) == [("R-2", None, 276_050)]
    with pytest.raises(Refused) as refused:
        read_document(raw, NAMES, "")
    assert [(refusal.code, refusal.row, refusal.column) for refusal in refused.value.refusals] == [
        ("document.amount_unreadable", 2, "amount_fen")
    ]


def test_a_level_that_there_is_not_is_refused_with_its_row() -> None:
    with pytest.raises(Refused) as refused:
        read_document(edited(in_cell(1, 4, "大师")), NAMES, "")
    assert [(refusal.code, refusal.row) for refusal in refused.value.refusals] == [("level.unknown", 1)]


def test_what_is_not_carried_any_more_is_told_and_the_tables_are_still_read() -> None:
    raw = stripped()
    assert [(entry.where, entry.document, entry.data) for entry in against(raw, FULL).others] == [
        ("attachment", None, digest(FULL))
    ]
    read = read_document(raw, NAMES, "合同甲")
    assert (read.contract.id, read.contract.title, read.differs) == ("合同甲", FULL.title, None)
    assert [table.form for table in read.contract.tables] == [table.form for table in FULL.tables]
    amounts = [[row.amount_fen for row in table.rows] for table in read.contract.tables]
    assert amounts == [[row.amount_fen for row in table.rows] for table in FULL.tables]


def foreign(*lines: list[str]) -> bytes:
    document = docx.Document()
    document.add_paragraph("某行业工资协议")
    table = document.add_table(0, len(lines[0]))
    for line in lines:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_foreign_word_file_is_read_as_far_as_its_headings_say() -> None:
    raw = foreign(
        ["序号", "工种", "等级", "月最低工资标准（元）", "备注"], ["1", "焊工", "四级", "2,800元", "x"], ["2", "铣工", "", "—", ""]
    )
    read = read_document(raw, NAMES, "协议").contract
    assert (read.id, read.title) == ("协议", "某行业工资协议")
    assert read.tables == (WageTable(Form.MONTHLY_FLOOR, (WageRow("1", 280_000, level=Level.INTERMEDIATE, label="焊工"),)),)


@pytest.mark.parametrize("heads", [["工种", "标准（元/月）"], ["月最低工资（元/月）", "备注"], ["甲", "乙"]])
def test_a_foreign_word_file_without_such_headings_is_refused(heads: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        read_document(foreign(heads, ["1", "2"]), NAMES, "协议")
    assert [refusal.code for refusal in refused.value.refusals] == ["document.no_contract"]


@pytest.mark.fonts
def test_the_page_is_believed_and_not_what_is_attached() -> None:
    raw = reattached(contract_pdf(LOWER, NAMES), FULL)
    found = against(raw, FULL)
    assert rows(found) == [("R-2", 276_049, 276_050)]
    assert [entry.where for entry in found.others] == ["digest"]
    read = read_document(raw, NAMES, "")
    assert read.contract == FULL
    assert read.differs == found


@pytest.mark.fonts
def test_pages_that_lost_their_tags_and_their_attachment_are_read_by_their_text() -> None:
    writer = PdfWriter()
    writer.append(BytesIO(contract_pdf(FULL, NAMES)))
    raw = saved(writer)
    assert [entry.where for entry in against(raw, FULL).others] == ["attachment"]
    assert rows(against(raw, FULL)) == []
    assert rows(against(raw, LOWER)) == [("R-2", 276_050, 276_049)]
    shorter = replace(FULL, tables=(replace(FULL.tables[0], rows=FULL.tables[0].rows[:1]), *FULL.tables[1:]))
    assert not against(raw, shorter).is_equal
    longer = replace(FULL, tables=(replace(FULL.tables[0], rows=(*FULL.tables[0].rows, WageRow("R-9", 1))), *FULL.tables[1:]))
    assert ("R-9", None, 1) in rows(against(raw, longer))


@pytest.mark.fonts
def test_a_contract_of_400_rows_verifies_in_both_forms_and_one_changed_row_is_found() -> None:
    changed = with_amount(MANY, "R-237", 1)
    for raw in (contract_docx(MANY, NAMES), contract_pdf(MANY, NAMES)):
        printed = printed_in(raw)
        assert compare(printed, MANY, NAMES).is_equal
        assert rows(compare(printed, changed, NAMES)) == [("R-237", 200_237, 1)]


def test_a_document_printed_where_more_names_were_known_verifies_where_fewer_are() -> None:
    assert compare(printed_in(WORD), FULL, {}).is_equal
    assert compare(printed_in(contract_docx(FULL, {})), FULL, NAMES).is_equal
    assert not compare(printed_in(WORD), FULL, NAMES | {"6-18-02-04": "另一名称"}).is_equal


def refusal_of(raw: bytes) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        read_document(raw, NAMES, "")
    [refusal] = refused.value.refusals
    return refusal.code, refusal.value_kind


def zipped(**parts: str | bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name.replace("__", "/").replace("_rels/rels", "_rels/.rels"), content)
    return packed.getvalue()


RELATIONS = '<Relationships><Relationship Type="x/officeDocument" Target="d.xml"/></Relationships>'
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "document.kind_unknown"),
        (b"{}", "document.kind_unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document.old_word"),
        (b"PK\x03\x04", "document.broken"),
        (WORD[:-900], "document.broken"),
        (WORD[:4000] + bytes(200) + WORD[4200:], "document.broken"),
        (zipped(a="b"), "document.broken"),
        (zipped(_rels__rels=RELATIONS), "document.broken"),
        (zipped(_rels__rels=RELATIONS, **{"d.xml": BOMB}), "document.broken"),
        (zipped(_rels__rels=RELATIONS, **{"d.xml": bytes(70_000_000)}), "document.too_large"),
        (b"%PDF-1.7\n", "document.broken"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "document.broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_what_is_no_readable_document_is_refused(raw: bytes, code: str) -> None:
    assert refusal_of(raw)[0] == code


def blank(password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    return saved(writer)


def test_a_locked_pdf_and_one_without_text_are_refused() -> None:
    assert refusal_of(blank("geheim"))[0] == "document.encrypted"
    assert refusal_of(blank())[0] == "document.no_text"


@pytest.mark.fonts
def test_a_damaged_pdf_is_read_or_refused_and_never_stumbles() -> None:
    raw = contract_pdf(DRAFT, {})
    codes: set[str] = set()
    for cut in range(100, len(raw), len(raw) // 12):
        for damaged in (raw[:cut], raw[:cut] + bytes(40) + raw[cut + 40 :]):
            try:
                read_document(damaged, {}, "")
            except Refused as refused:
                codes |= {refusal.code for refusal in refused.refusals}
    assert codes
    assert all(code in SENTENCES for code in codes)
