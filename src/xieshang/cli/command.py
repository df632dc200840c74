"""How a command is run: its arguments, its answer, its refusals and its exit.  No rule of the subject lives here."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import EntryPoint
from typing import Any

from xieshang.core.commands import Answer, Command, UnusableCall
from xieshang.core.refusals import Refusal, Refused, Warned
from xieshang.core.sources import Source
from xieshang.documents.messages import _
from xieshang.documents.sentences import say, warn

__all__ = ["Answer", "Command", "UnusableCall", "day", "refusal_content", "run", "warning_content"]


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _("用法：") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are in the language of the caller."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Help, **options)
        self._positionals.title, self._optionals.title = _("参数"), _("选项")
        self.add_argument("-h", "--help", action="help", help=_("显示这份说明"))

    def error(self, message: str) -> Any:
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n")


def day(text: str) -> date:
    """Read a date of the command line (an argparse type)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("日期应写作 YYYY-MM-DD")) from None


def _add(command: Command, parser: argparse.ArgumentParser) -> None:
    if command.run is None:
        words = parser.add_subparsers(required=True, metavar=_("命令"), parser_class=_Parser)
        for child in command.below:
            _add(child, words.add_parser(child.name, help=child.summary, **_texts(child)))
        return
    command.arguments(parser)
    parser.add_argument("--json", action="store_true", dest="as_json", help=_("只在标准输出写一份 JSON"))
    parser.set_defaults(run=command.run)


def _texts(command: Command) -> dict[str, Any]:
    epilog = _("示例：") + "\n  " + command.example.replace("\n", "\n  ") if command.example else None
    return {"description": command.summary, "epilog": epilog}


def _help(offered: Mapping[str, EntryPoint]) -> Iterator[str]:
    yield _("协商：技能人才最低工资的区域性行业性集体协商，从要约到工资条")
    yield ""
    yield _("用法：xieshang 命令 …；每个命令都有 --help 和示例，加 --json 得到一份 JSON。XIESHANG_LANG=en 显示英文。")
    yield ""
    for name in sorted(offered):
        yield f"  {name:<10} {offered[name].load().summary}"


def refusal_content(refusal: Refusal) -> dict[str, Any]:
    """Give a refusal as JSON: the code, the place, the five facts, in the language of the caller."""
    said = say(refusal, _)
    return {
        "code": refusal.code,
        "file": refusal.file,
        "row": refusal.row,
        "index": refusal.index,
        "column": refusal.column,
        "value_kind": refusal.value_kind,
        "message": said.what,
        "rule": source_content(refusal.rule),
        "accepts": said.accepts,
        "next": said.next,
        "facts": {key: list(value) if isinstance(value, tuple) else value for key, value in refusal.facts.items()},
    }


def warning_content(warned: Warned) -> dict[str, Any]:
    """Give a warning as JSON."""
    return {
        "code": warned.code,
        "row": warned.row,
        "index": warned.index,
        "message": warn(warned, _),
        "rule": warned.code,
        "source": str(warned.source) if warned.source else None,
    }


def source_content(source: Source | None) -> dict[str, Any] | None:
    """Give a rule as JSON: the text, the article, where it was read, since when it holds."""
    if source is None:
        return None
    since = source.in_force_from.isoformat() if source.in_force_from else None
    return {"source": source.text, "article": source.article or None, "where": source.where or None, "in_force_from": since}


def _refusal_line(content: dict[str, Any]) -> str:
    named = [(_("文件"), "file"), (_("第几行"), "row"), (_("第几项"), "index"), (_("列"), "column")]
    place = "  ".join(f"{word} {content[key]}" for word, key in named if content[key] is not None)
    rule = content["rule"] or {}
    parts = [
        f"{_('拒绝')} {content['code']}：{content['message']}",
        place,
        rule and f"{_('依据')} {rule['source']}{rule['article'] or ''}",
        content["accepts"] and f"{_('可接受')} {content['accepts']}",
        content["next"] and f"{_('下一步')} {content['next']}",
    ]
    return "\n  ".join(part for part in parts if part)


def _print_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False))  # noqa: T201 - the answer itself


def _carry_out(arguments: argparse.Namespace) -> int:
    try:
        answer = arguments.run(arguments)
    except Refused as refused:
        refusals = [refusal_content(refusal) for refusal in refused.refusals]
        if arguments.as_json:
            _print_json({"refusals": refusals})
        else:
            print("\n".join(_refusal_line(refusal) for refusal in refusals), file=sys.stderr)  # noqa: T201
        return 3
    if arguments.as_json:
        _print_json(answer.content)
    else:
        for line in answer.lines:
            print(line)  # noqa: T201
    return 1 if answer.found else 0


def run(words: list[str], offered: Mapping[str, EntryPoint]) -> int:
    """Run the command that the first word names, loading no other."""
    if not words or words[0] in ("-h", "--help"):
        print("\n".join(_help(offered)))  # noqa: T201
        return 0 if words else 2
    if words[0] not in offered:
        print(_("没有这个命令：{word}。现有：{known}").format(word=words[0], known=" ".join(sorted(offered))), file=sys.stderr)  # noqa: T201
        return 2
    command: Command = offered[words[0]].load()
    parser = _Parser(prog=f"xieshang {command.name}", **_texts(command))
    _add(command, parser)
    try:
        return _carry_out(parser.parse_args(words[1:]))
    except UnusableCall as unusable:
        print(f"xieshang: {unusable}", file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
