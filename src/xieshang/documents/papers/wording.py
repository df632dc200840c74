"""How papers write identity numbers (never whole), document numbers (in one form), and law (with its article)."""

import re
from datetime import date
from typing import Any

from xieshang.core.deadlines import Deadline
from xieshang.core.fields import iso_date
from xieshang.core.rules import LawValue
from xieshang.core.sources import Source, Trust
from xieshang.core.workdays import Unit
from xieshang.documents.wording import day_text

__all__ = ["cited", "days_told", "due_told", "hidden", "masked", "numbered", "typed_day"]

_BORN = r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9][0-9]{{5}}{_BORN}[0-9]{{3}}[0-9Xx](?![0-9A-Za-z])")
_ANY_NUMBER = re.compile(r"[0-9A-Za-z]{8,}")
_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,12})[〔\[［【(（]([0-9]{4})[〕\]］】)）]第?0*([1-9][0-9]{0,4})号")
_MARKS = {Trust.PRIMARY: "", Trust.SECONDARY: "，转述", Trust.PROVISIONAL: "，暂定"}


def hidden(number: str) -> str:
    """Give a number of an identity document with its middle hidden; what is hidden already stays as it is.

    >>> hidden("11010519491231002X"), hidden("E12345678"), hidden("110*************2X")
    ('110*************2X', 'E12****78', '110*************2X')
    """
    return _ANY_NUMBER.sub(lambda found: f"{found[0][:3]}{'*' * (len(found[0]) - 5)}{found[0][-2:]}", number)


def masked(text: str) -> str:
    """Give a text with the middle of every identity number in it hidden; other long numbers (credit codes) stay.

    >>> masked("甲，身份证11010519491231002X"), masked("911101056000373412")
    ('甲，身份证110*************2X', '911101056000373412')
    """
    return _IDENTITY.sub(lambda found: hidden(found[0]), text)


def numbered(text: str) -> str | None:
    """Give a document number in its one form, 〔〕 around the year, no 第, no leading zero; null where it is none.

    Source: GB/T 9704-2012 7.2.5.

    >>> numbered("冀人社字[2024]第0206号"), numbered("206号")
    ('冀人社字〔2024〕206号', None)
    """
    found = _NUMBER.fullmatch("".join(text.split()))
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else None


def cited(source: Source, trust: Trust) -> str:
    """Cite a rule behind what it demands, with how far it is trusted where that is not the best.

    >>> cited(Source("劳动合同法", "第五十四条"), Trust.PROVISIONAL)
    '（《劳动合同法》第五十四条，暂定）'
    """
    return f"（{source}{_MARKS[trust]}）"


def days_told(entry: LawValue) -> str:
    """Tell a number of days with its article."""
    unit = {Unit.WORKING: "个工作日", Unit.MONTHS: "个月"}.get(Unit(entry.unit or Unit.CALENDAR), "日")
    return f"{entry.value}{unit}{cited(entry.source, entry.trust)}"


def due_told(deadline: Deadline) -> str:
    """Tell a last day with its article."""
    return f"{day_text(deadline.due_on)}{cited(deadline.source, deadline.trust)}"


def typed_day(value: Any) -> str | None:
    """Write a typed day as papers do; null where it is none.

    >>> typed_day("2025-04-01"), typed_day("春天")
    ('2025年4月1日', None)
    """
    day: date | None = iso_date(value)
    return day_text(day) if day else None
