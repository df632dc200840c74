"""Reading the objects of a JSON file field by field: the type is checked, the place is named, unknown keys are kept.

Shared by every file format of the product (round, contract, wage table); nothing of the subject is decided here.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from xieshang.core.refusals import Refusal, Refused

__all__ = ["Fields", "canonical_json", "iso_date", "read_json"]


# An escaped backslash, a character as two halves, or half a character alone, which no file and no document can hold.
_HALVES = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)")


def _no_duplicate_meaning(text: str) -> float:
    raise ValueError(text)


def read_json(text: str, *, schema: str) -> "Fields":
    """Read a JSON document whose outermost value is an object of the given schema, or of none.

    Refuses: ``json.broken``, ``json.not_an_object``, ``schema.unknown``.

    >>> read_json('{"id": "r"}', schema="xieshang/round/1").text("id")
    'r'
    """
    try:
        content = json.loads(text, parse_constant=_no_duplicate_meaning)
    except RecursionError as error:
        raise Refused(Refusal("json.broken", {"line": 1})) from error
    except ValueError as error:
        raise Refused(Refusal("json.broken", {"line": getattr(error, "lineno", 1)})) from error
    for found in _HALVES.finditer(text):
        if found[1]:
            raise Refused(Refusal("json.broken", {"line": text.count("\n", 0, found.start()) + 1}))
    fields = Fields.of(content)
    if fields.get("schema") not in (None, schema):
        raise fields.refused("schema.unknown", "schema", accepts=schema)
    return fields


def canonical_json(value: object) -> str:
    """Write JSON in its one canonical form: keys sorted, no spaces, characters as they are.

    >>> canonical_json({"b": 1, "a": "协商"})
    '{"a":"协商","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def iso_date(text: object) -> date | None:
    """Read ``YYYY-MM-DD`` (a time behind it is left off); null for anything else.

    >>> iso_date("2025-03-03T09:00").isoformat(), iso_date("3 March") is None
    ('2025-03-03', True)
    """
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) and text[10:11] in ("", "T", " ") else None
    except ValueError:
        return None


def _kind(value: object) -> str:
    names = {bool: "boolean", int: "integer", float: "decimal", str: "text", list: "list", dict: "object"}
    return "empty" if value is None else names.get(type(value), "other")


class Fields(Mapping[str, Any]):
    """One object of a file, with the way to it (``tables[0].rows[3]``) for refusals."""

    def __init__(self, content: Mapping[str, Any], path: str = "", row: int | None = None):
        self._content, self._path, self._row = content, path, row

    @classmethod
    def of(cls, content: object, path: str = "", row: int | None = None) -> "Fields":
        """Take a JSON value as an object.  Refuses: ``json.not_an_object``."""
        if not isinstance(content, dict):
            raise Refused(Refusal("json.not_an_object", column=path or None, row=row, value_kind=_kind(content)))
        return cls(content, path, row)

    def __getitem__(self, key: str) -> Any:
        return self._content[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)

    def refused(self, code: str, key: str, **facts: Any) -> Refused:
        """Make the refusal of the value under ``key``."""
        column = f"{self._path}.{key}" if self._path else key
        return Refused(Refusal(code, facts, row=self._row, column=column, value_kind=_kind(self.get(key))))

    def rest(self, known: Collection[str]) -> dict[str, Any]:
        """Give the keys that the reader does not know; they are kept and ignored."""
        return {key: value for key, value in self._content.items() if key not in known}

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Read text; blank is null.  Refuses: ``field.missing``, ``field.not_text``."""
        value = self.get(key)
        if value is None or value == "":
            if required:
                raise self.refused("field.missing", key)
            return None
        if not isinstance(value, str):
            raise self.refused("field.not_text", key)
        return value

    def required_text(self, key: str) -> str:
        """Read text that must be there."""
        return self.text(key, required=True) or ""

    def whole(self, key: str, *, low: int | None = None, required: bool = False) -> int | None:
        """Read a whole number, at least ``low``.  Refuses: ``field.missing``, ``field.not_whole``, ``field.too_low``."""
        value = self.get(key)
        if value is None:
            if required:
                raise self.refused("field.missing", key)
            return None
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**53:
            raise self.refused("field.not_whole", key)
        if low is not None and value < low:
            raise self.refused("field.too_low", key, low=low)
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Read a date.  Refuses: ``field.missing``, ``field.not_a_date``."""
        value = self.get(key)
        if value is None or value == "":
            if required:
                raise self.refused("field.missing", key)
            return None
        if (day := iso_date(value)) is None:
            raise self.refused("field.not_a_date", key)
        return day

    def truth(self, key: str, *, default: bool | None = None) -> bool:
        """Read true or false.  Refuses: ``field.missing``, ``field.not_boolean``."""
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            raise self.refused("field.missing" if value is None else "field.not_boolean", key)
        return value

    def choice(self, key: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """Read one of a closed list.  Refuses: ``field.missing``, ``field.not_a_choice``."""
        value = self.get(key)
        if value is None and default is not None:
            return default
        if value is None:
            raise self.refused("field.missing", key)
        if not isinstance(value, str) or value not in allowed:
            raise self.refused("field.not_a_choice", key, accepts=tuple(allowed))
        return value

    def objects(self, key: str, *, rows: bool = False) -> tuple["Fields", ...]:
        """Read a list of objects; null is none.  With ``rows`` each is named by its row, from 1."""
        return tuple(
            Fields.of(entry, self._below(key, index), index + 1 if rows else self._row)
            for index, entry in enumerate(self._list(key) or ())
        )

    def inner(self, key: str) -> "Fields":
        """Read an object; null is an empty one."""
        value = self.get(key)
        return Fields.of({} if value is None else value, self._below(key), self._row)

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Read a list of text; null stays null.  Refuses: ``field.not_a_list``, ``field.not_text``."""
        values = self._list(key)
        if values is None:
            return None
        if not all(isinstance(value, str) for value in values):
            raise self.refused("field.not_text", key)
        return tuple(values)

    def _list(self, key: str) -> list[Any] | None:
        value = self.get(key)
        if value is not None and not isinstance(value, list):
            raise self.refused("field.not_a_list", key)
        return value

    def _below(self, key: str, index: int | None = None) -> str:
        path = f"{self._path}.{key}" if self._path else key
        return path if index is None else f"{path}[{index}]"
