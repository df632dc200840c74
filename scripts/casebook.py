"""The case book as data: its texts, its cases, what lies outside, and which tests carry a case (read from their source)."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xieshang.core.sources import Trust

__all__ = ["BOOK", "Case", "cases", "key_of_text", "outside", "carriers", "texts"]

ROOT = Path(__file__).parent.parent
BOOK = ROOT / "docs" / "casebook.md"


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the book."""

    id: str
    says: str
    does: str
    trust: Trust

    @property
    def article(self) -> str:
        """The text's key and the number, without the word that tells lines of one article apart.

        >>> Case("LCL.54-silence", "…", "…", Trust.PRIMARY).article, Case("G52-ladder", "…", "…", Trust.PRIMARY).article
        ('LCL.54', 'G52')
        """
        return self.id.split("-")[0]


def _rows(heads: str) -> Iterator[list[str]]:
    """Give the lines of every table of the book that has these heads."""
    for table in BOOK.read_text("utf-8").split("\n\n"):
        lines = table.strip().splitlines()
        if lines and lines[0] == heads:
            yield from ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:])


@cache
def texts() -> dict[str, str]:
    """Give the key of each text by every name that it is cited by."""
    found: dict[str, str] = {}
    for key, name, others in _rows("| key | text | also cited as |"):
        found |= dict.fromkeys([name, *filter(None, others.split("；"))], key)
    return found


def key_of_text(name: str) -> str | None:
    """Give the key of a text; null where the book does not have it."""
    return texts().get(name)


@cache
def cases() -> tuple[Case, ...]:
    """Give the cases in the order of the book."""
    heads = "| id | it says | the product | trust |"
    return tuple(Case(case, says, does, Trust(trust)) for case, says, does, trust in _rows(heads))


def outside() -> list[str]:
    """Give the ids of what lies outside of what stands."""
    return [case for case, *_ in _rows("| id | it asks | what a person does meanwhile |")]


def _carried(function: ast.FunctionDef) -> Iterator[str]:
    """Give the cases that the decorators of a test name, also those of single parameters."""
    for decorator in function.decorator_list:
        for node in ast.walk(decorator):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.case":
                yield from (str(ast.literal_eval(argument)) for argument in node.args)


@cache
def carriers() -> dict[str, list[str]]:
    """Give for each case that some test names the tests that do, as file::test."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for case in dict.fromkeys(_carried(node)):
                    found.setdefault(case, []).append(f"{path.relative_to(ROOT)}::{node.name}")
    return found
