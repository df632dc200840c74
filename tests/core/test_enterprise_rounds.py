"""The round of one enterprise: its floors against the contracts above it, at both sides of each threshold."""

from copy import deepcopy
from typing import Any

import pytest
from cast import PLACE, acts, rules

from xieshang.core.acts import read_round
from xieshang.core.contract import digest, read_contract
from xieshang.core.fields import Fields
from xieshang.core.procedure import Replay, recheck, replay
from xieshang.core.standing import State

FIRM = "示范企业01"
PROPOSED = len(acts(until="proposed")) - 1
CELL = {"category": "关键类", "occupation": "6-18-02-04", "level": 4}


def above(amount_fen: int = 350_000, **changed: Any) -> dict[str, Any]:
    """Give the contract of the trade, with one row for senior welders."""
    row = {"id": "3-4", **CELL, "amount_fen": amount_fen, **changed.pop("row", {})}
    return {
        "id": "130123-2024-01",
        "title": "示范县刃模具行业合同",
        "kind": "industry",
        "scope": {"places": ["130123"], "industries": ["C33"], **changed.pop("scope", {})},
        "term": {"from": "2025-01-01", "to": "2025-12-31"},
        "known_on": "2024-12-20",
        "tables": [{"form": "monthly_floor", "rows": [row]}],
        **changed,
    }


def table(*amounts_fen: int, **changed: Any) -> dict[str, Any]:
    rows = [{"id": str(number), **CELL, "amount_fen": amount, **changed} for number, amount in enumerate(amounts_fen, 1)]
    return {"form": "monthly_floor", "rows": rows}


def told(proposed: dict[str, Any], *contracts: dict[str, Any], until: str = "proposed", **more: Any) -> Replay:
    """Replay the round of the firm up to a step, with what it proposes and what stands above it."""
    content = {
        "id": "r",
        "at": PLACE,
        "kind": "enterprise",
        "enterprise": FIRM,
        "industry": "C3311",
        "above": list(contracts),
        "acts": acts(until=until, proposed=proposed),
        **more,
    }
    bargained = read_round(Fields(deepcopy(content)))
    day = bargained.acts[-1].on  # type: ignore[union-attr]
    return replay(bargained.acts, rules(), day, kind=bargained.kind, above=bargained.above)


def refused(replayed: Replay) -> list[str]:
    return [entry.refusal.code for entry in replayed.refused]


def warned(replayed: Replay) -> list[str]:
    return [entry.code for entry in replayed.warnings if "above" in entry.code]


@pytest.mark.case("N51.4-own")
@pytest.mark.parametrize(
    ("amount_fen", "codes", "warnings"),
    [
        (349_999, ["floor.below_contract_above"], []),
        (350_000, [], ["floor.not_above_contract_above"]),
        (350_001, [], []),
    ],
)
def test_below_the_contract_above_is_refused_and_equal_is_told(amount_fen: int, codes: list[str], warnings: list[str]) -> None:
    replayed = told({"table": table(amount_fen)}, above())
    assert (refused(replayed), warned(replayed)) == (codes, warnings)


@pytest.mark.case("LCL.55-enterprise")
def test_the_refusal_gives_both_figures_with_title_row_and_article() -> None:
    entry = told({"table": table(400_000, 300_000)}, above()).refused[0]
    assert entry.index == PROPOSED
    facts = {"floor_fen": 300_000, "above_fen": 350_000, "title": "示范县刃模具行业合同", "above_row": "3-4", "row": "2"}
    assert {key: entry.refusal.facts[key] for key in facts} == facts
    assert str(entry.refusal.rule) == "《中华人民共和国劳动合同法》第五十四条、第五十五条"


def test_without_a_contract_above_or_in_another_kind_of_round_nothing_is_held_against_it() -> None:
    low = {"table": table(300_000)}
    assert refused(told(low)) == []
    assert refused(told(low, above(), kind="industry")) == []
    assert refused(told(low, above())) == ["floor.below_contract_above"]


@pytest.mark.parametrize(
    "changed",
    [
        {"scope": {"places": ["130102"]}},
        {"scope": {"industries": ["C34"]}},
        {"scope": {"enterprises": ["示范企业02"]}},
        {"scope": {"binding": "signatory", "confirmed": ["示范企业02"]}},
        {"kind": "enterprise"},
        {"known_on": None},
        {"known_on": "2025-04-02"},
        {"term": {"from": "2025-07-01", "to": "2025-12-31"}},
        {"term": {"from": "2024-01-01", "to": "2025-03-31"}},
        {"row": {"level": 5}},
        {"row": {"occupation": "6-18-01-01"}},
        {"row": {"category": "重要类"}},
    ],
    ids=str,
)
def test_only_a_contract_that_reaches_the_cell_on_the_day_counts(changed: dict[str, Any]) -> None:
    assert refused(told({"table": table(300_000)}, above(**changed))) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"scope": {"places": ["130100"], "industries": None}},
        {"scope": {"enterprises": [FIRM]}},
        {"scope": {"binding": "signatory", "confirmed": [FIRM]}},
        {"known_on": "2025-04-01"},
        {"term": {"from": "2025-04-01", "to": None}},
        {"term": {"from": "2025-06-01", "to": "2025-12-31"}},
        {"row": {"level": None, "category": None}},
        {"row": {"occupation": "6-18"}},
    ],
    ids=str,
)
def test_a_contract_that_reaches_it_in_whatever_way_counts(changed: dict[str, Any]) -> None:
    proposed = {"table": table(300_000), "term": {"from": "2025-06-01", "to": "2026-05-31"}}
    assert refused(told(proposed, above(**changed))) == ["floor.below_contract_above"]


