"""``xieshang contract`` as a user calls it: what it answers, refuses and writes."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import typst
from contract_cases import DRAFT, FULL, with_amount
from jsonschema import Draft202012Validator

from xieshang.__main__ import main
from xieshang.core.contract import Contract, contract_content, digest, read_contract
from xieshang.core.fields import Fields
from xieshang.documents import press
from xieshang.documents.word import contract_docx

EXAMPLE = Path(__file__).parents[2] / "examples" / "bowang-2013" / "contract.json"


def file(folder: Path, contract: Contract, name: str = "contract.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(contract_content(contract), ensure_ascii=False), "utf-8")
    return path


def called(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any, str]:
    code = main(["contract", *map(str, words), "--json"])
    printed = capsys.readouterr()
    return code, json.loads(printed.out) if printed.out else None, printed.err


def word_file(path: Path, contract: Contract = FULL) -> Path:
    path.write_bytes(contract_docx(contract, {}))
    return path


@pytest.mark.fonts
def test_render_writes_both_forms_and_verify_finds_each_equal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, pdf, word = file(tmp_path, FULL), tmp_path / "c.pdf", tmp_path / "c.docx"
    answer = {"pdf": str(pdf), "docx": str(word), "rows": 8, "digest": digest(FULL)}
    assert called(capsys, "render", data, "--pdf", pdf, "--docx", word) == (0, answer, "")
    for form in (pdf, word):
        assert called(capsys, "verify", form, data) == (0, {"equal": True, "differences": [], "other": []}, "")
        code, content, told = called(capsys, "read", form)
        assert (code, read_contract(Fields(content)), told) == (0, FULL, "")


@pytest.mark.fonts
def test_the_real_example_renders_and_verifies_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = tmp_path / "b.pdf"
    assert main(["contract", "render", str(EXAMPLE), "--pdf", str(pdf)]) == 0
    assert main(["contract", "verify", str(pdf), str(EXAMPLE)]) == 0
    assert main(["contract", "read", str(pdf)]) == 0
    assert "2,000" in capsys.readouterr().out


def test_verify_names_the_row_in_fen_and_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, word = file(tmp_path, with_amount(FULL, "R-3", 370_000)), word_file(tmp_path / "c.docx")
    code, answer, _told = called(capsys, "verify", word, data)
    assert (code, answer["equal"]) == (1, False)
    assert [{key: entry[key] for key in ("row", "document", "data")} for entry in answer["differences"]] == [
        {"row": "R-3", "document": 360_000, "data": 370_000}
    ]
    assert [entry["where"] for entry in answer["other"]] == ["digest", "attachment"]
    assert main(["contract", "verify", str(word), str(data)]) == 1
    assert "R-3" in capsys.readouterr().out


def test_read_gives_the_edited_table_alone_and_says_the_difference_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = word_file(tmp_path / "c.docx")
    document = docx.Document(BytesIO(word.read_bytes()))
    document.tables[1].rows[1].cells[5].paragraphs[0].runs[0].text = "2,600"
    document.save(str(word))
    code, content, told = called(capsys, "read", word)
    assert (code, read_contract(Fields(content))) == (0, with_amount(FULL, "R-1", 260_000))
    assert "R-1" in told


def test_render_without_a_form_or_onto_its_input_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = file(tmp_path, DRAFT)
    before = data.read_bytes()
    for words in (
        ["render", data],
        ["render", data, "--docx", data],
        ["render", data, "--pdf", tmp_path / "one", "--docx", tmp_path / "one"],
        ["render", data, "--docx", tmp_path / "no" / "c.docx"],
        ["render", tmp_path / "no.json", "--docx", tmp_path / "c.docx"],
        ["read", tmp_path / "no.pdf"],
        ["verify", data],
    ):
        try:
            assert called(capsys, *words)[0] == 2
        except SystemExit as ended:
            assert ended.code == 2  # noqa: PT017
        assert data.read_bytes() == before
        assert [path.name for path in tmp_path.iterdir()] == ["contract.json"]


def test_where_one_form_is_refused_neither_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "_fonts", lambda folders: typst.Fonts(include_system_fonts=False))
    data = file(tmp_path, DRAFT)
    code, answer, _told = called(capsys, "render", data, "--docx", tmp_path / "c.docx", "--pdf", tmp_path / "c.pdf")
    [refusal] = answer["refusals"]
    assert (code, refusal["code"]) == (3, "render.no_font")
    assert refusal["accepts"]
    assert refusal["next"]
    assert [path.name for path in tmp_path.iterdir()] == ["contract.json"]
    assert called(capsys, "render", data, "--docx", tmp_path / "c.docx")[0] == 0


def test_a_file_that_is_written_over_is_whole_or_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, word = file(tmp_path, DRAFT), tmp_path / "c.docx"
    word.mkdir()
    assert called(capsys, "render", data, "--docx", word)[0] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.docx", "contract.json"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document.kind_unknown"),
        (b"%PDF-1.4", "document.broken"),
        (b"PK\x03\x04...", "document.broken"),
        (b"\xd0\xcf\x11\xe0", "document.old_word"),
    ],
)
def test_a_file_that_is_no_document_is_refused_with_five_facts(
    content: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, data = tmp_path / "c.pdf", file(tmp_path, DRAFT)
    path.write_bytes(content)
    for words in (["read", path], ["verify", path, data]):
        exit_code, answer, _told = called(capsys, *words)
        [refusal] = answer["refusals"]
        assert (exit_code, refusal["code"], refusal["file"]) == (3, code, "c.pdf")
        assert refusal["message"]
        assert refusal["accepts"]
        assert refusal["next"]
    assert main(["contract", "read", str(path)]) == 3
    assert code in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"id": "c", "title": "\\ud83d"}', "json.broken"),
        ('{"id": "c", "schema": "xieshang/contract/2"}', "schema.unknown"),
        ('{"id": "c", "tables": [{"form": "monthly_floor", "rows": [{"id": "1", "amount_fen": -1}]}]}', "field.too_low"),
    ],
)
def test_a_contract_that_cannot_be_read_is_refused_by_render(
    text: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "contract.json"
    data.write_text(text, "utf-8")
    exit_code, answer, _told = called(capsys, "render", data, "--docx", tmp_path / "c.docx")
    assert (exit_code, answer["refusals"][0]["code"]) == (3, code)
    assert not (tmp_path / "c.docx").exists()


def test_render_never_refuses_for_the_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "1", "amount_fen": 0, "level": 8}
    content = {
        "id": "\x01",
        "scope": {"places": ["没有"], "industries": ["Z"]},
        "term": {"from": "2026-12-31", "to": "2020-01-01"},
        "tables": [{"form": "monthly_floor", "rows": [row, row, row | {"level": 2, "amount_fen": 9}]}, {"form": "hourly_floor"}],
        "history": [{"on": 7, "what": [1, {"a": None}]}],
    }
    data, word = tmp_path / "contract.json", tmp_path / "c.docx"
    data.write_text(json.dumps(content), "utf-8")
    assert called(capsys, "render", data, "--docx", word)[0] == 0
    assert called(capsys, "verify", word, data)[0] == 0


@pytest.mark.parametrize("name", ["contract", "wage-table"])
def test_schema_prints_a_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, schema, _told = called(capsys, "schema", name)
    Draft202012Validator.check_schema(schema)
    assert (code, schema["title"]) == (0, f"xieshang/{name}/1")
    assert main(["contract", "schema", name]) == 0
