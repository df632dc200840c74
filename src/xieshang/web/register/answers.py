"""The five answers that the question of the minimum wage is asked with: read from an address, written into one.

Each is a code, or ``unknown`` where the worker does not know it or would rather not say; nothing of a person is among them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from xieshang.core.codes import CodeBook, seat_of, significant
from xieshang.core.floors import Worker
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.skills import parse_level
from xieshang.law.enterprises import check_enterprise

__all__ = ["QUESTIONS", "UNKNOWN", "Answers", "read_answers"]

UNKNOWN = "unknown"
QUESTIONS = ("place", "industry", "work", "level", "firm")
_LONGEST = 80
_COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in the order of the questions; null is not answered yet.

    ``work`` is an occupation, ``/`` and the category that the contract puts it in; either part may be empty.
    """

    place: str | None = None
    industry: str | None = None
    work: str | None = None
    level: str | None = None
    firm: str | None = None

    def given(self) -> dict[str, str]:
        """Give what has been answered."""
        told = {name: getattr(self, name) for name in QUESTIONS}
        return {name: value for name, value in told.items() if value is not None}

    def first_open(self) -> str | None:
        """Give the first question that is not answered; null when all are."""
        return next((name for name in QUESTIONS if getattr(self, name) is None), None)

    def address(self, **more: str) -> str:
        """Write the answers for an address.

        >>> Answers("130123", "unknown").address(ask="work")
        'place=130123&industry=unknown&ask=work'
        """
        return urlencode({**self.given(), **more})

    def known(self, name: str) -> str | None:
        """Give an answer, null where it is not given or not known."""
        value: str | None = getattr(self, name)
        return None if value == UNKNOWN else value

    @property
    def occupation(self) -> str | None:
        """The occupation of the work."""
        return (self.known("work") or "").partition("/")[0] or None

    @property
    def category(self) -> str | None:
        """The category of the work."""
        return (self.known("work") or "").partition("/")[2] or None

    def worker(self) -> Worker:
        """Give the worker that the answers describe."""
        level = self.known("level")
        return Worker(
            place=self.place or "",
            industry=self.known("industry"),
            occupation=self.occupation,
            level=int(level) if level else None,
            category=self.category,
            enterprise=self.known("firm"),
        )

    def with_category(self, category: str) -> "Answers":
        """Give the answers with the category of the work settled."""
        return replace(self, work=f"{self.occupation or ''}/{category}")


def _place(text: str, codes: CodeBook) -> str:
    if len(significant(seat_of(codes.place(text)))) < _COUNTY_DIGITS:
        raise Refused(Refusal("place.unknown", value_kind="code"))
    return text


def _work(text: str, codes: CodeBook) -> str:
    occupation, _, category = text.partition("/")
    if occupation:
        codes.occupation(occupation)
    return f"{occupation}/{category}" if category else occupation or UNKNOWN


def _level(text: str, codes: CodeBook) -> str:
    try:
        return str(int(parse_level(text)))
    except ValueError:
        raise Refused(Refusal("level.unknown", value_kind="text")) from None


_READERS: Mapping[str, Callable[[str, CodeBook], str]] = {
    "place": _place,
    "industry": lambda text, codes: codes.industry(text),
    "work": _work,
    "level": _level,
    "firm": lambda text, codes: check_enterprise(text),
}


def read_answers(given: QueryDict, codes: CodeBook) -> tuple[Answers, dict[str, Refusal]]:
    """Read the answers out of an address; what cannot be taken is left open, with its refusal.

    The place cannot be unknown, and has to be a county or a part of one: the statutory minimum hangs on it.
    """
    taken: dict[str, Any] = {}
    refused: dict[str, Refusal] = {}
    for name in QUESTIONS:
        text = given.get(name, "").strip()[:_LONGEST]
        if text == UNKNOWN and name != "place":
            taken[name] = UNKNOWN
        elif text:
            try:
                taken[name] = _READERS[name](text, codes)
            except Refused as refusal:
                refused[name] = refusal.refusals[0]
    return Answers(**taken), refused
