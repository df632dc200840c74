"""Sentences about the law of a place: a value that is not known, a place whose counties differ."""

from xieshang.documents.sentences.form import N_, Sentences

SENTENCES: dict[str, Sentences] = {
    "law.value_unknown": Sentences(
        N_("{place} 在 {on} 的“{key}”没有收录"),
        N_("已收录的地区和日期"),
        N_("用 xieshang law value --list 查看收录的项目；查到原文后，在该地区的法规文件中增加一条"),
    ),
    "law.key_unknown": Sentences(
        N_("没有“{key}”这个项目"), N_("xieshang law value --list 列出的项目"), N_("从列表中选择项目后重新查询")
    ),
    "law.spans_classes": Sentences(
        N_("{place} 各县（市、区）在 {on} 的档次不同：{counties}"),
        N_("一个县（市、区）的代码"),
        N_("选择其中一个县（市、区）后重新查询"),
    ),
}
