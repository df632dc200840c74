"""The contract as a Word file: the outline in real styles, the contract's JSON as a custom part, the same bytes on every run."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from xieshang.core.contract import Contract
from xieshang.documents.enclosed import contract_text, names_text
from xieshang.documents.outline import Block, ListGrid, Manner, Outline, Paragraph, names_used, outline
from xieshang.documents.wage_grid import Field, WageGrid

__all__ = [
    "ENCLOSED_NAMESPACE",
    "MOMENT",
    "contract_docx",
    "grid_table",
    "page_field",
    "plain_template",
    "repacked",
    "text_run",
]

ENCLOSED_NAMESPACE = "urn:xieshang:contract:1"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
# A Word file wants moments; the same contract is the same bytes, so they are not today's.
MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - Word stores no zone
_INK, _PALE, _BLUE, _RED = (
    RGBColor(0x1B, 0x25, 0x30),
    RGBColor(0x5F, 0x6C, 0x7D),
    RGBColor(0x12, 0x3F, 0x7D),
    RGBColor(0xB3, 0x24, 0x1B),
)
_SONG, _FANG, _HEI = "宋体", "仿宋", "黑体"
_STYLES: dict[Manner, str] = {
    Manner.TITLE: "Title",
    Manner.DRAFT: "Subtitle",
    Manner.FACT: "Body Text",
    Manner.HEADING: "Heading 1",
    Manner.CLAUSE: "Heading 2",
    Manner.BODY: "Body Text Indent",
    Manner.CAPTION: "Caption",
    Manner.COLOPHON: "Footer",
}
_UNWANTED = ("/stylesWithEffects", "/thumbnail", "/customXml", "/numbering")
_CENTRED = (Field.CATEGORY, Field.LEVEL, Field.UNIT, Field.CAP_YEARS, Field.OCCUPATION, Field.CLAUSE)
_WIDTH_TWENTIETHS = 8900
_CELL_SPACING = '<w:spacing w:before="30" w:after="30" w:line="280" w:lineRule="atLeast"/>'
_CELL_MARGINS = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'


def _font(style: Any, east_asian: str, points: float, colour: RGBColor, *, bold: bool = False) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(points), bold, False
    style.font.color.rgb, style.font.name = colour, "Times New Roman"
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:eastAsia"), east_asian)
    fonts.set(qn("w:cs"), "Times New Roman")


def _spacing(style: Any, before: float, after: float, line: float) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), Pt(line)


def _shape_styles(styles: Any) -> None:
    if "Body Text Indent" not in [style.name for style in styles]:
        styles.add_style("Body Text Indent", 1).base_style = styles["Normal"]
    for name, east_asian, points, colour, bold, before, after in (
        ("Normal", _FANG, 12, _INK, False, 0, 0),
        ("Title", _SONG, 19, _INK, True, 6, 8),
        ("Subtitle", _HEI, 11, _RED, True, 0, 8),
        ("Heading 1", _HEI, 13, _BLUE, True, 16, 6),
        ("Heading 2", _HEI, 12, _INK, True, 8, 2),
        ("Body Text", _FANG, 12, _INK, False, 0, 0),
        ("Body Text Indent", _FANG, 12, _INK, False, 0, 0),
        ("Caption", _HEI, 10.5, _INK, True, 10, 4),
        ("Header", _SONG, 9, _PALE, False, 0, 0),
        ("Footer", _SONG, 9, _PALE, False, 0, 0),
    ):
        _font(styles[name], east_asian, points, colour, bold=bold)
        _spacing(styles[name], before, after, round(points * 1.7))
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for name in ("Title", "Subtitle"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for edge in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(edge)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Body Text Indent"].paragraph_format.first_line_indent = Pt(24)


_KEPT = frozenset(name.casefold() for name in ("Normal", "Header", "Footer", *_STYLES.values()))


def _prune(document: Any) -> None:
    """Leave the styles that are used; what else the template brings would only make every file larger and slower."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.name_val.casefold() not in _KEPT and style.get(qn("w:default")) != "1":
            styles.remove(style)
        for link in style.findall(qn("w:link")):
            style.remove(link)
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNWANTED)]:
            del relations[key]


@cache
def plain_template() -> bytes:
    """Give an empty Word file with the styles that documents use, and no others."""
    document = docx.Document()
    _shape_styles(document.styles)
    _prune(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def text_run(text: str, properties: str = "") -> str:
    """Write a text as one run; a line break stays one."""
    lines = escape(text).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{properties}{inner}</w:r>"


def _cell(text: str, width: int, align: str, points: float, *, is_head: bool, line: str) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F4F6F9"/>' if is_head and line != "nil" else ""
    weight = "<w:b/>" if is_head else ""
    run = text_run(text, f'<w:rPr>{weight}<w:sz w:val="{round(points * 2)}"/></w:rPr>')
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{_CELL_SPACING}<w:jc w:val="{align}"/></w:pPr>{run}</w:p></w:tc>'
    )


