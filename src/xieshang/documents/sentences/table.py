"""Sentences about a wage table: the statutory minimum, the guideline, the ladder of levels."""

from xieshang.documents.sentences.form import N_, Sentences

_AMEND = N_("改正该行后重新提出")

SENTENCES: dict[str, Sentences] = {
    "floor.below_statutory": Sentences(
        N_("标准 {floor_yuan} 元低于当地最低工资标准 {statutory_yuan} 元（{trust}）"), N_("高于 {statutory_yuan} 元"), _AMEND
    ),
    "floor.not_above_statutory": Sentences(
        N_("标准 {floor_yuan} 元等于当地最低工资标准 {statutory_yuan} 元（{trust}），应在其之上"),
        N_("高于 {statutory_yuan} 元"),
        _AMEND,
    ),
    "floor.below_contract_above": Sentences(
        N_("标准 {floor_yuan} 元低于上位合同《{title}》第 {above_row} 行的 {above_yuan} 元"), N_("不低于 {above_yuan} 元"), _AMEND
    ),
    "floor.not_above_contract_above": Sentences(
        N_("标准 {floor_yuan} 元等于上位合同《{title}》第 {above_row} 行；通知要求在其之上协商确定")
    ),
    "floor.partly_below_contract_above": Sentences(
        N_("上位合同《{title}》第 {above_row} 行对其中一部分人定有更高的 {above_yuan} 元；对他们以上位合同为准")
    ),
    "contract_above.not_at_hand": Sentences(N_("行为所列的上位合同 {contract} 不在文件中，没有核对")),
    "minimum.unknown": Sentences(N_("{place} 在 {on} 的最低工资标准未收录，无法核对")),
    "ladder.inverted": Sentences(
        N_("标准 {floor_yuan} 元低于低一级（行 {lower_row}）的 {lower_yuan} 元"), N_("不低于 {lower_yuan} 元"), _AMEND
    ),
    "ladder.flat": Sentences(N_("与低一级（行 {lower_row}）相同，指引要求逐级上浮")),
    "guideline52.below": Sentences(N_("{category} 最低等级的标准 {floor_yuan} 元低于指引的 {guideline_yuan} 元")),
    "row.same_cell": Sentences(N_("另有一行针对同一类别、职业和等级；以较高者为准")),
    "row.id_repeated": Sentences(N_("行号在表中重复"), N_("每行不同的 id"), _AMEND),
}
