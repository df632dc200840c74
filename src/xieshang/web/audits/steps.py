"""The five steps of one finding in words: 可比工资, 用哪个标准, 折算, 差额, 后果.

Every number is one of ``engine.explain``'s; nothing is worked out here but how it is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xieshang.core.contract import Contract
from xieshang.core.findings import Cause
from xieshang.core.floors import STATUTORY, Candidate, Rule, WhyNot
from xieshang.core.money import ceil_div
from xieshang.core.month_parts import Part
from xieshang.core.sources import lowest
from xieshang.core.wage_table import Form
from xieshang.documents.sentences.form import N_
from xieshang.documents.terms import CAUSE_TITLES, WHY_NOT_TITLES
from xieshang.engine.explain import Component, Due, Explanation, Use
from xieshang.web.register.services import code_names
from xieshang.web.rounds.uploads.matching import column_title
from xieshang.web.shared.levels import level_words

__all__ = ["Standard", "Steps", "hundredths", "rule_words", "steps_of", "to_the_fen"]

_MOST_CANDIDATES = 8
_ORDER = list(WhyNot)
_USES = {
    Use.COUNTED: N_("计入"),
    Use.EXCLUDED: N_("剔除"),
    Use.APART: N_("另行比较"),
    Use.LEFT_IN: N_("不扣"),
    Use.TAKEN_OFF: N_("扣除"),
}
_HELD = {Cause.ALLOWANCE: N_("技能津贴"), Cause.ALLOWANCE_STATUTORY: N_("不含技能津贴的工资")}
_PLACES = 4


def to_the_fen(fen: int) -> str:
    """Write fen as yuan, always with both decimals.

    >>> to_the_fen(411_000), to_the_fen(-5)
    ('4,110.00', '−0.05')
    """
    whole, part = divmod(abs(fen), 100)
    return f"{'−' if fen < 0 else ''}{whole:,}.{part:02d}"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the first step."""

    title: str
    component: Component
    use: str
    amount: str

    @property
    def law(self) -> str:
        """The article, as tables cite it."""
        source = self.component.source
        return f"{source.text} {source.article}".strip() if source else ""

    @property
    def cut(self) -> bool:
        """Whether it is struck out."""
        return self.component.use is Use.EXCLUDED


@dataclass(frozen=True, slots=True)
class Standard:
    """One line of the second step."""

    words: str
    amount: str | None
    why: str
    wins: bool
    trust: str | None = None


