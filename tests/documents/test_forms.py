"""The two forms of a contract: what they are made of, what they carry, and that they are the same bytes on every run."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
import typst
from contract_cases import DRAFT, FULL, NAMES
from docx.oxml.ns import qn
from pypdf import PdfReader

from xieshang.core.contract import Clause
from xieshang.core.refusals import Refused
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.documents import press
from xieshang.documents.enclosed import read_enclosed
from xieshang.documents.page_content import Font, marks_of
from xieshang.documents.typesetting import contract_pdf
from xieshang.documents.word import contract_docx

NOTO = Path("/usr/share/fonts/opentype/noto")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return contract_pdf(FULL, NAMES)


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(BytesIO(contract_docx(FULL, NAMES)))


def runs(raw: bytes) -> list[str]:
    """Give the pieces of text that the pages show, each written in one go."""
    fonts: dict[int, Font] = {}
    return [text for page in PdfReader(BytesIO(raw)).pages for text in marks_of(page, fonts).texts.values()]


@pytest.mark.fonts
def test_a_pdf_is_an_archivable_tagged_document_that_carries_its_contract(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    metadata = reader.root_object["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>3<", metadata)
    assert re.search(r"pdfaid:conformance>B<", metadata)
    assert reader.root_object["/MarkInfo"]["/Marked"]
    files = [file.get_object() for file in reader.root_object["/AF"]]
    assert {file["/F"]: file["/AFRelationship"] for file in files} == {"contract.json": "/Source", "names.json": "/Supplement"}
    assert read_enclosed(reader.attachments["contract.json"][0].decode()) == FULL


@pytest.mark.fonts
def test_the_same_contract_is_the_same_bytes_in_both_forms(pdf: bytes) -> None:
    assert contract_pdf(FULL, NAMES) == pdf
    assert contract_docx(FULL, NAMES) == contract_docx(FULL, NAMES)
    assert {entry.date_time for entry in ZipFile(BytesIO(contract_docx(FULL, NAMES))).infolist()} == {(2000, 1, 1, 0, 0, 0)}


@pytest.mark.fonts
def test_a_number_is_printed_in_one_run_in_both_forms(pdf: bytes, word: Any) -> None:
    assert "2,760.50" in runs(pdf)
    cells = [run.text for table in word.tables for row in table.rows for cell in row.cells for run in cell.paragraphs[0].runs]
    assert "2,760.50" in cells


@pytest.mark.fonts
def test_a_number_inside_a_clause_is_one_run_too() -> None:
    contract = replace(DRAFT, clauses=(Clause("1", None, "每月不低于12,345.60元。"),))
    assert any("12,345.60" in run for run in runs(contract_pdf(contract, {})))
    assert "每月不低于12,345.60元。" in [
        run.text for line in docx.Document(BytesIO(contract_docx(contract, {}))).paragraphs for run in line.runs
    ]


@pytest.mark.fonts
def test_a_table_over_several_pages_repeats_its_heading_and_is_one_table() -> None:
    rows = tuple(WageRow(f"R-{number}", 200_000 + number) for number in range(120))
    raw = contract_pdf(replace(DRAFT, tables=(WageTable(Form.MONTHLY_FLOOR, rows),)), {})
    pages = [page.extract_text() for page in PdfReader(BytesIO(raw)).pages]
    assert len(pages) > 2
    assert all("大写" in page for page in pages[:3])
    assert runs(raw).count("大写") == 1


@pytest.mark.fonts
def test_a_character_that_no_font_has_is_printed_by_its_number() -> None:
    shown = "".join(runs(contract_pdf(replace(DRAFT, title="甲\U00013000乙"), {})))
    assert "甲〔U+13000〕乙" in shown


def test_without_a_chinese_font_the_pdf_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "_fonts", lambda folders: typst.Fonts(include_system_fonts=False))
    with pytest.raises(Refused) as refused:
        contract_pdf(DRAFT, {})
    assert [refusal.code for refusal in refused.value.refusals] == ["render.no_font"]


@pytest.mark.fonts
@pytest.mark.skipif(not NOTO.is_dir(), reason="the fonts lie elsewhere")
def test_a_folder_of_fonts_named_by_the_site_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    def fonts(folders: str) -> typst.Fonts:
        return typst.Fonts(include_system_fonts=False, font_paths=[folders])

    monkeypatch.setattr(press, "_fonts", fonts)
    monkeypatch.setenv("FONT_DIRS", str(NOTO))
    assert contract_pdf(DRAFT, {}).startswith(b"%PDF-")


def test_a_word_file_has_real_styles_a_repeated_heading_and_page_numbers(word: Any) -> None:
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles[:2] == ["Title", "Body Text"]
    assert {"Heading 1", "Heading 2", "Caption", "Body Text Indent"} <= set(styles)
    assert word.styles["Title"].element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"
    assert word.styles["Body Text"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"
    assert all(table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    fields = [field.get(qn("w:instr")).strip() for field in word.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_draft_says_so_on_every_page_and_an_agreed_contract_does_not(word: Any) -> None:
    draft = docx.Document(BytesIO(contract_docx(DRAFT, {})))
    assert "草案" in draft.sections[0].header.paragraphs[0].text
    assert "草案" not in word.sections[0].header.paragraphs[0].text
