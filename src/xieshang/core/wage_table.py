"""The wage table: cells of category × occupation × level, each a floor, a minimum allowance or a piece price.

A table is only read and written here; what the law says of it stands in ``table_checks.py``, which floor reaches a
worker in ``floors.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from xieshang.core.fields import Fields
from xieshang.core.skills import Level, parse_level

__all__ = ["GUIDELINE_CATEGORIES", "Area", "Form", "WageRow", "WageTable", "read_table", "table_content"]

SCHEMA = "xieshang/wage-table/1"
GUIDELINE_CATEGORIES = ("基础类", "重要类", "关键类", "核心类")
NO_EXTRA: Mapping[str, Any] = MappingProxyType({})


class Form(StrEnum):
    """What the amounts of a table are.  The last two are printed and read back, not audited."""

    MONTHLY_FLOOR = "monthly_floor"
    HOURLY_FLOOR = "hourly_floor"
    SKILL_ALLOWANCE = "skill_allowance"
    PIECE_PRICE = "piece_price"
    SENIORITY_ALLOWANCE = "seniority_allowance"


@dataclass(frozen=True, slots=True)
class WageRow:
    """One cell: null category, occupation or level means any.

    Units: ``amount_fen`` in fen a month, an hour, or a ``unit``.  ``label`` is the local name of the trade, printed
    beside the code; ``cap_years`` ends a seniority allowance.  ``extra`` keeps the keys that the product does not know.
    """

    id: str
    amount_fen: int
    category: str | None = None
    occupation: str | None = None
    level: Level | None = None
    clause: str | None = None
    label: str | None = None
    unit: str | None = None
    cap_years: int | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class Area:
    """The part of the contract's area that a table is for (a tier)."""

    name: str | None
    places: tuple[str, ...] | None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


@dataclass(frozen=True, slots=True)
class WageTable:
    """Rows of one form, in the order of the text."""

    form: Form
    rows: tuple[WageRow, ...]
    area: Area | None = None
    currency: str = "CNY"
    unit: str | None = None
    extra: Mapping[str, Any] = field(default_factory=lambda: NO_EXTRA)


_ROW_KEYS = ("id", "category", "occupation", "level", "amount_fen", "clause", "label", "unit", "cap_years")
_TABLE_KEYS = ("schema", "form", "rows", "area", "currency", "unit")


def _read_level(fields: Fields) -> Level | None:
    value = fields.get("level")
    if value is None or value == "":
        return None
    try:
        return parse_level(value if isinstance(value, str) else fields.whole("level") or 0)
    except ValueError:
        raise fields.refused("level.unknown", "level") from None


def _read_row(fields: Fields) -> WageRow:
    amount = fields.whole("amount_fen", low=0, required=True)
    return WageRow(
        id=fields.required_text("id"),
        amount_fen=amount or 0,
        category=fields.text("category"),
        occupation=fields.text("occupation"),
        level=_read_level(fields),
        clause=fields.text("clause"),
        label=fields.text("label"),
        unit=fields.text("unit"),
        cap_years=fields.whole("cap_years", low=0),
        extra=fields.rest(_ROW_KEYS),
    )


def _read_area(fields: Fields) -> Area | None:
    if fields.get("area") is None:
        return None
    area = fields.inner("area")
    return Area(area.text("name"), area.texts("places"), area.rest(("name", "places")))


def read_table(fields: Fields) -> WageTable:
    """Read a wage table from the object of a file.

    Refuses: ``field.…`` for a wrong type, ``level.unknown``; the content is not judged (``table_checks``).

    >>> read_table(Fields({"form": "monthly_floor", "rows": [{"id": "1", "amount_fen": 300000}]})).rows[0].level is None
    True
    """
    return WageTable(
        form=Form(fields.choice("form", [form.value for form in Form])),
        rows=tuple(_read_row(row) for row in fields.objects("rows", rows=True)),
        area=_read_area(fields),
        currency=fields.text("currency") or "CNY",
        unit=fields.text("unit"),
        extra=fields.rest(_TABLE_KEYS),
    )


def _without_nulls(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value is not None}


def _row_content(row: WageRow) -> dict[str, Any]:
    fixed = {
        "id": row.id,
        "category": row.category,
        "occupation": row.occupation,
        "level": None if row.level is None else int(row.level),
        "amount_fen": row.amount_fen,
        "clause": row.clause,
    }
    return fixed | _without_nulls({"label": row.label, "unit": row.unit, "cap_years": row.cap_years}) | dict(row.extra)


def table_content(table: WageTable) -> dict[str, Any]:
    """Write a wage table as the object of a file; reading it gives the same value.

    >>> table_content(WageTable(Form.MONTHLY_FLOOR, ()))
    {'form': 'monthly_floor', 'rows': []}
    """
    area = table.area and _without_nulls(
        {"name": table.area.name, "places": None if table.area.places is None else list(table.area.places)}
    ) | dict(table.area.extra)
    currency = None if table.currency == "CNY" else table.currency
    head = _without_nulls({"form": table.form.value, "area": area, "currency": currency, "unit": table.unit})
    return head | {"rows": [_row_content(row) for row in table.rows]} | dict(table.extra)
