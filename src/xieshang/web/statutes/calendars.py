"""The calendar of a year (工作日历): its months, where it comes from, and what is not yet known of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from xieshang.law import statute_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.shared.policies import SIGNED_IN, declares
from xieshang.web.statutes.months import months_of, weekday_titles
from xieshang.web.statutes.page_head import head_of

__all__ = ["YEARS", "calendar_now", "calendar_page", "year_or_404"]

YEARS = range(2008, 2100)


def year_or_404(year: int) -> int:
    """Give a year that has a calendar here; raise 404 for any other."""
    if year not in YEARS:
        raise Http404
    return year


@declares(SIGNED_IN)
@require_GET
def calendar_now(request: PersonRequest) -> HttpResponse:
    """Go to the calendar of this year."""
    return redirect("calendar", year=request.today.year)


@declares(SIGNED_IN)
@require_GET
def calendar_page(request: PersonRequest, year: int) -> HttpResponse:
    """Show the calendar of a year."""
    book = statute_book()
    calendar, entered = book.calendar, book.calendar.years.get(year_or_404(year))
    shown = {
        **head_of(request, "calendar-now"),
        "year": year,
        "years": [each for each in range(year - 2, year + 3) if each in YEARS],
        "entered": entered,
        "replaced": calendar.replaced.get(year, ())[::-1],
        "by": {entry.recorded_on: entry for entry in book.office.entries if any(each == year for each, _ in entry.years)},
        "months": months_of(year, calendar),
        "weekdays": weekday_titles(),
        "worked": sorted(entered.worked) if entered else [],
    }
    return render(request, "statutes/calendar.html", shown)
