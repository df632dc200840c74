"""The payroll audit: every pay row against every floor that reaches it, millions at a time.

The rules are compiled (``paint.py``), the rows are gathered in chunks on both cores (``dues.py``), and only rows in which
something is found are named.  What is due for part of a month is told in ``docs/algorithms/audit.md``; the slow twin of all
this is ``reference.py``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xieshang.core.codes import CodeBook
from xieshang.core.contract import Contract, Kind
from xieshang.core.findings import Cause
from xieshang.core.floors import STATUTORY, Rule, contract_rules, out_of_time
from xieshang.core.month_parts import floor_due
from xieshang.core.refusals import Warned
from xieshang.core.sources import Trust, lowest
from xieshang.core.wage_table import Form
from xieshang.engine.dues import Due, FloorGrid, amounts_of
from xieshang.engine.found import CAUSES, FORMS, Found, Tally, finding_columns, tally_of
from xieshang.engine.gather import Gathered, gather
from xieshang.engine.ingest import PaySource, RowMapping, open_pay_rows
from xieshang.engine.minima import UNKNOWN, Basis, Law, Minima, Minimum, bases_told, minima, minimum_changes
from xieshang.engine.paint import Painter, changes_of, rank_rules
from xieshang.law import code_book, rules_for

__all__ = ["Audit", "Lower", "Progress", "audit_file", "audited_rules"]

Where = slice | NDArray[np.int64]
Whole = NDArray[np.int64]
Progress = Callable[[int, int], None]
_CHUNK_ROWS = 1 << 18
_SLAB_CELLS = 1 << 25


@dataclass(frozen=True, slots=True)
class Lower:
    """A contract of an enterprise whose own floor lies below that of a contract above it, for some row."""

    contract: str
    form: Form
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.  Units: fen.

    ``columns``: the findings as columns of ``core.findings.Finding``, in the order of the input, one a row and form;
    ``minimums`` and ``bases``: what the law said of the places and months that were checked.
    """

    rows: int
    checked: int
    not_covered: int
    statutory_unknown: int
    columns: dict[str, NDArray[Any]]
    contracts: tuple[Lower, ...]
    minimums: tuple[Minimum, ...]
    bases: tuple[Basis, ...]
    warnings: tuple[Warned, ...]
    known_on: date

    @property
    def total(self) -> Tally:
        """All findings together."""
        return tally_of(self.columns, np.ones(len(self.columns["row"]), dtype=bool))

    @property
    def by_cause(self) -> dict[Cause, Tally]:
        """The findings of each cause; a person may be counted under several."""
        return {cause: tally_of(self.columns, self.columns["cause"] == cause.value) for cause in Cause}

    @property
    def trust(self) -> Trust | None:
        """The lowest trust of every legal value that rows were held against; null where none was known."""
        trusts = [*(entry.trust for entry in self.minimums), *(entry.trust for entry in self.bases)]
        return lowest(trust for trust in trusts if trust) if trusts else None


def audited_rules(contracts: Iterable[Contract], known_on: date) -> list[Rule]:
    """Give the rules of contracts that had taken effect by ``known_on``, of a term that is known, in a form that is audited."""
    return [
        rule
        for contract in contracts
        for rule in contract_rules(contract)
        if rule.form in FORMS and out_of_time(rule, rule.term.from_on or date.min, known_on) is None
    ]


