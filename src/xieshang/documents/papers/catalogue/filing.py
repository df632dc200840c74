"""The papers of filing: the report, and the list of the materials that come with it."""

from xieshang.core.parties import SIDES, Role
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
    Places,
    Say,
    Signed,
    Table,
    Told,
    Whole,
)
from xieshang.documents.papers.readings import (
    asked,
    bodies,
    dated,
    due,
    floors,
    own,
    read,
)
from xieshang.documents.papers.wording import cited
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["FILING_LIST", "FILING_REPORT", "materials"]

_FILING, _WAGES = "集体合同规定 42", "工资集体协商试行办法 21"
_READERS = (*SIDES, Role.BUREAU)
# What one local review measure asks for; a jurisdiction's own list comes from its pack.
_MATERIALS = (
    "集体合同文本",
    "送审报告（代表产生、协商经过、主要内容）",
    "工资情况（上年平均工资、调整幅度、人数、工资制度）",
    "企业组织、工会的法人资格证明",
    "职工代表大会决议",
    "首席代表身份证明、授权委托书和协商代表名册",
    "双方签字的会议记录",
)
_PROCESS = (
    ("name_representatives", "产生代表"),
    ("publish_representatives", "公示代表"),
    ("offer", "提出要约"),
    ("respond", "答复要约"),
    ("meet", "协商会议"),
    ("vote", "职代会表决"),
    ("sign", "签字盖章"),
)


def _done(facts: Facts, kinds: tuple[str, ...]) -> tuple[str, ...] | None:
    titles, sides = dict(_PROCESS), {Role.WORKERS: "职工方", Role.EMPLOYERS: "企业方", Role.CONGRESS: ""}
    told = [(act.on, f"{sides.get(act.by, '')}{titles[act.kind.name]}") for act in facts.acts if act.kind.name in kinds]
    return tuple(f"{day_text(on)}{what}" for on, what in told) or None


def _formed(facts: Facts) -> tuple[str, ...] | None:
    return _done(facts, ("name_representatives", "publish_representatives"))


def _bargained(facts: Facts) -> tuple[str, ...] | None:
    return _done(facts, ("offer", "respond", "meet", "vote", "sign"))


def _vote(facts: Facts) -> str | None:
    vote = facts.last("vote")
    if vote is None:
        return None
    return f"应到{vote['due']}人，实到{vote['present']}人，赞成{vote['yes']}人（{day_text(vote.on)}）"


def _copies(facts: Facts) -> str | None:
    entry = facts.law.entry("filing.copies")
    return f"一式{entry.value}份{cited(entry.source, entry.trust)}" if entry else None


def _signed_on(facts: Facts) -> str | None:
    signed = facts.standing.draft.signed
    return day_text(max(signed.values())) if len(signed) == len(SIDES) else None


def _file_by(facts: Facts) -> str | None:
    signed = facts.standing.draft.signed
    last = max(signed.values()) if signed else None
    told = due("file-contract", lambda facts: last)(facts)
    return told if isinstance(told, str) else None


FILING_REPORT = Paper(
    name="filing_report",
    title=N_("集体合同送审报告"),
    purpose=N_("报送审查时说明代表产生、协商经过、主要内容和工资情况"),
    act="file",
    step="filing",
    issuers=SIDES,
    receivers=_READERS,
    fields=(
        bodies("addressee", N_("审查机关"), Role.BUREAU, _FILING),
        own("issuer", N_("报送方"), _FILING),
        read("contract", N_("报送的合同"), _FILING, contract_title),
        read("formed", N_("代表产生的情况"), _FILING, _formed, Origin.ROUND, Ask.LIST),
        read("bargained", N_("协商的经过"), _FILING, _bargained, Origin.ROUND, Ask.LIST),
        read("vote", N_("职代会表决的情况"), "集体合同规定 36", _vote),
        read("signed_on", N_("双方签字的日期"), _FILING, _signed_on, Origin.ROUND, Ask.DAY),
        Field("file_by", N_("报送的期限"), Origin.LAW, _FILING, _file_by),
        asked("issues", N_("主要内容和争议问题"), _FILING, Ask.TEXT),
        asked("past", N_("上期合同履行的情况"), _FILING, Ask.TEXT),
        asked("average_wage", N_("上年平均工资"), _WAGES),
        asked("adjustment", N_("本期调整幅度"), _WAGES),
        asked("covered", N_("覆盖人数"), _WAGES, Ask.NUMBER),
        asked("wage_system", N_("工资制度"), _WAGES, Ask.TEXT),
        read("floors", N_("最低工资标准"), _WAGES, floors),
        read("copies", N_("文本份数"), _FILING, _copies, Origin.LAW),
        dated(_FILING),
    ),
    parts=(
        Say("{addressee}：", is_address=True),
        Say("{contract}已由双方首席代表签字，现报送审查。有关情况报告如下。"),
        Heading("一、代表产生和协商经过"),
        Listed("formed"),
        Listed("bargained"),
        Told("vote"),
        Told("signed_on"),
        Told("file_by"),
        Heading("二、主要内容"),
        Told("issues"),
        Whole("floors"),
        Heading("三、工资情况"),
        Told("average_wage"),
        Told("adjustment"),
        Told("covered"),
        Told("wage_system"),
        Heading("四、上期履行情况和报送文本"),
        Told("past"),
        Told("copies"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)


def materials(facts: Facts) -> tuple[str, ...]:
    """Give the materials that a filing must hold: the list of the place, or the usual one where none is known."""
    entry = facts.law.entry("filing.materials")
    return tuple(map(str, entry.value)) if entry else _MATERIALS


def _materials_source(facts: Facts) -> str:
    entry = facts.law.entry("filing.materials")
    return cited(entry.source, entry.trust)[1:-1] if entry else "各地审查办法的通常要求，暂定，以审查机关的清单为准"


FILING_LIST = Paper(
    name="filing_list",
    title=N_("集体合同备案材料清单"),
    purpose=N_("列明报送审查的材料和份数"),
    act="file",
    step="filing",
    issuers=SIDES,
    receivers=_READERS,
    fields=(
        bodies("addressee", N_("审查机关"), Role.BUREAU, _FILING),
        own("issuer", N_("报送方"), _FILING),
        read("contract", N_("报送的合同"), _FILING, contract_title),
        read("materials", N_("材料名称"), _FILING, materials, Origin.LAW, Ask.COLUMN),
        asked("counts", N_("份数"), _FILING, Ask.COLUMN),
        asked("remarks", N_("页数或说明"), _FILING, Ask.COLUMN),
        read("copies", N_("合同文本的份数"), _FILING, _copies, Origin.LAW),
        read("materials_source", N_("材料的依据"), _FILING, _materials_source, Origin.LAW),
        dated(_FILING),
    ),
    parts=(
        Told("addressee"),
        Told("issuer"),
        Told("contract"),
        Table(("materials", "counts", "remarks"), (250, 60, 130)),
        Told("copies"),
        Told("materials_source"),
        Places(("报送人（签字）：", "接收人（签字）：")),
        Dated("dated"),
    ),
)
