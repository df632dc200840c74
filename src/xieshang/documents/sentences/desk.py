"""Sentences of the desk: what is typed into a cell, a draft that two people edit, and the release of the enterprises' wages."""

from xieshang.documents.sentences.form import N_, Sentences

_AGAIN = N_("改好后再送一次；你填的都还在")
_WAIT = N_("等更多企业把工资行带来以后再公布")

SENTENCES: dict[str, Sentences] = {
    "desk.not_an_amount": Sentences(N_("填的不是金额"), N_("以元为单位的正数，留空表示不设"), N_("改为可填的数")),
    "desk.off_grid": Sentences(N_("不是整 10 元"), N_("{lower_yuan} 或 {upper_yuan} 元"), N_("改为整 10 元")),
    "ladder.above_next": Sentences(
        N_("标准 {floor_yuan} 元高于高一级（行 {higher_row}）的 {higher_yuan} 元"),
        N_("不高于 {higher_yuan} 元"),
        N_("改低这一格，或先改高一级"),
    ),
    "desk.empty": Sentences(N_("一格标准也没有，无法送达"), N_("至少一格标准"), N_("填好以后再送达")),
    "desk.cells_refused": Sentences(
        N_("有 {count} 格没有收下，方案没有送达"), N_("每一格都收下，或把它留空"), N_("按各格下面写的改，再送达")
    ),
    "desk.percent": Sentences(N_("调整的比例无法采用"), N_("−50 至 100 之间的数，最多两位小数"), _AGAIN),
    "release.too_few": Sentences(N_("已有 {enterprises} 家企业带来工资行，不足 {at_least} 家"), N_("至少 {at_least} 家"), _WAIT),
    "release.too_few_joined": Sentences(
        N_("上次公布以后，新带来工资行的企业有 {enterprises} 家，不足 {at_least} 家；只加几家，差额会露出它们的工资"),
        N_("至少新增 {at_least} 家"),
        _WAIT,
    ),
    "release.not_publishable": Sentences(
        N_("全部职工合在一起也不能公布：一两家企业占得太多"),
        N_("至少 {at_least} 家企业、10 名职工，最大的一家不过半，最大的两家不过四分之三"),
        _WAIT,
    ),
    "release.rows_gone": Sentences(
        N_("上次公布所用的工资行有的已被企业移走，两次公布的差额无从核对"), N_("上次的工资行都还在"), N_("沿用已经公布的一次")
    ),
    "release.stands_on_rows": Sentences(
        N_("公布的曲线出自这些工资行，下一次公布还要与它们核对"),
        N_("合同生效或协商结束以后"),
        N_("协商结束后再删除；另传一份新的不受影响"),
    ),
    "release.damaged": Sentences(
        N_("公布的文件不完整或被改动过，不能采用"), N_("与公布时摘要一致的文件"), N_("请管理员从备份恢复这个文件")
    ),
}
