"""The Django application of this room."""

from django.apps import AppConfig

__all__ = ["AuditsConfig"]


class AuditsConfig(AppConfig):
    """Register the room with Django."""

    name = "xieshang.web.audits"
    label = "audits"
