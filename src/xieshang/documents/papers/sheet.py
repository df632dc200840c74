"""A composed paper as one frozen value, from which Word and PDF are both made, and which is kept when a paper is issued.

What stands on it is decided in ``composing.py``; how it looks stands in ``paper.typ`` and ``word.py``.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from xieshang.core.fields import canonical_json

__all__ = ["Block", "Grid", "Issue", "Line", "Manner", "Sheet", "plain_lines", "read_sheet", "sheet_content", "sheet_digest"]


class Manner(StrEnum):
    """What a line of a paper is, from which each form takes its look."""

    TITLE = "title"
    DRAFT = "draft"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    BODY = "body"
    FACT = "fact"
    ITEM = "item"
    CAPTION = "caption"
    SIGNED = "signed"
    DATED = "dated"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; a fact has a label before it."""

    manner: Manner
    text: str
    label: str = ""

    @property
    def line(self) -> str:
        """The whole paragraph in one text."""
        return f"{self.label}：{self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table, or (not ``ruled``) the places for signatures and seals beside each other."""

    heads: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    ruled: bool = True


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Issue:
    """What issuing adds to a paper: its number, its version, the day, and the head of the round's ledger at that moment."""

    number: str
    version: int
    on: date
    acts: int | None = None
    ledger_head: str | None = None

    @property
    def foot(self) -> str:
        """The line at the foot of each page.

        >>> Issue("r-F01", 1, date(2025, 3, 3)).foot
        '文件编号 r-F01　第1版　2025年3月3日出具'
        """
        issued = f"文件编号 {self.number}　第{self.version}版　{self.on.year}年{self.on.month}月{self.on.day}日出具"
        return f"{issued}　协商台账第{self.acts}项 {self.ledger_head[:16]}" if self.ledger_head else issued


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper ready for printing.

    ``organs`` head an official letter (the lead first) with ``document_number``; ``copies_to`` and ``printed`` are its 版记.
    ``issue`` is null until the paper is issued.
    """

    paper: str
    title: str
    day: date
    blocks: tuple[Block, ...]
    is_letter: bool = False
    is_draft: bool = False
    is_demonstration: bool = False
    organs: tuple[str, ...] = ()
    document_number: str = ""
    copies_to: str = ""
    printed: str = ""
    issue: Issue | None = None

    def issued(self, issue: Issue) -> "Sheet":
        """Give the same paper as issued."""
        return replace(self, issue=issue)


def sheet_content(sheet: Sheet) -> dict[str, Any]:
    """Give a sheet as JSON values, as an issued paper is kept.

    >>> sheet = Sheet("offer", "要约书", date(2025, 3, 3), (Line(Manner.TITLE, "要约书"),))
    >>> read_sheet(sheet_content(sheet)) == sheet
    True
    """
    content = asdict(sheet) | {"day": sheet.day.isoformat()}
    if sheet.issue:
        content["issue"] = asdict(sheet.issue) | {"on": sheet.issue.on.isoformat()}
    return content


def _block(content: Mapping[str, Any]) -> Block:
    if "cells" in content:
        cells = tuple(tuple(line) for line in content["cells"])
        return Grid(tuple(content["heads"]), cells, tuple(content["shares"]), content["ruled"])
    return Line(Manner(content["manner"]), content["text"], content["label"])


def read_sheet(content: Mapping[str, Any]) -> Sheet:
    """Read a sheet back from what ``sheet_content`` gave."""
    issue = content["issue"]
    known = {
        "day": date.fromisoformat(content["day"]),
        "blocks": tuple(map(_block, content["blocks"])),
        "organs": tuple(content["organs"]),
        "issue": Issue(**{**issue, "on": date.fromisoformat(issue["on"])}) if issue else None,
    }
    return Sheet(**{**content, **known})


def sheet_digest(sheet: Sheet) -> str:
    """Give the SHA-256 of a sheet over its canonical JSON, in hex."""
    return hashlib.sha256(f"xieshang/paper/1\n{canonical_json(sheet_content(sheet))}".encode()).hexdigest()


def _head(sheet: Sheet) -> Iterator[str]:
    if sheet.is_demonstration:
        yield "示范数据"
    yield from sheet.organs
    if sheet.document_number:
        yield sheet.document_number


def _foot(sheet: Sheet) -> Iterator[str]:
    if sheet.copies_to:
        yield f"抄送：{sheet.copies_to}"
    if sheet.printed:
        yield sheet.printed
    if sheet.issue:
        yield sheet.issue.foot


def plain_lines(sheet: Sheet) -> list[str]:
    """Give a paper as lines of plain text, the cells of a table parted by two spaces."""
    lines = list(_head(sheet))
    for block in sheet.blocks:
        lines += [block.line] if isinstance(block, Line) else ["  ".join(cells) for cells in (block.heads, *block.cells)]
    return [*lines, *_foot(sheet)]
