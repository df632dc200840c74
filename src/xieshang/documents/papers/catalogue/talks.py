"""The papers of preparation and meeting: the list of information, the notice, the minutes, the summary."""

from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Dated, Field, Listed, Origin, Paper, Places, Say, Signed, Table, Told
from xieshang.documents.papers.readings import (
    across,
    asked,
    bodies,
    chief_of,
    dated,
    due,
    from_act,
    letter_fields,
    members_of,
    offer_says,
    own,
    read,
    stated,
    talks_from,
)
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["CHIEFS_SIGN", "INFORMATION_LIST", "MEETING_NOTICE", "MINUTES", "SUMMARY"]

_DISCLOSURE, _MEETING, _PREPARATION = "工资集体协商试行办法 18", "集体合同规定 34", "集体合同规定 33"


def _session(facts: Facts) -> str:
    number = facts.act["session"] if facts.act else None
    return f"第{number or 1 + sum(act.kind.name == 'meet' and act is not facts.act for act in facts.acts)}次"


def _first_time(facts: Facts) -> str | None:
    return day_text(facts.act.on) if facts.act else None


def _chair(facts: Facts) -> str | None:
    chair = facts.act["chair"] if facts.act else None
    titles = {Role.WORKERS.value: "职工方首席代表", Role.EMPLOYERS.value: "企业方首席代表"}
    return titles.get(chair, chair) if chair else None


def _both_teams(facts: Facts) -> tuple[str, ...] | None:
    teams = [(title, facts.team(side)) for title, side in zip(("职工方", "企业方"), SIDES, strict=True)]
    if any(team is None for _, team in teams):
        return None
    return tuple(f"{title}：{'、'.join(member.name for member in team.members)}" for title, team in teams if team)


