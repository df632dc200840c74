"""Where a round stands, in a sentence and a few figures."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from xieshang.core.parties import SIDES, Role, other_side
from xieshang.core.procedure import next_change
from xieshang.core.standing import Standing
from xieshang.documents.road import STATE_SENTENCES
from xieshang.documents.terms import ROLE_TITLES, STATE_TITLES
from xieshang.web.shared.templatetags.parts import day

__all__ = ["Figure", "change_told", "figures_of", "standing_told"]

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the line: what it counts, the number, its unit, a note."""

    title: str
    number: str
    unit: str
    note: str = ""


def _role(role: Role | None) -> str:
    return gettext(ROLE_TITLES[role]) if role else gettext("一方")


def standing_told(standing: Standing) -> str:
    """Say in a sentence where the round stands."""
    draft = standing.draft
    facts = {
        "workers": len(standing.teams[Role.WORKERS].members) if Role.WORKERS in standing.teams else 0,
        "employers": len(standing.teams[Role.EMPLOYERS].members) if Role.EMPLOYERS in standing.teams else 0,
        "offerer": _role(standing.offered_by),
        "answerer": _role(other_side(standing.offered_by) if standing.offered_by else None),
        "disclosed": len(draft.disclosed),
        "recorder": gettext("已商定") if draft.recorder else gettext("未商定"),
        "sessions": draft.sessions,
        "proposals": len(draft.proposals),
        "until": day(standing.until) if standing.until else gettext("没有约定"),
        "confirmed": len(draft.confirmed),
        "signed": len(draft.signed),
        "published": len(standing.published),
        "effective": day(standing.effective_on),
        "expires": day(standing.expires_on) if standing.expires_on else gettext("没有载明的日期"),
        "breaches": len(standing.breaches),
    }
    return gettext(STATE_SENTENCES[standing.state]).format_map(facts)


def change_told(standing: Standing, today: date) -> str:
    """Say what time alone will change next, and when; empty where nothing is set for it."""
    change = next_change(standing)
    if change is None or change[0] <= today:
        return ""
    on, timed = change
    title, state = gettext(timed.title), gettext(STATE_TITLES[timed.target])
    return gettext("不再有别的行为，{on}起状态为“{state}”（{why}）。").format(on=day(on), state=state, why=title)


def _teams(standing: Standing) -> Figure | None:
    if not standing.teams:
        return None
    n = " : ".join(str(len(standing.teams[side].members) if side in standing.teams else 0) for side in SIDES)
    return Figure(gettext("双方代表"), n, gettext("人"))


def _sessions(standing: Standing) -> Figure | None:
    n = standing.draft.sessions
    return Figure(gettext("协商会议"), str(n), gettext("次")) if n else None


def _proposals(standing: Standing) -> Figure | None:
    latest = standing.latest_proposal
    if latest is None:
        return None
    note = gettext("{side}提出，{n} 格").format(side=_role(latest.side), n=len(latest.table.rows))
    return Figure(gettext("最新方案"), gettext("第{n}号").format(n=latest.number), "", note)


def _objections(standing: Standing) -> Figure | None:
    objections = standing.draft.objections
    still_open = sum(not objection.answered for objection in objections)
    note = gettext("未答复 {n} 条").format(n=still_open) if still_open else gettext("都已答复")
    return Figure(gettext("意见"), str(len(objections)), gettext("条"), note) if objections else None


def _votes(standing: Standing) -> Figure | None:
    if not standing.draft.votes:
        return None
    vote = standing.draft.votes[-1]
    note = gettext("应到 {due} 人，实到 {present} 人").format(due=vote.due, present=vote.present)
    return Figure(gettext("表决通过") if vote.passed else gettext("表决未通过"), str(vote.yes), gettext("人赞成"), note)


def _dates(standing: Standing) -> Figure | None:
    if standing.effective_on is None:
        return None
    note = gettext("届满 {on}").format(on=day(standing.expires_on))
    return Figure(gettext("生效"), day(standing.effective_on), "", note)


def figures_of(standing: Standing) -> list[Figure]:
    """Give the figures that are known, the latest of the road at most."""
    known = [figure(standing) for figure in (_teams, _sessions, _proposals, _objections, _votes, _dates)]
    return [figure for figure in known if figure][-_SHOWN:]
