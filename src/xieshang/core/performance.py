"""What follows from the acts of performing a contract (履行): publication, reports, inspections, orders, the union's letters."""

from collections.abc import Callable, Mapping
from datetime import date

from xieshang.core.acts import Act
from xieshang.core.changes import replace
from xieshang.core.clocks import report_from, start, stop
from xieshang.core.parties import SIDES, Role, other_side
from xieshang.core.reading import Reading
from xieshang.core.standing import Letter, Standing

__all__ = ["OF_PERFORMANCE", "in_effect"]

_ANSWERED_IN: Mapping[str, str] = {"问询函": "answer-inquiry", "意见书": "answer-opinion", "建议": "answer-suggestion"}
_REFERRAL = "建议书"


def in_effect(standing: Standing, on: date, law: Reading) -> Standing:
    """Make the signed text the contract in effect: each side has to publish it, and its term decides the end."""
    proposal = standing.latest_proposal
    agreed = replace(
        standing,
        clocks=tuple(clock for clock in standing.clocks if clock.act != "opine"),
        effective_on=on,
        agreed_table=proposal.table if proposal else None,
        agreed_term=standing.draft.term or standing.agreed_term,
        published=frozenset(),
    )
    return report_from(start(agreed, "publish", SIDES, law.due("publish", on)), on, law)


def _publish(standing: Standing, act: Act, law: Reading) -> Standing:
    side = act.side or act.by
    return stop(replace(standing, published=standing.published | {side}), "publish", side, act.on)


def _inspect(standing: Standing, act: Act, law: Reading) -> Standing:
    if not act["findings"]:
        return standing
    found = replace(standing, breaches=standing.breaches | {act["enterprise"]})
    return start(found, "remedy", (Role.ENTERPRISE,))


def _remedy(standing: Standing, act: Act, law: Reading) -> Standing:
    left = replace(standing, breaches=standing.breaches - {act["enterprise"]})
    return left if left.breaches else stop(left, "remedy", None, act.on)


def _order_correction(standing: Standing, act: Act, law: Reading) -> Standing:
    """Give the time that the law leaves for obeying an order: to answer the offer, or to remedy a breach."""
    deadline = law.due("correct", act.on)
    if deadline is None:
        return standing
    if standing.effective_on is None and standing.offered_by:
        return start(standing, "respond", (other_side(standing.offered_by),), deadline)
    return start(standing, "remedy", (Role.ENTERPRISE,), deadline) if standing.breaches else standing


def _advise(standing: Standing, act: Act, law: Reading) -> Standing:
    """Record a letter; it is to be answered where the law says so: by the employers, one sent to the authority by the bureau."""
    number = len(standing.letters) + 1
    sent = replace(standing, letters=(*standing.letters, Letter(number, act["letter"])))
    rule = _ANSWERED_IN.get(act["letter"])
    if rule and (deadline := law.due(rule, act["received_on"] or act.on)):
        return start(sent, "answer_letter", (Role.EMPLOYERS,), deadline, number=number)
    if act["letter"] == _REFERRAL and law.entry("supervision.feedback"):
        return start(sent, "answer_letter", (Role.BUREAU,), number=number)
    return sent


def _answer_letter(standing: Standing, act: Act, law: Reading) -> Standing:
    letters = tuple(replace(letter, answered=letter.answered or letter.number == act["number"]) for letter in standing.letters)
    return stop(replace(standing, letters=letters), "answer_letter", None, act.on, act["number"])


def _report(standing: Standing, act: Act, law: Reading) -> Standing:
    """Record a report; the time to the next one begins.  A report of either side is the report."""
    return report_from(stop(standing, "report", None, act.on), act.on, law)


OF_PERFORMANCE: Mapping[str, Callable[[Standing, Act, Reading], Standing]] = {
    "publish": _publish,
    "inspect": _inspect,
    "order_correction": _order_correction,
    "advise": _advise,
    "answer_letter": _answer_letter,
    "remedy": _remedy,
    "report": _report,
}
