"""The accounts of enterprises (人工成本、营业收入、增加值、利润): read and checked whole, or not at all; and their ratios.

What follows from them for a raise stands in ``headroom.py``.  Columns: interfaces §7.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.tables import MOST_REFUSALS, OpenTable, open_table, quoted
from xieshang.law.enterprises import check_enterprise

__all__ = ["AMOUNTS", "NEEDED", "Accounts", "Year", "faults_of", "read_accounts", "sum_up"]

AMOUNTS = ("labour_cost_fen", "revenue_fen", "value_added_fen", "total_cost_fen", "profit_fen", "heads")
NEEDED = ("labour_cost_fen", "revenue_fen", "value_added_fen", "profit_fen")
_MAY_BE_NEGATIVE = ("value_added_fen", "profit_fen", "headroom_fen")
_MOST = 10**16
_YEARS = 3
_WHOLE = re.compile(r"[-−]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0*)?")
_YEAR = range(1990, 2200)


@dataclass(frozen=True, slots=True)
class Year:
    """One year of an enterprise; what is not given is left out of ``amounts``.  Units: fen; ``heads`` persons."""

    enterprise: str
    year: int | None
    amounts: Mapping[str, int]
    headroom_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """An enterprise over up to three years, the same for every amount: sums over ``years``.

    ``headroom_fen`` (a month) was given by the enterprise itself and wins.  No years: the accounts are not complete.
    """

    enterprise: str
    years: tuple[int, ...]
    sums: Mapping[str, int]
    headroom_fen: int | None = None

    def ratio(self, over: str, under: str) -> Fraction | None:
        """Divide two sums.  Nulls: one is not given, or the lower is not above 0.

        >>> Accounts("示范企业01", (2025,), {"profit_fen": 5, "labour_cost_fen": 40}).ratio("profit_fen", "labour_cost_fen")
        Fraction(1, 8)
        """
        divisor = self.sums.get(under)
        if divisor is None or divisor <= 0 or over not in self.sums:
            return None
        return Fraction(self.sums[over], divisor)


def read_accounts(path: Path) -> dict[str, Accounts]:
    """Read the accounts of enterprises from a CSV, XLSX or Parquet file, by enterprise.

    Refuses: what ``tables.open_table`` refuses; ``accounts.column_missing``; by row: ``accounts.value_missing``,
    ``accounts.year``, ``accounts.amount``, ``accounts.negative``, ``accounts.too_large``, ``accounts.repeated``,
    ``enterprise.check_digit``.
    """
    with open_table(path) as table:
        columns = _columns(table)
        listed = ", ".join(quoted(heading) for heading in columns.values())
        records = table.records(f"SELECT {listed} FROM rows ORDER BY file_row_number")
    problems: list[Refusal] = []
    years: dict[tuple[str, int | None], tuple[int, Year]] = {}
    for row, record in enumerate(records, 1):
        year = _year(row, dict(zip(columns, record, strict=True)), problems)
        first, _ = years.setdefault((year.enterprise, year.year), (row, year))
        if first != row and year.enterprise:
            repeated = Refusal("accounts.repeated", {"first_row": first}, value_kind="repeated")
            problems.append(repeated.at(row=row, column="enterprise"))
    if problems:
        more = [Refusal("pay.more", {"count": len(problems) - MOST_REFUSALS})] if len(problems) > MOST_REFUSALS else []
        raise Refused(*problems[:MOST_REFUSALS], *more)
    return sum_up([year for _, year in years.values()])


def _columns(table: OpenTable) -> dict[str, str]:
    """Find the headings of the columns; with headroom alone no year and no amounts are needed."""
    known = ("enterprise", "year", *AMOUNTS, "headroom_fen")
    found = {heading.strip(): heading for heading in table.columns if heading.strip() in known}
    needed = ("enterprise",) if "headroom_fen" in found else ("enterprise", "year", *NEEDED)
    Refused.unless_empty(Refusal("accounts.column_missing", {"name": name}, column=name) for name in needed if name not in found)
    return found


def _year(row: int, cells: dict[str, Any], problems: list[Refusal]) -> Year:
    """Read one row; what is wrong with it is added to the problems."""
    enterprise = str(cells.pop("enterprise") or "").strip()
    if not enterprise:
        problems.append(Refusal("accounts.value_missing", row=row, column="enterprise", value_kind="empty"))
    try:
        enterprise = check_enterprise(enterprise)
    except Refused as refused:
        problems += (refusal.at(row=row, column="enterprise") for refusal in refused.refusals)
    amounts = {}
    for column, value in cells.items():
        try:
            number = _whole(value)
        except ValueError:
            code = "accounts.year" if column == "year" else "accounts.amount"
            problems.append(Refusal(code, row=row, column=column, value_kind="text"))
            continue
        problems += (refusal.at(row=row, column=column) for refusal in faults_of(column, number))
        if number is not None:
            amounts[column] = number
    return Year(enterprise, amounts.pop("year", None), amounts, amounts.pop("headroom_fen", None))


def _whole(value: object) -> int | None:
    """Read a whole number as a cell of any kind of table holds it; an empty one is null.

    >>> _whole("1,200"), _whole(1200.0), _whole(Decimal("-5")), _whole(" ")
    (1200, 1200, -5, None)
    """
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    if isinstance(value, float | Decimal) and value == int(value):
        return int(value)
    if not _WHOLE.fullmatch(text):
        raise ValueError("not a whole number")
    return int(text.split(".")[0].replace(",", "").replace("−", "-"))


def faults_of(column: str, number: int | None) -> Iterator[Refusal]:
    """Say what is wrong with a number in a column; an amount may be left out, a year may not."""
    if column == "year":
        if number not in _YEAR:
            yield Refusal("accounts.year", value_kind="empty" if number is None else "number")
    elif number is not None and number < 0 and column not in _MAY_BE_NEGATIVE:
        yield Refusal("accounts.negative", value_kind="negative")
    elif number is not None and abs(number) > _MOST:
        yield Refusal("accounts.too_large", value_kind="number")


def sum_up(years: Iterable[Year]) -> dict[str, Accounts]:
    """Add up, for each enterprise, the latest years, at most three, of which everything needed is given."""
    by_enterprise: dict[str, list[Year]] = {}
    for year in sorted(years, key=lambda year: year.year or 0, reverse=True):
        by_enterprise.setdefault(year.enterprise, []).append(year)
    return {enterprise: _accounts(enterprise, listed) for enterprise, listed in by_enterprise.items()}


def _accounts(enterprise: str, latest_first: list[Year]) -> Accounts:
    whole = [year for year in latest_first if year.year and all(name in year.amounts for name in NEEDED)][:_YEARS]
    sums = {name: sum(year.amounts[name] for year in whole) for name in AMOUNTS if all(name in year.amounts for year in whole)}
    given = next((year.headroom_fen for year in latest_first if year.headroom_fen is not None), None)
    return Accounts(enterprise, tuple(sorted(year.year for year in whole if year.year)), sums if whole else {}, given)
