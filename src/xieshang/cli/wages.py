"""``xieshang wages``: wage levels from a survey or a payroll, and what of a table may be shown to others."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from xieshang.cli.command import Answer, Command, warning_content
from xieshang.cli.files import existing, naming, new_file, object_file, write_whole, writing
from xieshang.cli.wages_lines import disclosed_lines, level_lines
from xieshang.core.refusals import Refusal, Refused, Warned
from xieshang.documents.messages import _
from xieshang.engine.disclosure.pattern import SCHEMA as PATTERN_SCHEMA
from xieshang.engine.disclosure.pattern import Pattern, read_pattern
from xieshang.engine.disclosure.tables import Contributors, DisclosedCell, TableColumns, disclose, read_table_to_disclose
from xieshang.engine.survey.designs import SCHEMA, Basis, Design, read_design
from xieshang.engine.survey.levels import levels_of
from xieshang.engine.survey.sample import Sample, read_sample

__all__ = ["WAGES"]

_SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


def _shares(text: str) -> tuple[float, ...]:
    try:
        shares = tuple(float(part) for part in text.split(","))
    except ValueError:
        shares = ()
    if not shares or not all(0 < share < 1 for share in shares):
        raise argparse.ArgumentTypeError(_("分位应为 0 与 1 之间的数，以逗号分隔，如 0.1,0.5,0.9"))
    return tuple(dict.fromkeys(shares))


def _columns(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _design(name: str) -> Design:
    with naming(path := existing(name)):
        return read_design(object_file(path, SCHEMA))


def _warnings(sample: Sample, design: Design) -> Iterator[Warned]:
    if sample.lonely_strata:
        yield Warned("survey.lonely_strata", {"count": sample.lonely_strata})
    if design.disclosure and sample.enterprises is None:
        yield Warned("survey.enterprise_unknown")


def _levels(arguments: argparse.Namespace) -> Answer:
    design, by = _design(arguments.design), arguments.by
    with naming(path := existing(arguments.rows)):
        twice = dict.fromkeys(name for name in by if by.count(name) > 1)
        Refused.unless_empty(Refusal("survey.column_twice", {"name": name}, column=name) for name in twice)
        sample = read_sample(path, design, arguments.value, by)
    cells = levels_of(sample, arguments.p, disclosure=design.disclosure)
    basis = arguments.basis or (Basis.COMPARABLE if arguments.value == "comparable_fen" else Basis.PRICE)
    content = {
        "basis": basis.value,
        "value": arguments.value,
        "disclosure": design.disclosure,
        "with_replacement": design.stages[0].population is None,
        "units": len(sample.stages[0].stratum),
        "strata": len(sample.stages[0].sizes),
        "lonely_strata": sample.lonely_strata,
        "cells": [asdict(cell) for cell in cells],
        "warnings": [warning_content(warned) for warned in _warnings(sample, design)],
    }
    return Answer(content, level_lines(content))


def _level_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", metavar="ROWS", help=_("样本：.csv、.xlsx 或 .parquet，一名职工一行"))
    parser.add_argument("--design", required=True, metavar="DESIGN.json", help=_("抽样设计（xieshang/survey-design/1）"))
    parser.add_argument("--value", required=True, metavar="COL", help=_("工资所在的列，以分为单位"))
    parser.add_argument("--by", type=_columns, default=(), metavar="COL,…", help=_("按哪些列分格；不写则合为一格"))
    parser.add_argument("--p", type=_shares, default=_SHARES, metavar="P,…", help=_("哪些分位，默认 0.1,0.25,0.5,0.75,0.9"))
    parser.add_argument(
        "--basis",
        type=Basis,
        choices=list(Basis),
        help=_("口径：price（工资价位，含加班工资）或 comparable（可与最低工资比较）；comparable_fen 一列默认后者，其他默认前者"),
    )


def _pattern(path: Path) -> Pattern | None:
    if not path.is_file():
        return None
    with naming(path):
        return read_pattern(object_file(path, PATTERN_SCHEMA))


def _disclose(arguments: argparse.Namespace) -> Answer:
    columns = TableColumns(arguments.rows, arguments.columns, arguments.value, arguments.contributors, arguments.workers)
    path = existing(arguments.table)
    pattern_path = new_file(arguments.pattern, [path]) if arguments.pattern else None
    earlier = _pattern(pattern_path) if pattern_path else None
    with naming(path):
        table = read_table_to_disclose(path, columns, arguments.contributors_are)
    cells = disclose(table, earlier)
    issue = {(cell.row, cell.column): cell.suppressed is not None for cell in cells}
    if pattern_path:
        with writing(pattern_path):
            pattern = (earlier or Pattern()).with_issue(issue)
            write_whole(pattern_path, json.dumps(pattern.content, ensure_ascii=False, indent=1).encode())
    shown_before = sum(issue.get(name, False) for name in earlier.shown) if earlier else 0
    told = [_cell_content(cell) for cell in cells]
    content = {
        "value": arguments.value,
        "contributors_are": table.contributors.value,
        "rounded_to_10_yuan": table.rounded,
        "cells": [entry for entry in told if None not in (entry["row"], entry["column"])],
        "margins": [entry for entry in told if None in (entry["row"], entry["column"])],
        "warnings": [warning_content(Warned("disclose.shown_before", {"count": shown_before}))] if shown_before else [],
    }
    return Answer(content, disclosed_lines(content))


def _cell_content(cell: DisclosedCell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "value": cell.value,
        "suppressed": cell.suppressed,
        "why": cell.why,
        "low": cell.bounds.low if cell.bounds else None,
        "high": cell.bounds.high if cell.bounds else None,
    }


def _disclose_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE", help=_("表：.csv、.xlsx 或 .parquet，一格一行或一名职工一行"))
    parser.add_argument("--rows", required=True, metavar="COL", help=_("表头在左的一列，如地区"))
    parser.add_argument("--columns", required=True, metavar="COL", help=_("表头在上的一列，如等级"))
    parser.add_argument("--value", required=True, metavar="COL", help=_("要公布的数：人数，或以 _fen 结尾的金额"))
    parser.add_argument("--contributors", required=True, metavar="COL", help=_("企业数，或企业名称"))
    kinds = list(Contributors)
    parser.add_argument("--contributors-are", type=Contributors, choices=kinds, help=_("这一列是企业数还是名称；默认看内容"))
    parser.add_argument("--workers", metavar="COL", help=_("职工人数；不写时，有企业名称的一行算一人"))
    parser.add_argument("--pattern", metavar="FILE", help=_("不公布哪些格：文件已在则沿用，并写回；重新公布时用同一个文件"))


WAGES = Command(
    "wages",
    _("工资水平的证据：调查样本的分位值，以及哪些数可以公布"),
    below=(
        Command(
            "levels",
            _("从样本估计各格的工资水平：均值、分位值、误差和区间"),
            example="xieshang wages levels ROWS.csv --design DESIGN.json --value wage_fen --by occupation,level",
            arguments=_level_arguments,
            run=_levels,
        ),
        Command(
            "disclose",
            _("一张表中哪些格不能公布，还要隐去哪些格才推算不出来"),
            example="xieshang wages disclose TABLE.csv --rows place --columns level --value workers --contributors enterprises",
            arguments=_disclose_arguments,
            run=_disclose,
        ),
    ),
)
