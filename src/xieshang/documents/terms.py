"""The Chinese words for the product's closed lists: states, roles, forms.  Kinds of act carry theirs in ``core/acts.py``."""

from xieshang.core.findings import Cause
from xieshang.core.floors import WhyNot
from xieshang.core.parties import Role
from xieshang.core.standing import State
from xieshang.core.wage_table import Form
from xieshang.documents.sentences.form import N_, TRUST_TITLES

__all__ = ["CAUSE_TITLES", "FORM_TITLES", "ROLE_TITLES", "STATE_TITLES", "TRUST_TITLES", "WHY_NOT_TITLES"]

STATE_TITLES = {
    State.SCOPED: N_("选题立项"),
    State.REPRESENTATIVES_FORMING: N_("代表产生"),
    State.REPRESENTATIVES_PUBLISHED: N_("代表已公示"),
    State.OFFERED: N_("已要约"),
    State.REFUSED: N_("已拒绝"),
    State.ACCEPTED: N_("已应约"),
    State.PREPARING: N_("协商准备"),
    State.NEGOTIATING: N_("协商中"),
    State.SUSPENDED: N_("中止"),
    State.IN_MEDIATION: N_("争议协调"),
    State.DRAFT_AGREED: N_("草案已签字"),
    State.CONFIRMING: N_("企业确认"),
    State.RATIFYING: N_("职代会已通过，待签字"),
    State.REJECTED: N_("职代会未通过"),
    State.SIGNED: N_("已签订"),
    State.FILED: N_("已报送"),
    State.UNDER_REVIEW: N_("审查中"),
    State.OBJECTED: N_("有异议"),
    State.EFFECTIVE: N_("已生效"),
    State.PUBLISHED: N_("已公布"),
    State.IN_FORCE: N_("履行中"),
    State.AMENDING: N_("变更中"),
    State.BREACH: N_("违约处理"),
    State.CLOSED_WITHOUT_AGREEMENT: N_("协商终结"),
    State.ENDED: N_("终止"),
}
ROLE_TITLES = {
    Role.WORKERS: N_("职工方"),
    Role.EMPLOYERS: N_("企业方"),
    Role.ENTERPRISE: N_("企业"),
    Role.WORKER: N_("职工"),
    Role.CONGRESS: N_("职代会"),
    Role.BUREAU: N_("人社部门"),
    Role.TRIPARTITE: N_("三方"),
    Role.UPPER_UNION: N_("上级工会"),
}
FORM_TITLES = {
    Form.MONTHLY_FLOOR: N_("月最低工资"),
    Form.HOURLY_FLOOR: N_("小时最低工资"),
    Form.SKILL_ALLOWANCE: N_("月最低技能津贴"),
    Form.PIECE_PRICE: N_("计件单价"),
    Form.SENIORITY_ALLOWANCE: N_("工龄津贴"),
}
CAUSE_TITLES = {
    Cause.STATUTORY: N_("低于最低工资标准"),
    Cause.CONTRACT: N_("低于合同的最低工资"),
    Cause.ALLOWANCE: N_("技能津贴低于合同"),
    Cause.ALLOWANCE_STATUTORY: N_("扣除技能津贴后低于最低工资标准"),
}
WHY_NOT_TITLES = {
    WhyNot.OTHER_FORM: N_("形式不同"),
    WhyNot.OTHER_PLACE: N_("不在其地区"),
    WhyNot.OTHER_INDUSTRY: N_("不在其行业"),
    WhyNot.OTHER_OCCUPATION: N_("不是其职业"),
    WhyNot.OTHER_LEVEL: N_("不是其等级"),
    WhyNot.OTHER_CATEGORY: N_("不是其岗位类别"),
    WhyNot.OTHER_ENTERPRISE: N_("不是其企业"),
    WhyNot.NOT_CONFIRMED: N_("该企业未确认"),
    WhyNot.DRAFT: N_("草案，或生效日期未载明"),
    WhyNot.NOT_KNOWN_YET: N_("当时尚未生效"),
    WhyNot.TERM_UNKNOWN: N_("期限未载明"),
    WhyNot.NOT_IN_TERM: N_("不在期限内"),
    WhyNot.LOWER: N_("低于另一标准"),
}
