"""For whom a request is made: its day, the mandates that hold on it, and the organisations whose private rows it may read."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails
from django_scopes import scope

from xieshang.web.accounts.models import Mandate, Organisation, Person
from xieshang.web.shared.clock import today

__all__ = ["PersonMiddleware", "PersonRequest"]


class PersonRequest(HttpRequest):
    """A request after the middleware: its day, the mandates of the person that hold on it, and their organisations."""

    user: Person
    today: date
    mandates: list[Mandate]
    organisations: list[Organisation]
    htmx: HtmxDetails


class PersonMiddleware:
    """Give each request its ``today``, ``mandates`` and ``organisations``, and open the scope of these organisations around it.

    A query for something private outside of any scope raises (``django_scopes``); inside, it finds nothing of another owner.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: PersonRequest) -> HttpResponseBase:
        """Answer the request inside the scope."""
        request.today = today()
        request.mandates = list(request.user.mandates_on(request.today)) if request.user.is_authenticated else []
        request.organisations = [mandate.organisation for mandate in request.mandates]
        with scope(owner=[organisation.pk for organisation in request.organisations]):
            return self.get_response(request)
