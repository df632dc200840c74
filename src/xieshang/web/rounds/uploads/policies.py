"""Who may open what an enterprise owns: persons with a mandate of it; to everybody else it is not there."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.uploads.long_jobs import LongJob
from xieshang.web.rounds.uploads.models import PayUpload
from xieshang.web.shared.policies import Policy

__all__ = ["OWNER", "enterprises_of", "owner_policy"]


def owner_policy(kind: type[LongJob], argument: str) -> Policy:
    """Give the policy of what an enterprise owns, found by an argument of the URL; the request's scope holds its mandates."""

    def admit(request: PersonRequest, found: Mapping[str, Any]) -> dict[str, Any]:
        owned = kind.objects.filter(pk=found[argument]).select_related("owner").first()
        if owned is None:
            raise Http404
        return {**found, argument: owned}

    return Policy("owner", "persons with a mandate of the enterprise whose pay rows these are", admit)


OWNER = owner_policy(PayUpload, "upload")


def enterprises_of(request: PersonRequest) -> list[Organisation]:
    """Give the enterprises for which the person acts."""
    return [organisation for organisation in request.organisations if organisation.kind == Organisation.Kind.ENTERPRISE]
