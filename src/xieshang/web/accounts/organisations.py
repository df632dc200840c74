"""The organisations (单位) of the installation, as an administrator registers them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from xieshang.core.refusals import Refusal, Refused
from xieshang.law import code_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Mandate, Organisation
from xieshang.web.accounts.policies import ADMINISTRATOR
from xieshang.web.accounts.services import register_organisation
from xieshang.web.accounts.small_forms import placed, texts_typed
from xieshang.web.shared.policies import declares

__all__ = ["organisation_list", "organisation_page"]

_A_PAGE = 100
_UNPROCESSABLE = 422
TITLES = {"kind": _("类别"), "body": _("具体是"), "name": _("单位名称"), "code": _("代码"), "place": _("地区")}


@declares(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def organisation_list(request: PersonRequest) -> HttpResponse:
    """List the organisations, and register one more."""
    values, refusals = texts_typed(request.POST, TITLES), list[Refusal]()
    if request.method == "POST":
        try:
            place = values["place"].split(" ", 1)[0]
            made = register_organisation(values["kind"], values["name"], values["code"], place, values["body"])
        except Refused as refused:
            refusals = placed(refused, TITLES)
        else:
            messages.success(request, gettext("“{name}”已登记。接着给它的人员授权。").format(name=made.name))
            return redirect("organisation", organisation=made.pk)
    wanted = request.GET.get("q", "").strip()
    holding = Count("mandates", filter=Mandate.holding(request.today, "mandates__"))
    found = Organisation.objects.filter(Q(name__icontains=wanted) | Q(code__icontains=wanted)).annotate(persons=holding)
    shown = {
        "page": Paginator(found.order_by("kind", "name"), _A_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "values": values,
        "titles": TITLES,
        "kinds": Organisation.Kind.choices,
        "bodies": [
            (Organisation.Kind(kind).label, [(body, body.label) for body in map(Organisation.Body, bodies)])
            for kind, bodies in Organisation.BODIES.items()
        ],
        "places": code_book().places.items(),
        "place_names": code_book().places,
        "refusals": refusals,
    }
    return render(request, "accounts/organisations.html", shown, status=_UNPROCESSABLE if refusals else 200)


@declares(ADMINISTRATOR)
@require_GET
def organisation_page(request: PersonRequest, organisation: int) -> HttpResponse:
    """Show an organisation with those who act or acted for it."""
    mandates = Mandate.objects.select_related("person", "given_by").order_by("-from_on")
    found = Organisation.objects.prefetch_related(Prefetch("mandates", mandates)).filter(pk=organisation).first()
    if found is None:
        raise Http404
    shown = {"organisation": found, "place": code_book().places.get(found.place, found.place)}
    return render(request, "accounts/organisation.html", shown)
