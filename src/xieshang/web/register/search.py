"""The search of the register: by words, by place and by trade; only the version that holds last of each contract is listed."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from xieshang.core.codes import seat_of, significant
from xieshang.web.register.models import PublishedContract

__all__ = ["Holds", "Wanted", "found", "holds", "places_listed"]


class Holds(Enum):
    """Whether a contract holds on a day, in words."""

    NOT_BEGUN = _("已生效，未到执行日")
    NOW = _("执行中")
    OVER = _("已到期")
    ENDED = _("已终止")
    UNSTATED = _("期限未载明")


def holds(entry: PublishedContract, on: date) -> Holds:
    """Say whether the contract of an entry holds on a day."""
    if entry.ended_on and entry.ended_on <= on:
        return Holds.ENDED
    if entry.from_on is None:
        return Holds.UNSTATED
    if on < entry.from_on:
        return Holds.NOT_BEGUN
    return Holds.OVER if entry.to_on and entry.to_on < on else Holds.NOW


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched: words that all have to occur, a place, a trade by its code or a part of its name."""

    words: str = ""
    place: str = ""
    trade: str = ""


def _latest() -> QuerySet[PublishedContract]:
    later = PublishedContract.objects.filter(
        Q(effective_on__gt=OuterRef("effective_on")) | Q(effective_on=OuterRef("effective_on"), pk__gt=OuterRef("pk")),
        number=OuterRef("number"),
    )
    return PublishedContract.objects.filter(~Exists(later)).defer("content", "words")


def found(wanted: Wanted) -> QuerySet[PublishedContract]:
    """Give the contracts that were searched, the latest first; of an amended contract the latest text.

    A place finds the contracts inside it and those of the wider places that it lies in.
    """
    entries = _latest()
    for word in f"{wanted.words} {wanted.trade}".split():
        entries = entries.filter(words__icontains=word)
    if wanted.place:
        digits = significant(seat_of(wanted.place))
        wider = [code.ljust(6, "0") for code in (digits[:2], digits[:4]) if len(code) < len(digits)]
        entries = entries.filter(Q(place__startswith=digits) | Q(place__startswith=f"P{digits}") | Q(place__in=wider))
    return entries


def places_listed() -> list[str]:
    """Give the places for which the register has a contract."""
    return sorted(set(PublishedContract.objects.order_by().values_list("place", flat=True).distinct()))
