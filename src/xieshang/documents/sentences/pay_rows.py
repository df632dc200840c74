"""Sentences about pay rows: the file they come in, the mapping of its headings, each cell, and the audit."""

from xieshang.documents.sentences.form import N_, Sentences

_FIX = N_("改正后重新提交；文件没有任何部分被采用")
_EXPORT = N_("请在 WPS 或 Excel 中重新另存，再提交")
_MAP = N_("用 --map 映射文件指明各列，见 docs/algorithms/pay-rows.md")

SENTENCES: dict[str, Sentences] = {
    "table.ending": Sentences(N_("不认识的文件类型"), N_(".csv、.xlsx 或 .parquet 文件"), _EXPORT),
    "table.ending_out": Sentences(
        N_("写不出这种文件"), N_(".csv、.xlsx、.parquet 或 .json 结尾的文件名"), N_("换一个 --out 文件名")
    ),
    "table.empty": Sentences(N_("文件是空的"), N_("首行为列名、其后每行一条记录的表"), _EXPORT),
    "table.no_rows": Sentences(N_("表中没有任何数据行"), N_("至少一行数据"), _FIX),
    "table.not_csv": Sentences(N_("文件不是可读的 CSV"), N_("以逗号分隔、首行为列名的文本"), _EXPORT),
    "table.not_xlsx": Sentences(N_("文件不是可读的 XLSX，或已损坏、加密"), N_("未加密的 .xlsx 工作簿，数据在第一张表"), _EXPORT),
    "table.not_parquet": Sentences(N_("文件不是完整的 Parquet"), N_("完整、未加密的 Parquet 文件"), N_("请重新导出后提交")),
    "table.too_large": Sentences(
        N_("工作簿解压后过大"), N_("解压后不超过 {limit_mb} MB、压缩比不超过 100 的工作簿"), N_("请另存为 CSV 或 Parquet 后提交")
    ),
    "table.cut": Sentences(N_("文件在字符中间断开，可能没有传完"), N_("完整的文件"), N_("请重新导出或上传")),
    "table.fields": Sentences(N_("此行的单元格数与列名数不符"), N_("每行 {count} 个单元格；最后一行也应完整"), _FIX),
    "table.quote": Sentences(N_("此行的引号没有配对"), N_("成对的引号"), _FIX),
    "table.column_repeated": Sentences(N_("列名重复"), N_("每列不同的列名"), _FIX),
    "mapping.broken": Sentences(
        N_("映射文件此处无法读取"),
        N_("YAML，键为 columns、unit（fen 或 yuan）、values、fixed"),
        N_("见 docs/algorithms/pay-rows.md 的例子"),
    ),
    "mapping.column_unknown": Sentences(
        N_("映射文件写了没有的列 {name}"), N_("工资行的列名；values 只用于文字列"), N_("见 docs/algorithms/pay-rows.md 的列表")
    ),
    "mapping.heading_absent": Sentences(N_("映射文件写了表中没有的列名“{heading}”，该列按 0 或空计")),
    "pay.column_missing": Sentences(N_("缺少列 {name}"), N_("工资行的必备列"), _MAP),
    "pay.column_twice": Sentences(N_("有两处都指为同一列"), N_("每列只有一个来源"), _MAP),
    "pay.value_missing": Sentences(N_("此格不能为空"), N_("填写此格"), _FIX),
    "pay.month": Sentences(N_("月份无法识别"), N_("YYYY-MM，如 2026-03"), _FIX),
    "pay.employment": Sentences(
        N_("用工形式无法识别"), N_("full_time、part_time、probation、dispatched，或留空"), N_("改正，或在映射文件的 values 中对应")
    ),
    "pay.amount": Sentences(N_("金额不是整分"), N_("以分为单位的整数；映射文件写 unit: yuan 时为至多两位小数的元"), _FIX),
    "pay.amount_negative": Sentences(N_("金额为负"), N_("0 或更大的金额"), N_("扣款请并入相应月份的工资项，或说明后更正")),
    "pay.amount_too_large": Sentences(N_("金额过大，可能单位有误"), N_("不超过一千亿分（十亿元）的金额"), _FIX),
    "pay.days": Sentences(N_("天数无法采用"), N_("至多两位小数；计薪日大于 0，支付日不小于 0"), _FIX),
    "pay.hours": Sentences(N_("小时数无法采用"), N_("不小于 0、至多两位小数，或留空"), _FIX),
    "pay.paid_above_payable": Sentences(N_("支付日多于计薪日"), N_("支付日不多于当月计薪日"), _FIX),
    "pay.repeated": Sentences(
        N_("与第 {first_row} 行是同一人、同一企业、同一月份"), N_("每人每企业每月一行"), N_("合并为一行后重新提交")
    ),
    "pay.hours_unknown": Sentences(N_("有 {count} 行非全日制用工没有填写工时，未能核对")),
    "si_mode.unknown": Sentences(N_("{place} 比较工资时是否扣除个人缴费未收录（{on}），按不扣除（应发）计")),
    "pay.more": Sentences(N_("另有 {count} 处问题未列出"), N_("先改正已列出的各处"), N_("改正后重新提交，再看其余")),
}
