"""The matrix as the page shows it: bands, lines and cells with both sides' positions, the gap, the market and the bounds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext

from xieshang.core.money import yuan_text
from xieshang.core.refusals import Refusal
from xieshang.core.rules import LawValue
from xieshang.core.sources import lowest as lowest_trust
from xieshang.web.desk.figures import CellMarket
from xieshang.web.desk.judging import Judged
from xieshang.web.desk.opened import Desk
from xieshang.web.desk.sheet import ANY_LEVEL, Key, Line, Sheet, cell_name
from xieshang.web.register.matrix import NATIONAL_DIGITS
from xieshang.web.register.services import code_names
from xieshang.web.shared.levels import level_words

__all__ = ["Band", "Bound", "Column", "ShownCell", "bands_of", "bounds_of", "columns_of", "trade_of", "where_told"]

_LEAST, _MOST = 0.55, 1.2
"""The strip of every cell has one scale: the cell's own median is 100 %."""
_MOST_STRIPS = 300


@dataclass(frozen=True, slots=True)
class Bound:
    """What the guideline says of the lowest level of a category: a multiple of the statutory minimum, in fen a month."""

    fen: int
    share: float
    trust: str
    source: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Where the market and both sides stand in a cell, in per cent of the strip's width, as text; null is not shown."""

    outer: tuple[str, str] | None
    inner: tuple[str, str] | None
    middle: str | None
    bound: str | None
    draft: str | None
    theirs: str | None
    mine: str | None
    middle_fen: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: ``text`` as it stands in the field, amounts in fen; null: that side has none."""

    name: str
    title: str
    text: str
    taken_fen: int | None
    theirs_fen: int | None
    mine_fen: int | None
    under: bool
    refusal: Refusal | None
    strip: Strip | None

    @property
    def label(self) -> str:
        """What a screen reader says of the field."""
        return gettext("{where}，本草案，元/月").format(where=self.title)

    @property
    def theirs(self) -> str:
        """The amount of the other side in yuan."""
        return "" if self.theirs_fen is None else yuan_text(self.theirs_fen)

    @property
    def mine(self) -> str:
        """The amount that the own side served last, in words."""
        return "" if self.mine_fen is None else gettext("我方上次 {fen}").format(fen=yuan_text(self.mine_fen))

    @property
    def gap_fen(self) -> int | None:
        """How far the draft is from the other side."""
        return None if self.taken_fen is None or self.theirs_fen is None else self.taken_fen - self.theirs_fen

    @property
    def gap(self) -> str:
        """The same in yuan, signed."""
        return "" if self.gap_fen is None else yuan_text(self.gap_fen)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One trade."""

    number: int
    trade: str
    occupation: str | None
    cells: list[ShownCell]


@dataclass(frozen=True, slots=True)
class Band:
    """One category with its lines and its bound; null where the guideline has none."""

    category: str | None
    bound: Bound | None
    lines: list[ShownLine]


@dataclass(frozen=True, slots=True)
class Column:
    """One level: its title, its national digit, its workers in the release (null: none, or merged with others)."""

    level: int
    title: str
    digit: str
    workers: int | None


def trade_of(line: Line) -> str:
    """Name the trade of a line; empty where the line holds for any."""
    return line.label or code_names().get(line.occupation or "") or line.occupation or ""


def where_told(sheet: Sheet, key: Key) -> str:
    """Name a cell: trade and level."""
    line = next((each for each in sheet.lines if (each.category, each.occupation) == key[:2]), Line(*key[:2]))
    return " · ".join(filter(None, [trade_of(line), level_words(key[2])]))


def bounds_of(desk: Desk) -> dict[str | None, Bound]:
    """Give the bound of each category of the guideline at the place, today."""
    law = desk.course.law
    minimum = law.minimum_wage()
    if minimum is None:
        return {}
    found: dict[str | None, Bound] = {}
    for key in law.rules.keys():  # noqa: SIM118 - not a mapping
        entry: LawValue | None = law.entry(key) if key.startswith("guideline52.") else None
        if entry:
            share, trust = Fraction(str(entry.value)), lowest_trust([entry.trust, minimum.trust])
            bound = Bound(ceil(share * minimum.monthly_fen), float(share), trust, str(entry.source))
            found[key.removeprefix("guideline52.")] = bound
    return found


def columns_of(desk: Desk, sheet: Sheet) -> list[Column]:
    """Give the columns of the matrix."""
    workers: dict[int, int] = {}
    for (_, _, level), market in (desk.published.markets if desk.published else {}).items():
        workers[level or ANY_LEVEL] = workers.get(level or ANY_LEVEL, 0) + market.workers
    titles = [(level, level_words(level or None), NATIONAL_DIGITS.get(level, "")) for level in sheet.levels]
    return [Column(level, title, digit, workers.get(level)) for level, title, digit in titles]


def bands_of(desk: Desk, judged: Judged, typed: Sheet | None = None) -> list[Band]:
    """Lay the matrix out; ``typed``: what stands in the fields where a form was sent."""
    sheet, bounds = judged.sheet, bounds_of(desk)
    markets = desk.published.markets if desk.published and len(sheet.lines) * len(sheet.levels) <= _MOST_STRIPS else {}
    bands = []
    for category, lines in sheet.bands():
        bound = bounds.get(category)
        shown = [
            ShownLine(number, trade_of(line), line.occupation, list(_cells(desk, judged, number, bound, markets, typed)))
            for number, line in lines
        ]
        bands.append(Band(category, bound, shown))
    return bands


def _cells(
    desk: Desk, judged: Judged, number: int, bound: Bound | None, markets: Mapping[Key, CellMarket], typed: Sheet | None
) -> Iterator[ShownCell]:
    sheet, positions = judged.sheet, desk.positions
    line = sheet.lines[number]
    set_levels = (level for level in sheet.levels if level in line.taken or positions.theirs_fen(line.key(level)) is not None)
    entry_level = next(set_levels, None)
    for level in sheet.levels:
        key = line.key(level)
        taken, theirs, mine = line.taken.get(level), positions.theirs_fen(key), positions.mine_fen(key)
        bound_here = bound if level == entry_level else None
        yield ShownCell(
            name=cell_name(number, level),
            title=where_told(sheet, key),
            text=(typed.lines[number] if typed else line).text(level),
            taken_fen=taken,
            theirs_fen=theirs,
            mine_fen=mine,
            under=bool(bound_here and theirs is not None and theirs < bound_here.fen),
            refusal=judged.refusals.get(key),
            strip=_strip(markets.get(key), bound_here, taken, theirs, mine),
        )


def _strip(market: CellMarket | None, bound: Bound | None, taken: int | None, theirs: int | None, mine: int | None) -> Strip | None:
    if market is None or market.median_fen is None:
        return None
    middle = market.median_fen

    def place(fen: int) -> float:
        return 100 * min(max((fen / middle - _LEAST) / (_MOST - _LEAST), -0.02), 1.02)

    def at(fen: int | None) -> str | None:
        return None if fen is None else f"{place(fen):.1f}"

    def between(low: int | None, high: int | None) -> tuple[str, str] | None:
        return None if low is None or high is None else (f"{place(low):.1f}", f"{place(high) - place(low):.1f}")

    p10, p25, _, p75, p90 = market.quantiles_fen
    return Strip(
        outer=between(p10, p90),
        inner=between(p25, p75),
        middle=at(middle),
        bound=at(bound.fen) if bound else None,
        draft=at(taken),
        theirs=at(theirs),
        mine=at(mine) if mine != taken else None,
        middle_fen=str(middle),
    )
