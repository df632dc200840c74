"""What an act that stands changes: facts established, clocks started and stopped.  Which state follows is the table's.

The acts of performing a contract stand in ``performance.py``.
"""

from collections.abc import Callable, Mapping
from datetime import date

from xieshang.core.acts import Act, first_day_of_talks
from xieshang.core.changes import replace
from xieshang.core.clocks import bargain_from, drop, drop_lapse, run_on, start, stop, suspend
from xieshang.core.parties import SIDES, Role, other_side
from xieshang.core.performance import OF_PERFORMANCE
from xieshang.core.ratification import passes
from xieshang.core.reading import Reading
from xieshang.core.standing import Clock, Draft, Mediation, Objection, Opinion, Proposal, Standing, Vote

__all__ = ["EFFECTS", "objected"]

Effect = Callable[[Standing, Act, Reading], Standing]


def _own_side(act: Act) -> Role:
    return act.side or act.by


def _name_representatives(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    named = replace(
        stop(standing, "replace_representative", side, act.on),
        teams={**standing.teams, side: act.team},
        teams_published=standing.teams_published - {side},
        vacancies=tuple(vacancy for vacancy in standing.vacancies if vacancy.by is not side),
    )
    deadline = law.due("publish-representatives", act.on)
    return start(named, "publish_representatives", (side,), deadline) if deadline else named


def _replace_representative(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    team = standing.teams[side]
    if act["leaves"]:
        team = team.without(act["leaves"])
    if act["joins"] is None:
        return _vacated(replace(standing, teams={**standing.teams, side: team}), side, act, law)
    joined = replace(standing, teams={**standing.teams, side: team.joined_by(act["joins"])})
    return joined if act["leaves"] else _refilled(joined, side, act.on)


def _vacated(standing: Standing, side: Role, act: Act, law: Reading) -> Standing:
    """Count each vacancy from its own day (Order 22 art 31): a second one does not give the first more time."""
    vacancy = Clock("replace_representative", side, law.due("refill-representative", act.on))
    running = any(clock.act == vacancy.act and clock.by is side for clock in standing.clocks)
    clocks = standing.clocks if running else (*standing.clocks, vacancy)
    return replace(standing, vacancies=(*standing.vacancies, vacancy), clocks=clocks)


def _refilled(standing: Standing, side: Role, on: date) -> Standing:
    """Fill the oldest vacancy of a side; the next one's clock runs on."""
    still_vacant = tuple(vacancy for vacancy in standing.vacancies if vacancy.by is side)[1:]
    others = tuple(vacancy for vacancy in standing.vacancies if vacancy.by is not side)
    filled = replace(stop(standing, "replace_representative", side, on), vacancies=(*others, *still_vacant))
    return replace(filled, clocks=(*filled.clocks, *still_vacant[:1]))


def _publish_representatives(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    return stop(replace(standing, teams_published=standing.teams_published | {side}), "publish_representatives", side, act.on)


def _offer(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    offered = replace(standing, offered_by=side, bound=standing.bound | {side})
    offered = offered if act["time"] is None else replace(offered, talks_from=first_day_of_talks(act["time"]))
    offered = start(offered, "respond", (other_side(side),), law.due("reply-to-offer", act["received_on"]))
    return bargain_from(bargain_from(offered, "offer", act.on, law), "receipt", act["received_on"], law)


def _withdraw_offer(standing: Standing, act: Act, law: Reading) -> Standing:
    left = replace(standing, offered_by=None, talks_from=None, bound=standing.bound - {_own_side(act)})
    of_talks = ("respond", "initial_draft", "sign", "ask_mediation")
    return replace(left, clocks=tuple(clock for clock in left.clocks if clock.act not in of_talks))


def _respond(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    answered = replace(stop(standing, "respond", side, act.on), accepted=bool(act["accepts"]))
    if not act["accepts"]:
        return answered
    waiting = tuple(each for each in SIDES if each not in answered.draft.disclosed)
    answered = bargain_from(drop_lapse(answered, act.on), "acceptance", act.on, law)
    answered = replace(answered, bound=answered.bound | {side})
    return start(answered, "disclose", waiting, law.due("disclose", standing.talks_from))


def _disclose(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    return stop(standing.with_draft(disclosed=standing.draft.disclosed | {side}), "disclose", side, act.on)


def _appoint_recorder(standing: Standing, act: Act, law: Reading) -> Standing:
    return standing.with_draft(recorder=True)


def _meet(standing: Standing, act: Act, law: Reading) -> Standing:
    is_first = standing.effective_on is None and not standing.draft.sessions
    met = standing.with_draft(sessions=standing.draft.sessions + 1)
    return bargain_from(met, "first_meeting", act.on, law) if is_first else met


def _propose(standing: Standing, act: Act, law: Reading) -> Standing:
    number = len(standing.draft.proposals) + 1
    proposal = Proposal(number, _own_side(act), act["table"], act["term"])
    return drop(standing, "vote").with_draft(
        proposals=(*standing.draft.proposals, proposal),
        term=act["term"] or standing.draft.term,
        initials=frozenset(),
        confirmed=(),
        votes=(),
        signed={},
    )


def _suspend(standing: Standing, act: Act, law: Reading) -> Standing:
    return suspend(standing, act.on, act["until"], law)


def _resume(standing: Standing, act: Act, law: Reading) -> Standing:
    return run_on(standing, act.on, law)


def _ask_mediation(standing: Standing, act: Act, law: Reading) -> Standing:
    return stop(standing, "ask_mediation", None, act.on)


def _accept_mediation(standing: Standing, act: Act, law: Reading) -> Standing:
    accepted = replace(drop_lapse(run_on(standing, act.on, law)), mediation=Mediation(act.on))
    return start(accepted, "settle_mediation", (Role.BUREAU,), law.due("mediation", act.on))


def _extend_mediation(standing: Standing, act: Act, law: Reading) -> Standing:
    if standing.mediation is None:
        return standing
    extended = replace(standing.mediation, extended_days=standing.mediation.extended_days + act["days"])
    longer = law.due("mediation", extended.accepted_on, extended.extended_days)
    return start(replace(standing, mediation=extended), "settle_mediation", (Role.BUREAU,), longer)


def _end_mediation(standing: Standing, act: Act, law: Reading) -> Standing:
    return stop(replace(standing, mediation=None), "settle_mediation", None, act.on)


def _initial_draft(standing: Standing, act: Act, law: Reading) -> Standing:
    """Initial the draft; once both have, the talks have agreed, and the congress is to have it in time."""
    signed = standing.with_draft(initials=standing.draft.initials | {_own_side(act)}, term=act["term"] or standing.draft.term)
    if not signed.both_initialled:
        return signed
    agreed = drop_lapse(stop(signed, "initial_draft", None, act.on))
    deadline = law.due("resubmit-draft" if agreed.draft.rejected else "submit-draft", act.on)
    return start(agreed, "vote", (Role.CONGRESS,), deadline) if deadline else agreed


def _confirm(standing: Standing, act: Act, law: Reading) -> Standing:
    confirmed, enterprise = standing.draft.confirmed, act["enterprise"]
    return standing if enterprise in confirmed else standing.with_draft(confirmed=(*confirmed, enterprise))


def _object(standing: Standing, act: Act, law: Reading) -> Standing:
    number = len(standing.draft.objections) + 1
    return standing.with_draft(objections=(*standing.draft.objections, Objection(number)))


def _answer_objection(standing: Standing, act: Act, law: Reading) -> Standing:
    answered = tuple(
        replace(objection, answered=True) if objection.number == act["number"] else objection
        for objection in standing.draft.objections
    )
    return standing.with_draft(objections=answered)


def _vote(standing: Standing, act: Act, law: Reading) -> Standing:
    """Count a vote: the quorum and the majority are both of all who are due, not of those present (Order 22 art 36)."""
    vote = Vote(act["due"], act["present"], act["yes"], False, act["enterprise"], act["notified_on"])
    vote = replace(vote, passed=passes((vote,), law))
    counted = stop(standing, "vote", None, act.on)
    rejected = standing.draft.rejected or (vote.enterprise is None and not vote.passed)
    return counted.with_draft(votes=(*standing.draft.votes, vote), rejected=rejected)


def _sign(standing: Standing, act: Act, law: Reading) -> Standing:
    signed = stop(standing, "sign", _own_side(act), act.on).with_draft(signed={**standing.draft.signed, _own_side(act): act.on})
    return start(signed, "file", _filers(law), law.due("file-contract", _filed_from(signed, law))) if signed.both_signed else signed


def _filers(law: Reading) -> tuple[Role, ...]:
    """Give who has to file: the first of those who may."""
    return tuple(Role(role) for role in law.value("filing.by", ["employers"]))[:1]


def _filed_from(standing: Standing, law: Reading) -> date:
    """Give the day from which the filing is counted: the later signature, or the written word that the vote passed."""
    entry = law.entry("deadline.file-contract")
    told = [vote.notified_on for vote in standing.draft.votes if vote.passed and vote.notified_on]
    return max(told if told and entry and entry.more.get("from") == "notice" else standing.draft.signed.values())


def _file(standing: Standing, act: Act, law: Reading) -> Standing:
    return stop(standing.with_draft(filed=True), "file", None, act.on)


def _receive(standing: Standing, act: Act, law: Reading) -> Standing:
    received = stop(standing, "file", None, act.on).with_draft(received_on=act.on, opinion=None)
    return start(received, "opine", (Role.BUREAU,), law.due("review", act.on))


def _ask_cure(standing: Standing, act: Act, law: Reading) -> Standing:
    asked = stop(standing.with_draft(received_on=None, opinion=None), "opine", None, act.on)
    cure = law.due("cure", act.on)
    return start(asked, "file", _filers(law), cure) if cure else asked


def _opine(standing: Standing, act: Act, law: Reading) -> Standing:
    """Record the opinion.  One served after the last day of the review stops nothing and stays as advice."""
    served_on = act["served_on"] or act.on
    review = next((clock for clock in standing.clocks if clock.act == "opine"), None)
    if review and review.due_on and served_on > review.due_on:
        return standing
    return stop(standing.with_draft(opinion=Opinion(act["objection"], served_on)), "opine", None, act.on)


def objected(standing: Standing) -> Standing:
    """Take the signatures back when an objection is served: what was objected to is bargained and signed anew (art 46)."""
    return standing.with_draft(signed={}, filed=False, received_on=None, opinion=None)


def _propose_amendment(standing: Standing, act: Act, law: Reading) -> Standing:
    return replace(standing, draft=Draft())


def _renew(standing: Standing, act: Act, law: Reading) -> Standing:
    return replace(standing, renewal_asked_for=standing.expires_on)


def _terminate(standing: Standing, act: Act, law: Reading) -> Standing:
    return replace(standing, clocks=())


def _end_talks(standing: Standing, act: Act, law: Reading) -> Standing:
    """End the talks and what was due in them; what a contract in effect asks for stays due."""
    of_contract = ("publish", "remedy", "report", "answer_letter") if standing.effective_on else ()
    clocks = tuple(clock for clock in standing.clocks if clock.act in of_contract)
    return replace(standing, mediation=None, until=None, suspended_on=None, paused=(), clocks=clocks)


EFFECTS: Mapping[str, Effect] = {
    **OF_PERFORMANCE,
    "name_representatives": _name_representatives,
    "replace_representative": _replace_representative,
    "publish_representatives": _publish_representatives,
    "offer": _offer,
    "withdraw_offer": _withdraw_offer,
    "respond": _respond,
    "disclose": _disclose,
    "waive_disclosure": _disclose,
    "appoint_recorder": _appoint_recorder,
    "meet": _meet,
    "propose": _propose,
    "suspend": _suspend,
    "resume": _resume,
    "ask_mediation": _ask_mediation,
    "accept_mediation": _accept_mediation,
    "extend_mediation": _extend_mediation,
    "settle_mediation": _end_mediation,
    "fail_mediation": _end_talks,
    "initial_draft": _initial_draft,
    "confirm": _confirm,
    "object": _object,
    "answer_objection": _answer_objection,
    "vote": _vote,
    "sign": _sign,
    "file": _file,
    "receive": _receive,
    "ask_cure": _ask_cure,
    "opine": _opine,
    "propose_amendment": _propose_amendment,
    "renew": _renew,
    "terminate": _terminate,
    "close_without_agreement": _end_talks,
}
