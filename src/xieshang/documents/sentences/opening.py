"""Sentences about opening a round: its number and its parts."""

from xieshang.documents.sentences.form import N_, Sentences

SENTENCES: dict[str, Sentences] = {
    "round.number_shape": Sentences(
        N_("编号中有不能用的字符，或者太长"), N_("汉字、字母、数字、- 和 _，至多 40 个"), N_("改正编号后重新提交")
    ),
    "round.number_taken": Sentences(N_("这个编号已经用过"), N_("没有用过的编号，如 {free}"), N_("改正编号后重新提交")),
    "round.title_too_long": Sentences(N_("名称太长"), N_("至多 {at_most} 字"), N_("改短名称后重新提交")),
    "round.part_missing": Sentences(N_("没有选择{side}"), N_("双方各至少一个组织"), N_("在下面选择后重新提交")),
    "round.parents_of_no_park": Sentences(
        N_("只有没有区划代码的园区才写还跨哪些县区"), N_("写明园区名称，或不填这一栏"), N_("改正后重新提交")
    ),
    "round.place_outside": Sentences(
        N_("所写的地方不全在这一轮的地区之内"), N_("地区之内的街道、乡镇或县区"), N_("改正后重新提交")
    ),
    "party.round_ended": Sentences(N_("这一轮协商已经结束"), N_("还在进行的协商"), N_("需要时另立新的一轮")),
    "party.not_joining": Sentences(
        N_("双方在立项时确定，后来不再增加"), N_("企业、上级工会、职代会、人社部门或三方"), N_("选择身份后重新提交")
    ),
    "party.unfit": Sentences(N_("这一单位不能担任所选的身份"), N_("与身份相符的已登记单位"), N_("改选单位或身份后重新提交")),
    "party.already": Sentences(N_("这一单位已经以此身份参加"), N_("尚未参加的单位"), N_("改选单位或身份后重新提交")),
    "instructor.unknown": Sentences(
        N_("没有这个登录名，或者不能担任指导员"), N_("已登记的人员的登录名"), N_("核对登录名后重新提交")
    ),
    "instructor.backwards": Sentences(N_("截止日早于开始日"), N_("开始日或以后的日期，或不填"), N_("改正日期后重新提交")),
    "instructor.acts_across": Sentences(
        N_("此人正在为企业方或参加的企业办事"), N_("不为企业方和参加的企业办事的人"), N_("另选一人后重新提交")
    ),
    "instructor.already": Sentences(N_("此人在这段时间已是这一轮的指导员"), N_("不重叠的日期"), N_("改正日期，或先结束原来的指派")),
    "congress.more_managers": Sentences(N_("经营管理人员多于名额"), N_("不多于名额的人数"), N_("改正人数后重新提交")),
    "congress.too_many_managers": Sentences(N_("职工代表 {of} 人中经营管理人员 {n} 人，超过 {share}（{trust}）")),
    "round.own_part": Sentences(N_("本单位没有参加这一轮协商"), N_("本单位至少担任其中一方"), N_("在下面选择本单位后重新提交")),
}
