"""The Django application of this room: the commands of the pages (``management/commands``)."""

from django.apps import AppConfig

__all__ = ["ProjectConfig"]


class ProjectConfig(AppConfig):
    """Register the room with Django."""

    name = "xieshang.web.project"
    label = "project"
