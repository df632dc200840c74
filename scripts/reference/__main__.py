"""Write the generated pages, or with ``--check`` say which are not current."""

import sys
from collections.abc import Callable
from pathlib import Path

from scripts.reference import cases, commands, jurisdictions, law_values, procedure, refusals

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "procedure.md": procedure.page,
    "refusals.md": refusals.page,
    "commands.md": commands.page,
    "law-values.md": law_values.page,
    "jurisdictions.md": jurisdictions.page,
    "cases.md": cases.page,
}


def stale() -> list[str]:
    """Name the pages that are not what the program would write now."""
    stored = {name: (REFERENCE / name).read_text("utf-8") for name in PAGES if (REFERENCE / name).is_file()}
    return [name for name, page in PAGES.items() if stored.get(name) != page()]


def main() -> int:
    """Write every page, or only check."""
    if "--check" in sys.argv:
        outdated = stale()
        for name in outdated:
            print(f"docs/reference/{name} is not current: run `make docs`")
        return 1 if outdated else 0
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
