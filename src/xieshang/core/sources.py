"""Where a legal value comes from and how far it is trusted.  The values themselves live in the room ``law``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Source", "Trust", "lowest"]


class Trust(StrEnum):
    """How far a legal value is trusted; the order of the members runs from best to worst."""

    PRIMARY = "primary"
    """The rule's own text was read."""
    SECONDARY = "secondary"
    """A page quotes it, a full copy or two independent pages agree."""
    PROVISIONAL = "provisional"
    """One weak source, an inference, carried forward, by analogy, or a jurisdiction whose own rules were not read."""


_RANK = {trust: rank for rank, trust in enumerate(Trust)}


def lowest(trusts: Iterable[Trust]) -> Trust:
    """Give the trust of an answer: the lowest of everything that it used.

    Nulls: nothing used is ``primary``.

    >>> lowest([Trust.PRIMARY, Trust.PROVISIONAL, Trust.SECONDARY]).value
    'provisional'
    """
    return max(trusts, key=_RANK.__getitem__, default=Trust.PRIMARY)


@dataclass(frozen=True, slots=True)
class Source:
    """The text a value is read from: the act's name, its article, where the text was read, since when it holds."""

    text: str
    article: str = ""
    where: str = ""
    in_force_from: date | None = None

    def __str__(self) -> str:
        named = self.text if "《" in self.text or not self.article else f"《{self.text}》"
        return named + self.article
