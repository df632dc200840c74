"""What a table costs, exact at both sides of each threshold."""

import numpy as np
import pytest
from cost_cases import built, costed, paid, pay_rows, table
from pay_cases import CODES, OTHER_PLACE, PLACE, SOURCE, TURNER, UNKNOWN_PLACE, WELDER, gross, law, row

from xieshang.core.refusals import Refused
from xieshang.core.rules import Rules
from xieshang.core.sources import Trust
from xieshang.core.wage_table import Area, Form
from xieshang.engine.bite import bite_of
from xieshang.engine.costing import refuse_uncostable
from xieshang.engine.curves import NO_FLOOR, Curve, exact_sum, sort_curve
from xieshang.engine.employments import FULL_TIME_HOURS, MOST_FEN, take_employments
from xieshang.engine.ladder import at_floor, inversions_created
from xieshang.engine.net_of_allowance import net_of_allowance


def test_five_workers_are_costed_as_by_hand() -> None:
    workers = [
        paid(280_000, level="2", category="关键类"),
        paid(300_000, level="2", category="关键类"),
        paid(150_000, skill_allowance_fen=20_000, category="关键类", paid_days="10.99"),
        paid(170_000, skill_allowance_fen=15_000, category="关键类", paid_days="11"),
        paid(250_000, level="", occupation=WELDER),
    ]
    rows = [
        row(300_000, 2, "1", category="关键类", occupation="6-18-01"),
        row(390_000, 4, "2", category="关键类", occupation="6-18"),
    ]
    costing = built(workers)
    cost = costing.cost(rows)
    assert (len(costing.employments), cost.covered, cost.affected) == (4, 3, 2)
    assert (cost.monthly_fen, cost.mean_raise_fen, costing.wage_bill_fen()) == (40_000, 20_000, 1_200_000)
    assert costing.employments.left_out.under_half_attendance == 1
    assert cost.by_cell.monthly_fen.tolist() == [20_000, 20_000, 0]


@pytest.mark.parametrize(("wage", "affected"), [(299_999, 1), (300_000, 0), (300_001, 0)])
def test_a_worker_exactly_at_the_floor_is_not_affected(wage: int, affected: int) -> None:
    cost = costed([paid(wage)], row(300_000))
    assert (cost.affected, cost.monthly_fen, cost.mean_raise_fen) == (affected, affected, 1 if affected else None)


def test_the_highest_row_that_reaches_a_cell_holds_and_of_equal_rows_the_first() -> None:
    rows = [
        row(100_000, None, "any"),
        row(200_000, 4, "parent", occupation="6-18"),
        row(300_000, 4, "own", occupation=TURNER, category="关键类"),
        row(300_000, None, "equal", occupation="6-18-01"),
        row(900_000, 4, "not at a hyphen", occupation="6-1"),
        row(900_000, 5, "other level", occupation=TURNER),
        row(900_000, 4, "other category", category="核心类"),
    ]
    workers = [paid(0, category="关键类"), paid(0, occupation=WELDER), paid(0, level="")]
    floors = built(workers).index.floors(rows)
    assert [rows[number].id for number in floors.rows.tolist()] == ["equal", "own", "parent"]
    assert floors.reaching == (True, True, True, True, False, False, False)


def test_a_cell_that_no_row_reaches_has_no_floor_and_costs_nothing() -> None:
    cost = costed([paid(0)], row(300_000, 5))
    assert cost.floors.floors_fen.tolist() == [NO_FLOOR]
    assert (cost.covered, cost.affected, cost.monthly_fen) == (0, 0, 0)


def test_the_latest_month_of_each_person_counts_unless_one_month_is_asked_for() -> None:
    workers = [
        paid(100_000, person="甲", month="2026-02"),
        paid(200_000, person="甲", month="2026-03"),
        paid(100_000, person="乙", month="2026-02"),
    ]
    assert built(workers).employments.months == {"2026-02": 1, "2026-03": 1}
    assert costed(workers, row(300_000)).monthly_fen == 300_000
    assert costed(workers, row(300_000), month="2026-02").monthly_fen == 400_000
    with pytest.raises(Refused) as refused:
        built(workers, month="2026-01")
    assert refused.value.refusals[0].code == "cost.month_absent"
    assert refused.value.refusals[0].facts["months"] == ("2026-02", "2026-03")


