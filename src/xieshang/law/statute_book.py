"""The statute book put together: every pack, the calendar, the minimum wages, the codes; and the rules that reach a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from xieshang.core.codes import CodeBook
from xieshang.core.minimum_wages import MinimumWages
from xieshang.core.rules import Pack, Rules, jurisdictions_of
from xieshang.core.sources import Trust
from xieshang.core.workdays import Calendar
from xieshang.law.calendar_files import calendar_in
from xieshang.law.code_lists import code_book_of
from xieshang.law.law_files import read_law_file, values_in
from xieshang.law.minimum_wage_files import class_lists_in, standards_in

__all__ = ["Key", "StatuteBook", "code_book", "read_book", "rules_for", "statute_book"]

_HERE = Path(__file__).parent
PACKS = _HERE / "packs"
NATION = "nation"


@dataclass(frozen=True, slots=True)
class Key:
    """The name by which a value is asked for: its Chinese title, and the unit of its values."""

    title: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class StatuteBook:
    """Everything that was entered; ``packs`` by the digits of their jurisdiction, empty for the nation."""

    packs: Mapping[str, Pack]
    keys: Mapping[str, Key]
    calendar: Calendar
    codes: CodeBook
    minimum_wages: MinimumWages

    @property
    def recorded_on(self) -> date:
        """The day of the latest entry: an act that is stored now is read under what was recorded by then."""
        entries = [entry.recorded_on for pack in self.packs.values() for entry in pack.values]
        return max([*entries, *(standard.recorded_on for standard in self.minimum_wages.standards)])

    def rules_for(self, place: str | None) -> Rules:
        """Give the rules that reach a place, null for the nation's alone.

        Refuses: ``place.unknown``.
        """
        if place is not None:
            self.codes.place(place)
        reaching = [self.packs[digits] for digits in jurisdictions_of(place) if digits in self.packs]
        return Rules(place, tuple(reaching), self.calendar, self.codes, self.minimum_wages)


def _pack(folder: Path) -> Pack:
    told = read_law_file(folder / "pack.yaml").content
    code = str(told["code"] or "")
    values = tuple(values_in(read_law_file(folder / "values.yaml"), code))
    return Pack(code, told["name"], values, Trust(told.get("inherited_trust", Trust.PRIMARY)))


def read_book(packs: Path = PACKS) -> StatuteBook:
    """Read the statute book from a folder of packs."""
    folders = sorted(folder for folder in packs.iterdir() if (folder / "pack.yaml").is_file())
    read = {folder: _pack(folder) for folder in folders}
    wages = {pack.code: read_law_file(folder / "minimum_wages.yaml") for folder, pack in read.items()}
    keys = read_law_file(_HERE / "keys.yaml").content
    return StatuteBook(
        packs={pack.code: pack for pack in read.values()},
        keys={name: Key(entry["title"], entry.get("unit")) for name, entry in keys.items()},
        calendar=calendar_in(read_law_file(packs / NATION / "calendar.yaml")),
        codes=code_book_of(folders),
        minimum_wages=MinimumWages(
            tuple(standard for code, file in wages.items() for standard in standards_in(file, code)),
            tuple(listed for code, file in wages.items() for listed in class_lists_in(file, code)),
        ),
    )


@cache
def statute_book() -> StatuteBook:
    """Give the book that ships with the product, read once."""
    return read_book()


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
