"""What the law says of a wage table at a place on a day: statutory minimum, guideline 52, the ladder of levels.

Two rules, two codes: below the statutory minimum (劳动合同法 art 55) is an error everywhere; exactly at it is refused where
a table is proposed (notice 〔2024〕51号 part 二: *above* the minimum) and is a warning where a table is only read or checked.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

from xieshang.core.reading import Reading
from xieshang.core.refusals import Fact, Warned
from xieshang.core.sources import Source
from xieshang.core.wage_table import Form, WageRow, WageTable

__all__ = [
    "ABOVE_MINIMUM",
    "BELOW_MINIMUM",
    "Checked",
    "check_table",
    "flat_steps",
    "guideline_faults",
    "inversions",
    "minimum_faults",
]

BELOW_MINIMUM = Source("中华人民共和国劳动合同法", "第五十五条")
ABOVE_MINIMUM = Source("人社厅发〔2024〕51号通知", "二")
_LADDER = Source("人社厅发〔2025〕52号《技能人才最低工资分类参考指引》", "逐级上浮")
_COMPARED = (Form.MONTHLY_FLOOR, Form.HOURLY_FLOOR)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: errors are against the law, warnings against guidance or not provable."""

    errors: tuple[Warned, ...]
    warnings: tuple[Warned, ...]


def minimum_faults(table: WageTable, law: Reading) -> Iterator[Warned]:
    """Name the rows below or exactly at the statutory minimum of the place.

    Nulls: no minimum known for the place and day: one ``minimum.unknown``.  An allowance has no statutory minimum.
    Source: 劳动合同法 art 55; notice 〔2024〕51号 part 二.

    Codes: ``floor.below_statutory``, ``floor.not_above_statutory``, ``minimum.unknown``.
    """
    if table.form not in _COMPARED:
        return
    minimum = law.minimum_wage()
    statutory_fen = minimum and (minimum.monthly_fen if table.form is Form.MONTHLY_FLOOR else minimum.hourly_fen)
    if not minimum or not statutory_fen:
        yield Warned("minimum.unknown", {"place": law.rules.place, "on": law.on.isoformat()})
        return
    for row in table.rows:
        if row.amount_fen > statutory_fen:
            continue
        facts: dict[str, Fact] = {"floor_fen": row.amount_fen, "statutory_fen": statutory_fen, "trust": minimum.trust.value}
        if row.amount_fen < statutory_fen:
            yield Warned("floor.below_statutory", facts, row.id, source=BELOW_MINIMUM)
        else:
            yield Warned("floor.not_above_statutory", facts, row.id, source=ABOVE_MINIMUM)


def _ladders(table: WageTable) -> Iterator[list[WageRow]]:
    """Give the rows of each category and occupation from the lowest level up, the higher of two for one level."""
    ladders: dict[tuple[str | None, str | None], dict[int, WageRow]] = {}
    for row in table.rows:
        if row.level is not None:
            ladder = ladders.setdefault((row.category, row.occupation), {})
            if row.level not in ladder or ladder[row.level].amount_fen < row.amount_fen:
                ladder[row.level] = row
    for ladder in ladders.values():
        yield [ladder[level] for level in sorted(ladder)]


def inversions(table: WageTable) -> Iterator[Warned]:
    """Name the rows whose amount is below that of the next lower level in the same category and occupation."""
    for ladder in _ladders(table):
        for lower, higher in pairwise(ladder):
            if higher.amount_fen < lower.amount_fen:
                facts: dict[str, Fact] = {"floor_fen": higher.amount_fen, "lower_row": lower.id, "lower_fen": lower.amount_fen}
                yield Warned("ladder.inverted", facts, higher.id, source=_LADDER)


def flat_steps(table: WageTable) -> Iterator[Warned]:
    """Name the rows whose amount is that of the next lower level in the same category and occupation."""
    for ladder in _ladders(table):
        for lower, higher in pairwise(ladder):
            if higher.amount_fen == lower.amount_fen:
                yield Warned("ladder.flat", {"lower_row": lower.id}, higher.id, source=_LADDER)


def guideline_faults(table: WageTable, law: Reading, like: Mapping[str, str]) -> Iterator[Warned]:
    """Name the rows of the lowest level of a category and occupation that lie below the guideline's multiple of the minimum."""
    minimum = law.minimum_wage()
    if table.form is not Form.MONTHLY_FLOOR or minimum is None:
        return
    entries: dict[tuple[str | None, str | None], WageRow] = {}
    for row in table.rows:
        entry = entries.setdefault((row.category, row.occupation), row)
        if (row.level or 0, row.amount_fen) < (entry.level or 0, entry.amount_fen):
            entries[row.category, row.occupation] = row
    for row in entries.values():
        guideline = law.entry(f"guideline52.{like.get(row.category or '', row.category)}")
        if guideline and row.amount_fen < Fraction(str(guideline.value)) * minimum.monthly_fen:
            expected_fen = ceil(Fraction(str(guideline.value)) * minimum.monthly_fen)
            facts: dict[str, Fact] = {"category": row.category, "floor_fen": row.amount_fen, "guideline_fen": expected_fen}
            yield Warned("guideline52.below", facts, row.id, source=guideline.source)


def _twins(table: WageTable) -> Iterator[Warned]:
    cells = Counter((row.category, row.occupation, row.level) for row in table.rows)
    for row in table.rows:
        if cells[row.category, row.occupation, row.level] > 1:
            yield Warned("row.same_cell", {}, row.id)


def _repeated_ids(table: WageTable) -> Iterator[Warned]:
    seen: set[str] = set()
    for row in table.rows:
        if row.id in seen:
            yield Warned("row.id_repeated", {}, row.id)
        seen.add(row.id)


def check_table(table: WageTable, law: Reading, like: Mapping[str, str] | None = None) -> Checked:
    """Check a table at a place on a day.

    ``like`` maps a contract's own category to the guideline's.  Nulls: what the law does not know is a warning, never an
    error.

    Codes: errors ``floor.below_statutory``, ``ladder.inverted``, ``row.id_repeated``; warnings
    ``floor.not_above_statutory``, ``ladder.flat``, ``guideline52.below``, ``row.same_cell``, ``minimum.unknown``,
    ``occupation.not_listed``.
    """
    against_minimum = list(minimum_faults(table, law))
    errors = [fault for fault in against_minimum if fault.code == "floor.below_statutory"]
    unlisted = [
        Warned("occupation.not_listed", {"occupation": row.occupation}, row.id)
        for row in table.rows
        if row.occupation and not law.rules.codes.is_listed(row.occupation)
    ]
    return Checked(
        errors=(*errors, *inversions(table), *_repeated_ids(table)),
        warnings=(
            *(fault for fault in against_minimum if fault not in errors),
            *guideline_faults(table, law, like or {}),
            *flat_steps(table),
            *_twins(table),
            *unlisted,
        ),
    )
