"""``xieshang cost``: what a wage table costs on real pay rows, whom it reaches, and who can bear it."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xieshang.cli.clock import today
from xieshang.cli.command import Answer, Command, UnusableCall, day, warning_content
from xieshang.cli.cost_content import Costed, cell_columns, content_of
from xieshang.cli.cost_lines import RATIO_TITLES, lines_of
from xieshang.cli.files import existing, naming, new_file, table_file, writing
from xieshang.core.refusals import Warned
from xieshang.core.wage_table import Form, WageTable
from xieshang.documents.messages import _
from xieshang.documents.terms import FORM_TITLES
from xieshang.engine.accounts import Accounts, read_accounts
from xieshang.engine.costing import COSTED_FORMS, Costing, build_costing, refuse_uncostable
from xieshang.engine.disclosure import why_withheld
from xieshang.engine.employments import take_employments
from xieshang.engine.exports import check_ending, write_table
from xieshang.engine.headroom import standings, thresholds
from xieshang.engine.ingest import open_pay_rows, pay_rows_of, read_mapping
from xieshang.engine.net_of_allowance import net_of_allowance
from xieshang.engine.on_costs import (
    Contribution,
    OnCost,
    flat_contribution,
    law_contributions,
    on_cost,
    read_contributions,
    read_rate,
)
from xieshang.engine.pay_rows import PayRows
from xieshang.law import code_book, rules_for

__all__ = ["COST"]

_STATED = ("profit_to_labour_cost", "labour_cost_to_value_added", "labour_cost_to_revenue")
_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class _Contributions:
    """The contributions of each place (null: not known), and what they are called in a warning."""

    by_place: Mapping[str, tuple[Contribution, ...] | None]
    warnings: tuple[Warned, ...] = ()

    @property
    def known(self) -> tuple[Contribution, ...] | None:
        """Every contribution once; null where those of some place are not known."""
        listed = list(self.by_place.values())
        return None if None in listed else tuple(dict.fromkeys(item for items in listed for item in items or ()))


def _contributions(asked: str, places: list[str], on: date) -> _Contributions:
    """Take ``--on-cost``: a rate, the word law, or a file."""
    if asked == "law":
        by_place = {place: law_contributions(rules_for(place), on) for place in places}
        unknown = [place for place, items in by_place.items() if items is None]
        named = tuple(unknown[:_MOST_PLACES]) + (("…",) if len(unknown) > _MOST_PLACES else ())
        warned = Warned("on_cost.unknown", {"places": named, "on": on.isoformat()})
        return _Contributions(by_place, (warned,) if unknown else ())
    if (rate := read_rate(asked)) is not None:
        return _Contributions(dict.fromkeys(places, (flat_contribution(rate),)), (Warned("on_cost.flat"),))
    if asked.replace(".", "", 1).lstrip("-").isdigit():
        raise UnusableCall(_("--on-cost 的比率应在 0 至 1 之间，如 0.27"))
    with naming(path := existing(asked)):
        return _Contributions(dict.fromkeys(places, read_contributions(path)))


def _rows(arguments: argparse.Namespace) -> tuple[PayRows, tuple[Warned, ...]]:
    mapping = None
    if arguments.map:
        with naming(path := existing(arguments.map)):
            mapping = read_mapping(path)
    with naming(path := existing(arguments.rows)), open_pay_rows(path, mapping) as source:
        return pay_rows_of(source), source.warnings


def _accounts(name: str | None) -> dict[str, Accounts]:
    if name is None:
        return {}
    with naming(path := existing(name)):
        return read_accounts(path)


def _table(name: str) -> WageTable:
    """Read the table; one of a form that is not costed has no rows here."""
    table = table_file(name)
    with naming(Path(name)):
        refuse_uncostable(table)
    return table if table.form in COSTED_FORMS else replace(table, rows=())


def _beside(costing: Costing, floors_fen: NDArray[np.int64], rows: PayRows, items: _Contributions | None) -> OnCost | None:
    """Add up the on-costs; null where none were asked for, or those of some place are not known."""
    if items is None or items.known is None:
        return None
    places = rows.place.codes[costing.employments.row].astype("int64")
    return on_cost(costing.employments, floors_fen, places, lambda place: items.by_place[rows.place.texts[place]] or ())


def _cost(arguments: argparse.Namespace) -> Answer:
    if arguments.all and arguments.disclosure:
        raise UnusableCall(_("--all 列出每家企业，不能与 --disclosure 同用"))
    out = _out(arguments)
    table, law = _table(arguments.table), cache(rules_for)
    (rows, row_warnings), accounts = _rows(arguments), _accounts(arguments.accounts)
    with naming(Path(arguments.rows)):
        employments = take_employments(rows, table.form, law, code_book(), table.area, arguments.month)
    costing = build_costing(employments)
    cost = costing.cost(table.rows)
    places = sorted({rows.place.texts[code] for code in set(rows.place.codes[employments.row].tolist())})
    items = _contributions(arguments.on_cost, places, arguments.on or today()) if arguments.on_cost else None
    beside = _beside(costing, cost.floors.floors_fen, rows, items)
    stated = {name: value for name in _STATED if (value := getattr(arguments, name)) is not None}
    limits = thresholds(accounts, stated) if accounts else {}
    allowance = net_of_allowance(rows, employments, cost.floors.covered, law) if table.form is Form.SKILL_ALLOWANCE else None
    costed = Costed(
        table=table,
        costing=costing,
        cost=cost,
        contributions=items.known if items else None,
        on_cost=beside,
        accounts=accounts,
        limits=limits,
        standings=standings(costing, cost.floors, beside, accounts, limits),
        net_of_allowance=allowance,
        shows_enterprises=arguments.all or (len(rows.enterprise.texts) == 1 and not arguments.disclosure),
        disclosure=arguments.disclosure,
    )
    warnings = [*_warnings(costed), *(items.warnings if items else ()), *row_warnings]
    content = content_of(costed) | {"warnings": [warning_content(warned) for warned in warnings]}
    if out is not None:
        with writing(out):
            write_table(out, cell_columns(content["by_cell"]))
    return Answer(content, lines_of(content))


def _out(arguments: argparse.Namespace) -> Path | None:
    if arguments.out is None:
        return None
    read = [Path(name) for name in (arguments.table, arguments.rows, arguments.accounts, arguments.map) if name]
    out = new_file(arguments.out, [path for path in read if path.is_file()])
    check_ending(out)
    return out


def _warnings(costed: Costed) -> Iterator[Warned]:
    """Say what the answer leaves open."""
    employments, form = costed.costing.employments, costed.table.form
    if form not in COSTED_FORMS:
        yield Warned("cost.form_not_costed", {"form": _(FORM_TITLES[form])})
    if len(employments.months) > 1:
        latest = max(employments.months)
        earlier = sum(count for month, count in employments.months.items() if month != latest)
        yield Warned("cost.months_differ", {"count": earlier, "month": latest})
    if employments.part_time and form is Form.MONTHLY_FLOOR:
        yield Warned("cost.part_time", {"count": employments.part_time})
    for basis in employments.bases:
        if basis.net is None:
            yield Warned("si_mode.unknown", {"place": basis.place, "on": basis.on.isoformat()})
    if costed.net_of_allowance and costed.net_of_allowance.unknown:
        yield Warned("cost.statutory_unknown", {"count": costed.net_of_allowance.unknown})
    if costed.disclosure and why_withheld(costed.costing.contributors()):
        yield Warned("cost.total_too_small")
    if costed.accounts:
        yield from _bearing_warnings(costed)


def _bearing_warnings(costed: Costed) -> Iterator[Warned]:
    if costed.on_cost is None:
        yield Warned("bearing.without_on_cost")
    has_years = any(entry.years for entry in costed.accounts.values())
    for name, limit in costed.limits.items():
        if has_years and limit.value is None:
            yield Warned("bearing.threshold_unknown", {"ratio": _(RATIO_TITLES[name])})
    absent = set(costed.accounts) - set(costed.costing.employments.enterprises)
    if absent:
        yield Warned("bearing.accounts_without_rows", {"count": len(absent)})


def _ratio(text: str) -> Fraction:
    try:
        ratio = Fraction(text)
    except (ValueError, ZeroDivisionError):
        ratio = Fraction(-1)
    if ratio < 0:
        raise argparse.ArgumentTypeError(_("应为不小于 0 的比率，如 0.35"))
    return ratio


def _month(text: str) -> str:
    try:
        return date.fromisoformat(f"{text}-01").isoformat()[:7]
    except ValueError:
        raise argparse.ArgumentTypeError(_("月份应写作 YYYY-MM")) from None


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE.json", help=_("工资标准表（xieshang/wage-table/1）"))
    parser.add_argument("rows", metavar="PAYROWS", help=_("工资行：.csv、.xlsx 或 .parquet，一人一月一行"))
    parser.add_argument("--month", type=_month, metavar="YYYY-MM", help=_("按哪个月的工资，默认每人最近的月份"))
    parser.add_argument("--map", metavar="MAPPING.yaml", help=_("列名、单位和用词的映射"))
    parser.add_argument("--accounts", metavar="ACCOUNTS", help=_("企业账目：.csv、.xlsx 或 .parquet，一家企业一年一行"))
    parser.add_argument(
        "--on-cost", metavar="LAW|RATE|FILE", help=_("企业缴费：law（当地规定）、一个比率如 0.27，或双方自己的 YAML、JSON 文件")
    )
    parser.add_argument("--on", type=day, metavar=_("日期"), help=_("按哪一天的缴费规定，默认今天"))
    parser.add_argument("--all", action="store_true", help=_("列出每家企业"))
    parser.add_argument("--disclosure", action="store_true", help=_("不足 5 家企业、10 名职工或有一家独大的格不公布"))
    parser.add_argument("--out", metavar="CELLS", help=_("把各格写成表格：.csv、.xlsx、.parquet 或 .json"))
    default = _("{ratio}的界限，默认取账目的分位值")
    for name in _STATED:
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            type=_ratio,
            metavar="RATIO",
            help=default.format(ratio=_(RATIO_TITLES[name])),
        )


COST = Command(
    "cost",
    _("一张工资标准表的成本：涉及多少人、每月多少钱、哪些企业能承受"),
    example="xieshang cost TABLE.json PAYROWS.csv --accounts ACCOUNTS.csv --on-cost 0.27",
    arguments=_arguments,
    run=_cost,
)
