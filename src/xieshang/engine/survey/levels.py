"""Wage levels cell by cell as they are told: with disclosure rules what may be shown, without them everything.

Order of work: percentiles, then wider cells for thin ones, then monotone along the levels, then rounding.  Source: methods A10–A12.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

from xieshang.engine.disclosure import rounded_to_10_yuan
from xieshang.engine.survey.columns import LEVEL
from xieshang.engine.survey.evidence import Evidence, take_evidence
from xieshang.engine.survey.fallback import Source, chain
from xieshang.engine.survey.intervals import student_t
from xieshang.engine.survey.monotone import inversions, made_monotone
from xieshang.engine.survey.reliability import Reliability, has_tail, reliability_of
from xieshang.engine.survey.sample import Sample

__all__ = ["CellLevels", "QuantileLevel", "levels_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantileLevel:
    """One percentile of a cell.

    Units: those of the value.  Rounding: with disclosure to 10 yuan, the value, what was made monotone, and both limits; the error
    is that of the rounded limits.  ``adjusted``: made monotone along the levels; ``inverted``: clearly above the next level.
    """

    p: float
    value: float | None = None
    adjusted: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    df: int | None = None
    effective_n: float | None = None
    reliability: Reliability | None = None
    inverted: bool = False
    source: Source | None = None
    withheld_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLevels:
    """A cell; withheld, it has no numbers of its own, but its percentiles may come from a wider cell."""

    by: Mapping[str, Any]
    n: int | None = None
    enterprises: int | None = None
    weight: float | None = None
    mean: float | None = None
    mean_se: float | None = None
    df: int | None = None
    deff: float | None = None
    effective_n: float | None = None
    weight_effect: float | None = None
    quantiles: tuple[QuantileLevel, ...] = ()
    published: bool = True
    withheld_because: str | None = None


def levels_of(sample: Sample, shares: Sequence[float], *, disclosure: bool) -> list[CellLevels]:
    """Tell the wage level of every cell of a sample.

    Source: methods A3–A12; interfaces §6.
    """
    own = take_evidence(sample, shares)
    if not disclosure:
        open_cells = [_cell(own, cell, [_quantile(own, cell, place, None) for place in range(len(shares))]) for cell in _cells(own)]
        return _along_levels(open_cells, adjust=False)
    quantiles = _with_fallback(own)
    cells = [_closed(_cell(own, cell, quantiles[cell]), own.withheld[cell]) for cell in _cells(own)]
    return [_rounded(cell) for cell in _along_levels(cells, adjust=True)]


def _cells(evidence: Evidence) -> range:
    return range(len(evidence.sample.rows.labels))


def _number(value: Any) -> float | None:
    """Give a number as JSON holds it: none is null, a whole one has no decimals."""
    number = float(value)
    return None if isnan(number) else int(number) if number.is_integer() else number


def _effective(evidence: Evidence, cell: int) -> float:
    """Give the rows that the sample is worth: by the design effect, else by the weights alone."""
    moments = evidence.moments
    effect = float(moments.deff[cell])
    return float(moments.rows[cell] / (effect if effect > 0 else moments.kish[cell]))


def _cell(evidence: Evidence, cell: int, quantiles: Sequence[QuantileLevel]) -> CellLevels:
    moments, rows = evidence.moments, evidence.sample.rows
    deff = _number(moments.deff[cell])
    return CellLevels(
        by=dict(zip(rows.by, rows.labels[cell], strict=True)),
        n=int(moments.rows[cell]),
        enterprises=evidence.enterprises[cell],
        weight=_number(moments.weight[cell]),
        mean=_number(moments.mean[cell]),
        mean_se=_number(moments.mean_se[cell]),
        df=int(moments.df[cell]),
        deff=deff,
        effective_n=_effective(evidence, cell) if deff else None,
        weight_effect=_number(moments.kish[cell]),
        quantiles=tuple(quantiles),
    )


def _quantile(evidence: Evidence, cell: int, place: int, source: Source | None) -> QuantileLevel:
    told, df = evidence.percentiles, int(evidence.moments.df[cell])
    value, low, high, se = (float(part[cell, place]) for part in (told.value, told.low, told.high, told.se))
    return QuantileLevel(
        p=evidence.shares[place],
        value=_number(value),
        low=_number(low),
        high=_number(high),
        se=_number(se),
        df=df,
        effective_n=_effective(evidence, cell),
        reliability=reliability_of(value, se),
        source=source,
    )


def _with_fallback(own: Evidence) -> list[list[QuantileLevel]]:
    """Take each percentile from the first cell of the chain that may be shown, and withhold it where its worth is too small."""
    rows, shares = own.sample.rows, own.shares
    open_places = {(cell, place) for cell in _cells(own) for place in range(len(shares))}
    told = {key: QuantileLevel(p=shares[key[1]], withheld_because=own.withheld[key[0]] or "attribution") for key in open_places}
    for key in [key for key in open_places if _may_be_shown(own, *key)]:
        told[key] = _judged(own, *key, None)
        open_places.discard(key)
    for wider in chain(rows.by, rows.labels) if own.sample.enterprises is not None else ():
        if not open_places:
            break
        evidence = own.widened(wider.of_cell, wider.labels)
        for key in sorted(open_places):
            cell, place = wider.of_cell[key[0]], key[1]
            if _may_be_shown(evidence, cell, place):
                by = {
                    name: list(part) if isinstance(part, tuple) else part
                    for name, part in zip(rows.by, wider.labels[cell], strict=True)
                }
                told[key] = _judged(evidence, cell, place, Source(wider.step, by))
                open_places.discard(key)
    return [[told[cell, place] for place in range(len(shares))] for cell in _cells(own)]


def _may_be_shown(evidence: Evidence, cell: int, place: int) -> bool:
    return evidence.withheld[cell] is None and not evidence.attributable[cell, place]


def _judged(evidence: Evidence, cell: int, place: int, source: Source | None) -> QuantileLevel:
    quantile = _quantile(evidence, cell, place, source)
    why = None
    if not has_tail(int(evidence.moments.rows[cell]), _effective(evidence, cell), quantile.p):
        why = "tail"
    elif quantile.reliability is Reliability.D:
        why = "reliability"
    return QuantileLevel(p=quantile.p, source=source, withheld_because=why) if why else quantile


def _closed(cell: CellLevels, why: str | None) -> CellLevels:
    if why is None:
        return cell
    return CellLevels(by=cell.by, quantiles=cell.quantiles, published=False, withheld_because=why)


def _along_levels(cells: Sequence[CellLevels], *, adjust: bool) -> list[CellLevels]:
    """Flag the real inversions along the levels of each post; adjust where asked."""
    told = list(cells)
    ladders: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for number, cell in enumerate(cells):
        if cell.by.get(LEVEL) is not None:
            ladders.setdefault(tuple((name, label) for name, label in cell.by.items() if name != LEVEL), []).append(number)
    for ladder in ladders.values():
        ladder.sort(key=lambda number: int(cells[number].by[LEVEL]))
        for place in range(len(cells[ladder[0]].quantiles)):
            known = [number for number in ladder if told[number].quantiles[place].value is not None]
            for number, quantile in zip(known, _ladder([told[n].quantiles[place] for n in known], adjust), strict=True):
                quantiles = told[number].quantiles
                told[number] = replace(told[number], quantiles=(*quantiles[:place], quantile, *quantiles[place + 1 :]))
    return told


def _ladder(quantiles: Sequence[QuantileLevel], adjust: bool) -> Iterable[QuantileLevel]:
    """Take one percentile along the levels; the weights are 1/se², or what the samples are worth where an error is not known."""
    values = [quantile.value or 0.0 for quantile in quantiles]
    errors = [quantile.se or 0.0 for quantile in quantiles]
    weights = [1 / error**2 for error in errors] if all(errors) else [quantile.effective_n or 1.0 for quantile in quantiles]
    adjusted: Sequence[float | None] = made_monotone(values, weights) if adjust else [None] * len(values)
    known = [quantile.se is not None for quantile in quantiles]
    flagged = [number for number in inversions(values, errors) if known[number] and known[number + 1]]
    for number, (quantile, value) in enumerate(zip(quantiles, adjusted, strict=True)):
        yield replace(quantile, adjusted=value, inverted=number in flagged)


def _rounded(cell: CellLevels) -> CellLevels:
    return replace(
        cell,
        mean=_to_10_yuan(cell.mean),
        mean_se=None if cell.mean_se is None else round(cell.mean_se),
        quantiles=tuple(map(_rounded_quantile, cell.quantiles)),
    )


def _rounded_quantile(quantile: QuantileLevel) -> QuantileLevel:
    low, high = _to_10_yuan(quantile.low), _to_10_yuan(quantile.high)
    se = None
    if low is not None and high is not None and quantile.df:
        se = _number((high - low) / (2 * student_t(quantile.df)))
    value, adjusted = _to_10_yuan(quantile.value), _to_10_yuan(quantile.adjusted)
    return replace(quantile, value=value, adjusted=adjusted, low=low, high=high, se=se)


def _to_10_yuan(fen: float | None) -> int | None:
    return None if fen is None else rounded_to_10_yuan(round(fen))
