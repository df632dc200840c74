"""A refusal: what was refused, which thing, which rule, what would be accepted and what to do next.

Only codes and facts live here.  The sentences of each code, Chinese and English, stand in ``documents/sentences.py``;
no wage, name or identity number is ever a fact of a refusal: rows are named by number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from xieshang.core.sources import Source

__all__ = ["Fact", "Refusal", "Refused", "Warned"]

Fact = str | int | tuple[str, ...] | None
_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing refused, by a stable code.

    ``facts`` fill the code's sentences.  ``row`` counts the rows of a table from 1; ``index`` counts the entries of a
    list in a JSON file from 0.  ``value_kind`` says what stood there (``empty``, ``text``, ``negative``…), never the
    value itself.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
    file: str | None = None
    row: int | None = None
    index: int | None = None
    column: str | None = None
    value_kind: str | None = None
    rule: Source | None = None

    def at(self, **place: Any) -> "Refusal":
        """Give the same refusal with its place filled in (``file``, ``row``, ``index``, ``column``).

        >>> Refusal("place.unknown").at(row=3, column="place").row
        3
        """
        return replace(self, **place)


class Refused(Exception):
    """Input was refused; ``refusals`` says everything that was found, in the order of the input."""

    def __init__(self, *refusals: Refusal):
        super().__init__(", ".join(sorted({refusal.code for refusal in refusals})))
        self.refusals = refusals

    @classmethod
    def unless_empty(cls, refusals: Iterable[Refusal]) -> None:
        """Raise when there is at least one refusal."""
        found = tuple(refusals)
        if found:
            raise cls(*found)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something computable that may be unlawful or not known: told in the answer, never in the way."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)
    row: str | int | None = None
    index: int | None = None
    source: Source | None = None
