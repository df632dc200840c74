"""A month in which the floor changes: its parts weigh by their payable days, and the month is rounded up once.

Source: 人社部发〔2025〕2号: the 21.75 payable days of a month are (365 − 104) / 12, that is every day but the weekend, statutory
holidays included.  A contract that begins or ends inside a month, or a new statutory minimum, counts for its own days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from xieshang.core.money import ceil_div

__all__ = ["Part", "floor_due", "month_parts", "weekdays_in"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """Days of one month, both ends included, in which no floor changes.

    Units: ``weight`` in weekdays; a month of one part weighs 1.
    """

    first_on: date
    last_on: date
    weight: int


def weekdays_in(first_on: date, last_on: date) -> int:
    """Count the days from Monday to Friday between two days, both included.

    >>> weekdays_in(date(2026, 3, 1), date(2026, 3, 31)), weekdays_in(date(2026, 3, 7), date(2026, 3, 8))
    (22, 0)
    """
    days = (last_on - first_on).days + 1
    weeks, rest = divmod(days, 7)
    return 5 * weeks + sum((first_on + _DAY * day).weekday() < 5 for day in range(rest))


def month_parts(month: str, changes: Iterable[date]) -> tuple[Part, ...]:
    """Cut a month at every day from which something may differ; a part without a weekday is left out.

    >>> [(part.first_on.day, part.weight) for part in month_parts("2026-03", [date(2026, 3, 16), date(2026, 4, 1)])]
    [(1, 10), (16, 12)]
    >>> [part.weight for part in month_parts("2026-03", [date(2026, 3, 1)])]
    [1]
    """
    first_on = date.fromisoformat(f"{month}-01")
    end_on = (first_on + _DAY * 31).replace(day=1)
    cuts = [first_on, *sorted({day for day in changes if first_on < day < end_on}), end_on]
    parts = [(start, end - _DAY) for start, end in pairwise(cuts) if weekdays_in(start, end - _DAY)]
    return tuple(Part(start, end, weekdays_in(start, end) if len(parts) > 1 else 1) for start, end in parts)


def floor_due(weighted_fen: int, weight: int, paid: int, payable: int) -> int:
    """Give the floor that is due for the days paid (or the hours worked): rounded up to the next fen, once.

    ``weighted_fen``: the floors of the parts of the month, each times its weight; ``weight``: the sum of the weights.

    >>> floor_due(300_000, 1, 2000, 2300), floor_due(10 * 238_000 + 12 * 300_000, 22, 2175, 2175)
    (260870, 271819)
    """
    return ceil_div(weighted_fen * paid, weight * payable)
