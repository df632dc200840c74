"""Sentences about opening a round: its number and its parts."""

from xieshang.documents.sentences.form import N_, Sentences

SENTENCES: dict[str, Sentences] = {
    "round.number_shape": Sentences(
        N_("编号中有不能用的字符，或者太长"), N_("汉字、字母、数字、- 和 _，至多 40 个"), N_("改正编号后重新提交")
    ),
    "round.number_taken": Sentences(N_("这个编号已经用过"), N_("没有用过的编号，如 {free}"), N_("改正编号后重新提交")),
    "round.title_too_long": Sentences(N_("名称太长"), N_("至多 {at_most} 字"), N_("改短名称后重新提交")),
    "round.part_missing": Sentences(N_("没有选择{side}"), N_("双方各至少一个组织"), N_("在下面选择后重新提交")),
    "round.own_part": Sentences(N_("本单位没有参加这一轮协商"), N_("本单位至少担任其中一方"), N_("在下面选择本单位后重新提交")),
}
