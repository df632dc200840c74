"""The files of the statute book: YAML with one table of sources, entries that name one of them, and the day of record.

Entries are only ever added; one that corrects another names it (``replaces``).  Nothing is judged here: what an entry must hold
stands in ``entry_checks``; a file that lacks what must be there raises (``KeyError``, ``ValueError``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from xieshang.core.rules import LawValue
from xieshang.core.sources import Source, Trust

__all__ = ["LawFile", "read_law_file", "values_in"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_VALUE_KEYS = frozenset(
    {
        "id",
        "key",
        "value",
        "unit",
        "source",
        "article",
        "trust",
        "recorded_on",
        "in_force_from",
        "in_force_to",
        "replaces",
        "nationwide",
    }
)


@dataclass(frozen=True, slots=True)
class LawFile:
    """The content of one file, with its sources read."""

    content: Mapping[str, Any]
    sources: Mapping[str, Source]
    recorded_on: date

    def source(self, entry: Mapping[str, Any]) -> Source:
        """Give the source that an entry names, with the entry's article."""
        source = self.sources[entry["source"]]
        return replace(source, article=str(entry["article"])) if entry.get("article") else source

    def recorded(self, entry: Mapping[str, Any]) -> date:
        """Give the day on which an entry was recorded: its own, or that of the file."""
        return entry.get("recorded_on") or self.recorded_on


def read_law_file(path: Path) -> LawFile:
    """Read one file; a file that is not there is an empty one."""
    content = yaml.load(path.read_text("utf-8"), _Loader) if path.is_file() else {}
    named = content.get("sources") or {}
    return LawFile(content, {key: _source(entry) for key, entry in named.items()}, content.get("recorded_on") or date.max)


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(entry["text"], entry.get("article", ""), entry.get("where", ""), entry.get("in_force_from"))


def values_in(file: LawFile, jurisdiction: str) -> Iterator[LawValue]:
    """Give the values of a file, in its order; without a start of its own a value is in force since its source is."""
    for entry in file.content.get("values") or ():
        source = file.source(entry)
        yield LawValue(
            id=entry["id"],
            key=entry["key"],
            value=entry["value"],
            unit=entry.get("unit"),
            source=source,
            trust=Trust(entry["trust"]),
            recorded_on=file.recorded(entry),
            in_force_from=entry.get("in_force_from", source.in_force_from),
            in_force_to=entry.get("in_force_to"),
            replaces=entry.get("replaces"),
            jurisdiction=jurisdiction,
            nationwide=entry.get("nationwide", False),
            more={key: value for key, value in entry.items() if key not in _VALUE_KEYS},
        )
