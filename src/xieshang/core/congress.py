"""The joint congress of a region or an industry (区域、行业职代会): its delegates, allotted to the enterprises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from xieshang.core.reading import Reading
from xieshang.core.refusals import Fact, Warned

__all__ = ["Delegates", "congress_faults", "total"]


@dataclass(frozen=True, slots=True)
class Delegates:
    """A number of delegates, and how many of them are managers."""

    delegates: int
    managers: int = 0


def total(allotted: Iterable[Delegates]) -> Delegates:
    """Add up what falls to each enterprise: the total is the number due at the vote.

    >>> total([Delegates(12, 2), Delegates(8)])
    Delegates(delegates=20, managers=2)
    """
    each = list(allotted)
    return Delegates(sum(one.delegates for one in each), sum(one.managers for one in each))


def congress_faults(whole: Delegates, law: Reading) -> Iterator[Warned]:
    """Name too large a share of managers among the delegates.

    Nulls: where the law of the place states no share, nothing is said.
    Source: 浙江省企业民主管理条例 arts 17-18 (managers at most a fifth), in the packs that have ``congress.managers_share``.

    Code: ``congress.too_many_managers``.
    """
    entry = law.entry("congress.managers_share")
    if entry and whole.delegates and Fraction(whole.managers, whole.delegates) > Fraction(str(entry.value)):
        facts: dict[str, Fact] = {"n": whole.managers, "of": whole.delegates, "share": str(entry.value), "trust": entry.trust.value}
        yield Warned("congress.too_many_managers", facts, source=entry.source)
