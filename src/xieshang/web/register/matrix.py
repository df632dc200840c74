"""A wage table as people read it: a line for each trade, a column for each level, a band for each category."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.documents.wage_grid import table_unit
from xieshang.web.shared.levels import level_words

__all__ = ["NATIONAL_DIGITS", "Line", "Matrix", "matrix"]

NATIONAL_DIGITS = {2: "五级", 3: "四级", 4: "三级", 5: "二级", 6: "一级"}


@dataclass(frozen=True, slots=True)
class Line:
    """One trade: its name, its code, and the amount of each level in fen; null where the level is not set."""

    trade: str | None
    occupation: str | None
    amounts_fen: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One wage table: its form and unit, the levels with their national digits, and the lines of each category."""

    form: Form
    unit: str
    area: str | None
    levels: tuple[tuple[str, str], ...]
    bands: tuple[tuple[str | None, tuple[Line, ...]], ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.levels) + 1


_Key = tuple[str | None, str | None, str | None, str | None]


def _key(row: WageRow) -> _Key:
    return row.category, row.occupation, row.label, row.unit


def _lines(table: WageTable, levels: list[int | None], names: Mapping[str, str]) -> Iterator[tuple[str | None, Line]]:
    cells: dict[_Key, dict[int | None, int]] = {}
    for row in table.rows:
        amounts = cells.setdefault(_key(row), {})
        amounts[row.level] = max(row.amount_fen, amounts.get(row.level, 0))
    for (category, occupation, label, unit), amounts in cells.items():
        trade = label or names.get(occupation or "")
        shown = f"{trade or ''}（{unit}）" if unit else trade
        yield category, Line(shown, occupation, tuple(amounts.get(level) for level in levels))


def matrix(table: WageTable, names: Mapping[str, str]) -> Matrix:
    """Lay out a wage table by trades and levels, in the order in which the contract first names them.

    ``names``: the names of codes.  Of two rows for one cell the higher is shown, which is the one that holds.

    >>> from xieshang.core.skills import Level
    >>> laid_out = matrix(WageTable(Form.MONTHLY_FLOOR, (WageRow("1", 260_000, "基础类", "6-18-01-01", Level.JUNIOR),)), {})
    >>> laid_out.levels, laid_out.bands[0][1][0].amounts_fen
    ((('初级工', '五级'),), (260000,))
    """
    levels: list[int | None] = sorted({row.level for row in table.rows}, key=lambda level: level or 0)
    bands: dict[str | None, list[Line]] = {}
    for category, line in _lines(table, levels, names):
        bands.setdefault(category, []).append(line)
    area = (table.area.name or "、".join(names.get(code, code) for code in table.area.places or ())) if table.area else None
    return Matrix(
        form=table.form,
        unit=table_unit(table),
        area=area,
        levels=tuple((level_words(level), NATIONAL_DIGITS.get(level or 0, "")) for level in levels),
        bands=tuple((category, tuple(lines)) for category, lines in bands.items()),
    )
