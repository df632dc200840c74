"""The answer of ``xieshang cost`` as JSON: what a table costs, whom it reaches, who can bear it, and what stays open."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.money import nearest
from xieshang.core.sources import Trust, lowest
from xieshang.core.wage_table import WageTable
from xieshang.engine.accounts import Accounts
from xieshang.engine.bite import bite_of, share
from xieshang.engine.costing import COSTED_FORMS, Costing, TableCost
from xieshang.engine.disclosure import Contributors, rounded_to_10_yuan, withheld_cells
from xieshang.engine.headroom import RATIOS, Bearing, Standing, Threshold, bearing_share
from xieshang.engine.ladder import at_floor, inversions_created, steps
from xieshang.engine.minima import Basis
from xieshang.engine.net_of_allowance import NetOfAllowance
from xieshang.engine.on_costs import Contribution, OnCost
from xieshang.engine.spill_over import spill_over_fen

__all__ = ["Costed", "cell_columns", "content_of"]

_WORDS = ("category", "occupation", "row", "note", "withheld_because")
_COLUMNS = (
    *("category", "occupation", "level", "row", "floor_fen", "workers", "enterprises", "affected", "monthly_cost_fen"),
    *("wage_bill_fen", "median_fen", "bite", "note", "withheld_because"),
)


@dataclass(frozen=True, slots=True)
class Costed:
    """Everything that one call has worked out.  ``on_cost`` is null where none was asked for or none is known."""

    table: WageTable
    costing: Costing
    cost: TableCost
    contributions: Sequence[Contribution] | None
    on_cost: OnCost | None
    accounts: Mapping[str, Accounts]
    limits: Mapping[str, Threshold]
    standings: Sequence[Standing]
    net_of_allowance: NetOfAllowance | None
    shows_enterprises: bool
    disclosure: bool


def content_of(costed: Costed) -> dict[str, Any]:
    """Give the whole answer but its warnings.

    Nulls: what cannot be computed, is withheld, or was not asked for; the costs of a form that is not costed.
    """
    employments, cost, is_costed = costed.costing.employments, costed.cost, costed.table.form in COSTED_FORMS
    monthly_fen, bill_fen = cost.monthly_fen, costed.costing.wage_bill_fen()
    cells = _by_cell(costed)
    return {
        "form": costed.table.form.value,
        "months": employments.months,
        "workers": len(employments),
        "persons": employments.persons,
        "covered": cost.covered,
        "not_covered": len(employments) - cost.covered,
        "affected": cost.affected if is_costed else None,
        "monthly_cost_fen": monthly_fen if is_costed else None,
        "annual_cost_fen": 12 * monthly_fen if is_costed else None,
        "mean_raise_fen": cost.mean_raise_fen,
        "wage_bill_fen": bill_fen,
        "cost_share_of_wage_bill": _number(share(monthly_fen, bill_fen)) if is_costed else None,
        "on_cost_fen": costed.on_cost.monthly_fen if costed.on_cost else None,
        "contributions": costed.contributions and list(map(_contribution_content, costed.contributions)),
        "left_out": asdict(employments.left_out),
        "bite": {name: _number(value) for name, value in asdict(bite_of(costed.costing, cost)).items()},
        "bearing": _bearing(costed.standings),
        "thresholds": {name: _threshold_content(limit) for name, limit in costed.limits.items()} or None,
        "ladder": _ladder(costed, cells),
        "spill_over": _spill_over(costed) if is_costed else None,
        "net_of_allowance": costed.net_of_allowance and asdict(costed.net_of_allowance),
        "by_cell": [*cells, *_rows_without_cell(costed)],
        "by_enterprise": _by_enterprise(costed) if costed.shows_enterprises else None,
        "si_mode": list(map(_basis_content, employments.bases)),
        "trust": _trust(costed).value,
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _basis_content(basis: Basis) -> dict[str, Any]:
    value = "net" if basis.net else "gross"
    trust = basis.trust and basis.trust.value
    return {"place": basis.place, "on": basis.on.isoformat(), "value": value, "trust": trust, "source": str(basis.source)}


def _trust(costed: Costed) -> Trust:
    """Give the lowest trust of everything that the law said; a basis that is not known is taken as gross, provisionally."""
    told = [basis.trust or Trust.PROVISIONAL for basis in costed.costing.employments.bases]
    if costed.net_of_allowance:
        told.append(costed.net_of_allowance.trust)
    return lowest([*told, *(item.trust for item in costed.contributions or () if item.trust)])


def _contribution_content(item: Contribution) -> dict[str, Any]:
    return asdict(item) | {"rate": float(item.rate)}


def _threshold_content(limit: Threshold) -> dict[str, Any]:
    return {"value": _number(limit.value), "quantile": _number(limit.p), "enterprises": limit.n, "stated": limit.p is None}


def _bearing(standings: Sequence[Standing]) -> dict[str, Any]:
    """Count the groups by enterprises and, beside, by workers."""
    enterprises = Counter(standing.bearing for standing in standings)
    workers: Counter[Bearing] = Counter()
    for standing in standings:
        workers[standing.bearing] += standing.workers
    shares = {"enterprises": _number(bearing_share(enterprises)), "workers": _number(bearing_share(workers))}
    counted = {group.value: enterprises[group] for group in Bearing}
    return counted | {"workers": {group.value: workers[group] for group in Bearing}, "bears_share": shares}


def _by_cell(costed: Costed) -> list[dict[str, Any]]:
    """Give each cell that occurs, in the order of occupation, level and category."""
    costing, rows = costed.costing, costed.table.rows
    cells, won = costing.employments.cells, costed.cost.floors.rows.tolist()
    withheld = withheld_cells(*_contributors(costing)) if costed.disclosure else [None] * len(cells)
    figures = _figures(costed)
    entries = []
    for number, (cell, row) in enumerate(zip(cells, won, strict=True)):
        told: dict[str, Any] = {name: values[number] for name, values in figures.items()}
        median = rounded_to_10_yuan(told["median_fen"]) if costed.disclosure else told["median_fen"]
        floor = rows[row].amount_fen if row >= 0 else None
        told |= {"median_fen": median, "bite": None if floor is None else _number(share(floor, median))}
        if withheld[number]:
            told = dict.fromkeys(told)
        place = {} if costed.table.area is None else {"in_area": cell.in_area}
        entries.append(
            {"category": cell.category, "occupation": cell.occupation, "level": cell.level, **place}
            | {"row": rows[row].id if row >= 0 else None, "floor_fen": floor}
            | told
            | {"note": None if row >= 0 else "not_covered", "withheld_because": withheld[number]}
        )
    return entries


def _figures(costed: Costed) -> dict[str, list[int]]:
    """Give what is counted and added up in each cell."""
    costing, cost = costed.costing, costed.cost
    cells = len(costing.employments.cells)
    return {
        "workers": cost.workers.tolist(),
        "enterprises": np.bincount(costing.posts.cell, minlength=cells).tolist(),
        "affected": cost.by_cell.affected.tolist(),
        "monthly_cost_fen": cost.by_cell.monthly_fen.tolist(),
        "wage_bill_fen": costing.bills_fen(costing.employments.cell, cells).tolist(),
        "median_fen": costing.cells.medians().tolist(),
    }


def _contributors(costing: Costing) -> tuple[list[Contributors], list[Any]]:
    """Give the workers and pay bill of every enterprise in each cell, and which enterprises they are."""
    posts, employments = costing.posts, costing.employments
    order = np.argsort(posts.cell, kind="stable")
    at = np.searchsorted(posts.cell[order], np.arange(len(employments.cells) + 1))
    runs = [order[first:end] for first, end in zip(at[:-1].tolist(), at[1:].tolist(), strict=True)]
    bills = costing.bills_fen(posts.of_employment, len(posts.cell))
    return [(posts.curve.workers[run], bills[run]) for run in runs], [posts.enterprise[run] for run in runs]


def _rows_without_cell(costed: Costed) -> Iterable[dict[str, Any]]:
    """Give the rows of the table that decide no cell: nobody works in them, or a higher row holds there."""
    deciding = set(costed.cost.floors.rows.tolist())
    for number, (row, reaches) in enumerate(zip(costed.table.rows, costed.cost.floors.reaching, strict=True)):
        if number not in deciding:
            yield {
                "category": row.category,
                "occupation": row.occupation,
                "level": None if row.level is None else int(row.level),
                "row": row.id,
                "floor_fen": row.amount_fen,
                "workers": 0,
                "affected": 0,
                "monthly_cost_fen": 0,
                "note": "another_row_holds" if reaches else "no_workers",
                "withheld_because": None,
            }


def _by_enterprise(costed: Costed) -> list[dict[str, Any]]:
    costing, cost = costed.costing, costed.costing.by_enterprise(costed.cost.floors)
    covered = costing.workers_by_enterprise(costed.cost.floors.covered).tolist()
    bills = costing.bills_fen(costing.employments.enterprise, len(covered)).tolist()
    extras = costed.on_cost.rounded_up() if costed.on_cost else [None] * len(covered)
    affected, monthly = cost.affected.tolist(), cost.monthly_fen.tolist()
    return [
        {
            "enterprise": standing.enterprise,
            "workers": standing.workers,
            "covered": covered[number],
            "affected": affected[number],
            "monthly_cost_fen": monthly[number],
            "annual_cost_fen": 12 * monthly[number],
            "on_cost_fen": extras[number],
            "wage_bill_fen": bills[number],
            "cost_share_of_wage_bill": _number(share(monthly[number], bills[number])),
            "headroom_fen": None if standing.room_fen is None else int(standing.room_fen),
            "bearing": standing.bearing.value,
            "ratios": _ratios(costed.accounts.get(standing.enterprise)),
        }
        for number, standing in enumerate(costed.standings)
    ]


def _ratios(accounts: Accounts | None) -> dict[str, Any] | None:
    """Give the ratios of an enterprise's accounts; one that cannot be computed is null with its reason."""
    if accounts is None:
        return None
    told: dict[str, Any] = {"years": list(accounts.years)}
    for name, ratio in RATIOS.items():
        value = accounts.ratio(ratio.over, ratio.under)
        given = ratio.over in accounts.sums and ratio.under in accounts.sums
        told[name] = {"value": _number(value), "why": None if value is not None else "not_above_zero" if given else "not_given"}
    heads = accounts.ratio("labour_cost_fen", "heads")
    return told | {"labour_cost_per_head_fen": heads and nearest(heads.numerator, heads.denominator)}


