"""The Django application of this room."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

__all__ = ["ContractsConfig"]


class ContractsConfig(AppConfig):
    """Register the room with Django, and what it listens to."""

    name = "xieshang.web.contracts"
    label = "contracts"

    def ready(self) -> None:
        """Connect the receivers, which need every model to be there."""
        import_string("xieshang.web.contracts.receivers.keep_the_register")
