"""Findings as they are kept: a Parquet file with the pay row beside each finding, so that it can be taken apart at any time.

A row is known by its number; who the person is stays in the rows themselves (``row_store.py``).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from xieshang.core.findings import Cause
from xieshang.core.floors import Worker
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.wage_table import Form
from xieshang.engine.explain import PaidMonth
from xieshang.engine.exports import write_table
from xieshang.engine.pay_rows import AMOUNT_COLUMNS, Coded, PayRows
from xieshang.engine.tables import literal

__all__ = ["KeptFinding", "KeptFindings", "store_findings"]

_NUMBERS_OF_FINDING = ("floor_fen", "comparable_fen", "shortfall_fen", "also_statutory")
_OF_FINDING = ("finding_id", "row", "month", "cause", "form", "rule", *_NUMBERS_OF_FINDING)
_OF_ROW = ("enterprise", "place", "industry", "occupation", "category", "employment")
_NO_HOURS = -1


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """One finding with its pay row; ``number`` counts the findings from 1.

    Units: fen; days and hours in hundredths.  Nulls: empty texts, ``level`` 0, ``hours`` −1.
    """

    number: int
    finding_id: str
    row: int
    month: str
    cause: Cause
    form: Form
    floor_fen: int
    comparable_fen: int
    shortfall_fen: int
    rule: str
    also_statutory: bool
    enterprise: str
    place: str
    industry: str
    occupation: str
    category: str
    employment: str
    level: int
    payable_days: int
    paid_days: int
    hours: int
    amounts: Mapping[str, int]

    @property
    def paid(self) -> PaidMonth:
        """The pay row, ready to be taken apart."""
        worker = Worker(self.place, self.industry, self.occupation, self.level or None, self.category or None, self.enterprise)
        by_hour = self.form is Form.HOURLY_FLOOR
        return PaidMonth(worker, self.month, self.payable_days, self.paid_days, self.amounts, self.hours if by_hour else None)


_PLAIN = tuple(entry.name for entry in fields(KeptFinding) if entry.name != "amounts")


def store_findings(path: Path, found: Mapping[str, NDArray[Any]], rows: PayRows) -> None:
    """Write findings (columns of ``core.findings.Finding``) with their pay rows, readable by this user alone."""
    at = found["row"] - 1
    columns = {"number": np.arange(1, len(at) + 1), **{name: found[name] for name in _OF_FINDING}}
    columns |= {name: _words(getattr(rows, name), at) for name in _OF_ROW}
    columns |= {name: getattr(rows, name)[at] for name in ("level", "payable_days", "paid_days")}
    columns["hours"] = np.full(len(at), _NO_HOURS) if rows.hours is None else rows.hours[at]
    columns |= {name: rows.amounts[name][at] for name in AMOUNT_COLUMNS}
    beside = path.with_name(f".{path.name}.part.parquet")
    write_table(beside, columns)
    beside.chmod(0o600)
    beside.replace(path)


def _words(coded: Coded | None, at: NDArray[np.int64]) -> NDArray[Any]:
    texts = np.array(["", *(coded.texts if coded else ())], dtype=object)
    return texts[coded.codes[at] + 1 if coded else np.zeros(len(at), dtype=np.int64)]


class KeptFindings:
    """The findings in one file, open for reading; ``cause`` everywhere: null for all."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self._connection = connection

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator["KeptFindings"]:
        """Open a file of findings; DuckDB may touch nothing else.  Refuses: ``rows.damaged``."""
        with duckdb.connect() as connection:
            connection.execute(f"SET enable_progress_bar = false; SET threads = 1; SET allowed_paths = [{literal(str(path))}]")
            connection.execute("SET enable_external_access = false; SET lock_configuration = true")
            try:
                connection.execute(f"CREATE VIEW found AS SELECT * FROM read_parquet({literal(str(path))})")
            except duckdb.Error as error:
                raise Refused(Refusal("rows.damaged", value_kind="file")) from error
            yield cls(connection)

    def count(self, cause: Cause | None, before: int | None = None) -> int:
        """Count findings; ``before``: those that come before a number."""
        query = "SELECT count(*) FROM found WHERE (?::VARCHAR IS NULL OR cause = ?) AND (?::BIGINT IS NULL OR number < ?)"
        counted: int = self._connection.execute(query, [cause, cause, before, before]).fetchall()[0][0]
        return counted

    def page(self, cause: Cause | None, first: int, most: int) -> list[KeptFinding]:
        """Give findings in their order, from the ``first`` (from 0) on."""
        return self._asked("(?::VARCHAR IS NULL OR cause = ?) ORDER BY number LIMIT ? OFFSET ?", [cause, cause, most, first])

    def named(self, finding_id: str) -> KeptFinding | None:
        """Find one finding."""
        return next(iter(self._asked("finding_id = ?", [finding_id])), None)

    def beside(self, number: int, cause: Cause | None) -> tuple[str | None, str | None]:
        """Give the findings before and after a number."""
        query = "SELECT max_by(finding_id, number) FILTER (WHERE number < ?), min_by(finding_id, number) FILTER (WHERE number > ?)"
        where = " FROM found WHERE ?::VARCHAR IS NULL OR cause = ?"
        before, after = self._connection.execute(query + where, [number, number, cause, cause]).fetchall()[0]
        return before, after

    def columns(self) -> dict[str, NDArray[Any]]:
        """Give all findings as columns."""
        return dict(self._connection.execute("SELECT * FROM found ORDER BY number").fetchnumpy())

    def _asked(self, where: str, values: list[Any]) -> list[KeptFinding]:
        listed = ", ".join((*_PLAIN, *AMOUNT_COLUMNS))
        records = self._connection.execute(f"SELECT {listed} FROM found WHERE {where}", values).fetchall()
        return [_kept(record) for record in records]


def _kept(record: tuple[Any, ...]) -> KeptFinding:
    plain, amounts = record[: len(_PLAIN)], record[len(_PLAIN) :]
    named = dict(zip(_PLAIN, plain, strict=True))
    named |= {"cause": Cause(named["cause"]), "form": Form(named["form"])}
    return KeptFinding(**named, amounts=dict(zip(AMOUNT_COLUMNS, amounts, strict=True)))
