"""A paper as PDF/A: the sheet set by ``paper.typ``, the same bytes on every run."""

import re
from pathlib import Path
from typing import Any

from xieshang.documents.papers.sheet import Block, Line, Sheet
from xieshang.documents.plain_text import marked
from xieshang.documents.press import breakable, pressed

__all__ = ["marks_of_page", "paper_pdf"]

_TEMPLATE = Path(__file__).parent / "paper.typ"
_LONG_IN_CELL, _LONG_IN_TEXT = re.compile(r"[^\s\u2e80-\uffff]{9,}"), re.compile(r"[^\s\u2e80-\uffff]{40,}")
_MANY_COLUMNS = 6


def marks_of_page(sheet: Sheet) -> list[str]:
    """Give what stands at the head of each page: that all this is a demonstration, that this is a draft."""
    return ["示范数据"] * sheet.is_demonstration + ["草稿"] * sheet.is_draft


def _block(block: Block, unprintable: frozenset[str]) -> dict[str, Any]:
    def shown(text: str) -> str:
        return breakable(marked(text, unprintable), _LONG_IN_TEXT if isinstance(block, Line) else _LONG_IN_CELL)

    if isinstance(block, Line):
        return {"kind": "line", "manner": block.manner, "text": shown(block.text), "label": block.label}
    heads, cells = list(map(shown, block.heads)), [list(map(shown, line)) for line in block.cells]
    if not block.ruled:
        return {"kind": "places", "heads": heads, "cells": cells}
    points = 9 if len(heads) > _MANY_COLUMNS else 10.5
    return {"kind": "table", "heads": heads, "cells": cells, "shares": block.shares, "points": points}


def _content(sheet: Sheet, unprintable: frozenset[str]) -> dict[str, Any]:
    def shown(text: str) -> str:
        return marked(text, unprintable)

    return {
        "title": shown(sheet.title),
        "day": [sheet.day.year, sheet.day.month, sheet.day.day],
        "letter": sheet.is_letter,
        "marks": marks_of_page(sheet),
        "organs": list(map(shown, sheet.organs)),
        "document_number": shown(sheet.document_number),
        "copies_to": shown(sheet.copies_to),
        "printed": shown(sheet.printed),
        "foot": shown(sheet.issue.foot) if sheet.issue else "",
        "blocks": [_block(block, unprintable) for block in sheet.blocks],
    }


def paper_pdf(sheet: Sheet) -> bytes:
    """Give a paper as a PDF/A-2b file.

    Source: GB/T 9704-2012 for official letters (page 156 by 225 mm, 22 lines of 28 characters of 3号).
    Refuses: ``render.no_font`` where no font with Chinese characters is installed.
    """
    return pressed(_TEMPLATE, lambda unprintable: _content(sheet, unprintable), {}, "a-2b")
