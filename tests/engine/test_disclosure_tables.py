"""Tables read and disclosed: what a row is, what is withheld first and what then, and how an issue is kept in the next."""

from pathlib import Path
from typing import Any

import pytest
from survey_cases import written_rows

from xieshang.core.refusals import Refused
from xieshang.engine.disclosure.circulation import Bounds, Room, circulation_of
from xieshang.engine.disclosure.pattern import Pattern
from xieshang.engine.disclosure.protection import protect
from xieshang.engine.disclosure.tables import Contributors, DisclosedCell, TableColumns, disclose, read_table_to_disclose

COLUMNS = TableColumns("place", "level", "workers", "enterprises")
COUNTS = [[(20, 8), (2, 2), (15, 7)], [(10, 6), (12, 6), (14, 9)], [(9, 8), (30, 9), (22, 8)]]


def counted(counts: list[list[tuple[int, int]]]) -> list[dict[str, Any]]:
    return [
        {"place": f"示范县{row}", "level": 3 + column, "workers": workers, "enterprises": enterprises}
        for row, line in enumerate(counts)
        for column, (workers, enterprises) in enumerate(line)
    ]


def disclosed(folder: Path, rows: list[dict[str, Any]], columns: TableColumns = COLUMNS, **options: Any) -> list[DisclosedCell]:
    earlier = options.pop("earlier", None)
    return disclose(read_table_to_disclose(written_rows(folder, rows), columns, **options), earlier)


def withheld(cells: list[DisclosedCell]) -> dict[tuple[str | None, str | None], str | None]:
    return {(cell.row, cell.column): cell.suppressed for cell in cells if cell.suppressed}


def refused(folder: Path, rows: list[dict[str, Any]], columns: TableColumns = COLUMNS, **options: Any) -> list[tuple[Any, ...]]:
    with pytest.raises(Refused) as caught:
        disclosed(folder, rows, columns, **options)
    return [(refusal.code, refusal.row, refusal.column) for refusal in caught.value.refusals]


def test_a_thin_cell_is_withheld_with_three_others_and_the_rest_is_shown(tmp_path: Path) -> None:
    cells = disclosed(tmp_path, counted(COUNTS))
    told = withheld(cells)
    assert told.pop(("示范县0", "4")) == "primary"
    assert set(told.values()) == {"complementary"}
    assert len(told) == 3
    assert len(cells) == 16
    assert sum(cell.value for cell in cells if cell.row is None and cell.column is None) == 134  # type: ignore[misc]
    (thin,) = [cell for cell in cells if cell.suppressed == "primary"]
    assert (thin.value, thin.why, thin.bounds) == (None, "enterprises", Bounds(0, 14))


@pytest.mark.parametrize(("enterprises", "shown"), [(5, True), (4, False)])
def test_by_counts_a_cell_needs_5_enterprises(tmp_path: Path, enterprises: int, shown: bool) -> None:
    told = withheld(disclosed(tmp_path, counted([[(20, enterprises), (20, 9)], [(20, 9), (20, 9)]])))
    assert (told == {}) is shown


@pytest.mark.parametrize(("workers", "shown"), [(10, True), (9, False)])
def test_by_counts_a_cell_needs_10_workers_where_they_are_told(tmp_path: Path, workers: int, shown: bool) -> None:
    columns = TableColumns("place", "level", "workers", "enterprises", "workers")
    told = withheld(disclosed(tmp_path, counted([[(workers, 5), (20, 9)], [(20, 9), (20, 9)]]), columns))
    assert (told == {}) is shown


def test_a_cell_without_anybody_is_shown_and_never_withheld(tmp_path: Path) -> None:
    told = withheld(
        disclosed(tmp_path, counted([[(0, 0), (3, 2), (20, 9)], [(20, 9), (0, 0), (20, 9)], [(20, 9), (20, 9), (20, 9)]]))
    )
    assert told[("示范县0", "4")] == "primary"
    assert not {("示范县0", "3"), ("示范县1", "4")} & set(told)


def test_by_names_a_row_is_a_worker_and_who_dominates_is_found(tmp_path: Path) -> None:
    columns = TableColumns("place", "level", "wage_fen", "firm")
    even = [{"firm": f"示范企业{number % 6}", "wage_fen": 300_004} for number in range(12)]
    rows = [row | {"place": place, "level": level} for place in "甲乙" for level in (3, 4) for row in even]
    assert withheld(disclosed(tmp_path, rows, columns)) == {}
    rows[0] |= {"wage_fen": 2_800_000}
    told = disclosed(tmp_path, rows, columns)
    (first,) = [cell for cell in told if cell.suppressed == "primary"]
    assert (first.row, first.column, first.why) == ("甲", "3", "dominance")
    rows[0] |= {"wage_fen": 2_700_000}
    assert withheld(disclosed(tmp_path, rows, columns)) == {}


