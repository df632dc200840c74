"""Rows of text set in columns for a terminal, in which a Chinese character takes two places."""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

__all__ = ["aligned"]

_BETWEEN = "  "


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def aligned(rows: Sequence[Sequence[str]], left: int) -> Iterator[str]:
    """Set rows in columns: the first ``left`` columns to the left, the others, which are numbers, to the right.

    >>> list(aligned([("焊工", "4"), ("a", "12")], 1))
    ['焊工   4', 'a     12']
    """
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for place, (text, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - _width(text))
            cells.append(text + space if place < left else space + text)
        yield _BETWEEN.join(cells).rstrip()
