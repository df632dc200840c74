"""Wage levels as they are told: what is withheld, taken from wider cells, made monotone and rounded, at both sides of each rule."""

from pathlib import Path
from typing import Any

import pytest
from survey_cases import written_rows

from xieshang.engine.survey.designs import Design, Stage
from xieshang.engine.survey.fallback import Step
from xieshang.engine.survey.levels import CellLevels, QuantileLevel, levels_of
from xieshang.engine.survey.sample import read_sample

BY = ("occupation", "level", "place")
DESIGN = Design((Stage("firm"),), None, "firm")


def workers(count: int, firms: int, **cells: Any) -> list[dict[str, Any]]:
    """Give workers spread over firms, some yuan apart from 4,000 yuan upwards."""
    base = {"occupation": "6-18-01-01", "level": 4, "place": "130123", "wage": 400_000} | cells
    wage = base.pop("wage")
    return [base | {"firm": f"示范企业{number % firms:02}", "wage_fen": wage + 123 * number} for number in range(count)]


def levels(
    folder: Path,
    rows: list[dict[str, Any]],
    *,
    shares: tuple[float, ...] = (0.5,),
    design: Design = DESIGN,
    disclosure: bool = True,
) -> list[CellLevels]:
    return levels_of(read_sample(written_rows(folder, rows), design, "wage_fen", BY), shares, disclosure=disclosure)


def only(folder: Path, rows: list[dict[str, Any]], **options: Any) -> tuple[CellLevels, QuantileLevel]:
    (cell,) = levels(folder, rows, **options)
    return cell, cell.quantiles[0]


@pytest.mark.case("N51.3-wages", "N51.5-wage-levels")
@pytest.mark.parametrize(
    ("count", "firms", "why"),
    [(10, 5, None), (9, 5, "workers"), (20, 4, "enterprises"), (12, 6, None)],
)
def test_a_cell_needs_5_enterprises_and_10_workers(tmp_path: Path, count: int, firms: int, why: str | None) -> None:
    cell, quantile = only(tmp_path, workers(count, firms))
    assert (cell.withheld_because, cell.published) == (why, why is None)
    assert (cell.n is None) == (cell.mean is None) == (quantile.value is None) == (why is not None)


def test_published_amounts_lie_on_10_yuan_and_open_ones_are_as_computed(tmp_path: Path) -> None:
    cell, quantile = only(tmp_path, workers(12, 6))
    assert {amount % 1000 for amount in (cell.mean, quantile.value, quantile.low, quantile.high, quantile.adjusted)} == {0}
    cell, quantile = only(tmp_path, workers(12, 6), disclosure=False)
    assert (cell.mean, quantile.value, quantile.adjusted) == (400_676.5, 400_615, None)


def test_without_rules_nothing_is_withheld_and_worth_is_flagged(tmp_path: Path) -> None:
    cell, quantile = only(tmp_path, workers(2, 2), disclosure=False)
    assert (cell.published, cell.n, cell.enterprises, quantile.value) == (True, 2, 2, 400_000)
    cell, _ = only(tmp_path, workers(1, 1), disclosure=False)
    assert (cell.mean, cell.mean_se, cell.df, cell.quantiles[0].se) == (400_000, None, 0, None)


@pytest.mark.parametrize(("near", "shown"), [(3, True), (2, False)])
def test_a_percentile_near_which_fewer_than_3_enterprises_pay_is_withheld(tmp_path: Path, near: int, shown: bool) -> None:
    rows = workers(5, 5, wage=380_000) + workers(5, 5, wage=420_000)
    rows += [workers(1, 1, wage=400_000)[0] | {"firm": f"示范企业{10 + number % near}"} for number in range(6)]
    _, quantile = only(tmp_path, rows)
    assert (quantile.value, quantile.withheld_because) == ((400_000, None) if shown else (None, "attribution"))


@pytest.mark.parametrize(("count", "why"), [(30, None), (29, "tail")])
def test_a_tail_needs_3_workers(tmp_path: Path, count: int, why: str | None) -> None:
    cell, quantile = only(tmp_path, workers(count, 10), shares=(0.1,))
    assert quantile.withheld_because == why
    assert cell.published


