"""What an act needs before it stands: each need is a question with a name, answered by a refusal or by nothing.

A *guard* asks the round alone, so that a door can say beforehand what may not be done and why; a *check* asks the act's
own fields.  The transition table names which act needs which.  Time alone refuses nothing but what is named here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from xieshang.core.above import above_faults, above_on, parts_above
from xieshang.core.acts import Act
from xieshang.core.codes import CodeBook
from xieshang.core.contract import Contract, Kind
from xieshang.core.floors import Worker
from xieshang.core.parties import SIDES, Role, TeamLimits, other_side, why_not_team
from xieshang.core.ratification import is_ratified
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refusal, Warned
from xieshang.core.sources import Source
from xieshang.core.standing import Standing, State
from xieshang.core.table_checks import inversions, minimum_faults
from xieshang.core.wage_table import WageTable

__all__ = ["CHECKS", "GUARDS", "team_limits", "told_above"]

Guard = Callable[[Standing, Role, Reading], Refusal | None]
Check = Callable[[Standing, Act, Reading], Refusal | None]
FaultsAbove = Callable[[WageTable, Iterable[Contract], Worker, date, date, CodeBook], Iterator[Warned]]

_ORDER_22 = "集体合同规定"


def _article(number: str) -> Source:
    return Source(_ORDER_22, number, in_force_from=date(2004, 5, 1))


def _unless(holds: object, code: str, article: str = "", **facts: str | int | None) -> Refusal | None:
    return None if holds else Refusal(code, facts, rule=_article(article) if article else None)


def team_limits(law: Reading) -> TeamLimits:
    """Give what the law of the place asks of a team."""
    at_least = law.entry("representatives.min")
    return TeamLimits(
        at_least=at_least.value if at_least else None,
        at_least_above_scale=law.value("representatives.min_above_scale"),
        outsider_share=law.share("representatives.outsider_share"),
        front_line_share=law.share("representatives.front_line_share"),
        managers_barred=bool(law.value("representatives.managers_barred", False)),
        source=at_least.source if at_least else None,
    )


def _why_not_team_of(side: Role, standing: Standing, limits: TeamLimits) -> Refusal | None:
    team = standing.teams.get(side)
    if team is None:
        return Refusal("representatives.not_named", {"side": side.value}, rule=_article("第十九条"))
    return why_not_team(team, standing.teams.get(other_side(side)), limits)


def _why_not_own_team(standing: Standing, side: Role, law: Reading) -> Refusal | None:
    return _why_not_team_of(side, standing, team_limits(law))


def _not_bound(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(by not in standing.bound, "representatives.bound", "第三十条")


def _own_team(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(by in standing.teams, "representatives.not_named", "第十九条", side=by.value)


def _own_offer(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(by is standing.offered_by, "offer.not_own")


def _others_offer(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(by is not standing.offered_by, "respond.own_offer", "第三十二条")


def _pair_valid(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    limits = team_limits(law)
    for side in SIDES:
        if refusal := _why_not_team_of(side, standing, limits):
            return refusal
    workers, employers = (len(standing.teams[side].members) for side in SIDES)
    rule = law.value("representatives.equal", True)
    allowed = employers <= workers if rule == "employers_at_most" else workers == employers or not rule
    return _unless(allowed, "representatives.unequal", "第十九条", workers=workers, employers=employers)


def _recorder(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(standing.draft.recorder, "meet.no_recorder", "第三十三条")


def _disclosed(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    missing = next((side for side in SIDES if side not in standing.draft.disclosed), None)
    if missing is None:
        return None
    rule = Source("工资集体协商试行办法", "第十八条", in_force_from=date(2000, 11, 8))
    return Refusal("meet.not_disclosed", {"side": missing.value}, rule=rule)


def _mediation_running(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    clock = next((clock for clock in standing.clocks if clock.act == "settle_mediation"), None)
    over = clock is not None and clock.due_on is not None and law.on > clock.due_on
    return _unless(not over, "mediation.over", "第五十二条")


def _proposal(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(standing.draft.proposals, "proposal.none")


def _met(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(standing.draft.sessions, "draft.no_meeting", "第三十四条")


def _not_initialled(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(by not in standing.draft.initials, "draft.already_initialled", "第三十四条")


def _initialled(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(standing.both_initialled, "vote.not_initialled", "第三十四条")


def _floors_still_valid(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    proposal = standing.latest_proposal
    return _first_refused(minimum_faults(proposal.table, law)) if proposal else None


def _ratified(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(is_ratified(standing, law), "sign.not_ratified", "第三十六条")


def _objections_answered(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    open_one = next((objection for objection in standing.draft.objections if not objection.answered), None)
    return _unless(open_one is None, "sign.objection_open", number=open_one.number if open_one else None)


def _confirmed(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    binding = law.entry("binding")
    if standing.kind == Kind.ENTERPRISE or binding is None or binding.value != "signatory" or standing.draft.confirmed:
        return None
    return Refusal("sign.nobody_confirmed", rule=binding.source)


def _not_signed(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(by not in standing.draft.signed, "sign.already_signed", "第三十七条")


def _filing_side(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    may_file = law.value("filing.by", ["employers"])
    return _unless(by.value in may_file, "file.not_your_duty", "第四十二条")


def _before_effect(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    if standing.state is State.UNDER_REVIEW:
        return None
    on = standing.effective_on.isoformat() if standing.effective_on else None
    return Refusal("review.after_effect", {"effective_on": on}, rule=Source("中华人民共和国劳动合同法", "第五十四条"))


def _no_opinion_yet(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(standing.draft.opinion is None, "review.opinion_given", "第四十五条")


def _letter_waiting(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(any(not letter.answered for letter in standing.letters), "letter.none_waiting")


def _not_expired(standing: Standing, by: Role, law: Reading) -> Refusal | None:
    return _unless(standing.state is not State.ENDED, "renew.after_expiry", "第三十八条")


GUARDS: Mapping[str, Guard] = {
    "not_bound": _not_bound,
    "own_team": _own_team,
    "own_team_valid": _why_not_own_team,
    "own_offer": _own_offer,
    "others_offer": _others_offer,
    "pair_valid": _pair_valid,
    "recorder": _recorder,
    "disclosed": _disclosed,
    "mediation_running": _mediation_running,
    "proposal": _proposal,
    "met": _met,
    "not_initialled": _not_initialled,
    "initialled": _initialled,
    "floors_still_valid": _floors_still_valid,
    "ratified": _ratified,
    "objections_answered": _objections_answered,
    "confirmed": _confirmed,
    "not_signed": _not_signed,
    "filing_side": _filing_side,
    "before_effect": _before_effect,
    "no_opinion_yet": _no_opinion_yet,
    "letter_waiting": _letter_waiting,
    "not_expired": _not_expired,
}


def _first_refused(faults: Iterable[Warned]) -> Refusal | None:
    for fault in faults:
        if fault.source is not None:
            return Refusal(fault.code, dict(fault.facts) | {"row": str(fault.row)}, rule=fault.source)
    return None


def _team(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return why_not_team(act.team, standing.teams.get(other_side(act.team.side)), team_limits(law))


def _replacement(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    team = standing.teams[act.side or act.by]
    left = team.without(act["leaves"]) if act["leaves"] else team
    if act["leaves"] and left == team:
        return Refusal("representatives.not_a_member", column="leaves")
    if not act["leaves"] and act["joins"] is None:
        return Refusal("representatives.nobody_replaced")
    if act["joins"] is None:
        return None
    limits = replace(team_limits(law), at_least=None, at_least_above_scale=None)
    return why_not_team(left.joined_by(act["joins"]), standing.teams.get(other_side(team.side)), limits)


def _answering_team(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _why_not_own_team(standing, act.side or act.by, law) if act["accepts"] else None


def _not_refused_twice(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _unless(act["accepts"] or standing.state is not State.REFUSED, "respond.refused_already", "第三十二条")


def _neutral(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _unless(act["neutral"], "recorder.not_neutral", "第三十三条")


def _floors(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _first_refused(minimum_faults(act["table"], law))


def _days_judged(standing: Standing, act: Act) -> list[date]:
    """Give the day of the act, and the first day of the term where that is later."""
    term = act["term"] or standing.draft.term
    return sorted({act.on, max(act.on, term.from_on or act.on)}) if term else [act.on]


def _faults_above(standing: Standing, act: Act, law: Reading, ask: FaultsAbove = above_faults) -> Iterator[Warned]:
    table = act["table"] or (standing.latest_proposal.table if standing.latest_proposal else None)
    if standing.above is None or table is None:
        return
    contracts, _missing = above_on(standing.above, act["above"])
    for on in _days_judged(standing, act):
        yield from ask(table, contracts, standing.above.at, on, act.on, law.rules.codes)


def told_above(standing: Standing, act: Act, law: Reading) -> Iterator[Warned]:
    """Tell of a proposal what is no refusal: rows equal to a contract above, parts that it exceeds, contracts not at hand."""
    if standing.above is None:
        return
    equal = (fault for fault in _faults_above(standing, act, law) if fault.code == "floor.not_above_contract_above")
    parts = _faults_above(standing, act, law, parts_above)
    yield from {(fault.code, fault.row): fault for fault in (*equal, *parts)}.values()
    for named in above_on(standing.above, act["above"])[1]:
        yield Warned("contract_above.not_at_hand", {"contract": named.contract})


def _above(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    below = (fault for fault in _faults_above(standing, act, law) if fault.code == "floor.below_contract_above")
    return _first_refused(below)


def _ladder(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _first_refused(inversions(act["table"]))


def _term(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    term = act["term"]
    backwards = term is not None and term.from_on is not None and term.to_on is not None and term.to_on < term.from_on
    return _unless(not backwards, "term.backwards")


def _later(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _unless(act["until"] is None or act["until"] > act.on, "suspend.not_later", "第三十五条")


def _extension(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    entry = law.entry("deadline.mediation")
    at_most = entry.more.get("extension_days") if entry else None
    days = act["days"] + (standing.mediation.extended_days if standing.mediation else 0)
    return _unless(at_most is None or days <= at_most, "mediation.extension_too_long", "第五十二条", at_most=at_most)


def _letter_known(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _unless(1 <= act["number"] <= len(standing.letters), "letter.unknown", number=act["number"])


def _objection_known(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _unless(1 <= act["number"] <= len(standing.draft.objections), "objection.unknown", number=act["number"])


def _vote_numbers(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    cast = act["yes"] + (act["no"] or 0) + (act["abstain"] or 0)
    return _unless(0 < act["due"] >= act["present"] >= cast, "vote.numbers", "第三十六条")


def _service(standing: Standing, act: Act, law: Reading) -> Refusal | None:
    return _unless(act["served_on"] is None or act["served_on"] >= act.on, "review.served_before_made", "第四十五条")


CHECKS: Mapping[str, Check] = {
    "team": _team,
    "replacement": _replacement,
    "answering_team": _answering_team,
    "not_refused_twice": _not_refused_twice,
    "neutral": _neutral,
    "floors": _floors,
    "above": _above,
    "ladder": _ladder,
    "term": _term,
    "later": _later,
    "extension": _extension,
    "letter_known": _letter_known,
    "objection_known": _objection_known,
    "vote_numbers": _vote_numbers,
    "service": _service,
}
