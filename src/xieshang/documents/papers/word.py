"""A paper as a Word file: the sheet in the page and type of GB/T 9704 or of a plain form, the same bytes on every run.

Families are named as offices have them (仿宋, 方正小标宋简体, 黑体); where one is not installed Word takes its own likeness.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from xieshang.documents.papers.sheet import Block, Grid, Line, Manner, Sheet
from xieshang.documents.papers.typesetting import marks_of_page
from xieshang.documents.plain_text import marked
from xieshang.documents.wage_grid import text_width
from xieshang.documents.word import MOMENT, grid_table, page_field, plain_template, repacked, text_run

__all__ = ["paper_docx"]

_FANG, _TITLE, _HEI, _SONG = "仿宋", "方正小标宋简体", "黑体", "宋体"
_RED, _PALE = "C8161D", "5F6C7D"
# 22 lines on 225 mm, 28 characters of 16 points on 156 mm, in twentieths of a point: the pitch, and what each character gives up.
_LINE_PITCH, _TIGHTER = 579, -5
_TITLES, _TEXT = (44, 40), (32, 24)
_INDENTED = '<w:ind w:firstLineChars="200" w:firstLine="{}"/>'


def _runs(text: str, half_points: int, family: str = _FANG, colour: str = "", *, bold: bool = False) -> str:
    tighter = f'<w:spacing w:val="{_TIGHTER}"/>' if half_points == _TEXT[0] else ""
    shade = f'<w:color w:val="{colour}"/>' if colour else ""
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{family}" w:cs="Times New Roman"/>'
    return text_run(text, f'<w:rPr>{fonts}{"<w:b/>" if bold else ""}{shade}{tighter}<w:sz w:val="{half_points}"/></w:rPr>')


def _paragraph(runs: str, shape: str = "", before: int = 0, after: int = 0, line: int | None = None, edge: str = "") -> Any:
    rule = f' w:line="{line}" w:lineRule="exact"' if line else ' w:line="420" w:lineRule="atLeast"'
    spacing = f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{edge}{spacing}{shape}</w:pPr>{runs}</w:p>")


def _right(characters: float, half_points: int) -> str:
    return (
        f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * half_points * 10)}"/><w:jc w:val="right"/>'
    )


class _Writer:
    """One sheet being written: what its kind of paper gives to each manner of line."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.is_letter = sheet.is_letter
        self.size, self.title_size = _TEXT[not sheet.is_letter], _TITLES[not sheet.is_letter]
        self.line = _LINE_PITCH if sheet.is_letter else None
        dated = [block.text for block in sheet.blocks if isinstance(block, Line) and block.manner is Manner.DATED]
        self.day_width = text_width(dated[0]) / 10 if dated else 0.0

    def elements(self, block: Block) -> Iterator[Any]:
        """Give a block as what stands in the body: a paragraph, or a table with room around it."""
        if isinstance(block, Line):
            yield getattr(self, block.manner)(block)
            return
        yield _paragraph("", line=160 if block.ruled else 480)
        yield self.table(block)
        yield _paragraph("", line=160)

    def table(self, block: Grid) -> Any:
        cells = block.cells if block.ruled else (("\n",) * len(block.heads), *block.cells)
        aligns = ["center", *["left"] * (len(block.heads) - 1)] if block.ruled else ["left"] * len(block.heads)
        return grid_table(block.heads, cells, block.shares, aligns, "single" if block.ruled else "nil")

    def title(self, block: Line) -> Any:
        apart = (_LINE_PITCH, _LINE_PITCH) if self.is_letter else (0, 200)
        return _paragraph(_runs(block.text, self.title_size, _TITLE, bold=not self.is_letter), '<w:jc w:val="center"/>', *apart)

    def draft(self, block: Line) -> Any:
        return _paragraph(_runs(block.text, 24, _HEI, _RED), '<w:jc w:val="center"/>', 0, 160)

    def heading(self, block: Line) -> Any:
        if self.is_letter:
            return _paragraph(_runs(block.text, self.size, _HEI), _INDENTED.format(self.size * 20), line=self.line)
        return _paragraph(_runs(block.text, 26, _HEI, bold=True), "", 240, 80)

    def addressee(self, block: Line) -> Any:
        return _paragraph(_runs(block.text, self.size), line=self.line)

    def body(self, block: Line) -> Any:
        return _paragraph(_runs(block.text, self.size), _INDENTED.format(self.size * 20) + '<w:jc w:val="both"/>', line=self.line)

    def fact(self, block: Line) -> Any:
        shape = _INDENTED.format(self.size * 20) if self.is_letter else '<w:ind w:left="480" w:hanging="480"/>'
        label = _runs(f"{block.label}：", self.size, colour="" if self.is_letter else _PALE)
        return _paragraph(label + _runs(block.text, self.size), shape, line=self.line)

    def item(self, block: Line) -> Any:
        shape = _INDENTED.format(self.size * 20) if self.is_letter else '<w:ind w:left="760" w:hanging="280"/>'
        return _paragraph(_runs(block.text, self.size), shape, line=self.line)

    def caption(self, block: Line) -> Any:
        return _paragraph(_runs(block.text, self.size, _HEI, bold=not self.is_letter), "", 160, 60)

    def signed(self, block: Line) -> Any:
        """Put who signs in the middle above the date, which stands four characters from the right."""
        right = max(0.0, 4 + (self.day_width - text_width(block.text) / 10) / 2)
        first = next(entry for entry in self.sheet.blocks if isinstance(entry, Line) and entry.manner is Manner.SIGNED)
        apart = 480 if not self.is_letter else 2 * _LINE_PITCH if block == first else 0
        return _paragraph(_runs(block.text, self.size), _right(right, self.size), apart, 0, self.line)

    def dated(self, block: Line) -> Any:
        return _paragraph(_runs(block.text, self.size), _right(4, self.size), 0 if self.is_letter else 160, 160, self.line)

    def head(self) -> Iterator[Any]:
        """Give the head of an official letter: who issues it, the document number, the red line."""
        widest = max(map(text_width, self.sheet.organs), default=1)
        half_points = max(32, min(80, 2 * 430 * 10 // max(1, widest)))
        for place, organ in enumerate(self.sheet.organs):
            before = 1100 if not place else 0
            yield _paragraph(_runs(organ, half_points, _TITLE, _RED, bold=True), '<w:jc w:val="center"/>', before, 120)
        if self.sheet.organs:
            edge = f'<w:pBdr><w:bottom w:val="single" w:sz="14" w:space="11" w:color="{_RED}"/></w:pBdr>'
            number = _runs(self.sheet.document_number, 32)
            yield _paragraph(number, '<w:jc w:val="center"/>', _LINE_PITCH, 0, edge=edge)

    def imprint(self) -> Any:
        """Give the table at the foot of a letter's last page: to whom it is copied, who printed it when."""
        lines = [f"抄送：{self.sheet.copies_to}。"] if self.sheet.copies_to else []
        rows = "".join(
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="8844" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:ind w:left="280" w:right="280"/></w:pPr>'
            f"{_runs(line, 28)}</w:p></w:tc></w:tr>"
            for line in [*lines, self.sheet.printed]
        )
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="{size}" w:color="000000"/>'
            for edge, size in (("top", 8), ("bottom", 8), ("insideH", 6))
        )
        place = '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpYSpec="bottom" w:tblpX="0"/>'
        shape = f'{place}<w:tblW w:w="8844" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        return parse_xml(
            f"<w:tbl {nsdecls('w')}><w:tblPr>{shape}</w:tblPr><w:tblGrid><w:gridCol w:w='8844'/></w:tblGrid>{rows}</w:tbl>"
        )


