"""``xieshang law``: what the law of a place says on a day, each value with its source and how far it is trusted."""

import argparse
from collections.abc import Iterator
from typing import Any

from xieshang.cli.clock import today
from xieshang.cli.command import Answer, Command, UnusableCall, day
from xieshang.core.deadlines import DEADLINES, Deadline, due, key_of
from xieshang.core.money import yuan_text
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.workdays import Unit
from xieshang.documents.messages import _
from xieshang.documents.terms import TRUST_TITLES
from xieshang.law import code_book, rules_for, statute_book

__all__ = ["LAW"]

_RULES = tuple(DEADLINES)


def _unknown(key: str, place: str | None, on: str) -> Refused:
    return Refused(Refusal("law.value_unknown", {"key": key, "place": place or _("全国"), "on": on}))


def _named(place: str | None) -> str:
    """Give a place by its name and code."""
    if place is None:
        return _("全国")
    return f"{code_book().places.get(place, '')} {place}".strip()


def _trust_line(content: dict[str, Any]) -> str:
    return _("{source}（{trust}）").format(source=content["source"], trust=_(TRUST_TITLES[content["trust"]]))


def _minimum_wage(arguments: argparse.Namespace) -> Answer:
    on = arguments.on or today()
    minimum = rules_for(arguments.at).minimum_wage(on)
    content = {
        "place": arguments.at,
        "on": on.isoformat(),
        "monthly_fen": minimum.monthly_fen,
        "hourly_fen": minimum.hourly_fen,
        "class": minimum.area_class,
        "in_force_from": minimum.in_force_from.isoformat() if minimum.in_force_from else None,
        "seen_on": minimum.seen_on.isoformat() if minimum.seen_on else None,
        "gap": minimum.gap,
        "source": str(minimum.source),
        "where": minimum.source.where or None,
        "trust": minimum.trust.value,
    }
    return Answer(content, _minimum_lines(content))


def _minimum_lines(content: dict[str, Any]) -> Iterator[str]:
    yield _("{place}，{on}").format(place=_named(content["place"]), on=content["on"])
    classed = _("（{area_class} 类区）").format(area_class=content["class"]) if content["class"] else ""
    yield _("月最低工资标准 {amount} 元").format(amount=yuan_text(content["monthly_fen"])) + classed
    if content["hourly_fen"] is not None:
        yield _("小时最低工资标准 {amount} 元").format(amount=yuan_text(content["hourly_fen"]))
    if content["gap"]:
        yield _("施行日期未载明，自 {seen_on} 起见于来源").format(seen_on=content["seen_on"])
    else:
        yield _("自 {since} 起施行").format(since=content["in_force_from"])
    yield _trust_line(content)


def _deadline_content(deadline: Deadline) -> dict[str, Any]:
    days = {name: getattr(deadline, name) for name in ("from_on", "due_on", "raw_due_on", "warn_on", "opens_on", "effective_on")}
    return {
        "rule": deadline.rule,
        **{name: on.isoformat() if on else None for name, on in days.items()},
        "unit": deadline.unit.value,
        "n": deadline.n,
        "calendar": deadline.calendar,
        "source": str(deadline.source),
        "where": deadline.source.where or None,
        "trust": deadline.trust.value,
    }


def _deadline(arguments: argparse.Namespace) -> Answer:
    deadline = due(rules_for(arguments.at), arguments.rule, arguments.from_on)
    if deadline is None:
        raise _unknown(key_of(arguments.rule), arguments.at, arguments.from_on.isoformat())
    content = _deadline_content(deadline)
    return Answer(content, _deadline_lines(content))


def _deadline_lines(content: dict[str, Any]) -> Iterator[str]:
    unit = {Unit.WORKING: _("工作日"), Unit.MONTHS: _("个月")}.get(content["unit"], _("日"))
    rolled = (
        _("（原为 {raw}，逢休息日移动）").format(raw=content["raw_due_on"]) if content["raw_due_on"] != content["due_on"] else ""
    )
    if content["opens_on"]:
        yield _("{opens} 起，至 {due}").format(opens=content["opens_on"], due=content["due_on"])
    else:
        yield _("期限 {due}").format(due=content["due_on"]) + rolled
    yield _("自 {start} 起 {n} {unit}").format(start=content["from_on"], n=content["n"], unit=unit)
    if content["warn_on"]:
        yield _("另一规定的期限 {warn}").format(warn=content["warn_on"])
    if content["effective_on"]:
        yield _("期满无异议，自 {effective} 起生效").format(effective=content["effective_on"])
    if content["calendar"] != "stated":
        yield _("日历暂定：该年的放假通知尚未录入")
    yield _trust_line(content)


