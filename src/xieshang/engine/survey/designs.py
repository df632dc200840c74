"""The design of a sample: how its units were drawn, stage by stage, and what a row weighs.

The file is ``xieshang/survey-design/1``; its columns are looked for in the rows by ``sample``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from xieshang.core.fields import Fields
from xieshang.core.refusals import Refusal, Refused

__all__ = ["SCHEMA", "Basis", "Design", "Stage", "read_design", "why_not_compared"]

SCHEMA = "xieshang/survey-design/1"


class Basis(StrEnum):
    """What a wage contains."""

    PRICE = "price"
    """As surveys publish it (工资价位): with overtime, bonuses and allowances; often of a year."""
    COMPARABLE = "comparable"
    """What may be held against a floor: one month of normal hours without overtime and special allowances."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of drawing: the columns of the units, of their strata, and of the number of units in the stratum.

    Nulls: no cluster: each row is a unit; no stratum: one for all; no population: drawn with replacement.
    """

    cluster: str | None = None
    stratum: str | None = None
    population: str | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """The stages from the outermost, and the columns of weight and enterprise.

    Nulls: no weight: each row weighs 1; no enterprise: the units of the first stage are the enterprises.
    """

    stages: tuple[Stage, ...] = (Stage(),)
    weight: str | None = None
    enterprise: str | None = None
    disclosure: bool = True

    @property
    def columns(self) -> Iterator[str]:
        """Every column that the design names."""
        named = [column for stage in self.stages for column in (stage.cluster, stage.stratum, stage.population)]
        return (column for column in (*named, self.weight, self.enterprise) if column is not None)

    @property
    def enterprise_column(self) -> str | None:
        """The column of the enterprises: the one that is named, else that of the units of the first stage."""
        return self.enterprise or self.stages[0].cluster


def read_design(fields: Fields) -> Design:
    """Read a design; no stages are one of single rows.

    Refuses: ``survey.stage_needs_population`` (a later stage counts only under a known share of the earlier one),
    ``survey.rows_are_units`` (a stage after rows), what ``Fields`` refuses.

    >>> read_design(Fields({"weight": "w"})).stages
    (Stage(cluster=None, stratum=None, population=None),)
    """
    stages = tuple(Stage(*map(entry.text, ("cluster", "stratum", "population"))) for entry in fields.objects("stages"))
    for number, stage in enumerate(stages[:-1]):
        if stage.cluster is None:
            raise Refused(Refusal("survey.rows_are_units", column=f"stages[{number}].cluster", value_kind="empty"))
        if stage.population is None:
            raise Refused(Refusal("survey.stage_needs_population", column=f"stages[{number}].population", value_kind="empty"))
    return Design(stages or (Stage(),), fields.text("weight"), fields.text("enterprise"), fields.truth("disclosure", default=True))


def why_not_compared(wage: Basis, with_: Basis) -> Refusal | None:
    """Say why two amounts are not held against each other: a floor is comparable, a published price is not.

    >>> why_not_compared(Basis.PRICE, Basis.COMPARABLE).code
    'wage.basis_differs'
    """
    return None if wage is with_ else Refusal("wage.basis_differs", {"basis": wage.value, "other": with_.value})
