"""The papers that open the bargaining: the offer, the receipt of its service, the reply."""

from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Dated, Field, Listed, Origin, Paper, Places, Say, Signed, Told
from xieshang.documents.papers.readings import (
    across,
    asked,
    chief_of,
    dated,
    due,
    from_act,
    members_of,
    offer_says,
    own,
    read,
    stated,
    talks_from,
)
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["BASIS", "OFFER", "REPLY", "SERVICE_RECEIPT", "TEAM_TOLD", "team_fields"]

_OFFER = "集体合同规定 32；工资集体协商试行办法 17"
_REPLY = "集体合同规定 32；工资集体协商试行办法 17"
_INFORMATION = "工资集体协商试行办法 18"
BASIS = "《中华人民共和国劳动合同法》第五十三条，参照《集体合同规定》第三十二条和《工资集体协商试行办法》第十七条"


def _count(facts: Facts) -> str | None:
    team = facts.team()
    return f"{len(team.members)}人" if team else None


TEAM_TOLD = (Told("team_count"), Told("chief"), Told("chief_post"), Listed("members"))
"""How a paper tells the fields of ``team_fields``."""


def team_fields(source: str) -> tuple[Field, ...]:
    """Give the fields by which a side names its team in an offer or a reply."""
    return (
        read("team_count", N_("本方代表人数"), source, _count),
        read("chief", N_("本方首席代表"), source, chief_of()),
        asked("chief_post", N_("首席代表的职务"), source),
        read("members", N_("本方协商代表"), source, members_of(), Origin.ROUND, Ask.LIST),
    )


def _offer_of_act(facts: Facts) -> str | None:
    offer = facts.last("offer")
    return f"{day_text(offer.on)}的集体协商要约书" if offer else None


def _served_on(facts: Facts) -> str | None:
    offer = facts.act
    return day_text(offer["received_on"]) if offer and offer["received_on"] else None


OFFER = Paper(
    name="offer",
    title=N_("集体协商要约书"),
    purpose=N_("向对方提出协商；从对方签收起算答复的期限"),
    act="offer",
    step="offer",
    issuers=SIDES,
    receivers=SIDES,
    fields=(
        across("addressee", N_("受约方"), _OFFER),
        own("issuer", N_("要约方"), _OFFER),
        stated("basis", N_("法律依据"), _OFFER, BASIS),
        from_act("subjects", N_("协商的内容"), _OFFER, ask=Ask.LIST),
        from_act("time", N_("拟定的协商时间"), _OFFER),
        from_act("place", N_("拟定的协商地点"), _OFFER),
        *team_fields(_OFFER),
        asked("information", N_("请对方提供的信息资料"), _INFORMATION, Ask.LIST),
        Field("information_by", N_("提供信息资料的期限"), Origin.LAW, _INFORMATION, due("disclose", talks_from)),
        Field(
            "reply_by",
            N_("书面答复的期限"),
            Origin.LAW,
            _OFFER,
            due("reply-to-offer", lambda facts: facts.act["received_on"] or facts.act.on if facts.act else None),
        ),
        dated(_OFFER),
    ),
    parts=(
        Say("{addressee}：", is_address=True),
        Say("根据{basis}，{issuer}现向贵方提出集体协商要约。"),
        Listed("subjects"),
        Told("time"),
        Told("place"),
        *TEAM_TOLD,
        Listed("information"),
        Told("information_by"),
        Told("reply_by"),
        Say("请在上述期限内书面答复。没有正当理由，不得拒绝协商。"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
SERVICE_RECEIPT = Paper(
    name="service_receipt",
    title=N_("送达回证"),
    purpose=N_("证明要约书何时送到谁手里"),
    act="offer",
    step="offer",
    issuers=SIDES,
    receivers=(*SIDES, Role.BUREAU),
    fields=(
        read("served", N_("送达的文书"), _OFFER, lambda facts: "集体协商要约书"),
        own("issuer", N_("送达单位"), _OFFER),
        across("addressee", N_("受送达单位"), _OFFER),
        asked("method", N_("送达方式"), _OFFER),
        asked("served_at", N_("送达地点"), _OFFER),
        read("received_on", N_("签收日期"), _OFFER, _served_on, Origin.ACT, Ask.DAY),
        asked("received_by", N_("签收人"), _OFFER),
        asked("served_by", N_("送达人"), _OFFER),
        Field(
            "reply_by",
            N_("书面答复的期限"),
            Origin.LAW,
            _OFFER,
            due("reply-to-offer", lambda facts: facts.act["received_on"] or facts.act.on if facts.act else None),
        ),
    ),
    parts=(
        Told("served"),
        Told("issuer"),
        Told("addressee"),
        Told("method"),
        Told("served_at"),
        Told("received_on"),
        Told("received_by"),
        Told("served_by"),
        Told("reply_by"),
        Places(("送达人（签字）：{served_by}", "签收人（签字或盖章）：{received_by}")),
    ),
)


def _answer(facts: Facts) -> str | None:
    accepts = facts.act["accepts"] if facts.act else None
    return {True: "同意进行集体协商", False: "不同意进行集体协商"}.get(accepts)  # type: ignore[arg-type]


def _reason(facts: Facts) -> str | None:
    if facts.act is None:
        return None
    return facts.act["reason"] or ("无" if facts.act["accepts"] else None)


REPLY = Paper(
    name="reply",
    title=N_("集体协商应约书"),
    purpose=N_("书面答复要约：同意，或不同意及理由"),
    act="respond",
    step="offer",
    issuers=SIDES,
    receivers=SIDES,
    fields=(
        across("addressee", N_("要约方"), _REPLY),
        own("issuer", N_("答复方"), _REPLY),
        read("offer", N_("所答复的要约"), _REPLY, _offer_of_act),
        read("answer", N_("是否同意协商"), _REPLY, _answer, Origin.ACT),
        read("reason", N_("不同意的理由"), _REPLY, _reason, Origin.ACT, Ask.TEXT),
        read("subjects", N_("协商的内容"), _REPLY, offer_says("subjects"), Origin.ROUND, Ask.LIST),
        read("time", N_("协商的时间"), _REPLY, offer_says("time")),
        read("place", N_("协商的地点"), _REPLY, offer_says("place")),
        *team_fields(_REPLY),
        asked("information", N_("请对方提供的信息资料"), _INFORMATION, Ask.LIST),
        dated(_REPLY),
    ),
    parts=(
        Say("{addressee}：", is_address=True),
        Say("{offer}收悉。{issuer}答复如下。"),
        Told("answer"),
        Told("reason"),
        Listed("subjects"),
        Told("time"),
        Told("place"),
        *TEAM_TOLD,
        Listed("information"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
