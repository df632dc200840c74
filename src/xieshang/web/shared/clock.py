"""The one place of the pages that reads the clock.  Days are days in Asia/Shanghai.

XIESHANG_TODAY replaces today; else a demonstration stands still on its own day.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

from xieshang.web.shared.models import Installation

__all__ = ["now", "on_day", "today"]

_told: ContextVar[date | None] = ContextVar("told", default=None)


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Let what is done inside happen on a day: a demonstration tells its history so."""
    token = _told.set(day)
    try:
        yield
    finally:
        _told.reset(token)


def today() -> date:
    """Give today, the day named by XIESHANG_TODAY, or the day of the demonstration."""
    if told := _told.get():
        return told
    if named := os.environ.get("XIESHANG_TODAY"):
        return date.fromisoformat(named)
    return Installation.current().demo_today or timezone.localdate()


def now() -> datetime:
    """Give the present moment, on the day that ``today`` gives."""
    return datetime.combine(today(), timezone.localtime().timetz())
