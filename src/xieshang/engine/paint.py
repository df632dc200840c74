"""Floors for millions of rows: the rules are painted into a dense table, from the lowest amount to the highest.

A post is an occupation in a group, that is a place, industry, category, and the enterprise where a rule names it; only posts
that occur in the rows are painted.  A cell is a post × level × part of a month; it holds the rank of the highest rule that
reaches it, 0 for none.  Whom a rule reaches is asked of the same functions of the core as for a single worker
(``core/floors.py``); random cases must agree.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from xieshang.core.codes import CodeBook, occupation_reaches
from xieshang.core.contract import Term
from xieshang.core.floors import Rule
from xieshang.core.month_parts import Part, month_parts

__all__ = ["Axes", "Groups", "Painter", "Posts", "Timeline", "changes_of", "rank_rules", "timeline"]

Mask = NDArray[np.bool_]
Indexes = NDArray[np.int64]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The parts of all months, in order; ``first_part`` and ``part_count`` say which are a month's."""

    parts: tuple[Part, ...]
    first_part: Indexes
    part_count: Indexes
    weights: Indexes
    """The weight of each part."""
    month_weights: Indexes
    """The sum of the weights of each month."""


def timeline(months: Sequence[str], changes: Iterable[date]) -> Timeline:
    """Cut months at the days on which some floor changes."""
    cuts = set(changes)
    by_month = [month_parts(month, cuts) for month in months]
    counts = np.array([len(parts) for parts in by_month], dtype=np.int64)
    parts = tuple(part for month in by_month for part in month)
    weights = np.array([part.weight for part in parts], dtype=np.int64)
    first = np.cumsum(counts) - counts
    return Timeline(parts, first, counts, weights, np.add.reduceat(weights, first))


def changes_of(rules: Iterable[Rule]) -> set[date]:
    """Give the days from which a rule begins or no longer holds."""
    found: set[date | None] = set()
    for rule in rules:
        last_on = rule.term.to_on
        found |= {rule.term.from_on, last_on + _DAY if last_on and last_on < date.max else None}
        found |= {entry.from_on for entry in rule.confirmed or ()}
    return {day for day in found if day is not None}


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that occur: the number of each one's place, industry, category and enterprise (0: one that no rule names)."""

    place: Indexes
    industry: Indexes
    category: Indexes
    enterprise: Indexes

    def __len__(self) -> int:
        return len(self.place)


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts that occur, in the order of their occupations: the number of each one's occupation and group."""

    occupation: Indexes
    group: Indexes

    def __len__(self) -> int:
        return len(self.group)


@dataclass(frozen=True, slots=True)
class Axes:
    """What the numbers along each axis stand for; texts are sorted, so that a parent occupation reaches a run of them."""

    places: tuple[str, ...]
    industries: tuple[str, ...]
    categories: tuple[str, ...]
    occupations: tuple[str, ...]
    levels: tuple[int, ...]
    enterprises: tuple[str, ...]
    groups: Groups
    posts: Posts
    timeline: Timeline

    @property
    def shape(self) -> tuple[int, int]:
        """The cells of one post: levels, parts."""
        return len(self.levels), len(self.timeline.parts)

    def place_of(self, posts: NDArray[np.integer]) -> Indexes:
        """Give the number of each post's place."""
        place: Indexes = self.groups.place[self.posts.group][posts]
        return place


