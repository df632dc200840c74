"""What changed from one proposal to the next: the cells of the table, and the term."""

from collections.abc import Iterator
from dataclasses import dataclass

from xieshang.core.wage_table import WageRow, WageTable

__all__ = ["Change", "changes"]

_Cell = tuple[str | None, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that changed: its row, the amount before (null: new) and after (null: dropped), in fen."""

    row: WageRow
    before_fen: int | None
    after_fen: int | None

    @property
    def by_fen(self) -> int | None:
        """By how much it rose; null where it is new or dropped."""
        return None if self.before_fen is None or self.after_fen is None else self.after_fen - self.before_fen


def _cells(table: WageTable) -> dict[_Cell, WageRow]:
    """Give the row of each cell, of two the higher, which is the one that holds."""
    cells: dict[_Cell, WageRow] = {}
    for row in table.rows:
        cell = (row.category, row.occupation, row.level)
        if cell not in cells or cells[cell].amount_fen < row.amount_fen:
            cells[cell] = row
    return cells


def changes(before: WageTable, after: WageTable) -> Iterator[Change]:
    """Give the cells that differ: first those of the later table in its order, then those that it dropped.

    >>> from xieshang.core.wage_table import Form
    >>> tables = [WageTable(Form.MONTHLY_FLOOR, (WageRow("1", amount),)) for amount in (250_000, 260_000)]
    >>> [change.by_fen for change in changes(*tables)]
    [10000]
    """
    earlier, later = _cells(before), _cells(after)
    for cell, row in later.items():
        known = earlier.get(cell)
        if known is None or known.amount_fen != row.amount_fen:
            yield Change(row, known.amount_fen if known else None, row.amount_fen)
    for cell, row in earlier.items():
        if cell not in later:
            yield Change(row, row.amount_fen, None)
