"""The papers of deadlock: the agreement to suspend, the application for mediation, the mediated agreement, the closing record."""

from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.catalogue.talks import CHIEFS_SIGN
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Dated, Field, Listed, Origin, Paper, Say, Signed, Told
from xieshang.documents.papers.readings import across, asked, bodies, chief_of, dated, due, from_act, listed, own, read
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["CLOSING_RECORD", "MEDIATION_AGREEMENT", "MEDIATION_REQUEST", "SUSPENSION"]

_SUSPENSION, _REQUEST, _AGREEMENT = "集体合同规定 35", "集体合同规定 49", "集体合同规定 54"
_MEDIATED = {
    "ask_mediation": "已申请，没有受理",
    "accept_mediation": "已受理，没有结果",
    "fail_mediation": "协调未成",
    "settle_mediation": "协调达成协议",
}
_MEDIATORS = (Role.BUREAU, Role.TRIPARTITE)
_BODIES = (
    bodies("workers", N_("职工一方"), Role.WORKERS, _SUSPENSION),
    bodies("employers", N_("企业一方"), Role.EMPLOYERS, _SUSPENSION),
)
_PEOPLE = (
    read("workers_chief", N_("职工方首席代表"), _SUSPENSION, chief_of(Role.WORKERS)),
    read("employers_chief", N_("企业方首席代表"), _SUSPENSION, chief_of(Role.EMPLOYERS)),
)

SUSPENSION = Paper(
    name="suspension",
    title=N_("中止协商协议"),
    purpose=N_("双方商定中止多久、何时何地就什么恢复协商"),
    act="suspend",
    step="dispute",
    issuers=SIDES,
    receivers=(*SIDES, Role.BUREAU),
    fields=(
        *_BODIES,
        asked("reason", N_("中止的原因"), _SUSPENSION, Ask.TEXT),
        from_act("until", N_("恢复协商的日期"), _SUSPENSION, ask=Ask.DAY),
        asked("next_place", N_("恢复协商的地点"), _SUSPENSION),
        asked("next_subjects", N_("恢复后协商的内容"), _SUSPENSION, Ask.LIST),
        *_PEOPLE,
        dated(_SUSPENSION),
    ),
    parts=(
        Say("{workers}与{employers}参照《集体合同规定》第三十五条，商定中止协商。"),
        Told("reason"),
        Told("until"),
        Told("next_place"),
        Listed("next_subjects"),
        CHIEFS_SIGN,
        Dated("dated"),
    ),
)


def _authority(facts: Facts) -> str | None:
    return facts.names_of(Role.BUREAU)


def _accepted_on(facts: Facts) -> str | None:
    accepted = facts.last("accept_mediation")
    return day_text(accepted.on) if accepted else None


