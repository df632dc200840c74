"""Which typed amounts are taken: the core is asked for the whole table, and what it refuses is traced to the cell that was typed.

A refused cell keeps its text and counts with the amount that was taken last, so that the cost does not move for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xieshang.core.money import fen_of_yuan
from xieshang.core.reading import Reading
from xieshang.core.refusals import Fact, Refusal, Warned
from xieshang.core.table_checks import inversions, minimum_faults
from xieshang.core.wage_table import WageRow
from xieshang.engine.employments import MOST_FEN
from xieshang.engine.released_bins import GRID_FEN
from xieshang.web.desk.sheet import Key, Line, Sheet, key_of

__all__ = ["Judged", "judge"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sheet whose ``taken`` amounts the core accepts, and why each of the other typed cells was refused."""

    sheet: Sheet
    refusals: Mapping[Key, Refusal]


def judge(sheet: Sheet, law: Reading, changed: Key | None = None) -> Judged:
    """Take what may be taken of what was typed.

    ``changed``: the cell typed last; of two that do not go together it is the one refused.
    Refuses by cell: ``desk.not_an_amount``, ``desk.off_grid``, ``cost.amount_too_large``, ``ladder.above_next`` and the codes
    of ``core.table_checks``.
    """
    typed, refusals = _read(sheet)
    before = _taken(sheet)
    open_cells = {key for key, fen in typed.items() if fen is not None and fen != before.get(key)}
    amounts = {**before, **typed}
    judged = _with(sheet, amounts)
    while faults := _blamed(judged, law, open_cells, changed):
        for key, refusal in faults.items():
            refusals[key] = refusal
            amounts[key] = before.get(key)
            open_cells.discard(key)
        judged = _with(sheet, amounts)
    kept = (replace(line, typed=_refused_texts(line, refusals)) for line in judged.lines)
    return Judged(replace(judged, lines=tuple(kept)), refusals)


def _refused_texts(line: Line, refusals: Mapping[Key, Refusal]) -> dict[int, str]:
    return {level: text for level, text in line.typed.items() if line.key(level) in refusals}


def _taken(sheet: Sheet) -> dict[Key, int | None]:
    return {line.key(level): fen for line in sheet.lines for level, fen in line.taken.items()}


def _read(sheet: Sheet) -> tuple[dict[Key, int | None], dict[Key, Refusal]]:
    """Read every typed text: the amount in fen, null for an empty field, or why it is none."""
    amounts: dict[Key, int | None] = {}
    refusals: dict[Key, Refusal] = {}
    for line in sheet.lines:
        for level, text in line.typed.items():
            read = _amount(text)
            if isinstance(read, Refusal):
                refusals[line.key(level)] = read
            else:
                amounts[line.key(level)] = read
    return amounts, refusals


def _amount(text: str) -> int | Refusal | None:
    """Read one field.

    >>> _amount("4,450"), _amount(""), _amount("四千").code, dict(_amount("4455").facts)
    (445000, None, 'desk.not_an_amount', {'lower_fen': 445000, 'upper_fen': 446000})
    """
    if not text:
        return None
    try:
        fen = fen_of_yuan(text)
    except ValueError:
        return Refusal("desk.not_an_amount", value_kind="text")
    if fen <= 0:
        return Refusal("desk.not_an_amount", value_kind="negative")
    if fen > MOST_FEN:
        return Refusal("cost.amount_too_large", {"limit_fen": MOST_FEN}, value_kind="number")
    if fen % GRID_FEN:
        lower = fen // GRID_FEN * GRID_FEN
        return Refusal("desk.off_grid", {"lower_fen": lower, "upper_fen": lower + GRID_FEN}, value_kind="number")
    return fen


def _with(sheet: Sheet, amounts: Mapping[Key, int | None]) -> Sheet:
    """Give the sheet with other amounts taken."""
    lines = []
    for line in sheet.lines:
        taken = {level: fen for level in sheet.levels if (fen := amounts.get(line.key(level))) is not None}
        lines.append(replace(line, taken=taken))
    return replace(sheet, lines=tuple(lines))


def _blamed(sheet: Sheet, law: Reading, open_cells: set[Key], changed: Key | None) -> dict[Key, Refusal]:
    """Give the typed cells that stand behind what the core refuses of the table; what was taken before is not blamed."""
    table = sheet.table
    rows = {row.id: row for row in table.rows}
    found = {
        key: Refusal(fault.code, fault.facts, rule=fault.source)
        for fault in minimum_faults(table, law)
        if fault.source and (key := key_of(rows[str(fault.row)])) in open_cells
    }
    for fault in inversions(table):
        higher, lower = rows[str(fault.row)], rows[str(fault.facts["lower_row"])]
        found.update(_of_pair(fault, higher, lower, open_cells - found.keys(), changed))
    return found


def _of_pair(fault: Warned, higher: WageRow, lower: WageRow, open_cells: Iterable[Key], changed: Key | None) -> dict[Key, Refusal]:
    """Blame one cell of two levels that stand the wrong way round: the one typed last, else the higher level."""
    candidates = [key for key in (key_of(higher), key_of(lower)) if key in open_cells]
    if not candidates:
        return {}
    key = changed if changed in candidates else candidates[0]
    if key == key_of(higher):
        return {key: Refusal(fault.code, fault.facts, rule=fault.source)}
    facts: dict[str, Fact] = {"floor_fen": lower.amount_fen, "higher_row": higher.id, "higher_fen": higher.amount_fen}
    return {key: Refusal("ladder.above_next", facts, rule=fault.source)}
