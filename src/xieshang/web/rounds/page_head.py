"""The head that the pages of a round share: title, place, and the pages beside this one."""

from typing import Any

from django.utils.translation import gettext

from xieshang.core.codes import seat_of, significant
from xieshang.core.parties import SIDES
from xieshang.law import code_book
from xieshang.web.rounds.course import page_address
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import Seat

__all__ = ["head_of", "industry_told", "place_told"]


def place_told(place: str) -> str:
    """Give the name of a place; of a park that with its county, of a street that is in no list the county with the code.

    >>> place_told("P130123-示范产业园"), place_told("130123100")
    ('正定县示范产业园', '正定县 130123100')
    """
    names, seat = code_book().places, seat_of(place)
    county = names.get(significant(seat)[:6].ljust(6, "0"), "")
    if place.startswith("P"):
        return county + place.partition("-")[2]
    return names.get(place) or f"{county} {place}".strip()


def industry_told(industry: str | None) -> str:
    """Give an industry by code and name; empty where the round has none."""
    return f"{industry} {code_book().industries.get(industry, '')}".strip() if industry else ""


def head_of(bargaining: Round, seats: list[Seat], page: str) -> dict[str, Any]:
    """Give what the head of every page of a round shows: its title, its place, the pages beside this one."""
    sides = any(seat.role in SIDES and not seat.advises for seat in seats)
    beside = [
        ("round", gettext("进程")),
        *([("desk", gettext("协商桌"))] if sides else []),
        ("people", gettext("代表")),
        ("papers", gettext("文书")),
        ("contract", gettext("合同")),
        ("ledger", gettext("台账")),
    ]
    tabs = [(address, title, name == page) for name, title in beside if (address := page_address(name, bargaining))]
    return {
        "bargaining": bargaining,
        "seats": seats,
        "tabs": tabs,
        "place": place_told(bargaining.place),
        "industry": industry_told(bargaining.industry),
    }
