"""Work the columns of every round out anew from its acts, and say how many changed."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import rebuild

__all__ = ["Command"]


class Command(BaseCommand):
    """Rebuild after a calendar or a legal value was entered."""

    help = "Work out the state of every round anew"

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild every round."""
        rounds = list(Round.objects.all())
        changed = sum(rebuild(bargaining) for bargaining in rounds)
        self.stdout.write(json.dumps({"rounds": len(rounds), "changed": changed}))
