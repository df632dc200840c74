"""Accounts, headroom and on-costs: what is read, what is refused, and both sides of each group."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from cost_cases import built, paid
from pay_cases import ENTERED, SOURCE, row

from xieshang.core.refusals import Refused
from xieshang.core.rules import LawValue, Pack, Rules
from xieshang.core.sources import Trust
from xieshang.engine.accounts import Accounts, read_accounts
from xieshang.engine.headroom import RATIOS, Bearing, headroom, standings, thresholds
from xieshang.engine.on_costs import Contribution, flat_contribution, law_contributions, on_cost, read_contributions

HEADING = "enterprise,year,labour_cost_fen,revenue_fen,value_added_fen,total_cost_fen,profit_fen,heads"
LINE = "示范企业01,2025,100,500,200,400,20,4"


def accounts(folder: Path, *lines: str, heading: str = HEADING) -> dict[str, Accounts]:
    path = folder / "accounts.csv"
    path.write_text("\n".join([heading, *lines, ""]), "utf-8")
    return read_accounts(path)


def refused(folder: Path, *lines: str, heading: str = HEADING) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(Refused) as caught:
        accounts(folder, *lines, heading=heading)
    return [(refusal.code, refusal.row, refusal.column) for refusal in caught.value.refusals]


def test_the_ratios_are_those_of_the_printed_examples() -> None:
    for labour, added, percent in ((3_840, 9_780, "39.26"), (3_580, 9_780, "36.61"), (4_450, 12_250, "36.33")):
        ratio = Accounts("示范企业01", (2025,), {"labour_cost_fen": labour, "value_added_fen": added}).ratio(
            "labour_cost_fen", "value_added_fen"
        )
        assert ratio is not None
        assert f"{float(100 * ratio):.2f}" == percent


def test_a_ratio_over_nothing_or_over_what_is_not_given_is_null(tmp_path: Path) -> None:
    entry = accounts(tmp_path, "示范企业01,2025,0,500,-200,,-20,")["示范企业01"]
    told = {name: entry.ratio(ratio.over, ratio.under) for name, ratio in RATIOS.items()}
    assert told == dict.fromkeys(RATIOS) | {"labour_cost_to_revenue": Fraction(0)}


def test_the_latest_three_whole_years_are_added_up_the_same_for_every_amount(tmp_path: Path) -> None:
    years = [
        f"示范企业01,{year},{amount},{amount},{amount},,{amount},1"
        for year, amount in ((2021, 1000), (2022, 1), (2023, 2), (2025, 4))
    ]
    entry = accounts(tmp_path, *years, "示范企业01,2024,9,9,,9,9,9")["示范企业01"]
    assert (entry.years, entry.sums["profit_fen"], entry.sums["labour_cost_fen"]) == ((2022, 2023, 2025), 7, 7)
    assert "total_cost_fen" not in entry.sums


def test_headroom_alone_is_enough_and_wins(tmp_path: Path) -> None:
    given = accounts(tmp_path, "示范企业01,500", "示范企业02,-5", "示范企业03,", heading="enterprise,headroom_fen")
    assert [headroom(entry, {}) for entry in given.values()] == [500, 0, None]
    both = accounts(tmp_path, f"{LINE},77", heading=f"{HEADING},headroom_fen")
    assert headroom(both["示范企业01"], thresholds(both, {})) == 77


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (",2025,100,500,200,400,20,4", ("accounts.value_missing", 1, "enterprise")),
        ("示范企业01,,100,500,200,400,20,4", ("accounts.year", 1, "year")),
        ("示范企业01,25,100,500,200,400,20,4", ("accounts.year", 1, "year")),
        ("示范企业01,二〇二五,100,500,200,400,20,4", ("accounts.year", 1, "year")),
        ("示范企业01,2025,100.5,500,200,400,20,4", ("accounts.amount", 1, "labour_cost_fen")),
        ("示范企业01,2025,100,-1,200,400,20,4", ("accounts.negative", 1, "revenue_fen")),
        ("示范企业01,2025,100,500,200,400,20,-4", ("accounts.negative", 1, "heads")),
        ("示范企业01,2025,100,500,20000000000000000,400,20,4", ("accounts.too_large", 1, "value_added_fen")),
        ("911100006000373410,2025,100,500,200,400,20,4", ("enterprise.check_digit", 1, "enterprise")),
    ],
)
def test_a_cell_that_cannot_be_read_refuses_the_file_by_row_and_column(
    tmp_path: Path, line: str, expected: tuple[str, int, str]
) -> None:
    assert refused(tmp_path, line) == [expected]
    assert list(accounts(tmp_path, LINE)) == ["示范企业01"]


def test_a_year_twice_and_a_missing_column_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, LINE, LINE.replace("2025", "2024"), LINE) == [("accounts.repeated", 3, "enterprise")]
    assert refused(tmp_path, "示范企业01,2025,1", heading="enterprise,year,labour_cost_fen") == [
        ("accounts.column_missing", None, name) for name in ("revenue_fen", "value_added_fen", "profit_fen")
    ]


def test_thresholds_are_quantiles_of_the_accounts_unless_they_are_stated(tmp_path: Path) -> None:
    lines = [f"示范企业0{number},2025,100,{1000 * number},200,400,{10 * number},4" for number in range(1, 6)]
    found = thresholds(
        accounts(tmp_path, *lines, "示范企业06,2025,100,0,200,400,0,4"), {"labour_cost_to_value_added": Fraction(3, 5)}
    )
    assert [(limit.value, limit.n) for limit in found.values()] == [
        (Fraction(1, 10), 6),
        (Fraction(3, 5), None),
        (Fraction(1, 20), 5),
    ]


@pytest.mark.case("N51.3-capacity")
def test_an_enterprise_bears_what_its_headroom_holds_with_on_costs_and_not_a_fen_more() -> None:
    costing = built([paid(100), paid(200, enterprise="示范企业02"), paid(300, enterprise="示范企业03")])
    floors = costing.cost([row(200)]).floors
    beside = on_cost(
        costing.employments, floors.floors_fen, np.zeros(3, dtype=np.int64), lambda place: [flat_contribution(Fraction(1, 4))]
    )
    rooms = {100: Bearing.PUSHED_OVER, 124: Bearing.PUSHED_OVER, 125: Bearing.BEARS, 0: Bearing.ALREADY_OVER}
    for room, group in rooms.items():
        given = {"示范企业01": Accounts("示范企业01", (), {}, room), "示范企业02": Accounts("示范企业02", (), {}, 1)}
        told = standings(costing, floors, beside, given, {})
        assert [standing.bearing for standing in told] == [group, Bearing.BEARS, Bearing.UNKNOWN]
    without = standings(costing, floors, None, {"示范企业01": Accounts("示范企业01", (), {}, 100)}, {})
    assert without[0].bearing is Bearing.BEARS


def test_contributions_are_clamped_at_both_bounds_and_rounded_up_once() -> None:
    costing = built([paid(100), paid(200), paid(250)])
    floors = costing.cost([row(300)]).floors.floors_fen
    places = np.zeros(3, dtype=np.int64)
    for low, high, base in ((None, None, 350), (200, None, 250), (None, 240, 180), (200, 240, 80), (300, 300, 0)):
        item = Contribution("示范", Fraction(1, 3), low, high)
        assert on_cost(costing.employments, floors, places, lambda place, item=item: [item]).monthly_fen == -(-base // 3)


def test_the_parties_own_contributions_are_read_exactly(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    for text in (
        "items: [{name: 养老, rate: 0.16, base_low_fen: 392000, base_high_fen: 1960000}]",
        '[{"name": "养老", "rate": "16/100", "base_low_fen": 392000, "base_high_fen": 1960000}]',
    ):
        path.write_text(text, "utf-8")
        assert read_contributions(path) == (Contribution("养老", Fraction(4, 25), 392_000, 1_960_000),)


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("[", "on_cost.broken", None),
        ("items: 3", "on_cost.broken", "items"),
        ("[]", "on_cost.broken", "items"),
        ("[{rate: 0.1}]", "field.missing", "items[0].name"),
        ("[{name: a}]", "on_cost.rate", "items[0].rate"),
        ("[{name: a, rate: 16}]", "on_cost.rate", "items[0].rate"),
        ("[{name: a, rate: true}]", "on_cost.rate", "items[0].rate"),
        ("[{name: a, rate: 0.1, base_low_fen: 2, base_high_fen: 1}]", "on_cost.bounds", "items[0].base_high_fen"),
        ("[{name: a, rate: 0.1, base_low_fen: 1.5}]", "field.not_whole", "items[0].base_low_fen"),
    ],
)
def test_contributions_that_cannot_be_read_are_refused(tmp_path: Path, text: str, code: str, column: str | None) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused) as caught:
        read_contributions(path)
    assert [(refusal.code, refusal.column) for refusal in caught.value.refusals] == [(code, column)]


def test_the_law_gives_contributions_with_their_trust_and_none_where_it_states_none() -> None:
    more = {"base_low_fen": 392_000, "base_high_fen": 1_960_000}
    entry = LawValue("p", "contribution.pension", "0.16", "share", SOURCE, Trust.SECONDARY, ENTERED, date(2026, 1, 1), more=more)
    rules = Rules("130123", (Pack("13", "示范", (entry,)),))
    assert law_contributions(rules, date(2026, 1, 1)) == (
        Contribution("pension", Fraction(4, 25), 392_000, 1_960_000, Trust.SECONDARY),
    )
    assert law_contributions(rules, date(2025, 12, 31)) is None
