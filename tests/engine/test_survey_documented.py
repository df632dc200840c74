"""The tables of docs/algorithms/wages.md, disclosure.md and choosing.md are executed."""

import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from xieshang.core.fields import read_json
from xieshang.engine.choose import Candidate, choose
from xieshang.engine.choose_rows import read_candidates
from xieshang.engine.disclosure import why_withheld
from xieshang.engine.disclosure.tables import TableColumns, disclose, read_table_to_disclose
from xieshang.engine.survey import reference
from xieshang.engine.survey.designs import SCHEMA, read_design
from xieshang.engine.survey.distributions import distribute
from xieshang.engine.survey.levels import levels_of
from xieshang.engine.survey.monotone import made_monotone
from xieshang.engine.survey.reliability import has_tail, reliability_of
from xieshang.engine.survey.sample import read_sample

DOCS = Path(__file__).parent.parent.parent / "docs" / "algorithms"
WAGES, DISCLOSURE, CHOOSING = ((DOCS / name).read_text("utf-8") for name in ("wages.md", "disclosure.md", "choosing.md"))


def table(text: str, heading: str) -> list[list[str]]:
    _, after = text.split(f"\n{heading}\n")
    lines = after.split("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def block(text: str, kind: str, folder: Path) -> Path:
    path = folder / f"block.{kind}"
    path.write_text(re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)[0], "utf-8")
    return path


def numbers(text: str) -> list[float]:
    return [float(part) for part in text.split()]


def written(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def test_every_percentile_is_what_the_program_and_its_twin_give() -> None:
    lines = table(WAGES, "| wages | weights | p | percentile |")
    assert len(lines) == 6
    for wages, weights, share, expected in lines:
        values, of = np.array(numbers(wages)), np.array(numbers(weights))
        told = distribute(np.zeros(len(values), dtype=np.int32), 1, values, of).at(np.array([[float(share)]]))
        rows = [(int(value), int(weight)) for value, weight in zip(values, of, strict=True)]
        assert told[0, 0] == reference.percentile(rows, Fraction(share)) == float(expected)


def test_every_estimate_of_the_sample_is_what_the_program_gives(tmp_path: Path) -> None:
    design = read_design(read_json(block(WAGES, "json", tmp_path).read_text("utf-8"), schema=SCHEMA))
    sample = read_sample(block(WAGES, "csv", tmp_path), design, "wage_fen", ["level"])
    lines = table(WAGES, "| level | n | mean | mean_se | df | P50 | low | high |")
    told = []
    for cell in levels_of(sample, [0.5], disclosure=design.disclosure):
        (median,) = cell.quantiles
        amounts = (cell.n, cell.mean, cell.mean_se, cell.df, median.value, median.low, median.high)
        told.append([str(cell.by["level"]), *map(written, amounts)])
    assert told == lines


def test_every_class_and_every_tail_is_what_the_program_says() -> None:
    for value, error, expected in table(WAGES, "| percentile | standard error | class |"):
        told = reliability_of(float(value), float("nan") if error == "—" else float(error))
        assert (told.value if told else "—") == expected
    for rows, worth, share, holds in table(WAGES, "| rows | worth | p | holds |"):
        assert has_tail(int(rows), float(worth), float(share)) is (holds == "yes")


def test_what_is_made_monotone_is_what_the_program_gives() -> None:
    ((values, weights, expected),) = table(WAGES, "| values | weights | made monotone |")
    assert made_monotone(numbers(values), numbers(weights)) == pytest.approx(numbers(expected), abs=0.005)


def test_every_cell_is_withheld_by_itself_for_the_reason_told() -> None:
    lines = table(DISCLOSURE, "| workers of each enterprise | withheld because |")
    assert len(lines) == 7
    for workers, why in lines:
        assert (why_withheld((np.array(numbers(workers), dtype=int), np.full(len(workers.split()), 100))) or "—") == why


def test_every_cell_of_the_table_is_shown_or_withheld_as_told(tmp_path: Path) -> None:
    read = read_table_to_disclose(block(DISCLOSURE, "csv", tmp_path), TableColumns("place", "level", "workers", "enterprises"))
    told = {
        (cell.row, cell.column): [
            *map(written, (cell.value,)),
            cell.suppressed or "—",
            *([str(cell.bounds.low), str(cell.bounds.high)] if cell.bounds else "——"),
        ]
        for cell in disclose(read)
    }
    lines = table(DISCLOSURE, "| place | level | value | withheld | low | high |")
    assert len(lines) == 9
    for place, level, *expected in lines:
        assert told[place, level] == expected


def test_every_index_is_what_the_program_gives() -> None:
    lines = table(CHOOSING, "| ratio | relative wage | index |")
    assert len(lines) == 4
    for ratio, wage, index in lines:
        (told,) = choose([Candidate("示范", round(1000 * float(ratio)), 1000, float(wage), 500, True, True)]).ranking
        assert f"{told.index:.3f}" == index


def test_the_ranking_is_what_the_program_gives(tmp_path: Path) -> None:
    lines = table(CHOOSING, "| candidate | index | median rank | ranks | among the first 3 | recommended |")
    told = [
        [
            entry.candidate.name,
            f"{entry.index:.3f}",
            str(entry.median_rank),
            f"{entry.rank_low}–{entry.rank_high}",
            f"{entry.p_top:.2f}",
            "yes" if entry.recommended else "no",
        ]
        for entry in choose(read_candidates(block(CHOOSING, "csv", tmp_path)), 3, 3).ranking
    ]
    assert told == lines
