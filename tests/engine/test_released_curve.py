"""The released curve: which cells and bins are merged, what a table costs on it, and which groups of enterprises are told."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from release_cases import MILLER, TURNER, WELDER, Worker, costing_of, floors, names, released

from xieshang.core.refusals import Refused
from xieshang.engine.curves import NO_FLOOR
from xieshang.engine.release import Release
from xieshang.engine.release_file import load_release, store_release
from xieshang.engine.released_bins import LEAST_ENTERPRISES_OF_BIN, cuts_of_cells
from xieshang.engine.released_firms import FAMILY

Merges = list[tuple[str, list[tuple[str, int | None]]]]


def merges(release: Release) -> Merges:
    return [(each.merged.value, [(cell.occupation, cell.level) for cell in each.cells]) for each in release.curve.cells]


def spread(level: int, each: int, *, step: int = 700, start: int = 300_000, occupation: str = TURNER) -> list[Worker]:
    return [(level, start + level * 50_000 + number * step, occupation) for number in range(each)]


def refused(*arguments: Any, **more: Any) -> list[tuple[str, Any]]:
    with pytest.raises(Refused) as caught:
        released(*arguments, **more)
    return [(refusal.code, refusal.facts.get("enterprises")) for refusal in caught.value.refusals]


def test_a_cell_of_five_enterprises_and_ten_workers_is_published_on_its_own() -> None:
    assert merges(released({name: spread(3, 2) for name in names(5)})) == [("not", [(TURNER, 3)])]


@pytest.mark.parametrize(("enterprises", "each"), [(4, 3), (9, 1)])
def test_a_cell_of_fewer_enterprises_or_workers_is_merged_with_the_next_level(enterprises: int, each: int) -> None:
    workers = {name: spread(3, 2) + spread(4, each if number < enterprises else 0) for number, name in enumerate(names(9))}
    assert merges(released(workers)) == [("levels", [(TURNER, 3), (TURNER, 4)])]


def test_a_level_joins_its_smaller_neighbour() -> None:
    workers = {name: spread(2, 3) + spread(3, 2) for name in names(6)}
    workers["示范企业01"] = workers["示范企业01"] + spread(4, 1)
    assert merges(released(workers)) == [("not", [(TURNER, 2)]), ("levels", [(TURNER, 3), (TURNER, 4)])]


def test_an_enterprise_that_has_half_of_the_workers_still_counts_as_one_of_many_and_one_more_dominates() -> None:
    half = {name: spread(3, 6 if number == 0 else 1, step=0) + spread(4, 9) for number, name in enumerate(names(7))}
    assert [how for how, _ in merges(released(half))] == ["not", "not"]
    more = half | {"示范企业01": spread(3, 7, step=0) + spread(4, 9)}
    assert [how for how, _ in merges(released(more))] == ["levels"]


def test_what_neither_level_nor_class_helps_is_merged_with_the_rest() -> None:
    workers = {
        name: spread(3, 2) + spread(3, 2 * int(number < 3), occupation=MILLER) + spread(3, 4 * int(number > 5), occupation=WELDER)
        for number, name in enumerate(names(8))
    }
    assert merges(released(workers)) == [("not", [(TURNER, 3)]), ("rest", [(MILLER, 3), (WELDER, 3)])]


def test_a_class_that_passes_is_published_beside_the_rest() -> None:
    workers = {
        name: spread(3, 2)
        + spread(3, 4 * int(number < 4), occupation=MILLER)
        + spread(3, 4 * int(number >= 4), occupation="6-18-01-03")
        for number, name in enumerate(names(8))
    }
    assert merges(released(workers)) == [("not", [(TURNER, 3)]), ("occupations", [(MILLER, 3), ("6-18-01-03", 3)])]


def test_where_the_rest_cannot_be_shown_the_smallest_cell_joins_it() -> None:
    workers = {name: spread(3, 4) + spread(3, 2, occupation=MILLER) for name in names(6)}
    workers["示范企业01"] = workers["示范企业01"] + spread(3, 1, occupation=WELDER)
    assert merges(released(workers)) == [("not", [(TURNER, 3)]), ("rest", [(MILLER, 3), (WELDER, 3)])]


def test_four_enterprises_make_no_release_and_neither_does_one_that_dominates_everything() -> None:
    assert refused({name: spread(3, 9) for name in names(4)}) == [("release.too_few", 4)]
    assert refused({name: [] if name == "示范企业05" else spread(3, 9) for name in names(5)}) == [("release.too_few", 4)]
    everything = {name: spread(3, 99 if name == "示范企业01" else 1) for name in names(6)}
    assert [code for code, _ in refused(everything)] == ["release.not_publishable"]


def cuts(*workers: tuple[int, int], joined: frozenset[int] = frozenset()) -> list[int]:
    rates, enterprises = np.array(workers, dtype=np.int64).T
    return next(cuts_of_cells(np.zeros_like(rates), rates, enterprises, joined))[1]


def test_a_bin_holds_three_enterprises_and_two_are_merged_with_the_next() -> None:
    three = [(300_000, 1), (300_100, 2), (300_200, 3)]
    assert cuts(*three, *((rate + 1000, firm) for rate, firm in three)) == [301_000]
    assert cuts(*three[:2], *((rate + 1000, firm) for rate, firm in three), (302_000, 1), (302_000, 2), (302_000, 3)) == [302_000]


def test_workers_of_too_few_enterprises_at_the_upper_end_stay_in_the_bin_below() -> None:
    low = [(300_000, firm) for firm in (1, 2, 3)]
    middle = [(310_000, firm) for firm in (1, 2, 3)]
    assert cuts(*low, *middle, (400_000, 1), (400_000, 2)) == [301_000]
    assert cuts(*low, *middle, (400_000, 1), (400_000, 2), (400_000, 3)) == [301_000, 312_000]


def test_a_cut_is_no_closer_to_a_wage_than_a_quarter_of_the_bin_tells() -> None:
    assert cuts((300_000, 1), (310_000, 2), (370_900, 3), (400_000, 1), (400_000, 2), (400_000, 3)) == [384_000]


def test_of_enterprises_that_are_new_a_bin_holds_three_or_none() -> None:
    low = [(300_000, firm) for firm in (1, 2, 3)]
    high = [(310_000, firm) for firm in (1, 2, 3)]
    assert cuts(*low, *high, joined=frozenset({4, 5, 6})) == [301_000]
    assert cuts(*low, (300_500, 4), *high, joined=frozenset({4, 5, 6})) == []
    assert cuts(*low, (300_500, 4), (305_000, 5), (305_000, 6), *high, joined=frozenset({4, 5, 6})) == [306_000]


def random_workers(enterprises: int = 12, each: int = 30, seed: int = 1) -> dict[str, list[Worker]]:
    chance = np.random.default_rng(seed)
    return {
        name: [
            (level, int(250_000 + level * 40_000 + chance.integers(0, 160_000)), occupation)
            for level, occupation in zip(
                chance.integers(2, 5, each).tolist(), chance.choice([TURNER, MILLER], each).tolist(), strict=True
            )
        ]
        for name in names(enterprises)
    }


def test_the_cost_at_every_cut_is_exactly_that_of_the_rows() -> None:
    workers = random_workers()
    curve, exact = released(workers).curve, costing_of(workers.values())
    assert {how for how, _ in merges(released(workers))} == {"not"}
    checked = 0
    for number, published in enumerate(curve.cells):
        (cell,) = published.cells
        of_cell = curve.bins_from_fen[curve.curve.starts[number] : curve.curve.starts[number + 1]]
        for cut in of_cell[of_cell != NO_FLOOR].tolist():
            told, true = curve.cost(row := floors({(cell.occupation, cell.level): cut})), exact.cost(row)
            assert (told.affected.value, told.monthly_fen.value) == (true.affected, true.monthly_fen)
            checked += 1
    assert checked > 30


def test_between_two_cuts_the_cost_is_never_more_than_that_of_the_rows() -> None:
    workers = random_workers(seed=3)
    curve, exact = released(workers).curve, costing_of(workers.values())
    for floor in range(300_000, 600_000, 7_000):
        table = floors({(TURNER, 3): floor, (MILLER, 4): floor})
        assert curve.cost(table).monthly_fen.value <= exact.cost(table).monthly_fen


def test_workers_and_wage_bill_of_the_curve_are_those_of_the_rows() -> None:
    workers = random_workers()
    curve, exact = released(workers).curve, costing_of(workers.values())
    assert (curve.total_workers(), curve.wage_bill_fen()) == (360, exact.wage_bill_fen())
    everything = floors({(None, None): 10**8})
    told = curve.cost(everything)
    assert (told.covered, told.affected.value) == (360, 360)
    assert told.monthly_fen.value == exact.cost(everything).monthly_fen


def test_part_time_work_counts_by_its_hours() -> None:
    workers: dict[str, list[Worker]] = {name: [(3, 300_000), (3, 150_000, TURNER, 8700)] for name in names(5)}
    told = released(workers).curve.cost(floors({(TURNER, 3): 310_000}))
    assert (told.affected.value, told.monthly_fen.value) == (10, 5 * (10_000 + 5_000))


def test_a_merged_cell_tells_what_its_floors_cost_at_least_and_at_most_and_takes_their_mean() -> None:
    workers: dict[str, list[Worker]] = {name: [(3, 300_000), (3, 300_000)] for name in names(6)}
    workers["示范企业01"] = [*workers["示范企业01"], (4, 300_000)]
    told = released(workers).curve.cost(floors({(TURNER, 3): 301_000, (TURNER, 4): 304_000}))
    assert told.floors_fen.tolist() == [302_000]
    assert (told.monthly_fen.low, told.monthly_fen.value, told.monthly_fen.high) == (13_000, 26_000, 52_000)
    half = released(workers).curve.cost(floors({(TURNER, 4): 304_000}))
    assert (half.covered, half.monthly_fen.low, half.monthly_fen.value) == (13, 0, 52_000)


def test_a_floor_that_reaches_nobody_costs_nothing_and_covers_nobody() -> None:
    told = released(random_workers()).curve.cost(floors({(WELDER, 3): 900_000}))
    assert (told.covered, told.affected.high, told.monthly_fen.high) == (0, 0, 0)
    assert set(told.floors_fen.tolist()) == {NO_FLOOR}


def test_a_quantile_is_told_to_ten_yuan_where_its_bin_is_narrow_and_else_not() -> None:
    dense: dict[str, list[Worker]] = {name: [(3, 300_000 + number * 1000) for number in range(9)] for name in names(6)}
    assert released(dense).curve.quantiles_fen(1, 2) == [304_000]
    assert released(dense).curve.quantiles_fen(1, 54) == [None]
    sparse: dict[str, list[Worker]] = {
        name: [(3, 300_000 + 9_000 * at), (3, 400_000 + 9_000 * at)] for at, name in enumerate(names(6))
    }
    assert released(sparse).curve.quantiles_fen(1, 2) == [None]


def groups(rooms_fen: dict[str, int], enterprises: int = 20) -> Any:
    """Give enterprises of equal wages: a table λ costs each 2 · (λ − 1) · 3,000 yuan."""
    return released({name: [(3, 300_000)] * 2 for name in names(enterprises)}, rooms_fen).groups


def test_the_share_of_those_pushed_over_moves_with_five_enterprises_and_not_with_four() -> None:
    at = FAMILY.tolist().index(1100)
    four = groups(dict.fromkeys(names(4), 50_000) | dict.fromkeys(names(16, 5), 10**7))
    assert four.pushed[at] == 0
    five = groups(dict.fromkeys(names(5), 50_000) | dict.fromkeys(names(15, 6), 10**7))
    assert (five.pushed[at - 1], five.pushed[at]) == (0, 25)
    assert five.pushed[-1] == 25


def test_what_remains_to_bear_is_never_fewer_than_five() -> None:
    assert groups(dict.fromkeys(names(16), 50_000) | dict.fromkeys(names(4, 17), 10**7)).pushed[-1] == 0
    assert groups(dict.fromkeys(names(15), 50_000) | dict.fromkeys(names(5, 16), 10**7)).pushed[-1] == 75


def test_groups_that_no_table_moves_are_told_from_five_enterprises_on_in_whole_steps() -> None:
    told = groups(dict.fromkeys(names(5), 0) | dict.fromkeys(names(11, 6), 10**7))
    assert (told.already_over, told.unknown) == (25, None)
    told = groups(dict.fromkeys(names(4), 0) | dict.fromkeys(names(11, 5), 10**7))
    assert (told.already_over, told.unknown) == (None, 25)
    assert groups({}, 23).unknown == 100


def test_a_table_is_placed_in_the_family_by_its_cost() -> None:
    release = released(
        {name: [(3, 300_000)] * 2 for name in names(20)}, dict.fromkeys(names(5), 50_000) | dict.fromkeys(names(15, 6), 10**7)
    )
    costs = [release.curve.cost(floors({(TURNER, 3): fen})).monthly_fen.value for fen in (300_000, 324_000, 330_000)]
    assert [release.groups.shares(cost).pushed_over for cost in costs] == [0, 0, 25]
    assert release.groups.shares(10**15).pushed_over == 25
    assert [release.groups.shares(cost).bears for cost in costs] == [100, 100, 75]


def test_headroom_is_divided_by_what_a_raise_costs_beside() -> None:
    workers: dict[str, list[Worker]] = {name: [(3, 300_000)] * 2 for name in names(20)}
    rooms = dict.fromkeys(names(5), 60_000) | dict.fromkeys(names(15, 6), 10**7)
    at = FAMILY.tolist().index(1100)
    assert released(workers, rooms).groups.pushed[at] == 0
    with_contributions = released(workers, rooms, on_cost_rate=Fraction(1, 4))
    assert (with_contributions.groups.pushed[at], with_contributions.on_costs) == (25, True)


def test_a_later_release_needs_five_more_enterprises() -> None:
    workers = {name: spread(3, 3) for name in names(10)}
    assert refused({name: workers[name] for name in names(9)}, before=names(5)) == [("release.too_few_joined", 4)]
    assert merges(released(workers, before=names(5))) == [("not", [(TURNER, 3)])]


def test_in_a_later_release_a_cell_of_too_few_new_enterprises_is_merged_too() -> None:
    workers = {name: spread(2, 3) + spread(3, 3 if number < 6 else 0) for number, name in enumerate(names(10))}
    assert [how for how, _ in merges(released(workers))] == ["not", "not"]
    assert [how for how, _ in merges(released(workers, before=names(5)))] == ["levels"]


def test_a_release_comes_back_the_same_and_a_changed_byte_is_refused(tmp_path: Path) -> None:
    release = released(random_workers(), dict.fromkeys(names(6), 10**6))
    path = tmp_path / "released" / "1.npz"
    digest = store_release(path, release)
    assert store_release(tmp_path / "again.npz", release) == digest
    again = load_release(path, digest)
    assert (again.groups, again.curve.cells, again.on_costs) == (release.groups, release.curve.cells, release.on_costs)
    table = floors({(None, None): 400_000})
    assert again.curve.cost(table).monthly_fen == release.curve.cost(table).monthly_fen
    assert path.stat().st_mode & 0o077 == 0
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        load_release(path, digest)
    assert caught.value.refusals[0].code == "release.damaged"


def test_the_spill_over_is_never_less_than_what_must_be_paid() -> None:
    curve = released(random_workers()).curve
    table = floors({(TURNER, 3): 400_000, (TURNER, 4): 420_000})
    cost = curve.cost(table)
    assert curve.with_spill_over_fen(table, cost) > cost.monthly_fen.value
    assert curve.with_spill_over_fen([], curve.cost([])) == 0


def test_every_bin_of_every_cell_mixes_three_enterprises() -> None:
    workers = random_workers(seed=7)
    curve = released(workers).curve
    for number, published in enumerate(curve.cells):
        (cell,) = published.cells
        of_cell = curve.bins_from_fen[curve.curve.starts[number] : curve.curve.starts[number + 1]].tolist()
        for low, high in zip(of_cell, [*of_cell[1:], 10**12], strict=True):
            mixed = {
                name
                for name, of_one in workers.items()
                for level, fen, occupation in of_one  # type: ignore[misc]
                if (level, occupation) == (cell.level, cell.occupation) and low <= fen < high
            }
            assert len(mixed) >= LEAST_ENTERPRISES_OF_BIN