def rank_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Order rules from the lowest amount up; of equal amounts the first given comes last and wins.  The rank is from 1."""
    listed = list(rules)
    return [rule for _, _, rule in sorted((rule.amount_fen, -number, rule) for number, rule in enumerate(listed))]


@dataclass(frozen=True, slots=True)
class Painter:
    """Paints ranked rules of one form over the cells of some posts."""

    axes: Axes
    codes: CodeBook
    _masks: dict[tuple[str, object], Mask] = field(default_factory=dict)
    _runs: dict[tuple[date | None, ...], slice] = field(default_factory=dict)
    _reaches: dict[str, tuple[int, int]] = field(default_factory=dict)

    def paint(self, ranked: Iterable[tuple[int, Rule]], posts: Indexes) -> NDArray[np.unsignedinteger]:
        """Give the rank of the highest rule that reaches each cell of the posts, 0 for none.

        ``ranked``: rules with their rank, ascending.  Shape: posts × levels × parts.
        """
        listed = list(ranked)
        table = np.zeros((len(posts), *self.axes.shape), dtype=np.min_scalar_type(max((rank for rank, _ in listed), default=0)))
        occupation, group = self.axes.posts.occupation[posts], self.axes.posts.group[posts]
        found: dict[object, list[tuple[Indexes | slice, date | None]]] = {}
        for rank, rule in listed:
            key = (rule.occupation, *_scope(rule))
            if key not in found:
                first, last = np.searchsorted(occupation, self._occupations(rule.occupation)).tolist()
                inside = [(np.flatnonzero(mask[group[first:last]]) + first, day) for mask, day in self._reached(rule)]
                found[key] = [(_run(indexes), day) for indexes, day in inside if len(indexes)]
            for indexes, day in found[key]:
                table[indexes, self._levels(rule.level), self._parts(rule.term, day)] = rank
        return table

    def reached(self, rules: Iterable[Rule]) -> Indexes:
        """Give the posts in whose group any of the rules holds on some day or other."""
        by_scope = {_scope(rule): rule for rule in rules}
        masks = [mask for rule in by_scope.values() for mask, _ in self._reached(rule)]
        groups = np.logical_or.reduce([np.zeros(len(self.axes.groups), dtype=bool), *masks])
        return np.flatnonzero(groups[self.axes.posts.group])

    def _mask(self, kind: str, key: object, texts: Sequence[str], number: Indexes, reaches: Callable[[str], bool]) -> Mask:
        """Say which groups have a text that a predicate of the core accepts; asked once for each key."""
        if (kind, key) not in self._masks:
            self._masks[kind, key] = np.array([reaches(text) for text in texts], dtype=bool)[number]
        return self._masks[kind, key]

    def _within(self, places: tuple[str, ...] | None) -> Mask:
        within = self.codes.within
        axes = self.axes
        return self._mask(
            "place", places, axes.places, axes.groups.place,
            lambda place: places is None or any(within(place, other) for other in places),
        )  # fmt: skip

    def _named(self, enterprises: tuple[str, ...] | None) -> Mask:
        named = frozenset(enterprises or ())
        texts = ("", *self.axes.enterprises)
        return self._mask(
            "enterprise", enterprises, texts, self.axes.groups.enterprise, lambda name: enterprises is None or name in named
        )

    def _reached(self, rule: Rule) -> list[tuple[Mask, date | None]]:
        """Give the groups that a rule reaches, apart by the day from which an enterprise's confirmation counts."""
        axes = self.axes
        industries = self._mask(
            "industry", rule.industries, axes.industries, axes.groups.industry,
            lambda industry: rule.industries is None or any(industry.startswith(code) for code in rule.industries),
        )  # fmt: skip
        categories = self._mask(
            "category", rule.category, axes.categories, axes.groups.category,
            lambda category: rule.category is None or category == rule.category,
        )  # fmt: skip
        scope = self._within(rule.places) & self._within(rule.area) & industries & categories & self._named(rule.enterprises)
        if rule.confirmed is None:
            return [(scope, None)]
        by_day: dict[date | None, list[str]] = {}
        for entry in rule.confirmed:
            by_day.setdefault(entry.from_on, []).append(entry.enterprise)
        return [(scope & self._named(tuple(names)), day) for day, names in by_day.items()]

    def _occupations(self, parent: str | None) -> tuple[int, int]:
        """Give the run of occupations that a parent reaches."""
        texts = self.axes.occupations
        if parent is None:
            return 0, len(texts)
        if parent not in self._reaches:
            first = last = bisect_left(texts, parent)
            while last < len(texts) and occupation_reaches(parent, texts[last]):
                last += 1
            self._reaches[parent] = first, last
        return self._reaches[parent]

    def _levels(self, level: int | None) -> slice:
        if level is None:
            return slice(None)
        at = self.axes.levels.index(level) if level in self.axes.levels else len(self.axes.levels)
        return slice(at, at + 1)

    def _parts(self, term: Term, confirmed_on: date | None) -> slice:
        key = (term.from_on, term.to_on, confirmed_on)
        if key not in self._runs:
            held = [
                number for number, part in enumerate(self.axes.timeline.parts)
                if term.covers(part.first_on) and (confirmed_on is None or confirmed_on <= part.first_on)
            ]  # fmt: skip
            self._runs[key] = slice(held[0], held[-1] + 1) if held else slice(0, 0)
        return self._runs[key]


def _scope(rule: Rule) -> tuple[object, ...]:
    """Give what decides the groups of a rule; the rules of one contract share its list of confirmations."""
    return rule.places, rule.area, rule.industries, rule.category, rule.enterprises, id(rule.confirmed)


def _run(indexes: Indexes) -> Indexes | slice:
    """Give indexes without a gap as a slice, which is painted faster."""
    return slice(indexes[0], indexes[-1] + 1) if indexes[-1] - indexes[0] == len(indexes) - 1 else indexes
