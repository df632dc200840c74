"""Random tables: what can be worked out about a withheld cell is the optimum that a solver of linear programmes finds."""

import numpy as np
import pytest
from disclosure_cases import drawn_table, equations
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from xieshang.engine.disclosure.protection import protect

_UNBOUNDED = 3


@given(st.integers(0, 10**9), st.sampled_from([4, 8]))
def test_bounds_equal_those_of_highs(seed: int, most: int) -> None:
    table, primary = drawn_table(seed, most)
    bounds = protect(table, primary)
    lines, known = equations(table, bounds)
    for number, place in enumerate(bounds):
        cost = np.zeros(len(bounds))
        cost[number] = 1
        low, high = (linprog(sign * cost, A_eq=lines, b_eq=known, method="highs") for sign in (1, -1))
        assert low.fun == pytest.approx(bounds[place].low, abs=1e-6)
        found = None if high.status == _UNBOUNDED else pytest.approx(-high.fun, abs=1e-6)
        assert bounds[place].high == found
