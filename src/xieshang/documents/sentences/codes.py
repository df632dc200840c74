"""Sentences about codes of places, industries, occupations, levels and enterprises."""

from xieshang.documents.sentences.form import N_, Sentences

SENTENCES: dict[str, Sentences] = {
    "place.unknown": Sentences(
        N_("没有这个地区代码"),
        N_("GB/T 2260 六位代码（乡镇 9 位、村 12 位），或 P＋六位驻地代码＋-＋名称"),
        N_("查对代码后改正；命令行可用 xieshang codes find"),
    ),
    "industry.unknown": Sentences(
        N_("没有这个行业代码"),
        N_("GB/T 4754-2017：门类字母，或字母加 2 至 4 位数字，如 C33"),
        N_("查对代码后改正；命令行可用 xieshang codes find"),
    ),
    "occupation.unknown": Sentences(
        N_("没有这个职业代码"),
        N_("职业分类大典 2022：如 6-18-01-01，或其上级 6-18-01、6-18"),
        N_("查对代码后改正；命令行可用 xieshang codes find"),
    ),
    "occupation.not_listed": Sentences(N_("职业代码 {occupation} 形式正确，但不在现有名录中")),
    "level.unknown": Sentences(
        N_("没有这个技能等级"),
        N_("1 至 8，或学徒工至首席技师，或五级至一级"),
        N_("改正后重新提交；只写数字时按 1（学徒工）至 8（首席技师）"),
    ),
    "enterprise.check_digit": Sentences(
        N_("统一社会信用代码校验不符"),
        N_("18 位、末位校验正确的统一社会信用代码；没有代码的写其他固定名称"),
        N_("核对营业执照后改正"),
    ),
    "codes.column_missing": Sentences(N_("名录缺少一列"), N_("列名为下列之一：{names}"), N_("在首行写明“代码”和“名称”后重新导入")),
}
