"""The contract of a round: put together cell by cell from its acts, a draft until in effect, shown to those who take part."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import MAIN_PATH, TABLE, by
from conftest import NUMBER, Stage

from xieshang.core.contract import digest
from xieshang.core.fields import Fields
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.wage_table import read_table
from xieshang.documents.reading import read_document
from xieshang.web.contracts import views
from xieshang.web.contracts.assembly import Assembled, assembled, contract_in_effect
from xieshang.web.register.services import code_names

At = Callable[[str], Stage]
Later = Callable[..., Stage]
PAGE = f"/rounds/{NUMBER}/contract/"


@pytest.fixture
def later(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Tell further acts, each on its day; the day of the last becomes today."""

    def told(*told: dict[str, Any]) -> Stage:
        for act in told:
            monkeypatch.setenv("XIESHANG_TODAY", act["on"])
            stage.tell([act])
        return stage

    return told


def made(stage: Stage, on: str) -> Assembled:
    assert stage.bargaining is not None
    found = assembled(stage.bargaining, date.fromisoformat(on))
    assert found is not None
    return found


def table(*amounts: int, form: str = "monthly_floor") -> dict[str, Any]:
    """Give the cast's table with other amounts; rows without one are left out."""
    rows = [row | {"amount_fen": amount} for row, amount in zip(TABLE["rows"], amounts, strict=False)]  # type: ignore[call-overload]
    return {"form": form, "rows": rows}


def codes(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["found"].warned.code for entry in entries]


@pytest.mark.case("N51.1-contract", "N51.3-conclude")
def test_the_contract_in_effect_is_the_proposal_cell_by_cell(at: At) -> None:
    contract = made(at("employers posted"), "2025-05-16").contract
    assert contract.tables == (read_table(Fields(TABLE)),)
    assert (contract.id, contract.title) == (NUMBER, "示范县刃模具行业技能人才最低工资专项集体合同")
    assert (contract.known_on, contract.term.from_on, contract.term.to_on) == (
        date(2025, 5, 14),
        date(2025, 6, 1),
        date(2026, 5, 31),
    )
    assert (contract.scope.places, contract.scope.industries, contract.scope.enterprises) == (("130123",), ("C33",), None)
    assert contract.parties.workers is not None
    assert contract.parties.workers.name == "示范县刃模具行业工会联合会"
    assert [(entry.name, entry.like, entry.entry_level) for entry in contract.categories] == [
        ("基础类", "基础类", 2),
        ("关键类", "关键类", 4),
    ]
    assert contract.clauses[0].id == "1"


def test_the_day_before_it_takes_effect_it_is_a_draft_and_on_the_day_it_is_not(at: At) -> None:
    stage = at("received")
    assert made(stage, "2025-05-13").contract.known_on is None
    assert made(stage, "2025-05-14").contract.known_on == date(2025, 5, 14)


def test_a_draft_follows_the_latest_proposal_and_tells_the_cells_that_changed(at: At, later: Later) -> None:
    stage = at("proposed")
    later(by("employers", "propose", "2025-04-01", table=table(240_000, 280_000)))
    found = made(stage, "2025-04-01")
    assert found.contract.tables[0].rows[0].amount_fen == 240_000
    context = stage.browser("employers").get(PAGE).context
    assert [(change.row.id, change.before_fen, change.after_fen) for _where, change in context["changes"]] == [
        ("1", 250_000, 240_000),
        ("3", 360_000, None),
    ]
    assert (context["is_draft"], context["published"]) == (True, False)


def test_the_first_proposal_has_nothing_before_it(at: At) -> None:
    context = at("proposed").browser("workers").get(PAGE).context
    assert (context["made"].previous, context["changes"]) == (None, [])


def test_what_was_given_up_on_the_way_is_not_told_by_the_contract_in_effect(at: At, later: Later) -> None:
    stage = at("met")
    later(by("employers", "propose", "2025-04-01", table=table(230_000, 231_000, 232_000)))
    given_up = made(stage, "2025-04-01").contract.history[0]["digest"]
    later({**by("workers", "propose", "2025-04-01", table=TABLE), "term": {"from": "2025-06-01", "to": "2026-05-31"}})
    assert given_up in [line["digest"] for line in made(stage, "2025-04-01").contract.history]
    later(*list(MAIN_PATH.values())[11:18])
    history = made(stage, "2025-05-14").contract.history
    assert given_up not in [line.get("digest") for line in history]
    assert [line["on"] for line in history] == [
        f"2025-{day}" for day in ("04-01", "04-02", "04-02", "04-20", "04-22", "04-23", "04-25", "04-28", "05-14")
    ]


