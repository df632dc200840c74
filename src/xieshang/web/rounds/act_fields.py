"""The fields of the form of an act: with which widget each is asked, what it is filled with, how what was typed is read.

Nothing is judged here but what no act can carry: a day out of the calendars.  Whatever else was typed goes to ``core`` as it
is, which refuses it by its place.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from xieshang.core.acts import ActKind
from xieshang.core.fields import iso_date
from xieshang.core.parties import Member
from xieshang.core.refusals import Refusal, Refused
from xieshang.documents.act_titles import MEMBER_TITLES, field_title

__all__ = ["MARKS", "Choice", "Field", "day_in_calendars", "read_fields", "typed_text", "where_told"]

MARKS = ("chief", "outsider", "front_line", "manager", "migrant")
_YEARS = range(1949, 2100)
_MOST_ROWS = 60
_WRITTEN_DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")
_WHOLE = re.compile(r"-?\d{1,15}")
_PLACE = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?")

Choice = tuple[str, str]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    ``widget`` names its part of the template and how it is read; ``value`` is what it shows: text, a pair of texts, or rows.
    """

    name: str
    title: str
    widget: str
    value: Any = ""
    is_required: bool = False
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    faults: tuple[str, ...] = ()


def typed_text(post: QueryDict, name: str) -> str:
    """Give what was typed, without blanks around it."""
    return post.get(name, "").replace("\x00", "").strip()


def day_in_calendars(text: str) -> date | None:
    """Read a day as it is written in China or in ISO; null for anything else, and for years that no calendar here counts.

    >>> day_in_calendars("2026年4月16日").isoformat(), day_in_calendars("9999-12-31") is None
    ('2026-04-16', True)
    """
    written = _WRITTEN_DAY.match(unicodedata.normalize("NFKC", text))
    day = iso_date("{}-{:0>2}-{:0>2}".format(*written.groups())) if written else None
    return day if day and day.year in _YEARS else None


def _day(post: QueryDict, name: str) -> Any:
    text = typed_text(post, name)
    if not text:
        return None
    if (day := day_in_calendars(text)) is None:
        raise Refused(Refusal("field.not_a_date", column=name, value_kind="text"))
    return day.isoformat()


def _moment(post: QueryDict, name: str) -> Any:
    """Read a day with the hour behind it, of which the record keeps the text."""
    day, text = _day(post, name), typed_text(post, name)
    hour = re.search(r"(\d{1,2})[:：点](\d{2})?", _WRITTEN_DAY.sub("", text)) if day else None
    return f"{day} {int(hour[1]):02}:{hour[2] or '00'}" if hour else day


def _whole(post: QueryDict, name: str) -> Any:
    text = unicodedata.normalize("NFKC", typed_text(post, name))
    return int(text) if _WHOLE.fullmatch(text) else text or None


def _truth(post: QueryDict, name: str) -> Any:
    text = typed_text(post, name)
    return {"true": True, "false": False}.get(text, text or None)


def _lines(post: QueryDict, name: str) -> Any:
    return [line.strip() for line in typed_text(post, name).splitlines() if line.strip()] or None


def _line(post: QueryDict, name: str) -> Any:
    return typed_text(post, name) or None


def _term(post: QueryDict, name: str) -> Any:
    ends = {end: _day(post, f"{name}-{end}") for end in ("from", "to")}
    return ends if any(ends.values()) else None


def _typed_row(post: QueryDict, row: str) -> dict[str, Any]:
    named = {key: text for key in ("name", "id") if (text := typed_text(post, f"{row}-{key}"))}
    marked = {mark: True for mark in MARKS if post.get(f"{row}-{mark}")}
    return {**named, **marked} if named else {}


def _member(post: QueryDict, name: str) -> Any:
    return _typed_row(post, f"{name}-0") or None


def _members(post: QueryDict, name: str) -> Any:
    rows = (_typed_row(post, f"{name}-{number}") for number in range(_MOST_ROWS))
    return [row for row in rows if row]


_READ: Mapping[str, Callable[[QueryDict, str], Any]] = {
    "line": _line,
    "words": _line,
    "choice": _line,
    "lines": _lines,
    "day": _day,
    "moment": _moment,
    "whole": _whole,
    "number": _whole,
    "truth": _truth,
    "term": _term,
    "member": _member,
    "members": _members,
}


def read_fields(post: QueryDict, fields: list[Field]) -> dict[str, Any]:
    """Read what was typed into the content of an act, as a round file has it; what was left empty is left out.

    Refuses: ``field.not_a_date``, ``field.missing``, all of them at once.
    """
    content: dict[str, Any] = {}
    refusals: list[Refusal] = []
    for field in fields:
        if field.widget == "fixed":
            content[field.name] = field.value
            continue
        try:
            value = _READ[field.widget](post, field.name)
        except Refused as refused:
            refusals += refused.refusals
            continue
        if value is not None:
            content[field.name] = value
        elif field.is_required:
            refusals.append(Refusal("field.missing", column=field.name, value_kind="empty"))
    Refused.unless_empty(refusals)
    return content


def shown_member(member: Member) -> Row:
    """Give a representative as a row of the form."""
    return {"name": member.name, "id": member.identity or "", **{mark: getattr(member, mark) for mark in MARKS}}


def where_told(kind: ActKind, column: str) -> str:
    """Say at which field of the form a refusal stands, and at which row of it.

    >>> from xieshang.core.acts import KINDS
    >>> where_told(KINDS["name_representatives"], "members[1].name")
    '协商代表，第 2 行，姓名'
    """
    found = _PLACE.fullmatch(column)
    if found is None or found[1] not in (*kind.fields, "on"):
        return column
    told = [gettext(field_title(kind.name, found[1]))]
    if found[2]:
        told.append(gettext("第 {n} 行").format(n=int(found[2]) + 1))
    if found[3] in MEMBER_TITLES:
        told.append(gettext(MEMBER_TITLES[found[3]]))
    return "，".join(told)
