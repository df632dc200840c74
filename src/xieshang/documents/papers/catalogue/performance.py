"""The papers of a contract in force: its publication, the check of its performance, the yearly report."""

from xieshang.core.contract import Binding
from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.catalogue.ratification import contract_title
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Dated, Field, Listed, Origin, Paper, Places, Say, Signed, Table, Told, Whole
from xieshang.documents.papers.readings import asked, dated, due, floors, from_act, own, read, standing_terms
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["INSPECTION_SHEET", "PERFORMANCE_REPORT", "PUBLICATION"]

_PUBLICATION, _INSPECTION = "集体合同规定 48；工资集体协商试行办法 23", "劳动合同法 74；最低工资规定 4"


def _effective_on(facts: Facts) -> str | None:
    return day_text(facts.standing.effective_on) if facts.standing.effective_on else None


def _covered(facts: Facts) -> str | None:
    entry = facts.law.entry("binding")
    if entry is None:
        return None
    within = f"{facts.record.place}{facts.record.industry}"
    everybody = f"{within}的全部企业及其职工（{entry.source}）"
    return everybody if entry.value == Binding.ALL else None


def _publish_by(facts: Facts) -> str | None:
    told = due("publish", lambda facts: facts.standing.effective_on)(facts)
    return told if isinstance(told, str) else None


PUBLICATION = Paper(
    name="publication",
    title=N_("集体合同生效公布"),
    purpose=N_("把生效的合同和标准告诉每一家企业、每一位职工"),
    act="publish",
    step="performance",
    issuers=SIDES,
    receivers=tuple(Role),
    fields=(
        own("issuer", N_("公布单位"), _PUBLICATION),
        read("contract", N_("公布的合同"), _PUBLICATION, contract_title),
        read("effective_on", N_("生效日期"), "集体合同规定 47；劳动合同法 54", _effective_on, Origin.ROUND, Ask.DAY),
        read("term", N_("合同期限"), "集体合同规定 38", standing_terms),
        read("floors", N_("最低工资标准"), _PUBLICATION, floors),
        read("covered", N_("适用的企业和职工"), "劳动合同法 54", _covered, Origin.LAW, Ask.TEXT),
        asked("channel", N_("咨询和投诉方式"), _PUBLICATION, Ask.TEXT),
        Field("publish_by", N_("公布的期限"), Origin.LAW, _PUBLICATION, _publish_by),
        dated(_PUBLICATION),
    ),
    parts=(
        Say("{contract}已经生效，现予公布。"),
        Told("effective_on"),
        Told("term"),
        Told("covered"),
        Whole("floors"),
        Say("企业支付给职工的工资不得低于上列标准，可以在本企业内协商更高的标准。"),
        Told("channel"),
        Told("publish_by"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)


def _enterprise(facts: Facts) -> str | None:
    code = facts.act["enterprise"] if facts.act else None
    firms = facts.record.bodies.get(Role.ENTERPRISE, ())
    return next((firm.name for firm in firms if code in (firm.code, firm.name)), code)


def _findings(facts: Facts) -> tuple[str, ...] | None:
    if facts.act is None:
        return None
    found = facts.act["findings"]
    return tuple(str(entry) for entry in found) if isinstance(found, list) and found else (str(found),) if found else ("无",)


INSPECTION_SHEET = Paper(
    name="inspection_sheet",
    title=N_("集体合同履约检查表"),
    purpose=N_("逐类逐级核对实付最低数与标准，写明差额、原因和改正"),
    act="inspect",
    step="performance",
    issuers=(Role.BUREAU,),
    # What a firm pays is nothing for the other firms and their association.
    receivers=(Role.WORKERS, Role.ENTERPRISE, Role.UPPER_UNION),
    to_enterprise="enterprise",
    fields=(
        own("issuer", N_("检查单位"), _INSPECTION),
        read("enterprise", N_("被检查的企业"), _INSPECTION, _enterprise, Origin.ACT),
        read("contract", N_("所依据的合同"), _INSPECTION, contract_title),
        asked("period", N_("检查的期间"), _INSPECTION),
        asked("cells", N_("类别和等级"), _INSPECTION, Ask.COLUMN),
        asked("heads", N_("人数"), _INSPECTION, Ask.COLUMN),
        asked("cell_floors", N_("标准（元/月）"), _INSPECTION, Ask.COLUMN),
        asked("lowest", N_("实付最低数（元/月）"), _INSPECTION, Ask.COLUMN),
        asked("shortfalls", N_("差额（元）"), _INSPECTION, Ask.COLUMN),
        asked("causes", N_("原因"), _INSPECTION, Ask.COLUMN),
        read("findings", N_("发现的问题"), _INSPECTION, _findings, Origin.ACT, Ask.LIST),
        asked("order", N_("改正要求"), _INSPECTION, Ask.TEXT),
        asked("correct_by", N_("改正期限"), _INSPECTION),
        asked("recheck", N_("复查安排"), _INSPECTION),
        asked("inspectors", N_("检查人员"), _INSPECTION, Ask.LIST),
        dated(_INSPECTION),
    ),
    parts=(
        Told("enterprise"),
        Told("contract"),
        Told("period"),
        Table(("cells", "heads", "cell_floors", "lowest", "shortfalls", "causes"), (100, 44, 68, 76, 60, 96)),
        Listed("findings"),
        Told("order"),
        Told("correct_by"),
        Told("recheck"),
        Listed("inspectors"),
        Places(("检查单位（盖章）：{issuer}", "企业（签字或盖章）：{enterprise}")),
        Dated("dated"),
    ),
)
_REPORT = "集体合同规定 25"
PERFORMANCE_REPORT = Paper(
    name="performance_report",
    title=N_("集体合同履行情况报告"),
    purpose=N_("向职代会和主管单位报告合同履行的情况"),
    act="report",
    step="performance",
    issuers=SIDES,
    receivers=(*SIDES, Role.CONGRESS, Role.BUREAU, Role.TRIPARTITE, Role.UPPER_UNION),
    fields=(
        from_act("addressee", N_("报告给谁"), _REPORT, "to"),
        own("issuer", N_("报告单位"), _REPORT),
        read("contract", N_("报告的合同"), _REPORT, contract_title),
        asked("period", N_("报告的期间"), _REPORT),
        from_act("text", N_("履行情况"), _REPORT, ask=Ask.TEXT),
        asked("next", N_("下一步的安排"), _REPORT, Ask.TEXT),
        dated(_REPORT),
    ),
    parts=(
        Say("{addressee}：", is_address=True),
        Say("现将{contract}在{period}履行的情况报告如下。"),
        Told("text"),
        Told("next"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
