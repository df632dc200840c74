"""What was found in chunks of rows, joined to the columns of findings: only here are rows named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.findings import Cause
from xieshang.core.wage_table import Form
from xieshang.engine.ingest import PaySource
from xieshang.engine.tables import literal

__all__ = ["CAUSES", "FORMS", "Found", "Tally", "finding_columns", "tally_of"]

Whole = NDArray[np.int64]
FORMS = (Form.MONTHLY_FLOOR, Form.HOURLY_FLOOR, Form.SKILL_ALLOWANCE)
CAUSES = {cause: number for number, cause in enumerate(Cause)}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a chunk of rows, a row each; ``cause`` is a number of ``CAUSES``, ``rule`` a text."""

    row: Whole
    form: Form
    cause: Whole
    floor_fen: Whole
    comparable_fen: Whole
    also_statutory: NDArray[np.bool_]
    rule: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings, in how many persons, and what is short.  Units: fen."""

    findings: int
    people: int
    shortfall_fen: int


def tally_of(columns: Mapping[str, NDArray[Any]], where: NDArray[np.bool_]) -> Tally:
    """Count some of the findings."""
    people = set(columns["person"][where].tolist())
    return Tally(int(np.count_nonzero(where)), len(people), sum(columns["shortfall_fen"][where].tolist()))


def finding_columns(source: PaySource, months: Sequence[str], found: list[Found]) -> dict[str, NDArray[Any]]:
    """Join the findings of all chunks and forms in the order of the input, with the words of their rows."""
    row = _joined(found, "row", np.int64)
    form = np.repeat([FORMS.index(chunk.form) for chunk in found], [len(chunk.row) for chunk in found]).astype(np.int64)
    order = np.lexsort((form, row))
    row, form = row[order], form[order]
    floor_fen, comparable_fen, cause = (_joined(found, name, np.int64)[order] for name in ("floor_fen", "comparable_fen", "cause"))
    named, at = _named(source, row, {FORMS[number] for number in np.unique(form).tolist()})
    return {
        "person": named["person"][at],
        "month": _texts(months)[named["month"][at]],
        "enterprise": named["enterprise"][at],
        "cause": _texts(CAUSES)[cause],
        "floor_fen": floor_fen,
        "comparable_fen": comparable_fen,
        "shortfall_fen": floor_fen - comparable_fen,
        "rule": _joined(found, "rule", object)[order],
        "row": row + 1,
        "finding_id": np.choose(form, [named.get(kind, named["person"])[at] for kind in FORMS]),
        "also_statutory": _joined(found, "also_statutory", bool)[order],
        "form": _texts(FORMS)[form],
    }


def _texts(texts: Iterable[str]) -> NDArray[np.object_]:
    return np.array([str(text) for text in texts], dtype=object)


def _joined(found: list[Found], column: str, kind: Any) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=kind), *(getattr(chunk, column) for chunk in found)]).astype(kind)


def _named(source: PaySource, row: Whole, forms: Iterable[Form]) -> tuple[dict[str, NDArray[Any]], Whole]:
    """Give the person, enterprise and month of rows, and the identity of a finding of each form in them.

    The identity is that of ``core.findings.finding_id``, worked out by DuckDB.
    """
    rows, at = np.unique(row, return_inverse=True)
    enterprise, month = (source.words[column].text for column in ("enterprise", "month"))
    ids = {
        str(form): f"left(sha256(concat_ws(chr(10), {enterprise}, {source.person}, {month}, {literal(form)})), 16)"
        for form in forms
    }
    return source.table.at(rows, person=source.person, enterprise=enterprise, month=source.words["month"].code, **ids), at
