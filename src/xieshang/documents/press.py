"""The press: a Typst template with its words as JSON becomes a PDF, in the fonts at hand, the same bytes on every run.

What a document says and how it looks stand elsewhere; here are only fonts, characters that no font has, and the compiler.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from xieshang.core.refusals import Refusal, Refused

__all__ = ["USUAL", "breakable", "pressed"]

# The first that is installed is taken: what the office has, then what Debian's fonts-noto-cjk brings.
_SERIFS = ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun")
_TITLES = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun")
_SANS = ("黑体", "SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC")
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_ALWAYS_PRINTED = frozenset("合同编号")
USUAL = re.compile(r"[ -~\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e—]+")
"""Characters that every Chinese font has, none of them wider than a Chinese character."""

Standard = Literal["a-2b", "a-3b"]
Content = Callable[[frozenset[str]], Mapping[str, Any]]


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


def breakable(text: str, long_word: re.Pattern[str]) -> str:
    """Let a word longer than its column break where it must; the space of no width is not seen when it is read back."""
    return long_word.sub(lambda word: "\u200b".join(word[0]), text)


def _missing(error: typst.TypstError) -> frozenset[str]:
    """Give the characters that no font at hand has, from the compiler's diagnostic; of a cluster, the unusual ones."""

    def unescaped(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2]

    clusters = [_ESCAPE.sub(unescaped, text) for text in _MISSING.findall(error.diagnostic)]
    return frozenset("".join(USUAL.sub("", cluster) or cluster for cluster in clusters))


def _compiled(template: Path, content: Mapping[str, Any], enclosed: Mapping[str, str], standard: Standard) -> bytes:
    folders = os.environ.get("FONT_DIRS", "")
    fonts = _fonts(folders)
    told = {**content, "fonts": _families(fonts, folders)}
    inputs = {"printed": json.dumps(told, ensure_ascii=False), **enclosed}
    made = typst.Compiler(template, font_paths=fonts, sys_inputs=inputs).compile(format="pdf", pdf_standards=[standard])
    assert isinstance(made, bytes)
    return made


def pressed(template: Path, content: Content, enclosed: Mapping[str, str], standard: Standard) -> bytes:
    """Print a template as PDF.

    ``content`` gives its words, told which characters the fonts at hand lack (those it prints by number); ``enclosed`` are
    further inputs of the template, ``standard`` the kind of PDF/A.

    Refuses: ``render.no_font`` where no font with Chinese characters is installed.
    """
    unprintable: frozenset[str] = frozenset()
    while True:
        try:
            return _compiled(template, content(unprintable), enclosed, standard)
        except typst.TypstError as error:
            missing = _missing(error) - unprintable
            if missing & _ALWAYS_PRINTED:
                raise Refused(Refusal("render.no_font")) from error
            if not missing:
                raise
            unprintable |= missing
