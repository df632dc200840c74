"""The model text of a contract: clauses and category definitions in plain legal Chinese, drafted for this product.

It is nobody's official model (示范文本); the parties may replace every word.  A contract is a Chinese text, so nothing here is
a message for the catalogue.  Amounts, places and names stand in the contract's tables and scope, never in a clause.
"""

from collections.abc import Iterable, Iterator

from xieshang.core.contract import Binding, Category, Clause
from xieshang.core.wage_table import GUIDELINE_CATEGORIES, Form, WageTable

__all__ = ["model_categories", "model_clauses"]

_BOUND = {
    Binding.ALL: "本合同生效后，范围内的全部用人单位和职工均受约束，不以是否派员参加协商为条件。",
    Binding.SIGNATORY: "本合同约束附件所列已经确认的用人单位及其职工。",
}
_SCOPE = (
    "本合同适用于所列地区、行业内的用人单位，以及在其生产、服务岗位上运用专业技能从事操作的职工（以下称技能人才）。"
    "计时、计件职工同样适用；派遣到这些岗位的劳动者，由派遣单位和用工单位按本合同的标准保障其工资。"
)
_COUNTED = (
    "职工在法定工作时间或者劳动合同约定的工作时间内提供了正常劳动的，用人单位支付的工资减去下列各项以后，"
    "不得低于表中与其岗位类别、职业和技能等级对应的标准：\n"
    "（一）延长工作时间的工资；\n"
    "（二）中班、夜班、高温、低温、高空、井下、有毒有害等特殊工作环境、条件下的津贴；\n"
    "（三）法律、法规规定的福利待遇。\n"
    "基本工资、计件工资、绩效工资和技能津贴计算在内。"
)
_CONTRIBUTIONS = {
    "gross": "标准为应发数，包含职工个人应当缴纳的社会保险费和住房公积金。",
    "net": "标准不包含职工个人应当缴纳的社会保险费和住房公积金。",
}
_FORMS = {
    Form.HOURLY_FLOOR: "小时最低工资适用于非全日制用工。",
    Form.SKILL_ALLOWANCE: "月最低技能津贴单独列支；减去该津贴以后，工资仍不得低于当地最低工资标准。",
}
_PART_MONTH = (
    "当月没有提供全部正常劳动的，标准按当月计薪日折算：标准除以当月计薪日数，乘以应当支付工资的日数，不足一分的进为一分。"
    "带薪年休假、婚丧假、产假和依法参加社会活动的时间，视为提供了正常劳动。\n"
    "实行计件工资的，劳动定额应当使同岗位百分之九十以上的职工在法定工作时间内能够完成。\n"
    "技能等级以职业技能等级证书、职业资格证书或者用人单位的书面聘任为准，几者不一致的，按较高的等级。"
    "等级提升的，自取得证书或者聘任的次月起执行新等级的标准。"
)
_CARRYING_OUT = (
    "用人单位应当自本合同生效之日起三十日内，对照本合同核对技能人才的工资，低于标准的予以调整，并告知本单位工会或者职工代表。"
    "差额自合同期限的第一日起补足。\n"
    "用人单位与职工订立的劳动合同、本单位的集体合同，其标准不得低于本合同。"
    "用人单位可以与本单位工会或者职工代表再次协商，约定更高的标准。\n"
    "用人单位不得因执行本合同而降低职工原有的工资。"
)
_SUPERVISION = (
    "双方共同监督本合同的履行，每年至少检查一次，并将情况向职工代表大会或者全体职工公布。"
    "职工认为工资低于标准的，可以向本单位工会或者签订本合同的工会反映，也可以向人力资源社会保障行政部门投诉。\n"
    "因履行本合同发生争议的，双方先行协商；协商解决不成的，依法申请仲裁、提起诉讼。"
)
_EFFECT = (
    "本合同经职工代表大会或者全体职工讨论通过，由双方首席代表签字后，报送人力资源社会保障行政部门；"
    "该部门自收到文本之日起十五日内未提出异议的，本合同即行生效。\n"
    "期限届满前，任何一方可以提出续签。期限内变更或者解除的，由双方协商一致，并履行与订立相同的程序。"
    "当地最低工资标准调整以后，表中有标准不再高于它的，双方应当及时协商变更。"
)
_DEFINITIONS = dict(
    zip(
        GUIDELINE_CATEGORIES,
        (
            "按固定规程操作，运用单一技能即可完成的岗位",
            "在一个专业内操作较为复杂，需要较长时间训练的岗位",
            "操作难度大，或者需要跨专业综合运用技能的岗位",
            "承担重大技术难题攻关和工艺革新的岗位",
        ),
        strict=True,
    )
)


def _texts(binding: Binding, forms: set[Form], contributions: str | None) -> Iterator[tuple[str, str]]:
    yield "适用范围", f"{_SCOPE}\n{_BOUND[binding]}"
    more = "".join(text for form, text in _FORMS.items() if form in forms)
    yield "标准与不计入的项目", "\n".join(filter(None, [_COUNTED + _CONTRIBUTIONS.get(contributions or "", ""), more]))
    yield "折算、定额与等级", _PART_MONTH
    yield "企业落实要求与二次协商", _CARRYING_OUT
    yield "监督与争议", _SUPERVISION
    yield "期限与生效", _EFFECT


def model_clauses(binding: Binding, tables: Iterable[WageTable], contributions: str | None = None) -> tuple[Clause, ...]:
    """Give the clauses of the model text, numbered from 1.

    ``contributions`` is how the worker's own contributions are treated at the place (``gross``, ``net``); null: not said.

    >>> [clause.heading for clause in model_clauses(Binding.ALL, ())][:2]
    ['适用范围', '标准与不计入的项目']
    """
    texts = _texts(binding, {table.form for table in tables}, contributions)
    return tuple(Clause(str(number), heading, text) for number, (heading, text) in enumerate(texts, 1))


def model_categories(tables: Iterable[WageTable]) -> tuple[Category, ...]:
    """Give the post categories that the tables name, in the order of the text, with the lowest level that each admits.

    Only the four names of the guideline have a model definition; what another category means, the parties have to say.
    """
    lowest: dict[str, int | None] = {}
    for row in (row for table in tables for row in table.rows if row.category):
        level = None if row.level is None else int(row.level)
        known = lowest.setdefault(row.category or "", level)
        lowest[row.category or ""] = None if known is None or level is None else min(known, level)
    return tuple(
        Category(name, like=name if name in GUIDELINE_CATEGORIES else None, definition=_DEFINITIONS.get(name), entry_level=level)
        for name, level in lowest.items()
    )
