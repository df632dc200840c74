"""The Django application of this room."""

from django.apps import AppConfig

__all__ = ["RegisterConfig"]


class RegisterConfig(AppConfig):
    """Register the room with Django."""

    name = "xieshang.web.register"
    label = "register"
