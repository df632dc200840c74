"""Two clerks at once: of acts that were prepared under the same page exactly one is taken, and the other clerk is told whose."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from cast import MAIN_PATH
from conftest import Stage
from django.db import connection

from xieshang.web.accounts.models import Person
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.services import Overtaken, append, open_round

CONTESTS = 40


def contest(stage: Stage, bargaining: Round) -> list[object]:
    """Let both sides name their representatives in the same moment."""
    start = Barrier(2)

    def clerk(side: str) -> object:
        told = {key: value for key, value in MAIN_PATH[f"{side} named"].items() if key != "by"}
        try:
            start.wait()
            form_key = f"{bargaining.number}-{side}"
            return append(bargaining, told, stage.seat(side), stage.people[side], acts_seen=0, form_key=form_key)
        except Overtaken as overtaken:
            return overtaken
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(clerk, ("workers", "employers")))


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_prepared_under_one_page_exactly_one_is_taken_and_the_other_is_told_whose(stage: Stage) -> None:
    parties = {stage.seat(side).role: [stage.organisations[side]] for side in ("workers", "employers")}
    for number in range(CONTESTS):
        bargaining = open_round(f"race-{number}", "示范", "130123", "industry", None, parties)
        outcomes = contest(stage, bargaining)
        won = [outcome for outcome in outcomes if isinstance(outcome, Act)]
        lost = [outcome for outcome in outcomes if isinstance(outcome, Overtaken)]
        assert (len(won), len(lost)) == (1, 1)
        winner: Person = won[0].actor
        assert lost[0].latest.actor == winner
        assert list(bargaining.acts.values_list("number", flat=True)) == [1]
        bargaining.refresh_from_db()
        assert bargaining.acts_count == 1
