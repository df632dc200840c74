"""The house itself: codes documented, commands helped, generated pages current, locks without addresses, sizes kept."""

import ast
import re
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from scripts.reference.__main__ import stale
from xieshang.__main__ import main
from xieshang.cli.command import Command
from xieshang.documents.sentences import SENTENCES

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted(path for path in (ROOT / "src" / "xieshang").rglob("*.py") if "migrations" not in path.parts)
CODE = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+")


def codes_in(tree: ast.AST) -> set[str]:
    """Give the literals that are made into refusals or warnings."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if name in ("Refusal", "Warned", "refused", "_unless"):
                found |= {text for text in texts if CODE.fullmatch(text)}
    return found


def test_every_code_that_is_refused_or_warned_has_its_sentences() -> None:
    made = set().union(*(codes_in(ast.parse(path.read_text("utf-8"))) for path in SOURCES))
    assert len(made) > 50
    assert made <= set(SENTENCES)


@pytest.mark.parametrize("room", ["core", "law", "documents"])
def test_every_code_of_the_lower_rooms_is_met_in_some_test(room: str) -> None:
    tested = "".join(path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    made = set().union(
        *(codes_in(ast.parse(path.read_text("utf-8"))) for path in SOURCES if path.is_relative_to(ROOT / "src" / "xieshang" / room))
    )
    assert made
    assert sorted(code for code in made if f'"{code}"' not in tested) == []


def test_every_sentence_belongs_to_a_code_that_is_made() -> None:
    sources = "".join(path.read_text("utf-8") for path in SOURCES if "sentences" not in path.parts)
    assert [code for code in SENTENCES if f'"{code}"' not in sources] == []


def leaves(command: Command) -> list[list[str]]:
    """Give the words of every command that runs."""
    below = [[child.name, *words] for child in command.below for words in leaves(child)]
    return [[], *below] if command.run else below


@pytest.mark.parametrize("name", sorted(point.name for point in entry_points(group="xieshang.commands")))
def test_every_command_helps_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in leaves(entry_points(group="xieshang.commands")[name].load()):
        with pytest.raises(SystemExit) as ended:
            main([name, *words, "--help"])
        assert ended.value.code == 0
        assert f"xieshang {name}" in capsys.readouterr().out.split("示例：")[1]


def test_no_command_and_an_unknown_one_are_wrong_calls() -> None:
    assert (main([]), main(["no-such-command"]), main(["--help"])) == (2, 2, 0)


def test_the_generated_pages_are_current() -> None:
    assert stale() == []


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--index-url" not in text


def test_no_module_and_no_function_is_above_its_ceiling() -> None:
    for path in SOURCES:
        text = path.read_text("utf-8")
        assert text.count("\n") <= 600, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]
                assert length <= 80, (path, node.name)


def test_every_module_opens_with_what_lives_there() -> None:
    assert [path for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_no_import_hides_a_circle_inside_a_function() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                inner = [
                    child
                    for child in ast.walk(node)
                    if isinstance(child, ast.ImportFrom) and (child.module or "").startswith("xieshang")
                ]
                assert not inner, (path, node.name)
