"""The persons (人员) who can sign in, their mandates and passwords, as an administrator keeps them."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xieshang.core.refusals import Refusal, Refused
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Mandate, Organisation, Person
from xieshang.web.accounts.policies import ADMINISTRATOR
from xieshang.web.accounts.services import end_mandate, give_mandate, register_person, set_password
from xieshang.web.accounts.small_forms import day_typed, placed, texts_typed
from xieshang.web.shared.policies import declares

__all__ = ["mandate_end", "mandate_new", "password_new", "person_list", "person_page", "person_switch"]

_A_PAGE = 100
_UNPROCESSABLE = 422
_PASSWORD_LENGTH = 14
_PLAIN_CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"
TITLES = {"username": _("用户名"), "name": _("姓名"), "password": _("初始密码")}
MANDATE_TITLES = {"organisation": _("单位"), "post": _("职务"), "from_on": _("自"), "to_on": _("至")}


def _person(person: int) -> Person:
    mandates = Mandate.objects.select_related("organisation", "given_by").order_by("-from_on")
    found = Person.objects.prefetch_related(Prefetch("mandates", mandates)).filter(pk=person).first()
    if found is None:
        raise Http404
    return found


@sensitive_post_parameters("password")
@declares(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def person_list(request: PersonRequest) -> HttpResponse:
    """List the persons, and register one more."""
    values, refusals = texts_typed(request.POST, TITLES), list[Refusal]()
    is_administrator = request.POST.get("administrator") == "1"
    if request.method == "POST":
        try:
            made = register_person(values["username"], values["name"], values["password"], is_administrator=is_administrator)
        except Refused as refused:
            refusals = placed(refused, TITLES)
        else:
            messages.success(request, gettext("“{name}”可以登录了。接着给他授权。").format(name=made.name))
            return redirect("person", person=made.pk)
    wanted = request.GET.get("q", "").strip()
    current = Prefetch("mandates", Mandate.objects.filter(Mandate.holding(request.today)).select_related("organisation"))
    found = Person.objects.filter(Q(name__icontains=wanted) | Q(username__icontains=wanted)).prefetch_related(current)
    shown = {
        "page": Paginator(found.order_by("username"), _A_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "values": {**values, "password": get_random_string(_PASSWORD_LENGTH, _PLAIN_CHARACTERS)},
        "is_administrator": is_administrator,
        "titles": TITLES,
        "refusals": refusals,
    }
    return render(request, "accounts/persons.html", shown, status=_UNPROCESSABLE if refusals else 200)


def _page(request: PersonRequest, person: Person, refusals: list[Refusal], password: str = "") -> HttpResponse:
    values = texts_typed(request.POST, MANDATE_TITLES)
    shown = {
        "person": person,
        "organisations": Organisation.objects.order_by("kind", "name"),
        "values": values if values["from_on"] else {**values, "from_on": request.today.isoformat()},
        "titles": MANDATE_TITLES,
        "refusals": refusals,
        "password": password,
    }
    return render(request, "accounts/person.html", shown, status=_UNPROCESSABLE if refusals else 200)


def _done(request: PersonRequest, person: Person, do: Callable[[], object], told: str) -> HttpResponse:
    """Do something for a person and go back to his page, or show it with what was refused."""
    try:
        do()
    except Refused as refused:
        return _page(request, person, placed(refused, MANDATE_TITLES))
    messages.success(request, told)
    return redirect("person", person=person.pk)


@declares(ADMINISTRATOR)
@require_GET
def person_page(request: PersonRequest, person: int) -> HttpResponse:
    """Show a person with all his mandates."""
    return _page(request, _person(person), [])


@declares(ADMINISTRATOR)
@require_POST
def mandate_new(request: PersonRequest, person: int) -> HttpResponse:
    """Give a mandate."""
    found, values = _person(person), texts_typed(request.POST, MANDATE_TITLES)
    number = values["organisation"]
    organisation = Organisation.objects.filter(pk=number).first() if number.isdecimal() else None

    def give() -> None:
        if organisation is None:
            raise Refused(Refusal("field.missing", column="organisation", value_kind="empty"))
        from_on, to_on = (day_typed(values[name], name) for name in ("from_on", "to_on"))
        give_mandate(found, organisation, values["post"], from_on, to_on, request.user)

    return _done(request, found, give, gettext("已授权"))


@declares(ADMINISTRATOR)
@require_POST
def mandate_end(request: PersonRequest, person: int, mandate: int) -> HttpResponse:
    """Let a mandate end on a day, today where none is named."""
    found = _person(person)
    ending = found.mandates.filter(pk=mandate).first()
    if ending is None:
        raise Http404
    on = texts_typed(request.POST, ["to_on"])["to_on"] or request.today.isoformat()
    return _done(request, found, lambda: end_mandate(ending, day_typed(on, "to_on")), gettext("授权的最后一天已记下"))


@declares(ADMINISTRATOR)
@require_POST
def password_new(request: PersonRequest, person: int) -> HttpResponse:
    """Set a new random password, and show it this once."""
    found, password = _person(person), get_random_string(_PASSWORD_LENGTH, _PLAIN_CHARACTERS)
    set_password(found, password)
    return _page(request, found, [], password)


@declares(ADMINISTRATOR)
@require_POST
def person_switch(request: PersonRequest, person: int) -> HttpResponse:
    """Let a person sign in no more, or again; nobody shuts himself out."""
    found = _person(person)
    if found.pk != request.user.pk:
        found.is_active = not found.is_active
        found.save(update_fields=["is_active"])
    return redirect("person", person=found.pk)
