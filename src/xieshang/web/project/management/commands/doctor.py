"""Name what this machine lacks."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from xieshang.web.project.doctor import findings

__all__ = ["Command"]


class Command(BaseCommand):
    """Look at everything and say what is missing."""

    help = "Say what is missing on this machine"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Look and print."""
        checks = list(findings())
        missing = [check.what for check in checks if check.needed and not check.ok]
        self.stdout.write(json.dumps({"checks": [asdict(check) for check in checks], "missing": missing}, ensure_ascii=False))
