"""The contract as an ordered outline of paragraphs and tables, from which the PDF and the Word file are both made.

Every word that a contract document prints stands here or in ``wage_grid.py``; how it looks stands in ``contract.typ`` and
``word.py``.  Only what the contract says is printed: no article of law, no clause of ours is added.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from xieshang.core.contract import Binding, Category, Contract, Kind, Party, Term, digest
from xieshang.core.fields import canonical_json, iso_date
from xieshang.core.money import Rounding
from xieshang.core.skills import level_title, parse_level
from xieshang.core.wage_table import WageTable
from xieshang.documents.plain_text import marked
from xieshang.documents.terms import FORM_TITLES
from xieshang.documents.wage_grid import ANY, NOTHING, WageGrid, table_unit, wage_grid
from xieshang.documents.wording import article, chinese_number, coded, day_text

__all__ = ["Block", "ListGrid", "Manner", "Outline", "Paragraph", "names_used", "outline", "plain_lines"]

Names = Mapping[str, str]
UNSTATED = "未载明"
_KINDS = {Kind.REGIONAL: "区域性集体合同", Kind.INDUSTRY: "行业性集体合同", Kind.ENTERPRISE: "企业集体合同"}
_BINDINGS = {
    Binding.ALL: "上述范围内的全部企业及其职工",
    Binding.SIGNATORY: "上述范围内已确认本合同的企业及其职工（名单见附件）",
}
_ROUNDINGS = {
    Rounding.UP_TO_YUAN: "依条款由表中标准推算的金额，向上取整到元。",
    Rounding.UP_TO_10_YUAN: "依条款由表中标准推算的金额，向上取整到十元。",
}


class Manner(StrEnum):
    """What a paragraph is, from which each form takes its look."""

    TITLE = "title"
    DRAFT = "draft"
    FACT = "fact"
    HEADING = "heading"
    CLAUSE = "clause"
    BODY = "body"
    CAPTION = "caption"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``where`` names the part of the contract that it prints."""

    where: str
    manner: Manner
    text: str
    label: str = ""

    @property
    def line(self) -> str:
        """The whole paragraph in one text."""
        return f"{self.label}：{self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class ListGrid:
    """A table that is not a wage table: firms, categories, history, or the places for signatures (no ruled lines)."""

    where: str
    heads: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    ruled: bool = True


Block = Paragraph | WageGrid | ListGrid


@dataclass(frozen=True, slots=True)
class Outline:
    """A contract ready for printing: its title, whether it is a draft, its digest, and its blocks in order."""

    title: str
    is_draft: bool
    digest: str
    blocks: tuple[Block, ...]


def outline(contract: Contract, names: Names) -> Outline:
    """Give the outline of a contract.

    ``names``: the names of codes, printed before the code.  Nulls: a term that is not known is 未载明, any place, industry or
    enterprise 不限, a contract without ``known_on`` a draft.

    >>> plain_lines(outline(Contract("c-1"), {}))[:3]
    ['行业性集体合同', '草案（生效日期未载明）', '合同编号：c-1']
    """
    title = marked(contract.title or _KINDS[contract.kind])
    numbered = ((heading, list(blocks)) for heading, blocks in _sections(contract, names))
    blocks: list[Block] = [Paragraph("title", Manner.TITLE, title), *_head(contract)]
    for number, (heading, section) in enumerate(((heading, section) for heading, section in numbered if section), 1):
        blocks += [Paragraph("headings", Manner.HEADING, f"{chinese_number(number)}、{heading}"), *section]
    if appendix := list(_confirmed(contract)):
        blocks += [Paragraph("headings", Manner.HEADING, "附件　已确认本合同的企业"), *appendix]
    key = digest(contract)
    blocks.append(Paragraph("digest", Manner.COLOPHON, key, "合同数据摘要（SHA-256）"))
    return Outline(title, contract.known_on is None, key, tuple(blocks))


def _sections(contract: Contract, names: Names) -> Iterator[tuple[str, Iterable[Block]]]:
    yield "适用范围", _scope(contract, names)
    yield "期限与生效", _term(contract)
    yield "岗位类别", _categories(contract.categories)
    yield "工资标准", _tables(contract, names)
    yield "条款", _clauses(contract)
    yield "沿革", _history(contract)
    yield "签章", _signatures(contract)


def _fact(where: str, label: str, text: str) -> Paragraph:
    return Paragraph(where, Manner.FACT, text, label)


def _party(party: Party | None) -> str:
    if party is None:
        return UNSTATED
    return marked(f"{party.name}（{party.code}）" if party.code else party.name)


def _head(contract: Contract) -> Iterator[Block]:
    if contract.known_on is None:
        yield Paragraph("known_on", Manner.DRAFT, f"草案（生效日期{UNSTATED}）")
    yield _fact("id", "合同编号", marked(contract.id))
    yield _fact("kind", "合同类别", _KINDS[contract.kind])
    yield _fact("parties.workers", "职工一方", _party(contract.parties.workers))
    yield _fact("parties.employers", "企业一方", _party(contract.parties.employers))


def _listed(codes: Iterable[str] | None, names: Names) -> str:
    return ANY if codes is None else "、".join(marked(coded(code, names)) for code in codes) or "无"


