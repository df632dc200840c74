"""Sentences about wage evidence: samples and their designs, tables with withheld cells, candidates for bargaining."""

from xieshang.documents.sentences.form import N_, Sentences

_FIX = N_("改正后重新提交；文件没有任何部分被采用")
_DESIGN = N_("见 docs/algorithms/wages.md 的例子")

SENTENCES: dict[str, Sentences] = {
    "survey.column_missing": Sentences(N_("表中没有列 {name}"), N_("表中已有的列名"), N_("改正列名，或补上这一列后重新提交")),
    "survey.column_twice": Sentences(N_("列 {name} 写了两次"), N_("每列一次"), N_("去掉重复的列名")),
    "survey.cell_empty": Sentences(N_("此格不能为空"), N_("填写此格"), _FIX),
    "survey.not_a_number": Sentences(N_("此格不是数"), N_("不带逗号和单位的数"), _FIX),
    "survey.negative": Sentences(N_("此格不能为负"), N_("0 或更大的数"), _FIX),
    "survey.too_large": Sentences(N_("数值过大，可能单位有误"), N_("以分为单位的金额，或个数"), _FIX),
    "survey.no_weight": Sentences(N_("所有行的权数都是 0"), N_("至少一行的权数大于 0"), _FIX),
    "survey.person_repeated": Sentences(
        N_("与第 {first_row} 行是同一人、同一企业、同一月份"), N_("每人每企业每月一行"), N_("合并为一行后重新提交")
    ),
    "survey.population_varies": Sentences(
        N_("第 {stage} 阶段同一层内的总体单位数不一致"), N_("同一层各行写同一个总体单位数"), _FIX
    ),
    "survey.population_too_small": Sentences(
        N_("第 {stage} 阶段的总体单位数少于抽中的单位数"), N_("不少于该层抽中单位数的整数；放回抽样写 null"), _FIX
    ),
    "survey.stage_needs_population": Sentences(
        N_("后面还有一个阶段，本阶段须写明总体单位数"), N_("population：各层总体单位数所在的列"), _DESIGN
    ),
    "survey.rows_are_units": Sentences(
        N_("后面还有一个阶段，本阶段须写明抽样单位"), N_("cluster：抽样单位所在的列；只有最后阶段可以为空"), _DESIGN
    ),
    "survey.lonely_strata": Sentences(N_("{count} 个层只抽中 1 个单位，方差按总平均中心化估计")),
    "survey.enterprise_unknown": Sentences(
        N_("没有写明企业所在的列，无法判断能否公布，全部不公布；在抽样设计中写 enterprise，或只供自己使用时写 disclosure: false")
    ),
    "disclose.not_whole": Sentences(N_("此格不是整数"), N_("整数；金额以分为单位"), _FIX),
    "disclose.cell_repeated": Sentences(
        N_("这一格前面已有一行"),
        N_("contributors 为企业数时，每格一行"),
        N_("合并为一行；一行一名职工时用 --contributors-are names"),
    ),
    "disclose.shown_before": Sentences(N_("{count} 格上次公布过，这次不能公布；上次的数已经在外")),
    "choose.column_missing": Sentences(
        N_("缺少列 {name}"),
        N_("candidate、vacancies、seekers、relative_wage、skilled_workers、union、association"),
        N_("见 docs/algorithms/choosing.md 的例子"),
    ),
    "choose.name_missing": Sentences(N_("候选没有名称"), N_("每个候选一个名称"), _FIX),
    "choose.repeated": Sentences(N_("与第 {first_row} 行是同一候选"), N_("每个候选一行"), N_("合并为一行后重新提交")),
    "choose.not_a_number": Sentences(N_("此格不是数"), N_("不带逗号和单位的数；不知道的留空"), _FIX),
    "choose.negative": Sentences(N_("此格不能为负，相对工资也不能为 0"), N_("0 或更大的数；不知道的留空"), _FIX),
    "choose.not_whole": Sentences(N_("此格不是整数"), N_("整数；不知道的留空"), _FIX),
    "choose.not_yes_or_no": Sentences(N_("此格既不是“是”也不是“否”"), N_("是、否、1、0、true、false 或个数；不知道的留空"), _FIX),
    "wage.basis_differs": Sentences(
        N_("两个金额口径不同（{basis} 与 {other}），不能比较"),
        N_("同一口径的金额：工资价位含加班工资、奖金和津贴，多为全年数；最低工资标准不含"),
        N_("改用可比工资（正常工作时间、不含加班和特殊津贴的月工资）"),
    ),
}