MEDIATION_REQUEST = Paper(
    name="mediation_request",
    title=N_("协调处理申请书"),
    purpose=N_("协商中发生争议，申请人社部门协调处理"),
    act="ask_mediation",
    step="dispute",
    issuers=SIDES,
    receivers=(*SIDES, *_MEDIATORS),
    fields=(
        read("addressee", N_("受理的人社部门"), "集体合同规定 49, 51", _authority, Origin.ORGANISATION),
        own("issuer", N_("申请方"), _REQUEST),
        across("respondent", N_("对方"), _REQUEST),
        asked("subject", N_("争议的事项"), _REQUEST, Ask.LIST),
        asked("account", N_("协商的经过"), _REQUEST, Ask.TEXT),
        asked("demand", N_("请求协调的内容"), _REQUEST, Ask.LIST),
        asked("evidence", N_("所附材料"), _REQUEST, Ask.LIST),
        read("chief", N_("首席代表"), _REQUEST, chief_of()),
        Field("due", N_("协调处理的期限"), Origin.LAW, "集体合同规定 52", due("mediation", lambda facts: None)),
        dated(_REQUEST),
    ),
    parts=(
        Say("{addressee}：", is_address=True),
        Say("{issuer}与{respondent}在集体协商中发生争议，双方不能协商解决，参照《集体合同规定》第四十九条申请协调处理。"),
        Listed("subject"),
        Told("account"),
        Listed("demand"),
        Listed("evidence"),
        Say("协调处理自受理之日起不超过{due}。"),
        Signed("{issuer}（盖章）"),
        Signed("首席代表（签字）：{chief}"),
        Dated("dated"),
    ),
)
MEDIATION_AGREEMENT = Paper(
    name="mediation_agreement",
    title=N_("协调处理协议书"),
    purpose=N_("写明申请、争议事实和协调结果，协调人和双方首席代表签字盖章后生效"),
    act="settle_mediation",
    step="dispute",
    issuers=_MEDIATORS,
    receivers=(*SIDES, *_MEDIATORS),
    fields=(
        own("issuer", N_("协调处理的部门"), _AGREEMENT),
        *_BODIES,
        read("accepted_on", N_("受理日期"), "集体合同规定 52-53", _accepted_on, Origin.ROUND, Ask.DAY),
        asked("request", N_("协调处理的申请"), _AGREEMENT, Ask.TEXT),
        asked("facts", N_("争议的事实"), _AGREEMENT, Ask.TEXT),
        asked("result", N_("协调的结果"), _AGREEMENT, Ask.LIST),
        asked("left_open", N_("继续协商的事项"), _AGREEMENT, Ask.LIST),
        asked("mediators", N_("协调处理人员"), _AGREEMENT, Ask.LIST),
        *_PEOPLE,
        dated(_AGREEMENT),
    ),
    parts=(
        Say("{workers}与{employers}的集体协商争议，由{issuer}于{accepted_on}受理，参照《集体合同规定》第五十四条达成协议。"),
        Told("request"),
        Told("facts"),
        Listed("result"),
        Listed("left_open"),
        Listed("mediators"),
        Say("本协议由协调处理人员和双方首席代表签字盖章后生效。"),
        CHIEFS_SIGN,
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)


def _sessions(facts: Facts) -> str:
    met = [act for act in facts.acts if act.kind.name == "meet"]
    return f"{len(met)}次：{'、'.join(day_text(act.on) for act in met)}" if met else "没有开会"


def _left_open(facts: Facts) -> tuple[str, ...] | None:
    met = facts.last("meet")
    return listed(met["open"]) if met else None


def _mediation(facts: Facts) -> str:
    latest = next((act for act in reversed(facts.acts) if act.kind.name in _MEDIATED), None)
    return f"{day_text(latest.on)}{_MEDIATED[latest.kind.name]}" if latest else "没有申请"


CLOSING_RECORD = Paper(
    name="closing_record",
    title=N_("协商终结记录"),
    purpose=N_("协商和协调都没有结果，写明经过，归档"),
    act="close_without_agreement",
    step="ending",
    issuers=SIDES,
    receivers=(*SIDES, *_MEDIATORS),
    fields=(
        *_BODIES,
        read("sessions", N_("协商会议"), "集体合同规定 34", _sessions),
        read("left_open", N_("没有一致的事项"), "集体合同规定 34-35", _left_open, Origin.ROUND, Ask.LIST),
        read("mediation", N_("协调处理"), "集体合同规定 49-54", _mediation),
        asked("reason", N_("终结的原因"), "集体合同规定 35", Ask.TEXT),
        asked("keeper", N_("档案存放处"), "集体合同规定 33"),
        *_PEOPLE,
        dated(),
    ),
    parts=(
        Say("{workers}与{employers}的本轮集体协商没有达成协议，到此终结。双方可以另行提出要约。"),
        Told("sessions"),
        Listed("left_open"),
        Told("mediation"),
        Told("reason"),
        Told("keeper"),
        CHIEFS_SIGN,
        Dated("dated"),
    ),
)
