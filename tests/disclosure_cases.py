"""Random tables for the tests of disclosure, and the linear programme of whoever reads one."""

from collections.abc import Collection
from random import Random

from xieshang.engine.disclosure.circulation import Circulation, Place, circulation_of

__all__ = ["drawn_table", "equations"]


def drawn_table(seed: int, most: int = 5) -> tuple[Circulation, list[Place]]:
    """Draw a table of counts, many of them small or none, and the cells that may not be shown by themselves."""
    random = Random(seed)
    shape = (random.randint(2, most), random.randint(2, most))
    largest = random.choice([5, 30, 1000])
    line = [0, random.randint(1, largest), random.randint(1, largest)]
    table = circulation_of([[random.choice([*line, random.randint(1, largest)]) for _ in range(shape[1])] for _ in range(shape[0])])
    cells = [place for place, value in table.values.items() if value and place[0] < shape[0] and place[1] < shape[1]]
    primary = random.sample(cells, min(len(cells), random.randint(1, 3)))
    if random.random() < 0.2:
        primary += [place for place, value in table.values.items() if value and place[0] == shape[0]][:1]
    return table, primary


def equations(table: Circulation, withheld: Collection[Place]) -> tuple[list[list[int]], list[int]]:
    """Write what a reader knows: every row and column with its total, over the withheld cells in their order."""
    order = list(withheld)
    lines, known = [], []
    sums = [[(row, column) for column in range(table.columns + 1)] for row in range(table.rows + 1)]
    sums += [[(row, column) for row in range(table.rows + 1)] for column in range(table.columns + 1)]
    for line in sums:
        signs = dict.fromkeys(line, 1) | {line[-1]: -1}
        lines.append([signs.get(place, 0) for place in order])
        known.append(-sum(sign * table.values[place] for place, sign in signs.items() if place not in withheld))
    return lines, known
