"""Where a cell is too thin: the chain of wider cells that its percentiles are taken from instead.

Each step divides the rows anew into wider cells that do not overlap, so that the wider cells cannot be subtracted from each other.
Source: methods A10.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

__all__ = ["Source", "Step", "Wider", "chain"]


class Step(StrEnum):
    """What is given up, in this order, each on top of the ones before."""

    PLACE = "place"
    """The region is dropped."""
    INDUSTRY = "industry"
    """The industry is dropped."""
    LEVEL = "level"
    """The level is merged with the neighbour of its pair."""
    OCCUPATION = "occupation"
    """The occupation gives way to its small class."""


_COLUMNS: Mapping[Step, tuple[str, ...]] = MappingProxyType(
    {Step.PLACE: ("place", "region"), Step.INDUSTRY: ("industry",), Step.LEVEL: ("level",), Step.OCCUPATION: ("occupation",)}
)
Label = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The wider cell that a percentile was taken from: the last step, and its labels (null: any; several: a list)."""

    step: Step
    by: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wider:
    """The wider cells of one step.

    Shape: ``of_cell`` the wider cell of each cell; ``labels`` one a wider cell: null for any, a tuple for several.
    """

    step: Step
    of_cell: tuple[int, ...]
    labels: tuple[Label, ...]

    def source(self, by: Sequence[str], number: int) -> Source:
        """Name one of the wider cells."""
        parts = zip(by, self.labels[number], strict=True)
        return Source(self.step, {name: list(part) if isinstance(part, tuple) else part for name, part in parts})


def _pair(level: int | None) -> tuple[int, int] | None:
    """Give the pair of a level: 1 and 2, 3 and 4, 5 and 6, 7 and 8.

    >>> _pair(4), _pair(7)
    ((3, 4), (7, 8))
    """
    return None if level is None else (level - 1 + level % 2, level + level % 2)


def _class(occupation: Any) -> Any:
    """Give the small class of an occupation.

    >>> _class("6-18-01-01"), _class("6-18")
    ('6-18-01', '6-18')
    """
    return "-".join(str(occupation).split("-")[:3]) if occupation is not None else None


_WIDENED: Mapping[Step, Callable[[Any], Any]] = MappingProxyType(
    {Step.PLACE: lambda _: None, Step.INDUSTRY: lambda _: None, Step.LEVEL: _pair, Step.OCCUPATION: _class}
)


def chain(by: Sequence[str], labels: Sequence[Label]) -> Iterator[Wider]:
    """Give the steps that a division by these columns has, each wider than the one before.

    >>> [(wider.step.value, wider.labels) for wider in chain(["level", "place"], [(3, "a"), (4, "a"), (4, "b")])]
    [('place', ((3, None), (4, None))), ('level', (((3, 4), None),))]
    """
    current = list(labels)
    for step in Step:
        columns = [place for place, name in enumerate(by) if name in _COLUMNS[step]]
        if columns:
            widen = _WIDENED[step]
            current = [tuple(widen(part) if place in columns else part for place, part in enumerate(label)) for label in current]
            wider = {label: number for number, label in enumerate(dict.fromkeys(current))}
            yield Wider(step, tuple(wider[label] for label in current), tuple(wider))
