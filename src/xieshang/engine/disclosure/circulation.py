"""A table with its margins as a circulation, and how far each withheld cell can move in it.

Every cell is an arc, every row and column with its total a node at which what flows in flows out: a cell flows from its row to its
column, the total of a row into the row, the total of a column out of the column, the grand total between the two.  Whoever reads
the published cells knows the flow on those arcs; a withheld cell may be as large as the flow that can be led around it, and as
small as the flow that can be led past it.  That is the optimum of the linear programme "largest (smallest) value that agrees with
everything published, no cell below 0", in whole numbers, without a solver and without its tolerances.
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass

__all__ = ["Bounds", "Circulation", "Place", "Room", "circulation_of"]

Place = tuple[int, int]
"""The row and the column of a cell; the last of each is the total."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What can be worked out about a withheld cell.  Nulls: ``high`` null where nothing bounds it from above."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Circulation:
    """The arcs of a table of ``rows`` × ``columns`` cells and its totals, by place; values are whole and not below 0."""

    rows: int
    columns: int
    values: dict[Place, int]

    def ends(self, place: Place) -> tuple[int, int]:
        """Give the nodes that a cell flows from and to."""
        row, column = place
        total_of_columns, total_of_rows = self.rows, self.rows + 1 + self.columns
        in_row = row if row < self.rows else total_of_columns
        in_column = self.rows + 1 + column if column < self.columns else total_of_rows
        inner = (row < self.rows) == (column < self.columns)
        if row == self.rows and column == self.columns:
            return total_of_columns, total_of_rows
        return (in_row, in_column) if inner else (in_column, in_row)


class Room:
    """The room that the withheld cells of a table leave each other."""

    def __init__(self, table: Circulation, withheld: Collection[Place]):
        self.table = table
        self._endless = 1 + sum(table.values[place] for place in withheld)
        self._left: dict[int, dict[int, int]] = {}
        for place in withheld:
            tail, head = table.ends(place)
            self._left.setdefault(tail, {})[head] = self._endless
            self._left.setdefault(head, {})[tail] = table.values[place]

    def bounds(self, place: Place, enough: int | None = None) -> Bounds:
        """Give the smallest and largest value of a withheld cell that agree with everything published.

        With ``enough`` no room beyond that is looked for.
        """
        value, (start, end) = self.table.values[place], self.table.ends(place)
        rise = self._flow(end, start, place, enough)
        fall = self._flow(start, end, place, value if enough is None else min(enough, value))
        return Bounds(value - min(value, fall), None if rise >= self._endless else value + rise)

    def _flow(self, start: int, end: int, place: Place, enough: int | None) -> int:
        """Give the largest flow from one node to another past a cell, by raising and lowering the others."""
        left, (tail, head) = self._left, self.table.ends(place)
        own = left[tail].pop(head), left[head].pop(tail)
        moved: list[tuple[int, int, int]] = []
        total, most = 0, self._endless if enough is None else enough
        while total < most and (path := _path(left, start, end)):
            room = min(left[one][other] for one, other in path)
            for one, other in path:
                left[one][other] -= room
                left[other][one] += room
                moved.append((one, other, room))
            total += room
        for one, other, room in moved:
            left[one][other] += room
            left[other][one] -= room
        left[tail][head], left[head][tail] = own
        return total


def _path(left: dict[int, dict[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Find a shortest way with room left; none is an empty one."""
    came: dict[int, int] = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        node = waiting.popleft()
        for onward, room in left.get(node, {}).items():
            if room > 0 and onward not in came:
                came[onward] = node
                waiting.append(onward)
    path = []
    node = end
    while end in came and node != start:
        path.append((came[node], node))
        node = came[node]
    return path[::-1]


def circulation_of(cells: Sequence[Sequence[int]]) -> Circulation:
    """Add the totals to a table of whole numbers.

    >>> circulation_of([[1, 2], [3, 4]]).values[2, 2]
    10
    """
    rows, columns = len(cells), len(cells[0])
    values = {(row, column): int(value) for row, line in enumerate(cells) for column, value in enumerate(line)}
    values |= {(row, columns): sum(map(int, line)) for row, line in enumerate(cells)}
    values |= {(rows, column): sum(values[row, column] for row in range(rows)) for column in range(columns)}
    values[rows, columns] = sum(values[row, columns] for row in range(rows))
    return Circulation(rows, columns, values)
