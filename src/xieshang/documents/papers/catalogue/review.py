"""The papers of review: the bureau's slip of acceptance, its review sheet, its opinion."""

from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.catalogue.filing import materials
from xieshang.documents.papers.catalogue.ratification import contract_title
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import (
    Ask,
    Dated,
    Field,
    Heading,
    Listed,
    Origin,
    Paper,
    Say,
    Signed,
    Table,
    Told,
)
from xieshang.documents.papers.readings import (
    asked,
    bodies,
    dated,
    due,
    from_act,
    letter_fields,
    listed,
    number_of_days,
    own,
    read,
    standing_terms,
)
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["ACCEPTANCE_SLIP", "REVIEW_OPINION", "REVIEW_SHEET"]

_FILING = "集体合同规定 42"
_REVIEW, _OPINION = "集体合同规定 44-45", "集体合同规定 45"
_READERS = (*SIDES, Role.BUREAU)


def _received(facts: Facts) -> str | None:
    received = facts.act if facts.act and facts.act.kind.name == "receive" else facts.last("receive")
    return day_text(received.on) if received else None


def _filer(facts: Facts) -> str | None:
    filed = facts.last("file")
    return facts.names_of(filed.by) if filed else None


def _cure(facts: Facts) -> tuple[str, ...]:
    asked_for = facts.last("ask_cure")
    return (listed(asked_for["missing"]) if asked_for else None) or ("无",)


def _review_by(facts: Facts) -> str | None:
    received = facts.last("receive")
    told = due("review", lambda facts: received.on if received else None)(facts)
    return told if isinstance(told, str) else None


