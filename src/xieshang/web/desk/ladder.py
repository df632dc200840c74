"""The selected cell and the ladder of its trade: steps, concessions, what the release tells of the cell, and the chart."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from xieshang.core.parties import Role
from xieshang.engine.released_cells import Merged
from xieshang.web.desk.cells import trade_of, where_told
from xieshang.web.desk.figures import CellMarket
from xieshang.web.desk.judging import Judged
from xieshang.web.desk.opened import Desk, cell_key
from xieshang.web.desk.panel import side_title
from xieshang.web.desk.positions import Concession
from xieshang.web.desk.sheet import Key, Line, cell_name
from xieshang.web.shared.levels import level_words

__all__ = ["Look", "Rung", "chart_option", "ladder_of", "look_at"]

_ROTATED = 180


@dataclass(frozen=True, slots=True)
class Look:
    """The selected cell.  Amounts in fen; null where there is none.  ``merged``: what it is published together with."""

    name: str
    title: str
    taken_fen: int | None
    theirs_fen: int | None
    lower_title: str
    lower_fen: int | None
    market: CellMarket | None
    merged: str
    concessions: list[Concession]

    @property
    def step_fen(self) -> int | None:
        """The step from the level below."""
        return None if self.taken_fen is None or self.lower_fen is None else self.taken_fen - self.lower_fen

    @property
    def step_share(self) -> float | None:
        """The same as a share of the level below."""
        return None if self.step_fen is None or not self.lower_fen else self.step_fen / self.lower_fen

    def bite(self, fen: int | None) -> float | None:
        """Hold an amount against the median of the cell, or against its mean where the median is not told."""
        middle = (self.market.median_fen or self.market.mean_fen) if self.market else None
        return fen / middle if fen is not None and middle else None

    @property
    def bites(self) -> tuple[float | None, float | None]:
        """The bite of the draft and of the other side."""
        return self.bite(self.taken_fen), self.bite(self.theirs_fen)


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a trade: the draft, the other side, the own side's last, the median; null where there is none."""

    level: int
    title: str
    draft_fen: int | None
    theirs_fen: int | None
    mine_fen: int | None
    median_fen: int | None
    quarters_fen: tuple[int | None, int | None]
    step_share: float | None


def look_at(desk: Desk, judged: Judged, name: str) -> Look | None:
    """Give the selected cell, or the first that has an amount; null of an empty matrix."""
    sheet = judged.sheet
    key = cell_key(sheet, name)
    if key is None:
        named = ((number, line, level) for number, line in enumerate(sheet.lines) for level in sheet.levels)
        first = next((each for each in named if each[2] in each[1].taken), None)
        if first is None:
            return None
        name, key = cell_name(first[0], first[2]), first[1].key(first[2])
    line = sheet.lines[int(name.split("-")[1])]
    level = key[2] or 0
    lower = max((each for each in line.taken if each < level), default=None)
    return Look(
        name=name,
        title=where_told(sheet, key),
        taken_fen=line.taken.get(level),
        theirs_fen=desk.positions.theirs_fen(key),
        lower_title=level_words(lower) if lower else "",
        lower_fen=line.taken[lower] if lower else None,
        market=desk.published.markets.get(key) if desk.published else None,
        merged=_merged(desk, judged, key),
        concessions=list(desk.positions.concessions(key)),
    )


def _merged(desk: Desk, judged: Judged, key: Key) -> str:
    """Say what a cell is published together with; empty where it stands alone or nobody works in it."""
    if desk.published is None or key not in desk.published.merged:
        return ""
    cell = desk.published.release.curve.cells[desk.published.merged[key]]
    if cell.merged is Merged.REST:
        return gettext("人数或企业数不足，并入其余各格公布")
    others = [
        where_told(judged.sheet, other) for each in cell.cells if (other := (each.category, each.occupation, each.level)) != key
    ]
    return gettext("人数或企业数不足，与{cells}合并公布").format(cells="、".join(others))


def ladder_of(desk: Desk, judged: Judged, look: Look | None) -> tuple[str, list[Rung]]:
    """Give the name of the selected cell's trade and its rungs."""
    if look is None:
        return "", []
    line = judged.sheet.lines[int(look.name.split("-")[1])]
    rungs = [rung for level in judged.sheet.levels if level and (rung := _rung(desk, line, level))]
    return trade_of(line), rungs


