"""What the law of each place says in each part of a month, as arrays: the statutory minimum, and whether pay is taken net.

Beside the arrays stands what was read, with its trust, for what occurs in the rows: a value is never shown without it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from xieshang.core.floors import Rule
from xieshang.core.rules import LawValue, Rules
from xieshang.core.sources import Source, Trust
from xieshang.core.statutory import statutory_rule
from xieshang.core.wage_table import Form
from xieshang.engine.paint import Timeline

__all__ = ["UNKNOWN", "Basis", "Law", "Minima", "Minimum", "bases_told", "minima", "minimum_changes", "wage_bases"]

UNKNOWN = -1
Law = Callable[[str], Rules]
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Minimum:
    """A statutory minimum that rows were held against, as read for the day ``on``.

    Units: fen a month or an hour.  Nulls: a minimum that is not known has no amount, source or trust.
    """

    place: str
    form: Form
    on: date
    amount_fen: int | None
    source: Source | None
    trust: Trust | None


@dataclass(frozen=True, slots=True)
class Basis:
    """Whether the worker's own contributions count as pay in a place, as read for the day ``on``.

    Source: methods F1 and K (``si_mode``).  Nulls: a basis that is not known is taken as gross.
    """

    place: str
    on: date
    net: bool | None
    source: Source | None
    trust: Trust | None


@dataclass(frozen=True, slots=True)
class Minima:
    """The statutory minimum of one form in each place and part of a month.

    Shape: ``amounts`` is places × parts; ``used`` is places × months and filled while rows are checked.  Units: fen.
    Nulls: ``UNKNOWN``.
    """

    places: tuple[str, ...]
    form: Form
    firsts: tuple[date, ...]
    months: Timeline
    spans: NDArray[np.int64]
    asked: tuple[tuple[Rule | None, ...], ...]
    amounts: NDArray[np.int64]
    used: NDArray[np.bool_]

    def told(self) -> Iterator[Minimum]:
        """Tell every minimum that was used; one that did not change is told once."""
        for place, rules, used in zip(self.places, self.asked, np.repeat(self.used, self.months.part_count, axis=1), strict=True):
            numbers = np.unique(self.spans[used]).tolist()
            told = [_minimum(place, self.form, self.firsts[number], rules[number]) for number in numbers]
            yield from _changes(told, lambda minimum: (minimum.amount_fen, minimum.source, minimum.trust))


def _minimum(place: str, form: Form, on: date, rule: Rule | None) -> Minimum:
    if rule is None:
        return Minimum(place, form, on, None, None, None)
    return Minimum(place, form, on, rule.amount_fen, rule.source, rule.trust)


def _changes(told: list[Told], said: Callable[[Told], object]) -> Iterator[Told]:
    """Give the first of what was told, and each that says something else than the one before it."""
    yield from told[:1]
    yield from (after for before, after in pairwise(told) if said(before) != said(after))


def minimum_changes(law: Law, places: Iterable[str]) -> set[date]:
    """Give the days from which some statutory minimum may differ."""
    books = {id(rules.minimum_wages): rules.minimum_wages for rules in map(law, places)}
    return {standard.answers_from for book in books.values() for standard in book.standards}


def minima(law: Law, places: tuple[str, ...], form: Form, months: Timeline, changes: Iterable[date]) -> Minima:
    """Ask the statutory minimum of each place in each part of a month.

    ``changes``: the days on which it may differ; between two of them each place is asked once.
    """
    cuts = sorted(changes)
    spans = [bisect_right(cuts, part.first_on) for part in months.parts]
    firsts = {span: part.first_on for span, part in reversed(list(zip(spans, months.parts, strict=True)))}
    numbers = {span: number for number, span in enumerate(sorted(firsts))}
    days = tuple(firsts[span] for span in numbers)
    asked = tuple(tuple(statutory_rule(rules, form, on) for on in days) for rules in map(law, places))
    numbered = np.array([numbers[span] for span in spans], dtype=np.int64)
    amounts = np.array([[UNKNOWN if rule is None else rule.amount_fen for rule in row] for row in asked], dtype=np.int64)
    used = np.zeros((len(places), len(months.part_count)), dtype=bool)
    return Minima(places, form, days, months, numbered, asked, amounts[:, numbered], used)


def wage_bases(law: Law, places: Sequence[str], months: Sequence[str]) -> list[list[Basis]]:
    """Say for each place and month whether the worker's own contributions are taken off before pay is compared."""
    firsts = [date.fromisoformat(f"{month}-01") for month in months]
    return [[_basis(place, on, law(place).value("si_mode", on)) for on in firsts] for place in places]


def bases_told(bases: list[list[Basis]], used: NDArray[np.bool_]) -> Iterator[Basis]:
    """Tell every basis that was used; one that did not change is told once.  ``used``: places × months."""
    for row, months in zip(bases, used, strict=True):
        told = [row[month] for month in np.flatnonzero(months).tolist()]
        yield from _changes(told, lambda basis: (basis.net, basis.source, basis.trust))


def _basis(place: str, on: date, entry: LawValue | None) -> Basis:
    return (
        Basis(place, on, None, None, None) if entry is None else Basis(place, on, entry.value == "net", entry.source, entry.trust)
    )
