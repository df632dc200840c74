"""The rows of a sample, read and checked whole or not at all: cells, values, weights, enterprises and sampling units."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.survey.columns import Labels, labels_of, read_labels, read_numbers, required
from xieshang.engine.survey.designs import Design
from xieshang.engine.survey.distributions import distribute
from xieshang.engine.survey.estimates import Domains, divide_into_domains
from xieshang.engine.survey.intervals import Percentiles, percentiles
from xieshang.engine.survey.units import StageUnits, dense, number_units
from xieshang.engine.tables import OpenTable, open_table, quoted

__all__ = ["CellRows", "Sample", "read_cells", "read_sample"]

Real = NDArray[np.float64]
_PERSON, _PERSON_KEY = "person", ("person", "enterprise", "month")


@dataclass(frozen=True, slots=True)
class CellRows:
    """The rows of every cell.

    Shape: ``cells`` and ``values`` one entry a row, ``labels`` one a cell, each with one entry a column of ``by``.
    Nulls: no weights: each row weighs 1.
    """

    by: tuple[str, ...]
    labels: Sequence[tuple[Any, ...]]
    cells: NDArray[np.int32]
    values: NDArray[Any]
    weights: Real | None


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: its rows, the units that it was drawn by, and the enterprise of each row (null: not known)."""

    rows: CellRows
    stages: tuple[StageUnits, ...]
    enterprises: NDArray[np.int32] | None

    def domains(self) -> Domains:
        """Divide the sample into its cells."""
        return divide_into_domains(self.rows.cells, len(self.rows.labels), self.rows.weights, self.stages)

    def percentiles(self, shares: Real) -> Percentiles:
        """Give the percentiles of each cell with their intervals."""
        rows, domains = self.rows, self.domains()
        return percentiles(distribute(rows.cells, domains.count, rows.values, rows.weights), domains, rows.values, shares)

    @property
    def lonely_strata(self) -> int:
        """The strata of the first stage of which one unit was drawn out of several."""
        first = self.stages[0]
        return int(((first.sizes == 1) & (first.populations > 1)).sum())


def read_cells(table: OpenTable, value: str, by: Sequence[str], weight: str | None) -> CellRows:
    """Read cells, values and weights.  Refuses: as ``read_sample``."""
    required(table, [value, *by, *([weight] if weight else [])])
    numbers = read_numbers(table, [value, *([weight] if weight else [])])
    weights = None if weight is None else numbers[weight].astype(np.float64, copy=False)
    if weights is not None and not weights.any():
        raise Refused(Refusal("survey.no_weight", column=weight, value_kind="number"))
    columns = [labels_of(table, name, at_a_glance=True) for name in by]
    combined, bound = _combined(table, columns)
    if isinstance(combined, np.ma.MaskedArray):
        columns = [labels_of(table, name) for name in by]
        combined, bound = _combined(table, columns)
    cells, old = dense(combined, bound)
    return CellRows(tuple(by), _labels(old, columns), cells.astype(np.int32, copy=False), numbers[value], weights)


def _combined(table: OpenTable, columns: Sequence[Labels]) -> tuple[NDArray[Any], int]:
    """Number the combinations of labels, the last column fastest."""
    if not columns:
        return np.zeros(table.row_count, dtype=np.int32), 1
    bound = prod(column.span for column in columns)
    kind, expression = "INTEGER" if bound < 1 << 31 else "BIGINT", "0"
    for column in columns:
        expression = f"({expression} * {column.span}::{kind} + {column.number}::{kind})"
    return table.array(expression), bound


def _labels(numbers: NDArray[Any], columns: Sequence[Labels]) -> list[tuple[Any, ...]]:
    if not columns:
        return [()]
    parts = np.unravel_index(numbers, [column.span for column in columns])
    return list(
        zip(*([column.label(own) for own in part.tolist()] for column, part in zip(columns, parts, strict=True)), strict=True)
    )


def read_sample(path: Path, design: Design, value: str, by: Sequence[str]) -> Sample:
    """Read a sample from a CSV, XLSX or Parquet file.

    Refuses: what ``tables.open_table`` refuses; ``survey.column_missing``, ``survey.cell_empty``, ``survey.not_a_number``,
    ``survey.negative``, ``survey.too_large``, ``survey.no_weight``, ``level.unknown``; ``survey.person_repeated`` where the rows
    name persons; ``survey.population_varies`` inside a stratum, ``survey.population_too_small`` for the units drawn from it.
    """
    with open_table(path) as table:
        required(table, [value, *by, *design.columns])
        _refuse_repeated(table)
        rows = read_cells(table, value, by, design.weight)
        named = [name for stage in design.stages for name in (stage.cluster, stage.stratum)] + [design.enterprise]
        labels = read_labels(table, filter(None, named))
        populations = read_numbers(table, filter(None, (stage.population for stage in design.stages)))
    stages: list[StageUnits] = []
    for number, stage in enumerate(design.stages, 1):
        of_stage = None if stage.population is None else populations[stage.population].astype(np.float64)
        parent = stages[-1] if stages else None
        strata, clusters = (None if name is None else labels[name] for name in (stage.stratum, stage.cluster))
        stages.append(number_units(parent, strata, clusters, of_stage, len(rows.cells)))
        if of_stage is not None:
            _check_populations(stages[-1], of_stage, stage.population, number)
    return _weighing(Sample(rows, tuple(stages), labels.get(design.enterprise_column or "")))


def _refuse_repeated(table: OpenTable) -> None:
    """Refuse a second row of one person, enterprise and month, as far as the rows name them."""
    if _PERSON not in table.columns:
        return
    key = ", ".join(quoted(name) for name in _PERSON_KEY if name in table.columns)
    if table.records(f"SELECT count(DISTINCT hash({key})) FROM rows")[0][0] == table.row_count:
        return
    query = (
        f"SELECT first_row, file_row_number + 1 FROM (SELECT *, min(file_row_number) OVER (PARTITION BY {key}) + 1 AS first_row"
        " FROM rows) WHERE first_row <= file_row_number ORDER BY 2 LIMIT 1000"
    )
    Refused.unless_empty(
        Refusal("survey.person_repeated", {"first_row": first}, row=row, column=_PERSON, value_kind="repeated")
        for first, row in table.records(query)
    )


def _check_populations(units: StageUnits, populations: Real, column: str | None, number: int) -> None:
    of_stratum = units.stratum if units.of_row is None else units.stratum[units.of_row]
    for code, wrong in (
        ("survey.population_varies", populations != units.populations[of_stratum]),
        ("survey.population_too_small", populations < units.sizes[of_stratum]),
    ):
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0]) + 1
            raise Refused(Refusal(code, {"stage": number}, row=row, column=column, value_kind="number"))


def _weighing(sample: Sample) -> Sample:
    """Leave out rows that weigh nothing; the units that they lie in stay drawn."""
    rows = sample.rows
    if rows.weights is None or rows.weights.all():
        return sample
    kept = np.flatnonzero(rows.weights)
    cells, old = dense(rows.cells[kept].astype(np.int64), len(rows.labels))
    labels = [rows.labels[number] for number in old]
    taken = CellRows(rows.by, labels, cells.astype(np.int32), rows.values[kept], rows.weights[kept])
    stages = tuple(stage.taken(kept) for stage in sample.stages)
    return Sample(taken, stages, None if sample.enterprises is None else sample.enterprises[kept])
