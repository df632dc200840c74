"""What is due to each row: the floor of a contract, the statutory minimum, the higher of the two, over the parts of its month."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.floors import STATUTORY, Rule
from xieshang.engine.minima import UNKNOWN
from xieshang.engine.paint import Axes

__all__ = ["Due", "FloorGrid", "amounts_of"]

Whole = NDArray[np.int64]
Numbers = NDArray[np.int32]
_MOST_INT64_FEN = 10**12


@dataclass(frozen=True, slots=True)
class Due:
    """The floors of some rows for a full month: amounts times the weights of the parts, and the sum of the weights.

    ``reached``: some contract's rule reaches the row in some part; ``unknown``: its statutory minimum is not known in some.
    """

    contract: Whole
    statutory: Whole
    highest: Whole
    weight: Whole
    reached: NDArray[np.bool_]
    unknown: NDArray[np.bool_]


def amounts_of(ranked: list[Rule]) -> Whole:
    """Give the amount of each rank, 0 for none.

    Amounts beyond any wage become Python integers: slow, and exact, because they are multiplied by days and weights.
    """
    amounts = [0, *(rule.amount_fen for rule in ranked)]
    return np.array(amounts, dtype=np.int64 if max(amounts) <= _MOST_INT64_FEN else object)


@dataclass(frozen=True, slots=True)
class FloorGrid:
    """The painted floors of one form for the posts from ``first_post`` on, and the statutory minima.

    ``ranks``: posts × levels × parts; ``amounts`` by rank; ``minima``: places × parts; ``used``: places × months, where the
    months in which some row is held against its place's minima are marked.
    """

    axes: Axes
    first_post: int
    ranks: NDArray[np.unsignedinteger]
    amounts: Whole
    minima: Whole
    used: NDArray[np.bool_]

    def due(self, post: Numbers, cell: Numbers) -> Due:
        """Give what is due to rows by their post and cell."""
        contract, statutory, highest = (np.zeros(len(cell), dtype=self.amounts.dtype) for _ in range(3))
        weight, (reached, unknown) = np.zeros(len(cell), dtype=np.int64), np.zeros((2, len(cell)), dtype=bool)
        months = np.int32(len(self.axes.timeline.part_count))
        self.used.ravel()[self.axes.place_of(post) * months + cell % months] = True
        for ranks, minimum, part_weight in self._parts(post, cell):
            amount, known = self.amounts.take(ranks), np.maximum(minimum, 0)
            contract += amount * part_weight
            statutory += known * part_weight
            highest += np.maximum(amount, known) * part_weight
            weight += part_weight
            there = part_weight > 0
            reached |= there & (ranks > 0)
            unknown |= there & (minimum == UNKNOWN)
        return Due(contract, statutory, highest, weight, reached, unknown)

    def winners(self, post: Numbers, cell: Numbers, ranked: list[Rule]) -> NDArray[np.object_]:
        """Name the rules that decide for each row, part by part; of a tie the statutory minimum is named."""
        parts = []
        for ranks, minimum, part_weight in self._parts(post, cell):
            statutory = (minimum != UNKNOWN) & (minimum >= self.amounts.take(ranks))
            winner = np.where(statutory, -1 - self.axes.place_of(post), ranks)
            parts.append(np.where(part_weight > 0, winner, 0))
        chosen, number = np.unique(np.stack(parts, axis=1), axis=0, return_inverse=True)
        texts = ["+".join(dict.fromkeys(self._name(winner, ranked) for winner in row if winner)) for row in chosen.tolist()]
        return np.array(texts, dtype=object)[number.ravel()]

    def _name(self, winner: int, ranked: list[Rule]) -> str:
        return ranked[winner - 1].id if winner > 0 else f"{STATUTORY}/{self.axes.places[-1 - winner]}"

    def cells(self, post: Numbers, cell: Numbers) -> Iterator[Whole]:
        """Give the index of each row's cell in ``ranks``, for each part of its month."""
        for index, _, _ in self._indexes(post, cell):
            yield index

    def _parts(self, post: Numbers, cell: Numbers) -> Iterator[tuple[NDArray[Any], Whole, Whole]]:
        place = self.axes.place_of(post) * len(self.axes.timeline.parts)
        for index, part, weight in self._indexes(post, cell):
            yield self.ranks.take(index), self.minima.take(place + part), weight

    def _indexes(self, post: Numbers, cell: Numbers) -> Iterator[tuple[Whole, Whole, Whole]]:
        """Give the n-th part of each row's month: its cell, the part, its weight; past the last part it weighs nothing."""
        time, (levels, parts) = self.axes.timeline, self.axes.shape
        level, month = np.divmod(cell, np.int32(len(time.part_count)))
        first, count = time.first_part[month], time.part_count[month]
        before = ((post - np.int64(self.first_post)) * levels + level) * parts
        for number in range(time.part_count.max()):
            there = number < count
            part = np.where(there, first + number, first)
            yield before + part, part, np.where(there, time.weights[part], 0)
