"""Where to bargain next (重点联系点): candidates by shortage and relative wage, and how firm their order is.

The scatter and the Pareto set come first; the index is secondary, and nobody is recommended whose place hangs on a choice of
weights.  Reading the file stands in ``choose_rows``.  Source: methods E; the steps are those of the OECD and JRC handbook.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import log
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

__all__ = ["Candidate", "Choice", "Goalposts", "Ranked", "choose", "pareto_set", "why_not_rated"]

Real = NDArray[np.float64]
LEAST_COUNT = 30
"""Fewer vacancies, seekers or skilled workers are not rated: their ratio is noise."""
_WEIGHTS = tuple(weight / 100 for weight in range(25, 80, 5))
_DRAWS = 200
_FIRM = 0.8
_FLOOR = 0.01
"""The least part in a product, so that one bad indicator does not decide alone."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place and industry.  Nulls: what is not given.  ``relative_wage``: to the reference, with fixed shares of posts."""

    name: str
    vacancies: int | None
    seekers: int | None
    relative_wage: float | None
    skilled_workers: int | None
    union: bool | None
    association: bool | None
    relative_wage_se: float | None = None

    @property
    def ratio(self) -> float:
        """Vacancies per seeker (求人倍率), from the counts."""
        return (self.vacancies or 0) / (self.seekers or 1)


@dataclass(frozen=True, slots=True)
class Goalposts:
    """Between which values an indicator counts from 0 to 1; fixed, because those of a sample move when a candidate enters."""

    ratio: tuple[float, float] = (0.5, 4.0)
    relative_wage: tuple[float, float] = (0.5, 1.5)

    def parts(self, ratios: Real, wages: Real) -> tuple[Real, Real]:
        """Give the part of each indicator: shortage rises with the logarithm of the ratio, need falls with the wage."""
        low, high = (log(limit) for limit in self.ratio)
        least, most = self.relative_wage
        return (np.log(ratios) - low) / (high - low), (most - wages) / (most - least)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rated candidate: its index, and where it stands over all ways to rate.

    ``rank_low`` and ``rank_high`` enclose 90 % of the ranks; ``p_top``: how often it is among the first.
    """

    candidate: Candidate
    index: float
    rank: int
    median_rank: int
    rank_low: int
    rank_high: int
    p_top: float

    @property
    def recommended(self) -> bool:
        """Whether it is among the first in at least four of five ways to rate; the others are open."""
        return self.p_top >= _FIRM


@dataclass(frozen=True, slots=True)
class Choice:
    """The Pareto set, the rated by their index, and the others with all that keeps them out."""

    pareto: tuple[str, ...]
    ranking: tuple[Ranked, ...]
    not_rated: Mapping[str, tuple[str, ...]]


def why_not_rated(candidate: Candidate, least_skilled_workers: int = LEAST_COUNT) -> tuple[str, ...]:
    """Say everything that keeps a candidate from being rated: a gate that it fails, or what is missing.

    >>> why_not_rated(Candidate("示范区机械", 29, 30, 0.9, 30, True, None))
    ('vacancies_few', 'association_missing')
    """
    reasons = []
    least = {"vacancies": LEAST_COUNT, "seekers": LEAST_COUNT, "relative_wage": 0, "skilled_workers": least_skilled_workers}
    for name, at_least in least.items():
        value = getattr(candidate, name)
        if value is None:
            reasons.append(f"{name}_missing")
        elif value < at_least:
            reasons.append(f"{name}_few")
    parties = {name: getattr(candidate, name) for name in ("union", "association")}
    absent = [f"{name}_missing" if present is None else f"{name}_absent" for name, present in parties.items() if not present]
    return (*reasons, *absent)


def pareto_set(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Name the candidates of which no other has both a higher ratio and a lower relative wage, in the order given."""
    at = [(candidate.name, candidate.ratio, candidate.relative_wage or 0.0) for candidate in candidates]
    return tuple(name for name, ratio, wage in at if not any(other > ratio and paid < wage for _, other, paid in at))


