"""The Django application of this room."""

from django.apps import AppConfig

__all__ = ["RoundsConfig"]


class RoundsConfig(AppConfig):
    """Register the room with Django."""

    name = "xieshang.web.rounds"
    label = "rounds"
