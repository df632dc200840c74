"""``xieshang floor``: the floor that holds for a worker on a day, with every rule looked at and why it lost."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from xieshang.cli.clock import today
from xieshang.cli.command import Answer, Command, day, warning_content
from xieshang.cli.files import contracts_in
from xieshang.core.codes import CodeBook
from xieshang.core.floors import Answer as Floor
from xieshang.core.floors import Candidate, Rule, Worker, applicable, contract_rules
from xieshang.core.money import yuan_text
from xieshang.core.refusals import Refusal, Refused, Warned
from xieshang.core.rules import Rules
from xieshang.core.skills import parse_level
from xieshang.core.sources import lowest
from xieshang.core.statutory import statutory_rule
from xieshang.core.wage_table import Form
from xieshang.documents.messages import _
from xieshang.documents.terms import FORM_TITLES, TRUST_TITLES, WHY_NOT_TITLES
from xieshang.law import rules_for
from xieshang.law.enterprises import check_enterprise

__all__ = ["FLOOR"]

_FORMS = (Form.MONTHLY_FLOOR, Form.HOURLY_FLOOR, Form.SKILL_ALLOWANCE)


def _level(text: str) -> int:
    try:
        return int(parse_level(text))
    except ValueError:
        raise Refused(Refusal("level.unknown", column="--level", value_kind="text")) from None


def _worker(arguments: argparse.Namespace, codes: CodeBook) -> Worker:
    return Worker(
        place=codes.place(arguments.at),
        industry=codes.industry(arguments.industry) if arguments.industry else None,
        occupation=codes.occupation(arguments.occupation) if arguments.occupation else None,
        level=_level(arguments.level) if arguments.level else None,
        category=arguments.category,
        enterprise=check_enterprise(arguments.enterprise) if arguments.enterprise else None,
    )


def _statutory(rules: Rules, form: Form, on: date) -> tuple[list[Rule], list[Warned]]:
    """Give the statutory rule, or a warning where the law of the place does not state one; an allowance has none."""
    if form is Form.SKILL_ALLOWANCE:
        return [], []
    rule = statutory_rule(rules, form, on)
    facts = {"place": rules.place, "on": on.isoformat()}
    return ([rule], []) if rule else ([], [Warned("minimum.unknown", facts)])


def _candidate_content(candidate: Candidate) -> dict[str, Any]:
    rule = candidate.rule
    return {
        "amount_fen": rule.amount_fen,
        "rule": rule.id,
        "why_not": candidate.why_not.value if candidate.why_not else None,
        "form": rule.form.value,
        "contract": rule.contract,
        "clause": rule.clause,
        "in_force_from": rule.term.from_on.isoformat() if rule.term.from_on else None,
        "trust": rule.trust.value,
        "source": str(rule.source) if rule.source else rule.contract,
    }


def _content(floor: Floor, form: Form, warnings: list[Warned]) -> dict[str, Any]:
    winners = floor.winners
    amounts = sorted({entry.rule.amount_fen for entry in floor.candidates if entry.why_not in (None, "lower")}, reverse=True)
    formula = f"max({', '.join(map(str, amounts))}) = {floor.amount_fen}" if amounts else None
    return {
        "amount_fen": floor.amount_fen,
        "form": form.value,
        "rule": winners[0].id if winners else None,
        "rules": [rule.id for rule in winners],
        "trust": lowest(rule.trust for rule in winners).value if winners else None,
        "candidates": [_candidate_content(candidate) for candidate in floor.candidates],
        "formula": formula,
        "sources": [str(rule.source) if rule.source else rule.id for rule in winners],
        "warnings": [warning_content(warned) for warned in warnings],
    }


def _lines(content: dict[str, Any], floor: Floor) -> Iterator[str]:
    form = Form(content["form"])
    unit = _("元/小时") if form is Form.HOURLY_FLOOR else _("元/月")
    if floor.amount_fen is None:
        yield _("没有适用的{form}").format(form=_(FORM_TITLES[form]))
    else:
        noted = f"（{_(TRUST_TITLES[content['trust']])}）" if content["trust"] == "provisional" else ""
        yield f"{_(FORM_TITLES[form])} {yuan_text(floor.amount_fen)} {unit}{noted}  {_('依据')} {'、'.join(content['rules'])}"
    for entry in floor.candidates:
        reason = _(WHY_NOT_TITLES[entry.why_not]) if entry.why_not else _("适用")
        yield f"  {yuan_text(entry.rule.amount_fen):>10}  {entry.rule.id}  {reason}"
    yield from (f"{_('提示')}  {warning['message']}" for warning in content["warnings"])


def _floor(arguments: argparse.Namespace) -> Answer:
    on, form = arguments.on or today(), Form(arguments.form)
    rules = rules_for(arguments.at)
    worker = _worker(arguments, rules.codes)
    statutory, warnings = _statutory(rules, form, on)
    contracts = contracts_in(arguments.contracts) if arguments.contracts else []
    every = [rule for contract in contracts for rule in contract_rules(contract)] + statutory
    floor = applicable(worker, on, arguments.known_on or today(), every, rules.codes, form)
    if worker.occupation and not rules.codes.is_listed(worker.occupation):
        warnings.append(Warned("occupation.not_listed", {"occupation": worker.occupation}))
    content = _content(floor, form, warnings)
    return Answer(content, _lines(content, floor))


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--contracts", metavar="DIR", help=_("合同文件夹；不写则只看最低工资标准"))
    parser.add_argument("--at", required=True, metavar="PLACE", help=_("地区代码，如 130123（正定县）"))
    parser.add_argument("--industry", metavar="CODE", help=_("行业代码，如 C35"))
    parser.add_argument("--occupation", metavar="CODE", help=_("职业代码，如 6-18-02-04（焊工）"))
    parser.add_argument("--level", help=_("技能等级：1 至 8、名称或五级至一级"))
    parser.add_argument("--category", help=_("岗位类别，如 关键类"))
    parser.add_argument("--enterprise", help=_("企业：统一社会信用代码或名称"))
    parser.add_argument("--on", type=day, metavar=_("日期"), help=_("哪一天，默认今天"))
    parser.add_argument("--known-on", type=day, metavar=_("日期"), help=_("按哪一天已生效的合同，默认今天"))
    parser.add_argument("--form", choices=[form.value for form in _FORMS], default=Form.MONTHLY_FLOOR.value, help=_("标准的形式"))


FLOOR = Command(
    "floor",
    _("某人某日的最低工资：适用哪一条，其余各条为何不适用"),
    example="xieshang floor --contracts examples/bowang-2013 --at 340506 --industry C33 --occupation 6-18-02-04 --on 2013-11-01",
    arguments=_arguments,
    run=_floor,
)
