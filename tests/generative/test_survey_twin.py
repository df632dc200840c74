"""Random samples: means and percentiles equal their slow twin, and the equal-weight ones those of NumPy and DuckDB."""

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_cases import ONE_STAGE, drawn, written_rows

from xieshang.engine.survey import reference
from xieshang.engine.survey.distributions import distribute
from xieshang.engine.survey.sample import read_sample

SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]
wages = st.one_of(st.integers(0, 9), st.sampled_from([0, 1, 10**6]), st.integers(0, 10**12))
weights = st.one_of(st.sampled_from([0, 1, 1, 2]), st.fractions(0, 9, max_denominator=64))


@given(st.integers(0, 10**9), st.booleans())
def test_estimates_of_a_sample_equal_their_twin(seed: int, lonely: bool) -> None:
    rows = drawn(seed, lonely=lonely)
    with TemporaryDirectory() as folder:
        sample = read_sample(written_rows(Path(folder), rows), ONE_STAGE, "wage_fen", ["post"])
    means, values = sample.domains().moments(sample.rows.values).mean, sample.percentiles(np.array(SHARES)).value
    for cell, (post,) in enumerate(sample.rows.labels):
        of_post = [(row["wage_fen"], Fraction(row["weight"])) for row in rows if row["post"] == post]
        assert means[cell] == pytest.approx(float(reference.mean(of_post)), rel=1e-12)
        assert values[cell].tolist() == [reference.percentile(of_post, Fraction(share)) for share in SHARES]


@given(st.lists(st.tuples(st.integers(0, 3), wages, weights), min_size=1, max_size=60), st.booleans())
def test_percentiles_of_cells_equal_their_twin(rows: list[tuple[int, int, Fraction]], whole: bool) -> None:
    cells = np.array([cell for cell, _, _ in rows], dtype=np.int32)
    values = np.array([value for _, value, _ in rows], dtype=np.int64 if whole else np.float64)
    told = distribute(cells, 4, values, np.array([float(weight) for _, _, weight in rows])).at(np.tile(SHARES, (4, 1)))
    for cell in range(4):
        of_cell = [(value, weight) for other, value, weight in rows if other == cell]
        if any(weight for _, weight in of_cell):
            assert told[cell].tolist() == [reference.percentile(of_cell, Fraction(share)) for share in SHARES]
        else:
            assert np.isnan(told[cell]).all()


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=50))
def test_without_weights_they_are_those_of_numpy_and_of_duckdb(values: list[int]) -> None:
    cells = np.zeros(len(values), dtype=np.int32)
    (told,) = distribute(cells, 1, np.array(values), None).at(np.array([SHARES])).tolist()
    assert told == np.quantile(values, SHARES, method="inverted_cdf").tolist()
    (theirs,) = duckdb.execute(f"SELECT quantile_disc(unnest, {SHARES}) FROM unnest(?)", [values]).fetchall()[0]
    assert told == theirs
