"""The Django application of this room."""

from django.apps import AppConfig

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Register the room with Django."""

    name = "xieshang.web.accounts"
    label = "accounts"
