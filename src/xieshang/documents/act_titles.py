"""The Chinese words for what an act is made of: its fields, the marks of a representative, choices, and what is due by it.

The terms of the kinds themselves stand in ``core/acts.py``.
"""

from collections.abc import Mapping

from xieshang.documents.sentences.form import N_

__all__ = ["DUTY_TITLES", "LETTERS", "MEMBER_TITLES", "SHORT_DUTY_TITLES", "field_title"]

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
LETTERS = (N_("问询函"), N_("意见书"), N_("建议书"))
DUTY_TITLES: Mapping[str, str] = {
    "publish_representatives": N_("公示协商代表"),
    "replace_representative": N_("补足协商代表"),
    "respond": N_("书面答复要约"),
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


def field_title(kind: str, field: str) -> str:
    """Give the term of a field of an act.

    >>> field_title("vote", "due"), field_title("object", "text"), field_title("report", "text")
    ('应到人数', '意见', '内容')
    """
    return _FIELD_TITLES.get(f"{kind}.{field}") or _FIELD_TITLES[field]
