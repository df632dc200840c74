"""How many enterprises a contract is for, how many confirmed it, how many it binds: always told together."""

from collections.abc import Collection
from dataclasses import dataclass

from xieshang.core.contract import Binding, Scope

__all__ = ["Coverage", "coverage"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of enterprises: in the scope, of those how many confirmed, how many are bound.  Nulls: nobody counted them."""

    in_scope: int | None
    confirmed: int
    bound: int | None


def coverage(scope: Scope, listed: Collection[str] = (), counted: int | None = None) -> Coverage:
    """Count the enterprises of a scope: those it names, else those that were counted, but never fewer than are known by code.

    ``listed`` are the enterprises known to lie in it, ``counted`` a number that somebody stated.
    Source: 劳动合同法 art 54 (all are bound), law-and-procedure §4.2 (only those that confirmed).

    >>> coverage(Scope(), ["a", "b"], 300)
    Coverage(in_scope=300, confirmed=0, bound=300)
    >>> coverage(Scope(binding=Binding.SIGNATORY), ["a", "b"])
    Coverage(in_scope=2, confirmed=0, bound=0)
    """
    confirmed = {entry.enterprise for entry in scope.confirmed}
    known = max(counted or 0, len(confirmed.union(listed))) or None
    in_scope = known if scope.enterprises is None else len(set(scope.enterprises))
    return Coverage(in_scope, len(confirmed), in_scope if scope.binding is Binding.ALL else len(confirmed))
