"""The contract as a PDF/A-3b: the outline set by ``contract.typ``, the contract's JSON attached, the same bytes on every run."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xieshang.core.contract import Contract
from xieshang.documents.enclosed import contract_text, names_text
from xieshang.documents.outline import Block, Outline, Paragraph, names_used, outline
from xieshang.documents.plain_text import marked
from xieshang.documents.press import USUAL, breakable, pressed
from xieshang.documents.wage_grid import Column, Field, WageGrid, text_width

__all__ = ["contract_pdf"]

_TEMPLATE = Path(__file__).parent / "contract.typ"
# PDF/A wants a date where files are attached, and it may not be today's: the same contract is the same bytes.
_NO_DAY = date(1970, 1, 1)
_LONG_WORD = re.compile(r"[^\s\u2e80-\uffff]{19,}")
_LONG_IN_TEXT = re.compile(r"[^\s\u2e80-\uffff]{66,}")
_WIDTH_POINTS = 447
_CENTRED = (Field.CATEGORY, Field.LEVEL, Field.UNIT, Field.CAP_YEARS, Field.OCCUPATION, Field.CLAUSE)


def _is_plain(line: Sequence[str], shares: Sequence[int], points: float) -> bool:
    """Say whether each cell surely fits on one line."""
    point = _WIDTH_POINTS / sum(shares)
    return all(
        not USUAL.sub("", cell) and points * text_width(cell) / 10 <= share * point - 7
        for cell, share in zip(line, shares, strict=True)
    )


def _table(heads: list[str], shares: list[int], cells: list[list[str]], fields: Sequence[Field] = ()) -> dict[str, Any]:
    points = 9 if len(heads) > 7 else 10
    return {
        "kind": "table",
        "heads": heads,
        "shares": shares,
        "cells": cells,
        "points": points,
        "right": [place for place, field in enumerate(fields) if field is Field.AMOUNT],
        "centre": [place for place, field in enumerate(fields) if field in _CENTRED],
        "plain": [_is_plain(line, shares, points) for line in cells],
    }


def _block(block: Block, unprintable: frozenset[str]) -> dict[str, Any]:
    def shown(text: str) -> str:
        return breakable(marked(text, unprintable), _LONG_IN_TEXT if isinstance(block, Paragraph) else _LONG_WORD)

    def head(column: Column) -> str:
        return shown(column.head.replace("（", "\n（") if column.field is Field.AMOUNT else column.head)

    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "manner": block.manner, "text": shown(block.text), "label": block.label}
    cells = [list(map(shown, line)) for line in block.cells]
    if isinstance(block, WageGrid):
        fields = [column.field for column in block.columns]
        return _table(list(map(head, block.columns)), [column.share for column in block.columns], cells, fields)
    if block.ruled:
        return _table(list(block.heads), list(block.shares), cells)
    return {"kind": "signatures", "heads": block.heads, "cells": cells}


def _content(printed: Outline, day: date, unprintable: frozenset[str]) -> dict[str, Any]:
    return {
        "title": marked(printed.title, unprintable).replace("\n", " "),
        "head": marked(printed.title, unprintable).replace("\n", " ")[:40],
        "draft": printed.is_draft,
        "digest": printed.digest,
        "day": [day.year, day.month, day.day],
        "blocks": [_block(block, unprintable) for block in printed.blocks],
    }


def contract_pdf(contract: Contract, names: Mapping[str, str]) -> bytes:
    """Give the contract as a PDF/A-3b file that carries its JSON.

    A character that no font at hand has is printed by its number (〔U+20000〕).  Never refuses for the content.

    Refuses: ``render.no_font`` where no font with Chinese characters is installed.
    """
    used = names_used(contract, names)
    printed, enclosed = outline(contract, used), {"contract": contract_text(contract), "names": names_text(used)}
    day = contract.known_on or contract.term.from_on or _NO_DAY
    return pressed(_TEMPLATE, lambda unprintable: _content(printed, day, unprintable), enclosed, "a-3b")
