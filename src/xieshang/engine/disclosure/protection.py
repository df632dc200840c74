"""What more must be withheld, so that no withheld cell can be worked out too closely; found step by step, then proved.

A primary cell must be able to lie 15 % lower and 15 % higher; a cell that is withheld to protect it must be able to lie 15 % lower
or higher.  Empty cells are never withheld: everybody knows that nobody is there.  Source: methods A9.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from xieshang.core.money import ceil_div
from xieshang.engine.disclosure.circulation import Bounds, Circulation, Place, Room

__all__ = ["is_protected", "protect"]

_SHARE_PERCENT = 15
_TIDIED = 60
"""Up to so many withheld cells it is tried whether each is needed; beyond, the time is not spent."""


@dataclass(frozen=True, slots=True)
class _Withheld:
    """Cells that are withheld, which of them by themselves, and which in an earlier issue."""

    table: Circulation
    places: Collection[Place]
    primary: Collection[Place]
    earlier: Collection[Place]

    def lacking(self) -> Iterator[tuple[Place, bool]]:
        """Give the cells that are not protected, and whether it is upwards that room is missing.

        The pattern of an earlier issue stands while each of its primary cells can move one way by 15 %.
        """
        room = Room(self.table, self.places)
        for place in self.places:
            kept, primary, value = place in self.earlier, place in self.primary, self.table.values[place]
            if kept and not primary:
                continue
            bounds = room.bounds(place, _need(value))
            if not is_protected(value, bounds, primary=primary and not kept):
                yield place, bounds.high is not None and bounds.high - value < _need(value)

    def also(self, places: Iterable[Place]) -> "_Withheld":
        """Withhold more cells."""
        return replace(self, places=dict.fromkeys([*self.places, *places]))

    def without(self, place: Place) -> "_Withheld":
        """Show a cell again."""
        return replace(self, places={other: None for other in self.places if other != place})


def is_protected(value: int, bounds: Bounds, *, primary: bool) -> bool:
    """Say whether what can be worked out about a cell leaves its value open.

    >>> is_protected(100, Bounds(85, 115), primary=True), is_protected(100, Bounds(86, 115), primary=True)
    (True, False)
    >>> is_protected(100, Bounds(86, 115), primary=False), is_protected(100, Bounds(86, 114), primary=False)
    (True, False)
    """
    need = _need(value)
    rises = bounds.high is None or bounds.high - value >= need
    falls = value - bounds.low >= (need if value else 0)
    return rises and falls if primary else rises or falls


def _need(value: int) -> int:
    return max(1, ceil_div(_SHARE_PERCENT * value, 100))


def protect(
    table: Circulation, primary: Collection[Place], earlier: Collection[Place] = (), shown: Collection[Place] = ()
) -> dict[Place, Bounds]:
    """Withhold as many more cells as the primary ones need; give each withheld cell with what can be worked out about it.

    ``earlier`` stay withheld; ``shown`` were shown before and are withheld only where nothing else helps.  What is withheld is
    chosen by the sum of the values; it is small, not proved to be the smallest.
    """
    kept = dict.fromkeys([*sorted(primary, key=lambda place: -table.values[place]), *earlier])
    withheld = _Withheld(table, kept, frozenset(primary), frozenset(earlier))
    while lacking := list(withheld.lacking()):
        for place, rises in lacking:
            withheld = withheld.also(_led_around(table, place, rises, withheld.places, frozenset(shown)))
    if len(withheld.places) <= _TIDIED:
        withheld = _tidied(withheld, kept)
    room = Room(table, withheld.places)
    return {place: room.bounds(place) for place in withheld.places}


def _tidied(withheld: _Withheld, kept: Collection[Place]) -> _Withheld:
    """Show again what is not needed, the largest first."""
    values = withheld.table.values
    for place in sorted((place for place in withheld.places if place not in kept), key=lambda place: -values[place]):
        fewer = withheld.without(place)
        if next(fewer.lacking(), None) is None:
            withheld = fewer
    return withheld


def _led_around(
    table: Circulation, place: Place, rises: bool, withheld: Collection[Place], shown: Collection[Place]
) -> Iterator[Place]:
    """Lead the needed flow around a cell by the cheapest ways, and give the cells that this moves and that are still shown."""
    start, end = table.ends(place)[::-1] if rises else table.ends(place)
    arcs = _Arcs(table, place, withheld, shown)
    missing = _need(table.values[place]) if rises or table.values[place] else 0
    while missing > 0:
        way = arcs.cheapest(start, end)
        room = min([missing, *(arcs.room(other, forward) for other, forward in way)])
        for other, forward in way:
            if other not in arcs.free:
                arcs.free.add(other)
                yield other
            arcs.moved[other] = arcs.moved.get(other, 0) + (room if forward else -room)
        missing -= room


class _Arcs:
    """The cells that may move around one of them; ``moved`` says by how much they have."""

    def __init__(self, table: Circulation, place: Place, withheld: Collection[Place], shown: Collection[Place]):
        self.table, self.free, self.moved = table, set(withheld), dict[Place, int]()
        self._dear = 1 + sum(table.values.values())
        self._shown = shown
        self._onward: dict[int, list[tuple[int, Place, bool]]] = {}
        for other, value in table.values.items():
            if other != place and (value or other in self.free):
                tail, head = table.ends(other)
                self._onward.setdefault(tail, []).append((head, other, True))
                self._onward.setdefault(head, []).append((tail, other, False))

    def room(self, place: Place, forward: bool) -> int:
        """Give by how much a cell may still move one way."""
        return self._dear if forward else self.table.values[place] + self.moved.get(place, 0)

    def _price(self, place: Place) -> int:
        if place in self.free:
            return 0
        return (self.table.values[place] + 1) * (self._dear if place in self._shown else 1)

    def cheapest(self, start: int, end: int) -> list[tuple[Place, bool]]:
        """Find the way that withholds the least; there is always one, over the totals."""
        best: dict[int, int] = {start: 0}
        came: dict[int, tuple[int, Place, bool]] = {}
        waiting = [(0, start)]
        while waiting:
            paid, node = heappop(waiting)
            if node == end:
                break
            if paid > best[node]:
                continue
            for onward, place, forward in self._onward.get(node, ()):
                price = paid + self._price(place)
                if self.room(place, forward) > 0 and price < best.get(onward, price + 1):
                    best[onward], came[onward] = price, (node, place, forward)
                    heappush(waiting, (price, onward))
        way, node = [], end
        while node != start:
            node, place, forward = came[node]
            way.append((place, forward))
        return way[::-1]
