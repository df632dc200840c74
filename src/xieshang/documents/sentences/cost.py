"""Sentences about the costing of a wage table: the table, the accounts, the contributions, and what an answer leaves open."""

from xieshang.documents.sentences.form import N_, Sentences

_FIX = N_("改正后重新提交；文件没有任何部分被采用")
_COSTING = N_("见 docs/algorithms/costing.md 的例子")

SENTENCES: dict[str, Sentences] = {
    "cost.currency": Sentences(
        N_("工资标准表的币种与工资行不同"), N_("{currency}，或不写 currency"), N_("换算为同一币种后重新提交")
    ),
    "cost.amount_too_large": Sentences(
        N_("金额过大，可能单位有误"), N_("以分为单位、不超过 {limit_fen} 的金额"), N_("改正该行后重新提交")
    ),
    "cost.month_absent": Sentences(
        N_("工资行中没有 {month}"), N_("下列月份之一：{months}"), N_("改用有数据的月份，或不写 --month")
    ),
    "cost.form_not_costed": Sentences(N_("“{form}”的工资行里没有相应的件数或年限，不测算成本")),
    "cost.months_differ": Sentences(
        N_("{count} 人的最近月份早于 {month}，可能已经离职；用 --month {month} 只测算该月"),
    ),
    "cost.part_time": Sentences(N_("{count} 名非全日制职工按工时占 174 小时的比例测算；核对工资时他们只适用小时最低工资")),
    "cost.statutory_unknown": Sentences(N_("{count} 人所在地当月的最低工资标准未收录，扣除津贴后是否达标无法核对")),
    "cost.total_too_small": Sentences(N_("全部职工合计也不符合发布条件，合计数同样不宜对外发布")),
    "on_cost.flat": Sentences(N_("缴费按单一比率测算，没有基数上下限；工资低于基数下限时会高估")),
    "on_cost.unknown": Sentences(N_("{places} 在 {on} 的企业缴费比例和基数未收录，缴费无法测算")),
    "on_cost.broken": Sentences(
        N_("缴费文件此处无法读取"), N_("YAML 或 JSON，items 下每项写 name、rate、base_low_fen、base_high_fen"), _COSTING
    ),
    "on_cost.rate": Sentences(N_("比率无法采用"), N_("0 至 1 之间的数，如 0.16"), _FIX),
    "on_cost.bounds": Sentences(N_("基数的上限低于下限，或金额过大"), N_("以分为单位，上限不低于下限，或不写"), _FIX),
    "bearing.without_on_cost": Sentences(N_("承受能力按人工成本计算，而测算没有计入企业缴费（--on-cost），因此偏于乐观")),
    "bearing.threshold_unknown": Sentences(N_("没有企业能算出{ratio}，这一界限没有采用")),
    "bearing.accounts_without_rows": Sentences(N_("{count} 家企业有账目而没有参加测算的职工，只用于计算界限")),
    "accounts.column_missing": Sentences(
        N_("缺少列 {name}"),
        N_("enterprise、year、labour_cost_fen、revenue_fen、value_added_fen、profit_fen，或 enterprise、headroom_fen"),
        _COSTING,
    ),
    "accounts.value_missing": Sentences(N_("此格不能为空"), N_("填写此格"), _FIX),
    "accounts.year": Sentences(N_("年度无法识别"), N_("四位数的年份，如 2025"), _FIX),
    "accounts.amount": Sentences(N_("金额或人数不是整数"), N_("以分为单位的整数；没有的留空"), _FIX),
    "accounts.not_an_amount": Sentences(
        N_("填的不是金额或人数"), N_("数字，可带千分号和小数点；没有的留空"), N_("改为数字后再保存；其他已填的都还在")
    ),
    "accounts.negative": Sentences(N_("此项不能为负"), N_("0 或更大的整数；只有增加值、利润和余力可以为负"), _FIX),
    "accounts.too_large": Sentences(N_("金额过大，可能单位有误"), N_("不超过一百万亿元的金额"), _FIX),
    "accounts.repeated": Sentences(
        N_("与第 {first_row} 行是同一企业、同一年度"), N_("每家企业每年一行"), N_("合并为一行后重新提交")
    ),
}