def test_a_person_at_two_enterprises_is_two_employments_and_one_who_has_moved_is_one() -> None:
    workers = [
        paid(100_000, person="甲", enterprise="示范企业01", month="2026-03"),
        paid(200_000, person="甲", enterprise="示范企业02", month="2026-03"),
        paid(100_000, person="乙", enterprise="示范企业01", month="2026-02"),
        paid(100_000, person="乙", enterprise="示范企业02", month="2026-03"),
    ]
    costing = built(workers)
    assert (len(costing.employments), costing.employments.persons) == (3, 2)
    cost = costing.by_enterprise(costing.cost([row(300_000)]).floors)
    assert (costing.employments.enterprises, cost.monthly_fen.tolist()) == (("示范企业01", "示范企业02"), [200_000, 300_000])


@pytest.mark.parametrize(("days", "taken"), [("10.87", 0), ("10.88", 1), ("0", 0)])
def test_half_of_the_payable_days_is_taken_and_less_is_left_out(days: str, taken: int) -> None:
    employments = built([paid(1000, payable_days="21.75", paid_days=days)]).employments
    assert (len(employments), employments.left_out.under_half_attendance) == (taken, 1 - taken)


def test_only_the_area_of_the_table_has_its_floors() -> None:
    workers = [paid(0, place=PLACE), paid(0, place=OTHER_PLACE), paid(0, place=UNKNOWN_PLACE)]
    for places, covered in (((PLACE,), 1), (("130100",), 2), (None, 3), ((), 0)):
        assert costed(workers, row(300_000), area=Area("一档", places)).covered == covered


def test_contributions_are_taken_off_only_where_the_law_says_net() -> None:
    rows = pay_rows([paid(300_000, employee_contributions_fen=20_000)])
    for net, wage in ((False, 300_000), (True, 280_000)):
        packs = (gross(Trust.PROVISIONAL, net=net),)
        employments = take_employments(rows, Form.MONTHLY_FLOOR, lambda place, packs=packs: Rules(place, packs), CODES)
        assert employments.paid_fen.tolist() == [wage]
        assert [(basis.net, basis.trust, basis.source) for basis in employments.bases] == [(net, Trust.PROVISIONAL, SOURCE)]


def test_the_wage_without_its_allowance_is_held_against_the_minimum_of_its_month() -> None:
    def counted(wage: int, **cells: str) -> tuple[int, int]:
        rows = pay_rows([paid(wage, skill_allowance_fen=50_000, **cells)])
        employments = take_employments(rows, Form.SKILL_ALLOWANCE, law, CODES)
        told = net_of_allowance(rows, employments, np.ones(1, dtype=bool), law)
        return told.below, told.unknown

    assert [counted(237_999), counted(238_000)] == [(1, 0), (0, 0)]
    assert [counted(249_999, month="2026-06"), counted(250_000, month="2026-06")] == [(1, 0), (0, 0)]
    assert [counted(118_999, paid_days="11"), counted(119_000, paid_days="11")] == [(1, 0), (0, 0)]
    assert counted(0, place=UNKNOWN_PLACE) == (0, 1)


def test_amounts_beyond_any_wage_and_other_currencies_are_refused() -> None:
    refuse_uncostable(table(row(MOST_FEN)))
    for bad, code, at in (
        (table(row(1), row(MOST_FEN + 1)), "cost.amount_too_large", 2),
        (table(currency="USD"), "cost.currency", None),
    ):
        with pytest.raises(Refused) as refused:
            refuse_uncostable(bad)
        assert [(refusal.code, refusal.row) for refusal in refused.value.refusals] == [(code, at)]


