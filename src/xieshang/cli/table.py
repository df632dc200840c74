"""``xieshang table check``: a wage table against the law and the guideline of a place and day."""

import argparse
from collections.abc import Iterator
from typing import Any

from xieshang.cli.clock import today
from xieshang.cli.command import Answer, Command, day, warning_content
from xieshang.cli.files import existing, naming, table_file
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.table_checks import check_table
from xieshang.core.wage_table import WageTable
from xieshang.documents.messages import _
from xieshang.law import rules_for

__all__ = ["TABLE"]


def _refuse_unknown_codes(table: WageTable, law: Reading) -> None:
    refusals: list[Refusal] = []
    for number, row in enumerate(table.rows, 1):
        try:
            if row.occupation:
                law.rules.codes.occupation(row.occupation)
        except Refused as refused:
            refusals += (refusal.at(row=number, column="occupation") for refusal in refused.refusals)
    Refused.unless_empty(refusals)


def _lines(errors: list[dict[str, Any]], warnings: list[dict[str, Any]]) -> Iterator[str]:
    for word, found in ((_("错误"), errors), (_("提示"), warnings)):
        for entry in found:
            source = f"（{entry['source']}）" if entry["source"] else ""
            yield f"{word}  {_('行')} {entry['row'] or '—'}  {entry['code']}  {entry['message']}{source}"
    if not errors and not warnings:
        yield _("没有发现问题")


def _check(arguments: argparse.Namespace) -> Answer:
    table = table_file(arguments.file)
    law = Reading(rules_for(arguments.at), arguments.on or today())
    with naming(existing(arguments.file)):
        _refuse_unknown_codes(table, law)
    checked = check_table(table, law)
    errors, warnings = ([warning_content(entry) for entry in found] for found in (checked.errors, checked.warnings))
    content = {"errors": errors, "warnings": warnings}
    return Answer(content, _lines(errors, warnings), found=bool(errors))


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TABLE.json", help=_("工资标准表（xieshang/wage-table/1）"))
    parser.add_argument("--at", required=True, metavar="PLACE", help=_("地区代码，如 130123（正定县）"))
    parser.add_argument("--on", type=day, metavar=_("日期"), help=_("按哪一天的规定，默认今天"))


TABLE = Command(
    "table",
    _("工资标准表的检查"),
    below=(
        Command(
            "check",
            _("对照最低工资标准、分类参考指引和等级阶梯"),
            example="xieshang table check TABLE.json --at 130123 --on 2026-04-16",
            arguments=_check_arguments,
            run=_check,
        ),
    ),
)
