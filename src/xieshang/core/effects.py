"""What an act that stands changes: facts established, clocks started and stopped.  Which state follows is the table's."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from xieshang.core.acts import Act, first_day_of_talks
from xieshang.core.deadlines import Deadline
from xieshang.core.parties import SIDES, Role, other_side
from xieshang.core.reading import Reading
from xieshang.core.standing import Clock, Draft, Mediation, Objection, Opinion, Proposal, Standing, Vote

__all__ = ["EFFECTS", "in_effect", "objected", "start", "stop"]

Effect = Callable[[Standing, Act, Reading], Standing]


def start(
    standing: Standing, act: str, by: tuple[Role, ...], deadline: Deadline | None = None, agreed_on: date | None = None
) -> Standing:
    """Start a clock for each of ``by``; one that runs for the same act and role begins anew."""
    kept = tuple(clock for clock in standing.clocks if clock.act != act or clock.by not in by)
    return replace(standing, clocks=kept + tuple(Clock(act, role, deadline, agreed_on) for role in by))


def stop(standing: Standing, act: str, by: Role | None, on: date) -> Standing:
    """Stop the clocks of an act (of one role, or of all where ``by`` is null); those done late are kept as done late."""
    stopped = [clock for clock in standing.clocks if clock.act == act and by in (None, clock.by)]
    late = tuple(replace(clock, done_on=on) for clock in stopped if clock.is_late(on))
    return replace(standing, clocks=tuple(clock for clock in standing.clocks if clock not in stopped), done=standing.done + late)


def _own_side(act: Act) -> Role:
    return act.side or act.by


def _name_representatives(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    named = replace(standing, teams={**standing.teams, side: act.team}, teams_published=standing.teams_published - {side})
    deadline = law.due("publish-representatives", act.on)
    return start(named, "publish_representatives", (side,), deadline) if deadline else named


def _replace_representative(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    team = standing.teams[side]
    if act["leaves"]:
        team = team.without(act["leaves"])
    if act["joins"] is None:
        vacant = replace(standing, teams={**standing.teams, side: team})
        return start(vacant, "replace_representative", (side,), law.due("refill-representative", act.on))
    filled = replace(standing, teams={**standing.teams, side: team.joined_by(act["joins"])})
    return stop(filled, "replace_representative", side, act.on)


def _publish_representatives(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    return stop(replace(standing, teams_published=standing.teams_published | {side}), "publish_representatives", side, act.on)


def _offer(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    offered = replace(standing, offered_by=side, bound=standing.bound | {side})
    offered = offered if act["time"] is None else replace(offered, talks_from=first_day_of_talks(act["time"]))
    return start(offered, "respond", (other_side(side),), law.due("reply-to-offer", act["received_on"]))


def _withdraw_offer(standing: Standing, act: Act, law: Reading) -> Standing:
    left = replace(standing, offered_by=None, talks_from=None, bound=standing.bound - {_own_side(act)})
    return replace(left, clocks=tuple(clock for clock in left.clocks if clock.act != "respond"))


def _respond(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    answered = replace(stop(standing, "respond", side, act.on), accepted=bool(act["accepts"]))
    if not act["accepts"]:
        return answered
    waiting = tuple(each for each in SIDES if each not in answered.draft.disclosed)
    answered = replace(answered, bound=answered.bound | {side})
    return start(answered, "disclose", waiting, law.due("disclose", standing.talks_from))


def _disclose(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    return stop(standing.with_draft(disclosed=standing.draft.disclosed | {side}), "disclose", side, act.on)


def _appoint_recorder(standing: Standing, act: Act, law: Reading) -> Standing:
    return standing.with_draft(recorder=True)


def _meet(standing: Standing, act: Act, law: Reading) -> Standing:
    return standing.with_draft(sessions=standing.draft.sessions + 1)


def _propose(standing: Standing, act: Act, law: Reading) -> Standing:
    number = len(standing.draft.proposals) + 1
    proposal = Proposal(number, _own_side(act), act["table"], act["term"])
    return standing.with_draft(
        proposals=(*standing.draft.proposals, proposal),
        term=act["term"] or standing.draft.term,
        initials=frozenset(),
        confirmed=(),
        votes=(),
        signed={},
    )


def _suspend(standing: Standing, act: Act, law: Reading) -> Standing:
    return start(replace(standing, until=act["until"]), "resume", SIDES, agreed_on=act["until"])


def _resume(standing: Standing, act: Act, law: Reading) -> Standing:
    return stop(replace(standing, until=None), "resume", None, act.on)


def _accept_mediation(standing: Standing, act: Act, law: Reading) -> Standing:
    accepted = replace(stop(standing, "resume", None, act.on), until=None, mediation=Mediation(act.on))
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
    return standing.with_draft(initials=standing.draft.initials | {_own_side(act)}, term=act["term"] or standing.draft.term)


def _confirm(standing: Standing, act: Act, law: Reading) -> Standing:
    return standing.with_draft(confirmed=(*standing.draft.confirmed, act["enterprise"]))


def _object(standing: Standing, act: Act, law: Reading) -> Standing:
    number = len(standing.draft.objections) + 1
    return standing.with_draft(objections=(*standing.draft.objections, Objection(number)))


def _answer_objection(standing: Standing, act: Act, law: Reading) -> Standing:
    answered = tuple(
        replace(objection, answered=objection.answered or objection.number == act["number"])
        for objection in standing.draft.objections
    )
    return standing.with_draft(objections=answered)


def _vote(standing: Standing, act: Act, law: Reading) -> Standing:
    """Count a vote: the quorum and the majority are both of all who are due, not of those present (Order 22 art 36)."""
    due, present, yes = act["due"], act["present"], act["yes"]
    quorum, majority = law.share("quorum.present_share"), law.share("quorum.yes_share")
    share, strict = Fraction(yes, due), law.value("quorum.yes_strict", False)
    enough = majority is None or (share > majority if strict else share >= majority)
    passed = (quorum is None or Fraction(present, due) >= quorum) and enough
    return standing.with_draft(votes=(*standing.draft.votes, Vote(due, present, yes, passed, act["enterprise"])))


def _sign(standing: Standing, act: Act, law: Reading) -> Standing:
    signed = standing.with_draft(signed={**standing.draft.signed, _own_side(act): act.on})
    if not signed.both_signed:
        return signed
    filers = tuple(Role(role) for role in law.value("filing.by", ["employers"]))
    return start(signed, "file", filers[:1], law.due("file-contract", max(signed.draft.signed.values())))


def _file(standing: Standing, act: Act, law: Reading) -> Standing:
    return stop(standing.with_draft(filed=True), "file", None, act.on)


def _receive(standing: Standing, act: Act, law: Reading) -> Standing:
    received = standing.with_draft(received_on=act.on, opinion=None)
    return start(received, "opine", (Role.BUREAU,), law.due("review", act.on))


def _ask_cure(standing: Standing, act: Act, law: Reading) -> Standing:
    return stop(standing.with_draft(received_on=None, opinion=None), "opine", None, act.on)


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
    return start(agreed, "publish", SIDES, law.due("publish", on))


def _publish(standing: Standing, act: Act, law: Reading) -> Standing:
    side = _own_side(act)
    return stop(replace(standing, published=standing.published | {side}), "publish", side, act.on)


def _inspect(standing: Standing, act: Act, law: Reading) -> Standing:
    if not act["findings"]:
        return standing
    found = replace(standing, breaches=standing.breaches | {act["enterprise"]})
    return start(found, "remedy", (Role.ENTERPRISE,))


def _remedy(standing: Standing, act: Act, law: Reading) -> Standing:
    left = replace(standing, breaches=standing.breaches - {act["enterprise"]})
    return left if left.breaches else stop(left, "remedy", None, act.on)


def _propose_amendment(standing: Standing, act: Act, law: Reading) -> Standing:
    return replace(standing, draft=Draft())


def _no_clock_left(standing: Standing, act: Act, law: Reading) -> Standing:
    return replace(standing, clocks=())


EFFECTS: Mapping[str, Effect] = {
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
    "accept_mediation": _accept_mediation,
    "extend_mediation": _extend_mediation,
    "settle_mediation": _end_mediation,
    "fail_mediation": _no_clock_left,
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
    "publish": _publish,
    "inspect": _inspect,
    "remedy": _remedy,
    "propose_amendment": _propose_amendment,
    "terminate": _no_clock_left,
    "close_without_agreement": _no_clock_left,
}
