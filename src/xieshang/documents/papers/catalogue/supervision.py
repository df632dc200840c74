"""The letters of supervision: the union's inquiry, opinion and suggestion; the authority's order to correct."""

from xieshang.core.parties import SIDES, Role
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Dated, Listed, Origin, Paper, Read, Say, Signed, Told
from xieshang.documents.papers.readings import asked, from_act, letter_fields, number_of_days, read, stated
from xieshang.documents.sentences.form import N_

__all__ = ["CORRECTION_ORDER", "INQUIRY", "SUPERVISION_OPINION", "SUPERVISION_SUGGESTION"]

_UNIONS = (Role.WORKERS, Role.UPPER_UNION)
_WATCHED = (*SIDES, Role.ENTERPRISE, Role.BUREAU, Role.UPPER_UNION)
_HEBEI = "河北省工会劳动法律监督条例"


def _law_of(answer_key: str) -> Read:
    """Give the reading of the law of supervision: the national one, and the local act where the law of the place has one."""

    def reading(facts: Facts) -> str:
        answer = facts.law.entry(answer_key)
        return f"《中华人民共和国工会法》第二十一条、第五十四条{f'、{answer.source}' if answer else ''}"

    return reading


def _letter(name: str, title: str, purpose: str, letter: str, source: str, answer_key: str, closing: str) -> Paper:
    """Make one of the union's three letters; they differ in what they ask for and in the days left for the answer."""
    return Paper(
        name=name,
        title=title,
        purpose=purpose,
        act="advise",
        step="supervision",
        issuers=_UNIONS,
        receivers=_WATCHED,
        is_letter=True,
        to_enterprise="addressee",
        where={"letter": letter},
        fields=letter_fields(
            (
                from_act("addressee", N_("发给谁"), source),
                from_act("facts", N_("事实"), source, "text", Ask.TEXT),
                read("basis", N_("法律依据"), source, _law_of(answer_key), Origin.LAW),
                asked("demand", N_("要求"), source, Ask.LIST),
                read("answer_within", N_("答复的期限"), source, number_of_days(answer_key), Origin.LAW),
                asked("contact", N_("联系人和电话"), source),
            )
        ),
        parts=(
            Say("{addressee}：", is_address=True),
            Say("{facts}"),
            Say("根据{basis}，现提出如下要求。"),
            Listed("demand"),
            Say(closing),
            Say("联系人和电话：{contact}。"),
            Signed("{issuer}"),
            Dated("dated"),
        ),
    )


INQUIRY = _letter(
    "inquiry",
    N_("工会劳动法律监督问询函"),
    N_("接到反映后请用人单位书面说明"),
    "问询函",
    f"{_HEBEI} 17",
    "supervision.answer_inquiry",
    "请自收到本函之日起{answer_within}内书面说明。",
)
SUPERVISION_OPINION = _letter(
    "supervision_opinion",
    N_("工会劳动法律监督意见书"),
    N_("查明以后要求用人单位改正并书面答复"),
    "意见书",
    f"{_HEBEI} 19-20",
    "supervision.answer_opinion",
    "请自收到本意见书之日起{answer_within}内改正，并书面答复改正的措施。",
)
SUPERVISION_SUGGESTION = _letter(
    "supervision_suggestion",
    N_("工会劳动法律监督建议书"),
    N_("用人单位不答复、不改正时，建议人社部门处理"),
    "建议书",
    f"{_HEBEI} 21-22",
    "supervision.feedback",
    "请依法处理，并自办结之日起{answer_within}内将处理结果告知我单位。",
)
_ORDER = "中华人民共和国工会法 54；集体合同规定 56"
CORRECTION_ORDER = Paper(
    name="correction_order",
    title=N_("责令改正通知书"),
    purpose=N_("对拒绝协商或违反合同的单位提出整改意见，责令限期改正"),
    act="order_correction",
    step="supervision",
    issuers=(Role.BUREAU,),
    receivers=(*SIDES, Role.ENTERPRISE, Role.UPPER_UNION),
    is_letter=True,
    to_enterprise="addressee",
    fields=letter_fields(
        (
            from_act("addressee", N_("责令改正的单位"), _ORDER),
            from_act("ground", N_("违法的事实"), _ORDER, ask=Ask.TEXT),
            stated("basis", N_("法律依据"), _ORDER, "《中华人民共和国工会法》第五十四条、《集体合同规定》第五十六条"),
            asked("demand", N_("改正的要求"), _ORDER, Ask.LIST),
            asked("correct_by", N_("改正的期限"), _ORDER, Ask.DAY),
            asked("consequence", N_("逾期不改正的后果"), _ORDER, Ask.TEXT),
            asked("contact", N_("联系人和电话"), _ORDER),
        )
    ),
    parts=(
        Say("{addressee}：", is_address=True),
        Say("经查，{ground}。"),
        Say("根据{basis}，责令你单位于{correct_by}前改正。"),
        Listed("demand"),
        Told("consequence"),
        Say("联系人和电话：{contact}。"),
        Signed("{issuer}"),
        Dated("dated"),
    ),
)
