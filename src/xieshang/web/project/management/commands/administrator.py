"""Set up an administrator, or give one who is there another password."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from xieshang.web.accounts.services import register_administrator

__all__ = ["Command"]


class Command(BaseCommand):
    """Make the first administrator of a bare installation; the password is handed over, never typed into a command line."""

    help = "Set up an administrator"
    stealth_options = ("password",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who it is."""
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, password: str = "", **options: Any) -> None:
        """Register, and print who it is.  Refuses: as ``accounts.services.register_person``."""
        call_command("migrate", verbosity=0, interactive=False)
        person = register_administrator(username, password)
        self.stdout.write(json.dumps({"username": person.username}, ensure_ascii=False))
