"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

__all__ = ["DeskConfig"]


class DeskConfig(AppConfig):
    """Register the room with Django, and what it answers to signals of lower rooms."""

    name = "xieshang.web.desk"
    label = "desk"

    def ready(self) -> None:
        """Listen, once every application is there."""
        import_string("xieshang.web.desk.receivers.why_not_remove_released")
