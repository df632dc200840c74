"""The ledger of a round: its acts chained by digest, with personal text sealed beside the chain.

A name or a statement is not in the chain: there stands its salted SHA-256, so that the text and its salt can be erased
without breaking anything.  So is everything that the act's kind does not declare: nobody knows what was written there.
Verification stands alone in ``ledger_check.py``.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xieshang.core.acts import KINDS
from xieshang.core.fields import canonical_json
from xieshang.core.ledger_check import FIRST, event_digest, seal

__all__ = ["Erased", "Event", "Sealed", "chain", "link", "sealed_lines"]

_OUTSIDE_FIELDS = frozenset({"kind", "by", "on", "recorded_at", "law_as_recorded_on"})


def _open_fields(kind: str) -> frozenset[str]:
    known = KINDS.get(kind)
    return frozenset({"side", *known.fields} - set(known.personal)) if known else frozenset()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A personal text beside the chain: of which event and field, the text itself and its salt."""

    n: int
    field: str
    text: Any
    salt: str

    @property
    def digest(self) -> str:
        """What stands in the chain for the text."""
        return seal(self.text, self.salt)


@dataclass(frozen=True, slots=True)
class Erased:
    """What is left beside the chain of a personal text that was erased: of which event and field, when, and on which ground."""

    n: int
    field: str
    erased_on: date
    ground: str


@dataclass(frozen=True, slots=True)
class Event:
    """One link of a chain: its digest, its body as canonical JSON, and the texts that are sealed beside it."""

    digest: str
    body: str
    sealed: tuple[Sealed, ...]


def link(round_id: str, n: int, previous: str, act: Mapping[str, Any], recorded_at: str, new_salt: Callable[[], str]) -> Event:
    """Make an act, as a round file gives it, the ``n``-th link of a chain whose last digest is ``previous``.

    >>> link("r", 1, FIRST, {"kind": "receive", "by": "bureau", "on": "2025-06-10"}, "2025-06-10T09:00", str).sealed
    ()
    """
    told = _open_fields(str(act.get("kind")))
    hidden = [key for key, value in act.items() if key not in told | _OUTSIDE_FIELDS and value is not None]
    sealed = tuple(Sealed(n, key, act[key], new_salt()) for key in hidden)
    body = canonical_json(
        {
            "n": n,
            "round": round_id,
            "previous": previous,
            "kind": act.get("kind"),
            "by": act.get("by"),
            "on": act.get("on"),
            "recorded_at": act.get("recorded_at") or recorded_at,
            "law_as_recorded_on": act.get("law_as_recorded_on"),
            "fields": {key: value for key, value in act.items() if key in told},
            "sealed": {text.field: text.digest for text in sealed},
        }
    )
    return Event(event_digest(previous, body.encode()), body, sealed)


def chain(
    round_id: str, acts: Iterable[Mapping[str, Any]], recorded_at: str, new_salt: Callable[[], str]
) -> Iterator[tuple[str, tuple[Sealed, ...]]]:
    """Write acts as the lines of an export, each with the texts that are sealed beside it, and the head line last.

    Units: ``recorded_at`` is an ISO time, used for acts that carry none.

    >>> lines = [line for line, _ in chain("r", [{"kind": "receive", "by": "bureau", "on": "2025-06-10"}], "2025-06-10T09:00", str)]
    >>> lines[-1].startswith("head 1 ")
    True
    """
    previous, n = FIRST, 0
    for n, act in enumerate(acts, 1):
        event = link(round_id, n, previous, act, recorded_at, new_salt)
        previous = event.digest
        yield f"{event.digest} {event.body}\n", event.sealed
    yield f"head {n} {previous}\n", ()


def sealed_lines(texts: Iterable[Sealed | Erased]) -> Iterator[str]:
    """Write sealed texts as JSON lines, for the file that lies beside the chain; of an erased one, that it was erased."""
    for text in texts:
        told: dict[str, Any] = {"n": text.n, "field": text.field}
        if isinstance(text, Sealed):
            told |= {"text": text.text, "salt": text.salt}
        else:
            told |= {"erased_on": text.erased_on.isoformat(), "ground": text.ground}
        yield json.dumps(told, ensure_ascii=False) + "\n"
