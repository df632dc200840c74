"""The parts that the pages of rounds share: days near today, articles, how a period was counted, the strip of steps."""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext

from xieshang.core.deadlines import Deadline
from xieshang.core.standing import Clock, State
from xieshang.core.workdays import Unit
from xieshang.documents.road import STEP_OF, STEPS, TROUBLED
from xieshang.documents.terms import ROLE_TITLES
from xieshang.web.rounds.due import Due, whose_duty
from xieshang.web.shared.templatetags.parts import day, short_day
from xieshang.web.shared.weekdays import WEEKDAY_CONTEXT, WEEKDAYS

register = template.Library()
_SOON_DAYS = 3
_PITCH, _WIDTH, _HEIGHT, _EDGE = 16, 14, 10, 0.75


@register.filter
def day_of(moment: datetime | None) -> str:
    """Write the day of a moment, as it was here."""
    return day(localtime(moment).date() if moment else None)


@register.filter
def near_day(on: date | None, today: date) -> str:
    """Write a date with its weekday, and with its year where it is not this one."""
    if on is None or on.year == today.year:
        return short_day(on)
    return gettext("{year}年{day}").format(year=on.year, day=short_day(on))


@register.filter
def plain_day(on: date | None, today: date) -> str:
    """Write a date without its weekday, and with its year where it is not this one."""
    if on is None or on.year != today.year:
        return day(on)
    return gettext("{month}月{day}日").format(month=on.month, day=on.day)


@register.filter
def stacked_day(on: date, today: date) -> SafeString:
    """Write a date in a narrow column: its year, where it is not this one, in a line of its own."""
    month_day = gettext("{month}月{day}日").format(month=on.month, day=on.day)
    year = "" if on.year == today.year else gettext("{year}年").format(year=on.year)
    return format_html("{}<br>{}", year, month_day) if year else escape(month_day)


@register.filter
def weekday(on: date) -> str:
    """Name the day of the week in full."""
    return gettext("星期{weekday}").format(weekday=pgettext(WEEKDAY_CONTEXT, WEEKDAYS[on.weekday()]))


@register.filter
def is_troubled(state: str) -> bool:
    """Say whether a state is off the road."""
    return State(state) in TROUBLED


@register.filter
def duty_of(clock: Clock) -> str:
    """Say what is due, and by whom."""
    return whose_duty(gettext(ROLE_TITLES[clock.by]), clock.act, clock.rule)


@register.filter
def days_late(clock: Clock) -> int:
    """Give by how many days something was done after its last day."""
    return (clock.done_on - clock.due_on).days if clock.done_on and clock.due_on else 0


@register.filter
def is_pressing(due: Due, today: date) -> bool:
    """Say whether something is late or due within three days."""
    left = due.days_left(today)
    return left is not None and left <= _SOON_DAYS


@register.filter
def breakable(article: str) -> SafeString:
    """Write an article so that its line breaks after the title of the law only."""
    return mark_safe(str(escape(article)).replace("》", "》<wbr>"))


def days_counted(deadline: Deadline) -> str:
    """Say how many days a rule counts, of which kind."""
    told = {Unit.WORKING: gettext("{n} 个工作日"), Unit.MONTHS: gettext("{n} 个月")}
    return told.get(deadline.unit, gettext("{n} 日")).format(n=deadline.n)


@register.simple_tag
def counted(clock: Clock, today: date) -> str:
    """Say from which day a period was counted, and over how many days."""
    deadline = clock.deadline
    if deadline is None:
        return gettext("双方商定") if clock.agreed_on else "—"
    from_on, days = plain_day(deadline.from_on, today), days_counted(deadline)
    if deadline.opens_on:
        return gettext("{on}届满，之前 {days}").format(on=from_on, days=days)
    if deadline.from_on > deadline.due_on:
        return gettext("{on}会前 {days}").format(on=from_on, days=days)
    return gettext("{on}起 {days}").format(on=from_on, days=days)


@register.simple_tag
def rolled(clock: Clock, today: date) -> str:
    """Say from which day a last day was moved for rest days, and whether the calendar of its year is not fixed yet."""
    deadline = clock.deadline
    if deadline is None:
        return ""
    told = []
    if deadline.raw_due_on != deadline.due_on:
        moved = gettext("逢休息日提前") if deadline.due_on < deadline.raw_due_on else gettext("逢休息日顺延")
        told.append(gettext("原为{on}，{moved}").format(on=near_day(deadline.raw_due_on, today), moved=moved))
    if deadline.calendar != "stated":
        told.append(gettext("这一年的放假安排还没有公布"))
    if deadline.warn_on and deadline.warn_on >= today:
        told.append(gettext("{on}前办更稳妥").format(on=near_day(deadline.warn_on, today)))
    return "；".join(told)


@register.inclusion_tag("rounds/parts/steps.html")
def steps(state: str) -> dict[str, Any]:
    """Draw the thirteen steps as a strip, with the words of the step that the round stands at."""
    stands = State(state)
    at, ended = STEP_OF[stands], stands is State.ENDED
    marks = []
    for number in range(1, len(STEPS) + 1):
        kind = "d" if number < at or ended else "t" if number > at else "x" if stands in TROUBLED else "n"
        inset = _EDGE if kind == "n" else 0
        marks.append((kind, (number - 1) * _PITCH + inset, inset, _WIDTH - 2 * inset, _HEIGHT - 2 * inset))
    return {"marks": marks, "at": at, "of": len(STEPS), "title": gettext(STEPS[at - 1]), "state": state}


@register.filter
def told(message: str) -> str:
    """Say a message that the catalogue of papers holds."""
    return gettext(message)


@register.simple_tag
def cell_label(heads: tuple[str, ...], place: int, line: int) -> str:
    """Name a cell of a table that is typed in: its column and its line."""
    return gettext("{head}，第 {n} 行").format(head=heads[place], n=line)


@register.simple_tag
def lacking(text: str) -> SafeString:
    """Write a text of a paper with what is still to be filled in marked."""
    marked = re.sub("(【待填：[^】]*】)", r"<mark>\1</mark>", escape(text))
    return mark_safe(marked)
