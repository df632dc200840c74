"""The parts of the desk: amounts in ten thousand yuan, signed differences, bands, marks."""

from typing import Any

from django import template
from django.utils.translation import gettext

from xieshang.core.money import nearest, yuan_text
from xieshang.core.skills import level_title

register = template.Library()
_WAN_FEN = 1_000_000
_YUAN_FEN = 100


@register.filter
def wan(fen: int | None) -> str:
    """Write fen in ten thousand yuan, with three figures that count; null is a dash.

    >>> wan(425_600_000), wan(42_510_000), wan(4_251_000), wan(-1_230_000), wan(None)
    ('426', '42.5', '4.25', '−1.23', '—')
    """
    if fen is None:
        return "—"
    places = 2 - min(len(str(abs(fen) // _WAN_FEN)) - 1, 2)
    return f"{fen / _WAN_FEN:,.{places}f}".replace("-", "−")


@register.filter
def whole_yuan(fen: int | None) -> str:
    """Write fen in whole yuan, to the nearest; null is a dash.

    >>> whole_yuan(48_150), whole_yuan(None)
    ('482', '—')
    """
    return "—" if fen is None else yuan_text(nearest(fen, _YUAN_FEN) * _YUAN_FEN)


@register.filter
def signed(number: int | None) -> str:
    """Write a whole number with its sign; none is ±0.

    >>> signed(5), signed(-1200), signed(0)
    ('+5', '−1,200', '±0')
    """
    if not number:
        return "±0"
    return f"{number:+,}".replace("-", "−")


@register.filter
def signed_yuan(fen: int | None) -> str:
    """Write fen in whole yuan with their sign.

    >>> signed_yuan(237_180), signed_yuan(-35_000), signed_yuan(0)
    ('+2,372', '−350', '±0')
    """
    if not fen:
        return "±0"
    return f"+{whole_yuan(fen)}" if fen > 0 else whole_yuan(fen)


@register.filter
def signed_share(value: float | None) -> str:
    """Write a ratio as a signed percentage with one decimal."""
    return "—" if value is None else f"{value * 100:+.1f}%".replace("-", "−")


@register.filter
def percent(value: float | None) -> str:
    """Write a ratio as whole per cent; null is a dash."""
    return "—" if value is None else f"{value * 100:.0f}%"


@register.filter("level_title")
def title_of_level(level: int | None) -> str:
    """Give the title of a level."""
    return gettext(level_title(level))


@register.filter
def absolute(number: int) -> int:
    """Give a number without its sign."""
    return abs(number)


@register.filter
def annual(fen: int) -> int:
    """Give what a monthly amount comes to in a year."""
    return 12 * fen


@register.filter
def plus(number: Any, more: Any) -> float:
    """Add two numbers of a drawing."""
    return round(float(number) + float(more), 1)
