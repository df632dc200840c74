"""The head that the pages of this room share: the pages beside this one, whether the person may enter, what is broken."""

from typing import Any

from django.utils.translation import gettext

from xieshang.law import statute_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.policies import is_administrator
from xieshang.web.statutes.models import Rebuilding

__all__ = ["head_of", "jurisdiction_told"]


def jurisdiction_told(digits: str) -> str:
    """Give the name of a jurisdiction by its digits; empty digits are the nation."""
    if not digits:
        return gettext("全国")
    book = statute_book()
    pack = book.packs.get(digits)
    return pack.name if pack else book.codes.places.get(digits.ljust(6, "0"), digits)


def head_of(request: PersonRequest, page: str) -> dict[str, Any]:
    """Give what the head of every page of law shows."""
    beside = {
        "statutes": gettext("法规数值"),
        "minimum-wages": gettext("最低工资标准"),
        "calendar-now": gettext("工作日历"),
        "law-entries": gettext("录入记录"),
    }
    return {
        "tabs": [(name, title, name == page) for name, title in beside.items()],
        "may_enter": is_administrator(request),
        "broken": statute_book().office.broken,
        "rebuilding": Rebuilding.objects.filter(finished_at=None).first(),
    }
