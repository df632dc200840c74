"""How a user's sheet becomes pay rows: headings to columns, the unit of amounts, words to codes, values for every row.

The format is told in ``docs/algorithms/pay-rows.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.ingest.columns import COLUMNS, WORD_COLUMNS

__all__ = ["RowMapping", "read_mapping"]

_KEYS = ("columns", "unit", "values", "fixed")
_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RowMapping:
    """``columns``: heading to column; ``values``: column to words and what they mean; ``fixed``: column to one value for all.

    Units: amounts of the file in yuan with up to two decimals where ``in_yuan``, else in whole fen.
    """

    columns: Mapping[str, str] = field(default_factory=lambda: _NONE)
    in_yuan: bool = False
    values: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NONE)
    fixed: Mapping[str, str] = field(default_factory=lambda: _NONE)


def _broken(column: str) -> Refused:
    return Refused(Refusal("mapping.broken", column=column))


def _texts(content: object, column: str) -> dict[str, str]:
    """Take a YAML mapping as text to text; nothing at all is an empty one."""
    if content in (None, ""):
        return {}
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise _broken(column)
    return {str(key).strip(): value.strip() for key, value in content.items()}


def _content(path: Path) -> dict[str, Any]:
    """Read YAML in which every scalar is text: ``010203`` is a code, ``2026-03-01`` a month, ``否`` and ``no`` words."""
    raw = path.read_bytes()
    try:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        content = yaml.load(text, Loader=yaml.BaseLoader) or {}
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise _broken("") from error
    if not isinstance(content, dict):
        raise _broken("")
    return content


def read_mapping(path: Path) -> RowMapping:
    """Read a mapping from a YAML file in UTF-8 or GB18030.

    Refuses: ``mapping.broken`` with the key, ``mapping.column_unknown``.
    """
    content = _content(path)
    for key in content:
        if key not in _KEYS:
            raise _broken(key)
    if content.get("unit", "") not in ("", "fen", "yuan"):
        raise _broken("unit")
    values = content.get("values") or {}
    if not isinstance(values, dict):
        raise _broken("values")
    mapping = RowMapping(
        columns=_texts(content.get("columns"), "columns"),
        in_yuan=content.get("unit") == "yuan",
        values={column: _texts(words, f"values.{column}") for column, words in values.items()},
        fixed=_texts(content.get("fixed"), "fixed"),
    )
    unknown = {*mapping.columns.values(), *mapping.fixed} - {*COLUMNS} | {*mapping.values} - {*WORD_COLUMNS}
    Refused.unless_empty(Refusal("mapping.column_unknown", {"name": name}, column=name) for name in sorted(unknown))
    return mapping
