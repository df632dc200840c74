"""Sentences about entries of law and calendar that an office makes."""

from xieshang.documents.sentences.form import N_, Sentences

SENTENCES: dict[str, Sentences] = {
    "calendar.empty": Sentences(
        N_("没有写放假和上班的日期"), N_("通知中的各个节日，一行一个"), N_("把通知中放假安排的几行粘贴进来，再点预览")
    ),
    "calendar.line_unreadable": Sentences(
        N_("这一行里没有日期"), N_("“元旦：1月1日至3日放假，共3天。1月4日上班。”这样的一行"), N_("改写或删去这一行，再点预览")
    ),
    "calendar.no_such_day": Sentences(
        N_("这一行里有日历上没有的日期，或起止颠倒"), N_("日历上有的日期，起在前、止在后"), N_("对照通知改正这一行，再点预览")
    ),
    "calendar.count_differs": Sentences(
        N_("这一行写明共 {told} 天，日期数下来是 {n} 天"), N_("天数与日期一致"), N_("对照通知改正日期或天数，再点预览")
    ),
    "calendar.other_year": Sentences(
        N_("{day} 不在 {year} 年"), N_("{year} 年的日期"), N_("删去这一天；它属于哪一年，就在哪一年的日历中录入")
    ),
    "calendar.worked_weekday": Sentences(
        N_("{day} 本来就上班，不是周末"), N_("调休上班的周六或周日"), N_("对照通知改正日期，或删去这一天")
    ),
    "calendar.rest_and_worked": Sentences(N_("{day} 既写了放假，又写了上班"), N_("每天只写一次"), N_("对照通知，留下其中一处")),
    "calendar.statutory_missing": Sentences(
        N_("法定节假日没有写全，缺 {days}"), N_("《全国年节及纪念日放假办法》第二条的全部假日"), N_("补上缺的日期，再点预览")
    ),
    "calendar.too_few": Sentences(
        N_("放假只有 {n} 天，少于法定的 {at_least} 天"), N_("不少于 {at_least} 天"), N_("补上缺的节日，再点预览")
    ),
    "law.value_of_another_kind": Sentences(N_("值不是这个项目的形式"), N_("{accepts}"), N_("改正后重新提交")),
    "law.unit_of_another_key": Sentences(N_("单位与项目不符"), N_("{accepts}"), N_("选择单位后重新提交")),
    "law.period_backwards": Sentences(N_("停止执行的日期早于开始执行的日期"), N_("不早于开始执行的日期"), N_("改正日期后重新提交")),
    "law.replaced_unknown": Sentences(
        N_("被更正的那一条不在同一地区的同一项目中"), N_("同一地区、同一项目已录入的一条，或留空"), N_("从列表中选择后重新提交")
    ),
    "law.id_repeated": Sentences(N_("编号已经用过"), N_("没有用过的编号"), N_("换一个编号")),
    "law.entry_incomplete": Sentences(
        N_("没有录入日期或录入人"), N_("recorded_on 是日期，entered_by 不空"), N_("照同一文件夹中其他文件补上")
    ),
    "law.entry_empty": Sentences(
        N_("文件中没有任何一条"), N_("values、standards、class_lists、years 中至少一项"), N_("补上内容，或把文件移出文件夹")
    ),
    "law.entry_unreadable": Sentences(
        N_("文件不是完整的 YAML，或缺少必有的项目"),
        N_("与同一文件夹中其他文件同样写法"),
        N_("改正文件；在此之前，这份文件不起作用"),
    ),
    "minimum_wage.no_class": Sentences(N_("没有写标准"), N_("每档一行：月标准和小时标准"), N_("补上后重新提交")),
    "minimum_wage.class_number": Sentences(
        N_("档次没有从 1 起依次写"), N_("从第 1 档写到第 {n} 档；不分档的只写一行"), N_("改正后重新提交")
    ),
    "minimum_wage.amount": Sentences(
        N_("金额读不出来，或小时标准不低于月标准"),
        N_("每行先月后小时，单位元，如 2380 24；没有小时标准的只写月标准"),
        N_("改正后重新提交"),
    ),
    "minimum_wage.order": Sentences(N_("后一档的月标准不低于前一档"), N_("第 1 档最高，逐档降低"), N_("对照通知改正后重新提交")),
    "minimum_wage.no_start": Sentences(N_("没有写开始执行的日期"), N_("通知载明的施行日期"), N_("补上后重新提交")),
}
