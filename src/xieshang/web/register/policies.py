"""Who may read the register: everybody; a number that is not in it is not there."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest

from xieshang.web.register.services import versions
from xieshang.web.shared.policies import Policy

__all__ = ["PUBLISHED"]


def _admit(request: HttpRequest, found: Mapping[str, Any]) -> dict[str, Any]:
    """Find the versions of a published contract; ``?version=`` names one by the beginning of its digest."""
    entries = versions(found["published"])
    named = request.GET.get("version", "")
    chosen = next((entry for entry in entries if entry.digest.startswith(named)), None) if named else next(iter(entries), None)
    if chosen is None:
        raise Http404
    return {"entry": chosen, "entries": entries}


PUBLISHED = Policy("published", "everybody, of contracts that were published", _admit, signed_in=False)
