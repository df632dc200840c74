"""Pay rows in columns: one row a person, enterprise and month, checked before anything here is made (``ingest.py``)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["AMOUNT_COLUMNS", "Coded", "PayRows", "month_number", "month_text"]

AMOUNT_COLUMNS = (
    "basic_fen",
    "piece_fen",
    "performance_fen",
    "skill_allowance_fen",
    "overtime_fen",
    "shift_allowance_fen",
    "hazard_allowance_fen",
    "welfare_fen",
    "employee_contributions_fen",
)
COMPARABLE_COLUMNS = AMOUNT_COLUMNS[:4]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of text as whole numbers into its distinct texts; the empty text stands for null."""

    codes: NDArray[np.int32]
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class PayRows:
    """Checked pay rows.

    Shape: every array has one entry a row, in the order of the input.  Units: amounts in fen, days and hours in
    hundredths, ``month`` is a ``month_number``, ``level`` 0 where it is not known.  Nulls: ``hours`` and ``employment``
    are null where the file has no such column; amounts that are left out are 0.
    """

    person: Coded
    enterprise: Coded
    place: Coded
    industry: Coded
    occupation: Coded
    category: Coded
    level: NDArray[np.int8]
    month: NDArray[np.int32]
    payable_days: NDArray[np.int32]
    paid_days: NDArray[np.int32]
    amounts: dict[str, Whole]
    hours: NDArray[np.int32] | None = None
    employment: Coded | None = None

    def __len__(self) -> int:
        return len(self.month)

    def comparable_fen(self, *, net: bool = False) -> Whole:
        """Give each row's comparable wage: basic, piece, performance and skill allowance; net of own contributions if asked.

        Units: fen a month, not scaled to full attendance.
        Source: 最低工资规定 art 12 (overtime, special-condition allowances and welfare never count); methods F1, K.
        """
        total = np.zeros(len(self), dtype=np.int64)
        for column in COMPARABLE_COLUMNS:
            total += self.amounts[column]
        return total - self.amounts["employee_contributions_fen"] if net else total


def month_number(text: str) -> int:
    """Number a month: twelve times the year plus the month from 0.

    >>> month_number("2026-01"), month_text(month_number("2026-12"))
    (24312, '2026-12')
    """
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def month_text(number: int) -> str:
    """Write a month number as ``YYYY-MM``."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
