"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

__all__ = ["SharedConfig"]


class SharedConfig(AppConfig):
    """Register the room with Django, and its checks."""

    name = "xieshang.web.shared"
    label = "shared"

    def ready(self) -> None:
        """Register the checks, which need every application to be there."""
        import_string("xieshang.web.shared.checks.every_view_declares_a_policy")
