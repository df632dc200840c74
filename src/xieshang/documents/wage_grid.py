"""A wage table as it is printed: which columns it has, what stands in each cell, and what a cell says when it is read back."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xieshang.core.money import yuan_text
from xieshang.core.skills import level_title
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.documents.plain_text import marked, seen
from xieshang.documents.terms import FORM_TITLES
from xieshang.documents.wording import article, capital_amount

__all__ = [
    "ANY",
    "NOTHING",
    "Column",
    "Field",
    "RECOGNISED_HEADS",
    "WageGrid",
    "amount_head",
    "fields_of",
    "table_form",
    "table_unit",
    "text_width",
    "wage_grid",
]

ANY, NOTHING = "不限", "—"


class Field(StrEnum):
    """What a column of a printed wage table holds."""

    ID = "id"
    CATEGORY = "category"
    TRADE = "label"
    OCCUPATION = "occupation"
    LEVEL = "level"
    AMOUNT = "amount_fen"
    CAPITALS = "capitals"
    UNIT = "unit"
    CAP_YEARS = "cap_years"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, and its share of the width of the page."""

    field: Field
    head: str
    share: int


@dataclass(frozen=True, slots=True)
class WageGrid:
    """One wage table laid out; ``cells[n]`` is the line of ``rows[n]``."""

    where: str
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    rows: tuple[WageRow, ...]


_UNITS = {
    Form.MONTHLY_FLOOR: "{money}/月",
    Form.HOURLY_FLOOR: "{money}/小时",
    Form.SKILL_ALLOWANCE: "{money}/月",
    Form.PIECE_PRICE: "{money}",
    Form.SENIORITY_ALLOWANCE: "{money}/月/年",
}


def table_unit(table: WageTable) -> str:
    """Give the unit of a table's amounts: its own, or that of its form in its currency.

    >>> table_unit(WageTable(Form.HOURLY_FLOOR, ())), table_unit(WageTable(Form.PIECE_PRICE, (), unit="元/万根"))
    ('元/小时', '元/万根')
    """
    money = "元" if table.currency == "CNY" else marked(table.currency)
    return marked(table.unit) if table.unit else _UNITS[table.form].format(money=money)


def amount_head(table: WageTable) -> str:
    """Give the heading of the amounts, which names form and unit.

    >>> amount_head(WageTable(Form.MONTHLY_FLOOR, ()))
    '月最低工资（元/月）'
    """
    return f"{FORM_TITLES[table.form]}（{table_unit(table)}）"


_FORM_WORDS = (
    ("小时", Form.HOURLY_FLOOR),
    ("计件", Form.PIECE_PRICE),
    ("工龄", Form.SENIORITY_ALLOWANCE),
    ("津贴", Form.SKILL_ALLOWANCE),
    ("最低工资", Form.MONTHLY_FLOOR),
)
_HEAD_UNIT = re.compile(r"\((.+)\)$", re.DOTALL)
_HEAD_WORDS = {
    Field.ID: ("行号", "序号", "编号"),
    Field.CATEGORY: ("岗位类别", "类别"),
    Field.TRADE: ("职业(工种)", "职业", "工种", "职业名称", "岗位"),
    Field.OCCUPATION: ("职业代码", "职业编码"),
    Field.LEVEL: ("技能等级", "职业技能等级", "等级"),
    Field.CAPITALS: ("大写",),
    Field.UNIT: ("单位",),
    Field.CAP_YEARS: ("封顶年限",),
    Field.CLAUSE: ("依据条款", "条款"),
}
_FIELD_OF = {word: field for field, words in _HEAD_WORDS.items() for word in words}
RECOGNISED_HEADS = ("行号", "岗位类别", "职业（工种）", "职业代码", "技能等级", "月最低工资（元/月）")


def table_form(head: str) -> tuple[Form, str | None] | None:
    """Read form and unit from the heading of an amount column; null where it does not say which form.

    >>> table_form("月最低工资标准（元/月）"), table_form("标准（元/月）")
    ((<Form.MONTHLY_FLOOR: 'monthly_floor'>, '元/月'), None)
    """
    folded = seen(head)
    unit = _HEAD_UNIT.search(folded)
    form = next((form for word, form in _FORM_WORDS if word in folded), None)
    return (form, unit[1] if unit else None) if form else None


