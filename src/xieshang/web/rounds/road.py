"""The road that is left: the acts that lead from where a round stands to the published contract, and who has still to do each.

Whether an act may be done now is ``core.procedure``'s to say; here is only the order in which they come.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from xieshang.core.parties import SIDES, Role, other_side
from xieshang.core.ratification import asks_confirmation, is_ratified
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal
from xieshang.core.standing import Standing, State
from xieshang.core.transitions import FINAL

__all__ = ["ROAD", "Ahead", "next_on_road", "road_left"]

Left = Callable[[Standing, Reading], frozenset[Role]]
_BOTH, _NOBODY = frozenset(SIDES), frozenset[Role]()
_AGREED = frozenset({State.EFFECTIVE, State.PUBLISHED, State.IN_FORCE, State.BREACH})


@dataclass(frozen=True, slots=True)
class Ahead:
    """An act that the round has still to come to, and the roles that have to do it, or of whom one has to."""

    act: str
    by: frozenset[Role]


def _unless(done: object, by: frozenset[Role]) -> frozenset[Role]:
    return _NOBODY if done else by


def _answerers(standing: Standing) -> frozenset[Role]:
    return frozenset({other_side(standing.offered_by)}) if standing.offered_by else _BOTH


def _confirmers(standing: Standing, law: Reading) -> frozenset[Role]:
    """Give the enterprises where the place has them confirm; elsewhere a confirmation changes nothing."""
    return _unless(not asks_confirmation(law) or standing.draft.confirmed, frozenset({Role.ENTERPRISE}))


def _filers(standing: Standing, law: Reading) -> frozenset[Role]:
    return _unless(standing.draft.filed, frozenset(Role(role) for role in law.value("filing.by", ["employers"])))


def _reviewers(standing: Standing, law: Reading) -> frozenset[Role]:
    return _unless(standing.draft.opinion or standing.state in _AGREED, frozenset({Role.BUREAU}))


def _publishers(standing: Standing, law: Reading) -> frozenset[Role]:
    return _BOTH - standing.published if standing.state in _AGREED else _BOTH


ROAD: dict[str, Left] = {
    "name_representatives": lambda standing, law: _BOTH - standing.teams.keys(),
    "publish_representatives": lambda standing, law: _unless(standing.accepted, _BOTH - standing.teams_published),
    "offer": lambda standing, law: _unless(standing.offered_by, _BOTH),
    "respond": lambda standing, law: _unless(standing.accepted, _answerers(standing)),
    "appoint_recorder": lambda standing, law: _unless(standing.draft.recorder, _BOTH),
    "disclose": lambda standing, law: _BOTH - standing.draft.disclosed,
    "meet": lambda standing, law: _unless(standing.draft.sessions, _BOTH),
    "propose": lambda standing, law: _unless(standing.draft.proposals, _BOTH),
    "initial_draft": lambda standing, law: _BOTH - standing.draft.initials,
    "confirm": _confirmers,
    "vote": lambda standing, law: _unless(is_ratified(standing, law), frozenset({Role.CONGRESS})),
    "sign": lambda standing, law: _BOTH - standing.draft.signed.keys(),
    "file": _filers,
    "receive": lambda standing, law: _unless(standing.draft.received_on, frozenset({Role.BUREAU})),
    "opine": _reviewers,
    "publish": _publishers,
}
"""The acts of the road in their order, each with who has still to do it."""


def road_left(standing: Standing, law: Reading) -> Iterator[Ahead]:
    """Give what is left of the road, in its order; nothing where the round has ended."""
    if standing.state in FINAL:
        return
    for act, left in ROAD.items():
        if by := left(standing, law):
            yield Ahead(act, by)


def next_on_road(
    standing: Standing, law: Reading, permissions: Mapping[tuple[str, Role], Refusal | None]
) -> Iterator[tuple[str, Role]]:
    """Give the first act that is left of the road and may be done now, with each role that may."""
    for ahead in road_left(standing, law):
        able = [role for role in Role if role in ahead.by and permissions[ahead.act, role] is None]
        if able:
            yield from ((ahead.act, role) for role in able)
            return
