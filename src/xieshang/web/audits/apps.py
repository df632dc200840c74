"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

__all__ = ["AuditsConfig"]


class AuditsConfig(AppConfig):
    """Register the room with Django, and what it does when rows are taken away."""

    name = "xieshang.web.audits"
    label = "audits"

    def ready(self) -> None:
        """Listen for rows that are taken away."""
        import_string("xieshang.web.audits.services.remove_with")
