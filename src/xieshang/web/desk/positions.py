"""What the two sides have served in the text under negotiation: the chain of proposals, and the concessions in each cell.

Both sides see this, and nothing else of each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from xieshang.core.parties import Role
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.web.desk.sheet import Key, key_of
from xieshang.web.rounds.course import Course

__all__ = ["Concession", "Positions", "Served", "positions_of"]

PROPOSE = "propose"


@dataclass(frozen=True, slots=True)
class Served:
    """A served proposal: its number, side and day, the table with its term, the digest of the act, the amounts by cell."""

    number: int
    side: Role
    on: date
    digest: str
    table: WageTable
    from_on: date | None
    to_on: date | None
    amounts_fen: Mapping[Key, int]
    superseded_by: int | None = None


@dataclass(frozen=True, slots=True)
class Concession:
    """One cell in one proposal: the amount, and by how much it moved since that side's proposal before; null where it had none."""

    number: int
    side: Role
    on: date
    amount_fen: int
    moved_fen: int | None


@dataclass(frozen=True)
class Positions:
    """The chain of proposals seen from one side: the latest of ``mine`` and of ``theirs`` are in force."""

    chain: tuple[Served, ...]
    mine: Served | None
    theirs: Served | None

    @cached_property
    def known(self) -> dict[Key, WageRow]:
        """The rows of served tables by cell, the latest that has it: a draft keeps their names."""
        return {key_of(row): row for served in self.chain for row in served.table.rows}

    @property
    def next_number(self) -> int:
        """The number that the next proposal will have."""
        return len(self.chain) + 1

    @property
    def form(self) -> Form:
        """The form of the tables at the desk: that of the latest proposal, or monthly floors."""
        return self.chain[-1].table.form if self.chain else Form.MONTHLY_FLOOR

    def mine_fen(self, key: Key) -> int | None:
        """Give the amount that the own side serves for a cell."""
        return self.mine.amounts_fen.get(key) if self.mine else None

    def theirs_fen(self, key: Key) -> int | None:
        """Give the amount that the other side serves for a cell."""
        return self.theirs.amounts_fen.get(key) if self.theirs else None

    def concessions(self, key: Key) -> Iterator[Concession]:
        """Give the history of a cell, the earliest first."""
        last: dict[Role, int] = {}
        for served in self.chain:
            amount = served.amounts_fen.get(key)
            if amount is not None:
                before = last.get(served.side)
                yield Concession(served.number, served.side, served.on, amount, None if before is None else amount - before)
                last[served.side] = amount


def positions_of(course: Course, side: Role) -> Positions:
    """Give what was served in a round, seen from one side."""
    proposals = course.standing.draft.proposals
    acts = [act for act in course.acts if act.kind == PROPOSE][-len(proposals) :] if proposals else []
    latest = {proposal.side: proposal.number for proposal in proposals}
    chain = tuple(
        Served(
            number=proposal.number,
            side=proposal.side,
            on=act.on,
            digest=act.digest,
            table=proposal.table,
            from_on=proposal.term.from_on if proposal.term else None,
            to_on=proposal.term.to_on if proposal.term else None,
            amounts_fen={key_of(row): row.amount_fen for row in proposal.table.rows},
            superseded_by=next((later.number for later in proposals[at + 1 :] if later.side is proposal.side), None),
        )
        for at, (proposal, act) in enumerate(zip(proposals, acts, strict=True))
    )
    by_number = {served.number: served for served in chain}
    theirs = next((number for role, number in latest.items() if role is not side), 0)
    return Positions(chain, by_number.get(latest.get(side, 0)), by_number.get(theirs))
