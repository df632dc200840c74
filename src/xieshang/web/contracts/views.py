"""The contract of a round, for those who take part in it: the text, what speaks against it, what changed, and its files."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from xieshang.core.above import Above
from xieshang.core.coverage import coverage
from xieshang.core.parties import Role
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refused
from xieshang.core.skills import level_title
from xieshang.core.wage_table import WageRow
from xieshang.documents.outline import Block, ListGrid, Outline, Paragraph, names_used, outline
from xieshang.documents.sentences import warn
from xieshang.documents.wage_grid import Field
from xieshang.law import code_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.contracts.assembly import Assembled, assembled
from xieshang.web.contracts.changes import changes
from xieshang.web.contracts.checks import Checked, checked
from xieshang.web.register.downloads import download
from xieshang.web.register.models import PublishedContract
from xieshang.web.register.services import code_names, contracts_below
from xieshang.web.rounds.above import above_now, rounds_below
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.parties import listed_enterprises
from xieshang.web.rounds.policies import ROUND_PARTY
from xieshang.web.rounds.services import Seat, rules_of
from xieshang.web.shared.policies import declares

__all__ = ["contract", "document"]


def _block(block: Block) -> dict[str, Any]:
    """Give a block of the outline as the template shows it."""
    if isinstance(block, Paragraph):
        return {"kind": block.manner.value, "block": block}
    if isinstance(block, ListGrid):
        return {"kind": "list" if block.ruled else "signatures", "block": block}
    amounts = [column.field is Field.AMOUNT for column in block.columns]
    lines = [(row.id, list(zip(cells, amounts, strict=True))) for row, cells in zip(block.rows, block.cells, strict=True)]
    return {"kind": "wages", "heads": [column.head for column in block.columns], "lines": lines}


def _shown(printed: Outline) -> Iterator[dict[str, Any]]:
    """Give the blocks after the title, which the page has as its own heading."""
    yield from (_block(block) for block in printed.blocks if not (isinstance(block, Paragraph) and block.where == "title"))


def _where(row: WageRow | None, names: Mapping[str, str]) -> str:
    """Name a cell of the table: trade, level, category."""
    if row is None:
        return ""
    level = gettext(level_title(row.level)) if row.level else None
    return " · ".join(filter(None, [row.label or names.get(row.occupation or "") or row.occupation, level, row.category]))


def _said(found: Checked, names: Mapping[str, str]) -> dict[str, Any]:
    return {"found": found, "where": _where(found.row, names), "sentence": warn(found.warned, gettext)}


def _around(bargaining: Round, made: Assembled, above: Above | None, request: PersonRequest) -> dict[str, Any]:
    """Give how many enterprises the contract is for, and the contracts above it and below it."""
    parties = bargaining.parties.filter(role=Role.ENTERPRISE).select_related("organisation")
    codes, contract = code_book(), made.contract
    is_above = above is None and contract.known_on is not None
    return {
        "counts": coverage(contract.scope, listed_enterprises(parties), bargaining.firms_in_scope),
        "above": above,
        "below": contracts_below(contract, request.today) if is_above else [],
        "rounds_below": rounds_below(contract, request.organisations, request.today, codes) if is_above else [],
    }


def _told(bargaining: Round, made: Assembled, request: PersonRequest) -> dict[str, Any]:
    names = code_names()
    printed = outline(made.contract, names_used(made.contract, names))
    law = Reading(rules_of(bargaining), request.today)
    above = above_now(bargaining, request.today, law.rules.codes)
    said = [_said(found, names) for found in checked(made.contract, law, above)]
    proposal, previous = made.proposal, made.previous
    return {
        **_around(bargaining, made, above, request),
        "made": made,
        "title": printed.title,
        "is_draft": printed.is_draft,
        "digest": printed.digest,
        "blocks": list(_shown(printed)),
        "errors": [entry for entry in said if entry["found"].is_error],
        "warnings": [entry for entry in said if not entry["found"].is_error],
        "changes": [(_where(change.row, names), change) for change in changes(previous.table, proposal.table)]
        if proposal and previous
        else [],
        "term_changed": bool(proposal and previous and proposal.term and proposal.term != previous.term),
        "published": PublishedContract.objects.filter(number=bargaining.number, digest=printed.digest).exists(),
    }


@declares(ROUND_PARTY)
def contract(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
    """Show the contract of a round to those who take part."""
    made = assembled(bargaining, request.today)
    told = _told(bargaining, made, request) if made else {"made": None}
    return render(request, "contracts/contract.html", {"bargaining": bargaining, **told})


def document(form: str) -> Callable[..., HttpResponseBase]:
    """Give the view that lets those who take part save the contract of a round in a form."""

    @declares(ROUND_PARTY)
    def saved(request: PersonRequest, bargaining: Round, seats: list[Seat]) -> HttpResponse:
        made = assembled(bargaining, request.today)
        if made is None:
            raise Http404
        try:
            return download(made.contract, form)
        except Refused as refused:
            told = {"refusals": refused.refusals, "back": reverse("contract", args=[bargaining.number])}
            return render(request, "register/not_written.html", told, status=503)

    return saved
