"""What is told of a round and of an act that stands and is no refusal: duties of a place not met, facts not known.

Nothing here stops anything; what stops an act is in ``guards.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from xieshang.core.acts import Act
from xieshang.core.codes import seat_of, significant
from xieshang.core.contract import Kind
from xieshang.core.guards import told_above
from xieshang.core.parties import Role
from xieshang.core.reading import Reading
from xieshang.core.refusals import Warned
from xieshang.core.sources import Source
from xieshang.core.standing import Standing
from xieshang.core.table_checks import minimum_faults

__all__ = ["cautions", "is_above_county", "round_cautions"]

_COUNTY_DIGITS = 6
_COUNTY_LEVEL = Source("中华人民共和国劳动合同法", "第五十三条", in_force_from=date(2008, 1, 1))


def is_above_county(kind: str, place: str) -> bool:
    """Say whether a round for an industry or a region is held for more than a county: for a city or a province.

    Such rounds are explored (notice 〔2024〕51号 part 一), while the law names areas of county level and below.
    Source: 劳动合同法 art 53.

    >>> is_above_county("industry", "130100"), is_above_county("industry", "130123"), is_above_county("enterprise", "130100")
    (True, False, False)
    """
    return kind != Kind.ENTERPRISE and len(significant(seat_of(place))) < _COUNTY_DIGITS and place == seat_of(place)


def round_cautions(kind: str, place: str) -> Iterator[Warned]:
    """Tell what is to be told of a round before any act.

    Code: ``round.above_county``.
    """
    if place and is_above_county(kind, place):
        yield Warned("round.above_county", {"place": place}, source=_COUNTY_LEVEL)


def cautions(standing: Standing, act: Act, law: Reading) -> Iterable[Warned]:
    """Tell of an act that stands what the law of the place would have, or what could not be judged.

    Codes: ``representatives.no_migrant``, ``representatives.scale_unknown``, ``representatives.too_many``,
    ``respond.without_reason``, ``minimum.unknown`` and those of ``above.py``.
    """
    tell = _CAUTIONS.get(act.kind.name)
    return tell(standing, act, law) if tell else ()


def _of_answer(standing: Standing, act: Act, law: Reading) -> Iterator[Warned]:
    if not act["accepts"] and not act["reason"]:
        yield Warned("respond.without_reason")


def _of_proposal(standing: Standing, act: Act, law: Reading) -> Iterator[Warned]:
    yield from (fault for fault in minimum_faults(act["table"], law) if fault.code == "minimum.unknown")
    yield from told_above(standing, act, law)


def _of_team(standing: Standing, act: Act, law: Reading) -> Iterator[Warned]:
    team, n = act.team, len(act.team.members)
    migrant, scale = law.entry("representatives.migrant_member"), law.entry("representatives.min_above_scale")
    most = law.entry("representatives.max")
    if team.side is Role.WORKERS and migrant and migrant.value and not any(member.migrant for member in team.members):
        yield Warned("representatives.no_migrant", source=migrant.source)
    if scale and team.above_scale is None and n < scale.value:
        yield Warned("representatives.scale_unknown", {"n": n, "at_least": scale.value}, source=scale.source)
    if most and n > most.value:
        yield Warned("representatives.too_many", {"n": n, "at_most": most.value}, source=most.source)


_CAUTIONS: Mapping[str, Callable[[Standing, Act, Reading], Iterator[Warned]]] = {
    "name_representatives": _of_team,
    "respond": _of_answer,
    "propose": _of_proposal,
}
