"""Fill an empty DATA with the demonstration; or throw a demonstration away and make it anew."""

import json
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from xieshang.web.project.demonstration import AlreadyUsed, fill
from xieshang.web.shared.models import Installation

__all__ = ["Command"]

_FOLDERS = ("rows", "released", "incoming", "files")


class Command(BaseCommand):
    """Fill the demonstration in."""

    help = "Fill an empty DATA with the demonstration"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to begin anew, and whether a database in use is no fault."""
        parser.add_argument("--reset", action="store_true")
        parser.add_argument("--if-empty", action="store_true")

    def handle(self, *args: Any, reset: bool, if_empty: bool, **options: Any) -> None:
        """Fill, and print what there is."""
        if reset:
            _throw_away()
        call_command("migrate", verbosity=0, interactive=False)
        try:
            told = fill()
        except AlreadyUsed:
            if not if_empty:
                raise CommandError(_("数据库已有内容：示范数据只写入空的 DATA 文件夹，或用 --reset 重建示范")) from None
            told = {"kept": True}
        self.stdout.write(json.dumps(told, ensure_ascii=False))


def _throw_away() -> None:
    """Throw away a demonstration on SQLite, file and all; never anything else."""
    if connection.vendor != "sqlite":
        raise CommandError(_("只有 SQLite 的示范数据库可以重建；请另建一个空的 PostgreSQL 数据库"))
    try:
        if not Installation.current().is_demonstration:
            raise CommandError(_("这不是示范数据库，不能丢弃"))
    except DatabaseError:
        return
    finally:
        connection.close()
    path = Path(settings.DATABASES["default"]["NAME"])
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    for folder in _FOLDERS:
        shutil.rmtree(settings.DATA / folder, ignore_errors=True)
