"""The papers by which a side's representatives come about: roster with its record, delegation, public notice."""

from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Dated, Field, Heading, Listed, Origin, Paper, Say, Signed, Table, Told
from xieshang.documents.papers.readings import asked, chief_of, dated, due, marks_of, members_of, own, read, stated
from xieshang.documents.papers.wording import cited
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["DELEGATION", "REPRESENTATIVES_NOTICE", "ROSTER"]

_ROSTER = "集体合同规定 19-20"
_SIDE_TITLES = {Role.WORKERS: "职工一方", Role.EMPLOYERS: "企业一方"}


def _side(facts: Facts) -> str:
    return _SIDE_TITLES[facts.role]


def _produced_on(facts: Facts) -> str | None:
    return day_text(facts.act.on) if facts.act else None


def _numbers(facts: Facts) -> str | None:
    team, limit = facts.team(), facts.law.entry("representatives.min")
    if team is None:
        return None
    demand = f"，每方不少于{limit.value}人{cited(limit.source, limit.trust)}" if limit else ""
    return f"本方{len(team.members)}人，其中首席代表{sum(member.chief for member in team.members)}人{demand}"


def _outsiders(facts: Facts) -> str | None:
    team, limit = facts.team(), facts.law.entry("representatives.outsider_share")
    if team is None:
        return None
    demand = f"，不得超过本方代表的{limit.value}{cited(limit.source, limit.trust)}" if limit else ""
    return f"{sum(member.outsider for member in team.members)}人{demand}"


def _front_line(facts: Facts) -> str | None:
    team, limit = facts.team(), facts.law.entry("representatives.front_line_share")
    if team is None:
        return None
    demand = f"，不少于{limit.value}{cited(limit.source, limit.trust)}" if limit else ""
    return f"{sum(member.front_line for member in team.members)}人，共{len(team.members)}人{demand}"


def _women(facts: Facts) -> str | None:
    team, sexes = facts.team(), facts.typed.get("sexes")
    told = [sexes] if isinstance(sexes, str) else list(sexes or ())
    if team is None or not any(told):
        return None
    return f"{sum(sex.strip() == '女' for sex in told)}人，共{len(team.members)}人"


def _names(source: str) -> Field:
    return read("members", N_("姓名"), source, members_of(), Origin.ACT, Ask.COLUMN)


ROSTER = Paper(
    name="roster",
    title=N_("集体协商代表名册及产生过程记录"),
    purpose=N_("写明本方代表是谁、怎样产生"),
    act="name_representatives",
    step="representatives",
    issuers=SIDES,
    receivers=(*SIDES, Role.BUREAU),
    fields=(
        own("issuer", N_("报出单位"), _ROSTER),
        read("side", N_("所代表的一方"), _ROSTER, _side),
        _names(_ROSTER),
        read("marks", N_("身份"), "集体合同规定 19, 23", marks_of(), Origin.ACT, Ask.COLUMN),
        asked("sexes", N_("性别"), _ROSTER, Ask.COLUMN),
        asked("ages", N_("年龄"), _ROSTER, Ask.COLUMN),
        asked("posts", N_("职务"), _ROSTER, Ask.COLUMN),
        asked("identities", N_("证件号码"), _ROSTER, Ask.COLUMN),
        asked("firms", N_("所在单位"), _ROSTER, Ask.COLUMN),
        read("numbers", N_("人数"), "集体合同规定 19", _numbers),
        read("outsiders", N_("外部专业人员"), "集体合同规定 23", _outsiders),
        read("front_line", N_("一线职工"), _ROSTER, _front_line),
        read("women", N_("女性"), _ROSTER, _women, Origin.ROUND, Ask.DERIVED),
        asked("produced_how", N_("产生方式"), "集体合同规定 20-21", Ask.TEXT),
        read("produced_on", N_("产生日期"), "集体合同规定 20-21", _produced_on, Origin.ACT, Ask.DAY),
        asked("produced_at", N_("产生地点"), "集体合同规定 20-21"),
        asked("votes", N_("表决或推选情况"), "集体合同规定 20", Ask.TEXT),
        dated(),
    ),
    parts=(
        Told("side"),
        Table(("members", "marks", "sexes", "ages", "posts", "identities", "firms"), (54, 52, 34, 34, 70, 122, 98)),
        Told("numbers"),
        Told("outsiders"),
        Told("front_line"),
        Told("women"),
        Heading("产生过程记录"),
        Told("produced_how"),
        Told("produced_on"),
        Told("produced_at"),
        Told("votes"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
_DELEGATION = "集体合同规定 20-21, 23"
DELEGATION = Paper(
    name="delegation",
    title=N_("授权委托书"),
    purpose=N_("委托首席代表或外部专业人员代表本方协商"),
    act="name_representatives",
    step="representatives",
    issuers=SIDES,
    receivers=(*SIDES, Role.BUREAU),
    fields=(
        own("issuer", N_("委托单位"), _DELEGATION),
        asked("principal", N_("委托人"), _DELEGATION),
        asked("principal_post", N_("委托人职务"), _DELEGATION),
        read("agent", N_("受托人"), _DELEGATION, chief_of(), Origin.ACT),
        asked("agent_post", N_("受托人单位和职务"), _DELEGATION),
        asked("scope", N_("委托事项"), _DELEGATION, Ask.LIST),
        asked("period", N_("委托期限"), "集体合同规定 22"),
        dated(_DELEGATION),
    ),
    parts=(
        Told("issuer"),
        Say("委托人{principal}（{principal_post}）委托{agent}（{agent_post}），在本轮集体协商中办理下列事项。"),
        Listed("scope"),
        Told("period"),
        Say("受托人在委托事项内的行为，由委托单位承担后果。受托人不得转委托。"),
        Signed("{issuer}（盖章）"),
        Signed("委托人（签字）："),
        Dated("dated"),
    ),
)
_NOTICE = "集体合同规定 19"
REPRESENTATIVES_NOTICE = Paper(
    name="representatives_notice",
    title=N_("集体协商代表公示"),
    purpose=N_("把代表名单告诉范围内的企业和职工"),
    act="publish_representatives",
    step="representatives",
    issuers=SIDES,
    receivers=(*SIDES, Role.ENTERPRISE, Role.WORKER, Role.CONGRESS, Role.BUREAU),
    fields=(
        own("issuer", N_("公示单位"), _NOTICE),
        read("side", N_("所代表的一方"), _NOTICE, _side),
        read("members", N_("姓名"), _NOTICE, members_of(), Origin.ROUND, Ask.COLUMN),
        read("marks", N_("身份"), _NOTICE, marks_of(), Origin.ROUND, Ask.COLUMN),
        asked("posts", N_("职务"), _NOTICE, Ask.COLUMN),
        stated("basis", N_("依据"), _NOTICE, "《集体合同规定》第十九条至第二十四条（区域性、行业性协商参照适用）"),
        Field(
            "deadline",
            N_("公示的时限"),
            Origin.LAW,
            _NOTICE,
            due(
                "publish-representatives",
                lambda facts: named.on if (named := facts.last("name_representatives", facts.role)) else None,
            ),
            is_optional=True,
        ),
        asked("period", N_("公示期"), _NOTICE),
        asked("channel", N_("意见受理方式"), _NOTICE, Ask.TEXT),
        dated(_NOTICE),
    ),
    parts=(
        Say("按照{basis}，{side}的协商代表已经产生，现予公示。"),
        Table(("members", "marks", "posts"), (100, 120, 220)),
        Told("period"),
        Told("deadline"),
        Told("channel"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
