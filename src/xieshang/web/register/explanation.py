"""The floor of a worker explained: the figure, what it rests on, every rule that was looked at, and why the others lost.

What holds is decided by ``core.floors``, as for ``xieshang floor``; here it is put in the order in which a worker reads it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from xieshang.core.codes import occupation_reaches
from xieshang.core.contract import Contract
from xieshang.core.floors import STATUTORY, Answer, Candidate, Rule, WhyNot, Worker, applicable, contract_rules, why_not
from xieshang.core.refusals import Refused
from xieshang.core.rules import LawValue, Rules
from xieshang.core.sources import Trust, lowest
from xieshang.core.statutory import statutory_rule
from xieshang.core.wage_table import Form, WageRow
from xieshang.documents.wording import article, chinese_number
from xieshang.law import rules_for
from xieshang.web.shared.levels import level_words

__all__ = ["Explanation", "Ground", "Looked", "explained"]

_MOST_NEAR = 5
# How near a rule came to deciding: the later it failed, the nearer.
_NEARNESS = (
    None, WhyNot.LOWER, WhyNot.NOT_IN_TERM, WhyNot.NOT_KNOWN_YET, WhyNot.TERM_UNKNOWN, WhyNot.DRAFT, WhyNot.NOT_CONFIRMED,
    WhyNot.OTHER_ENTERPRISE, WhyNot.OTHER_CATEGORY, WhyNot.OTHER_LEVEL, WhyNot.OTHER_OCCUPATION, WhyNot.OTHER_INDUSTRY,
    WhyNot.OTHER_PLACE, WhyNot.OTHER_FORM,
)  # fmt: skip
# Of these the amount is the worker's own; of the others it is somebody else's.
_OWN = frozenset(_NEARNESS[: _NEARNESS.index(WhyNot.OTHER_CATEGORY)])


@dataclass(frozen=True, slots=True)
class Ground:
    """What the figure rests on: a row of a contract, or the statutory minimum (``contract`` null)."""

    amount_fen: int
    trust: Trust
    contract: Contract | None = None
    title: str = ""
    cell: str = ""
    from_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A rule, or a whole contract, that was looked at: why it does not decide, null where it does."""

    title: str
    cell: str
    amount_fen: int | None
    why: str | None
    trust: Trust
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer for a worker on a day: each form's floor, the grounds of the monthly one, the lines in order.

    ``lines`` has one line a contract that is for the place, ``every`` one a row; ``elsewhere`` counts the contracts of other
    places.  ``is_reached`` where a contract reaches the worker at all; only where none does, ``near`` has rules for the same
    trade in another industry or place.
    """

    worker: Worker
    place_name: str
    monthly: Answer
    hourly: Answer
    allowance: Answer
    grounds: tuple[Ground, ...]
    hourly_trust: Trust
    allowance_grounds: tuple[Ground, ...]
    lines: tuple[Looked, ...]
    every: tuple[Looked, ...]
    elsewhere: int
    contributions: LawValue | None
    is_reached: bool
    near: tuple[Looked, ...]


def _is_reached(answer: Answer) -> bool:
    return any(entry.rule.contract != STATUTORY and entry.why_not in (None, WhyNot.LOWER) for entry in answer.candidates)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Where each rule stands: its contract, the number of its table, its row.  An amended contract has a text of each day."""

    of: Mapping[tuple[str, date | None], tuple[Contract, int, WageRow]]
    names: Mapping[str, str]

    @classmethod
    def read(cls, contracts: Iterable[Contract], names: Mapping[str, str]) -> "_Texts":
        return cls(
            {
                (f"{contract.id}/{row.id}", contract.known_on): (contract, number, row)
                for contract in contracts
                for number, table in enumerate(contract.tables, 1)
                for row in table.rows
            },
            names,
        )

    def contract(self, rule: Rule) -> Contract:
        return self.of[rule.id, rule.known_on][0]

    def title(self, rule: Rule) -> str:
        return self.contract(rule).title or rule.contract

    def cell(self, rule: Rule) -> str:
        _contract, number, row = self.of[rule.id, rule.known_on]
        trade = row.label or self.names.get(row.occupation or "") or row.occupation
        level = level_words(row.level) if row.level else None
        clause = article(row.clause) if row.clause else None
        return "，".join(filter(None, [clause, _("表{number}").format(number=chinese_number(number)), row.category, trade, level]))


