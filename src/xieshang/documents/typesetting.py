"""The contract as a PDF/A-3b: the outline set by ``contract.typ``, the contract's JSON attached, the same bytes on every run."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst

from xieshang.core.contract import Contract
from xieshang.core.refusals import Refusal, Refused
from xieshang.documents.enclosed import contract_text, names_text
from xieshang.documents.outline import Block, Outline, Paragraph, names_used, outline
from xieshang.documents.plain_text import marked
from xieshang.documents.wage_grid import Column, Field, WageGrid, text_width

__all__ = ["contract_pdf"]

_TEMPLATE = Path(__file__).parent / "contract.typ"
# The first that is installed is taken: what the office has, then what Debian's fonts-noto-cjk brings.
_SERIFS = ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun")
_TITLES = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun")
_SANS = ("黑体", "SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC")
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_ALWAYS_PRINTED = frozenset("合同编号")
# PDF/A wants a date where files are attached, and it may not be today's: the same contract is the same bytes.
_NO_DAY = date(1970, 1, 1)
_LONG_WORD = re.compile(r"[^\s\u2e80-\uffff]{19,}")
_LONG_IN_TEXT = re.compile(r"[^\s\u2e80-\uffff]{66,}")
_WIDTH_POINTS = 447
# Characters that every Chinese font has, none of them wider than a Chinese character.
_USUAL = re.compile(r"[ -~\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e—]+")
_CENTRED = (Field.CATEGORY, Field.LEVEL, Field.UNIT, Field.CAP_YEARS, Field.OCCUPATION, Field.CLAUSE)


@cache
def _fonts(folders: str) -> typst.Fonts:
    return typst.Fonts(font_paths=[folder for folder in folders.split(os.pathsep) if folder])


def _families(fonts: typst.Fonts, folders: str) -> dict[str, list[str]]:
    """Choose the families of body, title and headings; a site's own fonts of other names come after the known ones."""
    installed = set(fonts.families())
    roots = tuple(folder for folder in folders.split(os.pathsep) if folder)
    own = sorted({font.family for font in fonts.fonts() if roots and str(font.path or "").startswith(roots)})

    def chosen(wanted: tuple[str, ...]) -> list[str]:
        return list(dict.fromkeys([family for family in wanted if family in installed] + own)) or [wanted[-1]]

    return {"body": chosen(_SERIFS), "title": chosen(_TITLES), "heading": chosen(_SANS)}


def _breakable(text: str, long_word: re.Pattern[str]) -> str:
    """Let a word longer than its column break where it must; the space of no width is not seen when it is read back."""
    return long_word.sub(lambda word: "\u200b".join(word[0]), text)


def _is_plain(line: Sequence[str], shares: Sequence[int], points: float) -> bool:
    """Say whether each cell surely fits on one line."""
    point = _WIDTH_POINTS / sum(shares)
    return all(
        not _USUAL.sub("", cell) and points * text_width(cell) / 10 <= share * point - 7
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
        return _breakable(marked(text, unprintable), _LONG_IN_TEXT if isinstance(block, Paragraph) else _LONG_WORD)

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


def _compiled(printed: Outline, day: date, enclosed: dict[str, str], unprintable: frozenset[str]) -> bytes:
    folders = os.environ.get("FONT_DIRS", "")
    fonts = _fonts(folders)
    content = {
        "title": marked(printed.title, unprintable).replace("\n", " "),
        "head": marked(printed.title, unprintable).replace("\n", " ")[:40],
        "draft": printed.is_draft,
        "digest": printed.digest,
        "day": [day.year, day.month, day.day],
        "fonts": _families(fonts, folders),
        "blocks": [_block(block, unprintable) for block in printed.blocks],
    }
    inputs = {"printed": json.dumps(content, ensure_ascii=False), **enclosed}
    made = typst.Compiler(_TEMPLATE, font_paths=fonts, sys_inputs=inputs).compile(format="pdf", pdf_standards=["a-3b"])
    assert isinstance(made, bytes)
    return made


def _missing(error: typst.TypstError) -> frozenset[str]:
    """Give the characters that no font at hand has, from the compiler's diagnostic; of a cluster, the unusual ones."""

    def unescaped(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2]

    clusters = [_ESCAPE.sub(unescaped, text) for text in _MISSING.findall(error.diagnostic)]
    return frozenset("".join(_USUAL.sub("", cluster) or cluster for cluster in clusters))


def contract_pdf(contract: Contract, names: Mapping[str, str]) -> bytes:
    """Give the contract as a PDF/A-3b file that carries its JSON.

    A character that no font at hand has is printed by its number (〔U+20000〕).  Never refuses for the content.

    Refuses: ``render.no_font`` where no font with Chinese characters is installed.
    """
    used = names_used(contract, names)
    printed, enclosed = outline(contract, used), {"contract": contract_text(contract), "names": names_text(used)}
    day = contract.known_on or contract.term.from_on or _NO_DAY
    unprintable: frozenset[str] = frozenset()
    while True:
        try:
            return _compiled(printed, day, enclosed, unprintable)
        except typst.TypstError as error:
            missing = _missing(error) - unprintable
            if missing & _ALWAYS_PRINTED:
                raise Refused(Refusal("render.no_font")) from error
            if not missing:
                raise
            unprintable |= missing
