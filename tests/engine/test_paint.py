"""Painted floors: the highest rule in each cell, the first given of equals, and only posts that occur."""

from datetime import date

import numpy as np
import pytest
from pay_cases import CODES, EVER, PLACE, TURNER, WELDER, contract, row

from xieshang.core.contract import Contract, Scope, Term
from xieshang.core.floors import Rule, Worker, applicable, contract_rules
from xieshang.core.month_parts import floor_due, month_parts, weekdays_in
from xieshang.engine.dues import amounts_of
from xieshang.engine.paint import Axes, Groups, Painter, Posts, changes_of, rank_rules, timeline

MONTHS = ("2026-03", "2026-04")


def rules_of(*contracts: Contract) -> list[Rule]:
    return [rule for agreed in contracts for rule in contract_rules(agreed)]


def axes_of(rules: list[Rule], occupations: tuple[str, ...] = (TURNER, WELDER)) -> Axes:
    """Two posts of one group, with the levels 0 (not known) and 4."""
    one = np.zeros(1, dtype=np.int64)
    return Axes(
        (PLACE,), ("C3525",), ("",), occupations, (0, 4), (), Groups(one, one, one, one),
        Posts(np.arange(len(occupations)), np.zeros(len(occupations), dtype=np.int64)), timeline(MONTHS, changes_of(rules)),
    )  # fmt: skip


def painted(*contracts: Contract) -> tuple[list[Rule], Axes, np.ndarray]:
    rules = rules_of(*contracts)
    ranked, axes = rank_rules(rules), axes_of(rules)
    table = Painter(axes, CODES).paint(enumerate(ranked, 1), np.arange(len(axes.posts)))
    return ranked, axes, table


def test_the_highest_rule_holds_each_cell_and_a_parent_reaches_its_children() -> None:
    ranked, _, table = painted(
        contract(row(250_000, level=None, number="any")),
        contract(row(300_000, occupation="6-18-01"), name="trade"),
        contract(row(200_000, occupation=TURNER), name="low"),
    )
    names = [[[ranked[rank - 1].id for rank in parts.tolist()] for parts in levels] for levels in table]
    assert names == [[["c/any"] * 2, ["trade/1"] * 2], [["c/any"] * 2, ["c/any"] * 2]]


def test_of_equal_amounts_the_first_given_is_painted_last() -> None:
    same = [contract(row(300_000), name=name) for name in ("z", "a", "m")]
    assert [rule.contract for rule in rank_rules(rules_of(*same))] == ["m", "a", "z"]
    ranked, _, table = painted(*same)
    assert {ranked[rank - 1].contract for rank in table[:, 1].ravel().tolist()} == {"z"}


def test_a_cell_that_no_rule_reaches_holds_none() -> None:
    _, _, table = painted(contract(row(300_000)))
    assert table[:, 0].ravel().tolist() == [0] * 4


def test_a_rule_is_painted_over_the_parts_of_its_term_alone() -> None:
    ranked, axes, table = painted(contract(row(300_000), term=Term(date(2026, 3, 16), date(2026, 4, 14))))
    assert [(part.first_on.isoformat(), part.weight) for part in axes.timeline.parts] == [
        ("2026-03-01", 10),
        ("2026-03-16", 12),
        ("2026-04-01", 10),
        ("2026-04-15", 12),
    ]
    assert table[0, 1].tolist() == [0, 1, 1, 0]
    assert len(ranked) == 1


def test_posts_outside_the_scope_stay_empty_and_are_not_reached() -> None:
    rules = rules_of(
        contract(row(300_000), scope=Scope(places=("130102",))), contract(row(300_000), scope=Scope(industries=("C34",)))
    )
    painter = Painter(axes_of(rules), CODES)
    assert not painter.paint(enumerate(rank_rules(rules), 1), np.arange(2)).any()
    assert painter.reached(rules).tolist() == []
    assert painter.reached(rules_of(contract(row(1)))).tolist() == [0, 1]


def test_a_slab_of_posts_is_painted_as_the_whole_table_is() -> None:
    rules = rules_of(contract(row(300_000, occupation=TURNER)), contract(row(310_000, occupation="6-18-02")))
    ranked, axes = rank_rules(rules), axes_of(rules)
    whole = Painter(axes, CODES).paint(enumerate(ranked, 1), np.arange(2))
    slabs = [Painter(axes, CODES).paint(enumerate(ranked, 1), np.array([post])) for post in range(2)]
    assert np.array_equal(whole, np.concatenate(slabs))


@pytest.mark.parametrize("level", [None, 4])
@pytest.mark.parametrize("occupation", [TURNER, WELDER])
def test_a_cell_holds_what_the_core_answers_for_one_worker(level: int | None, occupation: str) -> None:
    contracts = [contract(row(300_000, occupation=TURNER)), contract(row(260_000, level=None), name="any")]
    ranked, axes, table = painted(*contracts)
    worker = Worker(PLACE, "C3525", occupation, level, None, "示范企业01")
    answer = applicable(worker, date(2026, 4, 1), date(2026, 4, 1), rules_of(*contracts), CODES)
    rank = table[axes.occupations.index(occupation), axes.levels.index(level or 0), -1]
    assert amounts_of(ranked)[rank] == answer.amount_fen


def test_the_weights_of_parts_are_weekdays_and_a_part_without_any_is_left_out() -> None:
    assert [part.weight for part in month_parts("2026-03", [date(2026, 3, 7), date(2026, 3, 9)])] == [5, 17]
    assert weekdays_in(date(2026, 3, 1), date(2026, 3, 1)) == 0
    assert changes_of(rules_of(contract(row(1), term=Term(EVER, date(2026, 3, 15))))) == {EVER, date(2026, 3, 16)}


@pytest.mark.parametrize(
    ("paid", "payable", "due_fen"), [(2200, 2200, 300_000), (2199, 2200, 299_864), (1, 2200, 137), (0, 2200, 0)]
)
def test_what_is_due_is_rounded_up_once(paid: int, payable: int, due_fen: int) -> None:
    assert floor_due(300_000, 1, paid, payable) == due_fen
    assert floor_due(300_000 * 22, 22, paid, payable) == due_fen


def test_amounts_beyond_any_wage_are_kept_exact() -> None:
    ordinary, huge = amounts_of(rules_of(contract(row(10**12)))), amounts_of(rules_of(contract(row(10**12 + 1))))
    assert (ordinary.dtype, huge.dtype) == (np.int64, object)
    assert huge.tolist() == [0, 10**12 + 1]
