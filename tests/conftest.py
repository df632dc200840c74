"""What every test shares: the number of random cases, and what is not run for want of something, named in the last line."""

import os
import shutil
import subprocess
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings
from shared_data import SHARED

settings.register_profile("daily", max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("slice", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("XIESHANG_CASES", "daily"))

_NOT_RUN: dict[str, str] = {}

# Checks against packages of others, where they are installed.
_AGAINST = {"generative/test_survey_svy.py": "svy", "generative/test_disclosure_highs.py": "scipy"}
collect_ignore = [file for file, package in _AGAINST.items() if find_spec(package) is None]
_NOT_RUN.update({_AGAINST[file]: "not installed" for file in collect_ignore})


def _has_cjk_font() -> bool:
    if os.environ.get("FONT_DIRS"):
        return True
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what cannot run here; it is named in the last line, never skipped in silence."""
    wanting = {} if SHARED.is_dir() else {"shared": "no ../shared"}
    if not _has_cjk_font():
        wanting["fonts"] = "no CJK font"
    if not shutil.which("chromium"):
        wanting["browser"] = "no chromium"
    kept, left = [], []
    for item in items:
        missing = [marker for marker in wanting if item.get_closest_marker(marker)]
        (left if missing else kept).append(item)
        _NOT_RUN.update({marker: wanting[marker] for marker in missing})
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was not run."""
    for marker, why in sorted(_NOT_RUN.items()):
        terminalreporter.write_line(f"not run: {marker} ({why})")


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", "2026-04-16")
    monkeypatch.delenv("XIESHANG_LANG", raising=False)
