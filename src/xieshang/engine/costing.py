"""What a wage table costs the employments of a payroll, by cell and by enterprise, exact to the fen.

The curves are built once for the employments; a table is then costed in a millisecond.  Its slow twin is
``reference/cost.py``.  On-costs, headroom and scenarios stand in modules of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xieshang.core.money import nearest
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.engine.cell_floors import CellFloors, CellIndex, index_cells
from xieshang.engine.curves import Cost, Curve, exact_sum, sort_curve
from xieshang.engine.employments import MOST_FEN, Employments

__all__ = ["COSTED_FORMS", "Costing", "Posts", "TableCost", "build_costing", "refuse_uncostable"]

Whole = NDArray[np.int64]
COSTED_FORMS = (Form.MONTHLY_FLOOR, Form.HOURLY_FLOOR, Form.SKILL_ALLOWANCE)
CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Posts:
    """The cells of each enterprise, enterprise by enterprise, with the curve of their wages.

    ``first`` is the place of each enterprise's first post, ``of_employment`` the post of each employment.
    """

    curve: Curve
    of_employment: Whole
    enterprise: Whole
    cell: Whole
    first: Whole


@dataclass(frozen=True, slots=True)
class TableCost:
    """What one table costs.  ``by_cell``: a segment a cell; ``workers`` of each cell; ``wage_bill_fen`` of everyone."""

    floors: CellFloors
    by_cell: Cost
    workers: Whole

    @property
    def covered(self) -> int:
        """The number of workers with a floor."""
        return int(self.workers[self.floors.covered].sum())

    @property
    def affected(self) -> int:
        """The number of workers below their floor."""
        return int(self.by_cell.affected.sum())

    @property
    def monthly_fen(self) -> int:
        """What the raises to the floors cost a month, on-costs apart."""
        return self.by_cell.total_monthly_fen

    @property
    def mean_raise_fen(self) -> int | None:
        """The mean raise of those affected.  Nulls: nobody is.  Rounding: to the nearest fen, half of one up."""
        return nearest(self.monthly_fen, self.affected) if self.affected else None


@dataclass(frozen=True, slots=True)
class Costing:
    """Employments with their curves, ready for any table of their form."""

    employments: Employments
    index: CellIndex
    cells: Curve
    posts: Posts

    def cost(self, rows: Sequence[WageRow]) -> TableCost:
        """Cost the rows of a table; nobody at or above the floor is affected."""
        floors = self.index.floors(rows)
        return TableCost(floors, self.cells.cost(floors.floors_fen), self.cells.workers)

    def by_enterprise(self, floors: CellFloors) -> Cost:
        """Cost floors for each enterprise."""
        return self.posts.curve.cost(floors.floors_fen[self.posts.cell]).joined(self.posts.first)

    def workers_by_enterprise(self, of_cells: NDArray[np.bool_]) -> Whole:
        """Count the workers of each enterprise in some of the cells."""
        counted = self.posts.curve.workers * of_cells[self.posts.cell]
        return np.add.reduceat(counted, self.posts.first) if len(counted) else counted

    def contributors(self) -> tuple[Whole, Whole]:
        """Give the workers and the pay bill of each enterprise."""
        everyone = np.ones(len(self.employments.cells), dtype=bool)
        workers = self.workers_by_enterprise(everyone)
        return workers, self.bills_fen(self.employments.enterprise, len(workers))

    def wage_bill_fen(self) -> int:
        """Add up the comparable wages of all employments for a full month."""
        return exact_sum(self.employments.comparable_fen)

    def bills_fen(self, groups: Whole, count: int) -> Whole:
        """Add up the comparable wages by group."""
        bills = np.zeros(count, dtype=np.int64)
        np.add.at(bills, groups, self.employments.comparable_fen)
        return bills


def refuse_uncostable(table: WageTable) -> None:
    """Refuse a table that cannot be costed: one of another currency than the pay rows, or an amount that is no wage.

    Refuses: ``cost.currency``, ``cost.amount_too_large`` with the row.
    """
    if table.currency != CURRENCY:
        raise Refused(Refusal("cost.currency", {"currency": CURRENCY}, column="currency", value_kind="text"))
    Refused.unless_empty(
        Refusal("cost.amount_too_large", {"limit_fen": MOST_FEN}, row=number, column="amount_fen", value_kind="number")
        for number, row in enumerate(table.rows, 1)
        if row.amount_fen > MOST_FEN
    )


def build_costing(employments: Employments) -> Costing:
    """Sort employments into the curves by cell, and by enterprise and cell."""
    cells, count = employments.cells, len(employments.cells)
    rates, units, paid, per = employments.rate_fen, employments.units, employments.paid_fen, employments.per
    mixed = employments.enterprise * max(count, 1) + employments.cell
    occurring, post = np.unique(mixed, return_inverse=True)
    post = post.astype(np.int64)
    enterprise, cell = np.divmod(occurring, max(count, 1))
    return Costing(
        employments,
        index_cells(cells),
        sort_curve(employments.cell, count, rates, units, paid, per),
        Posts(
            sort_curve(post, len(occurring), rates, units, paid, per),
            post,
            enterprise,
            cell,
            np.flatnonzero(np.diff(enterprise, prepend=-1)),
        ),
    )
