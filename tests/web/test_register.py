"""The public register: what enters it and when, what it says holds, its search, its pages and files; and nothing of any draft."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cast import MAIN_PATH, TABLE, by
from conftest import NUMBER, Stage
from django.test import Client
from register_cases import TURNER, contract, published, signatory

from xieshang.core.contract import Scope, Term, digest, read_contract
from xieshang.core.fields import Fields
from xieshang.core.wage_table import WageRow
from xieshang.documents.reading import read_document
from xieshang.web.contracts.assembly import assembled
from xieshang.web.register.models import PublishedContract
from xieshang.web.register.services import code_names, contracts_in_force, end, enter

pytestmark = pytest.mark.django_db
At = Callable[[str], Stage]
CANARY_FEN, CANARY = 319_371, "金丝雀工"


def day(text: str) -> date:
    return date.fromisoformat(text)


def page(number: str = "130123-2026-07", more: str = "") -> Any:
    return Client().get(f"/register/{number}/{more}")


def numbers(query: str = "") -> list[str]:
    return [entry.number for entry, _ in Client().get(f"/register/?{query}").context["lines"]]


@pytest.mark.case("N51.4-known")
def test_a_contract_enters_when_the_second_side_has_published_it(at: At) -> None:
    stage = at("workers posted")
    assert not PublishedContract.objects.exists()
    stage.tell([MAIN_PATH["employers posted"] | {"on": "2025-05-15"}])
    entry = PublishedContract.objects.get()
    assert stage.bargaining is not None
    made = assembled(stage.bargaining, day("2025-05-15"))
    assert made is not None
    assert (entry.number, entry.digest, entry.place, entry.industry) == (NUMBER, digest(made.contract), "130123", "C33")
    assert (entry.effective_on, entry.from_on, entry.to_on) == (day("2025-05-14"), day("2025-06-01"), day("2026-05-31"))
    assert (entry.published_on, contracts_in_force()) == (day("2025-05-15"), [made.contract])


def test_a_side_that_publishes_again_enters_nothing_more(at: At) -> None:
    stage = at("employers posted")
    stage.tell([by("workers", "publish", "2025-05-16")])
    assert PublishedContract.objects.count() == 1


def test_the_same_text_entered_twice_is_one_entry_and_a_draft_is_none() -> None:
    first, second = published(), published()
    assert first.pk == second.pk
    with pytest.raises(ValueError, match="draft"):
        enter(contract(known_on=None), day("2026-03-12"))
    assert PublishedContract.objects.count() == 1


def test_a_terminated_contract_holds_until_the_day_before(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("employers posted")
    monkeypatch.setenv("XIESHANG_TODAY", "2025-09-10")
    stage.tell([by("workers", "terminate", "2025-09-10", ground="双方协商一致")])
    assert PublishedContract.objects.get().ended_on == day("2025-09-10")
    assert len(contracts_in_force(day("2025-09-09"))) == 1
    assert contracts_in_force(day("2025-09-10")) == []


@pytest.mark.parametrize(
    ("on", "holds"), [("2026-04-30", False), ("2026-05-01", True), ("2027-04-30", True), ("2027-05-01", False)]
)
def test_a_contract_holds_from_the_first_day_of_its_term_to_the_last(on: str, holds: bool) -> None:
    published()
    assert bool(contracts_in_force(day(on))) is holds


def test_of_an_amended_contract_each_text_holds_on_its_own_days() -> None:
    first = published()
    second = enter(contract(rows=(WageRow("1", 300_000),), known_on=day("2026-09-08")), day("2026-09-10"))
    assert [contracts_in_force(day(on))[0].tables[0].rows[0].amount_fen for on in ("2026-09-07", "2026-09-08")] == [
        280_000,
        300_000,
    ]
    assert [len(contracts_in_force(day(on))) for on in ("2026-09-07", "2026-09-08")] == [1, 1]
    shown = page()
    assert (shown.context["entry"], shown.context["entries"]) == (second, [second, first])
    earlier = page(more=f"?version={first.digest[:16]}")
    assert (earlier.context["entry"], earlier.context["is_newest"]) == (first, False)
    assert page(more="?version=0000").status_code == 404
    assert numbers() == ["130123-2026-07"]


def test_an_amendment_goes_its_whole_road_and_keeps_the_term_that_it_does_not_name(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("employers posted")
    row = TABLE["rows"][0] | {"amount_fen": 270_000}  # type: ignore[operator]
    amended = {"table": {"form": "monthly_floor", "rows": [row]}, "term": None}
    steps = list(MAIN_PATH)[list(MAIN_PATH).index("recorder") :]
    months = {"03": "06", "04": "07", "05": "08"}
    told = [by("workers", "propose_amendment", "2025-06-02", ground="最低工资标准调整")]
    for step in steps:
        act = MAIN_PATH[step] | (amended if step == "proposed" else {})
        told.append(act | {"on": f"2025-{months[act['on'][5:7]]}{act['on'][7:]}"})
    for act in told:
        monkeypatch.setenv("XIESHANG_TODAY", act["on"])
        stage.tell([act])
    second, first = page(NUMBER).context["entries"]
    assert (first.from_on, first.to_on, second.from_on, second.to_on) == (*(day("2025-06-01"), day("2026-05-31")) * 2,)
    assert (second.effective_on, second.content["tables"][0]["rows"][0]["amount_fen"]) == (day("2025-08-13"), 270_000)
    amounts = [contracts_in_force(day(on))[0].tables[0].rows[0].amount_fen for on in ("2025-08-12", "2025-08-13")]
    assert amounts == [250_000, 270_000]


def test_an_amendment_that_begins_later_leaves_the_earlier_text_until_then() -> None:
    published()
    enter(contract(known_on=day("2026-09-08"), term=Term(day("2026-11-01"), day("2027-04-30")), title="变更"), day("2026-09-10"))
    assert [contracts_in_force(day(on))[0].title for on in ("2026-10-31", "2026-11-01")] == [contract().title, "变更"]


def test_what_is_read_back_from_the_register_is_what_entered() -> None:
    assert read_contract(Fields(published().content)) == contract()


def test_nothing_of_a_draft_is_on_any_public_page(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = at("met")
    row = TABLE["rows"][0] | {"amount_fen": CANARY_FEN, "label": CANARY}  # type: ignore[operator]
    stage.tell([by("workers", "propose", "2025-04-01", table={"form": "monthly_floor", "rows": [row]})])
    lookup = f"/lookup/answer?place=130123&industry=C33&work={TURNER}/基础类&level=2&firm=unknown"
    addresses = [
        "/",
        "/register/",
        f"/register/?trade={CANARY}",
        "/lookup/?place=130123",
        "/lookup/?place=130123&industry=C33",
        lookup,
    ]
    texts = {address: Client().get(address).content.decode() for address in addresses}
    assert Client().get(f"/register/{NUMBER}/").status_code == 404
    for act in list(MAIN_PATH.values())[10:]:
        monkeypatch.setenv("XIESHANG_TODAY", act["on"])
        stage.tell([act])
    files = [f"/register/{NUMBER}/{name}" for name in ("", "contract.json", "contract.csv")]
    texts |= {f"{address} later": Client().get(address).content.decode() for address in [*addresses[:5], *files]}
    assert "2,500" in texts[f"/register/{NUMBER}/ later"]
    for address, text in texts.items():
        shown = text.replace(f'value="{CANARY}"', "")
        assert not any(told in shown for told in (CANARY, "3,193.71", str(CANARY_FEN))), address


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"130123-2026-07", "130109-2026-01"}),
        ("q=金属制品", {"130123-2026-07"}),
        ("q=130109-2026", {"130109-2026-01"}),
        ("q=行业工会 金属", {"130123-2026-07"}),
        ("trade=数控车工", {"130123-2026-07", "130109-2026-01"}),
        ("trade=hg", {"130123-2026-07", "130109-2026-01"}),
        (f"trade={TURNER}", {"130123-2026-07", "130109-2026-01"}),
        ("trade=铣工", set()),
        ("place=130123", {"130123-2026-07"}),
        ("place=130100", {"130123-2026-07", "130109-2026-01"}),
        ("place=130123100000", set()),
        ("place=130200", set()),
    ],
)
def test_the_search_goes_by_words_place_and_trade(query: str, found: set[str]) -> None:
    published()
    published("130109-2026-01", title="藁城区装备合同", scope=Scope(("130109",), ("C35",)), parties=contract("x").parties)
    assert set(numbers(query)) == found


@pytest.mark.parametrize("today", ["2026-03-12", "2026-05-01", "2027-05-01"])
def test_the_list_says_of_each_contract_whether_it_holds(today: str, monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    monkeypatch.setenv("XIESHANG_TODAY", today)
    states = {"2026-03-12": "NOT_BEGUN", "2026-05-01": "NOW", "2027-05-01": "OVER"}
    assert [state.name for _, state in Client().get("/register/").context["lines"]] == [states[today]]
    end("130123-2026-07", day(today))
    assert page().context["holds"].name == "ENDED"


@pytest.mark.case("N51.2-scope")
def test_both_counts_are_told_of_whom_a_contract_binds() -> None:
    published()
    published("130123-2026-08", scope=signatory("示范企业01", "示范企业02"))
    assert (page().context["binds_all"], len(page().context["firms"])) == (True, 0)
    bound = page("130123-2026-08").context
    assert (bound["binds_all"], [code for code, _, _ in bound["firms"]]) == (False, ["示范企业01", "示范企业02"])


@pytest.mark.parametrize("form", [pytest.param("pdf", marks=pytest.mark.fonts), "docx"])
def test_a_public_document_reads_back_as_the_contract(form: str) -> None:
    published()
    read = read_document(page(more=f"contract.{form}").content, code_names(), "x")
    assert read.differs is not None
    assert (read.differs.is_equal, read.contract) == (True, contract())


def test_the_json_and_the_csv_hold_every_cell() -> None:
    published(rows=(WageRow("1", 280_000, "重要类", TURNER, label="=1+1"),))
    assert read_contract(Fields(page(more="contract.json").json())).tables[0].rows[0].label == "=1+1"
    lines = list(csv.DictReader(io.StringIO(page(more="contract.csv").content.decode("utf-8-sig"))))
    assert [(line["id"], line["occupation"], line["label"], line["amount_fen"]) for line in lines] == [
        ("1", TURNER, "'=1+1", "280000")
    ]


def test_the_code_on_the_page_is_a_drawing_that_the_policy_allows() -> None:
    published()
    drawn = page(more="qr.svg")
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert b"style=" not in drawn.content
    assert page().context["lookup"] == "/lookup/?place=130123&industry=C33"


def test_no_public_page_has_a_style_or_a_script_inside() -> None:
    published()
    for address in ("/register/", "/register/130123-2026-07/", "/lookup/", "/lookup/?place=130123"):
        text = Client().get(address).content.decode()
        assert not re.search(r'\sstyle="|\son\w+="|<script>|<style', text), address
        assert len(text) < 600_000


def test_a_number_that_is_not_in_the_register_is_not_there() -> None:
    assert [page(more=more).status_code for more in ("", "contract.pdf", "qr.svg")] == [404, 404, 404]


def test_the_pages_ask_the_database_few_times(django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        published(f"130123-2026-{number:02}", scope=signatory("示范企业01"))
    with django_assert_max_num_queries(20):
        assert len(Client().get("/register/?trade=数控车工").context["lines"]) == 12
    with django_assert_max_num_queries(20):
        assert page("130123-2026-03").status_code == 200
    with django_assert_max_num_queries(2):
        assert len(contracts_in_force()) == 12


def test_a_contract_of_an_older_day_is_the_same_value(at: At) -> None:
    stage = at("employers posted")
    entry = PublishedContract.objects.get(number=NUMBER)
    assert stage.bargaining is not None
    made = assembled(stage.bargaining, day("2025-08-01"))
    assert made is not None
    assert digest(made.contract) == entry.digest
