"""Samples: what is read and refused, and the estimates that can be worked out by hand."""

import json
import math
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from survey_cases import FLAT, ONE_STAGE, TWO_STAGES, drawn, written_rows

from xieshang.core.fields import Fields
from xieshang.core.refusals import Refused
from xieshang.engine.survey.designs import Basis, Design, Stage, read_design, why_not_compared
from xieshang.engine.survey.intervals import student_t
from xieshang.engine.survey.sample import Sample, read_sample

Row = dict[str, Any]
ROWS: list[Row] = [
    {"firm": "甲", "stratum": "大", "firms": 4, "weight": 2, "wage_fen": 300_000, "level": "中级工"},
    {"firm": "甲", "stratum": "大", "firms": 4, "weight": 2, "wage_fen": 400_000, "level": "4"},
    {"firm": "乙", "stratum": "大", "firms": 4, "weight": 2, "wage_fen": 500_000, "level": "高级工"},
    {"firm": "丙", "stratum": "小", "firms": 9, "weight": 3, "wage_fen": 600_000, "level": "4"},
    {"firm": "丁", "stratum": "小", "firms": 9, "weight": 3, "wage_fen": 700_000, "level": "4"},
]


def read(folder: Path, rows: list[Row], design: Design = ONE_STAGE, by: tuple[str, ...] = ()) -> Sample:
    return read_sample(written_rows(folder, rows), design, "wage_fen", by)


def changed(place: int, **cells: Any) -> list[Row]:
    return [row | cells if number == place else row for number, row in enumerate(ROWS)]


