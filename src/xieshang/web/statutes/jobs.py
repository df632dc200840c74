"""What the worker does after an entry: it works the columns of every round out anew, and stores how far it is."""

from django.db.models import F
from django_tasks import task

from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import rebuild
from xieshang.web.shared import clock
from xieshang.web.statutes.models import Rebuilding

__all__ = ["rebuild_rounds", "take_up_again"]


@task()
def rebuild_rounds(rebuilding: int) -> None:
    """Rebuild every round.  Begun again after it broke off it does the same from the start; done twice it changes nothing."""
    own = Rebuilding.objects.filter(pk=rebuilding, finished_at=None)
    rounds = list(Round.objects.order_by("pk"))
    if not own.update(total=len(rounds), done=0, changed=0):
        return
    for bargaining in rounds:
        own.update(done=F("done") + 1, changed=F("changed") + int(rebuild(bargaining)))
    own.update(finished_at=clock.now())


def take_up_again() -> None:
    """Call the worker for every rebuilding that was left undone."""
    for pending in Rebuilding.objects.filter(finished_at=None):
        rebuild_rounds.enqueue(pending.pk)
