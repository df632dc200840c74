"""The papers of change and end: the request to change, the agreed change, the renewal, the statement of termination."""

from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.catalogue.offer import BASIS, TEAM_TOLD, team_fields
from xieshang.documents.papers.catalogue.ratification import contract_title
from xieshang.documents.papers.catalogue.talks import CHIEFS_SIGN
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Dated, Field, Listed, Origin, Paper, Say, Signed, Told
from xieshang.documents.papers.readings import (
    across,
    asked,
    bodies,
    chief_of,
    dated,
    due,
    from_act,
    own,
    read,
    standing_terms,
    stated,
)
from xieshang.documents.papers.wording import cited
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["AMENDMENT", "AMENDMENT_OFFER", "RENEWAL", "TERMINATION"]

_CHANGE, _RENEWAL = "集体合同规定 39-41", "集体合同规定 38；工资集体协商试行办法 24"
_READERS = (*SIDES, Role.BUREAU)
_BODIES = (
    bodies("workers", N_("职工一方"), Role.WORKERS, _CHANGE),
    bodies("employers", N_("企业一方"), Role.EMPLOYERS, _CHANGE),
)
_PEOPLE = (
    read("workers_chief", N_("职工方首席代表"), _CHANGE, chief_of(Role.WORKERS)),
    read("employers_chief", N_("企业方首席代表"), _CHANGE, chief_of(Role.EMPLOYERS)),
)
AMENDMENT_OFFER = Paper(
    name="amendment_offer",
    title=N_("变更集体合同要约书"),
    purpose=N_("书面提出变更，说明理由并附证据"),
    act="propose_amendment",
    step="ending",
    issuers=SIDES,
    receivers=_READERS,
    fields=(
        across("addressee", N_("受约方"), _CHANGE),
        own("issuer", N_("提出方"), _CHANGE),
        read("contract", N_("要变更的合同"), _CHANGE, contract_title),
        from_act("ground", N_("变更的理由"), _CHANGE, ask=Ask.TEXT),
        asked("evidence", N_("证明材料"), _CHANGE, Ask.LIST),
        asked("changes", N_("要变更的条款"), _CHANGE, Ask.LIST),
        asked("time", N_("拟定的协商时间和地点"), _CHANGE),
        *team_fields(_CHANGE),
        dated(_CHANGE),
    ),
    parts=(
        Say("{addressee}：", is_address=True),
        Say("参照《集体合同规定》第三十九条至第四十一条，{issuer}就{contract}提出变更。"),
        Told("ground"),
        Listed("evidence"),
        Listed("changes"),
        Told("time"),
        *TEAM_TOLD,
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
AMENDMENT = Paper(
    name="amendment",
    title=N_("变更集体合同协议书"),
    purpose=N_("双方商定的变更；适用与订立相同的程序"),
    act="propose_amendment",
    step="ending",
    issuers=SIDES,
    receivers=(*_READERS, Role.ENTERPRISE, Role.CONGRESS),
    fields=(
        *_BODIES,
        read("contract", N_("所变更的合同"), _CHANGE, contract_title),
        from_act("ground", N_("变更的理由"), _CHANGE, ask=Ask.TEXT),
        asked("evidence", N_("证明材料"), _CHANGE, Ask.LIST),
        asked("changes", N_("变更后的条款"), _CHANGE, Ask.LIST),
        asked("ratified", N_("职代会审议的情况"), "集体合同规定 36, 41", Ask.TEXT),
        asked("from_on", N_("变更自何时起"), _CHANGE, Ask.DAY),
        *_PEOPLE,
        asked("signed_on", N_("签订日期"), _CHANGE, Ask.DAY),
    ),
    parts=(
        Say("{workers}与{employers}经协商，参照《集体合同规定》第三十九条至第四十一条，对{contract}变更如下。"),
        Told("ground"),
        Listed("evidence"),
        Listed("changes"),
        Told("ratified"),
        Told("from_on"),
        Say("其他条款不变。本协议由双方首席代表签字后报送审查。"),
        CHIEFS_SIGN,
        Dated("signed_on"),
    ),
)


def _expires_on(facts: Facts) -> str | None:
    return day_text(facts.standing.expires_on) if facts.standing.expires_on else None


def _window(facts: Facts) -> str | None:
    expires_on = facts.standing.expires_on
    window = facts.law.due("renew-window", expires_on)
    if window is None or window.opens_on is None:
        return None
    return f"{day_text(window.opens_on)}至{day_text(window.due_on)}{cited(window.source, window.trust)}"


RENEWAL = Paper(
    name="renewal",
    title=N_("续签集体合同要约书"),
    purpose=N_("届满之前向对方提出续签或重新签订"),
    act="renew",
    step="ending",
    issuers=SIDES,
    receivers=SIDES,
    fields=(
        across("addressee", N_("受约方"), _RENEWAL),
        own("issuer", N_("要约方"), _RENEWAL),
        read("contract", N_("要续签的合同"), _RENEWAL, contract_title),
        read("expires_on", N_("届满日期"), _RENEWAL, _expires_on, Origin.ROUND, Ask.DAY),
        Field("window", N_("提出续签的期间"), Origin.LAW, _RENEWAL, _window),
        stated("basis", N_("法律依据"), _RENEWAL, f"{BASIS}、第二十四条"),
        asked("subjects", N_("协商的内容"), _RENEWAL, Ask.LIST),
        asked("time", N_("拟定的协商时间"), _RENEWAL),
        asked("place", N_("拟定的协商地点"), _RENEWAL),
        *team_fields(_RENEWAL),
        asked("information", N_("请对方提供的信息资料"), "工资集体协商试行办法 18", Ask.LIST),
        Field("reply_by", N_("书面答复的期限"), Origin.LAW, _RENEWAL, due("reply-to-offer", lambda facts: None)),
        dated(_RENEWAL),
    ),
    parts=(
        Say("{addressee}：", is_address=True),
        Say("{contract}将于{expires_on}届满。根据{basis}，{issuer}现提出续签要约。"),
        Told("window"),
        Listed("subjects"),
        Told("time"),
        Told("place"),
        *TEAM_TOLD,
        Listed("information"),
        Say("请自收到本要约书之日起{reply_by}内书面答复。"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
TERMINATION = Paper(
    name="termination",
    title=N_("解除或终止集体合同说明"),
    purpose=N_("说明解除或终止的理由、日期和程序"),
    act="terminate",
    step="ending",
    issuers=SIDES,
    receivers=(*_READERS, Role.ENTERPRISE, Role.CONGRESS),
    fields=(
        *_BODIES,
        read("contract", N_("解除或终止的合同"), _CHANGE, contract_title),
        read("term", N_("原定期限"), "集体合同规定 38", standing_terms),
        from_act("ground", N_("解除或终止的理由"), _CHANGE, ask=Ask.TEXT),
        asked("evidence", N_("证明材料"), _CHANGE, Ask.LIST),
        asked("procedure", N_("履行的程序"), "集体合同规定 41", Ask.TEXT),
        asked("ends_on", N_("解除或终止的日期"), _CHANGE, Ask.DAY),
        asked("settlement", N_("善后安排"), _CHANGE, Ask.TEXT),
        *_PEOPLE,
        dated(_CHANGE),
    ),
    parts=(
        Say("{workers}与{employers}签订的{contract}（期限{term}），自{ends_on}起解除或终止。"),
        Told("ground"),
        Listed("evidence"),
        Told("procedure"),
        Told("settlement"),
        CHIEFS_SIGN,
        Dated("dated"),
    ),
)
