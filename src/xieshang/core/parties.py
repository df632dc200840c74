"""Who takes part: roles, the two sides, their representatives (协商代表), and whether a team may bargain.

Source: 集体合同规定 (Order 22) arts 19-24; for regional and industry rounds they hold by analogy.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from xieshang.core.fields import Fields
from xieshang.core.refusals import Fact, Refusal
from xieshang.core.sources import Source

__all__ = ["SIDES", "Member", "Role", "Team", "TeamLimits", "other_side", "read_member", "why_not_team"]


class Role(StrEnum):
    """Who may act in a round."""

    WORKERS = "workers"
    EMPLOYERS = "employers"
    ENTERPRISE = "enterprise"
    WORKER = "worker"
    CONGRESS = "congress"
    BUREAU = "bureau"
    TRIPARTITE = "tripartite"
    UPPER_UNION = "upper_union"


SIDES = (Role.WORKERS, Role.EMPLOYERS)


def other_side(side: Role) -> Role:
    """Give the side across the table.

    >>> other_side(Role.WORKERS).value
    'employers'
    """
    return Role.EMPLOYERS if side is Role.WORKERS else Role.WORKERS


@dataclass(frozen=True, slots=True)
class Member:
    """One representative; ``identity`` is what the record knows the person by, ``outsider`` a commissioned professional."""

    name: str
    identity: str | None = None
    chief: bool = False
    outsider: bool = False
    front_line: bool = False
    manager: bool = False
    migrant: bool = False

    def is_same_person(self, other: "Member") -> bool:
        """Compare by identity, or by name where one of the two has none.

        >>> Member("王某", "1").is_same_person(Member("王某", "2")), Member("王某").is_same_person(Member("王某", "2"))
        (False, True)
        """
        if self.identity and other.identity:
            return self.identity == other.identity
        return self.name == other.name


def read_member(fields: Fields) -> Member:
    """Read a representative from the object of a file."""
    return Member(
        name=fields.required_text("name"),
        identity=fields.text("id"),
        **{key: fields.truth(key, default=False) for key in ("chief", "outsider", "front_line", "manager", "migrant")},
    )


@dataclass(frozen=True, slots=True)
class Team:
    """The representatives of one side."""

    side: Role
    members: tuple[Member, ...]

    def without(self, leaver: str) -> "Team":
        """Give the team after the member of that name or identity has left."""
        return replace(self, members=tuple(member for member in self.members if leaver not in (member.name, member.identity)))

    def joined_by(self, member: Member) -> "Team":
        """Give the team with one more member."""
        return replace(self, members=(*self.members, member))


@dataclass(frozen=True, slots=True)
class TeamLimits:
    """What a jurisdiction asks of a team; null where its law is not known, which refuses nothing."""

    at_least: int | None
    outsider_share: Fraction | None
    front_line_share: Fraction | None
    managers_barred: bool
    source: Source | None


def why_not_team(team: Team, across: Team | None, limits: TeamLimits) -> Refusal | None:
    """Say why a team may not bargain; null where it may.

    Rounding: outsiders at most the whole part of a third of the team; front-line workers at least their share exactly.
    Source: Order 22 arts 19 (number, one chief), 23 (outsiders), 24 (nobody on both sides).
    Refuses: ``representatives.too_few``, ``.one_chief``, ``.outside_chief``, ``.too_many_outsiders``, ``.too_few_front_line``,
    ``.manager``, ``.twice``, ``.on_both_sides``.
    """
    members, n = team.members, len(team.members)
    chiefs = [member for member in members if member.chief]
    outsiders = sum(member.outsider for member in members)
    front_line = sum(member.front_line for member in members)
    barred = limits.managers_barred and team.side is Role.WORKERS
    faults: tuple[tuple[str, bool, dict[str, Fact]], ...] = (
        ("representatives.too_few", limits.at_least is not None and n < limits.at_least, {"n": n, "at_least": limits.at_least}),
        ("representatives.one_chief", len(chiefs) != 1, {"n": len(chiefs)}),
        ("representatives.outside_chief", any(chief.outsider for chief in chiefs), {}),
        (
            "representatives.too_many_outsiders",
            limits.outsider_share is not None and outsiders > int(n * limits.outsider_share),
            {"n": outsiders, "at_most": int(n * (limits.outsider_share or 0))},
        ),
        (
            "representatives.too_few_front_line",
            limits.front_line_share is not None and front_line < n * limits.front_line_share,
            {"n": front_line, "share": str(limits.front_line_share)},
        ),
        ("representatives.manager", barred and any(member.manager for member in members), {}),
        ("representatives.twice", _shares_a_person(members), {}),
        ("representatives.on_both_sides", across is not None and _overlap(members, across.members), {}),
    )
    return next((Refusal(code, facts, rule=limits.source) for code, holds, facts in faults if holds), None)


def _overlap(members: Iterable[Member], others: tuple[Member, ...]) -> bool:
    return any(member.is_same_person(other) for member in members for other in others)


def _shares_a_person(members: tuple[Member, ...]) -> bool:
    return any(_overlap((member,), members[:index]) for index, member in enumerate(members))
