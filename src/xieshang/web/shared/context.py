"""What every page's template knows: the day, whether all this is a demonstration, for whom the person acts, the large type."""

from typing import Any

from django.http import HttpRequest

from xieshang.web.shared.models import Installation

__all__ = ["page"]

TYPE_COOKIE = "type"


def page(request: HttpRequest) -> dict[str, Any]:
    """Give what the base template needs."""
    installation = Installation.current()
    return {
        "installation": installation,
        "today": getattr(request, "today", None),
        "is_demonstration": installation.is_demonstration,
        "mandates": getattr(request, "mandates", []),
        "large_type": request.COOKIES.get(TYPE_COOKIE) == "large",
    }
