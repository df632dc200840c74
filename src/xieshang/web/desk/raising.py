"""Raising a block of the matrix by a percentage, each amount to the nearest 10 yuan."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from xieshang.core.money import nearest, yuan_text
from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.released_bins import GRID_FEN
from xieshang.web.desk.sheet import Sheet, cell_name

__all__ = ["block_of", "raised", "read_percent"]

_LOWEST, _HIGHEST = Fraction(-50), Fraction(100)


def read_percent(text: str) -> Fraction:
    """Read a percentage.  Refuses: ``desk.percent``.

    >>> read_percent("3.5%"), read_percent("−2")
    (Fraction(7, 2), Fraction(-2, 1))
    """
    try:
        percent = Fraction(text.strip().rstrip("%％").replace("−", "-"))
    except (ValueError, ZeroDivisionError):
        percent = _HIGHEST + 1
    if not _LOWEST <= percent <= _HIGHEST or (100 * percent).denominator != 1:
        raise Refused(Refusal("desk.percent", column="percent", value_kind="text"))
    return percent


def block_of(sheet: Sheet, scope: str, selected: str) -> set[str]:
    """Name the cells of a block: ``all``, one line (``line-3``), one level (``level-4``), or those selected, by their names."""
    if scope == "block":
        return set(selected.split(","))
    kind, _, number = scope.partition("-")
    return {
        cell_name(at, level)
        for at in range(len(sheet.lines))
        for level in sheet.levels
        if scope == "all" or number == str(at if kind == "line" else level)
    }


def raised(sheet: Sheet, names: Iterable[str], percent: Fraction) -> Sheet:
    """Give the sheet with the amounts of a block raised, as if they had been typed.  Rounding: to 10 yuan, half of it up."""
    wanted = set(names)
    lines = []
    for number, line in enumerate(sheet.lines):
        texts = {
            level: yuan_text(_raised_fen(fen, percent)) for level, fen in line.taken.items() if cell_name(number, level) in wanted
        }
        lines.append(replace(line, typed={**line.typed, **texts}))
    return replace(sheet, lines=tuple(lines))


def _raised_fen(fen: int, percent: Fraction) -> int:
    factor = 1 + percent / 100
    return nearest(fen * factor.numerator, factor.denominator * GRID_FEN) * GRID_FEN
