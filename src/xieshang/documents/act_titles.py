"""The Chinese words for what an act is made of: its fields, the marks of a representative, choices, and what is due by it.

The terms of the kinds themselves stand in ``core/acts.py``.
"""

from collections.abc import Mapping

from xieshang.core.acts import KINDS
from xieshang.documents.sentences.form import N_

__all__ = ["DUTY_TITLES", "LETTERS", "MEMBER_TITLES", "SHORT_DUTY_TITLES", "duty_term", "field_title", "short_duty_term"]

_FIELD_TITLES: Mapping[str, str] = {
    "on": N_("日期"),
    "members": N_("协商代表"),
    "leaves": N_("离任者"),
    "joins": N_("接任者"),
    "received_on": N_("对方签收的日期"),
    "subjects": N_("议题"),
    "place": N_("地点"),
    "time": N_("首次会议的时间"),
    "accepts": N_("是否同意协商"),
    "reason": N_("理由"),
    "neutral": N_("记录员是否中立"),
    "session": N_("第几次会议"),
    "chair": N_("主持人"),
    "agreed": N_("已经一致的事项"),
    "open": N_("尚未一致的事项"),
    "table": N_("工资标准表"),
    "term": N_("合同期限"),
    "above": N_("上位合同"),
    "until": N_("恢复协商的日期"),
    "days": N_("延长的日数"),
    "enterprise": N_("企业"),
    "vote.enterprise": N_("哪家企业的职代会"),
    "by_whom": N_("提出人"),
    "text": N_("内容"),
    "object.text": N_("意见"),
    "answer_objection.text": N_("答复"),
    "opine.text": N_("审查意见"),
    "number": N_("哪一条意见"),
    "answer_letter.number": N_("哪一件函书"),
    "answer_letter.text": N_("答复"),
    "above_scale": N_("是否规模以上企业"),
    "notified_on": N_("书面告知企业方通过的日期"),
    "advise.received_on": N_("对方收到的日期"),
    "due": N_("应到人数"),
    "present": N_("实到人数"),
    "yes": N_("赞成"),
    "no": N_("反对"),
    "abstain": N_("弃权"),
    "missing": N_("缺少的材料"),
    "objection": N_("审查结论"),
    "served_on": N_("送达双方的日期"),
    "findings": N_("发现的问题"),
    "addressee": N_("发给谁"),
    "ground": N_("理由"),
    "letter": N_("哪一种函书"),
    "evidence": N_("改正的凭据"),
    "to": N_("报告给谁"),
}
MEMBER_TITLES: Mapping[str, str] = {
    "name": N_("姓名"),
    "id": N_("编号"),
    "chief": N_("首席"),
    "outsider": N_("外部"),
    "front_line": N_("一线"),
    "manager": N_("管理"),
    "migrant": N_("农民工"),
}
LETTERS = (N_("问询函"), N_("意见书"), N_("建议书"), N_("建议"))
DUTY_TITLES: Mapping[str, str] = {
    "publish_representatives": N_("公示协商代表"),
    "replace_representative": N_("补足协商代表"),
    "respond": N_("书面答复要约"),
    "ask_mediation": N_("申请协调处理"),
    "answer_letter": N_("答复函书"),
    "report": N_("报告履行情况"),
    "disclose": N_("会前提供信息资料"),
    "resume": N_("恢复协商"),
    "settle_mediation": N_("结束协调处理"),
    "answer_objection": N_("答复意见"),
    "file": N_("报送审查"),
    "opine": N_("审查期满"),
    "publish": N_("公布合同"),
    "remedy": N_("改正违约"),
    "renew": N_("提出续签"),
}
SHORT_DUTY_TITLES: Mapping[str, str] = {
    "publish_representatives": N_("公示"),
    "replace_representative": N_("补代表"),
    "respond": N_("答复"),
    "ask_mediation": N_("申请协调"),
    "answer_letter": N_("答函书"),
    "report": N_("报告"),
    "disclose": N_("资料"),
    "resume": N_("恢复"),
    "settle_mediation": N_("协调"),
    "answer_objection": N_("答意见"),
    "file": N_("报送"),
    "opine": N_("审查满"),
    "publish": N_("公布"),
    "remedy": N_("改正"),
    "renew": N_("续签"),
}
_RULE_TITLES: Mapping[str, tuple[str, str]] = {
    "bargain": (N_("在期限内完成协商"), N_("协商期限")),
    "submit-draft": (N_("提交职代会审议"), N_("交职代会")),
    "resubmit-draft": (N_("再次提交职代会审议"), N_("再交职代会")),
}
"""What is due by a rule that is not told by its act alone: in full, and in a few characters."""


def duty_term(act: str, rule: str | None = None) -> str:
    """Give the words for what is due by an act, or by a rule of law that has words of its own.

    >>> duty_term("vote"), duty_term("vote", "submit-draft")
    ('职代会表决', '提交职代会审议')
    """
    return _RULE_TITLES[rule][0] if rule and rule in _RULE_TITLES else DUTY_TITLES.get(act, KINDS[act].title)


def short_duty_term(act: str, rule: str | None = None) -> str:
    """Give the same in a few characters.

    >>> short_duty_term("file"), short_duty_term("sign", "bargain")
    ('报送', '协商期限')
    """
    return _RULE_TITLES[rule][1] if rule and rule in _RULE_TITLES else SHORT_DUTY_TITLES.get(act, KINDS[act].title)


def field_title(kind: str, field: str) -> str:
    """Give the term of a field of an act.

    >>> field_title("vote", "due"), field_title("object", "text"), field_title("report", "text")
    ('应到人数', '意见', '内容')
    """
    return _FIELD_TITLES.get(f"{kind}.{field}") or _FIELD_TITLES[field]
