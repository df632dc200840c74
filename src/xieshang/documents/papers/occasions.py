"""When a paper arises: with each act of its kind, and with the one that is still ahead.

Whether that act may be done now is ``core.procedure``'s to say.
"""

from collections.abc import Iterator

from xieshang.core.acts import Act
from xieshang.core.parties import Role
from xieshang.documents.papers.facts import Occasion, Record, counted_apart
from xieshang.documents.papers.fields import Paper

__all__ = ["ahead_of", "occasions_of"]


def _is_of(paper: Paper, act: Act) -> bool:
    return act.kind.name == paper.act and act.by in paper.issuers and all(act[key] == value for key, value in paper.where.items())


def occasions_of(paper: Paper, record: Record) -> Iterator[Occasion]:
    """Give the occasions of a paper that have come, in the order of the acts; each role and each firm counts its own."""
    counted: dict[tuple[Role, str | None], int] = {}
    for act in record.acts:
        if _is_of(paper, act):
            whose = counted_apart(act)
            counted[whose] = counted.get(whose, 0) + 1
            yield Occasion(act.by, counted[whose], act, whose[1])


def ahead_of(paper: Paper, record: Record, role: Role, enterprise: str | None = None) -> Occasion:
    """Give the next occasion of a paper, whose act is still to be done, for a role (for one firm)."""
    done = [came for came in occasions_of(paper, record) if (came.role, came.enterprise) == (role, enterprise)]
    return Occasion(role, len(done) + 1, None, enterprise)
