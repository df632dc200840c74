"""The law as one act reads it: the rules of the place, the day, and the entries that were recorded by then."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from xieshang.core.deadlines import Deadline, due
from xieshang.core.minimum_wages import StatutoryMinimum
from xieshang.core.rules import LawValue, Rules

__all__ = ["Reading"]


@cache
def _fraction(written: str) -> Fraction:
    return Fraction(written)


class Reading(NamedTuple):
    """Rules read on a day, under the entries recorded by ``known_on`` (null: all that are recorded)."""

    rules: Rules
    on: date
    known_on: date | None = None

    def entry(self, key: str) -> LawValue | None:
        """Give the entry in force, null where the law is not known."""
        return self.rules.value(key, self.on, self.known_on)

    def value(self, key: str, otherwise: Any = None) -> Any:
        """Give the value in force, ``otherwise`` where the law is not known."""
        entry = self.entry(key)
        return otherwise if entry is None else entry.value

    def share(self, key: str) -> Fraction | None:
        """Give a share as an exact fraction."""
        value = self.value(key)
        return None if value is None else _fraction(str(value))

    def due(self, rule: str, from_on: date | None, extra_days: int = 0) -> Deadline | None:
        """Give the deadline of a rule, null where its start or the law is not known."""
        return None if from_on is None else due(self.rules, rule, from_on, known_on=self.known_on, extra_days=extra_days)

    def minimum_wage(self) -> StatutoryMinimum | None:
        """Give the highest statutory minimum within the place, null where none is known."""
        return self.rules.highest_minimum_wage(self.on, self.known_on)
