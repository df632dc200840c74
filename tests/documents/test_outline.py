"""What a contract prints, word for word; and what is printed where the contract does not say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from contract_cases import DRAFT, FULL, NAMES

from xieshang.core.contract import Binding, Contract, Kind, Scope, Term, digest
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.documents.outline import Paragraph, names_used, outline, plain_lines
from xieshang.documents.wage_grid import Field, WageGrid, wage_grid

FULL_LINES = [
    "正定县示范行业工资专项集体合同",
    "合同编号：示范-2026-1",
    "合同类别：行业性集体合同",
    "职工一方：示范行业工会联合会（示范-01）",
    "企业一方：示范行业协会",
    "一、适用范围",
    "适用地区：正定县（130123）、130200",
    "适用行业：金属制品业（C33）",
    "适用企业：不限",
    "约束对象：上述范围内已确认本合同的企业及其职工（名单见附件）",
    "二、期限与生效",
    "合同期限：自2026年1月15日起，至2027年1月14日止（含首尾两日）",
    "生效日期：2026年1月15日",
    "三、岗位类别",
    "岗位类别  对应的参考类别  最低准入等级  划分标准",
    "基础类  —  初级工  单一技能",
    "主力岗  重要类  —  —",
    "四、工资标准",
    "表一\u3000月最低工资\u3000单位：元/月",
    "行号  岗位类别  职业（工种）  职业代码  技能等级  月最低工资（元/月）  大写  依据条款",
    "R-1  基础类  车工  6-18-01-01  初级工  2,580  贰仟伍佰捌拾元整  第三条",
    "R-2  基础类  数控车工  6-18-01-01  中级工  2,760.50  贰仟柒佰陆拾元伍角  第三条",
    "R-3  关键类  焊工  6-18-02-04  不分等级  3,600  叁仟陆佰元整  —",
    "表二\u3000小时最低工资\u3000单位：元/小时\u3000适用于一类区：长安区（130102）",
    "行号  小时最低工资（元/小时）  大写",
    "H-1  24.50  贰拾肆元伍角",
    "表三\u3000月最低技能津贴\u3000单位：元/月",
    "行号  技能等级  月最低技能津贴（元/月）  大写",
    "A-1  技师  300  叁佰元整",
    "表四\u3000计件单价\u3000单位：元",
    "行号  职业（工种）  计件单价（元）  大写  单位",
    "P-1  锻打  0.05  伍分  元/件",
    "P-2  装柄  12.34  壹拾贰元叁角肆分  —",
    "表五\u3000工龄津贴\u3000单位：元/月/年",
    "行号  工龄津贴（元/月/年）  大写  封顶年限",
    "S-1  20  贰拾元整  10年",
    "依条款由表中标准推算的金额，向上取整到十元。",
    "五、条款",
    "第三条\u3000最低工资",
    "不低于表一所列标准。",
    "计件工资同样适用。",
    "附则",
    "六、沿革",
    "日期  事项",
    "2025年12月20日  签订",
    "七、签章",
    "职工一方（盖章）  企业一方（盖章）",
    "示范行业工会联合会  示范行业协会",
    "首席代表（签字）：  首席代表（签字）：",
    "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日  \u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日",
    "附件\u3000已确认本合同的企业",
    "序号  企业  确认自",
    "1  示范企业01  2026年1月2日",
    "2  A&B<某>公司  —",
]
DRAFT_LINES = [
    "行业性集体合同",
    "草案（生效日期未载明）",
    "合同编号：草-1",
    "合同类别：行业性集体合同",
    "职工一方：未载明",
    "企业一方：未载明",
    "一、适用范围",
    "适用地区：不限",
    "适用行业：不限",
    "适用企业：不限",
    "约束对象：上述范围内的全部企业及其职工",
    "二、期限与生效",
    "合同期限：未载明",
    "生效日期：未载明",
    "三、签章",
    "职工一方（盖章）  企业一方（盖章）",
    "未载明  未载明",
    "首席代表（签字）：  首席代表（签字）：",
    "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日  \u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日",
]


def lines(contract: Contract) -> list[str]:
    return plain_lines(outline(contract, NAMES))


def printed(where: str, contract: Contract) -> list[str]:
    return [block.line for block in outline(contract, NAMES).blocks if isinstance(block, Paragraph) and block.where == where]


@pytest.mark.parametrize(("contract", "expected"), [(FULL, FULL_LINES), (DRAFT, DRAFT_LINES)])
def test_the_outline_is_this_word_for_word(contract: Contract, expected: list[str]) -> None:
    assert lines(contract) == [*expected, f"合同数据摘要（SHA-256）：{digest(contract)}"]


def test_a_contract_without_an_effect_is_a_draft_and_one_with_it_is_not() -> None:
    assert outline(DRAFT, {}).is_draft
    assert not outline(replace(DRAFT, known_on=date(2026, 1, 1)), {}).is_draft
    assert not any("草案" in line for line in lines(FULL))


@pytest.mark.parametrize(
    ("from_on", "to_on", "text"),
    [
        (None, None, "合同期限：未载明"),
        (date(2026, 1, 1), None, "合同期限：自2026年1月1日起，终止日未载明"),
        (None, date(2026, 12, 31), "合同期限：起始日未载明，至2026年12月31日止"),
        (date(2026, 1, 1), date(2026, 12, 31), "合同期限：自2026年1月1日起，至2026年12月31日止（含首尾两日）"),
    ],
)
def test_the_term_says_what_is_known_of_it(from_on: date | None, to_on: date | None, text: str) -> None:
    assert printed("term", replace(DRAFT, term=Term(from_on, to_on))) == [text]


@pytest.mark.case("N51.2-scope")
def test_any_and_none_are_told_apart() -> None:
    assert printed("scope.places", replace(DRAFT, scope=Scope(places=None))) == ["适用地区：不限"]
    assert printed("scope.places", replace(DRAFT, scope=Scope(places=()))) == ["适用地区：无"]


def test_a_contract_for_its_signatories_lists_them_even_where_there_are_none() -> None:
    assert printed("scope.confirmed", replace(DRAFT, scope=Scope(binding=Binding.SIGNATORY))) == ["无"]
    assert printed("scope.confirmed", DRAFT) == []


@pytest.mark.parametrize(
    ("kind", "title"), [(Kind.REGIONAL, "区域性集体合同"), (Kind.INDUSTRY, "行业性集体合同"), (Kind.ENTERPRISE, "企业集体合同")]
)
def test_a_contract_without_a_title_has_that_of_its_kind(kind: Kind, title: str) -> None:
    assert outline(replace(DRAFT, kind=kind), {}).title == title


def heads(*rows: WageRow, form: Form = Form.MONTHLY_FLOOR, **of_table: Any) -> list[str]:
    return [column.head for column in wage_grid(WageTable(form, rows, **of_table), 0, NAMES).columns]


def test_a_table_has_a_column_for_each_thing_that_a_row_names_and_no_other() -> None:
    bare = WageRow("1", 1)
    assert heads(bare) == heads() == ["行号", "月最低工资（元/月）", "大写"]
    assert heads(bare, replace(bare, occupation="6-18")) == ["行号", "职业（工种）", "职业代码", "月最低工资（元/月）", "大写"]
    assert heads(replace(bare, label="焊工")) == ["行号", "职业（工种）", "月最低工资（元/月）", "大写"]


def test_the_heading_of_the_amounts_names_form_and_unit() -> None:
    assert heads(form=Form.HOURLY_FLOOR)[1] == "小时最低工资（元/小时）"
    assert heads(form=Form.PIECE_PRICE, unit="元/万根")[1] == "计件单价（元/万根）"
    assert heads(currency="USD")[1] == "月最低工资（USD/月）"


def cell(row: WageRow, field: Field) -> str:
    grid = wage_grid(WageTable(Form.MONTHLY_FLOOR, (row,)), 0, NAMES)
    return grid.cells[0][[column.field for column in grid.columns].index(field)]


def test_the_local_name_of_the_trade_stands_beside_the_code_before_the_name_in_the_list() -> None:
    turner = WageRow("1", 1, occupation="6-18-01-01")
    assert cell(turner, Field.TRADE) == "车工"
    assert cell(replace(turner, label="数控车工"), Field.TRADE) == "数控车工"
    assert cell(replace(turner, occupation="6-18-09-99"), Field.TRADE) == "—"


def test_the_widths_of_the_columns_never_cut_an_amount() -> None:
    rows = (WageRow("W" * 300, 2**53, "类" * 60, "6-18-01-01", None, "款" * 60, "名" * 60),)
    [grid] = [
        block
        for block in outline(replace(DRAFT, tables=(WageTable(Form.MONTHLY_FLOOR, rows),)), {}).blocks
        if isinstance(block, WageGrid)
    ]
    shares = {column.field: column.share for column in grid.columns}
    assert shares[Field.AMOUNT] > 6 * len("90,071,992,547,409.92")
    assert max(shares.values()) < 496


def test_only_names_of_codes_that_the_contract_uses_travel_with_it() -> None:
    assert names_used(FULL, NAMES | {"C34": "通用设备制造业"}) == NAMES
