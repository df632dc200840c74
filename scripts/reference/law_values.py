"""The page of legal values: every entry of every pack, the standards of the minimum wage, the years of the calendar."""

from collections.abc import Iterator
from datetime import date

from xieshang.core.money import yuan_text
from xieshang.core.rules import LawValue, Pack
from xieshang.documents.terms import TRUST_TITLES
from xieshang.law import StatuteBook, statute_book

__all__ = ["page"]


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _period(since: date | None, until: date | None) -> str:
    return f"{_day(since)}—{_day(until)}" if since or until else ""


def _value_row(pack: Pack, entry: LawValue) -> str:
    more = "; ".join(f"{key} {value}" for key, value in entry.more.items())
    shown = f"{entry.value} {entry.unit or ''}".strip() + (f" ({more})" if more else "")
    period = _period(entry.in_force_from, entry.in_force_to)
    trust = TRUST_TITLES[entry.trust]
    return f"| `{entry.key}` | {pack.name} | {shown} | {period} | {trust} | {entry.source} | {entry.recorded_on} |"


def _values(book: StatuteBook) -> Iterator[str]:
    yield "| key | 地区 | value | in force | trust | source | recorded |"
    yield "|---|---|---|---|---|---|---|"
    for _code, pack in sorted(book.packs.items()):
        yield from (_value_row(pack, entry) for entry in pack.values)


def _standards(book: StatuteBook) -> Iterator[str]:
    yield "| jurisdiction | class | yuan a month | yuan an hour | from | seen | trust | source |"
    yield "|---|---|---|---|---|---|---|---|"
    for standard in book.minimum_wages.standards:
        hourly = "" if standard.hourly_fen is None else yuan_text(standard.hourly_fen)
        yield (
            f"| {standard.jurisdiction} | {standard.area_class or ''} | {yuan_text(standard.monthly_fen)} | {hourly}"
            f" | {_day(standard.in_force_from)} | {_day(standard.seen_on)} | {TRUST_TITLES[standard.trust]} | {standard.source} |"
        )


def _packs(book: StatuteBook) -> Iterator[str]:
    yield "| pack | own values | what it inherits is at most |"
    yield "|---|---|---|"
    for code, pack in sorted(book.packs.items()):
        yield f"| {pack.name} {code} | {len(pack.values)} | {TRUST_TITLES[pack.inherited_trust]} |"


def _calendar(book: StatuteBook) -> Iterator[str]:
    yield "| year | days of rest entered | weekend days worked in exchange | notice |"
    yield "|---|---|---|---|"
    for year, entered in sorted(book.calendar.years.items()):
        yield f"| {year} | {len(entered.rests)} | {len(entered.worked)} | {'stated' if entered.stated else '暂定'} |"


def page() -> str:
    """Give the page."""
    book = statute_book()
    lines = ["# Legal values", "", "Generated from `src/xieshang/law` by `make docs`.", "", "## Packs", "", *_packs(book)]
    lines += ["", "## Values", "", *_values(book), "", "## Statutory minimum wages", "", *_standards(book)]
    return "\n".join([*lines, "", "## Calendar", "", *_calendar(book), ""])