INFORMATION_LIST = Paper(
    name="information_list",
    title=N_("信息资料清单"),
    purpose=N_("写明提供了哪些与协商有关的情况和资料，各属什么保密等级"),
    act="disclose",
    step="talks",
    issuers=SIDES,
    receivers=SIDES,
    fields=(
        own("issuer", N_("提供方"), _DISCLOSURE),
        across("addressee", N_("接收方"), _DISCLOSURE),
        asked("items", N_("资料名称"), _DISCLOSURE, Ask.COLUMN),
        asked("periods", N_("所属期间"), _DISCLOSURE, Ask.COLUMN),
        asked("given_on", N_("提供日期"), _DISCLOSURE, Ask.COLUMN),
        asked("classes", N_("保密等级"), "集体合同规定 26", Ask.COLUMN),
        Field("due", N_("提供的期限"), Origin.LAW, _DISCLOSURE, due("disclose", talks_from)),
        dated(_DISCLOSURE),
    ),
    parts=(
        Told("issuer"),
        Told("addressee"),
        Table(("items", "periods", "given_on", "classes"), (190, 90, 90, 74)),
        Told("due"),
        Say("接收方对标明保密的资料负有保密责任，只用于本轮协商。"),
        Places(("提供方（盖章）：{issuer}", "接收方（盖章）：{addressee}")),
        Dated("dated"),
    ),
)
MEETING_NOTICE = Paper(
    name="meeting_notice",
    title=N_("集体协商会议通知"),
    purpose=N_("通知双方代表到会"),
    act="meet",
    step="talks",
    issuers=SIDES,
    receivers=SIDES,
    is_letter=True,
    fields=letter_fields(
        (
            bodies("workers", N_("职工一方"), Role.WORKERS, _PREPARATION),
            bodies("employers", N_("企业一方"), Role.EMPLOYERS, _PREPARATION),
            read("session", N_("第几次会议"), _MEETING, _session),
            read("time", N_("会议时间"), _PREPARATION, _first_time, Origin.ACT),
            read("place", N_("会议地点"), _PREPARATION, offer_says("place")),
            read("chair", N_("主持人"), _MEETING, _chair, Origin.ACT),
            asked("agenda", N_("议程"), _PREPARATION, Ask.LIST),
            read("attendees", N_("到会人员"), _MEETING, _both_teams, Origin.ROUND, Ask.LIST),
            stated("basis", N_("依据"), _MEETING, "《集体合同规定》第三十三条、第三十四条"),
        )
    ),
    parts=(
        Say("{workers}、{employers}：", is_address=True),
        Say("参照{basis}，现就召开{session}集体协商会议通知如下。"),
        Told("time"),
        Told("place"),
        Told("chair"),
        Listed("agenda"),
        Listed("attendees"),
        Say("因故不能到会的，请在会前告知本单位。"),
        Signed("{issuer}"),
        Dated("dated"),
    ),
)
_PEOPLE = (
    read("workers_chief", N_("职工方首席代表"), _MEETING, chief_of(Role.WORKERS)),
    read("employers_chief", N_("企业方首席代表"), _MEETING, chief_of(Role.EMPLOYERS)),
)
CHIEFS_SIGN = Places(("职工方首席代表（签字）：{workers_chief}", "企业方首席代表（签字）：{employers_chief}"))
MINUTES = Paper(
    name="minutes",
    title=N_("集体协商会议记录"),
    purpose=N_("由中立的记录员记下会议全程，双方首席代表签字"),
    act="meet",
    step="talks",
    issuers=SIDES,
    receivers=(*SIDES, Role.BUREAU),
    fields=(
        read("session", N_("第几次会议"), _MEETING, _session),
        read("time", N_("会议时间"), _MEETING, _first_time, Origin.ACT, Ask.DAY),
        read("place", N_("会议地点"), _MEETING, offer_says("place")),
        read("chair", N_("主持人"), _MEETING, _chair, Origin.ACT),
        asked("recorder", N_("记录员"), _PREPARATION),
        read("workers_members", N_("职工方应到代表"), _MEETING, members_of(Role.WORKERS), Origin.ROUND, Ask.LIST),
        read("employers_members", N_("企业方应到代表"), _MEETING, members_of(Role.EMPLOYERS), Origin.ROUND, Ask.LIST),
        asked("present", N_("实到人员"), _MEETING, Ask.LIST),
        asked("proposals", N_("提出的要求"), _MEETING, Ask.COLUMN),
        asked("proposed_by", N_("提出方"), _MEETING, Ask.COLUMN),
        asked("replies", N_("对方的回应"), _MEETING, Ask.COLUMN),
        from_act("agreed", N_("已经一致的事项"), _MEETING, ask=Ask.LIST),
        from_act("open", N_("尚未一致的事项"), _MEETING, ask=Ask.LIST),
        *_PEOPLE,
        dated(_MEETING),
    ),
    parts=(
        Told("session"),
        Told("time"),
        Told("place"),
        Told("chair"),
        Told("recorder"),
        Listed("workers_members"),
        Listed("employers_members"),
        Listed("present"),
        Table(("proposals", "proposed_by", "replies"), (190, 64, 190)),
        Listed("agreed"),
        Listed("open"),
        CHIEFS_SIGN,
        Dated("dated"),
    ),
)
SUMMARY = Paper(
    name="summary",
    title=N_("集体协商纪要"),
    purpose=N_("双方首席代表归纳会议的阶段成果和下次会议"),
    act="meet",
    step="talks",
    issuers=SIDES,
    receivers=(*SIDES, Role.BUREAU),
    fields=(
        bodies("workers", N_("职工一方"), Role.WORKERS, _MEETING),
        bodies("employers", N_("企业一方"), Role.EMPLOYERS, _MEETING),
        read("session", N_("第几次会议"), _MEETING, _session),
        read("time", N_("会议时间"), _MEETING, _first_time, Origin.ACT, Ask.DAY),
        from_act("agreed", N_("已经一致的事项"), _MEETING, ask=Ask.LIST),
        from_act("open", N_("留待下次协商的事项"), "集体合同规定 35", ask=Ask.LIST),
        asked("next_session", N_("下次会议的时间和地点"), "集体合同规定 35"),
        *_PEOPLE,
        dated(_MEETING),
    ),
    parts=(
        Say("{workers}与{employers}于{time}举行{session}集体协商会议，归纳如下。"),
        Listed("agreed"),
        Listed("open"),
        Told("next_session"),
        CHIEFS_SIGN,
        Dated("dated"),
    ),
)
