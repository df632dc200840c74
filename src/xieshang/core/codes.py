"""Codes of places, industries and occupations: their shapes, and which code lies in which.

Which codes exist is dated data of the room ``law``; here is only the value that holds them, ``CodeBook``.
Source: GB/T 2260 (places), GB/T 4754-2017 (industries), 职业分类大典 2022 (occupations).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from xieshang.core.refusals import Refusal, Refused

__all__ = ["CodeBook", "city_of", "occupation_reaches", "province_of", "significant"]

_PLACE = re.compile(r"[1-8][0-9]{5}(?:[0-9]{3}){0,2}")
_PARK = re.compile(r"P([1-8][0-9]{5})-(\S.{0,59})")
_INDUSTRY = re.compile(r"([A-T]?)([0-9]{2,4})?")
_OCCUPATION = re.compile(r"([1-8]-[0-9]{2})(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_PROVINCES = frozenset(
    str(code)
    for code in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82)
)


def seat_of(place: str) -> str:
    """Give the 6 to 12 digits a place is found by: its own, or those of a park's seat.

    >>> seat_of("P130123-正定高新区"), seat_of("130123")
    ('130123', '130123')
    """
    park = _PARK.fullmatch(place)
    return park[1] if park else place


def significant(place: str) -> str:
    """Give the digits that count: 2 of a province, 4 of a city, 6 of a county, 9 of a township, 12 of a village.

    >>> significant("130000"), significant("130100"), significant("130123"), significant("130123100000")
    ('13', '1301', '130123', '130123100')
    """
    for length in (9, 6):
        if len(place) > length and not place[length:].strip("0"):
            place = place[:length]
    if len(place) == 6:
        place = place[:2] if place.endswith("0000") else place[:4] if place.endswith("00") else place
    return place


def province_of(place: str) -> str:
    """Give the two digits of the province."""
    return seat_of(place)[:2]


def city_of(place: str) -> str:
    """Give the four digits of the city, or of the province where the place is a whole province."""
    return significant(seat_of(place))[:4]


def occupation_reaches(rule: str, occupation: str) -> bool:
    """Say whether an occupation is the rule's or one of its children; parents reach children at hyphens.

    >>> occupation_reaches("6-18", "6-18-01-01"), occupation_reaches("6-1", "6-18-01-01")
    (True, False)
    """
    return occupation == rule or occupation.startswith(rule + "-")


@dataclass(frozen=True, slots=True)
class CodeBook:
    """The codes that are shipped, and the names of those that have one.

    ``places``: code to name.  ``complete_provinces``: the provinces (two digits) whose list is complete, so that a code
    it lacks is unknown.  ``parents``: a place without a code of its own, such as a park, to the places it lies in.
    ``divisions``: two digits to section letter.  ``middle_classes``: the two-part occupation codes.
    """

    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    complete_provinces: frozenset[str] = frozenset()
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    divisions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    industries: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    middle_classes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    occupations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def place(self, text: str) -> str:
        """Check a place.

        Refuses: ``place.unknown`` for a wrong shape, no such province, or a code that a complete list lacks.

        >>> CodeBook().place("340506")
        '340506'
        """
        seat = seat_of(text)
        known = _PLACE.fullmatch(seat) and seat[:2] in _PROVINCES
        if known and seat[:2] in self.complete_provinces:
            known = significant(seat)[:6].ljust(6, "0") in self.places
        if not known:
            raise Refused(Refusal("place.unknown", value_kind="code"))
        return text

    def within(self, place: str, other: str) -> bool:
        """Say whether ``place`` lies in ``other`` (or is it).

        >>> CodeBook().within("130123", "130100"), CodeBook().within("P130123-高新区", "130123")
        (True, True)
        """
        if place == other:
            return True
        if place.startswith("P"):
            return any(self.within(parent, other) for parent in (seat_of(place), *self.parents.get(place, ())))
        return not other.startswith("P") and place.startswith(significant(other))

    def industry(self, text: str) -> str:
        """Check an industry; digits alone get their letter.

        Refuses: ``industry.unknown`` for no such letter or division.

        >>> CodeBook(divisions={"33": "C"}).industry("3391")
        'C3391'
        """
        shape = _INDUSTRY.fullmatch(text)
        letter, digits = (shape[1], shape[2] or "") if shape else ("", "")
        section = self.divisions.get(digits[:2], "") if digits else letter
        if not section or letter not in ("", section) or (not digits and section not in self.divisions.values()):
            raise Refused(Refusal("industry.unknown", value_kind="code"))
        return section + digits

    def occupation(self, text: str) -> str:
        """Check an occupation or a parent of occupations.

        Refuses: ``occupation.unknown`` for a wrong shape or no such middle class.

        >>> CodeBook(middle_classes={"6-18": ""}).occupation("6-18-01-01")
        '6-18-01-01'
        """
        shape = _OCCUPATION.fullmatch(text)
        if not shape or shape[1] not in self.middle_classes:
            raise Refused(Refusal("occupation.unknown", value_kind="code"))
        return text

    def is_listed(self, occupation: str) -> bool:
        """Say whether the occupation, or a child of it, stands in the list at hand."""
        return any(occupation_reaches(occupation, code) for code in (*self.occupations, *self.middle_classes))