def fields_of(heads: Sequence[str]) -> list[Field | None]:
    """Say what each column of a table holds, from its headings; null where a heading is not known.

    >>> [field and field.value for field in fields_of(["序号", "工种", "月最低工资(元/月)", "备注"])]
    ['id', 'label', 'amount_fen', None]
    """
    fields: list[Field | None] = []
    for head in heads:
        field = _FIELD_OF.get(seen(head)) or (Field.AMOUNT if table_form(head) else None)
        fields.append(None if field in fields else field)
    return fields


def _text(value: str | None, otherwise: str = NOTHING) -> str:
    return otherwise if value is None else marked(value)


def _trade(row: WageRow, names: Mapping[str, str]) -> str:
    named = names.get(row.occupation) if row.occupation else None
    return _text(row.label or named, NOTHING if row.occupation else ANY)


_Cell = Callable[[WageRow, Mapping[str, str]], str]
_CELLS: dict[Field, tuple[str, _Cell]] = {
    Field.ID: ("行号", lambda row, names: marked(row.id)),
    Field.CATEGORY: ("岗位类别", lambda row, names: _text(row.category, ANY)),
    Field.TRADE: ("职业（工种）", _trade),
    Field.OCCUPATION: ("职业代码", lambda row, names: _text(row.occupation, ANY)),
    Field.LEVEL: ("技能等级", lambda row, names: level_title(row.level)),
    Field.AMOUNT: ("", lambda row, names: yuan_text(row.amount_fen)),
    Field.CAPITALS: ("大写", lambda row, names: capital_amount(row.amount_fen)),
    Field.UNIT: ("单位", lambda row, names: _text(row.unit)),
    Field.CAP_YEARS: ("封顶年限", lambda row, names: NOTHING if row.cap_years is None else f"{row.cap_years}年"),
    Field.CLAUSE: ("依据条款", lambda row, names: NOTHING if row.clause is None else marked(article(row.clause))),
}
_FIGURES = re.compile(r"[0-9,.\-]")
# Tenths of a character of 9 points on the 447 points between the margins, and what the cell's own margins take of them.
_PAGE, _MARGINS = 496, 9
_WORDS = (Field.ID, Field.CATEGORY, Field.TRADE, Field.UNIT, Field.CLAUSE)
_GIVING_WAY = (((*_WORDS, Field.OCCUPATION), 69), (_WORDS, 55), ((Field.CAPITALS,), 69))
_ALWAYS = (Field.ID, Field.AMOUNT, Field.CAPITALS)


def _is_used(field: Field, rows: Iterable[WageRow]) -> bool:
    if field is Field.TRADE:
        return any(row.label or row.occupation for row in rows)
    return field in _ALWAYS or any(getattr(row, field) is not None for row in rows)


def text_width(text: str) -> int:
    """Give the width of the longest line of a text in tenths of a character: a figure 6, anything else at most 10.

    >>> text_width("焊工\\n2,000")
    30
    """
    return max(10 * len(line) - 4 * len(_FIGURES.findall(line)) for line in text.split("\n"))


def _widths(fields: Sequence[Field], heads: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    """Give each column the width that it asks for; where that is more than the page holds, words give way, then capitals."""
    asked = [
        max(text_width(head.replace("（元", "\n（元")), *(text_width(line[place]) for line in cells), 0) + _MARGINS
        for place, head in enumerate(heads)
    ]
    for giving_way, narrowest in _GIVING_WAY:
        places = [place for place, field in enumerate(fields) if field in giving_way]
        while sum(asked) > _PAGE and max(asked[place] for place in places) > narrowest:
            widest = max(places, key=asked.__getitem__)
            asked[widest] = min(asked[widest], _PAGE) - 1
    return asked


def wage_grid(table: WageTable, number: int, names: Mapping[str, str]) -> WageGrid:
    """Lay out a wage table: a column for each thing that any row names, a line for each row, in the order of the contract.

    ``number`` is the table's place in the contract, from 0.  Nulls: any is 不限, no level 不分等级, nothing said —.

    >>> wage_grid(WageTable(Form.MONTHLY_FLOOR, (WageRow("1", 128_000),)), 0, {}).cells
    (('1', '1,280', '壹仟贰佰捌拾元整'),)
    """
    fields = [field for field in Field if _is_used(field, table.rows)]
    cells = tuple(tuple(_CELLS[field][1](row, names) for field in fields) for row in table.rows)
    heads = [amount_head(table) if field is Field.AMOUNT else _CELLS[field][0] for field in fields]
    columns = tuple(map(Column, fields, heads, _widths(fields, heads, cells)))
    return WageGrid(f"tables[{number}]", columns, cells, table.rows)
