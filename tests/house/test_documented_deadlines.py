"""The table of docs/algorithms/deadlines.md is executed."""

import re
from datetime import date
from pathlib import Path

from xieshang.core.deadlines import due
from xieshang.law import rules_for

TABLE = re.compile(r"\| (\S+) \| ([a-z-]+), .*? \| (\S+).*? \| (\S+) \|")


def test_every_line_of_the_table_is_what_the_program_answers() -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "algorithms" / "deadlines.md").read_text("utf-8")
    lines = TABLE.findall(text)
    assert len(lines) == 6
    for start, rule, raw, expected in lines:
        deadline = due(rules_for(None), rule, date.fromisoformat(start))
        assert deadline is not None
        assert (deadline.raw_due_on.isoformat(), deadline.due_on.isoformat()) == (raw, expected)
