"""The pay rows and accounts of the demonstration: one sample from a seed, brought in by the way that users go."""

import hashlib
import secrets
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.engine.exports import write_table
from xieshang.engine.sample_payroll import sample_payroll
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.firm_accounts.services import keep_year
from xieshang.web.rounds.models import PayUpload, Round
from xieshang.web.rounds.uploads.files import Incoming, incoming_folder
from xieshang.web.rounds.uploads.jobs import receive
from xieshang.web.rounds.uploads.matching import proposed
from xieshang.web.rounds.uploads.services import start, take_in

__all__ = ["bring_accounts", "bring_in", "payrolls"]

_SEED = 20260416
_ROWS = 1800
_PLACE = "130123"
_MONTHS = ("2026-01", "2026-02", "2026-03")
_YEAR = 2025
Columns = dict[str, NDArray[Any]]


def payrolls() -> dict[str, Columns]:
    """Give the sample's columns by enterprise."""
    columns = sample_payroll(_SEED, _ROWS, _PLACE, _MONTHS)
    names = columns["enterprise"]
    return {str(name): {key: column[names == name] for key, column in columns.items()} for name in np.unique(names)}


def _file(enterprise: str, columns: Columns) -> Incoming:
    """Write a payroll as the file that an enterprise would send."""
    path = incoming_folder() / f"{secrets.token_hex(16)}.csv"
    write_table(path, columns)
    sent = path.read_bytes()
    return Incoming(path, f"{enterprise}-{_MONTHS[0]}-{_MONTHS[-1]}.csv", len(sent), hashlib.sha256(sent).hexdigest())


def bring_in(owner: Organisation, person: Person, columns: Columns, bargaining: Round) -> PayUpload:
    """Bring an enterprise's pay rows in for a round, with the match of headings that is proposed, to the end."""
    file = _file(owner.name, columns)
    upload = take_in(owner, person, file, bargaining, f"demonstration-{bargaining.number}-{owner.pk}")
    file.close()
    receive.call(upload.pk, owner.pk)
    upload.refresh_from_db()
    start(upload, proposed(upload.headings, None, _PLACE, None))
    receive.call(upload.pk, owner.pk)
    upload.refresh_from_db()
    return upload


def bring_accounts(owner: Organisation, person: Person, columns: Columns, turn: int, of: int) -> None:
    """Keep a year of accounts that fit the pay rows of an enterprise; none of the ``of`` enterprises is as strong as another."""
    monthly_fen = sum(int(columns[name].sum()) for name in ("basic_fen", "piece_fen", "performance_fen", "skill_allowance_fen"))
    labour_fen = monthly_fen // len(_MONTHS) * 12 * 135 // 100
    strength = turn * 7 % of
    profit_fen = labour_fen * (300 + 40 * strength) // 10_000
    amounts = {
        "labour_cost_fen": labour_fen,
        "value_added_fen": labour_fen * 125 // 100 + profit_fen,
        "revenue_fen": labour_fen * (340 + 6 * strength) // 100,
        "profit_fen": profit_fen,
    }
    keep_year(owner, person, _YEAR, amounts)
