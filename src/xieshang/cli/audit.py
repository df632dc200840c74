"""``xieshang audit``: pay rows against every floor that reaches them, and the findings as a table."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import asdict
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from xieshang.cli.clock import today
from xieshang.cli.columns import aligned
from xieshang.cli.command import Answer, Command, UnusableCall, day, warning_content
from xieshang.cli.files import contracts_in, existing, naming, new_file, writing
from xieshang.cli.progress import progress_bar
from xieshang.core.findings import Cause
from xieshang.core.money import yuan_text
from xieshang.core.wage_table import Form
from xieshang.documents.messages import _
from xieshang.documents.terms import CAUSE_TITLES, FORM_TITLES, TRUST_TITLES
from xieshang.engine.audit import Audit
from xieshang.engine.exports import check_ending, write_table
from xieshang.engine.ingest import RowMapping, read_mapping
from xieshang.engine.minima import Basis, Minimum
from xieshang.law import code_book

__all__ = ["AUDIT"]

_ENGINES = ("duckdb", "spark")
_MOST_WARNINGS = 20
_MOST_PLACES = 3


def _engine(name: str) -> Callable[..., Audit]:
    """Load an engine from the entry-point group ``xieshang.engines``."""
    offered = {point.name: point for point in entry_points(group="xieshang.engines")}
    if name not in offered:
        raise UnusableCall(_("引擎 {name} 没有安装：install xieshang[cluster]").format(name=name))
    engine: Callable[..., Audit] = offered[name].load()
    return engine


def _mapping(name: str | None) -> RowMapping | None:
    if name is None:
        return None
    with naming(path := existing(name)):
        return read_mapping(path)


def _minimum_content(minimum: Minimum) -> dict[str, Any]:
    return {
        "place": minimum.place,
        "form": minimum.form.value,
        "on": minimum.on.isoformat(),
        "amount_fen": minimum.amount_fen,
        "trust": minimum.trust and minimum.trust.value,
        "source": str(minimum.source),
    }


def _basis_content(basis: Basis) -> dict[str, Any]:
    return {
        "place": basis.place,
        "on": basis.on.isoformat(),
        "value": "net" if basis.net else "gross",
        "trust": basis.trust and basis.trust.value,
        "source": str(basis.source),
    }


def _content(audit: Audit) -> dict[str, Any]:
    return {
        "rows": audit.rows,
        "checked": audit.checked,
        **asdict(audit.total),
        "by_cause": {cause.value: asdict(tally) for cause, tally in audit.by_cause.items()},
        "not_covered": audit.not_covered,
        "statutory_unknown": audit.statutory_unknown,
        "contracts": [{"contract": low.contract, "form": low.form.value, "below": list(low.below)} for low in audit.contracts],
        "trust": audit.trust and audit.trust.value,
        "minimums": [_minimum_content(minimum) for minimum in audit.minimums],
        "si_mode": [_basis_content(basis) for basis in audit.bases],
        "warnings": [warning_content(warned) for warned in audit.warnings],
        "known_on": audit.known_on.isoformat(),
    }


def _causes(content: dict[str, Any]) -> Iterator[str]:
    heads = [_("原因"), _("人数"), _("处数"), _("差额（元）")]
    rows = [
        [_(CAUSE_TITLES[Cause(cause)]), f"{tally['people']:,}", f"{tally['findings']:,}", yuan_text(tally["shortfall_fen"])]
        for cause, tally in content["by_cause"].items()
        if tally["findings"]
    ]
    return aligned([heads, *rows], 1)


def _places(codes: list[str]) -> str:
    named = [f"{code_book().places.get(code, '')} {code}".strip() for code in codes[:_MOST_PLACES]]
    rest = _("等 {count} 地").format(count=len(codes)) if len(codes) > _MOST_PLACES else ""
    return "、".join(named) + rest


def _provisional(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the legal values that are provisional, each once with all places that have it."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for entry in entries:
        if entry["trust"] == "provisional":
            found.setdefault(tuple((key, value) for key, value in entry.items() if key != "place"), []).append(entry["place"])
    return (dict(key) | {"places": _places(codes), "trust": _(TRUST_TITLES["provisional"])} for key, codes in found.items())


def _law_lines(content: dict[str, Any]) -> Iterator[str]:
    """Say of every legal value that is provisional that it is, beside the value."""
    for entry in _provisional(content["minimums"]):
        unit = _("元/小时") if entry["form"] == Form.HOURLY_FLOOR else _("元/月")
        yield _("{trust}  最低工资标准 {amount} {unit}，{on} 适用，{places}（{source}）").format(
            amount=yuan_text(entry["amount_fen"]), unit=unit, **entry
        )
    for entry in _provisional(content["si_mode"]):
        mode = _("扣除个人缴费后") if entry["value"] == "net" else _("含个人缴费（应发）")
        yield _("{trust}  {mode}比较工资，{on} 适用，{places}（{source}）").format(mode=mode, **entry)


def _lines(content: dict[str, Any], out: Path) -> Iterator[str]:
    yield _("{rows} 行，核对 {checked} 行；合同以 {known_on} 已生效的为准").format(**content)
    if content["findings"]:
        yield _("发现 {findings} 处，{people} 人，差额合计 {amount} 元").format(
            amount=yuan_text(content["shortfall_fen"]), **content
        )
        yield from _causes(content)
    else:
        yield _("没有发现低于标准的工资")
    if content["not_covered"]:
        yield _("{not_covered} 行没有合同标准，只核对最低工资标准").format(**content)
    if content["statutory_unknown"]:
        yield _("{statutory_unknown} 行所在地当时的最低工资标准未收录").format(**content)
    for low in content["contracts"]:
        form = _(FORM_TITLES[Form(low["form"])])
        yield _("合同 {contract} 的{form}低于 {below}").format(contract=low["contract"], form=form, below="、".join(low["below"]))
    yield from _law_lines(content)
    yield from (f"{_('提示')}  {warning['message']}" for warning in content["warnings"][:_MOST_WARNINGS])
    if len(content["warnings"]) > _MOST_WARNINGS:
        yield _("另有 {count} 条提示，用 --json 查看").format(count=len(content["warnings"]) - _MOST_WARNINGS)
    yield _("逐项结果写入 {name}").format(name=out)


def _out(arguments: argparse.Namespace) -> Path:
    """Give the path of the findings: over no input, and not where the next audit would read them as a contract."""
    folder = Path(arguments.contracts)
    named = [arguments.rows, *([arguments.map] if arguments.map else [])]
    out = new_file(arguments.out, [*map(Path, named), *folder.glob("*.json")])
    if out.suffix == ".json" and out.parent.samefile(folder):
        raise UnusableCall(_("{name} 在合同文件夹内，会被当作合同").format(name=out))
    check_ending(out)
    return out


def _audit(arguments: argparse.Namespace) -> Answer:
    engine = _engine(arguments.engine)
    rows, contracts = existing(arguments.rows), contracts_in(arguments.contracts)
    mapping, out = _mapping(arguments.map), _out(arguments)
    with naming(rows), progress_bar(_("读取 {name} …").format(name=rows.name), _("核对")) as progress:
        audit = engine(rows, contracts, arguments.known_on or today(), mapping=mapping, progress=progress)
    with writing(out):
        write_table(out, audit.columns)
    content = _content(audit)
    return Answer(content, _lines(content, out), found=bool(content["findings"]))


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", metavar="PAYROWS", help=_("工资行：.csv、.xlsx 或 .parquet，一人一月一行"))
    parser.add_argument(
        "--contracts", required=True, metavar="DIR", help=_("合同文件夹，其中每个 .json 是一份合同；空文件夹则只核对最低工资标准")
    )
    parser.add_argument("--engine", choices=_ENGINES, default="duckdb", help=_("计算引擎，默认 duckdb"))
    parser.add_argument("--known-on", type=day, metavar=_("日期"), help=_("按哪一天已生效的合同，默认今天"))
    parser.add_argument("--map", metavar="MAPPING.yaml", help=_("列名、单位和用词的映射"))
    parser.add_argument("--out", required=True, metavar="FINDINGS", help=_("逐项结果写到哪个文件：.csv、.xlsx、.parquet 或 .json"))


AUDIT = Command(
    "audit",
    _("逐人逐月核对工资是否低于最低工资标准和合同标准"),
    example="xieshang audit examples/sample-payroll/payroll.csv --contracts examples/sample-payroll/contracts --out findings.csv",
    arguments=_arguments,
    run=_audit,
)