def test_a_percentile_of_class_d_is_withheld_and_one_of_class_c_is_flagged(tmp_path: Path) -> None:
    spread = [row | {"wage_fen": 100_000 + 30_000 * number} for number, row in enumerate(workers(30, 30))]
    _, quantile = only(tmp_path, spread, disclosure=False)
    assert quantile.reliability is not None
    assert quantile.reliability.value == "C"
    wide = [row | {"wage_fen": 100_000 + 1500 * number**2} for number, row in enumerate(workers(30, 30))]
    _, quantile = only(tmp_path, wide, disclosure=False)
    assert quantile.reliability is not None
    assert quantile.reliability.value == "D"
    _, quantile = only(tmp_path, wide)
    assert quantile.value is None


def test_a_thin_cell_takes_its_percentiles_from_the_first_wider_one_that_may_be_shown(tmp_path: Path) -> None:
    thin = workers(3, 3, place="130124")
    _, other = levels(tmp_path, workers(12, 6) + thin)
    assert other.withheld_because == "enterprises"
    assert (other.n, other.enterprises, other.mean) == (None, None, None)
    source = other.quantiles[0].source
    assert source is not None
    assert (source.step, source.by) == (Step.PLACE, {"occupation": "6-18-01-01", "level": 4, "place": None})
    assert other.quantiles[0].value == 400_000


@pytest.mark.parametrize(
    ("cells", "step", "by"),
    [
        ({"level": 3}, Step.LEVEL, {"occupation": "6-18-01-01", "level": [3, 4], "place": None}),
        ({"occupation": "6-18-01-02"}, Step.OCCUPATION, {"occupation": "6-18-01", "level": [3, 4], "place": None}),
        ({"level": 5}, None, {}),
        ({"occupation": "6-18-02-01"}, None, {}),
    ],
)
def test_levels_merge_in_pairs_and_occupations_in_their_class(
    tmp_path: Path, cells: dict[str, Any], step: Step | None, by: dict[str, Any]
) -> None:
    told = levels(tmp_path, workers(12, 6) + workers(3, 3, place="130124", **cells))
    (thin,) = [cell for cell in told if not cell.published]
    source = thin.quantiles[0].source
    told_by = (source.step, source.by) if source else (None, {})
    assert told_by == (step, by)
    assert thin.quantiles[0].withheld_because == (None if step else "enterprises")


def test_where_the_enterprises_are_not_known_nothing_is_shown(tmp_path: Path) -> None:
    cell, quantile = only(tmp_path, workers(30, 10), design=Design())
    assert (cell.withheld_because, quantile.value) == ("enterprise_unknown", None)
    cell, quantile = only(tmp_path, workers(30, 10), design=Design(), disclosure=False)
    assert (cell.enterprises, quantile.value) == (None, 401_722)


def test_the_levels_of_a_post_are_made_monotone_beside_the_raw_values(tmp_path: Path) -> None:
    lower, higher = levels(tmp_path, workers(20, 10, level=4, wage=402_000) + workers(20, 10, level=5, wage=400_000))
    raw = [cell.quantiles[0].value for cell in (lower, higher)]
    adjusted = [cell.quantiles[0].adjusted for cell in (lower, higher)]
    assert raw == [403_000, 401_000]
    assert adjusted == [402_000, 402_000]


@pytest.mark.parametrize(("above", "inverted"), [(100_000, True), (100, False)])
def test_a_clear_inversion_is_told_and_one_within_the_error_is_not(tmp_path: Path, above: int, inverted: bool) -> None:
    rows = workers(20, 20, level=5) + workers(20, 20, level=4, wage=400_000 + above)
    for disclosure in (True, False):
        told = levels(tmp_path, rows, disclosure=disclosure)
        assert [cell.quantiles[0].inverted for cell in told] == [inverted, False]
    other_post = [row | {"occupation": "6-18-02-04"} if row["level"] == 5 else row for row in rows]
    assert not any(cell.quantiles[0].inverted for cell in levels(tmp_path, other_post))
