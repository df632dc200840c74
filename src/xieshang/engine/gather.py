"""Pay rows as numbers along the axes of the floors: which post and cell each row is in, and what was paid for how long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

import numpy as np
from numpy.typing import NDArray

from xieshang.core.floors import Rule
from xieshang.engine.ingest import PaySource
from xieshang.engine.minima import Basis, Law, wage_bases
from xieshang.engine.paint import Axes, Groups, Posts, timeline
from xieshang.engine.pay_rows import COMPARABLE_COLUMNS

__all__ = ["Gathered", "gather"]

Whole = NDArray[np.int64]
_MOST_COUNTED = 1 << 27


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every row by its post and its cell of the post (level, month).

    Units: amounts in fen, days and hours in hundredths.  Nulls: ``hours`` that are not known are negative; ``part_time`` and
    ``hours`` are null where no row is part-time.
    """

    axes: Axes
    months: tuple[str, ...]
    post: NDArray[np.int32]
    cell: NDArray[np.int32]
    paid_days: NDArray[np.int32]
    payable_days: NDArray[np.int32]
    comparable_fen: Whole
    allowance_fen: Whole
    part_time: NDArray[np.bool_] | None
    hours: NDArray[np.int32] | None
    bases: list[list[Basis]]
    """Whether pay is taken net: places × months."""

    def __len__(self) -> int:
        return len(self.cell)


def gather(source: PaySource, rules: Sequence[Rule], law: Law, changes: Iterable[date]) -> Gathered:
    """Read from checked pay rows what an audit against the rules needs."""
    words, numbers = source.words, source.numbers
    months = words["month"].texts
    asked = {
        "scope": _mixed(source, ("place", "industry", "category"), "BIGINT"),
        "occupation": f"CAST({words['occupation'].code} AS BIGINT)",
        "cell": _mixed(source, ("level", "month"), "INTEGER"),
        "paid_days": f"CAST({numbers['paid_days']} AS INTEGER)",
        "payable_days": f"CAST({numbers['payable_days']} AS INTEGER)",
        "comparable_fen": f"CAST({' + '.join(numbers[column] for column in COMPARABLE_COLUMNS)} AS BIGINT)",
        "allowance_fen": f"CAST({numbers['skill_allowance_fen']} AS BIGINT)",
    }
    read = {name: source.table.array(expression) for name, expression in asked.items()}
    named, enterprise = _named_enterprises(source, rules)
    sizes = (*(len(words[column].texts) for column in ("place", "industry", "category")), len(named) + 1)
    scope: Whole = read["scope"]
    scopes, group = _densified(scope * sizes[-1] + enterprise, prod(sizes))
    occupation: Whole = read["occupation"]
    posts, post = _densified(occupation * len(scopes) + group, len(words["occupation"].texts) * len(scopes))
    groups = Groups(*np.unravel_index(scopes, sizes))
    axes = Axes(
        places=words["place"].texts,
        industries=words["industry"].texts,
        categories=words["category"].texts,
        occupations=words["occupation"].texts,
        levels=tuple(int(text or 0) for text in words["level"].texts),
        enterprises=named,
        groups=groups,
        posts=Posts(*np.divmod(posts, len(scopes))),
        timeline=timeline(months, changes),
    )
    bases = wage_bases(law, axes.places, months)
    net = np.array([[bool(basis.net) for basis in row] for row in bases])
    comparable_fen = read["comparable_fen"]
    if net.any():
        taken = source.array(numbers["employee_contributions_fen"])
        comparable_fen = comparable_fen - taken * net[groups.place[group], read["cell"] % len(months)]
    part_time = _part_time(source)
    return Gathered(
        axes, months, post, read["cell"], read["paid_days"], read["payable_days"], comparable_fen, read["allowance_fen"],
        part_time, None if part_time is None else source.array(numbers["hours"], "INTEGER"), bases,
    )  # fmt: skip


def _mixed(source: PaySource, columns: Sequence[str], kind: str) -> str:
    """Write the codes of several columns as one number, in SQL."""
    mixed = "0"
    for column in columns:
        words = source.words[column]
        mixed = f"{mixed} * {len(words.texts)} + CAST({words.code} AS {kind})"
        mixed = f"({mixed})"
    return f"CAST({mixed} AS {kind})"


def _densified(mixed: Whole, size: int) -> tuple[Whole, NDArray[np.int32]]:
    """Number the values that occur, in their order; give the values and each row's number."""
    if size > _MOST_COUNTED:
        values, number = np.unique(mixed, return_inverse=True)
        return values, number.astype(np.int32)
    seen = np.zeros(size, dtype=bool)
    seen[mixed] = True
    return np.flatnonzero(seen), (np.cumsum(seen, dtype=np.int32) - np.int32(1))[mixed]


def _named_enterprises(source: PaySource, rules: Iterable[Rule]) -> tuple[tuple[str, ...], Whole | int]:
    """Give the enterprises of the rows that some rule names, and each row's number among them from 1, 0 for another."""
    asked = {name for rule in rules for name in rule.enterprises or ()}
    asked |= {entry.enterprise for rule in rules for entry in rule.confirmed or ()}
    texts = source.words["enterprise"].texts
    named = tuple(text for text in texts if text in asked)
    if not named:
        return (), 0
    number = {text: place for place, text in enumerate(named, 1)}
    slots = np.array([number.get(text, 0) for text in texts], dtype=np.int64)
    return named, slots[source.array(source.words["enterprise"].code, "INTEGER")]


def _part_time(source: PaySource) -> NDArray[np.bool_] | None:
    """Say which rows are part-time; null where none is."""
    employments = source.words["employment"]
    if "part_time" not in employments.texts:
        return None
    part_time: NDArray[np.bool_] = source.array(employments.code, "INTEGER") == employments.texts.index("part_time")
    return part_time
