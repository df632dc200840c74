"""Statutory minimum wages read from the file of a jurisdiction: the standards by class, and the class of each county.

Amounts stand in the files in yuan, as they were published, and become whole fen here.
"""

from collections.abc import Iterator
from typing import Any

from xieshang.core.minimum_wages import ClassList, Standard
from xieshang.core.money import fen_of_yuan
from xieshang.core.sources import Trust
from xieshang.law.law_files import LawFile

__all__ = ["class_lists_in", "standards_in"]


def _fen(yuan: Any) -> int | None:
    return None if yuan is None else fen_of_yuan(str(yuan))


def standards_in(file: LawFile, jurisdiction: str) -> Iterator[Standard]:
    """Give the standards of a file, one a class; ``classes`` maps a class to yuan a month and an hour, ``whole`` has none."""
    for entry in file.content.get("standards") or ():
        reaches = entry.get("jurisdiction", jurisdiction)
        since = entry.get("in_force_from") or entry.get("seen_on")
        by_class = entry.get("classes") or {None: entry["whole"]}
        for area_class, (monthly, hourly) in by_class.items():
            yield Standard(
                jurisdiction=reaches,
                area_class=area_class,
                monthly_fen=fen_of_yuan(str(monthly)),
                hourly_fen=_fen(hourly),
                source=file.source(entry),
                trust=Trust(entry["trust"]),
                recorded_on=file.recorded(entry),
                in_force_from=entry.get("in_force_from"),
                seen_on=entry.get("seen_on"),
                id=entry.get("id") or f"{reaches}-minimum-wage-{since}",
                replaces=entry.get("replaces"),
            )


def class_lists_in(file: LawFile, jurisdiction: str) -> Iterator[ClassList]:
    """Give the lists of classes of a file, each for the standard whose notice printed it."""
    for entry in file.content.get("class_lists") or ():
        yield ClassList(
            jurisdiction=jurisdiction,
            standard_from=entry["standard_from"],
            classes={county: area_class for area_class, counties in entry["classes"].items() for county in counties},
            urban=entry.get("urban") or {},
            source=file.source(entry),
            trust=Trust(entry["trust"]),
            recorded_on=file.recorded(entry),
        )
