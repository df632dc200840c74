"""The statutory minimum as one more rule beside those of the contracts."""

from datetime import date

from xieshang.core.floors import STATUTORY, Rule
from xieshang.core.refusals import Refused
from xieshang.core.rules import Rules
from xieshang.core.wage_table import Form

__all__ = ["statutory_rule"]


def statutory_rule(rules: Rules, form: Form, on: date, known_on: date | None = None) -> Rule | None:
    """Give the statutory minimum of the rules' place on a day as a rule for every worker there.

    Nulls: no minimum of that form is known for the place and day.
    Source: 最低工资规定 (Order 21) art 5: a month for full-time work, an hour for part-time work.
    """
    try:
        minimum = rules.minimum_wage(on, known_on)
    except Refused:
        return None
    amount_fen = minimum.monthly_fen if form is Form.MONTHLY_FLOOR else minimum.hourly_fen
    if amount_fen is None:
        return None
    return Rule(
        f"{STATUTORY}/{rules.place}",
        form,
        amount_fen,
        places=(rules.place,) if rules.place else None,
        source=minimum.source,
        trust=minimum.trust,
    )
