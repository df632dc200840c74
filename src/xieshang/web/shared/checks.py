"""What Django checks at the start: every URL of the product names a view that declares its policy."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from xieshang.web.shared.policies import policy_of

__all__ = ["patterns"]


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Give every URL pattern of the product with its whole route."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


@register
def every_view_declares_a_policy(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Refuse to start with a URL whose view declares no policy."""
    return [
        Error(f"/{route} declares no policy", hint="decorate its view with shared.policies.declares", id="xieshang.E001")
        for route, pattern in patterns()
        if policy_of(pattern.callback) is None
    ]
