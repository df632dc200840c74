"""The Django application of this room."""

from django.apps import AppConfig

__all__ = ["ContractsConfig"]


class ContractsConfig(AppConfig):
    """Register the room with Django."""

    name = "xieshang.web.contracts"
    label = "contracts"
