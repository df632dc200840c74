"""The one writer of a round: what it stores, what it refuses, and that a form sent twice is one act."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from cast import MAIN_PATH, acts, played

from xieshang.core.ledger_check import verify
from xieshang.core.procedure import duties
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refused
from xieshang.core.standing import State
from xieshang.law import statute_book
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.services import Overtaken, append, rebuild, replayed, rules_of
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


def act(by: str, kind: str, on: str, **fields: object) -> dict[str, object]:
    return {"by": by, "kind": kind, "on": on, **fields}


OBJECTED = act("bureau", "opine", "2025-05-05", objection=True)
TO_AMENDMENT = act("workers", "propose_amendment", "2025-07-01", ground="协商一致")
SIDE_PATHS: dict[str, tuple[str, list[dict[str, object]]]] = {
    "the whole road": ("employers posted", []),
    "refused": ("offer", [act("employers", "respond", "2025-03-10", accepts=False, reason="缓议")]),
    "withdrawn": ("offer", [act("workers", "withdraw_offer", "2025-03-10")]),
    "suspended": ("met", [act("workers", "suspend", "2025-04-01", until="2025-04-10")]),
    "resumed": ("met", [act("workers", "suspend", "2025-04-01"), act("employers", "resume", "2025-04-03")]),
    "mediated": (
        "met",
        [
            act("workers", "ask_mediation", "2025-04-02"),
            act("bureau", "accept_mediation", "2025-04-03"),
            act("bureau", "extend_mediation", "2025-04-04", days=5),
            act("bureau", "settle_mediation", "2025-04-05"),
        ],
    ),
    "not mediated": (
        "met",
        [
            act("workers", "ask_mediation", "2025-04-02"),
            act("bureau", "accept_mediation", "2025-04-03"),
            act("bureau", "fail_mediation", "2025-04-05"),
        ],
    ),
    "vacancy": ("met", [act("workers", "replace_representative", "2025-04-01", leaves="职工丙")]),
    "objections": (
        "proposed",
        [
            act("enterprise", "object", "2025-04-01", text="太高"),
            act("workers", "answer_objection", "2025-04-02", number=1, text="已说明"),
        ],
    ),
    "rejected": ("employers initialled", [{**MAIN_PATH["voted"], "yes": 59}]),
    "confirmed": ("employers initialled", [act("enterprise", "confirm", "2025-04-03", enterprise="示范企业01")]),
    "sent back": ("received", [act("bureau", "ask_cure", "2025-05-06", missing=["会议记录"])]),
    "objected": ("received", [OBJECTED, act("workers", "sign", "2025-05-06"), act("employers", "sign", "2025-05-07")]),
    "approved": ("received", [act("bureau", "opine", "2025-05-05", objection=False)]),
    "breach": (
        "employers posted",
        [
            act("bureau", "inspect", "2025-06-05", enterprise="示范企业01", findings=["欠付"]),
            act("enterprise", "remedy", "2025-06-09", enterprise="示范企业01", evidence="已补发"),
        ],
    ),
    "amending": ("employers posted", [TO_AMENDMENT, act("workers", "close_without_agreement", "2025-07-05")]),
    "ended": ("employers posted", [act("workers", "terminate", "2025-07-01", ground="协商一致")]),
    "closed": ("met", [act("employers", "close_without_agreement", "2025-04-05")]),
}


@pytest.mark.parametrize("path", SIDE_PATHS)
def test_the_columns_are_those_of_a_fresh_rebuild_after_every_act_and_tell_the_day_of_the_next_change(
    stage: object, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    until, more = SIDE_PATHS[path]
    for told in [*acts(until=until), *more]:
        monkeypatch.setenv("XIESHANG_TODAY", str(told["on"]))
        bargaining = stage.tell([told])  # type: ignore[attr-defined]
        bargaining.refresh_from_db()
        assert rebuild(bargaining) is False, told["kind"]
        standing = replayed(bargaining, today()).standing
        due = [duty.due_on for duty in duties(standing, Reading(rules_of(bargaining), today())) if duty.due_on and not duty.done_on]
        assert (bargaining.state, bargaining.next_due_on) == (standing.state.value, min(due, default=None))
    if bargaining.state_until:
        states = [replayed(bargaining, bargaining.state_until - timedelta(days)).standing.state.value for days in (1, 0)]
        assert states[0] == bargaining.state != states[1]
        monkeypatch.setenv("XIESHANG_TODAY", bargaining.state_until.isoformat())
        assert rebuild(bargaining)


def test_together_the_paths_pass_through_every_state() -> None:
    seen: set[State] = {State.SCOPED}
    for until, more in SIDE_PATHS.values():
        told = [*acts(until=until), *more]
        days = sorted({date.fromisoformat(str(one["on"])) for one in told})
        seen |= {played(told, on=str(day)).standing.state for day in (*days, days[-1] + timedelta(40))}
    assert seen == set(State)


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
    assert {str(act.law_as_recorded_on) for act in at("offer").bargaining.acts.all()} == {statute_book().recorded_on.isoformat()}
    assert len(acts(until="offer")) == 5


def test_an_act_of_tomorrow_is_not_taken_today(stage: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", "2025-02-23")
    with pytest.raises(Refused) as refused:
        sent(stage, "workers named", 0, "form")
    assert (refused.value.refusals[0].code, Act.objects.count()) == ("act.in_future", 0)
    monkeypatch.setenv("XIESHANG_TODAY", "2025-02-24")
    assert sent(stage, "workers named", 0, "form").number == 1
