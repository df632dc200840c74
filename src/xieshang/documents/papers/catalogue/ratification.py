"""The papers of confirmation and ratification: a firm's confirmation; of the congress its notice, roll, count and resolution."""

from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Dated, Listed, Origin, Paper, Places, Say, Signed, Table, Told, Whole
from xieshang.documents.papers.readings import asked, dated, floors, from_act, own, read, standing_terms, stated
from xieshang.documents.papers.wording import cited
from xieshang.documents.sentences.form import N_
from xieshang.documents.wording import day_text

__all__ = ["CONFIRMATION", "CONGRESS_NOTICE", "CONGRESS_RESOLUTION", "CONGRESS_ROLL", "VOTE_COUNT", "contract_title"]

_CONFIRMATION, _VOTE = "劳动合同法 53-54", "集体合同规定 36"
_CONGRESS = (Role.CONGRESS,)
_READERS = (*SIDES, Role.CONGRESS, Role.BUREAU)


def contract_title(facts: Facts) -> str:
    """Give the name of the contract that the round is about."""
    title = facts.record.title
    named = title if title.endswith("合同") else f"{title.removesuffix('协商').removesuffix('集体')}集体合同"
    return f"{named}（编号{facts.record.number}）"


def _code(facts: Facts) -> str | None:
    return facts.own_body.code if facts.own_body else None


def _enterprise(facts: Facts) -> str | None:
    return facts.own_body.name if facts.own_body else facts.occasion.enterprise


CONFIRMATION = Paper(
    name="confirmation",
    title=N_("企业确认书"),
    purpose=N_("企业确认接受集体合同草案（二次确认）"),
    act="confirm",
    step="ratification",
    issuers=(Role.ENTERPRISE,),
    receivers=(*SIDES, Role.BUREAU),
    fields=(
        read("issuer", N_("企业名称"), _CONFIRMATION, _enterprise, Origin.ORGANISATION),
        read("code", N_("统一社会信用代码"), _CONFIRMATION, _code, Origin.ORGANISATION),
        asked("legal_representative", N_("法定代表人"), _CONFIRMATION),
        asked("skilled_workers", N_("技能人才人数"), _CONFIRMATION, Ask.NUMBER),
        read("contract", N_("所确认的合同"), _CONFIRMATION, contract_title),
        dated(_CONFIRMATION),
    ),
    parts=(
        Told("issuer"),
        Told("code"),
        Told("legal_representative"),
        Told("skilled_workers"),
        Say("本企业已经收到并研究{contract}草案，确认接受其全部条款，合同生效后按合同执行；需要时可以在本企业内协商更高的标准。"),
        Signed("{issuer}（盖章）"),
        Signed("法定代表人（签字）：{legal_representative}"),
        Dated("dated"),
    ),
)
CONGRESS_NOTICE = Paper(
    name="congress_notice",
    title=N_("职工代表大会会议通知"),
    purpose=N_("通知职工代表到会审议集体合同草案"),
    act="vote",
    step="ratification",
    issuers=_CONGRESS,
    receivers=_READERS,
    fields=(
        own("issuer", N_("召集单位"), _VOTE),
        read("contract", N_("审议的草案"), _VOTE, contract_title),
        from_act("due", N_("应到代表人数"), _VOTE, ask=Ask.NUMBER),
        read("time", N_("会议时间"), _VOTE, lambda facts: day_text(facts.act.on) if facts.act else None, Origin.ACT),
        asked("place", N_("会议地点"), _VOTE),
        asked("agenda", N_("议程"), _VOTE, Ask.LIST),
        asked("attendees", N_("到会人员"), _VOTE, Ask.LIST),
        asked("notice_on", N_("通知发出的日期"), _VOTE, Ask.DAY),
    ),
    parts=(
        Say("各位职工代表：", is_address=True),
        Say("现召开会议，讨论{contract}草案并表决。应到代表{due}人。"),
        Told("time"),
        Told("place"),
        Listed("agenda"),
        Listed("attendees"),
        Signed("{issuer}（盖章）"),
        Dated("notice_on"),
    ),
)
CONGRESS_ROLL = Paper(
    name="congress_roll",
    title=N_("职工代表大会签到表"),
    purpose=N_("证明到会人数"),
    act="vote",
    step="ratification",
    issuers=_CONGRESS,
    receivers=_READERS,
    fields=(
        own("issuer", N_("召集单位"), _VOTE),
        from_act("due", N_("应到代表人数"), _VOTE, ask=Ask.NUMBER),
        from_act("present", N_("实到代表人数"), _VOTE, ask=Ask.NUMBER),
        asked("delegates", N_("代表姓名"), _VOTE, Ask.COLUMN),
        asked("firms", N_("所在单位"), _VOTE, Ask.COLUMN),
        asked("attended", N_("到会情况"), _VOTE, Ask.COLUMN),
        asked("registrar", N_("登记人"), _VOTE),
        dated(_VOTE),
    ),
    parts=(
        Told("issuer"),
        Told("due"),
        Told("present"),
        Table(("delegates", "firms", "attended"), (110, 220, 110)),
        Signed("登记人（签字）：{registrar}"),
        Dated("dated"),
    ),
)


