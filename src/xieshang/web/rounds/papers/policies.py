"""Who may write a paper, and who may read one that was issued; to everybody else it is not there."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from xieshang.documents.papers.catalogue import PAPERS
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.papers.cabinet import may_read
from xieshang.web.rounds.papers.models import IssuedPaper
from xieshang.web.rounds.policies import ROUND_PARTY
from xieshang.web.rounds.services import Seat
from xieshang.web.shared.policies import Policy

__all__ = ["PAPER_ISSUER", "PAPER_READER"]

FORMS = ("docx", "pdf")


def _party(request: PersonRequest, found: Mapping[str, Any]) -> tuple[Round, list[Seat]]:
    admitted = ROUND_PARTY.admit(request, {"number": found["number"]})
    return admitted["bargaining"], admitted["seats"]


def _check_form(found: Mapping[str, Any]) -> None:
    if found.get("form", FORMS[0]) not in FORMS:
        raise Http404


def _admit_issuer(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    bargaining, seats = _party(request, found)
    paper = PAPERS.get(found["paper"])
    issuing = [seat for seat in seats if paper and seat.role in paper.issuers and not seat.advises]
    if not issuing:
        raise Http404
    _check_form(found)
    kept = {key: value for key, value in found.items() if key not in ("number", "paper")}
    return {**kept, "bargaining": bargaining, "paper": paper, "seats": issuing}


def _admit_reader(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    bargaining, seats = _party(request, found)
    issued = IssuedPaper.objects.filter(bargaining=bargaining, number=found["issued"]).first()
    if issued is None or not any(may_read(issued, seat) for seat in seats):
        raise Http404
    _check_form(found)
    return {"issued": issued, "form": found["form"]}


PAPER_ISSUER = Policy("paper_issuer", "persons of the round whose part may issue the paper", _admit_issuer)
PAPER_READER = Policy("paper_reader", "persons of the round whose part issued the paper, or for whom it is", _admit_reader)
