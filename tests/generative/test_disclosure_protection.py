"""Random tables: what can be worked out about a withheld cell is what every table that agrees with the published cells allows."""

from collections.abc import Iterator
from itertools import product

import pytest
from disclosure_cases import drawn_table, equations
from hypothesis import given
from hypothesis import strategies as st

from xieshang.engine.disclosure.circulation import Circulation, Place, Room, circulation_of
from xieshang.engine.disclosure.protection import is_protected, protect

small = st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=3), min_size=2, max_size=3).filter(
    lambda lines: len({len(line) for line in lines}) == 1
)


def solutions(table: Circulation, withheld: list[Place]) -> Iterator[tuple[int, ...]]:
    """Give every table of whole numbers that agrees with the published cells."""
    lines, known = equations(table, withheld)
    ends = [min(table.values[row, table.columns], table.values[table.rows, column]) for row, column in withheld]
    for values in product(*(range(end + 1) for end in ends)):
        if all(sum(map(int.__mul__, line, values)) == total for line, total in zip(lines, known, strict=True)):
            yield values


@given(small, st.integers(0, 2**9))
def test_bounds_are_the_least_and_largest_of_all_tables_that_agree(lines: list[list[int]], drawn: int) -> None:
    table = circulation_of(lines)
    inner = [place for place in table.values if place[0] < table.rows and place[1] < table.columns]
    withheld = [place for number, place in enumerate(inner) if drawn >> number & 1][:5]
    found = list(solutions(table, withheld))
    room = Room(table, withheld)
    for number, place in enumerate(withheld):
        bounds = room.bounds(place)
        assert (bounds.low, bounds.high) == (min(t[number] for t in found), max(t[number] for t in found))


@pytest.mark.case("STAT.28")
@given(st.integers(0, 10**9))
def test_no_withheld_cell_can_be_worked_out_within_15_percent(seed: int) -> None:
    table, primary = drawn_table(seed)
    bounds = protect(table, primary)
    assert set(primary) <= set(bounds)
    for place, told in bounds.items():
        value = table.values[place]
        rises, falls = told.high is None or 100 * told.high >= 115 * value, 100 * told.low <= 85 * value
        assert (rises and falls) if place in primary else (rises or falls)
        assert told.low <= value <= (value if told.high is None else told.high)
        assert is_protected(value, told, primary=place in primary)


@given(st.integers(0, 10**9))
def test_what_was_withheld_stays_withheld_in_the_next_issue(seed: int) -> None:
    table, primary = drawn_table(seed)
    first = protect(table, primary)
    again = protect(table, primary, list(first), [place for place in table.values if place not in first])
    assert set(again) == set(first)
