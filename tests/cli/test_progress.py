"""The bar: on a terminal only, and gone at the end."""

import sys

import pytest

from xieshang.cli.progress import bar_text, progress_bar


def test_nothing_is_shown_when_standard_error_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("读取", "核对") as told:
        told(0, 2)
        told(2, 2)
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_the_bar_is_drawn_and_taken_away(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr("xieshang.cli.progress._SECONDS_BETWEEN", 0)
    with progress_bar("读取", "核对") as told:
        told(0, 2)
        told(1, 2)
    out, shown = capsys.readouterr()
    assert out == ""
    assert shown.startswith("读取")
    assert "0 %" in shown
    assert "50 %" in shown
    assert shown.endswith("\r\x1b[2K")


def test_the_time_left_is_carried_on_from_the_work_done() -> None:
    assert "还剩 9 秒" in bar_text("核对", 1, 4, 3.0)
    assert "还剩 0 秒" in bar_text("核对", 4, 4, 3.0)
    assert "0 %" in bar_text("核对", 0, 4, 3.0)
