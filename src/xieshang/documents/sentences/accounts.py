"""Sentences about who is there: organisations, persons, mandates."""

from xieshang.documents.sentences.form import N_, Sentences

SENTENCES: dict[str, Sentences] = {
    "field.too_long": Sentences(N_("写得太长"), N_("至多 {at_most} 字"), N_("改短后重新提交")),
    "organisation.name_taken": Sentences(
        N_("已经登记过同名的单位"), N_("没有登记过的名称"), N_("在列表中找到它，或写明地区以区别")
    ),
    "organisation.code_taken": Sentences(N_("这个代码已经登记在另一单位名下"), N_("没有用过的代码"), N_("核对代码后重新提交")),
    "person.username_taken": Sentences(N_("这个用户名已经有人用了"), N_("没有用过的用户名"), N_("换一个用户名后重新提交")),
    "person.username_shape": Sentences(
        N_("用户名中有不能用的字符，或者太长"), N_("字母、数字和 @ . + - _，至多 60 个"), N_("改正后重新提交")
    ),
    "password.too_short": Sentences(N_("密码太短"), N_("至少 10 个字符"), N_("换一个密码后重新提交")),
    "password.too_common": Sentences(N_("这个密码太常见"), N_("不在常见密码之列"), N_("换一个密码后重新提交")),
    "password.too_similar": Sentences(N_("密码与用户名或姓名太像"), N_("不含用户名和姓名"), N_("换一个密码后重新提交")),
    "password.not_repeated": Sentences(N_("两次写的密码不一样"), N_("两次相同"), N_("重新写两次")),
    "password.wrong": Sentences(N_("原密码不对"), N_("现在登录用的密码"), N_("重新写原密码；忘了的，请管理员重设")),
    "mandate.for_administrator": Sentences(N_("管理员不代表任何单位"), N_("不是管理员的人员"), N_("要为单位办事，另开一个账号")),
    "mandate.already": Sentences(N_("这个人同时已有该单位的授权"), N_("期间不重叠的授权"), N_("先结束原来的授权，或改日期")),
    "mandate.backwards": Sentences(N_("结束日期早于开始日期"), N_("不早于开始日期"), N_("改正日期后重新提交")),
}
