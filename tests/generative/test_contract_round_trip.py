"""Random contracts come back from their JSON, their Word file and their PDF as they were; a changed number is found at its row."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from xieshang.core.contract import (
    Binding,
    Category,
    Clause,
    Confirmation,
    Contract,
    Kind,
    Parties,
    Party,
    Scope,
    Term,
    contract_content,
    read_contract,
)
from xieshang.core.fields import Fields
from xieshang.core.money import Rounding
from xieshang.core.skills import Level
from xieshang.core.wage_table import Area, Form, WageRow, WageTable
from xieshang.documents.comparison import compare
from xieshang.documents.enclosed import contract_text, read_enclosed
from xieshang.documents.reading import printed_in, read_document
from xieshang.documents.typesetting import contract_pdf
from xieshang.documents.word import contract_docx

NAMES = {"130123": "正定县", "C33": "金属制品业", "6-18-01-01": "车工", "6-18-02-04": "焊工"}
AWKWARD = [
    "A&B<某>公司",
    "“引号” 'x' \"y\"",
    "#let x = 1; $y$ *粗* _斜_ @参照 \\n `码` [方]",
    "甲\n乙\r\n丙\t丁",
    "\x00\x01\x0b\x1f\x7f\ufffe",
    "𠀀𪛖😀〔U+0041〕",
    "W" * 300,
    "很长" * 200,
    "⼀一ﬁ½Ａ１",
    " 前后空白 ",
    "שלום مرحبا",
    "e\u0301\u200b\u202e",
    "{{ x }}${y}%s{0}",
]
text = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
maybe = st.none() | text
amounts = st.integers(0, 2**53)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
parties = st.none() | st.builds(Party, text, maybe)
categories = st.builds(Category, text, maybe, maybe, st.none() | st.integers(0, 9) | text)
scopes = st.builds(
    Scope,
    st.none() | st.lists(st.sampled_from(["130123", "340506"]) | text, max_size=3).map(tuple),
    st.none() | st.lists(st.just("C33") | text, max_size=2).map(tuple),
    st.none() | st.lists(text, max_size=2).map(tuple),
    st.sampled_from(Binding),
    st.lists(st.builds(Confirmation, text, days), max_size=3).map(tuple),
)
histories = st.lists(st.fixed_dictionaries({"on": st.just("2026-01-15") | text, "what": text, "digest": maybe}), max_size=2)


@st.composite
def tables(draw: st.DrawFn) -> WageTable:
    ids = draw(st.lists(text, max_size=4))
    occupation = st.none() | st.sampled_from(["6-18-01-01", "6-18-02"]) | text
    levels, years = st.none() | st.sampled_from(Level), st.none() | st.integers(0, 40)
    of_row = st.tuples(
        amounts, maybe, occupation, levels, st.just("3") | maybe, maybe, maybe, years, st.just({}) | st.just({"备注": 1})
    )
    rows = [WageRow(row_id, *draw(of_row)) for row_id in ids]
    area = draw(st.none() | st.builds(Area, maybe, st.none() | st.just(("130123",))))
    return WageTable(draw(st.sampled_from(Form)), tuple(rows), area, draw(st.just("CNY") | text), draw(maybe))


contracts = st.builds(
    Contract,
    id=text,
    title=maybe,
    kind=st.sampled_from(Kind),
    scope=scopes,
    parties=st.builds(Parties, parties, parties),
    term=st.builds(Term, days, days),
    known_on=days,
    rounding=st.sampled_from(Rounding),
    categories=st.lists(categories, max_size=2).map(tuple),
    tables=st.lists(tables(), max_size=2).map(tuple),
    clauses=st.lists(st.builds(Clause, st.just("3") | text, maybe, maybe), max_size=3).map(tuple),
    history=histories.map(tuple),
    extra=st.just({}) | st.just({"source": "出处", "facts": {"n": 0.1, "list": [None, True]}}),
)


def came_back(raw: bytes, contract: Contract) -> bool:
    read = read_document(raw, NAMES, "")
    assert read.contract == contract
    assert read.differs is not None
    assert read.differs.is_equal, read.differs
    return True


@given(contracts)
def test_a_contract_comes_back_from_its_json(contract: Contract) -> None:
    assert read_contract(Fields(contract_content(contract))) == contract
    assert read_enclosed(contract_text(contract)) == contract


@given(contracts)
def test_a_contract_comes_back_from_its_word_file(contract: Contract) -> None:
    assert came_back(contract_docx(contract, NAMES), contract)


# A failing case is told as it was found: making it small would set thousands of pages.
@pytest.mark.fonts
@settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(contracts)
def test_a_contract_comes_back_from_its_pdf(contract: Contract) -> None:
    assert came_back(contract_pdf(contract, NAMES), contract)


@given(contracts.filter(lambda contract: any(table.rows for table in contract.tables)), st.data())
def test_a_changed_number_is_found_at_its_row(contract: Contract, data: st.DataObject) -> None:
    raw = contract_docx(contract, NAMES)
    number = data.draw(st.sampled_from([number for number, table in enumerate(contract.tables) if table.rows]))
    table = contract.tables[number]
    place = data.draw(st.integers(0, len(table.rows) - 1))
    row = table.rows[place]
    amended = replace(row, amount_fen=data.draw(amounts.filter(lambda amount: amount != row.amount_fen)))
    rows = (*table.rows[:place], amended, *table.rows[place + 1 :])
    changed = replace(contract, tables=(*contract.tables[:number], replace(table, rows=rows), *contract.tables[number + 1 :]))
    [found] = compare(printed_in(raw), changed, NAMES).rows
    assert (found.row, found.document_fen, found.data_fen) == (row.id, row.amount_fen, amended.amount_fen)
