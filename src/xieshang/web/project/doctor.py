"""What this machine may lack, each with the next step."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from xieshang.documents.sentences import say
from xieshang.law import statute_book
from xieshang.law.office_entries import office_folder
from xieshang.web.accounts.models import Person
from xieshang.web.shared import clock

__all__ = ["Finding", "findings"]

_LEAST_FREE_MB = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is there; where it is not, what to do.  ``needed``: without it something does not work."""

    what: str
    ok: bool
    next: str = ""
    needed: bool = True


def _has_cjk_font() -> bool:
    if os.environ.get("FONT_DIRS"):
        return True
    listed = shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
    return bool(listed and listed.strip())


def _database() -> Finding:
    what = _("数据库（{engine}）可用，结构最新").format(engine=connection.vendor)
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return Finding(what, False, _("检查 DATABASE_URL，并确认数据库服务已启动"))
    return Finding(what, not behind, _("运行 xieshang serve，启动时会更新结构") if behind else "")


def _folder() -> Finding:
    free_mb = shutil.disk_usage(settings.DATA).free >> 20
    writable = os.access(settings.DATA, os.W_OK)
    private = settings.DATA.stat().st_mode & 0o077 == 0
    what = _("DATA 文件夹 {folder} 可写、不对其他用户开放，余 {free} MB").format(folder=settings.DATA, free=free_mb)
    ok = writable and private and free_mb >= _LEAST_FREE_MB
    return Finding(what, ok, "" if ok else _("chmod 700 该文件夹，并留出至少 {least} MB").format(least=_LEAST_FREE_MB))


def _calendar() -> Finding:
    year = clock.today().year
    stated = [statute_book().calendar.is_stated(each) for each in (year, year + 1)]
    what = _("{year} 年和 {following} 年的放假通知已录入").format(year=year, following=year + 1)
    missing = _("通知公布后，由管理员在“法规—工作日历”中录入；在此之前期限标“暂定”")
    return Finding(what, all(stated), "" if all(stated) else missing, needed=False)


def _office_law() -> Iterator[Finding]:
    """Name each file of the office's entries that cannot be read: what ships goes on without it."""
    law = statute_book().office
    yield Finding(_("录入的法规和日历 {n} 份，都读得出来").format(n=len(law.entries)), not law.broken)
    for broken in law.broken:
        what = "；".join(say(refusal, _).what for refusal in broken.refusals)
        yield Finding(f"{broken.name}：{what}", False, _("改正 {folder} 中的这份文件").format(folder=office_folder()))


def _administrator() -> Finding:
    known = Person.objects.filter(is_staff=True, is_active=True).exists()
    missing = "" if known else _("运行 xieshang administrator 用户名")
    return Finding(_("有管理员，可以登记单位和人员、录入法规"), known, missing)


def findings() -> Iterator[Finding]:
    """Look at everything that the pages, the documents and the jobs need."""
    font = _has_cjk_font()
    kept = _database()
    yield _folder()
    yield kept
    yield Finding(_("中文字体（PDF 需要）"), font, "" if font else _("apt-get install fonts-noto-cjk，或用 FONT_DIRS 指定"))
    server = find_spec("granian") is not None
    yield Finding(_("网页服务程序 granian"), server, "" if server else _("运行 make setup"))
    key = settings.DATA / "keys" / "secret.key"
    safe = key.stat().st_mode & 0o077 == 0
    yield Finding(_("密钥文件只有本用户可读"), safe, "" if safe else _("chmod 600 {path}").format(path=key))
    if kept.ok:
        yield _calendar()
        yield _administrator()
    yield from _office_law()
    browser = shutil.which("chromium") is not None
    yield Finding(_("Chromium（只用于测试）"), browser, "" if browser else _("apt-get install chromium"), needed=False)
