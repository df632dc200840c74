"""The tables of docs/algorithms/deadlines.md are executed."""

import re
from datetime import date
from pathlib import Path

from xieshang.core.deadlines import due
from xieshang.law import rules_for

LINE = re.compile(r"^\| (?:(\d{6}) \| )?(\S+) \| ([a-z-]+), .*? \| (\S+).*? \| (\S+) \|$", re.MULTILINE)


def test_every_line_of_the_tables_is_what_the_program_answers() -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "algorithms" / "deadlines.md").read_text("utf-8")
    lines = LINE.findall(text)
    assert len(lines) == 16
    for place, start, rule, raw, expected in lines:
        deadline = due(rules_for(place or None), rule, date.fromisoformat(start))
        assert deadline is not None
        assert (deadline.raw_due_on.isoformat(), deadline.due_on.isoformat()) == (raw, expected)
