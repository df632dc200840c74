"""The pattern of an issue: which cells of a table were withheld.  A table issued again keeps it, so that no two issues tell a cell.

The file is ``xieshang/disclosure-pattern/1``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xieshang.core.fields import Fields

__all__ = ["SCHEMA", "Named", "Pattern", "read_pattern"]

SCHEMA = "xieshang/disclosure-pattern/1"
Named = tuple[str | None, str | None]
"""A cell by the labels of its row and column; null is the total."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The cells that were withheld, and those that were shown."""

    withheld: frozenset[Named] = frozenset()
    shown: frozenset[Named] = frozenset()

    def with_issue(self, cells: Mapping[Named, bool]) -> "Pattern":
        """Add an issue: what was ever withheld stays so; ``cells`` say of each whether it is withheld now."""
        withheld = self.withheld | {name for name, now in cells.items() if now}
        return Pattern(withheld, (self.shown | set(cells)) - withheld)

    @property
    def content(self) -> dict[str, Any]:
        """The pattern as JSON."""
        return {"schema": SCHEMA, "withheld": _listed(self.withheld), "shown": _listed(self.shown)}


def _listed(names: Iterable[Named]) -> list[dict[str, str | None]]:
    ordered = sorted(names, key=lambda name: tuple((part is None, part or "") for part in name))
    return [{"row": row, "column": column} for row, column in ordered]


def read_pattern(fields: Fields) -> Pattern:
    """Read a pattern.  Refuses: what ``Fields`` refuses."""
    withheld, shown = (
        frozenset((entry.text("row"), entry.text("column")) for entry in fields.objects(key)) for key in ("withheld", "shown")
    )
    return Pattern(withheld, shown)
