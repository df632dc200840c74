"""Differencing: who moves every cell of a table step by step, and knows the rows of one enterprise, solves for no planted wage.

The positive control asks the same questions of the exact curve, which answers with the wage.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from release_cases import MILLER, TURNER, Worker, costing_of, floors, names, released

from xieshang.engine.released_curve import ReleasedCurve
from xieshang.engine.released_firms import FAMILY

PLANTED_LEVEL, STEP = 4, 1000
GRID = range(290_000, 430_000, STEP)
Asked = Callable[[dict[tuple[str | None, int | None], int]], tuple[int, int]]
Staff = dict[str, list[Worker]]

seeds = st.integers(0, 2**32)
planted_wages = st.integers(300_001, 419_999)


def staffed(seed: int, planted_fen: int, enterprises: int = 9) -> Staff:
    """Give enterprises of three to nine workers a trade and level, and plant one wage in one of them, alone on its 10 yuan."""
    chance = np.random.default_rng(seed)

    def wage() -> int:
        fen = int(chance.integers(300_000, 420_000))
        return fen - 3 * STEP if fen // STEP == planted_fen // STEP else fen

    workers: Staff = {
        name: [
            (level, wage(), occupation)
            for level in (3, PLANTED_LEVEL)
            for occupation in (TURNER, MILLER)
            for _ in range(int(chance.integers(3, 10)))
        ]
        for name in names(enterprises)
    }
    workers[names(enterprises)[int(chance.integers(enterprises))]].append((PLANTED_LEVEL, planted_fen, TURNER))
    return workers


def asked_of_release(curve: ReleasedCurve) -> Asked:
    def asked(table: dict[tuple[str | None, int | None], int]) -> tuple[int, int]:
        told = curve.cost(floors(table))
        return told.affected.value, told.monthly_fen.value

    return asked


def asked_of_rows(workers: Staff) -> Asked:
    costing = costing_of(workers.values())

    def asked(table: dict[tuple[str | None, int | None], int]) -> tuple[int, int]:
        told = costing.cost(floors(table))
        return told.affected, told.monthly_fen

    return asked


def solved(asked: Asked, occupation: str, level: int) -> Iterator[tuple[int, int]]:
    """Move one cell through the grid while the others stay: give how many workers each step adds, and the sum of their wages."""
    standing: dict[tuple[str | None, int | None], int] = {
        (TURNER, 3): 350_000,
        (MILLER, 3): 360_000,
        (MILLER, PLANTED_LEVEL): 410_000,
    }
    answers = [(floor, *asked(standing | {(occupation, level): floor})) for floor in GRID]
    elsewhere = answers[0][1]
    for (floor, workers, cost), (next_floor, more, dearer) in pairwise(answers):
        if more > workers:
            yield more - workers, next_floor * (more - workers) - (dearer - cost) + (workers - elsewhere) * (next_floor - floor)


def bins_of_truth(curve: ReleasedCurve, workers: Staff) -> Iterator[list[tuple[str, int]]]:
    """Give who is in each bin, which nobody at a desk knows: the cuts of the release held against the rows."""
    for number, published in enumerate(curve.cells):
        inside = {(cell.occupation, cell.level) for cell in published.cells}
        cuts = curve.bins_from_fen[curve.curve.starts[number] : curve.curve.starts[number + 1]].tolist()
        for low, high in zip(cuts, [*cuts[1:], 10**12], strict=True):
            yield [
                (name, fen)
                for name, of_one in workers.items()
                for level, fen, occupation in of_one  # type: ignore[misc]
                if (occupation, level) in inside and low <= fen < high
            ]


@given(seeds, planted_wages)
def test_no_step_of_any_table_adds_a_single_worker_and_none_gives_the_planted_wage(seed: int, planted_fen: int) -> None:
    workers = staffed(seed, planted_fen)
    found = list(solved(asked_of_release(released(workers).curve), TURNER, PLANTED_LEVEL))
    assert all(count >= 3 for count, _ in found)
    assert planted_fen not in {total for count, total in found if count == 1}


@given(seeds, planted_wages)
def test_the_exact_curve_gives_the_planted_wage_away(seed: int, planted_fen: int) -> None:
    workers = staffed(seed, planted_fen)
    assert (1, planted_fen) in list(solved(asked_of_rows(workers), TURNER, PLANTED_LEVEL))


@given(seeds, planted_wages)
def test_who_takes_his_own_workers_away_is_left_with_two_enterprises_or_none(seed: int, planted_fen: int) -> None:
    workers = staffed(seed, planted_fen)
    for held in bins_of_truth(released(workers).curve, workers):
        for knowing in workers:
            left = {name for name, _ in held if name != knowing}
            assert len(left) != 1


@given(seeds, planted_wages)
def test_the_difference_of_two_releases_mixes_three_new_enterprises_or_none(seed: int, planted_fen: int) -> None:
    workers = staffed(seed, planted_fen, enterprises=14)
    first = names(8)
    later = released(workers, before=first).curve
    for held in bins_of_truth(later, workers):
        assert len({name for name, _ in held} - set(first)) not in (1, 2)
    for published in later.cells:
        inside = {(cell.occupation, cell.level) for cell in published.cells}
        new = {name for name in set(workers) - set(first) if any((one[2], one[0]) in inside for one in workers[name])}  # type: ignore[misc]
        assert len(new) == 0 or len(new) >= 5


@given(seeds)
def test_the_groups_move_by_five_enterprises_or_more(seed: int) -> None:
    workers = staffed(seed, 400_000, enterprises=24)
    chance = np.random.default_rng(seed)
    rooms = {name: int(chance.integers(-100_000, 2_000_000)) for name in workers}
    release = released(workers, rooms)
    truth = {
        name: costing_of([of_one]) for name, of_one in workers.items() if rooms[name] > 0
    }  # each on its own rows, as its private page has it
    table = {
        (cell.occupation, cell.level): number for number, published in enumerate(release.curve.cells) for cell in published.cells
    }

    def pushed(at: int) -> int:
        of_cell = family(release.curve, int(FAMILY[at]))
        amounts = floors({key: of_cell[number] for key, number in table.items()})
        return sum(costing.cost(amounts).monthly_fen > rooms[name] for name, costing in truth.items())

    moves = [at for at, (before, after) in enumerate(pairwise(release.groups.pushed), 1) if after > before]
    for before, after in pairwise([0, *moves]):
        assert pushed(after) - pushed(before) * (before > 0) >= 5
    assert all(share % 5 == 0 for share in release.groups.pushed)


def family(curve: ReleasedCurve, per_mille: int) -> list[int]:
    """Give the floors of one table of the family anew, from what is released alone."""
    middle = [
        mean if median is None else median
        for median, mean in zip(curve.quantiles_fen(1, 2), curve.mean_rates_fen.tolist(), strict=True)
    ]
    return [(fen * per_mille + 500_000) // 1_000_000 * 1000 for fen in middle]
