"""The Django application of this room."""

from django.apps import AppConfig

__all__ = ["DeskConfig"]


class DeskConfig(AppConfig):
    """Register the room with Django."""

    name = "xieshang.web.desk"
    label = "desk"