def _borders(line: str) -> str:
    edges = "".join(f'<w:{edge} w:val="{line}" w:sz="4" w:color="9AA7B8"/>' for edge in ("left", "right", "insideH", "insideV"))
    strong = "".join(f'<w:{edge} w:val="{line}" w:sz="10" w:color="123F7D"/>' for edge in ("top", "bottom"))
    return f"<w:tblBorders>{strong}{edges}</w:tblBorders>"


def grid_table(
    heads: Sequence[str], cells: Sequence[Sequence[str]], shares: Sequence[int], aligns: Sequence[str], line: str
) -> Any:
    """Make a table whose head repeats on every page; ``line`` is ``nil`` for one without ruled lines."""
    points = 9 if len(heads) > 7 else 10.5
    widths = [_WIDTH_TWENTIETHS * share // sum(shares) for share in shares]

    def row(texts: Sequence[str], *, is_head: bool) -> str:
        shown = zip(texts, widths, ["center"] * len(heads) if is_head else aligns, strict=True)
        inner = "".join(_cell(text, width, align, points, is_head=is_head, line=line) for text, width, align in shown)
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{inner}</w:tr>"

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    size = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="60" w:type="dxa"/>'
    shape = f'{size}{_borders(line)}<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}'
    rows = row(heads, is_head=True) + "".join(row(texts, is_head=False) for texts in cells)
    return parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr>{shape}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")


def _wage_table(grid: WageGrid) -> Any:
    fields = [column.field for column in grid.columns]
    aligns = ["right" if field is Field.AMOUNT else "center" if field in _CENTRED else "left" for field in fields]
    return grid_table(
        [column.head for column in grid.columns], grid.cells, [column.share for column in grid.columns], aligns, "single"
    )


def _list_table(grid: ListGrid) -> Any:
    cells = grid.cells
    if not grid.ruled:
        cells = (cells[0], *[("\n\n\n",) * len(grid.heads)], *cells[1:])
    return grid_table(grid.heads, cells, grid.shares, ["left"] * len(grid.heads), "single" if grid.ruled else "nil")


def _paragraph(block: Paragraph, styles: Mapping[str, str]) -> Any:
    label = text_run(f"{block.label}：", '<w:rPr><w:color w:val="5F6C7D"/></w:rPr>') if block.label else ""
    apart = '<w:spacing w:before="360"/>' if block.manner is Manner.COLOPHON else ""
    style = f'<w:pPr><w:pStyle w:val="{styles[_STYLES[block.manner]]}"/>{apart}</w:pPr>'
    return parse_xml(f"<w:p {nsdecls('w')}>{style}{label}{text_run(block.text)}</w:p>")


def page_field(code: str) -> str:
    """Write a field that Word fills in (PAGE, NUMPAGES)."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _page_lines(section: Any, printed: Outline) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(30), Mm(27), Mm(27), Mm(25)
    head = section.header.paragraphs[0]
    head.text = printed.title.replace("\n", " ")[:40] + ("　　草案" if printed.is_draft else "")
    foot = section.footer.paragraphs[0]._p
    pages = "".join((text_run("第 "), page_field("PAGE"), text_run(" 页　共 "), page_field("NUMPAGES"), text_run(" 页")))
    centred = '<w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
    foot.getparent().replace(foot, parse_xml(f"<w:p {nsdecls('w')}>{centred}{pages}</w:p>"))


def _enclose(document: Any, contract: Contract, names: Mapping[str, str]) -> None:
    inner = f"<contract>{escape(contract_text(contract))}</contract><names>{escape(names_text(names))}</names>"
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n<enclosed xmlns="{ENCLOSED_NAMESPACE}">{inner}</enclosed>'
    part = Part(PackURI("/customXml/item9.xml"), "application/xml", content.encode(), document.part.package)
    document.part.relate_to(part, _CUSTOM_XML)


def repacked(saved: bytes) -> bytes:
    """Pack the file anew with one date for every part."""
    packed = BytesIO()
    with ZipFile(BytesIO(saved)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, MOMENT.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()


def _element(block: Block, styles: Mapping[str, str]) -> Any:
    if isinstance(block, Paragraph):
        return _paragraph(block, styles)
    return _wage_table(block) if isinstance(block, WageGrid) else _list_table(block)


def contract_docx(contract: Contract, names: Mapping[str, str]) -> bytes:
    """Give the contract as a Word file that carries its JSON.  Never refuses for the content."""
    used = names_used(contract, names)
    printed = outline(contract, used)
    document = docx.Document(BytesIO(plain_template()))
    _page_lines(document.sections[0], printed)
    styles = {style.name: style.style_id for style in document.styles}
    body = document.element.body
    last = body.sectPr
    for block in printed.blocks:
        last.addprevious(_element(block, styles))
    properties = document.core_properties
    properties.title, properties.author, properties.language = printed.title.replace("\n", " ")[:255], "", "zh-CN"
    properties.created = properties.modified = MOMENT
    properties.comments, properties.last_modified_by = "", ""
    _enclose(document, contract, used)
    saved = BytesIO()
    document.save(saved)
    return repacked(saved.getvalue())
