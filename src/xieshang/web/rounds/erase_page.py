"""The page on which a party erases one personal text that it recorded: what it says now, what stays, on which ground."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from xieshang.core.refusals import Refusal
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.rounds.erasing import erase
from xieshang.web.rounds.ledger_page import title_of
from xieshang.web.rounds.models import ErasedText, Round, SealedText
from xieshang.web.rounds.page_head import head_of
from xieshang.web.rounds.policies import ROUND_RECORDER
from xieshang.web.rounds.services import Seat
from xieshang.web.shared.policies import declares

__all__ = ["erase_page"]

_UNPROCESSABLE = 422


def _lines(value: Any) -> list[str]:
    """Give what a text says, a line each: the names of representatives, or the words themselves."""
    entries = value if isinstance(value, list) else [value]
    return [str(entry.get("name", "")) if isinstance(entry, dict) else str(entry) for entry in entries if entry not in (None, "")]


@declares(ROUND_RECORDER)
def erase_page(request: PersonRequest, bargaining: Round, seats: list[Seat], text: SealedText) -> HttpResponse:
    """Ask for the ground and erase; a text that is erased already says so."""
    ground, refusals = request.POST.get("ground", ""), []
    if request.method == "POST" and not text.erasure:
        if ground in ErasedText.Ground.values:
            erase(text, ErasedText.Ground(ground), request.user, text.act.organisation)
            messages.success(request, gettext("已删除第 {n} 项的这处文字；摘要和删除记录留在台账里。").format(n=text.act.number))
            return redirect("ledger", number=bargaining.number)
        refusals = [Refusal("field.missing", column=gettext("删除的依据"))]
    shown = {
        **head_of(bargaining, seats, "ledger"),
        "text": text,
        "title": title_of(text),
        "lines": _lines(text.told),
        "grounds": ErasedText.Ground.choices,
        "refusals": refusals,
    }
    return render(request, "rounds/erase.html", shown, status=_UNPROCESSABLE if refusals else 200)
