"""The desk: what a typed cell comes to, the private draft, and serving a proposal."""

import json
from datetime import date

import pytest
from conftest import Stage
from desk_cases import LINES, TURNER, At, desk_address, fields, form, posted, released, text_of, words
from pytest_django import DjangoAssertNumQueries

from xieshang.core.parties import Role
from xieshang.web.accounts.models import Mandate, Person
from xieshang.web.desk.models import Draft
from xieshang.web.rounds.models import Act


def taken(answer: object) -> list[dict[str, int]]:
    lines = json.loads(fields(answer)["lines"].replace("&quot;", '"'))  # type: ignore[arg-type]
    return [line["taken"] for line in lines]


def test_the_matrix_shows_the_served_rows_with_both_positions_and_needs_no_script(at: At) -> None:
    stage = at("proposed")
    mine, theirs = (stage.browser(side).get(desk_address(stage)) for side in ("workers", "employers"))
    assert fields(mine)["c-0-3"] == "2,800"
    assert fields(theirs)["c-0-3"] == ""
    assert 'data-theirs="280000"' in text_of(theirs)
    for address in ("draft", "cost", "serve"):
        assert f'formaction="{desk_address(stage, address)}"' in text_of(mine)


def test_before_any_proposal_a_side_makes_its_own_rows(at: At) -> None:
    stage = at("accepted")
    browser = stage.browser("workers")
    assert "还没有工资标准表" in words(browser.get(desk_address(stage)))
    added = browser.post(desk_address(stage, "lines"), form(lines=[], trade="车工", category="重要类", label="车床工"))
    assert added.status_code == 302
    assert "车床工" in words(browser.get(desk_address(stage)))
    refused = browser.post(desk_address(stage, "lines"), form(lines=[], trade="没有的职业", version="1"))
    assert (refused.status_code, Draft.objects.get().lines[0]["occupation"]) == (422, TURNER)
    assert "没有的职业" in text_of(refused)


def test_a_row_is_removed_and_levels_are_chosen_with_everything_typed_kept(at: At) -> None:
    stage = at("accepted")
    browser = stage.browser("workers")
    posted(browser, stage, "lines", ("c-1-4", "3900"), remove="0")
    draft = Draft.objects.get()
    assert [row["amount_fen"] for row in draft.table["rows"]] == [390_000]
    browser.post(desk_address(stage, "lines"), {**form(lines=LINES[1:], version="1"), "choose": "levels", "level": ["4", "7"]})
    assert Draft.objects.get().levels == [4, 7]


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ("c-0-3", "2490", "低于低一级"),
        ("c-0-2", "2810", "高于高一级"),
        ("c-0-2", "2209", "不是整 10 元"),
        ("c-0-2", "2200", "等于当地最低工资"),
        ("c-0-2", "2190", "低于当地最低工资"),
        ("c-1-4", "三千", "不是金额"),
        ("c-1-4", "-10", "不是金额"),
        ("c-1-4", "99999999999", "金额过大"),
    ],
)
def test_a_refused_cell_says_why_keeps_its_text_and_does_not_count(at: At, cell: str, text: str, code: str) -> None:
    stage = at("proposed")
    answer = posted(stage.browser("workers"), stage, "cost", (cell, text), changed=cell, htmx="1")
    assert answer.status_code == 200
    assert code in words(answer)
    assert f'id="r-{cell}"' in text_of(answer)
    assert taken(answer) == [line["taken"] for line in LINES]


@pytest.mark.parametrize(
    ("cell", "text", "fen"),
    [("c-0-3", "2500", 250_000), ("c-0-2", "2,800", 280_000), ("c-0-2", "2210", 221_000), ("c-1-5", "3600元", 360_000)],
)
def test_a_cell_at_the_bound_is_taken(at: At, cell: str, text: str, fen: int) -> None:
    stage = at("proposed")
    answer = posted(stage.browser("workers"), stage, "cost", (cell, text), changed=cell, htmx="1")
    line, level = cell[2:].split("-")
    assert taken(answer)[int(line)][level] == fen
    assert 'class="xs-refusal"' not in text_of(answer)


