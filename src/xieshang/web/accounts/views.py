"""Signing in and out.  Locking out after failed tries counts by user and address together (django-axes)."""

from collections.abc import Callable

from allauth.account.views import LoginView, LogoutView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from xieshang.web.shared.policies import ANYBODY, SIGNED_IN, declares

__all__ = ["sign_in", "sign_out"]

_sign_in: Callable[[HttpRequest], HttpResponseBase] = LoginView.as_view(template_name="accounts/sign_in.html")
_sign_out: Callable[[HttpRequest], HttpResponseBase] = LogoutView.as_view()


@declares(ANYBODY)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for name and password."""
    return _sign_in(request)


@declares(SIGNED_IN)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out at once: the button in the bar is question enough."""
    return _sign_out(request)
