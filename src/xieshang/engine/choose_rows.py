"""The file of candidates for bargaining: read and checked whole, or not at all.  Columns: interfaces §6."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.choose import Candidate
from xieshang.engine.tables import MOST_REFUSALS, open_table, quoted

__all__ = ["read_candidates"]

_COUNTS = ("vacancies", "seekers", "skilled_workers")
_NUMBERS = ("relative_wage", "relative_wage_se")
_TRUTHS = ("union", "association")
_NEEDED = ("candidate", "vacancies", "seekers", "relative_wage", "skilled_workers", "union", "association")
_YES, _NO = ("true", "1", "1.0", "yes", "y", "是", "有"), ("false", "0", "0.0", "no", "n", "否", "无")


def read_candidates(path: Path) -> list[Candidate]:
    """Read candidates from a CSV, XLSX or Parquet file.

    Nulls: an empty cell is not known.
    Refuses: what ``tables.open_table`` refuses; ``choose.column_missing``; by row: ``choose.name_missing``, ``choose.repeated``,
    ``choose.not_a_number``, ``choose.negative``, ``choose.not_whole``, ``choose.not_yes_or_no``.
    """
    with open_table(path) as table:
        missing = [name for name in _NEEDED if name not in table.columns]
        Refused.unless_empty(Refusal("choose.column_missing", {"name": name}, column=name, value_kind="empty") for name in missing)
        columns = [*_NEEDED, *(["relative_wage_se"] if "relative_wage_se" in table.columns else [])]
        records = table.records(f"SELECT {', '.join(map(quoted, columns))} FROM rows ORDER BY file_row_number")
    problems: list[Refusal] = []
    first: dict[str, int] = {}
    candidates = []
    for row, record in enumerate(records, 1):
        cells = {name: "" if value is None else str(value).strip() for name, value in zip(columns, record, strict=True)}
        problems += (refusal.at(row=row) for refusal in _faults(cells))
        if cells["candidate"] and first.setdefault(cells["candidate"], row) != row:
            facts = {"first_row": first[cells["candidate"]]}
            problems.append(Refusal("choose.repeated", facts, row=row, column="candidate", value_kind="repeated"))
        candidates.append(cells)
    if problems:
        more = [Refusal("pay.more", {"count": len(problems) - MOST_REFUSALS})] if len(problems) > MOST_REFUSALS else []
        raise Refused(*problems[:MOST_REFUSALS], *more)
    return [_candidate(cells) for cells in candidates]


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _faults(cells: dict[str, str]) -> Iterator[Refusal]:
    if not cells["candidate"]:
        yield Refusal("choose.name_missing", column="candidate", value_kind="empty")
    for name in (*_COUNTS, *_NUMBERS):
        if not (text := cells.get(name, "")):
            continue
        if (number := _number(text)) is None:
            yield Refusal("choose.not_a_number", column=name, value_kind="text")
        elif number < 0 or (number == 0 and name == "relative_wage"):
            yield Refusal("choose.negative", column=name, value_kind="negative" if number < 0 else "number")
        elif name in _COUNTS and number != int(number):
            yield Refusal("choose.not_whole", column=name, value_kind="decimal")
    for name in _TRUTHS:
        if cells[name] and cells[name].lower() not in _YES + _NO and not cells[name].isdigit():
            yield Refusal("choose.not_yes_or_no", column=name, value_kind="text")


def _candidate(cells: dict[str, str]) -> Candidate:
    counts: dict[str, Any] = {name: int(Decimal(cells[name])) if cells[name] else None for name in _COUNTS}
    numbers: dict[str, Any] = {name: float(cells[name]) if cells.get(name) else None for name in _NUMBERS}
    truths: dict[str, Any] = {name: cells[name].lower() not in _NO if cells[name] else None for name in _TRUTHS}
    return Candidate(name=cells["candidate"], **counts, **numbers, **truths)
