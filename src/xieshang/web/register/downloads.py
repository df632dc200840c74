"""A contract as a file: Word, PDF, JSON, and its tables as CSV.  How a document is made stands in the room ``documents``."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from xieshang.core.contract import Contract, contract_content
from xieshang.core.skills import level_title
from xieshang.documents.typesetting import contract_pdf
from xieshang.documents.wage_grid import table_unit
from xieshang.documents.word import contract_docx
from xieshang.web.register.services import code_names

__all__ = ["FORMS", "download"]

_HEADS = ("form", "unit", "id", "category", "occupation", "label", "level", "level_title", "amount_fen", "clause")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _json(contract: Contract) -> bytes:
    return json.dumps(contract_content(contract), ensure_ascii=False, indent=1, allow_nan=False).encode()


def _lines(contract: Contract) -> Iterator[tuple[Any, ...]]:
    for table in contract.tables:
        for row in table.rows:
            level = None if row.level is None else int(row.level)
            trade = (row.category, row.occupation, row.label)
            unit = row.unit or table_unit(table)
            yield (table.form.value, unit, row.id, *trade, level, level_title(row.level), row.amount_fen, row.clause)


def _harmless(cell: Any) -> Any:
    """Keep a spreadsheet from taking text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _csv(contract: Contract) -> bytes:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(_HEADS)
    lines.writerows(tuple(map(_harmless, line)) for line in _lines(contract))
    return written.getvalue().encode("utf-8-sig")


FORMS: dict[str, tuple[str, Callable[[Contract], bytes]]] = {
    "pdf": ("application/pdf", lambda contract: contract_pdf(contract, code_names())),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda contract: contract_docx(contract, code_names()),
    ),
    "json": ("application/json", _json),
    "csv": ("text/csv; charset=utf-8", _csv),
}


def download(contract: Contract, form: str) -> HttpResponse:
    """Give a contract as a file that the browser saves under its number.

    Refuses: ``render.no_font`` for a PDF where no font with Chinese characters is installed.
    """
    kind, written = FORMS[form]
    disposition = content_disposition_header(True, f"{contract.id}.{form}") or "attachment"
    return HttpResponse(written(contract), content_type=kind, headers={"Content-Disposition": disposition})
