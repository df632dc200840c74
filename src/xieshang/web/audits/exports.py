"""The findings of an audit as a table to take away: a row a finding, by row number, in yuan."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from xieshang.core.contract import Contract
from xieshang.core.findings import Cause
from xieshang.core.wage_table import Form
from xieshang.documents.terms import CAUSE_TITLES, FORM_TITLES
from xieshang.engine.exports import write_table
from xieshang.engine.finding_store import KeptFindings
from xieshang.web.audits.steps import rule_words
from xieshang.web.register.services import code_names
from xieshang.web.rounds.uploads.files import incoming_folder
from xieshang.web.shared.levels import level_words

__all__ = ["exported"]


def exported(findings: Path, contracts: Sequence[Contract], ending: str) -> bytes:
    """Give findings as a table of the ending."""
    with KeptFindings.opened(findings) as kept:
        columns = kept.columns()
    with TemporaryDirectory(dir=incoming_folder()) as folder:
        path = Path(folder) / f"findings{ending}"
        write_table(path, _shown(columns, contracts))
        return path.read_bytes()


def _shown(columns: dict[str, NDArray[Any]], contracts: Sequence[Contract]) -> dict[str, NDArray[Any]]:
    names = code_names()
    return {
        _("编号"): columns["finding_id"],
        _("行"): columns["row"],
        _("月份"): columns["month"],
        _("职业"): _words(columns["occupation"], lambda code: names.get(code, code)),
        _("等级"): _words(columns["level"], lambda level: level_words(level) if level else ""),
        _("岗位类别"): columns["category"],
        _("计薪日"): _hundredths(columns["payable_days"]),
        _("支付日"): _hundredths(columns["paid_days"]),
        _("标准的形式"): _words(columns["form"], lambda form: _(FORM_TITLES[Form(form)])),
        _("应不低于（元）"): _hundredths(columns["floor_fen"]),
        _("可比工资（元）"): _hundredths(columns["comparable_fen"]),
        _("差额（元）"): _hundredths(columns["shortfall_fen"]),
        _("原因"): _words(columns["cause"], lambda cause: _(CAUSE_TITLES[Cause(cause)])),
        _("也低于法定最低"): _words(columns["also_statutory"], lambda also: _("是") if also else ""),
        _("适用的标准"): _words(columns["rule"], lambda rule: rule_words(rule, contracts)),
    }


def _words(column: NDArray[Any], said: Any) -> NDArray[Any]:
    """Say every value of a column in words, each distinct one once."""
    words = {value: said(value) for value in dict.fromkeys(column.tolist())}
    texts = np.empty(len(column), dtype=object)
    texts[:] = [words[value] for value in column.tolist()]
    return texts


def _hundredths(column: NDArray[Any]) -> NDArray[Any]:
    """Write whole hundredths as exact decimals."""
    numbers = np.empty(len(column), dtype=object)
    numbers[:] = [Decimal(value).scaleb(-2) for value in column.tolist()]
    return numbers
