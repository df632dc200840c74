"""The page of accounts: the years that an enterprise has brought, their ratios, the form of a year, and its own headroom."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xieshang.core.money import yuan_text
from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.accounts import Accounts
from xieshang.engine.headroom import RATIOS
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.firm_accounts.models import AccountYear, StatedHeadroom
from xieshang.web.rounds.firm_accounts.services import keep_year, remove_year, state_headroom
from xieshang.web.rounds.firm_accounts.typed import TITLES, Typed, read_amount
from xieshang.web.rounds.uploads.policies import enterprises_of
from xieshang.web.shared.policies import SIGNED_IN, declares

__all__ = ["accounts", "accounts_headroom", "accounts_removal"]

_UNPROCESSABLE = 422
_HEADROOM = "headroom_fen"


@declares(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def accounts(request: PersonRequest) -> HttpResponse:
    """Show the accounts of one's enterprise, or keep a year of them."""
    owner = _owner(request, request.POST if request.method == "POST" else request.GET)
    if request.method != "POST" or owner is None:
        return _page(request, owner, _to_change(request, owner))
    typed = Typed.of_post(request.POST.dict())
    try:
        Refused.unless_empty(typed.faults.values())
        keep_year(owner, request.user, typed.year, typed.amounts)
    except Refused as refused:
        typed.faults |= {refusal.column or "": refusal for refusal in refused.refusals}
        return _page(request, owner, typed, status=_UNPROCESSABLE)
    messages.info(request, _("{year} 年账表已保存").format(year=typed.year))
    return redirect(_address(owner))


@declares(SIGNED_IN)
@require_POST
def accounts_headroom(request: PersonRequest) -> HttpResponse:
    """Keep what the enterprise says that it can bear a month; left empty, it is taken back."""
    owner, text = _owner(request, request.POST), request.POST.get(_HEADROOM, "")[:30]
    if owner is None:
        raise Http404
    try:
        state_headroom(owner, request.user, read_amount(text, 100))
    except ValueError:
        fault = Refusal("accounts.not_an_amount", column=_HEADROOM, value_kind="text")
        return _page(request, owner, Typed(), text, fault, _UNPROCESSABLE)
    except Refused as refused:
        return _page(request, owner, Typed(), text, refused.refusals[0], _UNPROCESSABLE)
    messages.info(request, _("每月可承受额已保存") if text.strip() else _("每月可承受额已撤回，改按账表推算"))
    return redirect(_address(owner))


@declares(SIGNED_IN)
@require_POST
def accounts_removal(request: PersonRequest) -> HttpResponse:
    """Take a year away."""
    owner, year = _owner(request, request.POST), request.POST.get("year", "")
    if owner is None or not (year.isascii() and year.isdigit()):
        raise Http404
    remove_year(owner, int(year))
    messages.info(request, _("{year} 年账表已删除").format(year=year))
    return redirect(_address(owner))


def _owner(request: PersonRequest, told: Any) -> Organisation | None:
    """Give the enterprise that is meant, the first where none is named; null for a person without any who only looks."""
    enterprises = enterprises_of(request)
    named = str(told.get("owner", ""))
    found = next((one for one in enterprises if named in ("", str(one.pk))), None)
    if found is None and (named or request.method == "POST"):
        raise Http404
    return found


def _address(owner: Organisation) -> str:
    return f"{reverse('firm-accounts')}?owner={owner.pk}"


def _to_change(request: PersonRequest, owner: Organisation | None) -> Typed:
    """Give the form: empty, or filled with the year that is to be changed."""
    year = request.GET.get("change", "")
    kept = AccountYear.objects.filter(owner=owner, year=int(year)).first() if year.isascii() and year.isdigit() else None
    return Typed.of_kept(kept) if kept else Typed()


def _ratios(years: Iterable[AccountYear]) -> Iterable[tuple[AccountYear, list[Fraction | None]]]:
    """Give each year with its ratios, in the order of their titles."""
    for kept in years:
        sums = {name: getattr(kept, name) for name in TITLES if getattr(kept, name) is not None}
        told = Accounts("", (kept.year,), sums)
        yield kept, [told.ratio(ratio.over, ratio.under) for ratio in list(RATIOS.values())[:3]]


def _page(
    request: PersonRequest,
    owner: Organisation | None,
    typed: Typed,
    headroom_text: str | None = None,
    headroom_fault: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    years = list(_ratios(AccountYear.objects.filter(owner=owner).select_related("updated_by"))) if owner else []
    stated = StatedHeadroom.objects.filter(owner=owner).select_related("updated_by").first() if owner else None
    shown = {
        "owner": owner,
        "enterprises": enterprises_of(request),
        "years": years,
        "removing": next((kept for kept, _ in years if str(kept.year) == request.GET.get("remove")), None),
        "typed": typed,
        "fields": [(name, title, typed.texts.get(name, ""), typed.faults.get(name)) for name, title in TITLES.items()],
        "year_fault": typed.faults.get("year"),
        "stated": stated,
        "headroom_text": headroom_text if headroom_text is not None else yuan_text(stated.monthly_fen) if stated else "",
        "headroom_fault": headroom_fault,
    }
    return render(request, "firm_accounts/accounts.html", shown, status=status)