def _value(arguments: argparse.Namespace) -> Answer:
    if arguments.list:
        return _keys()
    if not arguments.key:
        raise UnusableCall(_("请写项目名，或用 --list 列出全部项目"))
    on = arguments.on or today()
    if arguments.key not in statute_book().keys:
        raise Refused(Refusal("law.key_unknown", {"key": arguments.key}, column="KEY"))
    entry = rules_for(arguments.at).value(arguments.key, on)
    if entry is None:
        raise _unknown(arguments.key, arguments.at, on.isoformat())
    content = {
        "key": entry.key,
        "value": entry.value,
        "unit": entry.unit,
        **entry.more,
        "in_force_from": entry.in_force_from.isoformat() if entry.in_force_from else None,
        "source": str(entry.source),
        "where": entry.source.where or None,
        "trust": entry.trust.value,
    }
    return Answer(
        content, [f"{_(statute_book().keys[entry.key].title)}：{entry.value} {entry.unit or ''}".rstrip(), _trust_line(content)]
    )


def _keys() -> Answer:
    keys = statute_book().keys
    content = [{"key": name, "title": _(key.title), "unit": key.unit} for name, key in keys.items()]
    return Answer({"keys": content}, [f"{entry['key']:<34}{entry['title']}" for entry in content])


def _packs(arguments: argparse.Namespace) -> Answer:
    packs = statute_book().packs
    content = [
        {"code": code or None, "name": pack.name, "values": len(pack.values), "inherited_trust": pack.inherited_trust.value}
        for code, pack in sorted(packs.items())
    ]
    lines = [
        _("{code}  {name}  自有 {values} 项，继承的可信程度不高于“{trust}”").format(
            code=entry["code"] or "—",
            name=entry["name"],
            values=entry["values"],
            trust=_(TRUST_TITLES[str(entry["inherited_trust"])]),
        )
        for entry in content
    ]
    return Answer({"packs": content}, lines)


def _at(parser: argparse.ArgumentParser, *, required: bool) -> None:
    told = _("地区代码，如 130123（正定县）") if required else _("地区代码；不写则只看全国规定")
    parser.add_argument("--at", required=required, metavar="PLACE", help=told)


def _on(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=day, metavar=_("日期"), help=_("哪一天，默认今天"))


def _minimum_wage_arguments(parser: argparse.ArgumentParser) -> None:
    _at(parser, required=True)
    _on(parser)


def _deadline_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", choices=_RULES, help=_("哪一项期限：{rules}").format(rules=" ".join(_RULES)))
    parser.add_argument("--from", required=True, type=day, dest="from_on", metavar=_("日期"), help=_("起算的事情发生在哪一天"))
    _at(parser, required=False)


def _value_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", nargs="?", metavar="KEY", help=_("项目，如 quorum.present_share"))
    parser.add_argument("--list", action="store_true", help=_("列出全部项目"))
    _at(parser, required=False)
    _on(parser)


LAW = Command(
    "law",
    _("法规数值：最低工资标准、期限、程序规则，各附出处和可信程度"),
    below=(
        Command(
            "minimum-wage",
            _("某地某日的最低工资标准"),
            example="xieshang law minimum-wage --at 130123 --on 2024-06-01",
            arguments=_minimum_wage_arguments,
            run=_minimum_wage,
        ),
        Command(
            "deadline",
            _("从某一天起算的期限，逢休息日移动"),
            example="xieshang law deadline reply-to-offer --from 2025-03-03 --at 130123",
            arguments=_deadline_arguments,
            run=_deadline,
        ),
        Command(
            "value",
            _("某地某日的一项规则"),
            example="xieshang law value quorum.present_share --at 130123 --on 2025-03-03\nxieshang law value --list",
            arguments=_value_arguments,
            run=_value,
        ),
        Command("packs", _("收录了哪些地区的规则"), example="xieshang law packs", run=_packs),
    ),
)
