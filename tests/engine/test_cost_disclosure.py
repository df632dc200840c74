"""Which cells are shown to others, at both sides of each rule."""

import numpy as np
import pytest

from xieshang.engine.disclosure import Contributors, why_withheld, withheld_cells


def cell(workers: list[int], bills: list[int] | None = None) -> Contributors:
    return np.array(workers), np.array(bills or [100] * len(workers))


@pytest.mark.parametrize(
    ("contributors", "why"),
    [
        (cell([2, 2, 2, 2, 2]), None),
        (cell([3, 3, 3, 3]), "enterprises"),
        (cell([2, 2, 2, 2, 1]), "workers"),
        (cell([10, 3, 3, 2, 2]), None),
        (cell([11, 3, 3, 2, 2]), "dominance"),
        (cell([4, 5, 1, 1, 1]), None),
        (cell([5, 5, 1, 1, 1]), "dominance"),
        (cell([2, 2, 2, 2, 2], [50, 20, 10, 10, 10]), None),
        (cell([2, 2, 2, 2, 2], [51, 19, 10, 10, 10]), "dominance"),
    ],
)
def test_a_cell_is_shown_or_withheld_for_a_reason(contributors: Contributors, why: str | None) -> None:
    assert why_withheld(contributors) == why


def test_while_the_withheld_cells_tell_too_little_together_the_smallest_shown_one_joins_them() -> None:
    whole, enterprises = cell([4] * 6), np.arange(6)
    small, few = cell([1, 1]), np.arange(2)
    larger = cell([9] * 6)
    assert withheld_cells([whole, small, larger], [enterprises, few, enterprises]) == ["difference", "enterprises", None]
    assert withheld_cells([whole, larger], [enterprises, enterprises]) == [None, None]


def test_cells_that_are_enough_together_are_not_joined() -> None:
    halves = [cell([4] * 4), cell([4] * 4)]
    assert withheld_cells([*halves, cell([9] * 6)], [np.arange(4), np.arange(4, 8), np.arange(6)]) == ["enterprises"] * 2 + [None]