def audit_file(
    path: Path,
    contracts: Sequence[Contract],
    known_on: date,
    *,
    mapping: RowMapping | None = None,
    codes: CodeBook | None = None,
    law: Law = rules_for,
    progress: Progress = lambda done, total: None,
) -> Audit:
    """Check a file of pay rows against the contracts known on a day and the statutory minimum of each place.

    Source: methods F; interfaces §8.  Refuses: what ``ingest.open_pay_rows`` refuses; a contract is never refused for what
    it says, and a minimum that is not known is counted.
    """
    codes, law = codes or code_book(), cache(law)
    rules = audited_rules(contracts, known_on)
    with open_pay_rows(path, mapping, codes) as source:
        minimum_cuts = minimum_changes(law, source.words["place"].texts)
        rows = gather(source, rules, law, minimum_cuts | changes_of(rules))
        run = _Run(rows, Painter(rows.axes, codes), frozenset(entry.id for entry in contracts if entry.kind is Kind.ENTERPRISE))
        monthly, hourly = (minima(law, rows.axes.places, form, rows.axes.timeline, minimum_cuts) for form in FORMS[:2])
        ranked = {form: rank_rules(rule for rule in rules if rule.form is form) for form in FORMS}
        asked = [form for form in FORMS if run.asks(form, ranked[form])]
        progress(0, len(asked))
        for number, form in enumerate(asked):

            def passed(done: int, total: int, before: int = number) -> None:
                progress(before * total + done, len(asked) * total)

            run.check(form, ranked[form], hourly if form is Form.HOURLY_FLOOR else monthly, passed)
        return run.told(source, known_on, (monthly, hourly))


