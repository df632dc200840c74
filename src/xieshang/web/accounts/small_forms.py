"""What the small forms of this room share: how a field is read, and a refusal named by the title of its field."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from xieshang.core.fields import iso_date
from xieshang.core.refusals import Refusal, Refused

__all__ = ["day_typed", "placed", "texts_typed"]


def texts_typed(post: QueryDict, names: Iterable[str]) -> dict[str, str]:
    """Give what was typed in some fields, without blanks around it."""
    return {name: post.get(name, "").replace("\x00", "").strip() for name in names}


def day_typed(text: str, column: str) -> date | None:
    """Read a day; empty is null.  Refuses: ``field.not_a_date``."""
    if text and iso_date(text) is None:
        raise Refused(Refusal("field.not_a_date", column=column, value_kind="text"))
    return iso_date(text)


def placed(refused: Refused, titles: Mapping[str, Any]) -> list[Refusal]:
    """Give the refusals, each naming its field by its title."""
    named = [(each, each.column or "") for each in refused.refusals]
    return [each.at(column=str(titles[column])) if column in titles else each for each, column in named]
