"""Who may administer the installation: enter law and calendar, register organisations and persons, give mandates.

An administrator is a person with ``is_staff``.  He acts for no organisation, so that nothing of a side is his to read.
"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest

from xieshang.web.shared.policies import Policy

__all__ = ["ADMINISTRATOR", "is_administrator"]


def is_administrator(request: HttpRequest) -> bool:
    """Say whether the person of a request is an administrator."""
    return bool(request.user.is_authenticated and request.user.is_staff)


def _admit(request: HttpRequest, found: Mapping[str, Any]) -> Mapping[str, Any]:
    if not is_administrator(request):
        raise Http404
    return found


ADMINISTRATOR = Policy("administrator", "administrators of the installation", _admit)