def _why(candidate: Candidate, worker: Worker, on: date) -> str | None:
    """Say in a worker's words why a rule does not decide."""
    term = candidate.rule.term
    if candidate.why_not is WhyNot.NOT_IN_TERM:
        if term.from_on and on < term.from_on:
            return _("还没到执行的日子，{day}起执行").format(day=_day(term.from_on))
        return _("已经到期，执行到{day}").format(day=_day(term.to_on or on))
    unsaid = {
        WhyNot.OTHER_INDUSTRY: (worker.industry, _("要知道单位是什么行业才用得上")),
        WhyNot.OTHER_OCCUPATION: (worker.occupation, _("要知道干什么活才用得上")),
        WhyNot.OTHER_LEVEL: (worker.level, _("要有这个等级才用得上")),
        WhyNot.OTHER_CATEGORY: (worker.category, _("要知道岗位类别才用得上")),
        WhyNot.OTHER_ENTERPRISE: (worker.enterprise, _("只管写明的几家企业，你没有填单位")),
        WhyNot.NOT_CONFIRMED: (worker.enterprise, _("只管确认过的企业，你没有填单位")),
    }
    if candidate.why_not is None:
        return None
    value, otherwise = unsaid.get(candidate.why_not, ("", ""))
    return otherwise if value is None else _PLAIN[candidate.why_not]()


_PLAIN = {
    WhyNot.OTHER_FORM: lambda: _("不是按月的标准"),
    WhyNot.OTHER_PLACE: lambda: _("地区不同，不适用"),
    WhyNot.OTHER_INDUSTRY: lambda: _("行业不同，不适用"),
    WhyNot.OTHER_OCCUPATION: lambda: _("职业不同，不适用"),
    WhyNot.OTHER_LEVEL: lambda: _("等级不同，不适用"),
    WhyNot.OTHER_CATEGORY: lambda: _("岗位类别不同，不适用"),
    WhyNot.OTHER_ENTERPRISE: lambda: _("只管写明的几家企业，没有你的单位"),
    WhyNot.NOT_CONFIRMED: lambda: _("你的单位没有确认这份合同"),
    WhyNot.DRAFT: lambda: _("还是草案"),
    WhyNot.NOT_KNOWN_YET: lambda: _("还没有生效"),
    WhyNot.TERM_UNKNOWN: lambda: _("合同没有写从哪天执行"),
    WhyNot.LOWER: lambda: _("比上面的低"),
}


def _day(on: date) -> str:
    return _("{year}年{month}月{day}日").format(year=on.year, month=on.month, day=on.day)


def _statutory_title(rules: Rules, place_name: str, on: date) -> str:
    try:
        area_class = rules.minimum_wage(on).area_class
    except Refused:
        area_class = None
    title = _("{place}最低工资标准").format(place=place_name)
    return title if area_class is None else _("{title}（{n}类）").format(title=title, n=chinese_number(area_class))


def _looked(candidate: Candidate, texts: _Texts, statutory_title: str, worker: Worker, on: date) -> Looked:
    rule, why = candidate.rule, _why(candidate, worker, on)
    if rule.contract == STATUTORY:
        return Looked(statutory_title, "", rule.amount_fen, why, rule.trust)
    return Looked(texts.title(rule), texts.cell(rule), rule.amount_fen, why, rule.trust, rule.contract)


def _order(candidate: Candidate) -> tuple[int, int]:
    return _NEARNESS.index(candidate.why_not), -candidate.rule.amount_fen


