"""The commands law, codes, round, table, floor and ledger as a caller sees them: their answer, their exit, their refusals."""

import json
from pathlib import Path
from typing import Any

import pytest
from cast import TABLE, acts
from shared_data import shared

from xieshang.__main__ import main
from xieshang.law.statute_book import shipped_book


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    """Call a command with --json; give its exit and its one document."""

    def called(*words: object) -> tuple[int, Any]:
        exit_code = main([*map(str, words), "--json"])
        out, err = capsys.readouterr()
        assert err == ""
        return exit_code, json.loads(out)

    return called


def codes(answer: Any) -> list[str]:
    return [refusal["code"] for refusal in answer["refusals"]]


def file(folder: Path, content: object, name: str = "file.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def test_the_minimum_wage_has_its_class_its_start_and_its_trust(call: Any) -> None:
    exit_code, answer = call("law", "minimum-wage", "--at", "130123", "--on", "2024-06-01")
    assert exit_code == 0
    assert {key: answer[key] for key in ("monthly_fen", "hourly_fen", "class", "in_force_from", "trust", "gap")} == {
        "monthly_fen": 220_000,
        "hourly_fen": 2_200,
        "class": 1,
        "in_force_from": "2023-01-01",
        "trust": "secondary",
        "gap": False,
    }


def test_a_minimum_of_which_only_the_day_it_was_seen_is_known_says_so(call: Any) -> None:
    _, answer = call("law", "minimum-wage", "--at", "340506", "--on", "2013-11-01")
    assert (answer["monthly_fen"], answer["in_force_from"], answer["seen_on"]) == (104_000, None, "2013-09-26")
    assert (answer["gap"], answer["trust"]) == (True, "provisional")


def test_a_deadline_gives_both_days_and_the_rule(call: Any) -> None:
    exit_code, answer = call("law", "deadline", "reply-to-offer", "--from", "2025-03-03", "--at", "130123")
    assert exit_code == 0
    assert (answer["raw_due_on"], answer["due_on"], answer["n"], answer["unit"]) == ("2025-03-23", "2025-03-24", 20, "calendar")
    assert (answer["calendar"], answer["trust"]) == ("stated", "provisional")


def test_the_renewal_has_a_window(call: Any) -> None:
    _, answer = call("law", "deadline", "renew-window", "--from", "2026-05-31")
    assert (answer["opens_on"], answer["due_on"]) == ("2026-04-01", "2026-05-31")


@pytest.mark.parametrize("key", ["quorum.present_share", "guideline52.核心类", "binding", "term.max_years"])
def test_a_listed_value_can_be_asked_for(call: Any, key: str) -> None:
    listed = [entry["key"] for entry in call("law", "value", "--list")[1]["keys"]]
    assert key in listed
    exit_code, answer = call("law", "value", key, "--at", "130123", "--on", "2026-01-01")
    assert (exit_code, answer["key"]) == (0, key)
    assert answer["source"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("law", "minimum-wage", "--at", "130199"), "place.unknown"),
        (("law", "minimum-wage", "--at", "130100", "--on", "2024-06-01"), "law.spans_classes"),
        (("law", "minimum-wage", "--at", "110101", "--on", "2024-06-01"), "law.value_unknown"),
        (("law", "deadline", "publish-representatives", "--from", "2025-03-03"), "law.value_unknown"),
        (("law", "value", "representatives.front_line_share", "--at", "130123"), "law.value_unknown"),
        (("law", "value", "quorum"), "law.key_unknown"),
        (("floor", "--at", "130123", "--industry", "C99"), "industry.unknown"),
        (("floor", "--at", "130123", "--occupation", "6-40-01-01"), "occupation.unknown"),
        (("floor", "--at", "130123", "--level", "九级"), "level.unknown"),
        (("floor", "--at", "130123", "--enterprise", "91110000600037341M"), "enterprise.check_digit"),
    ],
)
def test_what_is_not_known_is_refused_with_its_code_and_five_facts(call: Any, words: tuple[str, ...], code: str) -> None:
    exit_code, answer = call(*words)
    assert (exit_code, codes(answer)) == (3, [code])
    assert {"code", "file", "row", "column", "value_kind", "rule", "accepts", "next"} <= answer["refusals"][0].keys()
    assert answer["refusals"][0]["accepts"]
    assert answer["refusals"][0]["next"]


