"""The one writer of a round: what it stores, what it refuses, and that a form sent twice is one act."""

import json
from collections.abc import Callable

import pytest
from cast import MAIN_PATH, acts

from xieshang.core.ledger_check import verify
from xieshang.core.refusals import Refused
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.services import Overtaken, append, rebuild, replayed
from xieshang.web.shared.clock import today


def sent(stage: object, name: str, acts_seen: int, form_key: str, **content: object) -> Act:
    told = {key: value for key, value in MAIN_PATH[name].items() if key != "by"} | content
    by = MAIN_PATH[name]["by"]
    return append(stage.bargaining, told, stage.seat(by), stage.people[by], acts_seen=acts_seen, form_key=form_key)  # type: ignore[attr-defined]


def test_the_whole_main_path_is_told_through_the_writer(at: Callable) -> None:  # type: ignore[type-arg]
    stage = at("employers posted")
    assert (stage.bargaining.acts_count, stage.bargaining.state) == (20, "published")
    assert stage.bargaining.state_until.isoformat() == "2025-06-01"


def test_the_columns_are_what_the_replay_of_the_acts_says(at: Callable) -> None:  # type: ignore[type-arg]
    bargaining = at("received").bargaining
    before = Round.objects.values().get(pk=bargaining.pk)
    rebuild(bargaining)
    assert Round.objects.values().get(pk=bargaining.pk) == before
    assert replayed(bargaining, today()).standing.state.value == before["state"]


def test_a_form_sent_twice_is_one_act(stage: object) -> None:
    first, second = (sent(stage, "workers named", 0, "the-form") for _ in range(2))
    assert (first.pk, Act.objects.count()) == (second.pk, 1)


def test_the_slower_of_two_is_told_who_was_first(stage: object) -> None:
    sent(stage, "workers named", 0, "one")
    with pytest.raises(Overtaken) as overtaken:
        sent(stage, "employers named", 0, "two")
    assert (overtaken.value.latest.number, overtaken.value.latest.actor) == (1, stage.people["workers"])  # type: ignore[attr-defined]
    assert Act.objects.count() == 1
    assert sent(stage, "employers named", 1, "three").number == 2


def test_an_act_that_is_refused_leaves_nothing_behind(at: Callable) -> None:  # type: ignore[type-arg]
    stage = at("workers named")
    with pytest.raises(Refused) as refused:
        sent(stage, "offer", 1, "early", on="2025-02-23")
    assert refused.value.refusals[0].code == "act.out_of_order"
    stage.bargaining.refresh_from_db()
    assert (stage.bargaining.acts_count, Act.objects.count()) == (1, 1)


def test_personal_text_lies_beside_the_chain_and_the_chain_verifies(at: Callable) -> None:  # type: ignore[type-arg]
    bargaining = at("received").bargaining
    told = list(bargaining.acts.all())
    lines = [f"{act.digest} {act.body}\n".encode() for act in told] + [f"head {len(told)} {told[-1].digest}\n".encode()]
    assert verify(lines).ok
    assert "职工甲" not in b"".join(lines).decode()
    assert json.loads(told[0].body)["fields"] == {}
    assert told[0].sealed.get(field="members").text[0]["name"] == "职工甲"


def test_a_stored_act_keeps_the_day_of_the_law_it_was_read_under(at: Callable) -> None:  # type: ignore[type-arg]
    assert {str(act.law_as_recorded_on) for act in at("offer").bargaining.acts.all()} == {"2026-11-24"}
    assert len(acts(until="offer")) == 5


def test_an_act_of_tomorrow_is_not_taken_today(stage: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", "2025-02-23")
    with pytest.raises(Refused) as refused:
        sent(stage, "workers named", 0, "form")
    assert (refused.value.refusals[0].code, Act.objects.count()) == ("act.in_future", 0)
    monkeypatch.setenv("XIESHANG_TODAY", "2025-02-24")
    assert sent(stage, "workers named", 0, "form").number == 1
