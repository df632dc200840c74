"""The cost panel: three columns, the two sentences on top, the firms in groups, the levels, and the checks of the law."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.translation import gettext, ngettext

from xieshang.core.parties import Role
from xieshang.core.refusals import Warned
from xieshang.core.table_checks import flat_steps, guideline_faults, inversions, minimum_faults
from xieshang.core.wage_table import WageTable
from xieshang.web.desk.cells import where_told
from xieshang.web.desk.figures import LevelFigures, TableFigures
from xieshang.web.desk.judging import Judged
from xieshang.web.desk.opened import Desk
from xieshang.web.desk.positions import Served
from xieshang.web.desk.sheet import Sheet, key_of

__all__ = [
    "Bar",
    "CostColumn",
    "Step",
    "bars_from",
    "bars_of",
    "bars_width",
    "checks_of",
    "columns_of_cost",
    "levels_of",
    "step_of",
]

_SHOWN_CELLS = 4
_BARS_FROM, _BARS_TO = 74, 404


@dataclass(frozen=True, slots=True)
class CostColumn:
    """One of the three tables of the panel; ``figures`` null where there is no such table, or none that is costed."""

    kind: str
    title: str
    figures: TableFigures | None


@dataclass(frozen=True, slots=True)
class Step:
    """What the last change did: from and to in yuan where it was one cell; null where nothing changed."""

    cells: int
    was_fen: int | None
    is_fen: int | None
    monthly_fen: int
    affected: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The groups of enterprises under one table, in per cent: ``told`` with their first place on the bar, the rest is not told."""

    title: str
    kind: str
    parts: list[tuple[str, int, int]]
    rest: int


def side_title(side: Role, own: Role) -> str:
    """Name a side as seen from one of them."""
    if side is own:
        return gettext("我方")
    return gettext("企业方") if side is Role.EMPLOYERS else gettext("职工方")


def served_title(served: Served, own: Role) -> str:
    """Name a served proposal as seen from a side."""
    return gettext("{side}第{n}号").format(side=side_title(served.side, own), n=served.number)


def columns_of_cost(desk: Desk, judged: Judged) -> list[CostColumn]:
    """Cost what the other side served, the draft, and what the own side served."""
    found, own = desk.published, desk.seat.role
    served = [("theirs", desk.positions.theirs), ("mine", desk.positions.mine)]
    columns = [
        CostColumn(kind, served_title(each, own), found.served_figures(each.table, each.digest) if found else None)
        if each
        else CostColumn(kind, "", None)
        for kind, each in served
    ]
    draft = CostColumn("draft", gettext("本草案"), found.figures(judged.sheet.table) if found else None)
    return [columns[0], draft, columns[1]]


def step_of(desk: Desk, before: Sheet, judged: Judged, draft: TableFigures | None) -> Step | None:
    """Say what a form changed against the amounts that were taken before it."""
    moved = list(_moved(before, judged.sheet))
    if not moved or not desk.published:
        return None
    was = desk.published.cost(before.table)
    if was is None or draft is None:
        return None
    single = moved[0] if len(moved) == 1 else (None, None)
    moved_fen = draft.monthly_fen.value - was.monthly_fen.value
    return Step(len(moved), *single, moved_fen, draft.affected.value - was.affected.value)


def _moved(before: Sheet, after: Sheet) -> Iterator[tuple[int | None, int | None]]:
    for old, new in zip(before.lines, after.lines, strict=True):
        for level in after.levels:
            if old.taken.get(level) != new.taken.get(level):
                yield old.taken.get(level), new.taken.get(level)


def levels_of(desk: Desk, columns: list[CostColumn]) -> list[LevelFigures]:
    """Give the draft by levels."""
    draft = columns[1].figures
    return list(desk.published.by_level(draft.cost)) if desk.published and draft else []


def bars_of(columns: list[CostColumn]) -> list[Bar]:
    """Draw the groups of enterprises under each table."""
    bars = []
    for column in columns:
        if column.figures:
            shares = column.figures.shares
            named = (("g-b", shares.bears), ("g-p", shares.pushed_over), ("g-o", shares.already_over), ("g-u", shares.unknown))
            parts, place = [], 0
            for kind, share in named:
                if share:
                    parts.append((kind, place, share))
                    place += share
            bars.append(Bar(column.title, column.kind, parts, 100 - place))
    return bars


def bars_from(bars: Iterable[Bar]) -> int:
    """Give where the bars begin, right of the longest title.  Units: pixels, by the width of a letter or of a Chinese sign."""
    widths = (sum(7 if character.isascii() else 12 for character in bar.title) for bar in bars)
    return max([_BARS_FROM, *widths])


def bars_width(bars: Iterable[Bar]) -> int:
    """Give how wide the bars are, in pixels, beside their titles."""
    return _BARS_TO - bars_from(bars)


def checks_of(desk: Desk, judged: Judged) -> list[dict[str, Any]]:
    """Say what the law says of the draft, and what the guideline says of it and of what the other side served."""
    table, law, theirs = judged.sheet.table, desk.course.law, desk.positions.theirs
    standing = any(fault.source for fault in chain(minimum_faults(table, law), inversions(table)))
    told = []
    if table.rows or judged.refusals:
        bad = bool(judged.refusals) or standing
        told.append({"title": gettext("法定最低、阶梯"), "bad": bad, "words": _hard(judged, len(table.rows))})
    tables = [(gettext("本草案"), table)] + ([(side_title(theirs.side, desk.seat.role), theirs.table)] if theirs else [])
    for title, is_bad, faults in (
        (gettext("低于指引下限"), True, lambda each: guideline_faults(each, law, {})),
        (gettext("与低一级相同"), False, flat_steps),
    ):
        words = [_counted(side, cells) for side, each in tables if (cells := _named(judged.sheet, each, faults(each)))]
        if words:
            told.append({"title": title, "bad": is_bad, "words": "；".join(words)})
    return told


def _hard(judged: Judged, count: int) -> str:
    if judged.refusals:
        n = len(judged.refusals)
        return ngettext("{n} 格没有收下，见格下；其余 {count} 格计入", "{n} 格没有收下，见格下；其余 {count} 格计入", n).format(
            n=n, count=count
        )
    return ngettext("{n} 格都高于法定最低工资，逐级不降", "{n} 格都高于法定最低工资，逐级不降", count).format(n=count)


def _named(sheet: Sheet, table: WageTable, faults: Iterable[Warned]) -> list[str]:
    """Name the cells of some rows."""
    cells = {row.id: key_of(row) for row in table.rows}
    return [where_told(sheet, cells[str(fault.row)]) for fault in faults if fault.row in cells]


def _counted(side: str, cells: list[str]) -> str:
    named = "、".join(cells[:_SHOWN_CELLS]) + ("…" if len(cells) > _SHOWN_CELLS else "")
    return gettext("{side} {n} 格：{cells}").format(side=side, n=len(cells), cells=named)
