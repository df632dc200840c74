"""A sample payroll, made from a seed: invented enterprises and persons, every row labelled 示范.

Wages are set against the statutory minimum of the place in the first month, so that a new minimum and a contract are felt as
they would be: most pay lies above both, some persons stand at the minimum, some below what was agreed.  It shows the product
and says nothing about real pay.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.money import ceil_div
from xieshang.core.month_parts import weekdays_in
from xieshang.core.skills import LEVEL_TITLES
from xieshang.law import rules_for

__all__ = ["sample_payroll"]

_INDUSTRIES = ("C3525", "C3525", "C3525", "C3421")
_TRADES = {
    "6-18-01-01": ("车工", "重要类"),
    "6-18-01-02": ("铣工", "重要类"),
    "6-18-01-03": ("刨插工", "基础类"),
    "6-18-01-04": ("磨工", "重要类"),
    "6-18-02-04": ("焊工", "关键类"),
}
_LEVELS = (1, 2, 3, 4, 5, 6)
_LEVEL_WEIGHTS = (6, 26, 32, 24, 9, 3)
_USUAL_PERCENT = {1: 125, 2: 150, 3: 172, 4: 198, 5: 235, 6: 280}
_CATEGORY_PERCENT = {"基础类": 95, "重要类": 103, "关键类": 121}
_ALLOWANCE_FEN = {1: 0, 2: 10_000, 3: 20_000, 4: 35_000, 5: 60_000, 6: 90_000}
_WELDING = "6-18-02-04"
_KINDS = {"usual": 86, "at_minimum": 5, "low": 5, "short_allowance": 4}
_EMPLOYMENTS = {"full_time": 88, "probation": 4, "dispatched": 4, "part_time": 4}
_HEADS = 30
_LEVEL_KNOWN, _SOME_DAYS_AWAY = 0.97, 0.09
_OTHERWISE_MINIMUM_FEN, _OTHERWISE_HOUR_FEN = 220_000, 2_200


@dataclass(frozen=True, slots=True)
class _Person:
    """One invented person, the same in every month.  Units: fen for a full month, the allowance inside the wage."""

    name: str
    enterprise: str
    industry: str
    occupation: str
    category: str
    level: int | None
    employment: str
    wage_fen: int
    allowance_fen: int
    below_hour: bool


def _drawn(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _wage_and_allowance(kind: str, level: int, category: str, minimum_fen: int, chance: Random) -> tuple[int, int]:
    """Set the wage of a full month and the allowance inside it, as the kind of person says."""
    usual = _USUAL_PERCENT[level] * _CATEGORY_PERCENT[category] * chance.randint(97, 118)
    usual_fen = minimum_fen * usual // 1_000_000 // 1000 * 1000
    low_fen = minimum_fen * chance.randint(96, 124) // 100_000 * 1000
    allowance_fen = _ALLOWANCE_FEN[level]
    if kind == "at_minimum":
        return minimum_fen, 0
    if kind == "low":
        return low_fen, allowance_fen
    return usual_fen, allowance_fen // 2 if kind == "short_allowance" else allowance_fen


def _person(number: int, chance: Random, minimum_fen: int) -> _Person:
    occupation, kind = chance.choice(list(_TRADES)), _drawn(chance, _KINDS)
    category, level = _TRADES[occupation][1], chance.choices(_LEVELS, _LEVEL_WEIGHTS)[0]
    wage_fen, allowance_fen = _wage_and_allowance(kind, level, category, minimum_fen, chance)
    return _Person(
        name=f"示范职工{number + 1:04d}",
        enterprise=f"示范企业{number // _HEADS + 1:02d}",
        industry=_INDUSTRIES[number // _HEADS % len(_INDUSTRIES)],
        occupation=occupation,
        category=category,
        level=level if chance.random() < _LEVEL_KNOWN else None,
        employment=_drawn(chance, _EMPLOYMENTS),
        wage_fen=wage_fen,
        allowance_fen=allowance_fen,
        below_hour=kind in ("low", "at_minimum"),
    )


def _statutory(place: str, on: date) -> tuple[int, int]:
    """Give the statutory minimum a month and an hour; where it is not known, figures of a like order."""
    known = rules_for(place).highest_minimum_wage(on)
    monthly_fen = known.monthly_fen if known else _OTHERWISE_MINIMUM_FEN
    return monthly_fen, (known.hourly_fen if known else None) or _OTHERWISE_HOUR_FEN


def _paid(person: _Person, payable: int, hour_fen: int, chance: Random) -> dict[str, int]:
    """Give the days paid and the hours, in hundredths, and the wage and allowance paid for them, in fen."""
    away = chance.choice((50, 100, 200, 350, 800, 1200)) if chance.random() < _SOME_DAYS_AWAY else 0
    days = payable - away
    if person.employment == "part_time":
        hours = chance.randrange(3000, 9700, 400)
        rate_fen = hour_fen * (92 if person.below_hour else chance.randint(104, 150)) // 100
        return {"days": days, "hours": hours, "wage_fen": ceil_div(rate_fen * hours, 100), "allowance_fen": 0}
    wage_fen = ceil_div(person.wage_fen * days, payable)
    return {"days": days, "hours": days * 8, "wage_fen": wage_fen, "allowance_fen": ceil_div(person.allowance_fen * days, payable)}


def _row(person: _Person, month: str, place: str, payable: int, hour_fen: int, chance: Random) -> dict[str, Any]:
    """Give one pay row: the wage is split into its components, and what never counts stands beside it."""
    paid = _paid(person, payable, hour_fen, chance)
    basic_fen = (paid["wage_fen"] - paid["allowance_fen"]) * 7 // 10
    rest_fen = paid["wage_fen"] - paid["allowance_fen"] - basic_fen
    welding = person.occupation == _WELDING
    return {
        "person": person.name,
        "enterprise": person.enterprise,
        "place": place,
        "industry": person.industry,
        "occupation": person.occupation,
        "level": "" if person.level is None else LEVEL_TITLES[person.level - 1],
        "category": person.category,
        "month": month,
        "payable_days": payable / 100,
        "paid_days": paid["days"] / 100,
        "hours": paid["hours"] / 100,
        "employment": person.employment,
        "basic_fen": basic_fen,
        "piece_fen": 0 if welding else rest_fen,
        "performance_fen": rest_fen if welding else 0,
        "skill_allowance_fen": paid["allowance_fen"],
        "overtime_fen": chance.choice((0, 0, 30_000, 60_000, 95_000)),
        "shift_allowance_fen": chance.choice((0, 0, 0, 18_000)),
        "hazard_allowance_fen": 12_000 if welding else 0,
        "welfare_fen": chance.choice((0, 5_000, 20_000)),
        "employee_contributions_fen": 0 if person.employment == "part_time" else paid["wage_fen"] * 105 // 1000,
    }


def _payable(month: str) -> int:
    """Give the payable days of a month in hundredths: every weekday."""
    first_on = date.fromisoformat(f"{month}-01")
    return 100 * weekdays_in(first_on, (first_on + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def sample_payroll(seed: int, rows: int, place: str, months: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """Make the columns of a sample payroll, each person in every month: the same seed gives the same rows.

    Units: amounts in fen, days and hours as they are.  Refuses: ``place.unknown``.
    """
    chance = Random(seed)
    minimum_fen, hour_fen = _statutory(place, date.fromisoformat(f"{months[0]}-01"))
    people = [_person(number, chance, minimum_fen) for number in range(ceil_div(rows, len(months)))]
    made = [_row(person, month, place, _payable(month), hour_fen, chance) for month in months for person in people]
    return {
        name: np.array([row[name] for row in made[:rows]], dtype=object if isinstance(cell, str) else None)
        for name, cell in made[0].items()
    }
