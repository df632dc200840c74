"""Sentences about the procedure of a round: what an act lacks, and what to do about it."""

from xieshang.documents.sentences.form import N_, Sentences

_ROUND_HELP = N_("查看现在可以做什么：网页看“进程”，命令用 xieshang round replay")
_RENAME = N_("重新推选或更换代表后再提交")

SENTENCES: dict[str, Sentences] = {
    "act.unknown_kind": Sentences(N_("不认识的行为 {kind}"), N_("文件格式 xieshang/round/1 所列的行为"), _ROUND_HELP),
    "act.out_of_order": Sentences(N_("日期 {on} 早于上一行为的 {after}"), N_("{after} 或以后的日期"), N_("按发生的先后排列各行为")),
    "act.in_future": Sentences(N_("日期 {on} 在今天（{today}）之后"), N_("今天或以前的日期"), N_("到了那一天再提交")),
    "act.not_your_part": Sentences(N_("“{act}”不由该主体作出"), N_("由有权的主体作出"), _ROUND_HELP),
    "act.not_your_side": Sentences(N_("“{act}”只能由本方作出"), N_("side 与 by 一致，或不写 side"), N_("由该方自己提交")),
    "act.not_now": Sentences(N_("现在的状态下不能“{act}”"), N_("状态到达后再作出"), _ROUND_HELP),
    "act.round_ended": Sentences(N_("协商已经结束，不能再“{act}”"), N_("新的一轮协商"), N_("需要时另立新的一轮")),
    "representatives.too_few": Sentences(N_("代表 {n} 人，少于最低人数"), N_("至少 {at_least} 人"), _RENAME),
    "representatives.one_chief": Sentences(N_("首席代表 {n} 人"), N_("恰好一名首席代表"), _RENAME),
    "representatives.outside_chief": Sentences(N_("首席代表不得由非本单位人员担任"), N_("由本方人员担任首席代表"), _RENAME),
    "representatives.too_many_outsiders": Sentences(N_("委托的外部人员 {n} 人，超过三分之一"), N_("至多 {at_most} 人"), _RENAME),
    "representatives.too_few_front_line": Sentences(N_("一线代表 {n} 人，不足规定比例"), N_("一线代表不少于 {share}"), _RENAME),
    "representatives.manager": Sentences(N_("职工方代表中有经营管理人员"), N_("职工方代表不含经营管理人员"), _RENAME),
    "representatives.twice": Sentences(N_("同一人在名单中出现两次"), N_("每人一次；同名者分别填写 id"), _RENAME),
    "representatives.on_both_sides": Sentences(N_("同一人兼任双方代表"), N_("双方代表不得相互兼任"), _RENAME),
    "representatives.not_named": Sentences(N_("该方（{side}）尚未产生代表"), N_("先推选代表"), N_("先作出“推选协商代表”")),
    "representatives.bound": Sentences(N_("本方已要约或应约，名单不能整体重报"), N_("逐名更换代表"), N_("改用“更换协商代表”")),
    "representatives.unequal": Sentences(
        N_("双方代表人数不等：职工方 {workers} 人，企业方 {employers} 人"), N_("双方人数对等"), _RENAME
    ),
    "representatives.not_a_member": Sentences(N_("离任者不在本方代表名单中"), N_("本方名单中的姓名或 id"), _RENAME),
    "representatives.nobody_replaced": Sentences(N_("没有写明离任者或接任者"), N_("leaves、joins 至少一项"), _RENAME),
    "representatives.no_migrant": Sentences(N_("职工方代表中没有农民工代表（涉及农民工时应当有）")),
    "representatives.scale_unknown": Sentences(
        N_("没有写明是否为规模以上企业，按每方至少三人核对；规模以上企业每方不少于 {at_least} 人")
    ),
    "representatives.too_many": Sentences(N_("代表 {n} 人，当地规定每方至多 {at_most} 人")),
    "round.above_county": Sentences(
        N_("协商范围大于一个县：法律所列为县级以下区域，县级以上属于探索；合同对未签字企业的约束力没有法律明文")
    ),
    "letter.none_waiting": Sentences(N_("没有等待答复的函书"), N_("收到函书以后"), N_("先由工会发出函书")),
    "letter.unknown": Sentences(N_("没有第 {number} 件函书"), N_("已发出的函书的序号（从 1 起）"), N_("改正序号")),
    "offer.not_own": Sentences(N_("这份要约不是本方发出的"), N_("由要约方撤回"), N_("由要约方提交")),
    "respond.own_offer": Sentences(N_("不能答复本方自己的要约"), N_("由收到要约的一方答复"), N_("由对方提交应约")),
    "respond.refused_already": Sentences(N_("已经拒绝过一次"), N_("改为接受，或等待对方的下一步"), _ROUND_HELP),
    "respond.without_reason": Sentences(N_("拒绝协商没有写明理由；没有正当理由不得拒绝")),
    "recorder.not_neutral": Sentences(N_("记录员应当中立，不得为协商代表"), N_("双方同意的非代表人员"), N_("另行确定记录员")),
    "meet.no_recorder": Sentences(N_("尚未确定中立的记录员"), N_("先确定一名非协商代表的记录员"), N_("先作出“确定记录员”")),
    "meet.not_disclosed": Sentences(
        N_("该方（{side}）尚未提供信息资料，也未声明免除"), N_("双方各自提供或免除"), N_("先作出“提供信息资料”或“免除信息提供”")
    ),
    "suspend.not_later": Sentences(N_("恢复协商的日期不在中止日之后"), N_("中止日之后的日期，或不写"), N_("改正日期")),
    "mediation.over": Sentences(N_("协调处理期限已过，不能再延长"), N_("期满前延长"), N_("记录协调处理的结果")),
    "mediation.extension_too_long": Sentences(N_("延长的日数超过上限"), N_("合计不超过 {at_most} 日"), N_("改正日数")),
    "proposal.none": Sentences(N_("尚无提出的工资标准方案"), N_("先提出方案"), N_("先作出“提出工资标准方案”")),
    "draft.no_meeting": Sentences(N_("尚未召开协商会议"), N_("至少召开一次协商会议"), N_("先召开协商会议")),
    "draft.already_initialled": Sentences(N_("本方已在最新方案的草案上签字"), N_("每方一次"), N_("等待对方签字，或提出新方案")),
    "term.backwards": Sentences(N_("期限的终止日早于起始日"), N_("终止日不早于起始日"), N_("改正期限")),
    "objection.unknown": Sentences(N_("没有第 {number} 条意见"), N_("已提出的意见的序号（从 1 起）"), N_("改正序号")),
    "vote.not_initialled": Sentences(N_("草案尚未经双方首席代表签字"), N_("双方签字的草案"), N_("先由双方作出“草案签字”")),
    "vote.numbers": Sentences(
        N_("票数不合：应到、实到与赞成、反对、弃权之间不相容"), N_("应到 ≥ 实到 ≥ 赞成＋反对＋弃权，应到大于 0"), N_("核对表决记录")
    ),
    "sign.not_ratified": Sentences(N_("草案尚未经职代会通过"), N_("先经职代会表决通过"), N_("先作出“职代会表决”")),
    "sign.objection_open": Sentences(N_("第 {number} 条意见尚未答复"), N_("每条意见都已答复"), N_("先作出“答复意见”")),
    "sign.nobody_confirmed": Sentences(N_("尚无企业确认本合同"), N_("至少一家企业确认"), N_("先由企业作出“企业确认”")),
    "sign.already_signed": Sentences(N_("本方已经签字"), N_("每方一次"), N_("等待对方签字")),
    "file.not_your_duty": Sentences(N_("报送不由该方办理"), N_("由企业方报送；地方另有规定的从其规定"), N_("由企业方提交")),
    "review.after_effect": Sentences(
        N_("合同已于 {effective_on} 生效，异议不再阻止生效"), N_("十五日内送达的意见"), N_("可另提履行中的建议")
    ),
    "review.opinion_given": Sentences(
        N_("已经作出审查意见，等待送达"), N_("每次受理一份意见"), N_("等待送达，或要求补正后重新受理")
    ),
    "review.served_before_made": Sentences(N_("送达日期早于意见作出的日期"), N_("不早于作出日期的送达日期"), N_("改正送达日期")),
    "renew.after_expiry": Sentences(N_("合同已届满，不能续签"), N_("届满之前提出"), N_("另立新的一轮协商")),
}