def _page(document: Any, sheet: Sheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, left, right = (37, 35, 28, 26) if sheet.is_letter else (30, 27, 27, 25)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(top), Mm(bottom), Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(18), Mm(20 if sheet.is_letter else 12)
    mirrored = parse_xml(f"<w:mirrorMargins {nsdecls('w')}/>")
    document.settings.element.insert(0, mirrored)
    document.settings.odd_and_even_pages_header_footer = True
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    if sheet.is_letter:
        section._sectPr.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{_LINE_PITCH}"/>'))
    marks = "　".join(marks_of_page(sheet))
    for header in (section.header, section.even_page_header):
        _replace(header, [_paragraph(_runs(marks, 20, _HEI, _RED), '<w:jc w:val="right"/>')])
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        _replace(footer, _foot(sheet, side if sheet.is_letter else "center"))


def _foot(sheet: Sheet, side: str) -> list[Any]:
    size = 28 if sheet.is_letter else 20
    shape = f'<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/><w:jc w:val="{side}"/>'
    number = _runs("— ", size, _SONG) + page_field("PAGE") + _runs(" —", size, _SONG)
    foot = sheet.issue.foot if sheet.issue else ""
    return [_paragraph(number, shape), *([_paragraph(_runs(foot, 16, colour=_PALE), '<w:jc w:val="center"/>')] if foot else [])]


def _replace(part: Any, paragraphs: Sequence[Any]) -> None:
    part.is_linked_to_previous = False
    first = part.paragraphs[0]._p
    for paragraph in paragraphs:
        first.addprevious(paragraph)
    first.getparent().remove(first)


def _printable(sheet: Sheet) -> Iterator[Block]:
    for block in sheet.blocks:
        if isinstance(block, Grid):
            cells = tuple(tuple(map(marked, line)) for line in block.cells)
            yield Grid(tuple(map(marked, block.heads)), cells, block.shares, block.ruled)
        else:
            yield Line(block.manner, marked(block.text), block.label)


def paper_docx(sheet: Sheet) -> bytes:
    """Give a paper as a Word file.

    Source: GB/T 9704-2012 for official letters.
    """
    document = docx.Document(BytesIO(plain_template()))
    _page(document, sheet)
    writer, last = _Writer(sheet), document.element.body.sectPr
    for element in writer.head():
        last.addprevious(element)
    for block in _printable(sheet):
        for element in writer.elements(block):
            last.addprevious(element)
    if sheet.is_letter:
        last.addprevious(writer.imprint())
        last.addprevious(_paragraph(""))
    properties = document.core_properties
    properties.title, properties.author, properties.language = marked(sheet.title), "", "zh-CN"
    properties.created = properties.modified = MOMENT
    properties.comments, properties.last_modified_by = "", ""
    saved = BytesIO()
    document.save(saved)
    return repacked(saved.getvalue())
