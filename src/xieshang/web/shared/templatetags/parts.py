"""The parts of the look that templates use: dates, days left, amounts, trust, refusals in words."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext, ngettext, pgettext

from xieshang.core.acts import KINDS
from xieshang.core.money import yuan_text
from xieshang.core.parties import Role
from xieshang.core.refusals import Refusal
from xieshang.core.standing import State
from xieshang.documents.sentences import Said, say
from xieshang.documents.terms import FORM_TITLES, ROLE_TITLES, STATE_TITLES, TRUST_TITLES
from xieshang.web.shared.weekdays import WEEKDAY_CONTEXT, WEEKDAYS

register = template.Library()
_SOON_DAYS = 3
_FACT_TITLES = {"side": ROLE_TITLES, "by": ROLE_TITLES, "state": STATE_TITLES}


@register.filter
def day(on: date | None) -> str:
    """Write a date in full: 2026年4月16日.

    >>> day(None)
    '—'
    """
    if on is None:
        return "—"
    return gettext("{year}年{month}月{day}日").format(year=on.year, month=on.month, day=on.day)


@register.filter
def short_day(on: date | None) -> str:
    """Write a date without its year: 4月16日（周四）."""
    if on is None:
        return "—"
    return gettext("{month}月{day}日（周{weekday}）").format(
        month=on.month, day=on.day, weekday=pgettext(WEEKDAY_CONTEXT, WEEKDAYS[on.weekday()])
    )


@register.filter
def yuan(fen: int | None) -> str:
    """Write fen as yuan with thousands; null is a dash."""
    return "—" if fen is None else yuan_text(fen)


@register.filter
def count(number: int | None) -> str:
    """Write a whole number with thousands; null is a dash."""
    return "—" if number is None else f"{number:,}".replace("-", "−")


@register.filter
def share(value: float | None) -> str:
    """Write a ratio as a percentage with one decimal; null is a dash."""
    return "—" if value is None else f"{float(value) * 100:.1f}%"


@register.filter
def act_title(kind: str) -> str:
    """Give the term of a kind of act."""
    return gettext(KINDS[kind].title)


@register.filter
def role_title(role: str) -> str:
    """Give the term of a role."""
    return gettext(ROLE_TITLES[Role(role)])


@register.filter
def state_title(state: str) -> str:
    """Give the term of a state."""
    return gettext(STATE_TITLES[State(state)])


@register.filter
def form_title(form: Any) -> str:
    """Give the term of a form of wage table."""
    return gettext(FORM_TITLES[form])


@register.inclusion_tag("parts/trust.html")
def trust(value: str | None) -> dict[str, Any]:
    """Mark what is not primary: 转述, 暂定."""
    return {"word": gettext(TRUST_TITLES[value]) if value and value != "primary" else "", "provisional": value == "provisional"}


@register.inclusion_tag("parts/days_left.html")
def days_left(due_on: date | None, today: date) -> dict[str, Any]:
    """Say how many days are left, red from three days on, or how many it is late."""
    left = (due_on - today).days if due_on else None
    words = ngettext("逾期 {n} 天", "逾期 {n} 天", abs(left or 0)).format(n=abs(left or 0))
    return {"left": left, "late_words": words, "soon": left is not None and left <= _SOON_DAYS}


def titled(refusal: Refusal) -> Refusal:
    """Give a refusal whose facts name roles and states by their terms.

    >>> titled(Refusal("representatives.not_named", {"side": "workers"})).facts["side"]
    '职工方'
    """
    terms: dict[str, Any] = {key: _FACT_TITLES[key] for key in refusal.facts if key in _FACT_TITLES}
    named = {key: gettext(titles.get(refusal.facts[key], str(refusal.facts[key]))) for key, titles in terms.items()}
    return replace(refusal, facts={**refusal.facts, **named})


@register.simple_tag
def said(refusal: Refusal) -> Said:
    """Say a refusal in words: ``what``, ``accepts``, ``next``."""
    return say(titled(refusal), gettext)


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """Look a key up in a mapping; null where it is not there."""
    return mapping.get(key) if mapping else None
