"""Random designs: means, percentiles, standard errors, intervals and degrees of freedom equal those of the package svy."""

from math import isfinite, nan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
import pytest
import svy
from hypothesis import given
from hypothesis import strategies as st
from survey_cases import FLAT, ONE_STAGE, ONE_STAGE_REPLACED, TWO_STAGES, drawn, written_rows

from xieshang.engine.survey.designs import Design
from xieshang.engine.survey.sample import read_sample

SHARES = [0.1, 0.25, 0.5, 0.75, 0.9]
DESIGNS = {"one stage": ONE_STAGE, "with replacement": ONE_STAGE_REPLACED, "two stages": TWO_STAGES, "rows": FLAT}


ESTIMATES = ("mean", "se", "df", "deff")
OF_SHARE = ("value", "low", "high", "se")


def their_sample(rows: list[dict[str, Any]], design: Design) -> svy.Sample:
    first, *later = design.stages
    parts: dict[str, Any] = {"stratum": first.stratum, "wgt": design.weight, "singleton": "center"}
    if first.cluster:
        parts["psu"] = first.cluster
    if later:
        parts |= {"ssu": "number", "pop_size": svy.PopSize(psu=first.population, ssu=later[0].population)}
    elif first.population:
        parts["pop_size"] = first.population
    frame = pl.DataFrame([row | {"number": number, "wage_fen": float(row["wage_fen"])} for number, row in enumerate(rows)])
    return svy.Sample(frame, svy.Design(**parts))


def theirs(rows: list[dict[str, Any]], design: Design) -> dict[str, dict[Any, float]]:
    estimation = their_sample(rows, design).estimation
    try:
        means = estimation.mean("wage_fen", by="post", deff="wor").estimates
    except svy.errors.MethodError:  # a cell that weighs no more than it has rows
        means = estimation.mean("wage_fen", by="post").estimates
    found: dict[str, dict[Any, float]] = {
        entry.by_level[0]: dict(zip(ESTIMATES, (entry.est, entry.se, entry.df, entry.deff), strict=True)) for entry in means
    }
    for share, told in zip(SHARES, estimation.quantile("wage_fen", p=SHARES, by="post"), strict=True):
        for entry in told.estimates:
            of_share = (entry.est, entry.lci, entry.uci, entry.se)
            found[entry.by_level[0]] |= {(share, name): value for name, value in zip(OF_SHARE, of_share, strict=True)}
    return found


def ours(rows: list[dict[str, Any]], design: Design) -> dict[str, dict[Any, float]]:
    with TemporaryDirectory() as folder:
        sample = read_sample(written_rows(Path(folder), rows), design, "wage_fen", ["post"])
    told, moments = sample.percentiles(np.array(SHARES)), sample.domains().moments(sample.rows.values)
    found: dict[str, dict[Any, float]] = {}
    for cell, (post,) in enumerate(sample.rows.labels):
        of_cell = (moments.mean[cell], moments.mean_se[cell], moments.df[cell], moments.deff[cell])
        found[post] = dict(zip(ESTIMATES, of_cell, strict=True))
        for place, share in enumerate(SHARES):
            found[post] |= {(share, name): getattr(told, name)[cell, place] for name in OF_SHARE}
    return found


def tight(rows: list[dict[str, Any]], share: float) -> bool:
    """Say whether the weights up to some wage reach a share exactly: there the last bits of their sums decide."""
    ordered = sorted(rows, key=lambda row: row["wage_fen"])
    sums = np.cumsum([row["weight"] for row in ordered])
    return bool((np.abs(sums - share * sums[-1]) < 1e-9 * sums[-1]).any())


def compared(key: Any, told: dict[Any, float], rows: list[dict[str, Any]]) -> bool:
    """Say whether a number is to be compared.

    Errors need degrees of freedom.  Where the share at a percentile has no error, its limits are the share itself, which the
    weights reach exactly; at the highest wage their sums round it past 1.
    """
    if isinstance(key, str):
        return key in ("mean", "df") or (key == "se" and told["df"] > 0)
    share, name = key
    if name == "value":
        return not tight(rows, share)
    below_highest = told[share, "value"] < max(row["wage_fen"] for row in rows)
    return not tight(rows, share) and told["df"] > 0 and below_highest and told[share, "se"] != 0


@pytest.mark.parametrize("name", sorted(DESIGNS))
@given(st.integers(0, 10**9), st.booleans())
def test_estimates_equal_those_of_svy(name: str, seed: int, lonely: bool) -> None:
    rows = [row | {"weight": row["weight"] or 1} for row in drawn(seed, lonely=lonely)]
    found, expected = ours(rows, DESIGNS[name]), theirs(rows, DESIGNS[name])
    assert set(found) == set(expected)
    for post, told in found.items():
        of_post = [row for row in rows if row["post"] == post]
        for key, value in told.items():
            if compared(key, told, of_post):
                near = 1e-7 if "se" in key else 1e-9
                assert value == pytest.approx(expected[post][key], rel=near, abs=1e-6, nan_ok=True), (post, key)
        if told["df"] > 0 and isfinite(told["deff"]) and isfinite(expected[post]["deff"] or nan):
            assert told["deff"] == pytest.approx(expected[post]["deff"], rel=1e-6, abs=1e-9)
