"""``xieshang round``: a round replayed from its file, and the transition table drawn."""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from xieshang.cli.clock import today
from xieshang.cli.command import Answer, Command, day, refusal_content, warning_content
from xieshang.cli.papers import PAPERS_COMMAND
from xieshang.cli.round_files import round_file
from xieshang.core.acts import KINDS
from xieshang.core.parties import Role
from xieshang.core.procedure import RefusedAct, Replay, allowed, duties, recheck, replay
from xieshang.core.reading import Reading
from xieshang.core.standing import Clock, State
from xieshang.core.transitions import diagram
from xieshang.documents.act_titles import duty_term
from xieshang.documents.messages import _
from xieshang.documents.terms import ROLE_TITLES, STATE_TITLES

__all__ = ["ROUND"]


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _duty_content(clock: Clock, on: date) -> dict[str, Any]:
    deadline = clock.deadline
    return {
        "act": clock.act,
        "by": clock.by.value,
        "due_on": _iso(clock.due_on),
        "overdue": clock.is_late(on),
        "done_on": _iso(clock.done_on),
        "warn_on": _iso(deadline.warn_on) if deadline else None,
        "opens_on": _iso(deadline.opens_on) if deadline else None,
        "rule": deadline.rule if deadline else None,
        "source": str(deadline.source) if deadline else None,
        "trust": deadline.trust.value if deadline else None,
        "calendar": deadline.calendar if deadline else None,
    }


def _content(replayed: Replay, law: Reading) -> dict[str, Any]:
    standing = replayed.standing
    may, may_not = [], []
    for entry in allowed(standing, law):
        named = {"act": entry.act, "by": entry.by.value}
        if entry.refusal is None:
            may.append(named)
        else:
            may_not.append(named | {"refusal": refusal_content(entry.refusal)})
    return {
        "state": standing.state.value,
        "state_title": _(STATE_TITLES[standing.state]),
        "may": may,
        "may_not": may_not,
        "duties": [_duty_content(clock, law.on) for clock in duties(standing, law)],
        "refused": [refusal_content(entry.refusal) for entry in replayed.refused],
        "warnings": [warning_content(warned) for warned in replayed.warnings],
        "effective_on": _iso(standing.effective_on),
        "expires_on": _iso(standing.expires_on),
    }


def _duty_line(duty: dict[str, Any]) -> str:
    due = duty["due_on"] or _("未定")
    marks = [_("已逾期") if duty["overdue"] else "", _("办理于 {on}").format(on=duty["done_on"]) if duty["done_on"] else ""]
    marks += [_("日历暂定") if duty["calendar"] == "暂定" else "", _("暂定") if duty["trust"] == "provisional" else ""]
    noted = "，".join(mark for mark in marks if mark)
    parts = [
        _(duty_term(duty["act"], duty["rule"])),
        _(ROLE_TITLES[Role(duty["by"])]),
        due,
        duty["source"] or "",
        f"（{noted}）" if noted else "",
    ]
    return "  " + "  ".join(part for part in parts if part)


def _lines(content: dict[str, Any], on: date) -> Iterator[str]:
    yield _("{on} 的状态：{state}").format(on=on.isoformat(), state=content["state_title"])
    if content["effective_on"]:
        yield _("生效 {effective}，届满 {expires}").format(
            effective=content["effective_on"], expires=content["expires_on"] or _("未载明")
        )
    if content["duties"]:
        yield _("应办：")
        yield from (_duty_line(duty) for duty in content["duties"])
    yield _("现在可以：")
    for role in Role:
        titles = [_(KINDS[entry["act"]].title) for entry in content["may"] if entry["by"] == role.value]
        if titles:
            yield f"  {_(ROLE_TITLES[role])}  {'、'.join(titles)}"
    for refused in content["refused"]:
        yield _("第 {index} 项被拒绝：{code} {message}；可接受：{accepts}").format(**refused)
    for warning in content["warnings"]:
        told = _("提示：{message}") if warning["index"] is None else _("提示（第 {index} 项）：{message}")
        yield told.format(**warning)
    for found in content.get("recheck", ()):
        yield _("按今天收录的法规，第 {index} 项会被拒绝（当时有效，不改变状态）：{code} {message}").format(**found)
    if content.get("recheck") == []:
        yield _("按今天收录的法规，已有各项仍都成立")


def _named(refused: Iterable[RefusedAct], file: str) -> Iterator[RefusedAct]:
    return (replace(entry, refusal=entry.refusal.at(file=file)) for entry in refused)


def _replay(arguments: argparse.Namespace) -> Answer:
    on = arguments.on or today()
    bargained, rules = round_file(arguments.file)
    replayed = replay(bargained.acts, rules, on, kind=bargained.kind, above=bargained.above)
    named = tuple(_named(replayed.refused, arguments.file))
    content = _content(replace(replayed, refused=named), Reading(rules, on))
    if arguments.recheck:
        found = _named(recheck(bargained.acts, rules, on, kind=bargained.kind, above=bargained.above), arguments.file)
        content["recheck"] = [refusal_content(entry.refusal) for entry in found]
    return Answer(content, _lines(content, on), found=bool(replayed.refused))


def _replay_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="ROUND.json", help=_("一轮协商的文件（xieshang/round/1）"))
    parser.add_argument("--on", type=day, metavar=_("日期"), help=_("看哪一天，默认今天"))
    parser.add_argument("--recheck", action="store_true", help=_("另按今天收录的全部法规，列出现在会被拒绝的各项；不改变状态"))


def _diagram(arguments: argparse.Namespace) -> Answer:
    lines = list(diagram())
    return Answer({"mermaid": "\n".join(lines), "states": [state.value for state in State]}, lines)


ROUND = Command(
    "round",
    _("一轮协商：状态、可办与应办事项"),
    below=(
        Command(
            "replay",
            _("按先后重放各行为，得出状态、谁可以做什么、何时到期"),
            example="xieshang round replay ROUND.json --on 2026-04-16",
            arguments=_replay_arguments,
            run=_replay,
        ),
        PAPERS_COMMAND,
        Command("diagram", _("画出状态转换表（Mermaid）"), example="xieshang round diagram", run=_diagram),
    ),
)