def refused(folder: Path, rows: list[Row], design: Design = ONE_STAGE, by: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    with pytest.raises(Refused) as caught:
        read(folder, rows, design, by)
    return [(refusal.code, refusal.row, refusal.column) for refusal in caught.value.refusals]


def test_the_mean_and_its_error_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    moments = read(tmp_path, ROWS).domains().moments(np.array([row["wage_fen"] for row in ROWS]))
    mean = (2 * 1_200_000 + 3 * 1_300_000) / 12
    assert moments.mean.tolist() == [mean]
    large = [2 * (300_000 - mean) + 2 * (400_000 - mean), 2 * (500_000 - mean)]
    small = [3 * (600_000 - mean), 3 * (700_000 - mean)]
    parts = [(share * 2 * sum((z - sum(zs) / 2) ** 2 for z in zs)) for share, zs in ((1 - 2 / 4, large), (1 - 2 / 9, small))]
    assert moments.mean_se[0] == pytest.approx(math.sqrt(sum(parts)) / 12, rel=1e-12)
    assert (moments.rows.tolist(), moments.df.tolist()) == ([5], [2])


def test_levels_are_read_by_title_and_ordinal_alike(tmp_path: Path) -> None:
    sample = read(tmp_path, ROWS, by=("level",))
    assert sample.rows.labels == [(3,), (4,)]
    assert sample.rows.cells.tolist() == [0, 1, 1, 1, 1]
    assert refused(tmp_path, changed(2, level="9"), by=("level",)) == [("level.unknown", 3, "level")]


def test_units_without_members_of_a_cell_stay_in_their_stratum(tmp_path: Path) -> None:
    rows = [row | {"post": "车工" if row["firm"] in "乙丙丁" else "焊工"} for row in ROWS]
    moments = read(tmp_path, rows, by=("post",)).domains().moments(np.array([row["wage_fen"] for row in rows]))
    turners, mean = 1, (2 * 500_000 + 3 * 1_300_000) / 8
    zs = [[2 * (500_000 - mean), 0], [3 * (600_000 - mean), 3 * (700_000 - mean)]]
    parts = [share * 2 * sum((z - sum(of) / 2) ** 2 for z in of) for share, of in zip((1 / 2, 7 / 9), zs, strict=True)]
    assert moments.mean_se[turners] == pytest.approx(math.sqrt(sum(parts)) / 8, rel=1e-12)
    assert moments.df.tolist() == [0, 1]


def test_a_cell_of_one_unit_has_no_error_and_one_of_two_has(tmp_path: Path) -> None:
    alone = read(tmp_path, [row | {"post": row["firm"]} for row in ROWS], by=("post",))
    assert np.isnan(alone.domains().moments(alone.rows.values).mean_se).all()
    two = read(tmp_path, [row | {"post": row["stratum"]} for row in ROWS], by=("post",))
    assert (two.domains().moments(two.rows.values).mean_se > 0).all()


def test_where_all_earn_the_same_there_is_no_design_effect(tmp_path: Path) -> None:
    moments = [
        read(tmp_path, rows).domains().moments(read(tmp_path, rows).rows.values)
        for rows in (ROWS, [row | {"wage_fen": 450_001} for row in ROWS])
    ]
    assert np.isnan([part.deff[0] for part in moments]).tolist() == [False, True]
    assert moments[1].mean_se[0] < 1e-6


def test_a_census_has_no_error(tmp_path: Path) -> None:
    sample = read(tmp_path, [row | {"firms": 2} for row in ROWS])
    assert sample.domains().moments(sample.rows.values).mean_se.tolist() == [0]


def test_a_stratum_of_one_unit_is_counted_and_centred_at_the_grand_mean(tmp_path: Path) -> None:
    sample = read(tmp_path, ROWS[:4])
    moments = sample.domains().moments(sample.rows.values)
    mean = (2 * 1_200_000 + 3 * 600_000) / 9
    large = [2 * (300_000 - mean) + 2 * (400_000 - mean), 2 * (500_000 - mean)]
    part = 1 / 2 * 2 * sum((z - sum(large) / 2) ** 2 for z in large)
    assert sample.lonely_strata == 1
    assert moments.mean_se[0] == pytest.approx(math.sqrt(part + 8 / 9 * (3 * (600_000 - mean)) ** 2) / 9, rel=1e-12)
    assert read(tmp_path, ROWS).lonely_strata == 0


def test_the_second_stage_adds_what_differs_inside_the_units(tmp_path: Path) -> None:
    rows = [row | {"workers": 10} for row in ROWS]
    errors = [
        read(tmp_path, rows, design).domains().moments(read(tmp_path, rows).rows.values).mean_se[0]
        for design in (ONE_STAGE, TWO_STAGES)
    ]
    mean = 525_000
    inside = [2 * (300_000 - mean), 2 * (400_000 - mean)]
    later = [2 / 4 * (8 / 10) * 2 * sum((z - sum(inside) / 2) ** 2 for z in inside)]
    later += [share * (9 / 10) * z**2 for share, z in ((2 / 4, 2 * (500_000 - mean)), (2 / 9, 3 * 75_000), (2 / 9, 3 * 175_000))]
    assert (12 * errors[1]) ** 2 - (12 * errors[0]) ** 2 == pytest.approx(sum(later), rel=1e-9)


def test_rows_that_weigh_nothing_are_left_out_and_their_units_stay_drawn(tmp_path: Path) -> None:
    sample = read(tmp_path, changed(2, weight=0))
    assert len(sample.rows.values) == 4
    assert sample.stages[0].sizes.tolist() == [2, 2]
    assert sample.domains().df.tolist() == [1]
    assert refused(tmp_path, [row | {"weight": 0} for row in ROWS]) == [("survey.no_weight", None, "weight")]


def test_limits_whose_share_leaves_the_range_are_null_and_no_error_is_made_of_them(tmp_path: Path) -> None:
    told = read(tmp_path, ROWS).percentiles(np.array([0.1, 0.5]))
    assert told.value.tolist() == [[300_000, 500_000]]
    assert np.isnan(told.low[0, 0])
    assert np.isnan(told.se[0, 0])


@pytest.mark.parametrize(
    ("place", "cells", "code", "column"),
    [
        (1, {"wage_fen": -1}, "survey.negative", "wage_fen"),
        (1, {"wage_fen": ""}, "survey.cell_empty", "wage_fen"),
        (1, {"wage_fen": "三千"}, "survey.not_a_number", "wage_fen"),
        (1, {"wage_fen": "nan"}, "survey.not_a_number", "wage_fen"),
        (1, {"wage_fen": "inf"}, "survey.not_a_number", "wage_fen"),
        (1, {"wage_fen": 2**53}, "survey.too_large", "wage_fen"),
        (0, {"weight": -0.5}, "survey.negative", "weight"),
        (0, {"weight": ""}, "survey.cell_empty", "weight"),
        (4, {"firm": ""}, "survey.cell_empty", "firm"),
        (4, {"stratum": " "}, "survey.cell_empty", "stratum"),
        (1, {"firms": 5}, "survey.population_varies", "firms"),
        (1, {"firms": "x"}, "survey.not_a_number", "firms"),
    ],
)
def test_what_cannot_be_computed_is_refused_by_row_and_column(
    tmp_path: Path, place: int, cells: Row, code: str, column: str
) -> None:
    assert refused(tmp_path, changed(place, **cells)) == [(code, place + 1, column)]


def test_a_population_is_refused_below_the_units_drawn_and_not_at_them(tmp_path: Path) -> None:
    assert refused(tmp_path, [row | {"firms": 1} for row in ROWS]) == [("survey.population_too_small", 1, "firms")]
    assert read(tmp_path, [row | {"firms": 2} for row in ROWS]).stages[0].populations.tolist() == [2, 2]


def test_columns_that_are_not_there_are_all_named(tmp_path: Path) -> None:
    design = Design((Stage("no", "stratum"),), "none")
    assert refused(tmp_path, ROWS, design, ("nothing",)) == [
        ("survey.column_missing", None, name) for name in ("nothing", "no", "none")
    ]


def test_a_person_stands_once_in_a_month_of_an_enterprise(tmp_path: Path) -> None:
    rows = [row | {"person": number // 2, "enterprise": "甲", "month": "2026-03"} for number, row in enumerate(ROWS)]
    assert refused(tmp_path, rows) == [("survey.person_repeated", row, "person") for row in (2, 4)]
    assert read(tmp_path, [row | {"month": f"2026-0{1 + number % 2}"} for number, row in enumerate(rows)])


def test_a_label_is_read_inside_its_stratum(tmp_path: Path) -> None:
    rows = [row | {"firm": row["firm"].translate(str.maketrans("丙丁", "甲乙"))} for row in ROWS]
    assert read(tmp_path, rows).stages[0].sizes.tolist() == [2, 2]


def test_columns_of_many_labels_and_of_numbers_are_numbered_alike(tmp_path: Path) -> None:
    rows = [{"code": f"c{number % 400:03}", "number": number % 400 - 7, "wage_fen": number} for number in range(800)]
    path = written_rows(tmp_path, rows)
    duckdb.execute(
        f"COPY (SELECT code, number::INTEGER AS number, wage_fen::BIGINT AS wage_fen FROM '{path}') TO '{tmp_path}/r.parquet'"
    )
    for by in ("code", "number"):
        sample = read_sample(tmp_path / "r.parquet", Design(), "wage_fen", [by])
        assert [label for (label,) in sample.rows.labels] == sorted({row[by] for row in rows})
        assert [sample.rows.labels[cell][0] for cell in sample.rows.cells] == [row[by] for row in rows]


def test_labels_that_the_first_rows_lack_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xieshang.engine.survey.columns._GLANCED", 2)
    rows = [row | {"post": post} for row, post in zip(ROWS, ("车工", "车工", "焊工", "", "钳工"), strict=True)]
    sample = read(tmp_path, rows, by=("post", "level"))
    posts = [sample.rows.labels[cell] for cell in sample.rows.cells]
    assert posts == [("车工", 3), ("车工", 4), ("焊工", 4), (None, 4), ("钳工", 4)]


def test_an_empty_label_is_a_cell_of_its_own(tmp_path: Path) -> None:
    rows = [row | {"post": post} for row, post in zip(ROWS, ("", "车工", "", "焊工", ""), strict=True)]
    sample = read(tmp_path, rows, by=("post",))
    assert [sample.rows.labels[cell][0] for cell in sample.rows.cells] == [None, "车工", None, "焊工", None]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"stages": [{"cluster": "firm"}, {}]}, "survey.stage_needs_population"),
        ({"stages": [{"population": "firms"}, {}]}, "survey.rows_are_units"),
        ({"stages": [{"cluster": 3}]}, "field.not_text"),
        ({"disclosure": "no"}, "field.not_boolean"),
    ],
)
def test_a_design_that_says_too_little_is_refused(content: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_design(Fields.of(json.loads(json.dumps(content))))
    assert [refusal.code for refusal in caught.value.refusals] == [code]


def test_a_design_keeps_its_rules_unless_it_says_otherwise() -> None:
    assert read_design(Fields({})) == Design()
    assert read_design(Fields({})).disclosure
    assert not read_design(Fields({"disclosure": False})).disclosure
    assert Design((Stage("firm"),)).enterprise_column == "firm"


def test_a_published_price_is_never_held_against_a_floor() -> None:
    assert why_not_compared(Basis.COMPARABLE, Basis.COMPARABLE) is None
    refusal = why_not_compared(Basis.PRICE, Basis.COMPARABLE)
    assert refusal is not None
    assert refusal.code == "wage.basis_differs"


def test_students_t_meets_its_expansion() -> None:
    assert student_t(499) > student_t(500) > student_t(501)
    assert student_t(499) - student_t(500) == pytest.approx(student_t(500) - student_t(501), rel=0.01)
    assert student_t(10**9) == pytest.approx(1.959963984540054, rel=1e-8)


def test_strata_of_rows_need_no_units(tmp_path: Path) -> None:
    assert len(read(tmp_path, drawn(3), FLAT).stages[0].stratum) == len(drawn(3))