def test_a_pasted_ladder_is_taken_as_a_whole_and_only_its_bad_cells_are_refused(at: At) -> None:
    stage = at("proposed")
    cells = (("c-0-2", "2900"), ("c-0-3", "3100"), ("c-0-4", "abc"), ("c-0-5", "3000"))
    answer = posted(stage.browser("workers"), stage, "cost", *cells, pasted="c-0-2,c-0-3,c-0-4,c-0-5", outside="2", htmx="1")
    assert taken(answer)[0] == {"2": 290_000, "3": 310_000}
    assert "贴入6格，收2，拒4" in words(answer)


def test_an_emptied_cell_is_not_set_any_more(at: At) -> None:
    stage = at("proposed")
    assert taken(posted(stage.browser("workers"), stage, "cost", ("c-0-3", ""), htmx="1"))[0] == {"2": 250_000}


def test_a_block_is_raised_to_ten_yuan_and_nothing_else_moves(at: At) -> None:
    stage = at("proposed")
    browser = stage.browser("workers")
    raised = browser.post(desk_address(stage, "raise"), form(percent="3.3", scope="level-3"), HTTP_X_DESK="script")
    assert raised.json() == {"c-0-3": "2,890"}
    page = posted(browser, stage, "raise", percent="-1", scope="line-0")
    assert (fields(page)["c-0-2"], fields(page)["c-0-3"], fields(page)["c-1-4"]) == ("2,480", "2,770", "3,600")
    assert posted(browser, stage, "raise", percent="101", scope="all").status_code == 422
    assert Draft.objects.count() == 0


def test_a_draft_is_saved_with_what_was_refused_and_comes_back(at: At) -> None:
    stage = at("proposed")
    browser = stage.browser("workers")
    cells = (("c-0-3", "2950"), ("c-1-4", "三千"))
    saved = posted(browser, stage, "draft", *cells, term_from="2026-07-01", term_to="2027-06-30", note="底线二千九")
    assert saved.status_code == 302
    draft = Draft.objects.get()
    assert (draft.version, draft.owner, draft.note) == (1, stage.organisations["workers"], "底线二千九")
    assert {row["id"]: row["amount_fen"] for row in draft.table["rows"]} == {"1": 250_000, "2": 295_000, "3": 360_000}
    page = fields(browser.get(desk_address(stage)))
    assert (page["c-0-3"], page["c-1-4"], page["term_to"]) == ("2,950", "三千", "2027-06-30")


def test_a_draft_saved_in_between_is_told_and_not_overwritten_until_asked_for(at: At) -> None:
    stage = at("proposed")
    second = Person.objects.create_user("second", password="long enough to try", name="示范同事")
    Mandate.objects.create(person=second, organisation=stage.organisations["workers"], from_on=date(2025, 1, 1))
    stage.people["second"] = second
    first, other = stage.browser("workers"), stage.browser("second")
    posted(other, stage, "draft", ("c-1-4", "3700"))
    told = posted(first, stage, "draft", ("c-0-3", "2950"), htmx="1")
    assert told.status_code == 409
    assert "示范同事" in words(told)
    assert fields(told)["version"] == "0"
    page = posted(first, stage, "draft", ("c-0-3", "2950"))
    assert (page.status_code, fields(page)["c-0-3"], fields(page)["version"]) == (409, "2950", "1")
    assert Draft.objects.get().table["rows"][2]["amount_fen"] == 370_000
    assert posted(first, stage, "draft", ("c-0-3", "2950"), version="1").status_code == 302
    assert Draft.objects.get().table["rows"][1]["amount_fen"] == 295_000


def test_the_same_draft_saved_in_between_is_no_conflict(at: At) -> None:
    stage = at("proposed")
    for _ in range(2):
        assert posted(stage.browser("workers"), stage, "draft", ("c-0-3", "2950"), note="同样的").status_code == 302
    assert Draft.objects.get().version == 1
    assert posted(stage.browser("workers"), stage, "draft", ("c-0-3", "2950"), note="不同的").status_code == 409


