"""Dated legal values and how one is found: ``Rules`` is filled by the room ``law`` and asked by everything here.

A value has two times: in force from/to, and the day it was recorded.  Entries are only added; a correction names the
entry it replaces.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from xieshang.core.codes import CodeBook, seat_of
from xieshang.core.minimum_wages import MinimumWages, StatutoryMinimum
from xieshang.core.sources import Source, Trust, lowest
from xieshang.core.workdays import Calendar

__all__ = ["LawValue", "Pack", "Rules"]

_Asked = tuple[str, int, date | None]
_MINIMUM = "minimum-wage"


_MANNERS = frozenset({"from", "until", "by", "stands_still", "cumulative", "unless_agreed"})
"""What an entry may say of how its number is counted, besides the number: its event, its end, by whom it is due."""


@dataclass(frozen=True, slots=True)
class LawValue:
    """One entry of the statute book.

    ``id`` is unique in the book; ``key`` is what is asked for (``quorum.present_share``, ``deadline.file-contract``).
    ``jurisdiction`` is the digits of the place whose rule it is, empty for the nation.  ``nationwide``: no jurisdiction has
    rules of its own for it, so that it is inherited at its full trust.
    """

    id: str
    key: str
    value: Any
    unit: str | None
    source: Source
    trust: Trust
    recorded_on: date
    in_force_from: date | None = None
    in_force_to: date | None = None
    replaces: str | None = None
    jurisdiction: str = ""
    nationwide: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)

    def holds(self, on: date) -> bool:
        """Say whether the value is in force on the day; a start that is not known is before every day."""
        return (self.in_force_from is None or self.in_force_from <= on) and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one jurisdiction.

    ``inherited_trust`` caps what is taken from a wider one (Hebei: provisional, its own text was not read).
    """

    code: str
    name: str
    values: tuple[LawValue, ...] = ()
    inherited_trust: Trust = Trust.PRIMARY


@dataclass(frozen=True, slots=True)
class Rules:
    """The law that reaches one place: its packs from the nearest to the nation, the calendar, the minimum wages, the codes."""

    place: str | None
    packs: tuple[Pack, ...]
    calendar: Calendar = field(default_factory=Calendar)
    codes: CodeBook = field(default_factory=CodeBook)
    minimum_wages: MinimumWages = field(default_factory=MinimumWages)
    # What was found once: between two days on which some entry begins or ends, the answer is the same.
    _turns: dict[str, list[date]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _found: dict[_Asked, LawValue | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _minimum: dict[_Asked, StatutoryMinimum | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def keys(self) -> list[str]:
        """List every key that has a value in some pack, sorted."""
        return sorted({value.key for pack in self.packs for value in pack.values})

    def value(self, key: str, on: date, known_on: date | None = None) -> LawValue | None:
        """Find the value in force on a day, as recorded by ``known_on`` (null: everything recorded).

        Nulls: null when no pack has one, which never refuses anything: the check is then *unknown*.
        """
        turns = self._turns.get(key)
        if turns is None:
            turns = self._turns[key] = _turns_of(value for pack in self.packs for value in pack.values if value.key == key)
        asked = key, bisect_right(turns, on), known_on
        if asked not in self._found:
            self._found[asked] = self._find(key, on, known_on)
        return self._found[asked]

    def _find(self, key: str, on: date, known_on: date | None) -> LawValue | None:
        caps: list[Trust] = []
        for pack in self.packs:
            found = _latest(pack, key, on, known_on)
            if found is not None:
                return found if found.nationwide else replace(found, trust=lowest([found.trust, *caps]))
            caps.append(pack.inherited_trust)
        return None

    def minimum_wage(self, on: date, known_on: date | None = None, place: str | None = None) -> StatutoryMinimum:
        """Give the statutory minimum of the place.  Refuses: ``law.value_unknown``, ``law.spans_classes``."""
        return self.minimum_wages.find(place or self.place or "", on, self.codes, known_on)

    def highest_minimum_wage(self, on: date, known_on: date | None = None) -> StatutoryMinimum | None:
        """Give the highest statutory minimum within the place, null where none is known."""
        turns = self._turns.get(_MINIMUM)
        if turns is None:
            turns = self._turns[_MINIMUM] = sorted({standard.answers_from for standard in self.minimum_wages.standards})
        asked = _MINIMUM, bisect_right(turns, on), known_on
        if asked not in self._minimum:
            self._minimum[asked] = self.minimum_wages.highest(self.place or "", on, self.codes, known_on)
        return self._minimum[asked]


def _turns_of(values: Iterable[LawValue]) -> list[date]:
    """Give the days on which one of some entries begins or no longer holds."""
    known = [(value.in_force_from, value.in_force_to and value.in_force_to + timedelta(days=1)) for value in values]
    return sorted({day for days in known for day in days if day})


def _latest(pack: Pack, key: str, on: date, known_on: date | None) -> LawValue | None:
    """Give the entry of a pack that holds; a correction that says nothing of it counts in the manner of what it corrects."""
    recorded = [value for value in pack.values if value.key == key and (known_on is None or value.recorded_on <= known_on)]
    replaced = {value.replaces for value in recorded}
    standing = [value for value in recorded if value.id not in replaced and value.holds(on)]
    found = max(standing, key=lambda value: (value.in_force_from or date.min, value.recorded_on), default=None)
    return found and replace(found, more=_manner(found, {value.id: value for value in recorded}) | dict(found.more))


def _manner(entry: LawValue, by_id: Mapping[str, LawValue]) -> dict[str, Any]:
    corrected = by_id.get(entry.replaces or "")
    if corrected is None:
        return {}
    return _manner(corrected, by_id) | {key: value for key, value in corrected.more.items() if key in _MANNERS}


def jurisdictions_of(place: str | None) -> Iterator[str]:
    """Give the digits a pack may have to reach the place, from the longest to the nation's empty ones.

    >>> list(jurisdictions_of("130123"))
    ['130123', '1301', '13', '']
    """
    seat = seat_of(place or "")
    yield from dict.fromkeys(seat[:length] for length in (12, 9, 6, 4, 2, 0) if len(seat) >= length)