@dataclass(slots=True)
class _Run:
    """One run of an audit over gathered rows, a form after the other."""

    rows: Gathered
    painter: Painter
    enterprise_contracts: frozenset[str]
    found: list[Found] = field(default_factory=list)
    lower: dict[tuple[str, Form], set[str]] = field(default_factory=dict)
    covered: NDArray[np.bool_] = field(init=False)
    checked: NDArray[np.bool_] = field(init=False)
    unknown: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.covered, self.checked, self.unknown = np.zeros((3, len(self.rows)), dtype=bool)

    def asks(self, form: Form, ranked: list[Rule]) -> bool:
        """Say whether a form has anything to check: the hour part-time rows, the allowance a contract that sets one."""
        return {Form.HOURLY_FLOOR: self.rows.part_time is not None, Form.SKILL_ALLOWANCE: bool(ranked)}.get(form, True)

    def check(self, form: Form, ranked: list[Rule], known: Minima, progress: Progress) -> None:
        """Check all rows that the form is for against the ranked rules and the statutory minima."""
        shape = self.rows.axes.shape
        step, posts = max(1, _SLAB_CELLS // (shape[0] * shape[1])), len(self.rows.axes.posts)
        firsts, slices = range(0, posts, step), range(0, len(self.rows), _CHUNK_ROWS)
        done, total = 0, len(firsts) * len(slices)
        for first in firsts:
            slab = np.arange(first, min(first + step, posts))
            ranks = self.painter.paint(enumerate(ranked, 1), slab)
            grid = FloorGrid(self.rows.axes, first, ranks, amounts_of(ranked), known.amounts, known.used)
            occupied = np.zeros(ranks.size, dtype=bool) if self._ordered_apart(ranked) else None

            def chunk(
                start: int, grid: FloorGrid = grid, slab: Whole = slab, occupied: NDArray[np.bool_] | None = occupied
            ) -> Found | None:
                return self._chunk(form, self._rows_of(form, start, slab, posts), grid, ranked, occupied)

            with ThreadPoolExecutor(2) as pool:
                for found in pool.map(chunk, slices):
                    self.found += [found] if found else []
                    progress(done := done + 1, total)
            if occupied is not None:
                self._find_lower(form, ranked, grid, occupied.reshape(ranks.shape))

    def _rows_of(self, form: Form, start: int, slab: Whole, posts: int) -> Where:
        """Give the rows of a chunk that the form is for and whose post lies in the slab."""
        rows, where, wanted = self.rows, slice(start, start + _CHUNK_ROWS), []
        if rows.part_time is not None and rows.hours is not None:
            hourly = form is Form.HOURLY_FLOOR
            wanted.append(rows.part_time[where] & (rows.hours[where] >= 0) if hourly else ~rows.part_time[where])
        if len(slab) < posts:
            wanted.append((slab[0] <= rows.post[where]) & (rows.post[where] <= slab[-1]))
        return np.flatnonzero(np.logical_and.reduce(wanted)) + start if wanted else where

    def _chunk(
        self, form: Form, where: Where, grid: FloorGrid, ranked: list[Rule], occupied: NDArray[np.bool_] | None
    ) -> Found | None:
        """Check one chunk of rows."""
        rows = self.rows
        post, cell = rows.post[where], rows.cell[where]
        due = grid.due(post, cell)
        self.covered[where] |= due.reached
        self.checked[where] |= due.reached | (due.statutory > 0)
        self.unknown[where] |= due.unknown
        if occupied is not None:
            for index in grid.cells(post, cell):
                occupied[index] = True
        if form is Form.SKILL_ALLOWANCE:
            return self._allowance(where, grid, ranked, due)
        return self._floor(form, where, grid, ranked, due)

    def _floor(self, form: Form, where: Where, grid: FloorGrid, ranked: list[Rule], due: Due) -> Found | None:
        """Hold the comparable wage against the higher of the contract's floor and the statutory one.

        A wage below nothing, net of contributions, misses no floor where nothing is due.
        """
        rows = self.rows
        if form is Form.HOURLY_FLOOR and rows.hours is not None:
            paid, payable = rows.hours[where], np.full(len(due.weight), 100, dtype=np.int32)
        else:
            paid, payable = rows.paid_days[where], rows.payable_days[where]
        comparable = rows.comparable_fen[where]
        enough = np.maximum(comparable, 0) * due.weight * payable
        at = np.flatnonzero(due.highest * paid > enough)
        if not len(at):
            return None
        statutory_decides = (due.highest == due.statutory)[at]
        contract_missed = (due.contract * paid > enough)[at] | ~statutory_decides
        return Found(
            row=_row_numbers(where, at),
            form=form,
            cause=np.where(statutory_decides, CAUSES[Cause.STATUTORY], CAUSES[Cause.CONTRACT]),
            floor_fen=_floor_due(due.highest[at], due.weight[at], paid[at], payable[at]),
            comparable_fen=comparable[at],
            also_statutory=(due.statutory * paid > enough)[at] & contract_missed,
            rule=grid.winners(rows.post[where][at], rows.cell[where][at], ranked),
        )

    def _allowance(self, where: Where, grid: FloorGrid, ranked: list[Rule], due: Due) -> Found | None:
        """Hold the skill allowance against the contract's, and the wage without it against the statutory minimum."""
        rows = self.rows
        paid, payable = rows.paid_days[where], rows.payable_days[where]
        allowance = rows.allowance_fen[where]
        without = rows.comparable_fen[where] - allowance
        scale = due.weight * payable
        missed = due.contract * paid > allowance * scale
        below = due.reached & (due.statutory * paid > np.maximum(without, 0) * scale)
        at = np.flatnonzero(missed | below)
        if not len(at):
            return None
        post, cell, missed = rows.post[where][at], rows.cell[where][at], missed[at]
        of_contract = replace(grid, minima=np.full_like(grid.minima, UNKNOWN)).winners(post, cell, ranked)
        place = rows.axes.place_of(post)
        statutory = np.array([f"{STATUTORY}/{name}" for name in rows.axes.places], dtype=object)
        return Found(
            row=_row_numbers(where, at),
            form=Form.SKILL_ALLOWANCE,
            cause=np.where(missed, CAUSES[Cause.ALLOWANCE], CAUSES[Cause.ALLOWANCE_STATUTORY]),
            floor_fen=_floor_due(np.where(missed, due.contract[at], due.statutory[at]), due.weight[at], paid[at], payable[at]),
            comparable_fen=np.where(missed, allowance[at], without[at]),
            also_statutory=missed & below[at],
            rule=np.where(missed, of_contract, statutory[place]),
        )

    def _ordered_apart(self, ranked: list[Rule]) -> bool:
        """Say whether there are contracts of enterprises and contracts above them."""
        return len({rule.contract in self.enterprise_contracts for rule in ranked}) == 2

    def _find_lower(self, form: Form, ranked: list[Rule], grid: FloorGrid, occupied: NDArray[np.bool_]) -> None:
        """Find contracts of enterprises that lie below a contract above them in a cell that occurs.

        Source: 劳动合同法 art 55, 51号 part 四: an enterprise's standard is not below that of the region or industry.
        """
        slab = np.arange(grid.first_post, grid.first_post + len(occupied))
        of_enterprises: dict[str, list[tuple[int, Rule]]] = {}
        over: list[tuple[int, Rule]] = []
        for rank, rule in enumerate(ranked, 1):
            own = rule.contract in self.enterprise_contracts
            (of_enterprises.setdefault(rule.contract, []) if own else over).append((rank, rule))
        above = self.painter.paint(over, slab)
        for contract, numbered in of_enterprises.items():
            posts = np.intersect1d(self.painter.reached(rule for _, rule in numbered), slab)
            ranks, higher = self.painter.paint(numbered, posts), above[posts - grid.first_post]
            lower = occupied[posts - grid.first_post] & (ranks > 0) & (grid.amounts[ranks] < grid.amounts[higher])
            if lower.any():
                above_it = {ranked[rank - 1].contract for rank in np.unique(higher[lower]).tolist()}
                self.lower.setdefault((contract, form), set()).update(above_it)

    def told(self, source: PaySource, known_on: date, known: tuple[Minima, ...]) -> Audit:
        """Name what was found, in the order of the input, and what was not known."""
        minimums = tuple(minimum for of_form in known for minimum in of_form.told())
        bases = tuple(bases_told(self.rows.bases, np.logical_or.reduce([of_form.used for of_form in known])))
        return Audit(
            rows=len(self.rows),
            checked=int(np.count_nonzero(self.checked)),
            not_covered=len(self.rows) - int(np.count_nonzero(self.covered)),
            statutory_unknown=int(np.count_nonzero(self.unknown)),
            columns=finding_columns(source, self.rows.months, self.found),
            contracts=tuple(Lower(contract, form, tuple(sorted(over))) for (contract, form), over in sorted(self.lower.items())),
            minimums=tuple(minimum for minimum in minimums if minimum.amount_fen is not None),
            bases=tuple(basis for basis in bases if basis.net is not None),
            warnings=(*source.warnings, *self._not_known(minimums, bases)),
            known_on=known_on,
        )

    def _not_known(self, minimums: tuple[Minimum, ...], bases: tuple[Basis, ...]) -> Iterator[Warned]:
        """Warn of what could not be asked of the law, and of part-time rows without hours."""
        for minimum in minimums:
            if minimum.amount_fen is None:
                yield Warned("minimum.unknown", {"place": minimum.place, "on": minimum.on.isoformat()})
        for basis in bases:
            if basis.net is None:
                yield Warned("si_mode.unknown", {"place": basis.place, "on": basis.on.isoformat()})
        if self.rows.part_time is not None and self.rows.hours is not None:
            without = int(np.count_nonzero(self.rows.part_time & (self.rows.hours < 0)))
            if without:
                yield Warned("pay.hours_unknown", {"count": without})


def _row_numbers(where: Where, at: Whole) -> Whole:
    return at + where.start if isinstance(where, slice) else where[at]


def _floor_due(weighted_fen: Whole, weight: Whole, paid: NDArray[np.int32], payable: NDArray[np.int32]) -> Whole:
    """Ask the core's own function; its whole-number arithmetic is the same on arrays."""
    asked: Callable[..., Any] = floor_due
    due: Whole = asked(weighted_fen, weight, paid, payable)
    return due
