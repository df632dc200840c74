"""Two clerks at once: of acts that were prepared under the same page exactly one is taken, and the other clerk is told whose."""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from cast import MAIN_PATH, acts
from conftest import PARTS, Stage
from django.db import connection

from xieshang.core.ledger import link
from xieshang.core.ledger_check import FIRST, verify
from xieshang.core.parties import Role
from xieshang.core.procedure import replay
from xieshang.core.refusals import Refused
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.ledger_page import export_lines
from xieshang.web.rounds.models import Act, Round, SealedText
from xieshang.web.rounds.services import Overtaken, act_content, append, open_round, read_acts, rules_of

# A hundred contests of each of the four kinds make four hundred.
CONTESTS = {"daily": 10, "slice": 20, "long": 100}[os.environ.get("XIESHANG_CASES", "daily")]
Told = Mapping[str, Any]
Clerk = tuple[str, Told, str]
OTHER_OFFER = {**MAIN_PATH["offer"], "by": "employers"}
CLOSING = {"kind": "close_without_agreement", "by": "employers", "on": "2025-04-03"}
LATE_ANSWER = {**MAIN_PATH["accepted"], "on": "2025-04-03"}


def told(step: str, **changed: Any) -> Told:
    return MAIN_PATH[step] | changed


def another(stage: Stage, like: Round, number: str) -> Round:
    """Give another round with the same acts, chained anew under its own number."""
    parties: dict[Role, list[Organisation]] = {}
    for name, (role, _kind, _title) in PARTS.items():
        parties.setdefault(role, []).append(stage.organisations[name])
    bargaining = open_round(number, "示范", like.place, like.kind, like.industry, parties)
    previous, salts = FIRST, iter(range(1_000))
    for act in like.acts.prefetch_related("sealed"):
        event = link(number, act.number, previous, act_content(act), str(act.recorded_at), lambda: f"{next(salts):032}")
        previous = event.digest
        act.pk, act.bargaining, act.body, act.digest, act.form_key = (
            None,
            bargaining,
            event.body,
            event.digest,
            f"{number}/{act.number}",
        )
        act.save(force_insert=True)
        SealedText.objects.bulk_create(
            SealedText(act=act, field=text.field, text=text.text, salt=text.salt) for text in event.sealed
        )
    columns = {"acts_count": like.acts_count, "state": like.state, "state_until": like.state_until, "next_due_on": like.next_due_on}
    Round.objects.filter(pk=bargaining.pk).update(**columns)
    bargaining.refresh_from_db()
    return bargaining


def contest(stage: Stage, bargaining: Round, clerks: tuple[Clerk, Clerk]) -> list[object]:
    """Let two clerks send their forms, made under the same page, in the same moment."""
    start, seen = Barrier(2), bargaining.acts_count

    def send(clerk: Clerk) -> object:
        name, content, form_key = clerk
        told = {key: value for key, value in content.items() if key != "by"}
        try:
            start.wait()
            return append(bargaining, told, stage.seat(name), stage.people[name], acts_seen=seen, form_key=form_key)
        except (Overtaken, Refused) as lost:
            return lost
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(send, clerks))


def is_whole(bargaining: Round, acts_count: int) -> bool:
    """Say whether the round has so many acts, chained, none of them refused, and its columns say what they say."""
    bargaining.refresh_from_db()
    stored = list(bargaining.acts.prefetch_related("sealed"))
    standing = replay(read_acts(bargaining, stored), rules_of(bargaining), stored[-1].on, kind=bargaining.kind)
    return (
        bargaining.acts_count == len(stored) == acts_count
        and [act.number for act in stored] == list(range(1, acts_count + 1))
        and verify(export_lines(stored)).ok
        and not standing.refused
        and bargaining.state == standing.standing.state.value
    )


CONTESTED: dict[str, tuple[str, Clerk, Clerk]] = {
    "approve/approve": (
        "received",
        ("bureau", {"kind": "opine", "by": "bureau", "on": "2025-04-28", "objection": False}, "one"),
        ("bureau", {"kind": "opine", "by": "bureau", "on": "2025-04-28", "objection": True}, "other"),
    ),
    "approve/withdraw": (
        "offer",
        ("employers", told("accepted"), "one"),
        ("workers", {"kind": "withdraw_offer", "by": "workers", "on": "2025-03-13"}, "other"),
    ),
    "close/late answer": ("offer", ("employers", CLOSING, "one"), ("employers", LATE_ANSWER, "other")),
    "offer/offer": (
        "employers published",
        ("workers", told("offer"), "one"),
        ("employers", OTHER_OFFER, "other"),
    ),
}


def prepared(stage: Stage, step: str, monkeypatch: pytest.MonkeyPatch) -> Round:
    monkeypatch.setenv("XIESHANG_TODAY", "2025-05-20")
    return stage.tell(acts(until=step))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", CONTESTED)
def test_of_two_acts_prepared_under_one_page_exactly_one_is_taken_and_the_other_is_told_whose(
    stage: Stage, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, one, other = CONTESTED[kind]
    like = prepared(stage, step, monkeypatch)
    for n in range(CONTESTS):
        bargaining = another(stage, like, f"race-{n}")
        clerks = tuple((name, content, f"{n}-{key}") for name, content, key in ((one, other) if n % 2 else (other, one)))
        outcomes = contest(stage, bargaining, clerks)  # type: ignore[arg-type]
        won = [outcome for outcome in outcomes if isinstance(outcome, Act)]
        lost = [outcome for outcome in outcomes if isinstance(outcome, Overtaken)]
        assert (len(won), len(lost)) == (1, 1), outcomes
        assert (lost[0].latest, lost[0].latest.actor) == (won[0], stage.people[won[0].role])
        assert is_whole(bargaining, like.acts_count + 1)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_in_the_same_moment_is_one_act(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    like = prepared(stage, "offer", monkeypatch)
    for n in range(CONTESTS):
        bargaining = another(stage, like, f"race-{n}")
        form: Clerk = ("employers", told("accepted"), f"form-{n}")
        first, second = contest(stage, bargaining, (form, form))
        assert isinstance(first, Act)
        assert first == second
        assert is_whole(bargaining, like.acts_count + 1)


@pytest.mark.django_db(transaction=True)
def test_whoever_lost_and_sends_again_under_the_new_page_is_judged_by_what_stands_now(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: Callable[[Round, int, str], object] = lambda bargaining, seen, key: append(  # noqa: E731
        bargaining, CLOSING, stage.seat("employers"), stage.people["employers"], acts_seen=seen, form_key=key
    )
    bargaining = prepared(stage, "offer", monkeypatch)
    closed(bargaining, 5, "first")
    with pytest.raises(Overtaken):
        closed(bargaining, 5, "second")
    with pytest.raises(Refused) as refused:
        closed(bargaining, 6, "third")
    assert refused.value.refusals[0].code == "act.round_ended"
    assert is_whole(bargaining, 6)
