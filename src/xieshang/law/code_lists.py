"""The lists of codes: places of each pack, industries and occupations, and what a site has imported beside them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from xieshang.core.codes import CodeBook
from xieshang.law.law_files import read_law_file
from xieshang.law.site_codes import site_lists

__all__ = ["code_book_of"]

_CODES = Path(__file__).parent / "codes"


def _places(content: Mapping[str, Any]) -> dict[str, str]:
    """Give every place of a pack's file: the province, its cities, their counties."""
    found = dict(content.get("province") or {})
    for code, city in (content.get("cities") or {}).items():
        found |= {code: city["name"]} | (city.get("counties") or {})
    return found


def code_book_of(packs: Iterable[Path]) -> CodeBook:
    """Give the codes of all packs, with the lists that the site has imported.

    A place list is complete where its file says so, or where the site imported one as complete.
    """
    places: dict[str, str] = {}
    complete: set[str] = set()
    parents: dict[str, tuple[str, ...]] = {}
    for folder in packs:
        content = read_law_file(folder / "places.yaml").content
        listed = _places(content)
        places |= listed
        complete |= {code[:2] for code in content.get("province") or {}} if content.get("complete") else set()
        parents |= {park: tuple(inside) for park, inside in (content.get("parks") or {}).items()}
    sections = read_law_file(_CODES / "industries.yaml").content["sections"]
    occupations = read_law_file(_CODES / "occupations.yaml").content
    site = site_lists()
    return CodeBook(
        places={**places, **site.places},
        complete_provinces=frozenset(complete | site.complete_provinces),
        parents=parents,
        divisions={division: letter for letter, section in sections.items() for division in section["divisions"]},
        industries={**_industries(sections), **site.industries},
        middle_classes=occupations["middle_classes"],
        occupations={**occupations["occupations"], **site.occupations},
    )


def _industries(sections: Mapping[str, Any]) -> dict[str, str]:
    named = {letter: section["name"] for letter, section in sections.items()}
    return named | {letter + code: name for letter, section in sections.items() for code, name in section["divisions"].items()}