def choose(
    candidates: Sequence[Candidate],
    top: int = 3,
    seed: int = 0,
    goalposts: Goalposts | None = None,
    least_skilled_workers: int = LEAST_COUNT,
) -> Choice:
    """Rate the candidates that pass the gates.

    The index weighs both parts equally between fixed goalposts, so that its order does not hang on who else is there.  The ranks
    are those over 11 weights, 3 normalisations, 2 aggregations and 200 draws of the relative wage, each candidate's own.
    """
    reasons = {candidate.name: why_not_rated(candidate, least_skilled_workers) for candidate in candidates}
    rated = [candidate for candidate in candidates if not reasons[candidate.name]]
    not_rated = MappingProxyType({name: why for name, why in reasons.items() if why})
    if not rated:
        return Choice((), (), not_rated)
    posts = goalposts or Goalposts()
    ratios = np.array([candidate.ratio for candidate in rated])
    shortage, need = posts.parts(ratios, np.array([candidate.relative_wage for candidate in rated], dtype=float))
    index = (shortage + need) / 2
    ranks = np.concatenate([_ranks(scores) for scores in _scores(ratios, _drawn(rated, seed), posts)], axis=1)
    spread = np.quantile(ranks, [0.05, 0.5, 0.95], axis=1, method="inverted_cdf").T.astype(int).tolist()
    p_top = (ranks <= top).mean(axis=1).tolist()
    places = _ranks(index[:, None])[:, 0].tolist()
    ranking = [
        Ranked(candidate, value, place, median, low, high, share)
        for candidate, value, place, (low, median, high), share in zip(rated, index.tolist(), places, spread, p_top, strict=True)
    ]
    return Choice(pareto_set(rated), tuple(sorted(ranking, key=lambda entry: entry.rank)), not_rated)


def _drawn(rated: Sequence[Candidate], seed: int) -> Real:
    """Draw the relative wage of each candidate from its error, by a source of chance of its own.  Shape: candidates × draws."""
    rows = []
    for candidate in rated:
        own = int.from_bytes(hashlib.sha256(candidate.name.encode()).digest()[:8], "big")
        chance = np.random.default_rng([seed, own]).standard_normal(_DRAWS)
        rows.append((candidate.relative_wage or 0.0) + (candidate.relative_wage_se or 0.0) * chance)
    return np.array(rows)


def _scores(ratios: Real, wages: Real, goalposts: Goalposts) -> list[Real]:
    """Rate the candidates in every way.  Shape of each: candidates × draws."""
    shortage, need = goalposts.parts(ratios[:, None], wages)
    found = []
    for normalise, (weight, multiplied) in product(_NORMALISED, product(_WEIGHTS, (False, True))):
        one, other = (normalise(np.broadcast_to(part, wages.shape)) for part in (shortage, need))
        if multiplied:
            one, other = (np.log(np.maximum(part, _FLOOR)) for part in (one, other))
        found.append(weight * one + (1 - weight) * other)
    return found


def _standard(parts: Real) -> Real:
    """Measure in standard deviations from the mean, around one half so that most stay above nothing."""
    spread = parts.std(axis=0)
    scores: Real = 0.5 + (parts - parts.mean(axis=0)) / np.where(spread > 0, spread, 1) / 4
    return scores


def _placed(parts: Real) -> Real:
    """Give the share of the candidates that are no better."""
    shares: Real = 1 - (_ranks(parts) - 1) / len(parts)
    return shares


_NORMALISED: tuple[Callable[[Real], Real], ...] = (lambda parts: parts, _standard, _placed)


def _ranks(scores: Real) -> NDArray[np.int64]:
    """Rank downwards in each column, from 1; the same score has the same rank.

    >>> _ranks(np.array([[2.0], [3.0], [2.0], [1.0]])).ravel().tolist()
    [2, 1, 2, 4]
    """
    order = np.argsort(-scores, axis=0)
    ordered = np.take_along_axis(scores, order, axis=0)
    places = np.arange(len(scores))[:, None] * np.ones((1, scores.shape[1]), dtype=np.int64)
    places[1:][ordered[1:] == ordered[:-1]] = 0
    ranks = np.empty_like(places)
    np.put_along_axis(ranks, order, np.maximum.accumulate(places, axis=0) + 1, axis=0)
    return ranks
