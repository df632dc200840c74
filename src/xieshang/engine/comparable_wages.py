"""The comparable wage as it was paid: net of the worker's own contributions only where the law of the place says so."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xieshang.engine.minima import Basis, Law, bases_told, wage_bases
from xieshang.engine.pay_rows import PayRows, month_text

__all__ = ["ComparablePaid", "comparable_paid"]

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ComparablePaid:
    """The comparable wages of some rows in fen, not scaled, and on what basis each place and month took them."""

    fen: Whole
    bases: tuple[Basis, ...]


def comparable_paid(rows: PayRows, row: Whole, law: Law) -> ComparablePaid:
    """Give the comparable wage of some rows, by the law of their place and month.

    Source: methods F1 and K (``si_mode``).  Nulls: where the law is not known contributions are not taken off.
    """
    gross = rows.comparable_fen()[row]
    months, month = np.unique(rows.month[row], return_inverse=True)
    places, place = np.unique(rows.place.codes[row], return_inverse=True)
    bases = wage_bases(law, [rows.place.texts[code] for code in places.tolist()], list(map(month_text, months.tolist())))
    used = np.zeros((len(places), len(months)), dtype=bool)
    used[place, month] = True
    net = np.array([basis.net is True for of_place in bases for basis in of_place], dtype=bool).reshape(used.shape)
    own = rows.amounts["employee_contributions_fen"][row] * net[place, month] if net.any() else 0
    return ComparablePaid(gross - own, tuple(bases_told(bases, used)))
