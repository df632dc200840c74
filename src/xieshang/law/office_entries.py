"""The entries that an office has made over the statute book that ships: one YAML file each, only ever added.

The folder is named by the environment variable XIESHANG_LAW.  A file has the form of the files that ship, with the jurisdiction,
the day of record, and who made it when.  A file that cannot be read is left out and named; what ships goes on.
"""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import yaml

from xieshang.core.minimum_wages import ClassList, Standard
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.rules import LawValue
from xieshang.core.workdays import Calendar, CalendarYear
from xieshang.law.calendar_files import year_faults, years_in
from xieshang.law.entry_checks import Key, standard_faults, value_faults
from xieshang.law.law_files import LawFile, read_law_file, values_in
from xieshang.law.minimum_wage_files import class_lists_in, standards_in

__all__ = [
    "MINIMUM_WAGE",
    "BrokenEntry",
    "Known",
    "OfficeEntry",
    "OfficeLaw",
    "add_entry",
    "entry_faults",
    "folder_stamp",
    "office_folder",
    "read_office",
]

FOLDER_VARIABLE = "XIESHANG_LAW"
MINIMUM_WAGE = "minimum-wage"
_SECTIONS = ("values", "standards", "class_lists", "years")
_HEAD = "# 由办公室录入。只增不改：更正另录一份。\n"
_SETTLED_NS = 2_000_000_000
"""A folder that changed less than this ago may change again within one tick of its clock."""


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One entry: what it adds, whose law it is (digits of the jurisdiction, empty for the nation), who made it and when."""

    name: str
    jurisdiction: str
    recorded_on: date
    entered_at: str
    entered_by: str
    values: tuple[LawValue, ...] = ()
    standards: tuple[Standard, ...] = ()
    class_lists: tuple[ClassList, ...] = ()
    years: tuple[tuple[int, CalendarYear], ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """A file of the folder that is left out, and what speaks against it."""

    name: str
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What entries are held against: the keys, the calendar that ships, and whose law under which key each known id is."""

    keys: Mapping[str, Key]
    calendar: Calendar
    ids: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OfficeLaw:
    """Everything of one folder, in the order of the days of record."""

    entries: tuple[OfficeEntry, ...] = ()
    broken: tuple[BrokenEntry, ...] = ()


def office_folder() -> Path | None:
    """Give the folder of the office's entries; null where none is named."""
    named = os.environ.get(FOLDER_VARIABLE)
    return _path(named) if named else None


@lru_cache(maxsize=8)
def _path(named: str) -> Path:
    """Give the one path of a folder: the book is asked for many times a page, and a path remembers its own hash."""
    return Path(named)


def entry_faults(file: LawFile, known: Known) -> Iterator[Refusal]:
    """Say what speaks against the content of an entry.

    Refuses: ``law.entry_incomplete``, ``law.entry_empty``, ``law.id_repeated``, ``law.replaced_unknown``, and the codes of
    ``entry_checks`` and ``calendar_files.year_faults``.
    """
    content = file.content
    if type(file.recorded_on) is not date or file.recorded_on == date.max or not content.get("entered_by"):
        yield Refusal("law.entry_incomplete")
    if not any(content.get(section) for section in _SECTIONS):
        yield Refusal("law.entry_empty")
    for entry in content.get("values") or ():
        yield from value_faults(entry, file.sources, known.keys)
        yield from _identity_faults(entry, (content["jurisdiction"], entry.get("key", "")), known)
    for entry in content.get("standards") or ():
        yield from standard_faults(entry, file.sources)
        yield from _identity_faults(entry, (content["jurisdiction"], MINIMUM_WAGE), known)
    for year, entered in years_in(file):
        yield from year_faults(year, entered.rests, entered.worked, known.calendar)


def _identity_faults(entry: Mapping[str, Any], own: tuple[str, str], known: Known) -> Iterator[Refusal]:
    if entry.get("id") in known.ids:
        yield Refusal("law.id_repeated", column="id")
    if entry.get("replaces") and known.ids.get(entry["replaces"]) != own:
        yield Refusal("law.replaced_unknown", column="replaces")


def _read(path: Path, known: Known) -> OfficeEntry:
    file = read_law_file(path)
    Refused.unless_empty(entry_faults(file, known))
    jurisdiction = file.content["jurisdiction"]
    return OfficeEntry(
        name=path.name,
        jurisdiction=jurisdiction,
        recorded_on=file.recorded_on,
        entered_at=str(file.content.get("entered_at", "")),
        entered_by=str(file.content["entered_by"]),
        values=tuple(values_in(file, jurisdiction)),
        standards=tuple(standards_in(file, jurisdiction)),
        class_lists=tuple(class_lists_in(file, jurisdiction)),
        years=tuple(years_in(file)),
    )


def read_office(folder: Path, known: Known) -> OfficeLaw:
    """Read every entry of a folder; what cannot be read is listed as broken, and nothing is raised for it."""
    entries: list[OfficeEntry] = []
    broken: list[BrokenEntry] = []
    for path in sorted(folder.glob("*.yaml")):
        own = {each.id: (each.jurisdiction, each.key) for entry in entries for each in entry.values}
        own |= {each.id: (each.jurisdiction, MINIMUM_WAGE) for entry in entries for each in entry.standards}
        try:
            entries.append(_read(path, replace(known, ids={**known.ids, **own})))
        except Refused as refused:
            broken.append(BrokenEntry(path.name, refused.refusals))
        except (OSError, yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError):
            broken.append(BrokenEntry(path.name, (Refusal("law.entry_unreadable"),)))
    return OfficeLaw(tuple(sorted(entries, key=lambda entry: (entry.recorded_on, entry.name))), tuple(broken))


def folder_stamp(folder: Path | None) -> tuple[object, ...]:
    """Give what changes when a file comes into the folder; empty where there is no folder.

    The folder's own time is enough once it is not fresh: two files that come within one tick of its clock are told apart by name.
    """
    if folder is None:
        return ()
    try:
        changed_ns = folder.stat().st_mtime_ns
    except FileNotFoundError:
        return ()
    is_fresh = time.time_ns() - changed_ns < _SETTLED_NS
    return (changed_ns, *(sorted(each.name for each in folder.iterdir()) if is_fresh else ()))


def add_entry(folder: Path, what: str, content: Mapping[str, Any]) -> Path:
    """Write an entry as a file of its own, wholly or not at all, and never over another; give its path.

    ``what`` names its subject in the file's name, after the day of record and a number.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    recorded_on, number = content["recorded_on"], sum(1 for _ in folder.glob("*.yaml")) + 1
    text = _HEAD + yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False, width=120)
    with NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=".", suffix=".part") as part:
        part.write(text)
        part.flush()
        os.fsync(part.fileno())
        while True:
            path = folder / f"{recorded_on}-{number:04}-{what}.yaml"
            try:
                path.hardlink_to(part.name)
            except FileExistsError:
                number += 1
            else:
                return path
