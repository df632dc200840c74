"""The one place of the pages that reads the clock.  Days are days in Asia/Shanghai.

XIESHANG_TODAY replaces today; else a demonstration stands still on its own day.
"""

import os
from datetime import date, datetime

from django.utils import timezone

from xieshang.web.shared.models import Installation

__all__ = ["now", "today"]


def today() -> date:
    """Give today, the day named by XIESHANG_TODAY, or the day of the demonstration."""
    if named := os.environ.get("XIESHANG_TODAY"):
        return date.fromisoformat(named)
    return Installation.current().demo_today or timezone.localdate()


def now() -> datetime:
    """Give the present moment, on the day that ``today`` gives."""
    moment = timezone.localtime()
    return datetime.combine(today(), moment.timetz())
