"""Which articles the product cites, and where: read from the core, the law files, the texts of the pages and the documents."""

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xieshang.core.sources import Source, Trust
from xieshang.core.transitions import NEEDS, TIMED
from xieshang.law import statute_book

__all__ = ["Citation", "cited", "numbers_of"]

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "xieshang"
_WRITTEN = (".py", ".html", ".txt", ".yaml", ".typ", ".json")
_LEFT_OUT = {"migrations", "locale", "vendor"}
_DOCUMENTS = ("GLOSSARY.md", "docs/algorithms/*.md", "docs/decisions/*.md", "docs/manual/*.md")
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")}
_NUMBER = "[零一二三四五六七八九十百]+"
_ARTICLE = rf"第({_NUMBER})条"
_IN_BOOK_MARKS = re.compile(rf"《([^《》]+)》((?:第{_NUMBER}条(?:第{_NUMBER}[款项])?[、至]?)+)")
_RUNNING = re.compile(rf"第({_NUMBER})条(?:第{_NUMBER}[款项])?(至?)")
_PARTS = rf"{_NUMBER}(?:、{_NUMBER})*"
_SHORT = re.compile(rf"(?P<text>.+?) (?P<numbers>[0-9][0-9, -]*|{_PARTS})")


@dataclass(frozen=True, slots=True)
class Citation:
    """One article as it is cited: the text's name there, the number of the article (null: the text as a whole), the place.

    ``trust`` is that of the entry of the law files that cites it, null elsewhere.
    """

    text: str
    number: int | None
    where: str
    trust: Trust | None = None


def _whole(chinese: str) -> int:
    """Read a Chinese number below a thousand.

    >>> [_whole(number) for number in ("五", "十二", "五十", "二百零三", "一千")[:4]]
    [5, 12, 50, 203]
    """
    total = digit = 0
    for sign in chinese:
        if sign in "十百":
            total += (digit or 1) * {"十": 10, "百": 100}[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def numbers_of(article: str) -> list[int]:
    """Read the numbers of articles, ranges spelled out; a text without any gives none.

    >>> numbers_of("33-34, 40"), numbers_of("第三十三条至第三十五条、第四十条"), numbers_of("二、四"), numbers_of("逐级上浮")
    ([33, 34, 40], [33, 34, 35, 40], [2, 4], [])
    """
    if re.fullmatch(_PARTS, article):
        return [_whole(part) for part in article.split("、")]
    found: list[int] = []
    if "条" in article:
        reaches = False
        for chinese, to in _RUNNING.findall(article):
            number = _whole(chinese)
            found += range(found[-1] + 1, number + 1) if reaches else [number]
            reaches = bool(to)
        return found
    for first, last in re.findall(r"(\d+)(?:[-–](\d+))?", article):
        found += range(int(first), int(last or first) + 1)
    return found


def _of_source(source: Source, where: str, trust: Trust | None = None) -> Iterator[Citation]:
    numbers: list[int | None] = [*numbers_of(source.article)]
    for number in numbers or [None]:
        yield Citation(source.text, number, where, trust)


def _law_files() -> Iterator[Citation]:
    book = statute_book()
    for pack in book.packs.values():
        for entry in pack.values:
            yield from _of_source(entry.source, f"law/{pack.name} {entry.id}", entry.trust)
    for standard in book.minimum_wages.standards:
        yield from _of_source(standard.source, f"law minimum wages of {standard.jurisdiction}")


def _table() -> Iterator[Citation]:
    articles = [(act, needs.articles) for act, needs in NEEDS.items()] + [(timed.name, timed.article) for timed in TIMED]
    for name, told in articles:
        for text, numbers in _short(told):
            yield from _of_source(Source(text, numbers), f"core/transitions.py {name}")


def _short(told: str) -> Iterator[tuple[str, str]]:
    """Take apart what the transition table and the papers cite in short: 集体合同规定 33-34；工资集体协商试行办法 11."""
    for part in filter(None, map(str.strip, told.split("；"))):
        short = _SHORT.fullmatch(part)
        yield (short["text"], short["numbers"]) if short else (part, "")


def _constants(tree: ast.Module) -> dict[str, str]:
    """Give the texts that a module names, one or several in a line."""
    named: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                pairs = zip(names, values, strict=False)
                named |= {
                    name.id: value.value
                    for name, value in pairs
                    if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
    return named


def _text_of(node: ast.expr, named: Mapping[str, str]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return named.get(node.id) if isinstance(node, ast.Name) else None


def _calls(path: Path, names: Collection[str]) -> Iterator[Citation]:
    """Give what a module makes into a ``Source``, cites in short, or takes from its own default text (``_ORDER_22``)."""
    tree = ast.parse(path.read_text("utf-8"))
    named, where = _constants(tree), str(path.relative_to(SOURCES))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for text, numbers in _short(node.value):
                if numbers and text in names:
                    yield from _of_source(Source(text, numbers), where)
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [_text_of(argument, named) for argument in node.args]
        if called == "Source" and texts and texts[0]:
            yield from _of_source(Source(texts[0], (texts[1:2] or [""])[0] or ""), where)
        elif called in ("_article", "_unless") and "_ORDER_22" in named:
            for text in filter(None, texts):
                if re.fullmatch(_ARTICLE, text):
                    yield from _of_source(Source(named["_ORDER_22"], text), where)


def _running_text(path: Path, names: Iterable[str]) -> Iterator[Citation]:
    """Give what is cited in words: 《…》第…条, and *name* art …"""
    text, where = path.read_text("utf-8"), str(path.relative_to(ROOT))
    for name, articles in _IN_BOOK_MARKS.findall(text):
        yield from _of_source(Source(name, articles), where)
    spoken = re.compile(
        rf"({'|'.join(map(re.escape, names))})》?(?: \([^)]*\))? arts? (\d+(?:[-–]\d+)?(?:(?:, | and )\d+(?:[-–]\d+)?)*)"
    )
    for name, articles in spoken.findall(text):
        yield from _of_source(Source(name, articles), where)


def _files() -> Iterator[Path]:
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix in _WRITTEN and not _LEFT_OUT & set(path.parts):
            yield path
    for pattern in _DOCUMENTS:
        yield from sorted(ROOT.glob(pattern))


def cited(names: Iterable[str]) -> Iterator[Citation]:
    """Give every article that the product cites.  ``names`` are the texts' names, which running text may cite by."""
    known = sorted(names, key=len, reverse=True)
    yield from _law_files()
    yield from _table()
    for path in _files():
        if path.suffix == ".py":
            yield from _calls(path, known)
        yield from _running_text(path, known)
