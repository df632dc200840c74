"""What the law says of the term of a contract.  The rule is soft (一般为), so that it warns and never refuses."""

from collections.abc import Iterator
from datetime import date, timedelta

from xieshang.core.contract import Term
from xieshang.core.reading import Reading
from xieshang.core.refusals import Fact, Warned

__all__ = ["last_day", "term_faults"]


def last_day(from_on: date, years: int) -> date:
    """Give the last day of a period of whole years, its first day included.

    >>> last_day(date(2022, 8, 31), 1).isoformat(), last_day(date(2024, 2, 29), 1).isoformat()
    ('2023-08-30', '2025-02-28')
    """
    try:
        return from_on.replace(year=from_on.year + years) - timedelta(days=1)
    except ValueError:
        return date(from_on.year + years, 2, 28)


def term_faults(term: Term, law: Reading) -> Iterator[Warned]:
    """Name what is unusual in a term.

    Nulls: without a first or a last day one ``term.unknown``; a limit that the law does not state is not checked.
    Source: 集体合同规定 art 38 (one to three years as a rule).

    Codes: ``term.unknown``, ``term.too_short``, ``term.too_long``.
    """
    if term.from_on is None or term.to_on is None:
        yield Warned("term.unknown")
        return
    shortest, longest = law.entry("term.min_years"), law.entry("term.max_years")
    if shortest and term.to_on < (earliest := last_day(term.from_on, int(shortest.value))):
        facts: dict[str, Fact] = {"years": int(shortest.value), "to": earliest.isoformat(), "trust": shortest.trust.value}
        yield Warned("term.too_short", facts, source=shortest.source)
    if longest and term.to_on > (latest := last_day(term.from_on, int(longest.value))):
        facts = {"years": int(longest.value), "to": latest.isoformat(), "trust": longest.trust.value}
        yield Warned("term.too_long", facts, source=longest.source)
