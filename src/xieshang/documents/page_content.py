"""The content of one PDF page followed operator by operator: its glyphs decoded, its text gathered by mark.

Only what writes or marks text is followed.  Which marks make a table is said by the structure tree (``page_reading.py``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject, IndirectObject

__all__ = ["Font", "Marks", "Unmapped", "marks_of"]


class Unmapped(Exception):
    """A font does not say which characters its codes stand for, or the page has no structure: only plain text is left."""


@dataclass(frozen=True, slots=True)
class Font:
    """How the codes of a font read: the length of a code in bytes, and the text of each."""

    length: int
    texts: dict[int, str]

    def decode(self, raw: bytes) -> str:
        """Give the text of a string of codes.

        >>> Font(2, {1: "焊", 2: "工"}).decode(b"\\x00\\x01\\x00\\x02")
        '焊工'
        """
        codes = (int.from_bytes(raw[at : at + self.length]) for at in range(0, len(raw), self.length))
        return "".join(self.texts.get(code, "\ufffd") for code in codes)


@dataclass(slots=True)
class Marks:
    """The text of a page by the number of its mark; ``loose`` is what stands on the page outside every mark."""

    texts: dict[int, str] = field(default_factory=dict)
    loose: str = ""


_SPACE = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf(?:char|range)", re.DOTALL)
_MAPPED = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def _utf16(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode("ascii")).decode("utf-16-be", "replace")


def _pairs(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        yield int(code, 16), _utf16(text)


def _ranges(tokens: list[bytes]) -> Iterator[tuple[int, str]]:
    rest = iter(tokens)
    for first in rest:
        start, last, text = int(first, 16), int(next(rest), 16), next(rest)
        if text == b"[":
            yield from zip(range(start, last + 1), map(_utf16, iter(lambda: next(rest), b"]")), strict=False)
        else:
            head = _utf16(text)
            codes = range(start, min(last, start + 0xFFFF) + 1)
            yield from ((code, head[:-1] + chr(ord(head[-1]) + code - start)) for code in codes)


def _font(resource: DictionaryObject) -> Font:
    if "/ToUnicode" not in resource:
        raise Unmapped
    stream: Any = resource["/ToUnicode"].get_object()
    mapping = stream.get_data()
    space = _SPACE.search(mapping)
    texts: dict[int, str] = {}
    for kind, body in _SECTION.findall(mapping):
        tokens = [found[0] or found[1] or found[2] for found in _MAPPED.findall(body)]
        texts.update(_pairs(tokens) if kind == b"char" else _ranges(tokens))
    return Font(len(space[1]) // 2 if space else 2, texts)


_LITERAL = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
_TOKEN = re.compile(_LITERAL + rb"|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s()<>\[\]{}/%]*|[\[\]]|%[^\r\n]*|[^\s()<>\[\]{}/%]+", re.DOTALL)
_OPERATOR = re.compile(rb"[A-Za-z'\"][A-Za-z0-9*]*")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b"", b"\r": b""}
_IMAGE_END = re.compile(rb"\sEI(?=\s|$)")


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) & 0xFF]) if code[:1].isdigit() else _ESCAPED.get(code, code)


def _string(token: bytes) -> bytes:
    if token.startswith(b"("):
        return _ESCAPE.sub(_unescaped, token[1:-1])
    digits = b"".join(token[1:-1].split()).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _words(raw: bytes) -> str:
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _operations(content: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    operands: list[bytes] = []
    at = 0
    while found := _TOKEN.search(content, at):
        token, at = found[0], found.end()
        if _OPERATOR.fullmatch(token) and token not in (b"true", b"false", b"null"):
            if token == b"ID":
                end = _IMAGE_END.search(content, at)
                at = end.end() if end else len(content)
            yield token, operands
            operands = []
        elif not token.startswith(b"%"):
            operands.append(token)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One marked stretch of content: its number, whether it is only furniture, and the text it stands for if that is said."""

    number: int | None = None
    is_artifact: bool = False
    actual: str | None = None


class _Follower:
    def __init__(self, resources: Any, fonts: dict[int, Font]):
        self._resources, self._fonts = resources, fonts
        self._font: Font | None = None
        self._saved: list[Font | None] = []
        self._open: list[_Mark] = []
        self.marks = Marks()

    def follow(self, operator: bytes, operands: list[bytes]) -> None:
        """Take one operator with its operands."""
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            if self._font:
                self._show("".join(self._font.decode(_string(token)) for token in operands if token[:1] in (b"(", b"<")))
        elif operator in (b"BDC", b"BMC"):
            self._open.append(self._mark(operands))
        elif operator == b"EMC" and self._open:
            actual = self._open.pop().actual
            if actual is not None:
                self._show(actual)
        elif operator == b"Tf":
            self._font = self._named_font(operands[0].decode("latin-1"))
        elif operator == b"q":
            self._saved.append(self._font)
        elif operator == b"Q" and self._saved:
            self._font = self._saved.pop()

    def _named_font(self, name: str) -> Font:
        reference = self._resources["/Font"].raw_get(name)
        if not isinstance(reference, IndirectObject):
            return _font(reference)
        if reference.idnum not in self._fonts:
            self._fonts[reference.idnum] = _font(self._resources["/Font"][name])
        return self._fonts[reference.idnum]

    def _mark(self, operands: Sequence[bytes]) -> _Mark:
        is_artifact, inner = operands[:1] == [b"/Artifact"], operands[1:]
        if len(inner) == 1:
            named = self._resources["/Properties"][inner[0].decode("latin-1")].get_object()
            actual = named.get("/ActualText")
            return _Mark(named.get("/MCID"), is_artifact, None if actual is None else str(actual))
        values = dict(pairwise(inner))
        number, actual = values.get(b"/MCID"), values.get(b"/ActualText")
        return _Mark(None if number is None else int(number), is_artifact, None if actual is None else _words(_string(actual)))

    def _show(self, text: str) -> None:
        if any(mark.is_artifact or mark.actual is not None for mark in self._open):
            return
        number = next((mark.number for mark in reversed(self._open) if mark.number is not None), None)
        if number is None:
            self.marks.loose += text
        else:
            self.marks.texts[number] = self.marks.texts.get(number, "") + text


def marks_of(page: PageObject, fonts: dict[int, Font]) -> Marks:
    """Give the text of a page by mark; what is marked as furniture (running heads, page numbers) is left out.

    ``fonts`` keeps what was read of the fonts that pages share, by the number of their object.
    """
    contents = page.get_contents()
    follower = _Follower(page.get("/Resources", DictionaryObject()).get_object(), fonts)
    for operator, operands in _operations(contents.get_data() if contents is not None else b""):
        follower.follow(operator, operands)
    return follower.marks
