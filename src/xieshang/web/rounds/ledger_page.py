"""The ledger of a round (台账): its acts as links of one chain, verified at every look, and the export without personal text."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from xieshang.core.ledger_check import FIRST, verify
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.policies import ROUND_PARTY
from xieshang.web.rounds.services import Seat
from xieshang.web.shared.policies import declares

__all__ = ["export_lines", "ledger_export", "ledger_page"]


def export_lines(acts: Iterable[Act]) -> list[bytes]:
    """Write the acts of a round as the lines of an export, the head line last; personal text stays beside the chain."""
    told = [f"{act.digest} {act.body}\n".encode() for act in acts]
    head = told[-1].split(b" ", 1)[0].decode() if told else FIRST
    return [*told, f"head {len(told)} {head}\n".encode()]


@declares(ROUND_PARTY)
def ledger_page(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Show the chain and what its verification says."""
    acts = list(bargaining.acts.select_related("actor", "organisation"))
    verified = verify(export_lines(acts))
    shown = {**head_of(bargaining, seats, "ledger"), "acts": acts, "verified": verified, "file_name": _file_name(bargaining)}
    return render(request, "rounds/ledger.html", shown)


@declares(ROUND_PARTY)
def ledger_export(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Give the export as a file."""
    answer = HttpResponse(b"".join(export_lines(bargaining.acts.all())), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=_file_name(bargaining)) or ""
    return answer


def _file_name(bargaining: Round) -> str:
    return f"{bargaining.number}.ledger"
