"""What was typed into the form of accounts: amounts in yuan or in ten thousand yuan, read as fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from xieshang.core.money import yuan_text
from xieshang.core.refusals import Refusal
from xieshang.web.rounds.firm_accounts.models import AccountYear

__all__ = ["TITLES", "UNITS", "Typed", "read_amount"]

TITLES = {
    "labour_cost_fen": _("人工成本总额"),
    "revenue_fen": _("营业收入"),
    "value_added_fen": _("增加值"),
    "profit_fen": _("利润总额"),
    "total_cost_fen": _("成本费用总额"),
    "heads": _("平均人数"),
}
UNITS = {"ten_thousand": 1_000_000, "yuan": 100}
"""The fen in one of each unit."""


def read_amount(text: str, fen_in_one: int) -> int | None:
    """Read a typed amount as fen; an empty one is null.  Refuses what is no whole number of fen, by ``ValueError``.

    >>> read_amount("1,234.56", 1_000_000), read_amount("−3", 100), read_amount(" ", 100)
    (1234560000, -300, None)
    """
    bare = text.strip().replace(",", "").replace("，", "").replace("−", "-")
    if not bare:
        return None
    try:
        fen = Decimal(bare) * fen_in_one
    except InvalidOperation as broken:
        raise ValueError("not a number") from broken
    if not fen.is_finite() or fen != fen.to_integral_value() or len(bare) > 20:
        raise ValueError("not a whole number of fen")
    return int(fen)


@dataclass(slots=True)
class Typed:
    """The form of one year as it was typed, and as it was read; ``faults`` by field.

    Nulls: an amount that was left empty or could not be read.
    """

    unit: str = "ten_thousand"
    year_text: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, int | None] = field(default_factory=dict)
    year: int | None = None
    faults: dict[str, Refusal] = field(default_factory=dict)

    @classmethod
    def of_post(cls, post: Mapping[str, str]) -> "Typed":
        """Read what was sent."""
        unit = str(post.get("unit", ""))
        typed = cls(unit if unit in UNITS else "ten_thousand", str(post.get("year", ""))[:10].strip())
        typed.year = int(typed.year_text) if typed.year_text.isascii() and typed.year_text.isdigit() else None
        for name in TITLES:
            text = typed.texts[name] = str(post.get(name, ""))[:30]
            try:
                typed.amounts[name] = read_amount(text, 1 if name == "heads" else UNITS[typed.unit])
            except ValueError:
                typed.amounts[name] = None
                typed.faults[name] = Refusal("accounts.not_an_amount", column=name, value_kind="text")
        return typed

    @classmethod
    def of_kept(cls, kept: AccountYear) -> "Typed":
        """Show what is kept of a year, to be changed."""
        texts = {name: "" if getattr(kept, name) is None else yuan_text(getattr(kept, name)) for name in TITLES}
        return cls("yuan", str(kept.year), {**texts, "heads": str(kept.heads or "")})
