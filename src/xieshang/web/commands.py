"""The commands that need the pages' database: serve, demo, rebuild, doctor, administrator.

Each is a command of Django (``project/management/commands``) that prints one JSON document; here are their words and how they
are called, so that nothing of Django is loaded before one is.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable
from getpass import getpass
from typing import Any

import django
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from xieshang.core.commands import Answer, Command, UnusableCall
from xieshang.documents.messages import _

__all__ = ["ADMINISTRATOR", "DEMO", "DOCTOR", "REBUILD", "SERVE"]


def _called(name: str, *words: str, **options: Any) -> Any:
    """Call a command of Django and give what it printed.  A database that is not there makes the call wrong (exit 2)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xieshang.web.project.settings")
    django.setup()
    printed = io.StringIO()
    try:
        call_command(name, *words, stdout=printed, **options)
    except CommandError as error:
        raise UnusableCall(str(error)) from error
    except DatabaseError as error:
        raise UnusableCall(_("数据库不可用或还没有建好：运行 xieshang doctor 查看")) from error
    return json.loads(printed.getvalue() or "null")


def _running(name: str, lines: Callable[[Any], Iterable[str]], *options: str) -> Callable[[argparse.Namespace], Answer]:
    def run(arguments: argparse.Namespace) -> Answer:
        content = _called(name, **{option: getattr(arguments, option) for option in options})
        return Answer(content, list(lines(content)), found=bool(content and content.get("missing")))

    return run


def _demo_lines(content: dict[str, Any]) -> Iterable[str]:
    if content.get("kept"):
        return
    yield _("示范数据已写入：{rounds} 轮协商，{people} 个账号；示范日期 {today}").format(**content)
    yield _("账号（密码都是 {password}）：{accounts}").format(password=content["password"], accounts="、".join(content["accounts"]))


def _doctor_lines(content: dict[str, Any]) -> Iterable[str]:
    for entry in content["checks"]:
        yield f"{'✓' if entry['ok'] else '✗'} {entry['what']}" + (f"  →  {entry['next']}" if entry["next"] else "")


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=_("监听的地址，默认只在本机"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help=_("端口，默认取 PORT 或 8000"))


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reset", action="store_true", help=_("丢弃现有的示范数据库，重新建一个"))
    parser.add_argument("--if-empty", action="store_true", help=_("数据库已有内容时什么也不做，也不算错"))


def _password() -> str:
    """Read a password: asked for twice on a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first, again = getpass(_("密码：")), getpass(_("再写一次："))
    if first != again:
        raise UnusableCall(_("两次写的密码不一样"))
    return first


def _administrator_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", metavar=_("用户名"), help=_("管理员登录用的名字；已有这个管理员时，只重设他的密码"))


def _administrator(arguments: argparse.Namespace) -> Answer:
    content = _called("administrator", arguments.username, password=_password())
    return Answer(content, [_("管理员 {username} 可以登录了：登记单位和人员、录入法规和日历").format(**content)])


SERVE = Command(
    "serve",
    _("启动网页和后台任务"),
    example="xieshang serve --port 8000",
    arguments=_serve_arguments,
    run=_running("serve", lambda content: [], "host", "port"),
)
DEMO = Command(
    "demo",
    _("在空的 DATA 文件夹中建立示范数据（虚构的人和企业，处处标明）"),
    example="xieshang demo\nxieshang demo --reset",
    arguments=_demo_arguments,
    run=_running("demo", _demo_lines, "reset", "if_empty"),
)
REBUILD = Command(
    "rebuild",
    _("录入日历或法规数值后，重新推算每一轮协商的状态和期限"),
    example="xieshang rebuild",
    run=_running("rebuild", lambda content: [_("重新推算了 {rounds} 轮，{changed} 轮有变化").format(**content)]),
)
DOCTOR = Command(
    "doctor",
    _("检查本机还缺什么：字体、数据库、后台任务、日历"),
    example="xieshang doctor",
    run=_running("doctor", _doctor_lines),
)
ADMINISTRATOR = Command(
    "administrator",
    _("设立一个管理员，或重设他的密码；密码从键盘或标准输入读"),
    example="xieshang administrator admin",
    arguments=_administrator_arguments,
    run=_administrator,
)
