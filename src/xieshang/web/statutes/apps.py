"""The Django application of this room."""

from django.apps import AppConfig

__all__ = ["StatutesConfig"]


class StatutesConfig(AppConfig):
    """Register the room with Django."""

    name = "xieshang.web.statutes"
    label = "statutes"