@dataclass(frozen=True, slots=True)
class PartOfMonth:
    """The standards of one part of the month; ``span`` is empty where the month has one part."""

    span: str
    standards: tuple[Standard, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Steps:
    """The five steps."""

    items: tuple[Item, ...]
    held: str
    comparable: str
    comparable_sum: str
    parts: tuple[PartOfMonth, ...]
    formula: str
    exact: str
    due: str
    due_trust: str
    proration: str
    shortfall: str
    statutory: str
    statutory_trust: str
    nature: str
    nature_law: str
    with_excluded: str
    exposure: str


def rule_words(rule_id: str, contracts: Iterable[Contract]) -> str:
    """Name the rules that decide (``c/4+statutory/130123``) for a list of findings."""
    titles = {contract.id: contract.title or contract.id for contract in contracts}
    owners = dict.fromkeys(part.rpartition("/")[0] for part in rule_id.split("+") if part)
    return "、".join(_("最低工资标准") if owner == STATUTORY else titles.get(owner, owner) for owner in owners)


def steps_of(told: Explanation, wage_fen: int, contracts: Sequence[Contract]) -> Steps:
    """Put a finding into words.  ``wage_fen``: what is held against the statutory minimum, the allowance apart from it or not."""
    due, have = told.due.floor_fen, told.comparable_fen
    return Steps(
        items=tuple(_items(told.components)),
        held=_(_HELD.get(told.cause, N_("可比工资"))),
        comparable=to_the_fen(have),
        comparable_sum=_sum(told.components),
        parts=tuple(_parts(told.due, {contract.id: contract for contract in contracts})),
        formula=_formula(told.due, told.form),
        exact=_exact(told.due),
        due=to_the_fen(due),
        due_trust=_trust(told.due),
        proration=_proration(told.due, told.form),
        shortfall=to_the_fen(told.shortfall_fen),
        statutory=_statutory(told.statutory, told.form, wage_fen),
        statutory_trust=_trust(told.statutory),
        nature=_(CAUSE_TITLES[told.cause]),
        nature_law=_nature_law(told.cause),
        with_excluded=_with_excluded(told, due),
        exposure=_exposure(max(told.statutory.floor_fen - wage_fen, 0)),
    )


def _exposure(below_minimum_fen: int) -> str:
    """Give what may come on top where the order to pay is not met, half to all of what is below the statutory minimum.

    A shortfall against the contract alone is no matter of that rule, and has none.  Source: 劳动合同法 art 85.
    """
    return f"{to_the_fen(ceil_div(below_minimum_fen, 2))}–{to_the_fen(below_minimum_fen)}" if below_minimum_fen else ""


def _trust(due: Due) -> str:
    """Give the lowest trust of the rules that decide."""
    return lowest(rule.trust for share in due.shares for rule in share.answer.winners).value


def _items(components: Iterable[Component]) -> Iterator[Item]:
    """Give every component that was paid, and those of the comparison even at 0."""
    for entry in components:
        if entry.amount_fen or entry.use is Use.COUNTED:
            yield Item(column_title(entry.column), entry, _(_USES[entry.use]), to_the_fen(entry.amount_fen))


def _sum(components: Iterable[Component]) -> str:
    counted = [entry for entry in components if entry.use in (Use.COUNTED, Use.TAKEN_OFF) and entry.amount_fen]
    texts = [("−" if entry.use is Use.TAKEN_OFF else "+") + f" {to_the_fen(entry.amount_fen)}" for entry in counted]
    return " ".join(texts).removeprefix("+ ")


def _parts(due: Due, contracts: dict[str, Contract]) -> Iterator[PartOfMonth]:
    several = len(due.shares) > 1
    for share in due.shares:
        listed = list(_told(share.answer.candidates))
        standards = tuple(_standard(entry, contracts, share.part.first_on) for entry in listed[:_MOST_CANDIDATES])
        yield PartOfMonth(_span(share.part) if several else "", standards, max(0, len(listed) - _MOST_CANDIDATES))


def _span(part: Part) -> str:
    return _("{month}月{first}日–{last}日，{weight} 个工作日").format(
        month=part.first_on.month, first=part.first_on.day, last=part.last_on.day, weight=part.weight
    )


def _told(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Give the rules that reach the worker from the highest down, then of every other contract the one that came nearest."""
    listed = [entry for entry in candidates if entry.why_not is not WhyNot.OTHER_FORM]
    reach = [entry for entry in listed if entry.why_not in (None, WhyNot.LOWER)]
    yield from sorted(reach, key=lambda entry: (entry.why_not is not None, -entry.rule.amount_fen))
    told = {entry.rule.contract for entry in reach}
    nearest: dict[str, Candidate] = {}
    for entry in listed:
        before = nearest.get(entry.rule.contract)
        if entry.rule.contract not in told and (before is None or _rank(entry) > _rank(before)):
            nearest[entry.rule.contract] = entry
    yield from sorted(nearest.values(), key=_rank, reverse=True)


def _rank(entry: Candidate) -> int:
    return _ORDER.index(entry.why_not) if entry.why_not else len(_ORDER)


def _standard(entry: Candidate, contracts: dict[str, Contract], on: date) -> Standard:
    rule, reaches = entry.rule, entry.why_not in (None, WhyNot.LOWER)
    why = _("最高，适用") if entry.why_not is None else _("较低") if reaches else _(WHY_NOT_TITLES[entry.why_not])
    words = _statutory_words(rule) if rule.contract == STATUTORY else _contract_words(rule, contracts.get(rule.contract), reaches)
    return Standard(words, to_the_fen(rule.amount_fen) if reaches else None, why, entry.why_not is None, rule.trust.value)


def _statutory_words(rule: Rule) -> str:
    place = code_names().get(rule.places[0], rule.places[0]) if rule.places else ""
    form = _("小时最低工资标准") if rule.form is Form.HOURLY_FLOOR else _("月最低工资标准")
    return place + form


def _contract_words(rule: Rule, contract: Contract | None, whole: bool) -> str:
    title = contract.title or contract.id if contract else rule.contract
    if not whole:
        return title
    post = [
        rule.category,
        code_names().get(rule.occupation or "", rule.occupation),
        level_words(rule.level) if rule.level else None,
    ]
    return "　".join(filter(None, [title, rule.clause, "".join(filter(None, post))]))


def hundredths(number: int) -> str:
    """Write days or hours without needless decimals.

    >>> hundredths(2175), hundredths(2000), hundredths(750)
    ('21.75', '20', '7.5')
    """
    whole, part = divmod(number, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".") if part else str(whole)


def _formula(due: Due, form: Form) -> str:
    """Write what is due with its numbers."""
    amounts = [(to_the_fen(share.answer.amount_fen or 0), share.part.weight) for share in due.shares]
    if len(amounts) == 1:
        floor = amounts[0][0]
    else:
        floor = f"({' + '.join(f'{amount} × {weight}' for amount, weight in amounts)}) ÷ {due.weight}"
    if form is Form.HOURLY_FLOOR:
        return f"{floor} × {hundredths(due.paid)}"
    return floor if due.paid == due.payable else f"{floor} × {hundredths(due.paid)} ÷ {hundredths(due.payable)}"


def _exact(due: Due) -> str:
    """Write the quotient before it is rounded up, to four decimals; empty where it is whole in fen."""
    divisor = due.weight * due.payable
    if due.weighted_fen * due.paid % divisor == 0:
        return ""
    scaled = due.weighted_fen * due.paid * 10 ** (_PLACES - 2) // divisor
    whole, part = divmod(scaled, 10**_PLACES)
    return f"{whole:,}.{part:0{_PLACES}d}…"


def _proration(due: Due, form: Form) -> str:
    if form is Form.HOURLY_FLOOR:
        return _("按小时计：工时 {hours} 小时。").format(hours=hundredths(due.paid))
    if due.paid == due.payable:
        return _("计薪日都有工资，不折算。")
    return _("当月计薪日 {payable} 天，支付日 {paid} 天；折算结果向上进到分，只进一次。").format(
        payable=hundredths(due.payable), paid=hundredths(due.paid)
    )


def _statutory(due: Due, form: Form, wage_fen: int) -> str:
    if not any(share.answer.winners for share in due.shares):
        return _("当地当时的最低工资标准没有收录")
    formula, floor, wage = _formula(due, form), due.floor_fen, to_the_fen(wage_fen)
    shown = to_the_fen(floor) if formula == to_the_fen(floor) else f"{formula} = {to_the_fen(floor)}"
    if wage_fen < floor:
        return _("{shown} > {wage}，低于法定最低 {short} 元").format(shown=shown, wage=wage, short=to_the_fen(floor - wage_fen))
    return _("{shown} ≤ {wage}，没有低于").format(shown=shown, wage=wage)


def _nature_law(cause: Cause) -> str:
    if cause in (Cause.STATUTORY, Cause.ALLOWANCE_STATUTORY):
        return _("《最低工资规定》第十二条；《劳动合同法》第八十五条")
    return _("《劳动合同法》第五十五条、第五十六条；不适用最低工资的罚则")


def _with_excluded(told: Explanation, due_fen: int) -> str:
    """Say whether the pay would reach the floor if what never counts were counted: the usual reason of a finding.

    Of an allowance there is nothing to say.
    """
    if told.cause is Cause.ALLOWANCE:
        return ""
    excluded = sum(entry.amount_fen for entry in told.components if entry.use is Use.EXCLUDED)
    if not excluded:
        return _("没有剔除项")
    amount = to_the_fen(told.comparable_fen + excluded)
    if told.comparable_fen + excluded >= due_fen:
        return _("{amount}，把剔除项算了进去才不低于").format(amount=amount)
    return _("{amount}，连剔除项算上也低于").format(amount=amount)
