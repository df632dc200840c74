"""The words for the days of the week, as they stand after 周; the catalogue translates them in that context."""

__all__ = ["WEEKDAYS", "WEEKDAY_CONTEXT"]

WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
WEEKDAY_CONTEXT = "周"