@pytest.mark.parametrize(
    "words", [(), ("nothing",), ("law",), ("law", "deadline", "never", "--from", "2025-03-03"), ("round", "replay", "gone.json")]
)
def test_a_wrong_call_ends_with_two(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        exit_code = main(list(words))
    except SystemExit as ended:
        exit_code = int(str(ended.code))
    assert exit_code == 2
    assert "Traceback" not in "".join(capsys.readouterr())


def test_the_statutory_floor_of_a_place_needs_no_contract(call: Any) -> None:
    _, answer = call("floor", "--at", "130123", "--on", "2026-01-01")
    assert (answer["amount_fen"], answer["rule"], answer["trust"]) == (238_000, "statutory/130123", "provisional")


def contract(folder: Path, **changes: Any) -> Path:
    scope = {"places": ["130123"], "industries": ["C35"], "binding": "all"}
    term = {"from": "2025-06-01", "to": "2026-05-31"}
    told = {"id": "demo", "scope": scope, "term": term, "known_on": "2025-05-14", "tables": [TABLE]}
    return file(folder, told | changes, "demo.json").parent


def ask(call: Any, folder: Path, *more: str) -> Any:
    worker = ("--at", "130123", "--industry", "C3525", "--occupation", "6-18-02-04", "--level", "高级工", "--category", "关键类")
    return call("floor", "--contracts", folder, *worker, *more)[1]


@pytest.mark.parametrize(
    ("on", "amount_fen"), [("2025-05-31", 220_000), ("2025-06-01", 360_000), ("2026-05-31", 360_000), ("2026-06-01", 238_000)]
)
def test_the_floor_of_a_contract_holds_on_both_last_days_of_its_term(call: Any, tmp_path: Path, on: str, amount_fen: int) -> None:
    assert ask(call, contract(tmp_path), "--on", on, "--known-on", "2026-06-01")["amount_fen"] == amount_fen


def test_every_candidate_says_why_it_lost(call: Any, tmp_path: Path) -> None:
    answer = ask(call, contract(tmp_path), "--on", "2026-01-01")
    told = {candidate["rule"]: candidate["why_not"] for candidate in answer["candidates"]}
    assert told == {"demo/1": "other_occupation", "demo/2": "other_occupation", "demo/3": None, "statutory/130123": "lower"}
    assert answer["formula"] == "max(360000, 238000) = 360000"


def test_a_contract_known_later_is_not_a_floor_yet(call: Any, tmp_path: Path) -> None:
    folder = contract(tmp_path)
    early, late = (ask(call, folder, "--on", "2025-07-01", "--known-on", f"2025-05-{day}")["amount_fen"] for day in (13, 14))
    assert (early, late) == (220_000, 360_000)


def test_a_round_is_replayed_from_its_file(call: Any, tmp_path: Path) -> None:
    path = file(tmp_path, {"schema": "xieshang/round/1", "id": "r", "at": "130123", "acts": acts(until="received")})
    exit_code, answer = call("round", "replay", path, "--on", "2025-05-14")
    assert (exit_code, answer["state"], answer["effective_on"], answer["refused"]) == (0, "effective", "2025-05-14", [])
    assert {"act": "publish", "by": "workers"} in answer["may"]
    assert any(duty["act"] == "publish" and duty["due_on"] == "2025-05-19" for duty in answer["duties"])


def test_an_act_out_of_order_is_left_out_listed_and_ends_with_one(call: Any, tmp_path: Path) -> None:
    told = [*acts(until="offer"), {"kind": "respond", "by": "employers", "on": "2025-03-01", "accepts": True}]
    exit_code, answer = call("round", "replay", file(tmp_path, {"id": "r", "at": "130123", "acts": told}), "--on", "2025-04-01")
    assert (exit_code, answer["state"]) == (1, "offered")
    assert [(refused["index"], refused["code"]) for refused in answer["refused"]] == [(5, "act.out_of_order")]


def test_the_diagram_is_mermaid_of_every_state(call: Any) -> None:
    _, answer = call("round", "diagram")
    assert answer["mermaid"].startswith("stateDiagram-v2\n")
    assert all(state in answer["mermaid"] for state in answer["states"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "json.broken"),
        ("", "json.broken"),
        ("[1]", "json.not_an_object"),
        ('{"id": NaN}', "json.broken"),
        ("[" * 100_000, "json.broken"),
        ('{"schema": "xieshang/round/9", "id": "r", "at": "130123"}', "schema.unknown"),
        ('{"at": "130123"}', "field.missing"),
        ('{"id": "r", "at": "999999"}', "place.unknown"),
        ('{"id": "r", "at": "130123", "industry": "Z9"}', "industry.unknown"),
        ('{"id": 7, "at": "130123"}', "field.not_text"),
        ('{"id": "r", "at": "130123", "acts": {}}', "field.not_a_list"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name(call: Any, tmp_path: Path, text: str, code: str) -> None:
    exit_code, answer = call("round", "replay", file(tmp_path, text))
    assert (exit_code, codes(answer)) == (3, [code])
    assert answer["refusals"][0]["file"] == "file.json"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_the_encodings_of_offices(call: Any, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "table.json"
    path.write_bytes(json.dumps(TABLE, ensure_ascii=False).encode(encoding))
    exit_code, answer = call("table", "check", path, "--at", "130123", "--on", "2025-04-01")
    assert (exit_code, answer["errors"]) == (0, [])


def test_a_table_is_held_against_minimum_guideline_and_ladder(call: Any, tmp_path: Path) -> None:
    rows = [
        {"id": "low", "category": "基础类", "occupation": "6-18-01-01", "level": 2, "amount_fen": 237_999},
        {"id": "equal", "category": "基础类", "occupation": "6-18-01-02", "level": 2, "amount_fen": 238_000},
        {"id": "under", "category": "关键类", "occupation": "6-18-02-04", "level": 3, "amount_fen": 356_999},
        {"id": "down", "category": "关键类", "occupation": "6-18-02-04", "level": 4, "amount_fen": 350_000},
        {"id": "exact", "category": "核心类", "occupation": "6-18-04-01", "level": 4, "amount_fen": 476_000},
    ]
    path = file(tmp_path, {"form": "monthly_floor", "rows": rows})
    exit_code, answer = call("table", "check", path, "--at", "130123", "--on", "2026-01-01")
    assert exit_code == 1
    assert [(entry["code"], entry["row"]) for entry in answer["errors"]] == [
        ("floor.below_statutory", "low"),
        ("ladder.inverted", "down"),
    ]
    warned = {(entry["code"], entry["row"]) for entry in answer["warnings"]}
    assert {("floor.not_above_statutory", "equal"), ("guideline52.below", "under")} <= warned
    assert not any(row == "exact" for _, row in warned)
    assert all(entry["source"] for entry in answer["errors"])


def test_a_city_is_checked_against_the_highest_of_its_counties(call: Any, tmp_path: Path) -> None:
    path = file(tmp_path, {"form": "monthly_floor", "rows": [{"id": "1", "amount_fen": 219_999}]})
    assert call("table", "check", path, "--at", "130100", "--on", "2024-06-01")[0] == 1
    path = file(tmp_path, {"form": "monthly_floor", "rows": [{"id": "1", "amount_fen": 220_001}]})
    assert call("table", "check", path, "--at", "130100", "--on", "2024-06-01")[0] == 0


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"id": "1", "amount_fen": -1}, "field.too_low"),
        ({"id": "1", "amount_fen": 2800.5}, "field.not_whole"),
        ({"id": "1", "amount_fen": "2800"}, "field.not_whole"),
        ({"amount_fen": 280_000}, "field.missing"),
        ({"id": "1", "amount_fen": 280_000, "level": "九级"}, "level.unknown"),
        ({"id": "1", "amount_fen": 280_000, "occupation": "焊工"}, "occupation.unknown"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_its_number(call: Any, tmp_path: Path, row: dict[str, Any], code: str) -> None:
    good = {"id": "0", "amount_fen": 300_000}
    path = file(tmp_path, {"form": "monthly_floor", "rows": [good, row]})
    exit_code, answer = call("table", "check", path, "--at", "130123")
    assert (exit_code, [(refusal["code"], refusal["row"]) for refusal in answer["refusals"]]) == (3, [(code, 2)])


def test_a_ledger_is_written_verified_and_names_its_first_bad_event(call: Any, tmp_path: Path) -> None:
    told = file(tmp_path, {"id": "r", "at": "130123", "acts": acts(until="received")})
    export, sealed = tmp_path / "r.ledger", tmp_path / "r.sealed"
    _, written = call("ledger", "write", told, "--out", export, "--sealed", sealed)
    assert call("ledger", "verify", export, "--head", written["head"]) == (
        0,
        {"events": 18, "ok": True, "first_bad": None, "head": written["head"], "anchored": True},
    )
    assert "职工甲" not in export.read_text("utf-8")
    assert "职工甲" in sealed.read_text("utf-8")
    export.write_bytes(export.read_bytes().replace(b'"neutral":true', b'"neutral":null'))
    exit_code, answer = call("ledger", "verify", export)
    assert (exit_code, answer["first_bad"]) == (1, 7)


def test_codes_are_found_by_code_and_by_name(call: Any) -> None:
    found = call("codes", "find", "焊工")[1]["codes"]
    assert found == [{"kind": "occupations", "code": "6-18-02-04", "name": "焊工"}]
    assert {"kind": "places", "code": "130123", "name": "正定县"} in call("codes", "find", "130123")[1]["codes"]
    assert call("codes", "find", "没有这种")[1]["codes"] == []


@pytest.fixture
def own_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the site a folder of its own, and forget the book before and after."""
    monkeypatch.setenv("DATA", str(tmp_path / "site"))
    shipped_book.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    shipped_book.cache_clear()


@pytest.mark.shared
def test_the_whole_list_of_occupations_is_imported_beside_the_starter_list(call: Any, own_site: Path) -> None:
    assert call("codes", "find", "6-18-01-09")[1]["codes"] == []
    exit_code, answer = call("codes", "import", "occupations", shared("occupations_2022_1639.csv"))
    assert (exit_code, answer["imported"]) == (0, 1639)
    shipped_book.cache_clear()
    assert len(call("codes", "find", "6-18-01")[1]["codes"]) > 12


def test_a_complete_list_of_places_makes_what_it_lacks_unknown(call: Any, own_site: Path) -> None:
    listed = file(own_site, "代码,名称\n370000,山东省\n370100,济南市\n370102,历下区\n", "places.csv")
    assert call("law", "deadline", "review", "--from", "2025-06-10", "--at", "370199")[0] == 0
    assert call("codes", "import", "places", listed, "--complete")[1]["complete_provinces"] == ["37"]
    shipped_book.cache_clear()
    assert call("law", "deadline", "review", "--from", "2025-06-10", "--at", "370199")[0] == 3
    assert call("law", "deadline", "review", "--from", "2025-06-10", "--at", "370102")[0] == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("代码,名字\n6-18-01-01,车工\n", [("codes.column_missing", None)]),
        ("代码,名称\n6-18-01-01,车工\n9-18-01-01,假\n6-18-01-02,\n", [("occupation.unknown", 2), ("field.missing", 3)]),
    ],
)
def test_a_list_is_imported_whole_or_not_at_all(call: Any, own_site: Path, text: str, found: list[tuple[str, int | None]]) -> None:
    exit_code, answer = call("codes", "import", "occupations", file(own_site, text, "list.csv"))
    assert (exit_code, [(refusal["code"], refusal["row"]) for refusal in answer["refusals"]]) == (3, found)
    assert not (own_site / "site" / "codes").exists()


def test_every_word_of_the_command_line_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    words = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert {"law", "codes", "round", "ledger", "table", "floor", "cost", "audit", "contract", "sample", "serve", "demo"} <= set(
        words
    )
