"""Which cells may be shown to others by themselves (primary rules), and what joins those that may not.

Source: methods A8 (defaults of the policy); a total minus the cells that are shown is a release like any other (G1).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from xieshang.core.money import nearest

__all__ = [
    "LEAST_ENTERPRISES",
    "LEAST_WORKERS",
    "Contributors",
    "dominated",
    "rounded_to_10_yuan",
    "why_withheld",
    "withheld_cells",
]

Whole = NDArray[np.int64]
Contributors = tuple[Whole, Whole]
"""Workers and pay bill of each enterprise in a cell, an entry an enterprise."""
LEAST_ENTERPRISES = 5
LEAST_WORKERS = 10
_10_YUAN_FEN = 1000


def why_withheld(contributors: Contributors) -> str | None:
    """Say why a cell is not shown; null where it is: at least 5 enterprises and 10 workers, and nobody dominates.

    By workers and by pay: the largest at most a half, the two largest at most three quarters.  The others then hold a quarter, so
    the second cannot estimate the first to 15 % (the p %-rule of the policy asks nothing more).

    >>> why_withheld((np.array([2, 2, 2, 2, 2]), np.array([5, 5, 5, 5, 5])))
    >>> why_withheld((np.array([6, 1, 1, 1, 1]), np.array([5, 5, 5, 5, 5])))
    'dominance'
    """
    workers, _ = contributors
    if len(workers) < LEAST_ENTERPRISES:
        return "enterprises"
    if workers.sum() < LEAST_WORKERS:
        return "workers"
    return "dominance" if any(map(dominated, contributors)) else None


def dominated(shares: Whole) -> bool:
    """Say whether the largest of the shares is more than a half of them, or the two largest more than three quarters."""
    total, (first, second) = int(shares.sum()), sorted(shares.tolist(), reverse=True)[:2]
    return bool(2 * first > total or 4 * (first + second) > 3 * total)


def withheld_cells(cells: Sequence[Contributors], enterprises: Sequence[Whole]) -> list[str | None]:
    """Say for each cell why it is withheld, null where it is shown.

    While the withheld cells together would not be shown themselves, the smallest cell that is shown joins them
    (``difference``).  ``enterprises``: the numbers of the enterprises that each entry of a cell stands for.
    """
    why = [why_withheld(cell) for cell in cells]
    shown = sorted((number for number, reason in enumerate(why) if reason is None), key=lambda number: int(cells[number][0].sum()))
    while any(why) and shown and why_withheld(_together(cells, enterprises, why)):
        why[shown.pop(0)] = "difference"
    return why


def _together(cells: Sequence[Contributors], enterprises: Sequence[Whole], why: Sequence[str | None]) -> Contributors:
    held = [number for number, reason in enumerate(why) if reason]
    found, place = np.unique(np.concatenate([enterprises[number] for number in held]), return_inverse=True)
    totals = np.zeros((2, len(found)), dtype=np.int64)
    for total, part in zip(totals, (0, 1), strict=True):
        np.add.at(total, place, np.concatenate([cells[number][part] for number in held]))
    return totals[0], totals[1]


def rounded_to_10_yuan(fen: int) -> int:
    """Round an amount that is some person's pay to the nearest 10 yuan, half of it up.

    >>> rounded_to_10_yuan(499_499), rounded_to_10_yuan(499_500)
    (499000, 500000)
    """
    return nearest(fen, _10_YUAN_FEN) * _10_YUAN_FEN
