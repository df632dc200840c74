"""A Word file read back: its paragraphs and tables as they stand, whoever edited them, and the contract that it carries.

Insertions under track changes count, deletions and hidden text do not.  Headers, footers and notes are not read.
"""

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from xieshang.core.refusals import Refusal, Refused
from xieshang.documents.printed import Cells, Printed, broken
from xieshang.documents.word import ENCLOSED_NAMESPACE

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LIMIT_BYTES = 64_000_000
_OFFICE_DOCUMENT = re.compile(r"/officeDocument$")
_BLANKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SKIPPED = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}tblPr", _FALLBACK))


# A damaged package makes the unpacking or the parsing stumble in any of these ways.
_STUMBLES = (BadZipFile, ET.ParseError, zlib.error, struct.error, LookupError, ValueError, EOFError, OSError, RuntimeError)


def _part(package: ZipFile, name: str) -> ET.Element:
    """Parse one part.  A Word file declares no entities, so a document type is refused before it is parsed."""
    content = package.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise broken("Word")
    return ET.fromstring(content)


def _is_on(element: ET.Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "true") not in ("0", "false", "off")


def _texts(element: ET.Element) -> Iterator[str]:
    """Give the visible text of a paragraph or run in pieces."""
    if element.tag == f"{_W}r" and _is_on(element.find(f"{_W}rPr/{_W}vanish")):
        return
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        else:
            yield from _texts(child)


def _cell_text(cell: ET.Element) -> str:
    return "\n".join(item for item in _items(cell) if isinstance(item, str))


def _line(row: ET.Element, above: tuple[str, ...]) -> tuple[str, ...]:
    """Give the cells of a row; a cell that spans columns stands in each, one merged with the cell above repeats it."""
    line: list[str] = []
    for cell in row.iter(f"{_W}tc"):
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        text = _cell_text(cell)
        if merge is not None and merge.get(f"{_W}val") != "restart" and len(line) < len(above):
            text = above[len(line)]
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        line += [text] * (min(int(span.get(f"{_W}val", "1")), 63) if span is not None else 1)
    return tuple(line)


def _table(table: ET.Element) -> Cells:
    lines: list[tuple[str, ...]] = []
    for row in table.iter(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            lines.append(_line(row, lines[-1] if lines else ()))
    return tuple(lines)


def _items(parent: ET.Element) -> Iterator[str | Cells]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield "".join(_texts(child))
        elif child.tag == f"{_W}tbl":
            yield _table(child)
        elif child.tag not in _SKIPPED and child.tag != f"{_W}sectPr":
            yield from _items(child)


def _main_part(package: ZipFile) -> str:
    for relation in _part(package, "_rels/.rels"):
        if _OFFICE_DOCUMENT.search(relation.get("Type", "")):
            return relation.get("Target", "").lstrip("/")
    raise broken("Word")


def _enclosed(package: ZipFile) -> tuple[str | None, str | None]:
    for name in package.namelist():
        if re.fullmatch(r"customXml/item[0-9]+\.xml", name):
            root = _part(package, name)
            if root.tag == f"{{{ENCLOSED_NAMESPACE}}}enclosed":
                inner = f"{{{ENCLOSED_NAMESPACE}}}"
                return root.findtext(f"{inner}contract"), root.findtext(f"{inner}names")
    return None, None


def read_docx(raw: bytes) -> Printed:
    """Give what stands in a Word file and what it carries.

    Refuses: ``document.broken``; ``document.too_large`` by the sizes that the file declares, before anything is unpacked.
    """
    try:
        with ZipFile(BytesIO(raw)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LIMIT_BYTES:
                raise Refused(Refusal("document.too_large", {"limit_mb": _LIMIT_BYTES // 1_000_000}))
            body = _part(package, _main_part(package)).find(f"{_W}body")
            if body is None:
                raise broken("Word")
            contract, names = _enclosed(package)
            return Printed(tuple(_items(body)), contract=contract, names=names)
    except (
        BadZipFile,
        ET.ParseError,
        zlib.error,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise broken("Word") from error