def _ladder(costed: Costed, cells: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the steps between levels before and after, the workers at their floor after, the inversions created."""
    costing, floors = costed.costing, costed.cost.floors
    at = at_floor(costing, floors)
    pairs = [(cells[lower], cells[upper]) for lower, upper in steps(costing.employments.cells)]
    return {
        "steps": [_step(lower, upper) for lower, upper in pairs if not (lower["withheld_because"] or upper["withheld_because"])],
        "at_floor": at,
        "at_floor_share": _number(share(at, costed.cost.covered)),
        "inversions_created": inversions_created(costing, floors),
    }


def _step(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Give the ratio of two medians; after the table a median is the higher of itself and the floor."""
    after = [max(cell["median_fen"], cell["floor_fen"] or 0) for cell in (lower, upper)]
    return {
        "category": lower["category"],
        "occupation": lower["occupation"],
        "lower_level": lower["level"],
        "upper_level": upper["level"],
        "ratio_before": _number(share(upper["median_fen"], lower["median_fen"])),
        "ratio_after": _number(share(after[1], after[0])),
    }


def _spill_over(costed: Costed) -> dict[str, Any]:
    """Give the band of the scenario: without and with a quarter of the distance made up."""
    high = spill_over_fen(costed.costing.employments, costed.table.rows, costed.cost.floors, costed.cost.by_cell)
    return {"low_fen": costed.cost.monthly_fen, "high_fen": high, "low_strength": 0.0, "high_strength": 0.25, "reach": 1.15}


def cell_columns(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the cells of an answer as the columns of a table; numbers that are null stay null."""
    columns: dict[str, Any] = {}
    for name in (*_COLUMNS, *(["in_area"] if any("in_area" in entry for entry in entries) else [])):
        values = [entry.get(name) for entry in entries]
        if name in _WORDS:
            columns[name] = np.array(values, dtype=object)
        else:
            kind = {"bite": np.float64, "in_area": np.bool_}.get(name, np.int64)
            filled: NDArray[Any] = np.array([value or 0 for value in values], dtype=kind)
            columns[name] = np.ma.masked_array(filled, [value is None for value in values])
    return columns
