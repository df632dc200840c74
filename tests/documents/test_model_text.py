"""What the model text has to say because the notice asks for it; its wording is free."""

import pytest

from xieshang.core.contract import Binding
from xieshang.core.wage_table import GUIDELINE_CATEGORIES, Form, WageRow, WageTable
from xieshang.documents.model_text import model_categories, model_clauses

FLOORS = WageTable(
    Form.MONTHLY_FLOOR, tuple(WageRow(str(n), 300_000, category=name) for n, name in enumerate(GUIDELINE_CATEGORIES))
)
ALLOWANCES = WageTable(Form.SKILL_ALLOWANCE, (WageRow("a", 20_000),))


def headings(*tables: WageTable) -> list[str]:
    return [clause.heading or "" for clause in model_clauses(Binding.ALL, tables)]


@pytest.mark.case("N51.2-carrying-out", "N51.5-model", "N206.3-model")
def test_the_model_text_says_for_whom_it_is_and_what_each_enterprise_has_to_do() -> None:
    assert headings(FLOORS) == [
        "适用范围",
        "标准与不计入的项目",
        "折算、定额与等级",
        "企业落实要求与二次协商",
        "监督与争议",
        "期限与生效",
    ]
    assert all(clause.text for clause in model_clauses(Binding.ALL, (FLOORS,)))


def test_whom_it_binds_is_what_the_contract_says() -> None:
    everybody, signatories = (model_clauses(binding, (FLOORS,))[0].text for binding in Binding)
    assert everybody != signatories


@pytest.mark.case("G52-allowance")
def test_the_clause_on_the_allowance_stands_only_where_there_is_one() -> None:
    with_allowance, without = (model_clauses(Binding.ALL, tables)[1].text or "" for tables in ((FLOORS, ALLOWANCES), (FLOORS,)))
    assert with_allowance.startswith(without)
    assert "技能津贴" in with_allowance.removeprefix(without)


@pytest.mark.case("N51.3-weigh", "G52-categories")
def test_each_category_of_the_guideline_has_a_meaning_of_its_own_and_any_other_is_the_parties() -> None:
    own = WageTable(Form.MONTHLY_FLOOR, (WageRow("x", 300_000, category="主力岗"),))
    told = model_categories((FLOORS, own))
    assert [category.name for category in told] == [*GUIDELINE_CATEGORIES, "主力岗"]
    assert len({category.definition for category in told[:-1]} - {None}) == len(GUIDELINE_CATEGORIES) == 4
    assert (told[-1].definition, told[-1].like) == (None, None)
