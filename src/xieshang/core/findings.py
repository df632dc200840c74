"""What an audit finds: a person, a month and a form of standard in which the pay lies below what is due."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from xieshang.core.wage_table import Form

__all__ = ["FINDING_COLUMNS", "Cause", "Finding", "finding_id"]


class Cause(StrEnum):
    """Which standard was missed."""

    STATUTORY = "statutory"
    """The statutory minimum is the highest floor."""
    CONTRACT = "contract"
    """A contract's floor lies above it."""
    ALLOWANCE = "allowance"
    """The skill allowance lies below the contract's."""
    ALLOWANCE_STATUTORY = "allowance_statutory"
    """Without its skill allowance the wage lies below the statutory minimum."""


def finding_id(enterprise: str, person: str, month: str, form: Form) -> str:
    """Name a finding, the same on every run: 16 hex digits of the SHA-256 of the four texts, one a line, in UTF-8.

    >>> finding_id("示范企业01", "示范职工0001", "2026-03", Form.MONTHLY_FLOOR)
    'b965ccef405b7440'
    """
    return hashlib.sha256("\n".join((enterprise, person, month, form)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.  ``row`` counts the rows of the input from 1.

    Units: fen; ``comparable_fen`` is what is held against the floor: the comparable wage, the skill allowance alone, or
    the comparable wage without it.  ``also_statutory``: a contract's standard and the statutory minimum are both missed.
    """

    person: str
    month: str
    enterprise: str
    cause: Cause
    floor_fen: int
    comparable_fen: int
    shortfall_fen: int
    rule: str
    row: int
    finding_id: str
    also_statutory: bool
    form: Form


FINDING_COLUMNS = tuple(Finding.__dataclass_fields__)