def test_enterprises_that_confirmed_the_text_stand_in_it_with_their_day(at: At, later: Later) -> None:
    stage = at("employers initialled")
    later(by("enterprise", "confirm", "2025-04-10", enterprise="示范企业01"))
    confirmed = made(stage, "2025-04-10").contract.scope.confirmed
    assert [(entry.enterprise, entry.from_on) for entry in confirmed] == [("示范企业01", date(2025, 4, 10))]
    later(by("workers", "propose", "2025-04-11", table=TABLE))
    assert made(stage, "2025-04-11").contract.scope.confirmed == ()


def test_while_an_amendment_is_drafted_the_contract_in_effect_stands_with_its_own_history(at: At, later: Later) -> None:
    stage = at("employers posted")
    before = made(stage, "2025-05-16").contract
    later(by("workers", "propose_amendment", "2025-06-02", ground="最低工资标准调整"))
    assert made(stage, "2025-06-02").contract == before
    later(by("workers", "propose", "2025-06-03", table=table(260_000, 290_000, 370_000)))
    draft = made(stage, "2025-06-03")
    assert (draft.contract.known_on, draft.contract.term) == (None, before.term)
    assert stage.bargaining is not None
    assert contract_in_effect(stage.bargaining, draft.standing, date(2025, 6, 3)) == before


def test_checks_stand_beside_the_text_with_source_and_trust(at: At, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("met")
    long = {"from": "2025-06-01", "to": "2028-06-01"}
    later(by("workers", "propose", "2025-04-01", table=table(230_000, 230_000, 360_000), term=long))
    monkeypatch.setenv("XIESHANG_TODAY", "2025-11-05")
    context = stage.browser("workers").get(PAGE).context
    assert codes(context["errors"]) == []
    assert codes(context["warnings"]) == ["guideline52.below", "ladder.flat", "term.too_long"]
    below = context["warnings"][0]["found"]
    assert (below.row.id, below.trust.value) == ("1", "secondary")
    assert below.warned.source is not None


@pytest.mark.case("O22.38-term")
@pytest.mark.parametrize(
    ("to", "found"), [("2026-05-30", ["term.too_short"]), ("2026-05-31", []), ("2028-05-31", []), ("2028-06-01", ["term.too_long"])]
)
def test_a_term_is_usual_from_one_year_to_three(at: At, later: Later, to: str, found: list[str]) -> None:
    stage = at("met")
    later(by("workers", "propose", "2025-04-01", table=TABLE, term={"from": "2025-06-01", "to": to}))
    assert [code for code in codes(stage.browser("workers").get(PAGE).context["warnings"]) if code.startswith("term.")] == found


def test_a_minimum_raised_since_then_is_told_beside_an_old_draft(at: At, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("met")
    later(by("workers", "propose", "2025-04-01", table=table(230_000, 240_000, 360_000)))
    monkeypatch.setenv("XIESHANG_TODAY", "2025-12-01")
    assert codes(stage.browser("workers").get(PAGE).context["errors"]) == ["floor.below_statutory"]


@pytest.mark.parametrize("form", [pytest.param("pdf", marks=pytest.mark.fonts), "docx"])
def test_a_document_reads_back_as_the_contract(at: At, form: str) -> None:
    stage = at("employers posted")
    answer = stage.browser("enterprise").get(f"/rounds/{NUMBER}/contract.{form}")
    read = read_document(answer.content, code_names(), "x")
    assert read.differs is not None
    assert (read.differs.is_equal, digest(read.contract)) == (True, digest(made(stage, "2025-05-16").contract))
    assert f"{NUMBER}.{form}" in answer.headers["Content-Disposition"]


def test_the_json_is_the_contract(at: At) -> None:
    stage = at("proposed")
    content = stage.browser("bureau").get(f"/rounds/{NUMBER}/contract.json").json()
    assert (content["schema"], content["known_on"], content["tables"]) == ("xieshang/contract/1", None, [TABLE_CONTENT])


TABLE_CONTENT = {"form": "monthly_floor", "rows": [row | {"clause": None} for row in TABLE["rows"]]}  # type: ignore[operator]


def test_before_any_proposal_there_is_a_page_that_says_so_and_no_file(at: At) -> None:
    browser = at("met").browser("workers")
    assert browser.get(PAGE).context["made"] is None
    assert browser.get(f"/rounds/{NUMBER}/contract.docx").status_code == 404


def test_a_machine_without_a_chinese_font_says_what_to_install(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_font(*_: object) -> None:
        raise Refused(Refusal("render.no_font"))

    monkeypatch.setattr(views, "download", no_font)
    answer = at("proposed").browser("workers").get(f"/rounds/{NUMBER}/contract.pdf")
    assert (answer.status_code, [refusal.code for refusal in answer.context["refusals"]]) == (503, ["render.no_font"])


def test_the_page_asks_the_database_few_times(at: At, django_assert_max_num_queries: Any) -> None:
    browser = at("employers posted").browser("workers")
    with django_assert_max_num_queries(20):
        assert browser.get(PAGE).status_code == 200