def _rung(desk: Desk, line: Line, level: int) -> Rung | None:
    key = line.key(level)
    draft_fen, theirs_fen, mine_fen = line.taken.get(level), desk.positions.theirs_fen(key), desk.positions.mine_fen(key)
    if draft_fen is None and theirs_fen is None and mine_fen is None:
        return None
    market = desk.published.markets.get(key) if desk.published else None
    below = max((each for each in line.taken if each < level), default=None)
    return Rung(
        level=level,
        title=level_words(level),
        draft_fen=draft_fen,
        theirs_fen=theirs_fen,
        mine_fen=mine_fen,
        median_fen=market.median_fen if market else None,
        quarters_fen=(market.quantiles_fen[1], market.quantiles_fen[3]) if market else (None, None),
        step_share=line.taken[level] / line.taken[below] - 1 if below and level in line.taken else None,
    )


def chart_option(desk: Desk, rungs: list[Rung]) -> dict[str, Any]:
    """Give the chart of a ladder as ECharts takes it; a colour that begins with ``--`` is a token of the look."""
    titles = [f"{rung.title}\n{'' if rung.step_share is None else f'{rung.step_share:+.0%}'}" for rung in rungs]
    own = desk.seat.role
    own_colour, theirs_colour = ("--xs-blue-2", "--xs-emp") if own is Role.WORKERS else ("--xs-emp", "--xs-blue-2")
    turned: list[dict[str, Any]] = [{}, {"symbolRotate": _ROTATED}] if own is Role.WORKERS else [{"symbolRotate": _ROTATED}, {}]
    other = side_title(desk.positions.theirs.side, own) if desk.positions.theirs else ""
    # The last served line is left out where the draft lies on it.
    mine = [None if rung.mine_fen == rung.draft_fen else rung.mine_fen for rung in rungs]
    low, high = (_yuan([rung.quarters_fen[at] for rung in rungs]) for at in (0, 1))
    band = [None if first is None or last is None else last - first for first, last in zip(low, high, strict=True)]
    series = [
        {**_line("", low), "stack": "band", "lineStyle": {"opacity": 0}, "symbol": "none", "silent": True},
        {**_line("", band), "stack": "band", "lineStyle": {"opacity": 0}, "symbol": "none", "silent": True}
        | {"areaStyle": {"color": "--xs-mkt-1"}},
        _line(gettext("市场中位"), _yuan([rung.median_fen for rung in rungs]), "--xs-mkt-3", "none"),
        _line(gettext("我方上次"), _yuan(mine), "--xs-mkt-4", "emptyTriangle", "dashed"),
        _line(other, _yuan([rung.theirs_fen for rung in rungs]), theirs_colour, "triangle") | turned[1],
        _line(gettext("本草案"), _yuan([rung.draft_fen for rung in rungs]), own_colour, "triangle") | turned[0],
    ]
    axis = {"axisLine": {"lineStyle": {"color": "--xs-line-2"}}, "axisTick": {"show": False}}
    label = {"color": "--xs-ink-2", "fontSize": 12}
    return {
        "animation": False,
        "aria": {"enabled": True},
        "grid": {"left": 44, "right": 64, "top": 10, "bottom": 36},
        "xAxis": {"type": "category", "data": titles, **axis, "axisLabel": {**label, "interval": 0}},
        "yAxis": {
            "type": "value",
            "scale": True,
            "splitNumber": 4,
            "splitLine": {"lineStyle": {"color": "--xs-line"}},
            "axisLabel": label,
        },
        "series": [each for each in series if any(value is not None for value in each["data"])],
    }


def _yuan(amounts: list[int | None]) -> list[float | None]:
    return [None if fen is None else fen / 100 for fen in amounts]


def _line(name: str, values: list[float | None], colour: str = "", symbol: str = "none", kind: str = "solid") -> dict[str, Any]:
    """Give one line of the chart, named at its end instead of in a legend."""
    return {
        "type": "line",
        "name": name,
        "data": values,
        "symbol": symbol,
        "symbolSize": 8,
        "lineStyle": {"color": colour, "width": 2, "type": kind},
        "itemStyle": {"color": colour},
        "endLabel": {"show": bool(name), "formatter": name, "color": colour, "fontSize": 12},
        "labelLayout": {"moveOverlap": "shiftY"},
    }
