"""The figures of the cost panel: what each of the three tables costs on the released curve, and the draft by levels.

Everything here is worked out from the release alone; no pay row is anywhere near.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from xieshang.core.money import nearest
from xieshang.core.skills import Level
from xieshang.core.wage_table import Form, WageTable
from xieshang.engine.curves import NO_FLOOR
from xieshang.engine.release import Release
from xieshang.engine.released_cells import Merged
from xieshang.engine.released_curve import Band, ReleasedCost
from xieshang.engine.released_firms import Shares
from xieshang.web.desk.sheet import Key

__all__ = ["CellMarket", "LevelFigures", "Published", "TableFigures"]

Whole = NDArray[np.int64]
QUANTILES = ((1, 10), (1, 4), (1, 2), (3, 4), (9, 10))


@dataclass(frozen=True, slots=True)
class TableFigures:
    """What one table comes to.  Units: fen a month, shares as ratios.  Nulls: nobody is lifted, nobody is covered."""

    cost: ReleasedCost
    with_spill_over_fen: int
    wage_bill_fen: int
    shares: Shares

    @property
    def affected(self) -> Band:
        """The workers who are lifted."""
        return self.cost.affected

    @property
    def monthly_fen(self) -> Band:
        """What must be paid a month."""
        return self.cost.monthly_fen

    @property
    def annual_fen(self) -> int:
        """What must be paid a year."""
        return 12 * self.cost.monthly_fen.value

    @property
    def share_of_bill(self) -> float | None:
        """What must be paid as a share of the wage bill."""
        return self.cost.monthly_fen.value / self.wage_bill_fen if self.wage_bill_fen else None

    @property
    def ripple_fen(self) -> int:
        """What is added if those just above are raised a little too."""
        return self.with_spill_over_fen - self.cost.monthly_fen.value

    @property
    def mean_raise_fen(self) -> int | None:
        """The mean raise of those lifted."""
        return nearest(self.monthly_fen.value, self.affected.value) if self.affected.value else None


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """One level, or the cells merged over several (null): ``bite`` is the mean floor over the mean median; null where no cell of
    the level has both."""

    level: Level | None
    workers: int
    affected: int
    monthly_fen: int
    bite: float | None

    @property
    def share(self) -> float | None:
        """The workers who are lifted as a share of all."""
        return self.affected / self.workers if self.workers else None


@dataclass(frozen=True, slots=True)
class CellMarket:
    """What the release tells of one cell that was not merged: workers, enterprises, quantiles in fen (null: not told)."""

    workers: int
    enterprises: int
    quantiles_fen: tuple[int | None, ...]
    mean_fen: int

    @property
    def median_fen(self) -> int | None:
        """The median, null where it is not told."""
        return self.quantiles_fen[2]


@dataclass(eq=False)
class Published:
    """A release as a process holds it, with what was worked out of it once."""

    release: Release
    _served: dict[str, TableFigures] = field(default_factory=dict)

    @cached_property
    def medians_fen(self) -> Whole:
        """The median of each published cell, 0 where it is not told."""
        return np.array([median or 0 for median in self.release.curve.quantiles_fen(1, 2)], dtype=np.int64)

    @cached_property
    def levels(self) -> Whole:
        """The level of each published cell, one more than the highest where it was merged over several."""
        return np.array([each.level or len(Level) + 1 for each in self.release.curve.cells], dtype=np.int64)

    @cached_property
    def markets(self) -> dict[Key, CellMarket]:
        """What is told of each cell that was not merged."""
        curve = self.release.curve
        quantiles = list(zip(*(curve.quantiles_fen(*p) for p in QUANTILES), strict=True))
        workers, means = curve.workers_of_cells.tolist(), curve.mean_rates_fen.tolist()
        return {
            (cell.category, cell.occupation, cell.level): CellMarket(
                workers[number], each.enterprises, quantiles[number], means[number]
            )
            for number, each in enumerate(curve.cells)
            if each.merged is Merged.NOT
            for cell in each.cells
        }

    @cached_property
    def merged(self) -> dict[Key, int]:
        """The published cell of each cell that was merged with others."""
        return {
            (cell.category, cell.occupation, cell.level): number
            for number, each in enumerate(self.release.curve.cells)
            if each.merged is not Merged.NOT
            for cell in each.cells
        }

    def cost(self, table: WageTable) -> ReleasedCost | None:
        """Cost a table.  Nulls: a form of table that is not costed here."""
        return self.release.curve.cost(table.rows) if table.form is Form.MONTHLY_FLOOR else None

    def figures(self, table: WageTable) -> TableFigures | None:
        """Work out everything that is told of a table.  Nulls: as for ``cost``."""
        cost, curve = self.cost(table), self.release.curve
        if cost is None:
            return None
        shares = self.release.groups.shares(cost.monthly_fen.value)
        return TableFigures(cost, curve.with_spill_over_fen(table.rows, cost), curve.wage_bill_fen(), shares)

    def served_figures(self, table: WageTable, digest: str) -> TableFigures | None:
        """Cost a served table, which does not change any more, once.  ``digest``: of its act."""
        if digest not in self._served and (told := self.figures(table)):
            self._served[digest] = told
        return self._served.get(digest)

    def by_level(self, cost: ReleasedCost) -> Iterator[LevelFigures]:
        """Give the figures of each level, from the lowest up, and at the end those of cells merged over several."""
        curve = self.release.curve
        levels, medians = self.levels, self.medians_fen
        workers, monthly_fen = curve.workers_of_cells, cost.by_cell.monthly_fen
        for number in np.unique(levels).tolist():
            here = levels == number
            told = here & (medians > 0) & (cost.floors_fen != NO_FLOOR)
            middle = int((workers * medians)[told].sum())
            yield LevelFigures(
                level=Level(number) if number <= len(Level) else None,
                workers=int(workers[here].sum()),
                affected=int(cost.by_cell.affected[here].sum()),
                monthly_fen=int(monthly_fen[here].sum()),
                bite=int((workers * cost.floors_fen)[told].sum()) / middle if middle else None,
            )
