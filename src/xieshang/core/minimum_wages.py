"""The statutory minimum wage (最低工资标准) of a place on a day: which standard holds, and which class the county has.

Source: 最低工资规定 (Order 21).  A class is known for the standard whose notice listed it; carried forward to a later
standard it is ``provisional``.  One fact is never derived from another: the hourly standard is its own figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from xieshang.core.codes import CodeBook, city_of, seat_of, significant
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.sources import Source, Trust, lowest

__all__ = ["ClassList", "MinimumWages", "Standard", "StatutoryMinimum"]


@dataclass(frozen=True, slots=True)
class Standard:
    """One published standard: of a class where the jurisdiction has classes, else of the whole jurisdiction.

    A standard whose start is not known carries the day it was seen; it answers from then on, ``provisional``.  ``id`` is shared
    by the classes of one entry; a correction names the entry it replaces.
    """

    jurisdiction: str
    area_class: int | None
    monthly_fen: int
    hourly_fen: int | None
    source: Source
    trust: Trust
    recorded_on: date
    in_force_from: date | None = None
    seen_on: date | None = None
    id: str = ""
    replaces: str | None = None

    @property
    def answers_from(self) -> date:
        """The first day for which the standard answers."""
        return self.in_force_from or self.seen_on or date.max


@dataclass(frozen=True, slots=True)
class ClassList:
    """The classes of counties as one notice lists them; ``urban`` gives the class of a city's 市区 by its four digits."""

    jurisdiction: str
    standard_from: date
    classes: Mapping[str, int]
    urban: Mapping[str, int]
    source: Source
    trust: Trust
    recorded_on: date


@dataclass(frozen=True, slots=True)
class StatutoryMinimum:
    """The answer for one place and day, in fen a month and fen an hour."""

    monthly_fen: int
    hourly_fen: int | None
    area_class: int | None
    in_force_from: date | None
    seen_on: date | None
    source: Source
    trust: Trust

    @property
    def gap(self) -> bool:
        """True where the start of the standard is not known."""
        return self.in_force_from is None


def _is_zone(county: str) -> bool:
    return len(county) == 6 and "71" <= county[4:] <= "79"


@dataclass(frozen=True, slots=True)
class MinimumWages:
    """Every standard and every list of classes that was entered."""

    standards: tuple[Standard, ...] = ()
    class_lists: tuple[ClassList, ...] = ()

    def find(self, place: str, on: date, codes: CodeBook, known_on: date | None = None) -> StatutoryMinimum:
        """Give the one statutory minimum of a place.

        Refuses: ``law.value_unknown`` where no standard or no class is known for the day, ``law.spans_classes`` for a
        city or province whose counties differ.
        """
        found = self._each(place, on, codes, known_on)
        known = {county: answer for county, answer in found.items() if answer}
        if len({answer.monthly_fen for answer in known.values()}) > 1:
            listed = tuple(f"{county}:{answer.area_class}" for county, answer in known.items())
            raise Refused(Refusal("law.spans_classes", {"place": place, "on": on.isoformat(), "counties": listed}))
        if not known or len(known) < len(found):
            raise Refused(Refusal("law.value_unknown", {"key": "minimum-wage", "place": place, "on": on.isoformat()}))
        answers = list(known.values())
        return replace(answers[0], trust=lowest(answer.trust for answer in answers))

    def highest(self, place: str, on: date, codes: CodeBook, known_on: date | None = None) -> StatutoryMinimum | None:
        """Give the highest statutory minimum of any county in the place, or in which a park lies; null where none is known."""
        inside = dict.fromkeys((place, *codes.parents.get(place, ())))
        found = (answer for each in inside for answer in self._each(each, on, codes, known_on).values())
        return max((answer for answer in found if answer), key=lambda answer: answer.monthly_fen, default=None)

    def _each(self, place: str, on: date, codes: CodeBook, known_on: date | None) -> dict[str, StatutoryMinimum | None]:
        """Answer for each county of a city or province, or for the one county that the place lies in."""
        current = self._current(place, on, known_on)
        if not current:
            return {place: None}
        digits = significant(seat_of(place))
        if len(digits) >= 6 or current[0].area_class is None:
            return {place: self._of_county(digits[:6], current, known_on)}
        counties = [code for code in codes.places if len(significant(code)) == 6 and code.startswith(digits) and not _is_zone(code)]
        return {county: self._of_county(county, current, known_on) for county in counties} or {place: None}

    def _current(self, place: str, on: date, known_on: date | None) -> list[Standard]:
        """Give the standards, one a class, that began last of those that reach the place.

        Of one day the nearest jurisdiction's, of one jurisdiction those that were recorded last.
        """
        seat = seat_of(place)
        recorded = [each for each in self.standards if _recorded(each, known_on) and seat.startswith(each.jurisdiction)]
        replaced = {each.replaces for each in recorded if each.replaces}
        begun = [each for each in recorded if each.id not in replaced and each.answers_from <= on]
        latest = max(map(_rank, begun), default=None)
        return [each for each in begun if _rank(each) == latest]

    def _of_county(self, county: str, current: list[Standard], known_on: date | None) -> StatutoryMinimum | None:
        if current[0].area_class is None:
            return _answer(current[0], ())
        start, jurisdiction = current[0].answers_from, current[0].jurisdiction
        lists = [
            listed for listed in self.class_lists
            if _recorded(listed, known_on) and listed.jurisdiction == jurisdiction and listed.standard_from <= start
        ]  # fmt: skip
        for listed in sorted(lists, key=lambda listed: (listed.standard_from, listed.recorded_on), reverse=True):
            carried = Trust.PRIMARY if listed.standard_from == start else Trust.PROVISIONAL
            area_class = listed.classes.get(county)
            if area_class is None and _is_zone(county):
                area_class, carried = listed.urban.get(city_of(county)), Trust.PROVISIONAL
            if area_class is not None:
                standing = [standard for standard in current if standard.area_class == area_class]
                return _answer(standing[0], (listed.trust, carried)) if standing else None
        return None


def _rank(standard: Standard) -> tuple[date, int, date]:
    return standard.answers_from, len(standard.jurisdiction), standard.recorded_on


def _recorded(entry: Standard | ClassList, known_on: date | None) -> bool:
    return known_on is None or entry.recorded_on <= known_on


def _answer(standard: Standard, trusts: Iterable[Trust]) -> StatutoryMinimum:
    gap = [Trust.PROVISIONAL] if standard.in_force_from is None else []
    return StatutoryMinimum(
        monthly_fen=standard.monthly_fen,
        hourly_fen=standard.hourly_fen,
        area_class=standard.area_class,
        in_force_from=standard.in_force_from,
        seen_on=standard.seen_on,
        source=standard.source,
        trust=lowest([standard.trust, *trusts, *gap]),
    )
