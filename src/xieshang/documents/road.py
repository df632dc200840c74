"""The road of a round in words: its thirteen steps, which state stands at which, what each state says, what is still to come.

Which act leads where is the one table of ``core/transitions.py``.
"""

from collections.abc import Mapping

from xieshang.core.standing import State
from xieshang.documents.sentences.form import N_

__all__ = ["AHEAD", "STATE_SENTENCES", "STEPS", "STEP_OF", "TROUBLED"]

STEPS = (
    N_("选题立项"),
    N_("代表产生"),
    N_("代表公示"),
    N_("要约"),
    N_("应约"),
    N_("协商准备"),
    N_("协商会议"),
    N_("草案签字"),
    N_("企业确认"),
    N_("职代会表决"),
    N_("签订"),
    N_("人社审查"),
    N_("公布履行"),
)
STEP_OF: Mapping[State, int] = {
    State.SCOPED: 1,
    State.REPRESENTATIVES_FORMING: 2,
    State.REPRESENTATIVES_PUBLISHED: 3,
    State.OFFERED: 4,
    State.REFUSED: 5,
    State.ACCEPTED: 5,
    State.PREPARING: 6,
    State.NEGOTIATING: 7,
    State.SUSPENDED: 7,
    State.IN_MEDIATION: 7,
    State.DRAFT_AGREED: 8,
    State.CONFIRMING: 9,
    State.RATIFYING: 10,
    State.REJECTED: 10,
    State.SIGNED: 11,
    State.FILED: 12,
    State.UNDER_REVIEW: 12,
    State.OBJECTED: 12,
    State.EFFECTIVE: 13,
    State.PUBLISHED: 13,
    State.IN_FORCE: 13,
    State.AMENDING: 7,
    State.BREACH: 13,
    State.CLOSED_WITHOUT_AGREEMENT: 7,
    State.ENDED: 13,
}
"""The step, from 1, at which a round in a state stands."""
TROUBLED = frozenset(
    {
        State.REFUSED,
        State.SUSPENDED,
        State.IN_MEDIATION,
        State.REJECTED,
        State.OBJECTED,
        State.BREACH,
        State.CLOSED_WITHOUT_AGREEMENT,
    }
)
"""The states that are off the road: something has to be put right, or has failed."""
STATE_SENTENCES: Mapping[State, str] = {
    State.SCOPED: N_("已经立项，等双方推选协商代表。"),
    State.REPRESENTATIVES_FORMING: N_("协商代表正在产生：职工方 {workers} 人，企业方 {employers} 人。"),
    State.REPRESENTATIVES_PUBLISHED: N_("双方的代表都已公示，等任何一方发出要约。"),
    State.OFFERED: N_("{offerer}已经要约，等{answerer}书面答复。"),
    State.REFUSED: N_("{answerer}没有同意协商。可以改为同意，也可以申请协调处理。"),
    State.ACCEPTED: N_("{answerer}已经同意协商，双方做会前准备。"),
    State.PREPARING: N_("会前准备：{disclosed} 方已提供或免除信息资料，记录员{recorder}。"),
    State.NEGOTIATING: N_("协商会议阶段：已开 {sessions} 次会议，提出方案 {proposals} 件。"),
    State.SUSPENDED: N_("协商中止，恢复的日期：{until}。"),
    State.IN_MEDIATION: N_("人社部门会同三方正在协调处理。"),
    State.DRAFT_AGREED: N_("双方首席代表已在第 {proposals} 号方案的草案上签字，等职代会表决。"),
    State.CONFIRMING: N_("企业正在确认，已有 {confirmed} 家；等职代会表决。"),
    State.RATIFYING: N_("职代会已经通过，等双方首席代表签字盖章，已签 {signed} 方。"),
    State.REJECTED: N_("职代会没有通过。可以修改后重新表决，也可以重新提出方案。"),
    State.SIGNED: N_("双方已签字盖章，等报送审查。"),
    State.FILED: N_("已经报送，等人社部门受理登记。"),
    State.UNDER_REVIEW: N_("人社部门正在审查；期满没有异议，合同生效。"),
    State.OBJECTED: N_("人社部门提出了异议。双方就异议之处重新协商、签字，再次报送。"),
    State.EFFECTIVE: N_("合同自{effective}起生效，等双方公布，已公布 {published} 方。"),
    State.PUBLISHED: N_("合同自{effective}起生效，双方都已公布；约定的期限还没有开始。"),
    State.IN_FORCE: N_("合同自{effective}起生效，履行到{expires}。"),
    State.AMENDING: N_("有一方要求变更，按订立的程序重新协商；原合同继续有效。"),
    State.BREACH: N_("有 {breaches} 家企业的违约还没有改正。"),
    State.CLOSED_WITHOUT_AGREEMENT: N_("协商终结，没有达成协议。需要时另立新的一轮。"),
    State.ENDED: N_("合同已经终止。"),
}
AHEAD: Mapping[str, str] = {
    "name_representatives": N_("双方人数相等，各有一名首席代表"),
    "publish_representatives": N_("名单向本方公示"),
    "offer": N_("写明议题、时间、地点，书面送达"),
    "respond": N_("收到要约的一方书面答复"),
    "appoint_recorder": N_("双方商定，不是任何一方的代表"),
    "disclose": N_("首次会议以前"),
    "meet": N_("双方首席代表轮流主持"),
    "propose": N_("在协商桌上提出"),
    "initial_draft": N_("全部一致以后，双方首席代表签字"),
    "confirm": N_("盖章确认的企业受合同约束"),
    "vote": N_("由职代会或全体职工审议"),
    "sign": N_("职代会通过以后"),
    "file": N_("报送人社部门"),
    "receive": N_("人社部门登记，起算审查的期限"),
    "opine": N_("期满没有异议，合同生效"),
    "publish": N_("双方各向本方公布"),
}
"""A note on each act of the road while it is still to come."""
