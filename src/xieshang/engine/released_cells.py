"""Which cells of a round are published on their own, and which are merged until nobody's pay can be read from them.

A cell that fails the primary rules joins a neighbouring level of its occupation, then its occupation class, then the rest.
The same rules hold for what is new since an earlier release, so that the difference of two releases gives nobody away.
Source: methods A8, G1 and K.  What is published of a cell stands in ``released_curve.py``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.disclosure import LEAST_ENTERPRISES, why_withheld
from xieshang.engine.employments import Cell

__all__ = ["Contributions", "Merged", "contributions_by_cell", "merge_cells"]

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Merged(StrEnum):
    """How far a published cell was merged."""

    NOT = "not"
    LEVELS = "levels"
    OCCUPATIONS = "occupations"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Contributions:
    """What each enterprise has in some cells, by their numbers: workers and pay bill, an entry an enterprise."""

    cells: tuple[int, ...]
    enterprises: Whole
    workers: Whole
    bills_fen: Whole

    @property
    def total_workers(self) -> int:
        """The workers of all enterprises."""
        return int(self.workers.sum())

    def may_be_shown(self, joined: Mask) -> bool:
        """Say whether the cells together pass the primary rules, and so do the enterprises that are new, if there are any."""
        new = joined[self.enterprises]
        parts = [(self.workers, self.bills_fen)]
        if new.any() and not new.all():
            parts.append((self.workers[new], self.bills_fen[new]))
        return all(why_withheld(part) is None for part in parts)


def contributions_by_cell(cell: Whole, count: int, enterprise: Whole, paid_fen: Whole) -> list[Contributions]:
    """Add up workers and pay bill by cell and enterprise; the arrays have one entry an employment."""
    firms = int(enterprise.max(initial=0)) + 1
    found, at, workers = np.unique(cell * firms + enterprise, return_inverse=True, return_counts=True)
    bills = np.zeros(len(found), dtype=np.int64)
    np.add.at(bills, at, paid_fen)
    starts = np.searchsorted(found, np.arange(count + 1) * firms).tolist()
    runs = [slice(starts[number], starts[number + 1]) for number in range(count)]
    return [
        Contributions((number,), found[run] % firms, workers[run].astype(np.int64), bills[run]) for number, run in enumerate(runs)
    ]


def _together(parts: Sequence[Contributions]) -> Contributions:
    enterprises, place = np.unique(np.concatenate([part.enterprises for part in parts]), return_inverse=True)
    workers, bills = np.zeros((2, len(enterprises)), dtype=np.int64)
    np.add.at(workers, place, np.concatenate([part.workers for part in parts]))
    np.add.at(bills, place, np.concatenate([part.bills_fen for part in parts]))
    return Contributions(tuple(number for part in parts for number in part.cells), enterprises, workers, bills)


def _merge_levels(ladder: list[Contributions], joined: Mask) -> list[Contributions]:
    """Merge levels of one category and occupation that cannot be shown, the smallest first, each with its smaller neighbour."""
    while len(ladder) > 1:
        failing = [at for at, part in enumerate(ladder) if not part.may_be_shown(joined)]
        if not failing:
            break
        at = min(failing, key=lambda at: ladder[at].total_workers)
        beside = min((n for n in (at - 1, at + 1) if 0 <= n < len(ladder)), key=lambda n: ladder[n].total_workers)
        lower = min(at, beside)
        ladder[lower : lower + 2] = [_together(ladder[lower : lower + 2])]
    return ladder


def _grouped(parts: Iterable[Contributions], keys: Sequence[object]) -> list[list[Contributions]]:
    """Put parts together whose first cells have equal keys, in the order of their first appearance."""
    groups: dict[object, list[Contributions]] = {}
    for part in parts:
        groups.setdefault(keys[part.cells[0]], []).append(part)
    return list(groups.values())


def merge_cells(
    cells: Sequence[Cell], parts: Sequence[Contributions], joined: Mask
) -> tuple[tuple[Merged, ...], tuple[Contributions, ...]]:
    """Merge cells, in the order of their levels, until each result may be shown, and say how far each was merged.

    ``joined``: the enterprises that were in no earlier release.  Where the rest itself may not be shown, the smallest cell
    that may joins it.  Refuses: ``release.not_publishable`` where everything together may not be shown.
    """
    ladders = [(cell.category, cell.occupation, cell.level is None) for cell in cells]
    classes = [(cell.category, cell.occupation[:7]) for cell in cells]
    shown: list[tuple[Merged, Contributions]] = []
    left: list[Contributions] = []
    for ladder in _grouped(parts, ladders):
        for part in _merge_levels(ladder, joined):
            if part.may_be_shown(joined):
                shown.append((Merged.LEVELS if len(part.cells) > 1 else Merged.NOT, part))
            else:
                left.append(part)
    rest: list[Contributions] = []
    for group in _grouped(left, classes):
        part = _together(group)
        if part.may_be_shown(joined):
            shown.append((Merged.OCCUPATIONS if len(group) > 1 else Merged.LEVELS, part))
        else:
            rest.append(part)
    if rest:
        shown.append((Merged.REST, _fill_up(rest, shown, joined)))
    shown.sort(key=lambda entry: min(entry[1].cells))
    return tuple(how for how, _ in shown), tuple(part for _, part in shown)


def _fill_up(rest: list[Contributions], shown: list[tuple[Merged, Contributions]], joined: Mask) -> Contributions:
    """Take the smallest cells that are shown into the rest until it may be shown itself."""
    while not (together := _together(rest)).may_be_shown(joined):
        if not shown:
            raise Refused(Refusal("release.not_publishable", {"at_least": LEAST_ENTERPRISES}))
        smallest = min(shown, key=lambda entry: entry[1].total_workers)
        shown.remove(smallest)
        rest.append(smallest[1])
    return together