def _one_each(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Give of each contract the rule that came nearest; the candidates stand in the order of nearness."""
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.rule.contract not in seen:
            seen.add(candidate.rule.contract)
            yield candidate


def _grounds(answer: Answer, texts: _Texts, statutory_title: str, rules: Rules, on: date) -> Iterator[Ground]:
    for rule in answer.winners:
        if rule.contract == STATUTORY:
            minimum = rules.minimum_wage(on)
            yield Ground(rule.amount_fen, rule.trust, None, statutory_title, "", minimum.in_force_from, str(rule.source or ""))
        else:
            contract = texts.contract(rule)
            yield Ground(rule.amount_fen, rule.trust, contract, texts.title(rule), texts.cell(rule), contract.term.from_on)


def _summary(looked: Looked, candidate: Candidate) -> Looked:
    """Give the line of a whole contract: where nothing in it is the worker's own, it names no amount."""
    return looked if candidate.why_not in _OWN else replace(looked, amount_fen=None, cell="")


def _is_for(contract: Contract, place: str, rules: Rules) -> bool:
    places = contract.scope.places
    return places is None or any(rules.codes.within(place, other) for other in places)


def explained(worker: Worker, contracts: Sequence[Contract], on: date, names: Mapping[str, str]) -> Explanation:
    """Give the floors of a worker on a day, as known on it, with all that was looked at.

    ``contracts`` are those of the register; ``names`` the names of codes.  A contract of another place cannot reach, so that
    its rows are counted and not looked at.
    """
    rules = rules_for(worker.place)
    here = [contract for contract in contracts if _is_for(contract, worker.place, rules)]
    contract_side = [rule for contract in here for rule in contract_rules(contract)]

    def floor(form: Form) -> Answer:
        statutory = None if form is Form.SKILL_ALLOWANCE else statutory_rule(rules, form, on)
        return applicable(worker, on, on, [*contract_side, *([statutory] if statutory else [])], rules.codes, form)

    monthly, hourly, allowance = map(floor, (Form.MONTHLY_FLOOR, Form.HOURLY_FLOOR, Form.SKILL_ALLOWANCE))
    texts, place_name = _Texts.read(here, names), names.get(worker.place, worker.place)
    title = _statutory_title(rules, place_name, on)
    looked_at = sorted((entry for entry in monthly.candidates if entry.why_not is not WhyNot.OTHER_FORM), key=_order)
    reached = any(map(_is_reached, (monthly, hourly, allowance)))
    return Explanation(
        worker=worker,
        place_name=place_name,
        monthly=monthly,
        hourly=hourly,
        allowance=allowance,
        grounds=tuple(_grounds(monthly, texts, title, rules, on)),
        hourly_trust=lowest(rule.trust for rule in hourly.winners),
        allowance_grounds=tuple(_grounds(allowance, texts, title, rules, on)),
        lines=tuple(_summary(_looked(entry, texts, title, worker, on), entry) for entry in _one_each(looked_at)),
        every=tuple(_looked(entry, texts, title, worker, on) for entry in looked_at),
        elsewhere=len({contract.id for contract in contracts} - {contract.id for contract in here}),
        contributions=rules.value("si_mode", on),
        is_reached=reached,
        near=() if reached else tuple(islice(_nearby(worker, contracts, rules, on, names), _MOST_NEAR)),
    )


def _distance(place: str, contract: Contract) -> int:
    """Count how far a contract's place is: the same county, city, province, or none of these."""
    other = (contract.scope.places or ("",))[0]
    return next((far for far, digits in enumerate((6, 4, 2)) if place[:digits] == other[:digits]), 3)


def _moved(worker: Worker, contract: Contract, rules: Rules) -> tuple[Worker, WhyNot] | None:
    """Move a worker to where a contract reaches, if only the place or only the industry is in the way; else null."""
    places, industries = contract.scope.places, contract.scope.industries
    is_here = _is_for(contract, worker.place, rules)
    is_his_trade = industries is None or (worker.industry or "").startswith(industries)
    if is_his_trade and not is_here and places:
        return replace(worker, place=places[0]), WhyNot.OTHER_PLACE
    if is_here and not is_his_trade and industries:
        return replace(worker, industry=industries[0]), WhyNot.OTHER_INDUSTRY
    return None


def _has_trade(contract: Contract, occupation: str | None) -> bool:
    named = {row.occupation for table in contract.tables for row in table.rows}
    return occupation is not None and any(code and occupation_reaches(code, occupation) for code in named)


def _nearby(worker: Worker, contracts: Sequence[Contract], rules: Rules, on: date, names: Mapping[str, str]) -> Iterator[Looked]:
    """Give the rules for the same trade and level in another industry or place, the nearest places first."""
    for contract in sorted(contracts, key=lambda contract: _distance(worker.place, contract)):
        moved = _moved(worker, contract, rules) if _has_trade(contract, worker.occupation) else None
        for rule in contract_rules(contract) if moved else ():
            fits = rule.form is Form.MONTHLY_FLOOR and rule.occupation is not None
            if moved and fits and why_not(rule, replace(moved[0], category=rule.category), on, on, rules.codes) is None:
                yield _looked(Candidate(rule, moved[1]), _Texts.read([contract], names), "", worker, on)
