"""What an entry of the statute book must hold, whether it ships with the product or was made in an office: one rule for both.

The days of a calendar are judged in ``calendar_files``; whether an entry may replace another in ``office_entries``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from xieshang.core.money import fen_of_yuan
from xieshang.core.refusals import Refusal
from xieshang.core.sources import Trust
from xieshang.core.workdays import Unit

__all__ = ["Key", "standard_faults", "value_faults"]

_MOST_DAYS, _MOST_PERSONS, _MOST_YEARS, _MOST_SHARE = 366, 60, 10, 5
_WHOLE_UNITS = {"days": _MOST_DAYS, "persons": _MOST_PERSONS, "years": _MOST_YEARS}


@dataclass(frozen=True, slots=True)
class Key:
    """The name by which a value is asked for: its Chinese title, and what its values are.

    Units: ``days``, ``persons``, ``years``, ``share``; without a unit a value is one of ``one_of``, or a list of ``some_of``.
    """

    title: str
    unit: str | None = None
    one_of: tuple[Any, ...] = ()
    some_of: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str | None, ...]:
        """What an entry may write as its unit: days are counted in calendar or in working days."""
        return tuple(Unit) if self.unit == "days" else (self.unit,)

    def takes(self, value: Any) -> bool:
        """Say whether a value is of the key's kind.

        >>> Key("期限", "days").takes(15), Key("比例", "share").takes("2/3"), Key("期限", "days").takes("15")
        (True, True, False)
        """
        if self.unit == "share":
            return _is_share(value)
        if self.unit in _WHOLE_UNITS:
            return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _WHOLE_UNITS[self.unit]
        if self.some_of:
            return isinstance(value, list) and bool(value) and set(value) <= set(self.some_of) and len(set(value)) == len(value)
        return any(type(value) is type(choice) and value == choice for choice in self.one_of)


def _is_share(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and 0 < Fraction(str(value)) <= _MOST_SHARE
    except (ValueError, ZeroDivisionError):
        return False


def _period_faults(entry: Mapping[str, Any]) -> Iterator[Refusal]:
    days = {name: entry.get(name) for name in ("in_force_from", "in_force_to", "seen_on")}
    for name, on in days.items():
        if on is not None and type(on) is not date:
            yield Refusal("field.not_a_date", column=name, value_kind="text")
            return
    since, until = days["in_force_from"], days["in_force_to"]
    if since and until and until < since:
        yield Refusal("law.period_backwards", column="in_force_to")


def _common_faults(entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Iterator[Refusal]:
    source = sources.get(entry.get("source", ""))
    for name in ("text", "where"):
        if not (source and getattr(source, name)):
            yield Refusal("field.missing", column=name, value_kind="empty")
    if entry.get("trust") not in tuple(Trust):
        yield Refusal("field.not_a_choice", {"accepts": tuple(Trust)}, column="trust")
    yield from _period_faults(entry)


def value_faults(entry: Mapping[str, Any], sources: Mapping[str, Any], keys: Mapping[str, Key]) -> Iterator[Refusal]:
    """Say what speaks against one value as it stands in a file.

    Refuses: ``law.key_unknown``, ``law.value_of_another_kind``, ``law.unit_of_another_key``, ``law.period_backwards``,
    ``field.missing``, ``field.not_a_choice``, ``field.not_a_date``.
    """
    key = keys.get(entry.get("key", ""))
    if key is None:
        yield Refusal("law.key_unknown", {"key": str(entry.get("key", ""))}, column="key")
        return
    if not key.takes(entry.get("value")):
        yield Refusal("law.value_of_another_kind", {"accepts": _accepted(key), "unit": key.unit}, column="value")
    if entry.get("unit") not in key.units:
        yield Refusal("law.unit_of_another_key", {"accepts": tuple(str(unit) for unit in key.units)}, column="unit")
    for name in ("warn_n", "extension_days"):
        days = entry.get(name)
        if days is not None and (key.unit != "days" or type(days) is not int or not 1 <= days <= _MOST_DAYS):
            yield Refusal("law.value_of_another_kind", {"accepts": f"1–{_MOST_DAYS}"}, column=name)
    if not isinstance(entry.get("id"), str):
        yield Refusal("field.missing", column="id", value_kind="empty")
    yield from _common_faults(entry, sources)


def _accepted(key: Key) -> str:
    if key.unit == "share":
        return f"1/2, 2/3, 1.05 … {_MOST_SHARE}"
    if key.unit in _WHOLE_UNITS:
        return f"1–{_WHOLE_UNITS[key.unit]}"
    return "、".join(str(choice).lower() if isinstance(choice, bool) else choice for choice in key.one_of or key.some_of)


def standard_faults(entry: Mapping[str, Any], sources: Mapping[str, Any]) -> Iterator[Refusal]:
    """Say what speaks against one standard of the minimum wage as it stands in a file: its classes, amounts and start.

    Units: yuan, as published.
    Refuses: ``minimum_wage.no_class``, ``minimum_wage.class_number``, ``minimum_wage.amount``, ``minimum_wage.order``,
    ``minimum_wage.no_start``, and what every entry must have.
    """
    classes = entry.get("classes") or ({None: entry["whole"]} if entry.get("whole") else {})
    if not classes:
        yield Refusal("minimum_wage.no_class", column="classes", value_kind="empty")
    elif list(classes) not in ([None], list(range(1, len(classes) + 1))):
        yield Refusal("minimum_wage.class_number", {"n": len(classes)}, column="classes")
    amounts = [[_fen(each) for each in pair] for pair in classes.values()]
    if not all(_is_pair(pair) for pair in amounts):
        yield Refusal("minimum_wage.amount", column="classes")
    elif any((lower[0] or 0) >= (higher[0] or 0) for higher, lower in pairwise(amounts)):
        yield Refusal("minimum_wage.order", column="classes")
    if not entry.get("in_force_from") and not entry.get("seen_on"):
        yield Refusal("minimum_wage.no_start", column="in_force_from", value_kind="empty")
    yield from _common_faults(entry, sources)


def _is_pair(pair: list[int | None]) -> bool:
    """Say whether a monthly and an hourly amount belong together; the hourly one may be unknown."""
    return len(pair) == 2 and pair[0] is not None and (pair[0] > 0 if pair[1] is None else 0 < pair[1] < pair[0])


def _fen(yuan: Any) -> int | None:
    """Give yuan as fen; null stays null, what is no amount is 0, which no standard has."""
    if yuan is None:
        return None
    try:
        return fen_of_yuan(str(yuan))
    except ValueError:
        return 0