def test_sums_beyond_64_bits_stay_exact() -> None:
    workers = np.zeros(3, dtype=np.int64)
    wages = np.array([1, 2, 3_000_000_000_000_000_000], dtype=np.int64)
    curve: Curve = sort_curve(workers, 1, wages, np.full(3, FULL_TIME_HOURS), wages, FULL_TIME_HOURS)
    cost = curve.cost(np.array([4_000_000_000_000_000_000]))
    assert cost.total_monthly_fen == 3 * 4 * 10**18 - 3 - 3 * 10**18
    assert exact_sum(np.array([2**62, 2**62])) == 2**63


def test_nobody_at_all_costs_nothing() -> None:
    costing = built([paid(1, paid_days="0")])
    cost = costing.cost([row(300_000)])
    assert (cost.covered, cost.affected, cost.monthly_fen, cost.mean_raise_fen, costing.wage_bill_fen()) == (0, 0, 0, None, 0)
    assert costing.by_enterprise(cost.floors).monthly_fen.tolist() == []
    assert (at_floor(costing, cost.floors), inversions_created(costing, cost.floors)) == (0, 0)
    assert bite_of(costing, cost).to_median is None


def test_below_adds_up_over_enterprises() -> None:
    workers = [paid(280_000 + 10_000 * number, enterprise=f"示范企业0{number % 3 + 1}") for number in range(9)]
    costing = built(workers)
    for grid_fen in range(280_000, 370_000, 1000):
        all_, each = (curve.below(np.full(len(curve.workers), grid_fen)) for curve in (costing.cells, costing.posts.curve))
        assert all_.workers.sum() == each.workers.sum()
        assert all_.wages_fen.sum() == each.wages_fen.sum()


def test_the_median_is_a_wage_that_somebody_earns() -> None:
    costing = built([paid(wage) for wage in (100, 200, 300, 400)])
    assert costing.cells.medians().tolist() == [200]
    bite = bite_of(costing, costing.cost([row(250)]))
    assert [*map(str, (bite.covered_share, bite.affected_share, bite.to_median, bite.to_mean))] == ["1", "1/2", "5/4", "1"]


def test_an_inversion_is_counted_where_the_table_makes_it_and_not_where_it_was() -> None:
    workers = [
        paid(100, level="3"),
        paid(150, level="4"),
        paid(250, level="4"),
        paid(90, level="4"),
        paid(150, level="4", enterprise="示范企业02"),
    ]
    costing = built(workers)
    tied = built([paid(150, level="3"), paid(150, level="4")])
    falling, flat = [row(200, 3, "1"), row(120, 4, "2")], [row(200, 3, "1"), row(200, 4, "2")]
    assert inversions_created(costing, costing.cost(falling).floors) == 1
    assert inversions_created(costing, costing.cost(flat).floors) == 0
    assert inversions_created(tied, tied.cost(falling).floors) == 1


@pytest.mark.parametrize(("wage", "at"), [(199, 1), (200, 1), (201, 0)])
def test_those_below_the_floor_and_those_at_it_are_at_it_after(wage: int, at: int) -> None:
    costing = built([paid(wage), paid(0, level="5")])
    assert at_floor(costing, costing.cost([row(200)]).floors) == at


def test_parts_of_a_fen_are_rounded_up_once_in_each_figure() -> None:
    workers = [paid(0, level=level, employment="part_time", hours="58", enterprise=f"示范企业{level}") for level in "345"]
    costing = built(workers)
    cost = costing.cost([row(100, None)])
    assert cost.by_cell.monthly_fen.tolist() == costing.by_enterprise(cost.floors).monthly_fen.tolist() == [34, 34, 34]
    assert cost.monthly_fen == 100


def test_the_curve_is_built_of_every_enterprise() -> None:
    costing = built([paid(number, enterprise=f"示范企业{number % 4}", level=str(number % 3 + 1)) for number in range(24)])
    everyone = np.ones(3, dtype=bool)
    assert costing.workers_by_enterprise(everyone).tolist() == [6, 6, 6, 6]
    assert costing.posts.curve.workers.tolist() == [2] * 12
    assert costing.bills_fen(costing.employments.enterprise, 4).sum() == costing.wage_bill_fen() == 276
