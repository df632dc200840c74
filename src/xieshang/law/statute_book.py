"""The statute book put together: every pack, the calendar, the minimum wages, the codes; and the rules that reach a place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from xieshang.core.codes import CodeBook
from xieshang.core.minimum_wages import MinimumWages
from xieshang.core.rules import Pack, Rules, jurisdictions_of
from xieshang.core.sources import Trust
from xieshang.core.workdays import Calendar
from xieshang.law.calendar_files import calendar_in
from xieshang.law.code_lists import code_book_of
from xieshang.law.entry_checks import Key
from xieshang.law.law_files import read_law_file, values_in
from xieshang.law.minimum_wage_files import class_lists_in, standards_in
from xieshang.law.office_entries import MINIMUM_WAGE, Known, OfficeLaw, folder_stamp, office_folder, read_office

__all__ = ["Key", "Packs", "StatuteBook", "code_book", "read_book", "rules_for", "shipped_book", "statute_book"]

_HERE = Path(__file__).parent
PACKS = _HERE / "packs"
NATION = "nation"
_PROVINCE_DIGITS, _PLACE_DIGITS = 2, 6


@dataclass(frozen=True, slots=True)
class StatuteBook:
    """Everything that was entered; ``packs`` by the digits of their jurisdiction, empty for the nation.

    ``office`` are the entries of the office that are among it, and its files that could not be read.
    """

    packs: Mapping[str, Pack]
    keys: Mapping[str, Key]
    calendar: Calendar
    codes: CodeBook
    minimum_wages: MinimumWages
    office: OfficeLaw = field(default_factory=OfficeLaw)

    @property
    def recorded_on(self) -> date:
        """The day of the latest entry: an act that is stored now is read under what was recorded by then."""
        return max(
            max(entry.recorded_on for pack in self.packs.values() for entry in pack.values),
            max(standard.recorded_on for standard in self.minimum_wages.standards),
            max(listed.recorded_on for listed in self.minimum_wages.class_lists),
            max(entered.recorded_on for entered in self.calendar.years.values()),
        )

    @property
    def known(self) -> Known:
        """What an entry of the office is held against."""
        ids = {entry.id: (entry.jurisdiction, entry.key) for pack in self.packs.values() for entry in pack.values}
        ids |= {standard.id: (standard.jurisdiction, MINIMUM_WAGE) for standard in self.minimum_wages.standards}
        return Known(self.keys, self.calendar, ids)

    def with_office(self, law: OfficeLaw) -> "StatuteBook":
        """Give the book with the entries of an office over it."""
        packs, calendar = dict(self.packs), self.calendar
        for entry in law.entries:
            if entry.values:
                pack = packs.get(entry.jurisdiction) or self._new_pack(entry.jurisdiction)
                packs[entry.jurisdiction] = replace(pack, values=(*pack.values, *entry.values))
            for year, entered in entry.years:
                calendar = calendar.with_year(year, entered)
        wages = MinimumWages(
            (*self.minimum_wages.standards, *(each for entry in law.entries for each in entry.standards)),
            (*self.minimum_wages.class_lists, *(each for entry in law.entries for each in entry.class_lists)),
        )
        return replace(self, packs=packs, calendar=calendar, minimum_wages=wages, office=law)

    def _new_pack(self, digits: str) -> Pack:
        """Give a pack for a jurisdiction that none ships for: a province's own rules were not read, a city has few of its own."""
        name = self.codes.places.get(digits.ljust(_PLACE_DIGITS, "0"), digits)
        return Pack(digits, name, inherited_trust=Trust.PROVISIONAL if len(digits) == _PROVINCE_DIGITS else Trust.PRIMARY)

    def rules_for(self, place: str | None) -> Rules:
        """Give the rules that reach a place, null for the nation's alone.

        Refuses: ``place.unknown``.
        """
        if place is not None:
            self.codes.place(place)
        reaching = [self.packs[digits] for digits in jurisdictions_of(place) if digits in self.packs]
        return Rules(place, tuple(reaching), self.calendar, self.codes, self.minimum_wages)


def _code(folder: Path) -> str:
    return str(read_law_file(folder / "pack.yaml").content["code"] or "")


class Packs(Mapping[str, Pack]):
    """The packs of some folders by their digits, each read when it is first asked for: a place is reached by two or three."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders: Mapping[str, Path] = {_code(folder): folder for folder in folders}
        self.read: dict[str, Pack] = {}

    def __getitem__(self, code: str) -> Pack:
        if code not in self.read:
            self.read[code] = _pack(code, self.folders[code])
        return self.read[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.folders)

    def __len__(self) -> int:
        return len(self.folders)

    def __contains__(self, code: object) -> bool:
        return code in self.folders


def _pack(code: str, folder: Path) -> Pack:
    told = read_law_file(folder / "pack.yaml").content
    values = tuple(values_in(read_law_file(folder / "values.yaml"), code))
    return Pack(code, told["name"], values, Trust(told.get("inherited_trust", Trust.PRIMARY)))


def _key(entry: Mapping[str, Any]) -> Key:
    return Key(entry["title"], entry.get("unit"), tuple(entry.get("one_of", ())), tuple(entry.get("some_of", ())))


def read_book(packs: Path = PACKS) -> StatuteBook:
    """Read the statute book from a folder of packs."""
    folders = sorted(folder for folder in packs.iterdir() if (folder / "pack.yaml").is_file())
    shipped = Packs(folders)
    wages = {code: read_law_file(folder / "minimum_wages.yaml") for code, folder in shipped.folders.items()}
    keys = read_law_file(_HERE / "keys.yaml").content
    return StatuteBook(
        packs=shipped,
        keys={name: _key(entry) for name, entry in keys.items()},
        calendar=calendar_in(read_law_file(packs / NATION / "calendar.yaml")),
        codes=code_book_of(folders),
        minimum_wages=MinimumWages(
            tuple(standard for code, file in wages.items() for standard in standards_in(file, code)),
            tuple(listed for code, file in wages.items() for listed in class_lists_in(file, code)),
        ),
    )


@cache
def shipped_book() -> StatuteBook:
    """Give the book that ships with the product, read once."""
    return read_book()


@lru_cache(maxsize=4)
def _book_with(folder: Path, stamp: tuple[object, ...]) -> StatuteBook:
    shipped = shipped_book()
    return shipped.with_office(read_office(folder, shipped.known))


def statute_book() -> StatuteBook:
    """Give the book that holds now: what ships, and over it what the office has entered (XIESHANG_LAW).

    An entry that another process has made is there at the next call; a broken file is looked at again when it was changed.
    """
    folder = office_folder()
    stamp = folder_stamp(folder)
    if folder is None or not stamp:
        return shipped_book()
    book = _book_with(folder, stamp)
    if not book.office.broken:
        return book
    mended = tuple(path.stat().st_mtime_ns for each in book.office.broken if (path := folder / each.name).exists())
    return _book_with(folder, (*stamp, *mended))


def code_book() -> CodeBook:
    """Give the codes that are known.

    >>> code_book().places["130123"], code_book().industries["C33"]
    ('正定县', '金属制品业')
    """
    return statute_book().codes


def rules_for(place: str | None) -> Rules:
    """Give the rules that reach a place, null for the nation's alone.  Refuses: ``place.unknown``.

    >>> [pack.name for pack in rules_for("130123").packs]
    ['河北省', '全国']
    """
    return statute_book().rules_for(place)