def _scope(contract: Contract, names: Names) -> Iterator[Block]:
    scope = contract.scope
    yield _fact("scope.places", "适用地区", _listed(scope.places, names))
    yield _fact("scope.industries", "适用行业", _listed(scope.industries, names))
    yield _fact("scope.enterprises", "适用企业", _listed(scope.enterprises, {}))
    yield _fact("scope.binding", "约束对象", _BINDINGS[scope.binding])


def _term_text(term: Term) -> str:
    if term.from_on is None:
        return UNSTATED if term.to_on is None else f"起始日{UNSTATED}，至{day_text(term.to_on)}止"
    end = f"终止日{UNSTATED}" if term.to_on is None else f"至{day_text(term.to_on)}止（含首尾两日）"
    return f"自{day_text(term.from_on)}起，{end}"


def _term(contract: Contract) -> Iterator[Block]:
    yield _fact("term", "合同期限", _term_text(contract.term))
    yield _fact("known_on", "生效日期", UNSTATED if contract.known_on is None else day_text(contract.known_on))


def _entry_level(value: Any) -> str:
    if value is None:
        return NOTHING
    try:
        return level_title(parse_level(value)) if isinstance(value, str | int) else canonical_json(value)
    except ValueError:
        return marked(str(value))


def _categories(categories: tuple[Category, ...]) -> Iterator[Block]:
    lines = tuple(
        (marked(entry.name), marked(entry.like or NOTHING), _entry_level(entry.entry_level), marked(entry.definition or NOTHING))
        for entry in categories
    )
    if lines:
        yield ListGrid("categories", ("岗位类别", "对应的参考类别", "最低准入等级", "划分标准"), lines, (70, 90, 80, 220))


def _table_title(table: WageTable, number: int, names: Names) -> str:
    if table.area is None:
        area = ""
    else:
        places = "" if table.area.places is None else _listed(table.area.places, names)
        area = "　适用于" + "：".join(part for part in (marked(table.area.name or ""), places) if part)
    return f"表{chinese_number(number + 1)}　{FORM_TITLES[table.form]}　单位：{table_unit(table)}{area}"


def _tables(contract: Contract, names: Names) -> Iterator[Block]:
    for number, table in enumerate(contract.tables):
        yield Paragraph(f"tables[{number}]", Manner.CAPTION, _table_title(table, number, names))
        yield wage_grid(table, number, names)
    if contract.tables and contract.rounding in _ROUNDINGS:
        yield Paragraph("rounding", Manner.BODY, _ROUNDINGS[contract.rounding])


def _clauses(contract: Contract) -> Iterator[Block]:
    for number, clause in enumerate(contract.clauses):
        heading = "　".join(part for part in (article(clause.id), clause.heading) if part)
        yield Paragraph(f"clauses[{number}].heading", Manner.CLAUSE, marked(heading))
        for line in marked(clause.text or "").split("\n"):
            if line.strip():
                yield Paragraph(f"clauses[{number}].text", Manner.BODY, line)


def _told(value: Any) -> str:
    if value is None:
        return NOTHING
    day = iso_date(value)
    return day_text(day) if day else marked(value if isinstance(value, str) else canonical_json(value))


def _history(contract: Contract) -> Iterator[Block]:
    lines = tuple(tuple(_told(entry.get(key)) for key in ("on", "what", "digest")) for entry in contract.history)
    if any(entry.get("digest") is not None for entry in contract.history):
        yield ListGrid("history", ("日期", "事项", "文本摘要"), lines, (90, 200, 130))
    elif lines:
        yield ListGrid("history", ("日期", "事项"), tuple(line[:2] for line in lines), (90, 330))


def _signatures(contract: Contract) -> Iterator[Block]:
    sides = (contract.parties.workers, contract.parties.employers)
    cells = (
        tuple(UNSTATED if side is None else marked(side.name) for side in sides),
        ("首席代表（签字）：", "首席代表（签字）："),
        ("　　　　年　　月　　日", "　　　　年　　月　　日"),
    )
    yield ListGrid("signatures", ("职工一方（盖章）", "企业一方（盖章）"), cells, (1, 1), ruled=False)


def _confirmed(contract: Contract) -> Iterator[Block]:
    lines = tuple(
        (str(number), marked(entry.enterprise), NOTHING if entry.from_on is None else day_text(entry.from_on))
        for number, entry in enumerate(contract.scope.confirmed, 1)
    )
    if lines:
        yield ListGrid("scope.confirmed", ("序号", "企业", "确认自"), lines, (40, 280, 100))
    elif contract.scope.binding is Binding.SIGNATORY:
        yield Paragraph("scope.confirmed", Manner.BODY, "无")


def names_used(contract: Contract, names: Names) -> dict[str, str]:
    """Give the names of the codes that the contract uses; they travel with a document, so that it can be read anywhere.

    >>> names_used(Contract("c"), {"C33": "金属制品业"})
    {}
    """
    areas = [table.area.places or () for table in contract.tables if table.area]
    codes = {
        *(contract.scope.places or ()),
        *(contract.scope.industries or ()),
        *(code for places in areas for code in places),
        *(row.occupation for table in contract.tables for row in table.rows if row.occupation),
    }
    return {code: names[code] for code in sorted(codes) if names.get(code)}


def plain_lines(printed: Outline) -> list[str]:
    """Give the outline as lines of plain text, the cells of a table parted by two spaces."""
    lines = []
    for block in printed.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.line)
        else:
            heads = tuple(column.head for column in block.columns) if isinstance(block, WageGrid) else block.heads
            lines += ["  ".join(cells) for cells in (heads, *block.cells)]
    return lines
