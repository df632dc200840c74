"""What each code says to a person: the refusal, what would be accepted, what to do next; one module a subject.

Chinese is the message id; English stands in the catalogue ``locale/en``.  Placeholders are the facts of the refusal; an amount
``…_fen`` is also there as ``…_yuan``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from xieshang.core.money import yuan_text
from xieshang.core.refusals import Fact, Refusal, Warned
from xieshang.documents.sentences import (
    accounts,
    codes,
    contract,
    cost,
    desk,
    files,
    law,
    opening,
    pay_rows,
    procedure,
    statutes,
    table,
    term,
    uploads,
    wages,
)
from xieshang.documents.sentences.form import TRUST_TITLES, Sentences

__all__ = ["SENTENCES", "Said", "Sentences", "say", "warn"]

SENTENCES: dict[str, Sentences] = {
    **files.SENTENCES,
    **codes.SENTENCES,
    **law.SENTENCES,
    **table.SENTENCES,
    **procedure.SENTENCES,
    **opening.SENTENCES,
    **pay_rows.SENTENCES,
    **contract.SENTENCES,
    **cost.SENTENCES,
    **desk.SENTENCES,
    **term.SENTENCES,
    **uploads.SENTENCES,
    **statutes.SENTENCES,
    **accounts.SENTENCES,
    **wages.SENTENCES,
}

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Said:
    """The three sentences of one code, filled in."""

    what: str
    accepts: str
    next: str


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _filled(template: str, facts: dict[str, Fact], translate: Translate) -> str:
    shown = {key: "、".join(value) if isinstance(value, tuple) else str(value) for key, value in facts.items() if value is not None}
    amounts = {key: value for key, value in facts.items() if key.endswith("_fen") and isinstance(value, int)}
    shown |= {f"{key.removesuffix('_fen')}_yuan": yuan_text(value) for key, value in amounts.items()}
    if shown.get("trust") in TRUST_TITLES:
        shown["trust"] = translate(TRUST_TITLES[shown["trust"]])
    return translate(template).format_map(_Facts(shown)) if template else ""


def say(refusal: Refusal, translate: Translate = str) -> Said:
    """Say a refusal in words: what was refused, what would be accepted, what to do next.

    >>> say(Refusal("json.broken", {"line": 3})).what
    '第 3 行起不是完整的 JSON'
    """
    sentences, facts = SENTENCES[refusal.code], dict(refusal.facts)
    return Said(*(_filled(part, facts, translate) for part in (sentences.what, sentences.accepts, sentences.next)))


def warn(warned: Warned, translate: Translate = str) -> str:
    """Say a warning in one sentence."""
    return _filled(SENTENCES[warned.code].what, dict(warned.facts), translate)
