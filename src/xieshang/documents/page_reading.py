"""A PDF read back: the text that stands on its pages, by its structure where it is tagged, and the files attached to it.

The attachment is never taken for the page: what is printed there is decoded from its glyphs (``page_content.py``).
"""

import logging
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from xieshang.core.refusals import Refusal, Refused
from xieshang.documents.enclosed import CONTRACT_NAME, NAMES_NAME
from xieshang.documents.page_content import Font, Unmapped, marks_of
from xieshang.documents.printed import Cells, Printed, broken

__all__ = ["read_pdf"]

# A damaged PDF makes the parser stumble in any of these ways; each says the same to the caller: not readable.
_STUMBLES = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class _Tree:
    """Walks the structure of a tagged PDF; every element is visited once."""

    def __init__(self, reader: PdfReader):
        root = reader.root_object.get("/StructTreeRoot")
        if root is None or isinstance(root, NullObject):
            raise Unmapped
        self._root = root.get_object()
        self._roles = self._root.get("/RoleMap", {})
        fonts: dict[int, Font] = {}
        self._pages = {page.indirect_reference: marks_of(page, fonts) for page in reader.pages}
        self._used: set[tuple[Any, int]] = set()
        self._visited: set[tuple[int, int]] = set()

    def items(self) -> tuple[str | Cells, ...]:
        """Give paragraphs and tables in the order of the structure, and then what the pages show besides."""
        items = list(self._blocks(self._root.get("/K"), None))
        return (*items, *self._besides())

    def _besides(self) -> Iterator[str]:
        for page, marks in self._pages.items():
            unused = [text for number, text in marks.texts.items() if (page, number) not in self._used]
            yield from filter(str.strip, [*unused, marks.loose])

    def _kids(self, kids: Any) -> Iterator[Any]:
        listed: Any = kids.get_object() if kids is not None else ()
        for kid in listed if isinstance(listed, ArrayObject) else (listed,) if kids is not None else ():
            reference = kid if isinstance(kid, IndirectObject) else None
            if reference is not None:
                key = (reference.idnum, reference.generation)
                if key in self._visited:
                    continue
                self._visited.add(key)
            yield kid.get_object() if kid is not None else None

    def _role(self, element: DictionaryObject) -> str:
        name = element.get("/S")
        return str(self._roles.get(name, name))

    def _blocks(self, kids: Any, page: Any) -> Iterator[str | Cells]:
        for element in self._kids(kids):
            if not isinstance(element, DictionaryObject) or "/S" not in element:
                continue
            page_of = element.raw_get("/Pg") if "/Pg" in element else page
            if self._role(element) == "/Table":
                yield tuple(self._lines(element.get("/K"), page_of))
            elif self._holds_text(element):
                yield self._text(element, page_of)
            else:
                yield from self._blocks(element.get("/K"), page_of)

    def _holds_text(self, element: DictionaryObject) -> bool:
        kids = element.get("/K")
        listed: Any = kids.get_object() if kids is not None else ()
        first = listed[0].get_object() if isinstance(listed, ArrayObject) and listed else listed
        inline = isinstance(first, DictionaryObject) and (first.get("/Type") == "/MCR" or self._role(first) == "/Span")
        return isinstance(first, int) or inline

    def _lines(self, kids: Any, page: Any) -> Iterator[tuple[str, ...]]:
        for element in self._kids(kids):
            page_of = element.raw_get("/Pg") if "/Pg" in element else page
            if self._role(element) == "/TR":
                yield tuple(self._text(cell, page_of) for cell in self._kids(element.get("/K")))
            else:
                yield from self._lines(element.get("/K"), page_of)

    def _text(self, element: Any, page: Any) -> str:
        if isinstance(element, int):
            return self._marked(page, element)
        page_of = element.raw_get("/Pg") if "/Pg" in element else page
        if element.get("/Type") == "/MCR":
            return self._marked(page_of, element["/MCID"])
        return "".join(self._text(kid, page_of) for kid in self._kids(element.get("/K")) if kid is not None)

    def _marked(self, page: Any, number: int) -> str:
        self._used.add((page, number))
        return self._pages[page].texts.get(number, "")


def _attached(reader: PdfReader, name: str) -> str | None:
    files = reader.attachments
    return files[name][0].decode("utf-8") if name in files else None


def _items(reader: PdfReader) -> tuple[str | Cells, ...] | None:
    try:
        items = _Tree(reader).items()
    except Unmapped:
        return None
    return items if any(not isinstance(item, str) for item in items) else None


def read_pdf(raw: bytes) -> Printed:
    """Give what stands on the pages of a PDF and what is attached to it.

    Refuses: ``document.broken``, ``document.encrypted``.
    """
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted:
            raise Refused(Refusal("document.encrypted"))
        items = _items(reader)
        text = "" if items is not None else "\n".join(page.extract_text() for page in reader.pages)
        return Printed(items, text, _attached(reader, CONTRACT_NAME), _attached(reader, NAMES_NAME))
    except _STUMBLES as stumble:
        raise broken("PDF") from stumble
