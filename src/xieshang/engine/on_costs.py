"""What a raise costs the employer beside the wage: contributions on a base that is clamped between two bounds.

A raise below the lower bound of the base costs nothing more, one above the upper neither; a flat rate has no bounds and
overstates the cost at the bottom.  Source: methods C3.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from xieshang.core.fields import Fields
from xieshang.core.money import ceil_div
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.rules import LawValue, Rules
from xieshang.core.sources import Trust
from xieshang.engine.curves import exact_sum
from xieshang.engine.employments import MOST_FEN, Employments

__all__ = ["Contribution", "OnCost", "flat_contribution", "law_contributions", "on_cost", "read_contributions", "read_rate"]

Whole = NDArray[np.int64]
KEY = "contribution."


@dataclass(frozen=True, slots=True)
class Contribution:
    """One kind of contribution of the employer, as a share of a base between two bounds; null is no bound.

    ``trust`` is null where the parties state it themselves.
    """

    name: str
    rate: Fraction
    base_low_fen: int | None = None
    base_high_fen: int | None = None
    trust: Trust | None = None


@dataclass(frozen=True, slots=True)
class OnCost:
    """On-costs of a month, exact, in fen; ``by_enterprise`` in the order of the employments' enterprises."""

    by_enterprise: tuple[Fraction, ...]

    @property
    def monthly_fen(self) -> int:
        """The on-costs of all enterprises.  Rounding: up, once."""
        total = sum(self.by_enterprise, Fraction(0))
        return ceil_div(total.numerator, total.denominator)

    def rounded_up(self) -> list[int]:
        """Give the on-costs of each enterprise.  Rounding: up, each once."""
        return [ceil_div(extra.numerator, extra.denominator) for extra in self.by_enterprise]


def flat_contribution(rate: Fraction) -> Contribution:
    """Give one rate on the whole raise."""
    return Contribution("flat", rate)


def read_rate(value: object) -> Fraction | None:
    """Read a rate as written; null where it is not a number from 0 to 1.

    >>> read_rate(0.27), read_rate("27/100"), read_rate(27)
    (Fraction(27, 100), Fraction(27, 100), None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        rate = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None
    return rate if 0 <= rate <= 1 else None


def _contribution(item: Fields) -> Contribution:
    rate = read_rate(item.get("rate"))
    if rate is None:
        raise item.refused("on_cost.rate", "rate")
    low, high = item.whole("base_low_fen", low=0), item.whole("base_high_fen", low=0)
    if (low is not None and high is not None and low > high) or max(low or 0, high or 0) > MOST_FEN:
        raise item.refused("on_cost.bounds", "base_high_fen")
    return Contribution(item.required_text("name"), rate, low, high)


def read_contributions(path: Path) -> tuple[Contribution, ...]:
    """Read the parties' own contributions from a YAML or JSON file: a list, or an object with the list ``items``.

    Refuses: ``on_cost.broken``, ``on_cost.rate``, ``on_cost.bounds``, ``field.…``.
    """
    try:
        content: Any = yaml.safe_load(path.read_text("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(Refusal("on_cost.broken", value_kind="text")) from error
    listed = content if isinstance(content, list) else content.get("items") if isinstance(content, dict) else None
    if not isinstance(listed, list) or not listed:
        raise Refused(Refusal("on_cost.broken", column="items"))
    return tuple(map(_contribution, Fields({"items": listed}).objects("items")))


def law_contributions(rules: Rules, on: date) -> tuple[Contribution, ...] | None:
    """Give the contributions that the law of a place states for a day; null where it states none."""
    entries = [rules.value(key, on) for key in rules.keys() if key.startswith(KEY)]  # noqa: SIM118 - not a mapping
    return tuple(_of_law(entry) for entry in entries if entry is not None) or None


def _of_law(entry: LawValue) -> Contribution:
    name = entry.key.removeprefix(KEY)
    low, high = entry.more.get("base_low_fen"), entry.more.get("base_high_fen")
    return Contribution(name, Fraction(str(entry.value)), low, high, entry.trust)


def on_cost(
    employments: Employments, floors_fen: Whole, places: Whole, contributions_at: Callable[[int], Sequence[Contribution]]
) -> OnCost:
    """Add up what floors cost beside the raises: Σ rate · (clamp(wage + raise) − clamp(wage)).

    ``floors_fen`` by cell; ``places`` of the employments, for which ``contributions_at`` gives the contributions.
    """
    floor = floors_fen[employments.cell]
    at = np.flatnonzero(employments.rate_fen < floor)
    raised = floor[at] * employments.units[at] - employments.paid_fen[at] * employments.per
    wage = employments.comparable_fen[at] * employments.per
    total = [Fraction(0)] * len(employments.enterprises)
    for place in np.unique(places[at]).tolist():
        here = np.flatnonzero(places[at] == place)
        for item in contributions_at(place):
            grown = _clamped(wage[here] + raised[here], item, employments.per) - _clamped(wage[here], item, employments.per)
            for enterprise, base in _sums(employments.enterprise[at][here], grown):
                total[enterprise] += item.rate * base / employments.per
    return OnCost(tuple(total))


def _clamped(wage: Whole, item: Contribution, per: int) -> Whole:
    low = None if item.base_low_fen is None else item.base_low_fen * per
    high = None if item.base_high_fen is None else item.base_high_fen * per
    return wage if low is None and high is None else np.clip(wage, low, high)


def _sums(groups: Whole, numbers: Whole) -> list[tuple[int, int]]:
    """Add numbers up by group, without an overflow."""
    order = np.argsort(groups, kind="stable")
    found, first = np.unique(groups[order], return_index=True)
    parts = np.split(numbers[order], first[1:])
    return [(group, exact_sum(part)) for group, part in zip(found.tolist(), parts, strict=True)]