def test_a_day_that_is_none_is_refused_and_kept(at: At) -> None:
    stage = at("proposed")
    page = posted(stage.browser("workers"), stage, "draft", term_from="next summer")
    assert (page.status_code, fields(page)["term_from"], Draft.objects.count()) == (422, "next summer", 0)


def asked(stage: Stage, *changes: tuple[str, str], **more: str) -> dict[str, str]:
    """Ask to serve, and give the fields of the question."""
    answer = posted(stage.browser("workers"), stage, "serve", *changes, **more)
    assert answer.status_code == 200
    return dict(fields(answer))


def test_serving_asks_once_and_appends_the_proposal(at: At) -> None:
    stage = at("proposed")
    question = asked(stage, ("c-0-3", "2950"), term_from="2025-06-01", term_to="2026-05-31", note="只给自己看")
    assert Act.objects.filter(kind="propose").count() == 1
    answers = [stage.browser("workers").post(desk_address(stage, "serve"), question) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    act = Act.objects.filter(kind="propose").last()
    assert act is not None
    assert (Act.objects.filter(kind="propose").count(), act.role) == (2, "workers")
    told = json.loads(act.body)["fields"]
    assert (told["table"]["rows"][1]["amount_fen"], told["term"]) == (295_000, {"from": "2025-06-01", "to": "2026-05-31"})
    assert "只给自己看" not in act.body
    assert "2,950" in words(stage.browser("employers").get(desk_address(stage)))


def test_a_refused_cell_or_an_empty_table_is_not_asked_about(at: At) -> None:
    stage = at("proposed")
    browser = stage.browser("workers")
    page = posted(browser, stage, "serve", ("c-0-3", "2490"))
    assert (page.status_code, fields(page)["c-0-3"]) == (422, "2490")
    assert posted(browser, stage, "serve", lines=[]).status_code == 422  # type: ignore[arg-type]
    assert Act.objects.filter(kind="propose").count() == 1


def test_what_the_core_refuses_of_a_proposal_is_told_and_nothing_is_lost(at: At) -> None:
    stage = at("proposed")
    question = asked(stage, ("c-0-3", "2950"), term_from="2026-06-01", term_to="2026-05-31")
    answer = stage.browser("workers").post(desk_address(stage, "serve"), question)
    assert (answer.status_code, Act.objects.filter(kind="propose").count()) == (422, 1)
    assert Draft.objects.get().table["rows"][1]["amount_fen"] == 295_000


def test_an_act_that_came_first_is_told_and_serving_again_works(at: At) -> None:
    stage = at("proposed")
    question = asked(stage, ("c-0-3", "2950"))
    stage.tell([{"kind": "initial_draft", "by": "employers", "on": "2025-04-01"}])
    answer = stage.browser("workers").post(desk_address(stage, "serve"), question)
    assert answer.status_code == 409
    assert "示范employers" in words(answer)
    assert stage.browser("workers").post(desk_address(stage, "serve"), fields(answer)).status_code == 302
    assert Act.objects.filter(kind="propose").count() == 2


def test_a_draft_that_a_colleague_changed_after_the_question_is_asked_about_again(at: At) -> None:
    stage = at("proposed")
    question = asked(stage, ("c-0-3", "2950"))
    posted(stage.browser("workers"), stage, "draft", ("c-0-3", "2960"), version="1")
    assert stage.browser("workers").post(desk_address(stage, "serve"), question).status_code == 409
    assert Act.objects.filter(kind="propose").count() == 1


def test_where_proposing_is_not_open_the_button_says_why(at: At) -> None:
    stage = at("offer")
    page = stage.browser("workers").get(desk_address(stage))
    assert 'aria-describedby="why-not-serve"' in text_of(page)
    assert "尚不能" in words(page)
    assert posted(stage.browser("workers"), stage, "serve").status_code == 422


def test_where_proposing_is_open_the_button_serves(at: At) -> None:
    stage = at("accepted")
    assert 'id="serve"' in text_of(stage.browser("workers").get(desk_address(stage)))


def test_the_concessions_of_a_cell_are_told_to_both_sides(at: At) -> None:
    stage = at("proposed")
    served = {
        "form": "monthly_floor",
        "rows": [{"id": "2", "category": "基础类", "occupation": TURNER, "level": 3, "amount_fen": 240_000}],
    }
    for fen in (260_000, 270_000):
        served["rows"][0]["amount_fen"] = fen  # type: ignore[index]
        stage.tell([{"kind": "propose", "by": "employers", "on": "2025-04-01", "table": served}])
    for side in ("workers", "employers"):
        answer = posted(stage.browser(side), stage, "cost", at="c-0-3", htmx="1")
        told = words(answer)
        assert all(text in told for text in ("第1号", "2,800", "第2号", "2,600", "第3号", "2,700", "+100"))


def test_a_change_tells_what_it_costs_and_the_fragment_is_what_a_fresh_page_shows(at: At) -> None:
    stage = at("proposed")
    released(stage)
    browser = stage.browser("workers")
    answer = posted(browser, stage, "cost", ("c-0-3", "3100"), changed="c-0-3", at="c-0-3", htmx="1")
    told = words(answer)
    assert "2,800→ 3,100" in told
    assert "提高职工 +" in told
    posted(browser, stage, "draft", ("c-0-3", "3100"))
    fresh = words(browser.get(desk_address(stage)))
    table = told[told.index("万元/月") : told.index("精确到本次公布的曲线")]
    assert table in fresh
    whole = posted(browser, stage, "cost", ("c-0-3", "3100"), version="1")
    assert table in words(whole)


def test_a_refused_cell_does_not_move_the_cost(at: At) -> None:
    stage = at("proposed")
    released(stage)
    browser = stage.browser("workers")
    before, after = (posted(browser, stage, "cost", *cells, htmx="1") for cells in ((), (("c-0-3", "2490"),)))
    costs = [text[text.index('id="cost"') : text.index("</table>")] for text in map(text_of, (before, after))]
    assert costs[0] == costs[1]


def test_the_page_takes_few_queries_and_bytes(at: At, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    stage = at("proposed")
    released(stage)
    browser = stage.browser("workers")
    browser.get(desk_address(stage))
    with django_assert_max_num_queries(20):
        page = browser.get(desk_address(stage))
    assert len(text_of(page).encode()) < 600_000
    with django_assert_max_num_queries(20):
        posted(browser, stage, "cost", ("c-0-3", "3100"), htmx="1")


def test_the_largest_matrix_stays_within_the_bytes(at: At) -> None:
    stage = at("proposed")
    lines = [
        {
            "category": "重要类",
            "occupation": f"6-18-{number // 50:02d}-{number % 50:02d}",
            "label": f"示范职业{number}",
            "taken": {"2": 250_000},
        }
        for number in range(120)
    ]
    page = posted(stage.browser("workers"), stage, "cost", lines=lines, levels="1,2,3,4,5,6,7,8")  # type: ignore[arg-type]
    assert page.status_code == 200
    assert "c-99-8" in fields(page)
    assert "c-100-2" not in fields(page)
    assert len(text_of(page).encode()) < 600_000


def test_a_broken_form_is_an_empty_matrix_and_no_error(at: At) -> None:
    stage = at("proposed")
    for lines in ("", "[", "{}", '[1,{"taken":5,"category":7}]', '[{"taken":{"2":"x","3":true,"4":-1}}]'):
        answer = stage.browser("workers").post(
            desk_address(stage, "cost"), {"lines": lines, "levels": "2,x,99,3"}, HTTP_HX_REQUEST="true"
        )
        assert answer.status_code == 200


def test_nobody_but_the_two_sides_has_a_desk(at: At) -> None:
    stage = at("proposed")
    assert stage.seat("workers").role is Role.WORKERS
    for person in ("bureau", "enterprise", "stranger"):
        assert stage.browser(person).get(desk_address(stage)).status_code == 404
        assert stage.browser(person).post(desk_address(stage, "cost"), form()).status_code == 404
