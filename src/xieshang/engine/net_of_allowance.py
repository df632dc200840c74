"""Whether the wage without its skill allowance still reaches the statutory minimum, as the allowance form asks.

Source: 人社厅发〔2025〕52号 (the allowance stands beside the minimum, it does not fill it up); methods §0.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from xieshang.core.month_parts import month_parts
from xieshang.core.sources import Trust, lowest
from xieshang.core.statutory import statutory_rule
from xieshang.core.wage_table import Form
from xieshang.engine.comparable_wages import comparable_paid
from xieshang.engine.employments import Employments
from xieshang.engine.minima import Law, minimum_changes
from xieshang.engine.pay_rows import PayRows, month_text

__all__ = ["NetOfAllowance", "net_of_allowance"]


@dataclass(frozen=True, slots=True)
class NetOfAllowance:
    """How many covered workers lie below the statutory minimum without their allowance, and for how many it is not known.

    ``trust`` is the lowest of the minima that were read.
    """

    below: int
    unknown: int
    trust: Trust


def net_of_allowance(rows: PayRows, employments: Employments, covered: NDArray[np.bool_], law: Law) -> NetOfAllowance:
    """Hold the wage without the allowance against the minimum of its place and month, for the days paid.

    A minimum that changes inside the month counts for its own days, as in the audit.  ``covered`` says which cells have a floor.
    """
    row = employments.row[covered[employments.cell]]
    without = comparable_paid(rows, row, law).fen - rows.amounts["skill_allowance_fen"][row]
    owed, weights, unknown = np.zeros((3, len(row)), dtype=np.int64)
    trusts = []
    changes = minimum_changes(law, {rows.place.texts[code] for code in np.unique(rows.place.codes[row]).tolist()})
    where = rows.place.codes[row].astype(np.int64) * (1 << 32) + rows.month[row]
    for key in np.unique(where).tolist():
        place, month = rows.place.texts[key >> 32], month_text(key & 0xFFFFFFFF)
        amount, weight, trust = _owed(law, place, month, changes)
        here = where == key
        owed[here], weights[here], unknown[here] = amount or 0, weight, amount is None
        trusts.append(trust)
    below = without * weights * rows.payable_days[row] < owed * rows.paid_days[row]
    return NetOfAllowance(int((below & (unknown == 0)).sum()), int(unknown.sum()), lowest(trusts))


def _owed(law: Law, place: str, month: str, changes: set[date]) -> tuple[int | None, int, Trust]:
    """Give the minimum of a month, each part times its weight, and the sum of the weights; null where a part is not known."""
    amount, weight, trusts = 0, 0, []
    for part in month_parts(month, changes):
        rule = statutory_rule(law(place), Form.MONTHLY_FLOOR, part.first_on)
        if rule is None:
            return None, 1, Trust.PRIMARY
        amount, weight = amount + rule.amount_fen * part.weight, weight + part.weight
        trusts.append(rule.trust)
    return amount, weight, lowest(trusts)
