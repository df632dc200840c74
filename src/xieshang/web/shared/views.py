"""Pages that belong to no subject: the switch of the type size, and the pages of what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from xieshang.web.shared.context import TYPE_COOKIE
from xieshang.web.shared.policies import ANYBODY, declares

__all__ = ["back", "large_type"]

_YEAR = 365 * 24 * 3600


def back(request: HttpRequest) -> str:
    """Give the page that a small form was on, or the first page where it names another site."""
    wanted = request.POST.get("next", "/")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"


@declares(ANYBODY)
@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    """Switch between the usual and the large type, kept in a cookie."""
    answer = redirect(back(request))
    size = "usual" if request.COOKIES.get(TYPE_COOKIE) == "large" else "large"
    answer.set_cookie(TYPE_COOKIE, size, max_age=_YEAR, samesite="Lax")
    return answer
