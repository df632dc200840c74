"""The one place of the command line that reads the clock.  Days are days in Asia/Shanghai; XIESHANG_TODAY replaces today."""

import os
from datetime import date, datetime, timedelta, timezone

__all__ = ["now", "today"]

_SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """Give the present moment in Asia/Shanghai."""
    return datetime.now(_SHANGHAI)


def today() -> date:
    """Give today, or the day named by XIESHANG_TODAY."""
    named = os.environ.get("XIESHANG_TODAY")
    return date.fromisoformat(named) if named else now().date()
