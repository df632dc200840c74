"""Text without structure laid against the outline that it should print: a PDF whose tags were lost, or that another program wrote.

The text is taken in its order; what recurs on every page is passed over.  A place that differs is read up to where the outline
is found again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xieshang.documents.outline import Block, Outline, Paragraph
from xieshang.documents.plain_text import seen
from xieshang.documents.printed import Cells
from xieshang.documents.wage_grid import Field, WageGrid

__all__ = ["aligned"]

_FIGURE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_FURNITURE = re.compile(r"数据摘要[0-9a-f]{16}(?![0-9a-f])|—[0-9]+—|第[0-9]+页|共[0-9]+页|盖章处")
_REACH, _ANCHOR, _NEAR, _FAR = 2000, 3, 12, 120


@dataclass(frozen=True, slots=True)
class _Piece:
    """One paragraph or cell of the outline, as it is seen."""

    block: int
    line: int
    text: str
    is_amount: bool = False


def _lines(block: Block) -> list[tuple[str, ...]]:
    if isinstance(block, Paragraph):
        return [(block.line,)]
    heads = tuple(column.head for column in block.columns) if isinstance(block, WageGrid) else block.heads
    return [heads, *block.cells]


def _pieces(blocks: tuple[Block, ...]) -> Iterator[_Piece]:
    for number, block in enumerate(blocks):
        amounts = [column.field is Field.AMOUNT for column in block.columns] if isinstance(block, WageGrid) else []
        for line, cells in enumerate(_lines(block)):
            for place, cell in enumerate(cells):
                yield _Piece(number, line, seen(cell), line > 0 and bool(amounts) and amounts[place])


class _Text:
    """The text, and how far it was read."""

    def __init__(self, text: str, recurring: list[str]):
        self.text, self.at = text, 0
        self._recurring = [part for part in recurring if part]

    def pass_over(self, wanted: str) -> None:
        """Pass over what recurs on every page, unless it is what is wanted."""
        while not self.text.startswith(wanted, self.at):
            furniture = _FURNITURE.match(self.text, self.at)
            found = (
                furniture[0] if furniture else next((part for part in self._recurring if self.text.startswith(part, self.at)), "")
            )
            if not found:
                return
            self.at += len(found)

    def take(self, length: int) -> str:
        """Read on."""
        taken = self.text[self.at : self.at + length]
        self.at += length
        return taken


def _read(pieces: list[_Piece], text: _Text, surplus: list[str]) -> Iterator[str]:
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        text.pass_over(piece.text)
        figure = _FIGURE.match(text.text, text.at) if piece.is_amount else None
        if figure or text.text.startswith(piece.text, text.at):
            yield text.take(len(figure[0] if figure else piece.text))
            place += 1
            continue
        skipped, length = _next_anchor(pieces, place, text)
        words = text.take(length)
        if skipped == 0:
            surplus.append(words)
            continue
        yield words
        yield from [""] * (skipped - 1)
        place += skipped


def _next_anchor(pieces: list[_Piece], place: int, text: _Text) -> tuple[int, int]:
    """Find how many pieces differ, and how much text stands in their place: what lies nearest, within a row or so, counts."""
    nearest: tuple[int, int] | None = None
    for skipped in range(min(_FAR, len(pieces) - place)):
        anchor = "".join(piece.text for piece in pieces[place + skipped : place + skipped + _ANCHOR])
        found = text.text.find(anchor, text.at, text.at + _REACH)
        if found >= 0 and (nearest is None or found - text.at < nearest[1]):
            nearest = skipped, found - text.at
        if nearest and skipped >= _NEAR:
            break
    return nearest or (1, 0)


def aligned(printed: Outline, text: str) -> tuple[str | Cells, ...]:
    """Give the text as the paragraphs and tables of the outline; what is left over comes last.

    >>> from xieshang.core.contract import Contract
    >>> from xieshang.documents.outline import outline, plain_lines
    >>> made = outline(Contract("c-1"), {})
    >>> aligned(made, " ".join(plain_lines(made)).replace("c-1", "c-2"))[2]
    '合同编号:c-2'
    """
    pieces = list(_pieces(printed.blocks))
    heads = ["".join(map(seen, _lines(block)[0])) for block in printed.blocks if isinstance(block, WageGrid)]
    rest = _Text(seen(text), [*heads, seen(printed.title), "草案"])
    surplus: list[str] = []
    read: dict[tuple[int, int], list[str]] = {}
    for piece, words in zip(pieces, _read(pieces, rest, surplus), strict=True):
        read.setdefault((piece.block, piece.line), []).append(words)
    items: list[str | Cells] = []
    for number, block in enumerate(printed.blocks):
        lines = tuple(tuple(read[number, line]) for line in range(len(_lines(block))))
        items.append(lines[0][0] if isinstance(block, Paragraph) else lines)
    surplus.append(_FURNITURE.sub("", rest.text[rest.at :]))
    return (*items, *filter(None, surplus))