def _threshold(facts: Facts) -> str | None:
    present, yes = facts.law.entry("quorum.present_share"), facts.law.entry("quorum.yes_share")
    if yes is None:
        return None
    more = "超过" if facts.law.value("quorum.yes_strict", otherwise=False) else "达到"
    told = f"赞成人数须{more}全体代表的{yes.value}{cited(yes.source, yes.trust)}"
    return f"到会人数须达到应到人数的{present.value}{cited(present.source, present.trust)}，{told}" if present else told


def _outcome(facts: Facts) -> str | None:
    if facts.act is None or not facts.standing.draft.votes:
        return None
    return "表决通过" if facts.standing.draft.votes[-1].passed else "表决未通过"


_COUNTS = (
    from_act("due", N_("应到代表人数"), _VOTE, ask=Ask.NUMBER),
    from_act("present", N_("实到代表人数"), _VOTE, ask=Ask.NUMBER),
    from_act("yes", N_("赞成"), _VOTE, ask=Ask.NUMBER),
    from_act("no", N_("反对"), _VOTE, ask=Ask.NUMBER),
    from_act("abstain", N_("弃权"), _VOTE, ask=Ask.NUMBER),
)
_COUNTED = (Told("due"), Told("present"), Told("yes"), Told("no"), Told("abstain"))
VOTE_COUNT = Paper(
    name="vote_count",
    title=N_("职工代表大会表决结果"),
    purpose=N_("监票、计票人员报告表决结果"),
    act="vote",
    step="ratification",
    issuers=_CONGRESS,
    receivers=_READERS,
    fields=(
        own("issuer", N_("召集单位"), _VOTE),
        read("contract", N_("表决的草案"), _VOTE, contract_title),
        asked("method", N_("表决方式"), _VOTE),
        *_COUNTS,
        read("threshold", N_("通过的条件"), _VOTE, _threshold, Origin.LAW),
        asked("tellers", N_("监票人、计票人"), _VOTE, Ask.LIST),
        dated(_VOTE),
    ),
    parts=(
        Say("{issuer}对{contract}草案进行表决，结果如下。"),
        Told("method"),
        *_COUNTED,
        Told("threshold"),
        Listed("tellers"),
        Places(("监票人（签字）：", "计票人（签字）：")),
        Dated("dated"),
    ),
)
CONGRESS_RESOLUTION = Paper(
    name="congress_resolution",
    title=N_("职工代表大会决议"),
    purpose=N_("证明草案经过讨论和表决；报送审查时必备"),
    act="vote",
    step="ratification",
    issuers=_CONGRESS,
    receivers=_READERS,
    fields=(
        own("issuer", N_("会议名称"), _VOTE),
        read("contract", N_("审议的草案"), _VOTE, contract_title),
        read("held_on", N_("会议日期"), _VOTE, lambda facts: day_text(facts.act.on) if facts.act else None, Origin.ACT, Ask.DAY),
        asked("method", N_("表决方式"), _VOTE),
        *_COUNTS,
        read("threshold", N_("通过的条件"), _VOTE, _threshold, Origin.LAW),
        read("outcome", N_("表决结果"), _VOTE, _outcome),
        read("term", N_("草案的期限"), "集体合同规定 38", standing_terms),
        read("floors", N_("草案的最低工资标准"), _VOTE, floors),
        asked("chair", N_("会议主持人"), _VOTE),
        stated("basis", N_("依据"), _VOTE, "《集体合同规定》第三十六条"),
        dated(_VOTE),
    ),
    parts=(
        Say("{issuer}于{held_on}召开，参照{basis}讨论了{contract}草案，并以{method}的方式表决。"),
        *_COUNTED,
        Told("threshold"),
        Told("outcome"),
        Told("term"),
        Whole("floors"),
        Signed("会议主持人（签字）：{chair}"),
        Signed("{issuer}（盖章）"),
        Dated("dated"),
    ),
)