def test_the_highest_of_several_contracts_is_the_one_that_is_named() -> None:
    entry = told({"table": table(340_000)}, above(345_000), above(360_000, id="region", title="示范园区合同")).refused[0]
    assert (entry.refusal.facts["above_fen"], entry.refusal.facts["title"]) == (360_000, "示范园区合同")


def test_a_row_for_more_people_than_the_row_above_is_told_and_not_refused() -> None:
    wide = table(300_000, level=None)
    assert (refused(told({"table": wide}, above())), warned(told({"table": wide}, above()))) == (
        [],
        ["floor.partly_below_contract_above"],
    )
    both = {"form": "monthly_floor", "rows": [*wide["rows"], *table(360_000)["rows"][:1]]}
    both["rows"][1]["id"] = "2"
    assert warned(told({"table": both}, above())) == []


def test_another_form_of_floor_is_not_compared() -> None:
    assert refused(told({"table": {**table(30_000), "form": "skill_allowance"}}, above())) == []
    allowance = above(tables=[{"form": "skill_allowance", "rows": [{"id": "1", **CELL, "amount_fen": 30_001}]}])
    assert refused(told({"table": {**table(30_000), "form": "skill_allowance"}}, allowance)) == ["floor.below_contract_above"]


def named(contract: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"contract": contract["id"], "digest": digest(read_contract(Fields(contract))), **more}


def test_an_act_that_names_what_stood_above_is_judged_under_that_and_nothing_later() -> None:
    first, later = above(350_000), above(380_000, id="later")
    proposed = {"table": table(360_000), "above": [named(first)]}
    assert refused(told(proposed, first, later)) == []
    assert refused(told({**proposed, "above": None}, first, later)) == ["floor.below_contract_above"]
    assert refused(told({"table": table(340_000), "above": [named(first)]}, first, later)) == ["floor.below_contract_above"]
    assert refused(told({"table": table(300_000), "above": []}, first, later)) == []


def test_a_contract_that_an_act_names_holds_until_the_day_that_it_names() -> None:
    contract = above()
    low = table(300_000)
    assert refused(told({"table": low, "above": [named(contract, until="2025-04-01")], "term": None}, contract)) == [
        "floor.below_contract_above"
    ]
    assert refused(told({"table": low, "above": [named(contract, until="2025-03-31")], "term": None}, contract)) == []


def test_a_named_contract_that_is_not_at_hand_or_was_changed_is_told() -> None:
    contract = above()
    replayed = told({"table": table(300_000), "above": [named(contract)]}, above(340_000))
    assert (refused(replayed), warned(replayed)) == ([], ["contract_above.not_at_hand"])
    assert warned(told({"table": table(360_000), "above": [named(contract)]}, contract)) == []


def test_the_vote_asks_again_under_what_stands_above_by_then() -> None:
    agreed, later = {"table": table(360_000)}, above(380_000, id="later", known_on="2025-04-10")
    assert refused(told(agreed, above(), until="voted")) == []
    assert refused(told(agreed, above(), later, until="voted")) == ["floor.below_contract_above"]
    assert told(agreed, above(), until="voted").standing.state is State.RATIFYING


def test_checking_again_later_names_nothing_for_what_came_after_the_act() -> None:
    first, later = above(350_000), above(380_000, id="later")
    content = {"id": "r", "at": PLACE, "kind": "enterprise", "enterprise": FIRM, "industry": "C33", "above": [first, later]}
    proposed = {"table": table(360_000), "above": [named(first)]}
    bargained = read_round(Fields({**content, "acts": acts(until="proposed", proposed=proposed)}))
    assert list(recheck(bargained.acts, rules(), bargained.acts[-1].on, kind="enterprise", above=bargained.above)) == []  # type: ignore[union-attr]


def test_a_round_of_an_enterprise_is_read_with_what_stands_above_it() -> None:
    bargained = read_round(Fields({"id": "r", "at": PLACE, "kind": "enterprise", "above": [above()], "acts": []}))
    assert [contract.id for contract in bargained.above.contracts] == ["130123-2024-01"]
    assert bargained.contracts_above[0].tables[0].rows[0].amount_fen == 350_000
    assert read_round(Fields({"id": "r", "at": PLACE, "acts": []})).contracts_above == ()