def test_amounts_lie_on_10_yuan_and_their_totals_add_up(tmp_path: Path) -> None:
    columns = TableColumns("place", "level", "bill_fen", "enterprises")
    rows = [row | {"bill_fen": 400_499 * row["workers"]} for row in counted([[(20, 9), (21, 9)], [(22, 9), (23, 9)]])]
    cells = {(cell.row, cell.column): cell.value for cell in disclosed(tmp_path, rows, columns)}
    inner = [value for (row, column), value in cells.items() if row and column]
    assert inner == [8_010_000, 8_410_000, 8_811_000, 9_211_000]
    assert cells[None, None] == sum(filter(None, inner))


def test_contributors_are_counts_only_where_each_cell_has_one_row_of_a_whole_number(tmp_path: Path) -> None:
    path = written_rows(tmp_path, counted(COUNTS))
    assert read_table_to_disclose(path, COLUMNS).contributors is Contributors.COUNTS
    assert read_table_to_disclose(path, COLUMNS, Contributors.NAMES).contributors is Contributors.NAMES
    path = written_rows(tmp_path, counted(COUNTS) * 2)
    assert read_table_to_disclose(path, COLUMNS).contributors is Contributors.NAMES
    path = written_rows(tmp_path, [row | {"enterprises": "示范企业"} for row in counted(COUNTS)])
    assert read_table_to_disclose(path, COLUMNS).contributors is Contributors.NAMES


def test_what_is_no_table_is_refused_by_row_and_column(tmp_path: Path) -> None:
    rows = counted(COUNTS)
    assert refused(tmp_path, [*rows, rows[3]], contributors=Contributors.COUNTS) == [("disclose.cell_repeated", 10, "place")]
    assert refused(tmp_path, [rows[0] | {"workers": 1.5}, *rows[1:]]) == [("disclose.not_whole", 1, "workers")]
    assert refused(tmp_path, [rows[0] | {"workers": -1}, *rows[1:]]) == [("survey.negative", 1, "workers")]
    assert refused(tmp_path, [rows[0] | {"place": ""}, *rows[1:]]) == [("survey.cell_empty", 1, "place")]
    assert refused(tmp_path, rows, TableColumns("no", "level", "workers", "enterprises")) == [("survey.column_missing", None, "no")]


def test_two_withheld_in_every_row_and_column_may_still_tell_a_cell() -> None:
    table = circulation_of([[20, 20, 47, 20], [20, 20, 20, 20], [20, 20, 20, 20], [20, 20, 20, 20]])
    blocks = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3)]
    bridge = (0, 2)
    assert Room(table, [*blocks, bridge]).bounds(bridge) == Bounds(47, 47)
    assert Room(table, [*blocks, bridge, (2, 0)]).bounds(bridge) == Bounds(27, 87)
    assert bridge in protect(table, [bridge], blocks)


def test_an_issue_is_kept_in_the_next_whatever_its_numbers_are(tmp_path: Path) -> None:
    first = disclosed(tmp_path, counted(COUNTS))
    pattern = Pattern().with_issue({(cell.row, cell.column): cell.suppressed is not None for cell in first})
    other = [[(20, 8), (2, 2), (90, 7)], [(80, 6), (12, 6), (94, 9)], [(9, 8), (3, 9), (22, 8)]]
    assert set(withheld(disclosed(tmp_path, counted(other)))) != set(withheld(first))
    again = disclosed(tmp_path, counted(other), earlier=pattern)
    assert set(withheld(again)) == set(withheld(first))
    recovered = [[(20, 8), (20, 9), (90, 7)], [(80, 6), (12, 6), (94, 9)], [(9, 8), (3, 9), (22, 8)]]
    assert set(withheld(disclosed(tmp_path, counted(recovered), earlier=pattern))) == set(withheld(first))


def test_a_pattern_only_grows() -> None:
    pattern = (
        Pattern()
        .with_issue({("甲", "3"): True, ("甲", "4"): False})
        .with_issue({("甲", "3"): False, ("甲", "4"): True, ("乙", "3"): False})
    )
    assert pattern.withheld == {("甲", "3"), ("甲", "4")}
    assert pattern.shown == {("乙", "3")}
