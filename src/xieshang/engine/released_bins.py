"""Where the wages of a published cell are cut into bins, so that each bin mixes the workers of several enterprises.

Source: methods G1 and K (a bin of one enterprise is merged with its neighbour), A8 (one enterprise may take its own away, and
two must remain).  What the bins hold is summed up in ``released_curve.py``.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

__all__ = ["GRID_FEN", "LEAST_ENTERPRISES_OF_BIN", "cuts_of_cells"]

Whole = NDArray[np.int64]
Steps = Iterable[tuple[int, set[int]]]
GRID_FEN = 1000
"""Floors lie on a grid of 10 yuan, and so do the cuts between bins."""
LEAST_ENTERPRISES_OF_BIN = 3


def _mixes(enterprises: set[int], joined: frozenset[int]) -> bool:
    """Say whether a bin mixes enough enterprises: of all, and of those that are new, if it holds any of them."""
    return len(enterprises) >= LEAST_ENTERPRISES_OF_BIN and len(enterprises & joined) not in range(1, LEAST_ENTERPRISES_OF_BIN)


def _coarse(step: int, width: int) -> int:
    """Give the next step upwards on a lattice that is a quarter to a half as wide as the bin that it closes.

    A cut right behind the worker who completes a bin would tell that worker's wage.

    >>> _coarse(413, 3), _coarse(413, 13), _coarse(413, 70)
    (413, 416, 416)
    """
    lattice = 1 << max(width.bit_length() - 2, 0)
    return -(-step // lattice) * lattice


def _cuts(steps: Steps, joined: frozenset[int]) -> list[int]:
    """Give the steps of the grid at which the bins of one cell after the first begin.  ``steps``: who has workers at each."""
    bins: list[tuple[int, set[int]]] = []
    cut: int | None = None
    for step, enterprises in steps:
        if not bins:
            bins.append((step, set()))
        elif cut is not None and step >= cut:
            bins.append((cut, set()))
            cut = None
        begin, held = bins[-1]
        held |= enterprises
        if not _mixes(held, joined):
            cut = None
        elif cut is None:
            cut = _coarse(step + 1, step + 1 - begin)
    while len(bins) > 1 and not _mixes(bins[-1][1], joined):
        bins[-2][1].update(bins.pop()[1])
    return [begin for begin, _ in bins[1:]]


def cuts_of_cells(cells: Whole, rates_fen: Whole, enterprises: Whole, joined: frozenset[int]) -> Iterator[tuple[int, list[int]]]:
    """Give for each cell the amounts at which its bins after the first begin, in fen.

    Shape: the arrays have an entry an employment, in any order.  ``joined``: the enterprises that were in no earlier release,
    none where there was no earlier one.
    """
    known = np.unique(np.stack([cells, rates_fen // GRID_FEN, enterprises]), axis=1).T.tolist()
    for cell, of_cell in groupby(known, key=lambda entry: entry[0]):
        steps = ((step, {entry[2] for entry in here}) for step, here in groupby(of_cell, key=lambda entry: entry[1]))
        yield cell, [step * GRID_FEN for step in _cuts(steps, joined)]
