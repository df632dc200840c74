"""Where to bargain: gates, the Pareto set, the index and the ranks, and what may not move them."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from xieshang.core.refusals import Refused
from xieshang.engine.choose import Candidate, Goalposts, choose, pareto_set, why_not_rated
from xieshang.engine.choose_rows import read_candidates

BASE = Candidate("示范", 100, 100, 0.9, 500, True, True)


def candidate(name: str, ratio: float, wage: float, se: float | None = None) -> Candidate:
    return replace(BASE, name=name, vacancies=round(1000 * ratio), seekers=1000, relative_wage=wage, relative_wage_se=se)


MANY = [
    candidate("甲", 3.0, 0.6, 0.01),
    candidate("乙", 2.5, 0.7, 0.05),
    candidate("丙", 1.0, 0.65, 0.05),
    candidate("丁", 2.0, 1.1, 0.05),
    candidate("戊", 0.8, 1.2, 0.05),
]


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ()),
        ({"vacancies": 30, "seekers": 30, "skilled_workers": 30}, ()),
        ({"vacancies": 29}, ("vacancies_few",)),
        ({"seekers": 29}, ("seekers_few",)),
        ({"skilled_workers": 29}, ("skilled_workers_few",)),
        (
            {"relative_wage": None, "union": False, "association": None},
            ("relative_wage_missing", "union_absent", "association_missing"),
        ),
    ],
)
def test_the_gates_stand_before_the_index(changes: dict[str, Any], reasons: tuple[str, ...]) -> None:
    one = replace(BASE, **changes)
    assert why_not_rated(one) == reasons
    choice = choose([one, candidate("另", 1, 1)])
    assert dict(choice.not_rated) == ({"示范": reasons} if reasons else {})
    assert len(choice.ranking) == (1 if reasons else 2)


def test_the_pareto_set_holds_those_that_nobody_beats_in_both() -> None:
    assert pareto_set(MANY) == ("甲",)
    assert pareto_set([candidate("甲", 3, 1.0), candidate("乙", 1, 0.6), candidate("丙", 0.9, 0.7)]) == ("甲", "乙")
    assert pareto_set([candidate("甲", 3, 1.0), candidate("乙", 3, 0.9)]) == ("甲", "乙")


@pytest.mark.case("N51.5-pilots", "N206.1-contacts")
def test_the_index_weighs_both_parts_between_the_goalposts() -> None:
    ends = choose([candidate("上", 4.0, 0.5), candidate("下", 0.5, 1.5)])
    assert [entry.index for entry in ends.ranking] == pytest.approx([1, 0])
    (middle,) = choose([candidate("中", 2.0, 1.0)], goalposts=Goalposts((1.0, 4.0), (0.5, 1.5))).ranking
    assert middle.index == pytest.approx(0.5)


def test_who_leads_in_everything_is_recommended_and_who_depends_on_the_weights_is_open() -> None:
    told = {entry.candidate.name: entry for entry in choose(MANY, top=1).ranking}
    assert (told["甲"].recommended, told["甲"].median_rank, told["甲"].rank_low, told["甲"].rank_high) == (True, 1, 1, 1)
    assert told["甲"].p_top == pytest.approx(1, abs=0.02)
    assert not told["乙"].recommended
    assert told["戊"].p_top == 0


def test_ranks_of_those_that_share_everything_are_shared() -> None:
    told = choose([candidate("甲", 2, 0.8), candidate("乙", 2, 0.8), candidate("丙", 1, 1.0)], top=1).ranking
    assert [(entry.rank, entry.median_rank, entry.p_top) for entry in told] == [(1, 1, 1), (1, 1, 1), (3, 3, 0)]


def test_the_same_seed_gives_the_same_answer_and_another_one_other_ranks() -> None:
    assert choose(MANY, seed=5) == choose(MANY, seed=5)
    assert [entry.p_top for entry in choose(MANY, seed=5).ranking] != [entry.p_top for entry in choose(MANY, seed=6).ranking]


@pytest.mark.parametrize("newcomer", [candidate("新", 4.0, 0.4), candidate("新", 0.3, 2.0), candidate("新", 1.5, 0.9)])
def test_a_candidate_that_enters_moves_neither_the_index_nor_the_order_of_the_others(newcomer: Candidate) -> None:
    before = [(entry.candidate.name, entry.index) for entry in choose(MANY).ranking]
    after = [(entry.candidate.name, entry.index) for entry in choose([newcomer, *MANY]).ranking]
    assert [entry for entry in after if entry[0] != "新"] == before


def test_nobody_rated_is_no_ranking() -> None:
    choice = choose([replace(BASE, union=False)])
    assert (choice.pareto, choice.ranking) == ((), ())


ROW = {
    "candidate": "示范",
    "vacancies": "100",
    "seekers": "50",
    "relative_wage": "0.9",
    "skilled_workers": "500",
    "union": "是",
    "association": "1",
}


def read(folder: Path, *rows: dict[str, str]) -> list[Candidate]:
    with (folder / "c.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return read_candidates(folder / "c.csv")


def test_an_empty_cell_is_not_known_and_words_for_yes_and_no_are_read(tmp_path: Path) -> None:
    told = read(tmp_path, ROW | {"vacancies": "", "association": "无"}, ROW | {"candidate": "另", "union": "", "association": "3"})
    assert (told[0].vacancies, told[0].union, told[0].association) == (None, True, False)
    assert (told[1].union, told[1].association, told[1].relative_wage_se) == (None, True, None)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"candidate": ""}, "choose.name_missing"),
        ({"vacancies": "many"}, "choose.not_a_number"),
        ({"relative_wage": "nan"}, "choose.not_a_number"),
        ({"seekers": "-1"}, "choose.negative"),
        ({"relative_wage": "0"}, "choose.negative"),
        ({"skilled_workers": "1.5"}, "choose.not_whole"),
        ({"union": "maybe"}, "choose.not_yes_or_no"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused(tmp_path: Path, cells: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as caught:
        read(tmp_path, ROW, ROW | {"candidate": "另"} | cells)
    assert [(refusal.code, refusal.row, refusal.column) for refusal in caught.value.refusals] == [(code, 2, next(iter(cells)))]


def test_columns_and_names_stand_once(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"choose\.repeated"):
        read(tmp_path, ROW, ROW)
    with pytest.raises(Refused, match=r"choose\.column_missing"):
        read(tmp_path, {name: cell for name, cell in ROW.items() if name != "union"})
