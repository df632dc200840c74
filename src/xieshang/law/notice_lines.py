"""The days of a year's notice read from pasted lines, as the State Council writes them or as a list of dates.

Nothing is judged here but what cannot be read; ``calendar_files.year_faults`` says what speaks against the days.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from xieshang.core.refusals import Refusal

__all__ = ["NoticeDays", "read_notice"]

_NUMBERING = re.compile(r"^\s*(?:\(?[一二三四五六七八九十]+\)?|\d{1,2})[、.．]\s*(?!\d)")
_ASIDE = re.compile(r"\([^()]*\)")
_TOLD = re.compile(r"共\s*(\d+)\s*天")
_WORKED = re.compile(r"上班|(?<!加)班")
_DAY = r"(?:(\d{4})[年/-])?(?:(\d{1,2})[月/-])?(\d{1,2})日?"
_SPAN = re.compile(rf"(?<![\d第共]){_DAY}(?:\s*(?:至|到|~|—+|–|\.\.|(?<=日)-)\s*{_DAY})?(?!\d|\s*天|号)")
_OPENING = re.compile(r"^[^\d:]*")
_OTHERWISE = "休息日"
_LONGEST_SPAN = 31


@dataclass(frozen=True, slots=True)
class NoticeDays:
    """What pasted lines say: days of rest with the holiday each belongs to, weekend days worked, on which line each stands.

    ``refusals`` are the lines, counted from 1, that could not be read.
    """

    rests: Mapping[date, str]
    worked: tuple[date, ...]
    rows: Mapping[date, int]
    refusals: tuple[Refusal, ...]


def _named(line: str) -> tuple[str, str]:
    """Split a line into the holiday that it opens with and the rest."""
    bare = _NUMBERING.sub("", line)
    opening = _OPENING.match(bare)
    name = opening[0] if opening else ""
    return re.sub(r"(?:放假|休息|休|班|上班)\s*$", "", name).strip(" ,、;"), bare


def _days(year: int, clause: str) -> Iterator[date]:
    """Give the days that a clause names; a span without its month or year goes on with those before it.

    Refuses, by ``ValueError``: a day that no calendar has, a span that runs backwards.
    """
    month = 0
    for found in _SPAN.finditer(clause):
        first_year, first_month, first, last_year, last_month, last = found.groups()
        month = int(first_month or month)
        start = date(int(first_year or year), month, int(first))
        end = start
        if last:
            month = int(last_month or month)
            end = date(int(last_year or first_year or year), month, int(last))
        if not 0 <= (end - start).days < _LONGEST_SPAN:
            raise ValueError("a span runs backwards or over months")
        yield from (start + timedelta(days=number) for number in range((end - start).days + 1))


def read_notice(text: str, year: int) -> NoticeDays:
    """Read pasted lines, one holiday a line: ``元旦：1月1日至3日放假，共3天。1月4日上班。`` or ``2027-01-01 元旦``.

    A clause that says 上班 or 班 names weekend days worked in exchange; every other clause days of rest.  Where a line says
    how many days rest (共3天), they are counted.

    Refuses (listed, not raised): ``calendar.line_unreadable``, ``calendar.no_such_day``, ``calendar.count_differs``.

    >>> read = read_notice("一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周日）上班。", 2026)
    >>> len(read.rests), [on.isoformat() for on in read.worked], set(read.rests.values())
    (3, ['2026-01-04'], {'元旦'})
    """
    rests: dict[date, str] = {}
    worked: list[date] = []
    rows: dict[date, int] = {}
    refusals: list[Refusal] = []
    for row, raw in enumerate(text.splitlines(), 1):
        line = _ASIDE.sub("", unicodedata.normalize("NFKC", raw)).strip()
        if not line:
            continue
        try:
            resting, working = _read_line(line, year)
        except ValueError:
            refusals.append(Refusal("calendar.no_such_day", row=row, value_kind="text"))
            continue
        told = _TOLD.search(line)
        if not resting and not working:
            refusals.append(Refusal("calendar.line_unreadable", row=row, value_kind="text"))
        elif told and int(told[1]) != len(resting):
            refusals.append(Refusal("calendar.count_differs", {"told": int(told[1]), "n": len(resting)}, row=row))
        rests |= resting
        worked += working
        rows |= dict.fromkeys([*resting, *working], row)
    return NoticeDays(rests, tuple(dict.fromkeys(worked)), rows, tuple(refusals))


def _read_line(line: str, year: int) -> tuple[dict[date, str], list[date]]:
    name, bare = _named(line)
    resting: dict[date, str] = {}
    working: list[date] = []
    for clause in re.split(r"[。;]|(?<=放假),|(?<=调休),", bare):
        days = list(_days(year, _TOLD.sub("", clause)))
        if _WORKED.search(clause):
            working += days
        else:
            resting |= dict.fromkeys(days, name or _after(_TOLD.sub("", bare)) or _OTHERWISE)
    return resting, working


def _after(line: str) -> str:
    """Give the holiday that is written behind the dates; empty where none is."""
    found = re.search(r"[^\d\s,、.:()~–—-]+\s*$", _SPAN.sub("", line))
    return re.sub(r"放假|调休|上班|[年月日至到休班]", "", found[0]).strip() if found else ""
