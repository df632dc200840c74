"""The lists of codes that a site has imported beside those that ship: whole classifications, streets, parks' neighbours.

They lie as YAML in the folder ``codes`` of the site (``DATA``, else ``~/.local/share/xieshang``); an import adds to
the list of its kind and replaces the names of codes that it brings anew.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from xieshang.law.law_files import read_law_file

__all__ = ["KINDS", "SiteLists", "add_to_site", "site_folder", "site_lists"]

KINDS = ("places", "industries", "occupations")


@dataclass(frozen=True, slots=True)
class SiteLists:
    """The site's own lists, code to name; ``complete_provinces`` are those whose list of places it imported as complete."""

    places: Mapping[str, str] = field(default_factory=dict)
    industries: Mapping[str, str] = field(default_factory=dict)
    occupations: Mapping[str, str] = field(default_factory=dict)
    complete_provinces: frozenset[str] = frozenset()


def site_folder() -> Path:
    """Give the folder in which the site keeps what is its own."""
    named = os.environ.get("DATA")
    return Path(named) if named else Path.home() / ".local" / "share" / "xieshang"


def _content(kind: str) -> Mapping[str, Any]:
    return read_law_file(site_folder() / "codes" / f"{kind}.yaml").content


def site_lists() -> SiteLists:
    """Read the site's lists; without any import all are empty."""
    content = {kind: _content(kind) for kind in KINDS}
    named = {kind: dict(content[kind].get("names") or {}) for kind in KINDS}
    return SiteLists(**named, complete_provinces=frozenset(content["places"].get("complete") or ()))


def add_to_site(kind: str, names: Mapping[str, str], complete_provinces: Iterable[str] = ()) -> int:
    """Add codes with their names to the site's list of a kind, written wholly or not at all; give how many it then holds."""
    before = _content(kind)
    merged = dict(before.get("names") or {}) | dict(names)
    content: dict[str, Any] = {"names": dict(sorted(merged.items()))}
    if complete := sorted({*(before.get("complete") or ()), *complete_provinces}):
        content["complete"] = complete
    folder = site_folder() / "codes"
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{kind}.part"
    beside.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    beside.replace(folder / f"{kind}.yaml")
    return len(merged)
