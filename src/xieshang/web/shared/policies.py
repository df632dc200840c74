"""Who may open a page: every view declares one policy, and a URL whose view declares none stops the start.

A policy admits a request and gives the view what it asked for by URL, already found and already permitted; or it raises
``Http404``: to a stranger a thing that is not his and a thing that is not there look the same.  Whether an *act* may be done
now is not asked here but of ``core.procedure``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

__all__ = ["ANYBODY", "SIGNED_IN", "Policy", "declares", "policy_of"]

View = Callable[..., HttpResponseBase]
Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule of admission.

    ``admit`` takes the request and the arguments of the URL and gives the arguments of the view.  ``signed_in``: a visitor is
    first asked to sign in.  ``expects`` says in words who is admitted; the permission matrix expands it.
    """

    name: str
    expects: str
    admit: Callable[[Any, Found], Found] = lambda request, found: found
    signed_in: bool = True


ANYBODY = Policy("anybody", "everybody, signed in or not", signed_in=False)
SIGNED_IN = Policy("signed_in", "every person who is signed in")


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("sign-in")})
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")


def declares(policy: Policy) -> Callable[[View], View]:
    """Declare the policy of a view, and enforce it.

    >>> policy_of(declares(ANYBODY)(lambda request: None)).name
    'anybody'
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def admitted(request: HttpRequest, **found: Any) -> HttpResponseBase:
            if policy.signed_in and not request.user.is_authenticated:
                return _ask_to_sign_in(request)
            return view(request, **policy.admit(request, found))

        admitted.policy = policy  # type: ignore[attr-defined]
        return admitted

    return decorate


def policy_of(view: object) -> Policy | None:
    """Give the policy that a view declares, null where it declares none."""
    declared = getattr(view, "policy", None)
    return declared if isinstance(declared, Policy) else None
