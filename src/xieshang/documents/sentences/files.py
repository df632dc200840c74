"""Sentences about files as such: JSON, tables, encodings."""

from xieshang.documents.sentences.form import N_, Sentences

_FIX_AND_RETRY = N_("改正后重新提交；这次没有任何部分被采用")

SENTENCES = {
    "json.broken": Sentences(N_("第 {line} 行起不是完整的 JSON"), N_("一份完整的 JSON 文件（UTF-8）"), _FIX_AND_RETRY),
    "json.not_an_object": Sentences(N_("此处应为一个对象"), N_("形如 {{…}} 的对象"), _FIX_AND_RETRY),
    "schema.unknown": Sentences(
        N_("不认识的文件格式"), N_("{accepts}，或不写 schema"), N_("请用产生此文件的版本打开，或改正 schema")
    ),
    "field.missing": Sentences(N_("缺少必填项"), N_("填写此项"), _FIX_AND_RETRY),
    "field.not_text": Sentences(N_("此项应为文字"), N_("文字"), _FIX_AND_RETRY),
    "field.not_whole": Sentences(N_("此项应为整数"), N_("整数；金额以分为单位"), _FIX_AND_RETRY),
    "field.too_low": Sentences(N_("此项不得小于 {low}"), N_("{low} 或更大的整数"), _FIX_AND_RETRY),
    "field.not_a_date": Sentences(N_("此项不是日期"), N_("YYYY-MM-DD，如 2025-03-03"), _FIX_AND_RETRY),
    "field.not_boolean": Sentences(N_("此项应为 true 或 false"), N_("true 或 false"), _FIX_AND_RETRY),
    "field.not_a_choice": Sentences(N_("此项不在可选范围内"), N_("下列之一：{accepts}"), _FIX_AND_RETRY),
    "field.not_a_list": Sentences(N_("此项应为列表"), N_("形如 […] 的列表"), _FIX_AND_RETRY),
    "file.encoding": Sentences(
        N_("文件编码无法识别"), N_("UTF-8（有无 BOM 均可）或 GB18030"), N_("请在 WPS 中另存为 CSV UTF-8 后重新提交")
    ),
}
