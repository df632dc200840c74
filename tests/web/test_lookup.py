"""The question of the minimum wage: five answers in the address, one question a screen, and the figure of ``xieshang floor``."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from register_cases import ROWS, TURNER, WELDER, contract, published, signatory

from xieshang.__main__ import main
from xieshang.core.contract import Contract, Scope, Term, contract_content
from xieshang.core.skills import Level
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.web.register.explanation import Explanation
from xieshang.web.register.services import contracts_in_force, enter

pytestmark = pytest.mark.django_db
ASKED = {"place": "130123", "industry": "C33", "work": TURNER, "level": "3", "firm": "unknown"}


@pytest.fixture(autouse=True)
def _in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", "2026-06-01")


def answered(**changed: str) -> Any:
    return Client().get(f"/lookup/answer?{urlencode(ASKED | changed)}")


def found(**changed: str) -> Explanation:
    explanation: Explanation = answered(**changed).context["found"]
    return explanation


def why(explanation: Explanation, number: str = "130123-2026-07") -> str | None:
    """Give what the line of a contract says."""
    return next(line.why for line in explanation.lines if line.number == number)


def told_by_command(folder: Path, capsys: pytest.CaptureFixture[str], form: str, **changed: str) -> dict[str, Any]:
    """Ask ``xieshang floor`` over the contracts of the register."""
    for number, entry in enumerate(contracts_in_force()):
        (folder / f"{number}.json").write_text(json.dumps(contract_content(entry), ensure_ascii=False), "utf-8")
    asked = ASKED | changed
    occupation, _, category = asked["work"].partition("/")
    known = {"industry": asked["industry"], "occupation": occupation, "level": asked["level"], "category": category}
    known["enterprise"] = asked["firm"]
    options = [part for key, value in known.items() if value not in ("", "unknown") for part in (f"--{key}", value)]
    call = ["floor", "--json", "--contracts", str(folder), "--at", asked["place"], "--form", form, *options]
    assert main(call) in (0, 1)
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.case("LDMA.27", "INSP.20", "LL.48-told")
def test_the_answer_names_the_articles_on_the_minimum_and_on_the_time_to_claim() -> None:
    told = answered().content.decode()
    cited = ("《劳动争议调解仲裁法》第二十七条", "《劳动保障监察条例》第二十条", "《劳动法》第四十八条")
    assert [article in told for article in cited] == [True, True, True]


def test_each_screen_asks_the_first_question_that_is_open_and_keeps_the_answers() -> None:
    published()
    given: dict[str, str] = {}
    for question, answer in ASKED.items():
        screen = Client().get(f"/lookup/?{urlencode(given)}")
        assert (screen.context["question"], screen.context["kept"], len(screen.context["done"])) == (question, given, len(given))
        given[question] = answer
    asked = Client().get(f"/lookup/?{urlencode(given)}")
    assert (asked.status_code, asked.headers["Location"]) == (302, f"/lookup/answer?{urlencode(given)}")


def test_an_answer_is_changed_without_losing_the_others() -> None:
    screen = Client().get(f"/lookup/?{urlencode(ASKED | {'ask': 'industry'})}")
    assert screen.context["question"] == "industry"
    assert screen.context["kept"] == {name: value for name, value in ASKED.items() if name != "industry"}
    assert screen.context["back"].endswith("ask=place")


def test_what_was_typed_for_one_question_is_not_taken_for_the_next() -> None:
    published()
    screen = Client().get("/lookup/?find-place=zdx&place=130123&next=place")
    assert (screen.context["question"], screen.context["typed"], screen.context["missed"]) == ("industry", "", False)
    assert Client().get("/lookup/?place=130123&next=industry").context["missed"] is True


def test_an_answer_page_without_all_answers_asks_on() -> None:
    assert Client().get("/lookup/answer?place=130123").headers["Location"] == "/lookup/?place=130123"


@pytest.mark.parametrize(
    ("wrong", "question", "code"),
    [
        ({"place": "130999"}, "place", "place.unknown"),
        ({"place": "130100"}, "place", "place.unknown"),
        ({"industry": "Z99"}, "industry", "industry.unknown"),
        ({"work": "9-99"}, "work", "occupation.unknown"),
        ({"level": "9"}, "level", "level.unknown"),
        ({"firm": "91110000600037341X"}, "firm", "enterprise.check_digit"),
    ],
)
def test_what_cannot_be_taken_is_asked_again(wrong: dict[str, str], question: str, code: str) -> None:
    screen = Client().get(f"/lookup/?{urlencode(ASKED | wrong)}")
    assert (screen.status_code, screen.context["question"], screen.context["refusal"].code) == (422, question, code)
    kept = Client().get(f"/lookup/?{urlencode(ASKED)}")
    assert kept.status_code == 302


def test_the_contracts_of_the_place_are_offered_first() -> None:
    published()
    published("130109-2026-01", scope=Scope(("130109",), ("C35",)))
    offered = [
        [choice.value for choice in Client().get(f"/lookup/?{query}").context["offered"].first]
        for query in ("", "place=130123", "place=130123&industry=C33", "place=130123&industry=C35")
    ]
    assert offered == [["130109", "130123"], ["C33"], [f"{TURNER}/重要类", f"{WELDER}/关键类"], []]


def test_a_contract_that_is_over_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    monkeypatch.setenv("XIESHANG_TODAY", "2027-05-01")
    assert Client().get("/lookup/?place=130123&industry=C33").context["offered"].first == ()


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("ask=place&find-place=zdx", ["130123"]),
        ("ask=place&find-place=正定", ["130123"]),
        ("ask=place&find-place=340599", ["340599"]),
        ("ask=place&find-place=130199", []),
        ("place=130123&industry=C33&ask=work&find-work=skcg", [f"{TURNER}/重要类"]),
        ("place=130123&industry=C33&ask=work&find-work=6-18-02-02", ["6-18-02-02"]),
        ("place=130123&ask=industry&find-industry=金属制品业", ["C33"]),
        ("place=130123&industry=C33&ask=firm&find-firm=某厂", ["某厂"]),
    ],
)
def test_what_is_typed_is_found_by_name_initials_or_code(query: str, values: list[str]) -> None:
    published()
    assert [choice.value for choice in Client().get(f"/lookup/?{query}").context["offered"].first][:1] == values


@pytest.mark.parametrize("today", ["2026-04-30", "2026-05-01", "2027-04-30", "2027-05-01"])
@pytest.mark.parametrize("form", ["monthly_floor", "hourly_floor", "skill_allowance"])
@pytest.mark.parametrize(
    "changed",
    [
        {"work": f"{TURNER}/重要类"},
        {"work": f"{WELDER}/关键类", "level": "4"},
        {"work": f"{WELDER}/关键类"},
        {"work": f"{TURNER}/重要类", "industry": "unknown"},
        {"work": "unknown", "level": "unknown"},
        {"place": "130109", "work": f"{TURNER}/重要类"},
        {"work": f"{TURNER}/重要类", "firm": "示范企业01"},
    ],
)
def test_the_answer_is_the_one_of_the_command(
    today: str,
    form: str,
    changed: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", today)
    tables = (WageTable(Form.MONTHLY_FLOOR, ROWS), WageTable(Form.HOURLY_FLOOR, (WageRow("h", 3_000),)))
    published(tables=tables)
    published("130123-2026-08", scope=signatory("示范企业01"), tables=(WageTable(Form.MONTHLY_FLOOR, (WageRow("a", 330_000),)),))
    published("130123-2026-09", tables=(WageTable(Form.SKILL_ALLOWANCE, (WageRow("s", 50_000, level=Level.INTERMEDIATE),)),))
    told = told_by_command(tmp_path, capsys, form, **changed)
    explanation = found(**changed)
    answer = {"monthly_floor": explanation.monthly, "hourly_floor": explanation.hourly, "skill_allowance": explanation.allowance}[
        form
    ]
    assert (answer.amount_fen, [rule.id for rule in answer.winners]) == (told["amount_fen"], told["rules"])
    looked_at = [(entry.rule.id, entry.why_not and entry.why_not.value) for entry in answer.candidates]
    if changed.get("place", "130123") == "130123":
        assert looked_at == [(entry["rule"], entry["why_not"]) for entry in told["candidates"]]


@pytest.mark.parametrize(
    ("today", "amount_fen", "reason"),
    [
        ("2026-04-30", 238_000, "还没到执行的日子，2026年5月1日起执行"),
        ("2026-05-01", 310_000, None),
        ("2027-04-30", 310_000, None),
        ("2027-05-01", 238_000, "已经到期，执行到2027年4月30日"),
    ],
)
def test_a_contract_in_effect_decides_from_its_first_day_to_its_last(
    today: str, amount_fen: int, reason: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    monkeypatch.setenv("XIESHANG_TODAY", today)
    explanation = found()
    assert (explanation.monthly.amount_fen, why(explanation), explanation.is_reached) == (amount_fen, reason, reason is None)


def test_the_statutory_minimum_changes_on_its_own_day(monkeypatch: pytest.MonkeyPatch) -> None:
    amounts = []
    for today in ("2025-11-30", "2025-12-01"):
        monkeypatch.setenv("XIESHANG_TODAY", today)
        amounts.append(found().monthly.amount_fen)
    assert amounts == [220_000, 238_000]


def test_the_category_is_settled_where_the_contract_leaves_no_choice() -> None:
    published()
    explanation = found(work=TURNER)
    assert (explanation.worker.category, explanation.monthly.amount_fen) == ("重要类", 310_000)


def test_the_category_is_asked_where_the_contract_has_two() -> None:
    published(rows=(*ROWS, WageRow("4", 350_000, "关键类", TURNER, Level.INTERMEDIATE)))
    open_answer = answered()
    assert [category for category, _ in open_answer.context["undecided"]] == ["重要类", "关键类"]
    assert open_answer.context["found"].monthly.amount_fen == 238_000
    settled = Client().get(open_answer.context["undecided"][1][1])
    assert (settled.context["undecided"], settled.context["found"].monthly.amount_fen) == ([], 350_000)


def test_a_contract_for_confirmed_firms_reaches_those_alone() -> None:
    published(scope=signatory("示范企业01"))
    told = {firm: found(firm=firm) for firm in ("示范企业01", "示范企业02", "unknown")}
    assert [explanation.monthly.amount_fen for explanation in told.values()] == [310_000, 238_000, 238_000]
    assert [why(explanation) for explanation in told.values()] == [
        None,
        "你的单位没有确认这份合同",
        "只管确认过的企业，你没有填单位",
    ]


def test_every_contract_of_the_place_has_its_line_the_winner_first_and_why_it_lost() -> None:
    published()
    published("130123-2026-08", rows=(WageRow("1", 300_000),), title="低")
    published("130123-2026-09", scope=Scope(("130123",), ("C35",)), title="别的行业")
    published("130109-2026-01", scope=Scope(("130109",), None), title="别的地区")
    explanation = found()
    assert [(line.number, line.why, line.amount_fen) for line in explanation.lines] == [
        ("130123-2026-07", None, 310_000),
        ("130123-2026-08", "比上面的低", 300_000),
        (None, "比上面的低", 238_000),
        ("130123-2026-09", "行业不同，不适用", None),
    ]
    assert (explanation.elsewhere, len(explanation.every)) == (1, 8)


def test_without_a_contract_the_same_trade_nearby_is_shown_for_reference_alone() -> None:
    published()
    published("130123-2026-09", scope=Scope(("130123",), ("C35",)))
    near = found(place="130109", work=TURNER)
    assert (near.is_reached, [line.number for line in near.near]) == (False, ["130123-2026-07"])
    other_industry = found(industry="C34")
    assert [line.number for line in other_industry.near] == ["130123-2026-07", "130123-2026-09"]
    assert found().near == ()


def test_hours_and_allowance_stand_beside_the_month() -> None:
    published(tables=(WageTable(Form.SKILL_ALLOWANCE, (WageRow("1", 60_000, level=Level.INTERMEDIATE),)),))
    explanation = found()
    assert (explanation.monthly.amount_fen, explanation.hourly.amount_fen, explanation.allowance.amount_fen) == (
        238_000,
        2_400,
        60_000,
    )
    assert (explanation.is_reached, explanation.allowance_grounds[0].amount_fen) == (True, 60_000)


def test_a_place_whose_minimum_is_not_in_the_book_has_no_figure() -> None:
    explanation = found(place="650102")
    assert (explanation.monthly.amount_fen, explanation.grounds) == (None, ())
    assert answered(place="650102").status_code == 200


def test_the_figure_is_not_surer_than_its_ground() -> None:
    assert [ground.trust.value for ground in found().grounds] == ["provisional"]
    published()
    assert [ground.trust.value for ground in found().grounds] == ["primary"]


def test_of_an_amended_contract_the_text_of_the_day_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    amended: Contract = contract(rows=(WageRow("2", 290_000, "重要类", TURNER, Level.INTERMEDIATE),), known_on=date(2026, 9, 8))
    enter(amended, date(2026, 9, 10))
    amounts = []
    for today in ("2026-09-07", "2026-09-08"):
        monkeypatch.setenv("XIESHANG_TODAY", today)
        amounts.append(found().monthly.amount_fen)
    assert amounts == [310_000, 290_000]
    assert len([line for line in found().lines if line.number]) == 1


def test_a_term_that_began_before_the_effect_counts_once_it_is_known() -> None:
    published(term=Term(date(2026, 1, 1), date(2026, 12, 31)), known_on=date(2026, 6, 2))
    assert (found().monthly.amount_fen, why(found())) == (238_000, "还没有生效")


def test_the_pages_are_small_and_ask_the_database_few_times(django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        published(f"130123-2026-{number:02}")
    for address in ("/lookup/", "/lookup/?place=130123", f"/lookup/answer?{urlencode(ASKED)}"):
        with django_assert_max_num_queries(20):
            shown = Client().get(address)
        assert (shown.status_code, len(shown.content) < 600_000) == (200, True)
