"""``xieshang sample``: labelled sample files that show the product; nobody and no firm in them exists."""

import argparse
import re

from xieshang.cli.command import Answer, Command
from xieshang.cli.files import new_file, writing
from xieshang.documents.messages import _
from xieshang.engine.exports import check_ending, write_table
from xieshang.engine.sample_payroll import sample_payroll

__all__ = ["SAMPLE"]

_MONTHS = ("2025-11", "2025-12", "2026-01")
_MOST_ROWS = 1_000_000
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")


def _month(text: str) -> str:
    if not _MONTH.fullmatch(text):
        raise argparse.ArgumentTypeError(_("月份应写作 YYYY-MM"))
    return text


def _rows(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST_ROWS:
        raise argparse.ArgumentTypeError(_("行数应为 1 至 {most}").format(most=_MOST_ROWS))
    return int(text)


def _payroll(arguments: argparse.Namespace) -> Answer:
    out, months = new_file(arguments.out), tuple(dict.fromkeys(arguments.month or _MONTHS))
    check_ending(out)
    columns = sample_payroll(arguments.seed, arguments.rows, arguments.at, months)
    with writing(out):
        write_table(out, columns)
    content = {
        "rows": len(columns["person"]),
        "people": len(set(columns["person"].tolist())),
        "enterprises": len(set(columns["enterprise"].tolist())),
        "place": arguments.at,
        "months": list(months),
        "seed": arguments.seed,
        "invented": True,
    }
    line = _("{rows} 行示范数据写入 {name}：{people} 名虚构职工，{enterprises} 家虚构企业").format(name=out, **content)
    return Answer(content, [line])


def _payroll_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=1, help=_("随机种子，默认 1；种子相同则文件相同"))
    parser.add_argument("--rows", type=_rows, default=900, metavar="N", help=_("行数，默认 900"))
    parser.add_argument("--at", default="130123", metavar="PLACE", help=_("地区代码，默认 130123（正定县）"))
    parser.add_argument("--month", type=_month, action="append", help=_("月份，可写多次；默认 2025-11、2025-12、2026-01"))
    parser.add_argument("--out", required=True, metavar="FILE", help=_("写到哪个文件：.csv、.xlsx、.parquet 或 .json"))


SAMPLE = Command(
    "sample",
    _("示范数据：企业和人员都是虚构的"),
    below=(
        Command(
            "payroll",
            _("由种子生成示范工资行，供试算和试核对"),
            example="xieshang sample payroll --seed 1 --at 130123 --out payroll.csv",
            arguments=_payroll_arguments,
            run=_payroll,
        ),
    ),
)
