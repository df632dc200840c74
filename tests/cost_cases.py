"""Small payrolls costed for tests, made without a file.  Everybody is invented."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from pay_cases import CODES, DEFAULTS, law

from xieshang.core.wage_table import Area, Form, WageRow, WageTable
from xieshang.engine.costing import Costing, TableCost, build_costing
from xieshang.engine.employments import take_employments
from xieshang.engine.pay_rows import AMOUNT_COLUMNS, Coded, PayRows, month_number

_WORDS = ("person", "enterprise", "place", "industry", "occupation", "category", "employment")


def paid(basic_fen: int, **cells: Any) -> dict[str, Any]:
    """Give a pay row of one person."""
    return {"basic_fen": basic_fen} | cells


def pay_rows(rows: Sequence[dict[str, Any]]) -> PayRows:
    """Make pay rows as they are read from a file; what a row leaves out is that of ``DEFAULTS``."""
    whole = [DEFAULTS | {"person": f"示范职工{number:04d}"} | entry for number, entry in enumerate(rows, 1)]

    def hundredths(column: str, empty: int = 0) -> Any:
        return np.array([int(100 * Decimal(entry[column])) if entry[column] != "" else empty for entry in whole], dtype=np.int32)

    return PayRows(
        **{column: _coded([entry[column] for entry in whole]) for column in _WORDS},
        level=np.array([int(entry["level"] or 0) for entry in whole], dtype=np.int8),
        month=np.array([month_number(entry["month"]) for entry in whole], dtype=np.int32),
        payable_days=hundredths("payable_days"),
        paid_days=hundredths("paid_days"),
        hours=hundredths("hours", empty=-1),
        amounts={column: np.array([int(entry.get(column, 0)) for entry in whole], dtype=np.int64) for column in AMOUNT_COLUMNS},
    )


def _coded(texts: list[str]) -> Coded:
    distinct = sorted(set(texts))
    return Coded(np.array([distinct.index(text) for text in texts], dtype=np.int32), distinct)


def built(
    rows: Sequence[dict[str, Any]], form: Form = Form.MONTHLY_FLOOR, area: Area | None = None, month: str | None = None
) -> Costing:
    """Build the curves of a few pay rows."""
    return build_costing(take_employments(pay_rows(rows), form, law, CODES, area, month))


def costed(rows: Sequence[dict[str, Any]], *table: WageRow, **more: Any) -> TableCost:
    """Cost a table on a few pay rows."""
    return built(rows, **more).cost(table)


def table(*rows: WageRow, form: Form = Form.MONTHLY_FLOOR, **more: Any) -> WageTable:
    """Give a wage table."""
    return WageTable(form, rows, **more)
