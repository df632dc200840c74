"""The ledger of a round (台账): its acts as links of one chain, verified at every look, and what a reader takes away of it.

That is the export, which holds no personal text; the personal texts of the acts that the reader's own organisation recorded;
and the verifier, one file that needs nothing of the product.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext

from xieshang.core import ledger_check
from xieshang.core.acts import KINDS
from xieshang.core.ledger import Erased, Sealed, sealed_lines
from xieshang.core.ledger_check import FIRST, Verified, read_sealed, verify
from xieshang.core.refusals import Refusal
from xieshang.documents.act_titles import field_title
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.models import Act, Round, SealedText
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.policies import ROUND_PARTY
from xieshang.web.rounds.services import Seat, rechecked
from xieshang.web.shared.policies import declares

__all__ = ["export_lines", "ledger_export", "ledger_page", "ledger_sealed", "ledger_verifier", "texts_of", "title_of"]

_VERIFIER = Path(ledger_check.__file__)


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a head that was written down elsewhere proves: nothing is cut up to act ``number``; null: it is none of this chain."""

    head: str
    number: int | None


def export_lines(acts: Iterable[Act]) -> list[bytes]:
    """Write the acts of a round as the lines of an export, the head line last; personal text stays beside the chain."""
    told = [f"{act.digest} {act.body}\n".encode() for act in acts]
    head = told[-1].split(b" ", 1)[0].decode() if told else FIRST
    return [*told, f"head {len(told)} {head}\n".encode()]


def texts_of(acts: Iterable[Act]) -> Iterator[Sealed | Erased]:
    """Give the personal texts beside some acts, and of those that were erased that they were."""
    for act in acts:
        for text in act.sealed.all():
            if erased := text.erasure:
                yield Erased(act.number, text.field, localdate(erased.erased_at), erased.ground)
            else:
                yield Sealed(act.number, text.field, text.text, text.salt)


def title_of(text: SealedText) -> str:
    """Give the words for what a sealed text is of its act."""
    kind = KINDS[text.act.kind]
    return gettext(field_title(kind.name, text.field)) if text.field in kind.personal else gettext("其他文字")


def _loaded(bargaining: Round) -> list[Act]:
    return list(bargaining.acts.select_related("actor", "organisation").prefetch_related("sealed__erased__erased_by"))


def _own(acts: Iterable[Act], seats: Iterable[Seat]) -> list[Act]:
    """Give the acts that the organisations recorded for which the reader acts."""
    organisations = {seat.organisation.pk for seat in seats if not seat.advises}
    return [act for act in acts if act.organisation_id in organisations]


def _verified(acts: list[Act]) -> Verified:
    lines = (line.encode() for line in sealed_lines(texts_of(acts)))
    return verify(export_lines(acts), texts=read_sealed(lines))


def _anchored(acts: list[Act], head: str) -> Anchored | None:
    found = next((act.number for act in acts if act.digest == head), None)
    return Anchored(head, found) if head else None


def _rechecked(acts: list[Act], bargaining: Round, on: date) -> list[tuple[Act, Refusal]]:
    """Give the acts that stand, and would be refused under the law as it is recorded today, each with why."""
    return [(acts[found.index], found.refusal) for found in rechecked(bargaining, on, acts)]


@declares(ROUND_PARTY)
def ledger_page(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Show the chain and what its verification says; ``head`` in the address is one that was written down elsewhere."""
    acts = _loaded(bargaining)
    own = [text for act in _own(acts, seats) for text in act.sealed.all()]
    shown = {
        **head_of(bargaining, seats, "ledger"),
        "acts": acts,
        "verified": _verified(acts),
        "anchored": _anchored(acts, request.GET.get("head", "").strip().lower()),
        "own_texts": [(text, title_of(text)) for text in own],
        "file_name": _file_name(bargaining),
        "sealed_name": _sealed_name(bargaining),
        "verifier_name": _VERIFIER.name,
        "rechecked": _rechecked(acts, bargaining, request.today),
    }
    return render(request, "rounds/ledger.html", shown)


@declares(ROUND_PARTY)
def ledger_export(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Give the export as a file."""
    return _file(b"".join(export_lines(bargaining.acts.all())), _file_name(bargaining))


@declares(ROUND_PARTY)
def ledger_sealed(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Give the personal texts that the reader's own organisations recorded; all others are withheld."""
    own = _own(bargaining.acts.prefetch_related("sealed"), seats)
    return _file("".join(sealed_lines(texts_of(own))).encode(), _sealed_name(bargaining))


@declares(ROUND_PARTY)
def ledger_verifier(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Give the verifier as a file."""
    return _file(_VERIFIER.read_bytes(), _VERIFIER.name)


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


def _file_name(bargaining: Round) -> str:
    return f"{bargaining.number}.ledger"


def _sealed_name(bargaining: Round) -> str:
    return f"{bargaining.number}.sealed"
