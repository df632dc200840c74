"""What each column of pay rows may hold: words (codes, names, months) and numbers (amounts, days, hours).

A word is checked once for each distinct value; a number is read by an SQL expression that is null where it cannot be read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xieshang.core.codes import CodeBook
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.skills import parse_level
from xieshang.engine.pay_rows import AMOUNT_COLUMNS
from xieshang.law.enterprises import check_enterprise

__all__ = [
    "COLUMNS",
    "INTEGERS",
    "REQUIRED",
    "WORD_COLUMNS",
    "Check",
    "Meaning",
    "checks_of",
    "kind_sql",
    "meanings",
    "numbers_sql",
]

EMPLOYMENTS = ("full_time", "part_time", "probation", "dispatched")
WORD_COLUMNS = ("enterprise", "place", "industry", "occupation", "category", "level", "month", "employment")
AMOUNTS = (*AMOUNT_COLUMNS, "agreed_fen", "lowest_grade_fen")
HUNDREDTHS = ("payable_days", "paid_days", "hours")
NUMBER_COLUMNS = (*HUNDREDTHS, *AMOUNTS)
COLUMNS = ("person", *WORD_COLUMNS, *NUMBER_COLUMNS, "contract")
REQUIRED = ("person", "enterprise", "place", "industry", "occupation", "month", "payable_days", "paid_days")
_MAY_BE_EMPTY = ("category", "level", "employment")
_MOST_FEN = 10**11
_MOST_DAYS = 36_600
_MOST_HOURS = 100_000
_MONTH = re.compile(r"((?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2]))(?:-01)?")
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT")
_DECIMAL = re.compile(r"DECIMAL\((?:[0-9]|1[0-6]),[0-2]\)")
_HOURS_UNKNOWN = "-2000000000"

Meaning = Callable[[str], str]


def _refused(code: str) -> Refused:
    return Refused(Refusal(code, value_kind="text"))


def _month(text: str) -> str:
    shape = _MONTH.fullmatch(text)
    if not shape:
        raise _refused("pay.month")
    return shape[1]


def _level(text: str) -> str:
    try:
        return str(int(parse_level(text)))
    except ValueError:
        raise _refused("level.unknown") from None


def _employment(text: str) -> str:
    if text not in EMPLOYMENTS:
        raise _refused("pay.employment")
    return text


def meanings(codes: CodeBook) -> dict[str, Meaning]:
    """Give for each column of words what one of its values means, in its one written form."""
    read: dict[str, Meaning] = {
        "enterprise": check_enterprise,
        "place": codes.place,
        "industry": codes.industry,
        "occupation": codes.occupation,
        "category": str,
        "level": _level,
        "month": _month,
        "employment": _employment,
    }
    return {column: _unless_empty(meaning, column in _MAY_BE_EMPTY) for column, meaning in read.items()}


def _unless_empty(meaning: Meaning, may_be_empty: bool) -> Meaning:
    def read(text: str) -> str:
        bare = text.strip()
        if bare:
            return meaning(bare)
        if may_be_empty:
            return ""
        raise Refused(Refusal("pay.value_missing", value_kind="empty"))

    return read


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold of a number, in SQL, and the code of the refusal where it does not."""

    code: str
    holds: str


def checks_of(column: str, numbers: dict[str, str]) -> tuple[Check, ...]:
    """Give what must hold of a column of numbers, in the order in which it is asked."""
    read, payable = numbers[column], numbers["payable_days"]
    if column in AMOUNTS:
        return (
            Check("pay.amount", f"{read} IS NOT NULL"),
            Check("pay.amount_negative", f"{read} >= 0"),
            Check("pay.amount_too_large", f"{read} <= {_MOST_FEN}"),
        )
    if column == "hours":
        return (Check("pay.hours", f"{read} BETWEEN 0 AND {_MOST_HOURS} OR {read} = {_HOURS_UNKNOWN}"),)
    if column == "payable_days":
        return (Check("pay.days", f"{read} BETWEEN 1 AND {_MOST_DAYS}"),)
    return (
        Check("pay.days", f"{read} BETWEEN 0 AND {_MOST_DAYS}"),
        Check("pay.paid_above_payable", f"coalesce({read} <= {payable} OR {payable} <= 0, true)"),
    )


def kind_sql(cells: str, read: str) -> str:
    """Say in SQL what kind of value stands in a cell of numbers, never which."""
    empty = f"nullif(trim(CAST({cells} AS VARCHAR)), '') IS NULL"
    return f"CASE WHEN {empty} THEN 'empty' WHEN {read} IS NULL THEN 'text' WHEN {read} < 0 THEN 'negative' ELSE 'number' END"


def numbers_sql(kinds: Mapping[str, tuple[str, str]], *, in_yuan: bool) -> dict[str, str]:
    """Give for each column of numbers the SQL that reads it as whole fen or hundredths; what the file lacks is 0.

    ``kinds``: column to the SQL of its cells and their SQL type.
    """
    read = {}
    for column in NUMBER_COLUMNS:
        factor = 100 if column in HUNDREDTHS or in_yuan else 1
        empty = _HOURS_UNKNOWN if column == "hours" else "NULL" if column in HUNDREDTHS else "0"
        read[column] = number_sql(*kinds[column], factor=factor, empty=empty) if column in kinds else empty
    return read


def number_sql(cells: str, kind: str, *, factor: int, empty: str) -> str:
    """Read a number of any SQL type, times ``factor``, as a whole one; null where it has no such form.

    Rounding: none; more decimals than the factor holds cannot be read.

    >>> number_sql('"basic_fen"', "BIGINT", factor=1, empty="0")
    'coalesce("basic_fen", 0)'
    """
    if kind in INTEGERS and factor == 1:
        return f"coalesce({cells}, {empty})"
    if kind in INTEGERS:
        whole = f"TRY_CAST({cells}::HUGEINT * {factor} AS BIGINT)"
    elif _DECIMAL.fullmatch(kind) and factor == 100:
        whole = f"CAST({cells} * 100 AS BIGINT)"
    elif kind in ("FLOAT", "DOUBLE"):
        scaled = f"({cells}::DOUBLE * {factor})"
        whole = f"CASE WHEN abs({scaled} - round({scaled})) < 0.001 THEN TRY_CAST(round({scaled}) AS BIGINT) END"
    else:
        cells = f"nullif(trim(CAST({cells} AS VARCHAR)), '')"
        places, scale = (r"\.[0-9]{0,2}0*", 2) if factor == 100 else (r"\.0*", 0)
        shaped = f"regexp_full_match({cells}, '-?([0-9]+|[0-9]{{1,3}}(,[0-9]{{3}})+)({places})?')"
        decimal = f"TRY_CAST(replace({cells}, ',', '') AS DECIMAL(18, {scale}))"
        whole = f"CASE WHEN {shaped} THEN TRY_CAST({decimal} * {factor} AS BIGINT) END"
    return f"CASE WHEN {cells} IS NULL THEN {empty} ELSE {whole} END"
