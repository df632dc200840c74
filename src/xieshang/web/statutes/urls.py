"""The addresses of law and calendar."""

from django.urls import path

from xieshang.web.statutes import calendar_entry, calendars, entries, minimum_wage_entry, minimum_wages, value_entry, values

urlpatterns = [
    path("law/", values.value_list, name="statutes"),
    path("law/entry/", value_entry.value_entry, name="value-entry"),
    path("law/minimum-wages/", minimum_wages.minimum_wage_list, name="minimum-wages"),
    path("law/minimum-wages/entry/", minimum_wage_entry.minimum_wage_entry, name="minimum-wage-entry"),
    path("law/calendar/", calendars.calendar_now, name="calendar-now"),
    path("law/calendar/<int:year>/", calendars.calendar_page, name="calendar"),
    path("law/calendar/<int:year>/entry/", calendar_entry.calendar_entry, name="calendar-entry"),
    path("law/entries/", entries.entry_list, name="law-entries"),
    path("law/entries/progress/", entries.rebuilding_progress, name="rebuilding-progress"),
]