_REVIEW_BY = Field("review_by", N_("审查的期限"), Origin.LAW, "劳动合同法 54", _review_by)
ACCEPTANCE_SLIP = Paper(
    name="acceptance_slip",
    title=N_("集体合同审查受理单"),
    purpose=N_("登记收到文本的日期和材料；审查的期限由此起算"),
    act="receive",
    step="filing",
    issuers=(Role.BUREAU,),
    receivers=_READERS,
    fields=(
        own("issuer", N_("受理机关"), _FILING),
        asked("register_number", N_("登记编号"), _FILING),
        read("filer", N_("报送方"), _FILING, _filer, Origin.ORGANISATION),
        read("contract", N_("报送的合同"), _FILING, contract_title),
        read("received_on", N_("收到文本的日期"), _OPINION, _received, Origin.ACT, Ask.DAY),
        read("items", N_("收到的材料"), _FILING, materials, Origin.LAW, Ask.COLUMN),
        asked("found", N_("是否齐备"), _FILING, Ask.COLUMN),
        read("cure", N_("需要补正的材料"), _FILING, _cure, Origin.ROUND, Ask.LIST),
        Field("cure_by", N_("补正的期限"), Origin.LAW, _FILING, number_of_days("filing.cure_days")),
        _REVIEW_BY,
        asked("handler", N_("经办人"), _FILING),
        dated(_FILING),
    ),
    parts=(
        Told("register_number"),
        Told("filer"),
        Told("contract"),
        Told("received_on"),
        Table(("items", "found"), (320, 120)),
        Listed("cure"),
        Told("cure_by"),
        Told("review_by"),
        Told("handler"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
REVIEW_SHEET = Paper(
    name="review_sheet",
    title=N_("集体合同审查办理单"),
    purpose=N_("人社部门内部逐项记下主体、程序、内容的合法性审查"),
    act="receive",
    step="filing",
    issuers=(Role.BUREAU,),
    receivers=(),
    fields=(
        own("issuer", N_("审查机关"), _REVIEW),
        bodies("workers", N_("职工一方"), Role.WORKERS, _REVIEW),
        bodies("employers", N_("企业一方"), Role.EMPLOYERS, _REVIEW),
        read("contract", N_("审查的合同"), _REVIEW, contract_title),
        read("received_on", N_("收到文本的日期"), _OPINION, _received, Origin.ROUND, Ask.DAY),
        _REVIEW_BY,
        asked("standing", N_("双方主体资格"), _REVIEW, Ask.TEXT),
        asked("procedure", N_("协商程序"), _REVIEW, Ask.TEXT),
        asked("content", N_("合同内容"), _REVIEW, Ask.TEXT),
        asked("advice", N_("承办人意见"), _REVIEW, Ask.TEXT),
        asked("reviewer", N_("承办人"), _REVIEW),
        asked("decision", N_("负责人意见"), _REVIEW, Ask.TEXT),
        asked("decided_by", N_("负责人"), _REVIEW),
        dated(_REVIEW),
    ),
    parts=(
        Told("workers"),
        Told("employers"),
        Told("contract"),
        Told("received_on"),
        Told("review_by"),
        Heading("一、审查情况"),
        Told("standing"),
        Told("procedure"),
        Told("content"),
        Heading("二、意见"),
        Told("advice"),
        Told("reviewer"),
        Told("decision"),
        Told("decided_by"),
        Signed("{issuer}"),
        Dated("dated"),
    ),
)


def _conclusion(facts: Facts) -> str | None:
    objects = facts.act["objection"] if facts.act else None
    return {True: "有异议。双方应当就下列事项重新协商，重新签字后再次报送审查", False: "没有异议"}.get(objects)  # type: ignore[arg-type]


def _opinion(facts: Facts) -> str | None:
    if facts.act is None:
        return None
    return facts.act["text"] or (None if facts.act["objection"] else "经审查，双方主体资格、协商程序和合同内容符合规定")


def _effect(facts: Facts) -> str | None:
    objects = facts.act["objection"] if facts.act else None
    if objects is None:
        return None
    if objects:
        return "本意见书送达后，所提事项重新协商、重新报送（《集体合同规定》第四十六条）"
    return "本意见书送达之日起，集体合同生效（《工资集体协商试行办法》第二十二条）"


REVIEW_OPINION = Paper(
    name="review_opinion",
    title=N_("审查意见书"),
    purpose=N_("人社部门在审查期限内送达双方的意见"),
    act="opine",
    step="filing",
    issuers=(Role.BUREAU,),
    receivers=(*SIDES, Role.BUREAU),
    is_letter=True,
    fields=letter_fields(
        (
            bodies("workers", N_("职工一方"), Role.WORKERS, _OPINION),
            asked("workers_address", N_("职工一方的地址"), _OPINION),
            bodies("employers", N_("企业一方"), Role.EMPLOYERS, _OPINION),
            asked("employers_address", N_("企业一方的地址"), _OPINION),
            read("contract", N_("审查的合同"), _OPINION, contract_title),
            read("term", N_("合同期限"), "集体合同规定 38", standing_terms),
            read("received_on", N_("收到文本的日期"), _OPINION, _received, Origin.ROUND, Ask.DAY),
            read("conclusion", N_("审查结论"), _OPINION, _conclusion, Origin.ACT),
            read("opinion", N_("审查意见"), _OPINION, _opinion, Origin.ACT, Ask.TEXT),
            from_act("served_on", N_("送达日期"), _OPINION, ask=Ask.DAY),
            read("effect", N_("意见的效力"), "集体合同规定 46-47", _effect, Origin.LAW),
        )
    ),
    parts=(
        Say("{workers}、{employers}：", is_address=True),
        Say(
            "{contract}于{received_on}收到，合同期限{term}。根据《中华人民共和国劳动合同法》第五十四条，参照《集体合同规定》第四十四条、第四十五条，审查意见如下。"
        ),
        Say("一、审查结论：{conclusion}。"),
        Say("二、审查意见：{opinion}。"),
        Say("三、{effect}。"),
        Say("职工一方：{workers}，地址：{workers_address}。"),
        Say("企业一方：{employers}，地址：{employers_address}。"),
        Say("送达日期：{served_on}。"),
        Signed("{issuer}"),
        Dated("dated"),
    ),
)
