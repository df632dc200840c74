"""``xieshang round papers``: files for every occasion, what is missing in the answer, and exit 1 where something is."""

import json
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from cast import PLACE, acts
from paper_cases import BODIES, PAPERS, occasion_of, record, typed_for

from xieshang.cli.command import run
from xieshang.documents.papers.facts import facts_at

OFFERED = {entry.name: entry for entry in entry_points(group="xieshang.commands")}
ON = "2025-03-03"


@pytest.fixture
def round_json(tmp_path: Path) -> Path:
    path = tmp_path / "round.json"
    path.write_text(json.dumps({"id": "r-1", "at": PLACE, "industry": "C33", "acts": acts(until="offer")}), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    ended = run(["round", "papers", *words, "--json"], OFFERED)
    return ended, json.loads(capsys.readouterr().out)


def answers(folder: Path) -> Path:
    paper, standing = PAPERS["offer"], record(acts(until="offer"))
    typed = typed_for(paper, facts_at(standing, occasion_of(paper, standing), standing.acts[-1].on))
    bodies = {role: [{"name": body.name} for body in told_bodies] for role, told_bodies in BODIES.items()}
    path = folder / "answers.json"
    path.write_text(json.dumps({"title": "示范行业协商", "bodies": bodies, "papers": {"offer": typed}}), encoding="utf-8")
    return path


@pytest.mark.fonts
def test_a_paper_that_lacks_something_is_written_as_a_draft_and_found(
    round_json: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended, content = told(capsys, str(round_json), "--out", str(tmp_path / "out"), "--paper", "offer", "--on", ON)
    [offer] = content["papers"]
    assert ended == 1
    assert [offer[key] for key in ("paper", "by", "occasion", "complete")] == ["offer", "workers", 1, False]
    assert {"addressee", "issuer", "chief_post", "information"} == {missing["field"] for missing in offer["missing"]}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["offer-workers-1.docx", "offer-workers-1.pdf"]


@pytest.mark.fonts
def test_with_the_answers_it_is_complete(round_json: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--answers", str(answers(tmp_path)))
    ended, content = told(capsys, str(round_json), "--out", str(tmp_path / "out"), "--paper", "offer", "--on", ON, *given)
    assert (ended, content["papers"][0]["missing"]) == (0, [])


@pytest.mark.fonts
def test_every_paper_that_has_come_is_written(round_json: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, content = told(capsys, str(round_json), "--out", str(tmp_path / "out"), "--on", ON)
    assert {entry["paper"] for entry in content["papers"]} == {
        "roster",
        "delegation",
        "representatives_notice",
        "offer",
        "service_receipt",
    }


@pytest.mark.fonts
def test_a_paper_whose_act_comes_next_can_be_drafted(round_json: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, content = told(capsys, str(round_json), "--out", str(tmp_path / "out"), "--paper", "reply", "--on", ON)
    assert [(entry["by"], entry["occasion"]) for entry in content["papers"]] == [("employers", 1)]
    ended, content = told(capsys, str(round_json), "--out", str(tmp_path / "out"), "--paper", "review_opinion", "--on", ON)
    assert (ended, content) == (0, {"papers": []})


@pytest.mark.parametrize(
    "broken", ["no json", "[]", '{"papers": 3}', '{"bodies": {"nobody": []}}', '{"bodies": {"workers": [{"x": 1}]}}']
)
def test_answers_that_cannot_be_read_make_the_call_wrong(round_json: Path, tmp_path: Path, broken: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(broken, encoding="utf-8")
    assert run(["round", "papers", str(round_json), "--out", str(tmp_path / "out"), "--answers", str(path)], OFFERED) == 2
