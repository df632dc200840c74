"""The form by which an administrator enters the notice of a year: pasted lines, a preview of what they change, the entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xieshang.core.refusals import Refusal, Refused
from xieshang.core.sources import Source
from xieshang.core.workdays import CalendarYear
from xieshang.law import statute_book
from xieshang.law.calendar_files import year_entry, year_faults
from xieshang.law.notice_lines import NoticeDays, read_notice
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.policies import ADMINISTRATOR
from xieshang.web.rounds.act_fields import day_in_calendars, typed_text
from xieshang.web.shared.policies import declares
from xieshang.web.statutes.calendars import year_or_404
from xieshang.web.statutes.months import Month, months_of, weekday_titles
from xieshang.web.statutes.moved import Moved, moved_deadlines
from xieshang.web.statutes.page_head import head_of
from xieshang.web.statutes.recording import day_of_record, record

__all__ = ["calendar_entry"]

_SATURDAY = 5
_UNPROCESSABLE = 422
TITLES = {"text": _("通知的名称"), "notice": _("文号"), "on": _("发文日期"), "where": _("网址或出处"), "lines": _("放假安排")}
_OPTIONAL = ("notice",)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an entry would change: the months with the changed days marked, how many days of each kind, the moved deadlines."""

    months: list[Month]
    changes: list[tuple[date, bool]]
    rests: int
    weekend_rests: list[date]
    worked: list[date]
    work_days: int
    moved: list[Moved]

    @property
    def rounds_moved(self) -> int:
        """How many rounds have a deadline that moves."""
        return len({each.bargaining.pk for each in self.moved})


def _source(values: Mapping[str, str]) -> Source:
    """Name the notice as a Chinese text does, whatever the language of the page: title, number, day."""
    on = day_in_calendars(values["on"])
    dated = [values["notice"], f"{on.year}年{on.month}月{on.day}日" if on else ""]
    told = "，".join(filter(None, dated))
    return Source(f"{values['text']}（{told}）" if told else values["text"], where=values["where"])


def _faults(year: int, values: Mapping[str, str], read: NoticeDays) -> Iterator[Refusal]:
    for name in TITLES:
        if not values[name] and name not in _OPTIONAL and name != "lines":
            yield Refusal("field.missing", column=name, value_kind="empty")
    if values["on"] and day_in_calendars(values["on"]) is None:
        yield Refusal("field.not_a_date", column="on", value_kind="text")
    yield from read.refusals
    if not values["lines"]:
        yield Refusal("calendar.empty", column="lines", value_kind="empty")
    elif not read.refusals:
        for fault in year_faults(year, read.rests, read.worked, statute_book().calendar):
            told = fault.facts.get("day")
            yield fault.at(row=read.rows.get(date.fromisoformat(str(told)))) if told else fault


def _previewed(year: int, read: NoticeDays, source: Source, on: date) -> Preview:
    known = statute_book().calendar
    entered = CalendarYear(frozenset(read.rests), frozenset(read.worked), True, day_of_record(), source, read.rests)
    then = known.with_year(year, entered)
    months = months_of(year, then, known)
    days = [day for month in months for week in month.weeks for day in week if day]
    return Preview(
        months=months,
        changes=[(day.on, day.is_rest) for day in days if day.changes],
        rests=len(read.rests),
        weekend_rests=[each for each in sorted(set(read.rests) - known.statutory_days(year)) if each.weekday() >= _SATURDAY],
        worked=sorted(read.worked),
        work_days=sum(month.work_days for month in months),
        moved=moved_deadlines(then, on),
    )


def _typed(post: QueryDict) -> dict[str, str]:
    return {name: typed_text(post, name) for name in TITLES}


def _first_values(year: int) -> dict[str, str]:
    title = gettext("国务院办公厅关于{year}年部分节假日安排的通知").format(year=year)
    return {**dict.fromkeys(TITLES, ""), "text": title}


def _placed(refusal: Refusal) -> Refusal:
    return refusal.at(column=str(TITLES[refusal.column])) if refusal.column in TITLES else refusal


def _record(request: PersonRequest, year: int, values: Mapping[str, str], read: NoticeDays) -> HttpResponse:
    """Record the notice, and go to the calendar of the year.  Refuses: what an entry may not hold."""
    content = {"years": {year: year_entry(read.rests, read.worked, _source(values))}}
    record(f"calendar-{year}", content, {}, request.user, request.POST.get("form_key", ""))
    messages.success(request, gettext("{year}年的日历已录入，各轮协商的期限正在重新推算。").format(year=year))
    return redirect("calendar", year=year)


@declares(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def calendar_entry(request: PersonRequest, year: int) -> HttpResponse:
    """Ask for the lines of a notice, preview what they change, and record them when they are sent once more."""
    is_sent = request.method == "POST"
    values = _typed(request.POST) if is_sent else _first_values(year_or_404(year))
    read = read_notice(values["lines"], year)
    refusals = tuple(_faults(year, values, read)) if is_sent else ()
    if is_sent and not refusals and "record" in request.POST:
        try:
            return _record(request, year, values, read)
        except Refused as refused:
            refusals = refused.refusals
    shown = {
        **head_of(request, "calendar-now"),
        "year": year_or_404(year),
        "values": values,
        "titles": TITLES,
        "refusals": [_placed(refusal) for refusal in refusals],
        "preview": _previewed(year, read, _source(values), request.today) if is_sent and not refusals else None,
        "weekdays": weekday_titles(),
        "entered": statute_book().calendar.years.get(year),
        "form_key": request.POST.get("form_key") or uuid4().hex,
    }
    return render(request, "statutes/calendar_entry.html", shown, status=_UNPROCESSABLE if refusals else 200)
