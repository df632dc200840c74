"""Who takes part: roles, the two sides, their representatives (协商代表), and whether a team may bargain.

Source: 集体合同规定 (Order 22) arts 19-24; for regional and industry rounds they hold by analogy.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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
class _Make:
    """What the law asks of a team, counted once: it is asked at every meeting."""

    chiefs: tuple[Member, ...]
    outsiders: int
    front_line: int
    has_manager: bool
    names_one_twice: bool


def _make_of(members: tuple[Member, ...]) -> _Make:
    return _Make(
        chiefs=tuple(member for member in members if member.chief),
        outsiders=sum(member.outsider for member in members),
        front_line=sum(member.front_line for member in members),
        has_manager=any(member.manager for member in members),
        names_one_twice=_shares_a_person(members),
    )


@dataclass(frozen=True, slots=True)
class Team:
    """The representatives of one side; ``above_scale``: they speak for an enterprise above the statistical scale (规模以上).

    Nulls: ``above_scale`` where it was not said.
    """

    side: Role
    members: tuple[Member, ...]
    above_scale: bool | None = None
    make: _Make = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Count the team."""
        object.__setattr__(self, "make", _make_of(self.members))

    def without(self, leaver: str) -> "Team":
        """Give the team after the member of that name or identity has left."""
        return replace(self, members=tuple(member for member in self.members if leaver not in (member.name, member.identity)))

    def joined_by(self, member: Member) -> "Team":
        """Give the team with one more member."""
        return replace(self, members=(*self.members, member))


@dataclass(frozen=True, slots=True)
class TeamLimits:
    """What a jurisdiction asks of a team; null where its law is not known, which refuses nothing.

    ``at_least_above_scale`` is asked where a team is known to speak for an enterprise above the scale.
    """

    at_least: int | None
    outsider_share: Fraction | None
    front_line_share: Fraction | None
    managers_barred: bool
    source: Source | None
    at_least_above_scale: int | None = None

    def at_least_of(self, team: Team) -> int | None:
        """Give the least number of members of a team; null where none is asked."""
        return self.at_least_above_scale if team.above_scale and self.at_least_above_scale else self.at_least


def why_not_team(team: Team, across: Team | None, limits: TeamLimits) -> Refusal | None:
    """Say why a team may not bargain; null where it may.

    Rounding: outsiders at most the whole part of a third of the team; of the workers' side front-line workers at least their
    share exactly.
    Source: Order 22 arts 19 (number, one chief), 23 (outsiders), 24 (nobody on both sides).
    Refuses: ``representatives.too_few``, ``.one_chief``, ``.outside_chief``, ``.too_many_outsiders``, ``.too_few_front_line``,
    ``.manager``, ``.twice``, ``.on_both_sides``.
    """
    members, n, make = team.members, len(team.members), team.make
    outsiders, front_line = make.outsiders, make.front_line
    # A team without outsiders has none too many; that is most teams, and exact fractions are slow.
    most_outsiders = int(n * limits.outsider_share) if outsiders and limits.outsider_share is not None else outsiders
    at_least = limits.at_least_of(team)
    barred = limits.managers_barred and team.side is Role.WORKERS
    share = (limits.front_line_share or 0) if team.side is Role.WORKERS else 0
    faults: tuple[tuple[str, bool, dict[str, Fact]], ...] = (
        ("representatives.too_few", at_least is not None and n < at_least, {"n": n, "at_least": at_least}),
        ("representatives.one_chief", len(make.chiefs) != 1, {"n": len(make.chiefs)}),
        ("representatives.outside_chief", any(chief.outsider for chief in make.chiefs), {}),
        (
            "representatives.too_many_outsiders",
            outsiders > most_outsiders,
            {"n": outsiders, "at_most": most_outsiders},
        ),
        (
            "representatives.too_few_front_line",
            front_line < n and front_line < n * share,
            {"n": front_line, "share": str(share)},
        ),
        ("representatives.manager", barred and make.has_manager, {}),
        ("representatives.twice", make.names_one_twice, {}),
        ("representatives.on_both_sides", across is not None and _overlap(members, across.members), {}),
    )
    return next((Refusal(code, facts, rule=limits.source) for code, holds, facts in faults if holds), None)


def _overlap(members: Iterable[Member], others: Iterable[Member]) -> bool:
    """Say whether anybody of some is the same person as one of others."""
    identities = {other.identity for other in others}
    names = {other.name for other in others}
    unidentified = {other.name for other in others if not other.identity}
    return any(
        member.identity in identities or member.name in unidentified if member.identity else member.name in names
        for member in members
    )


def _shares_a_person(members: tuple[Member, ...]) -> bool:
    """Say whether two of some are the same person."""
    identities = [member.identity for member in members if member.identity]
    names = [member.name for member in members]
    return len(identities) > len(set(identities)) or any(not member.identity and names.count(member.name) > 1 for member in members)
