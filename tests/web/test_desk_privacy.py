"""Canaries at the desk: what is one side's, or an enterprise's, stands in no byte of any answer to anybody else."""

import json
from collections.abc import Iterator

import pytest
from conftest import Stage
from desk_cases import CANARY_FEN, HTMX, At, brought_by, desk_address, fields, form, posted, released, text_of
from django.test import Client

from xieshang.web.desk.urls import urlpatterns
from xieshang.web.rounds.uploads.services import rows_of

NOTE = "底线在此不可外传"
SECRET_YUAN = "3,170"
CHANGES = (("c-0-3", "3170"), ("c-1-4", "三千一百七十"))
CANARIES = (NOTE, SECRET_YUAN, "3170", "317000", "三千一百七十")
PAGES = sorted({pattern.pattern._route.split("desk/")[1].rstrip("/") for pattern in urlpatterns})  # type: ignore[union-attr]


def answers(stage: Stage, browser: Client) -> Iterator[str]:
    """Ask every address of the desk in every way, with a form that is the asker's own."""
    for page in PAGES:
        address = desk_address(stage, page)
        yield text_of(browser.get(address))
        for headers in ({}, HTMX, {"HTTP_X_DESK": "script"}):
            told = browser.post(address, form(percent="1", scope="all", trade="车工", note="自己的"), **headers)  # type: ignore[arg-type]
            yield text_of(told) + json.dumps(dict(told.headers))
        yield text_of(browser.get(desk_address(stage)))


def drafted(stage: Stage) -> None:
    saved = posted(stage.browser("workers"), stage, "draft", *CHANGES, note=NOTE, term_to="2029-09-09")
    assert saved.status_code == 302


@pytest.mark.parametrize("person", ["employers", "bureau", "enterprise", "stranger", "congress"])
def test_a_draft_and_its_note_stand_in_no_answer_to_anybody_else(at: At, person: str) -> None:
    stage = at("proposed")
    released(stage)
    drafted(stage)
    for told in answers(stage, stage.browser(person)):
        assert not [canary for canary in (*CANARIES, "2029-09-09") if canary in told]


def test_the_owner_sees_the_draft_and_the_note(at: At) -> None:
    stage = at("proposed")
    drafted(stage)
    page = text_of(stage.browser("workers").get(desk_address(stage)))
    assert all(canary in page for canary in (NOTE, SECRET_YUAN, "三千一百七十", "2029-09-09"))


def test_after_serving_the_table_is_seen_and_the_note_still_is_not(at: At) -> None:
    stage = at("proposed")
    question = posted(stage.browser("workers"), stage, "serve", ("c-0-3", "3170"), note=NOTE)
    stage.browser("workers").post(desk_address(stage, "serve"), dict(fields(question)))
    told = list(answers(stage, stage.browser("employers")))
    assert any(SECRET_YUAN in each for each in told)
    assert not any(NOTE in each for each in told)


@pytest.mark.parametrize("person", ["workers", "employers"])
def test_a_wage_an_enterprise_and_a_person_of_the_rows_stand_in_no_answer(at: At, person: str) -> None:
    stage = at("proposed")
    uploads = brought_by(stage, 8)
    names = [str(upload.owner.code) for upload in uploads]
    wages = [str(CANARY_FEN), f"{CANARY_FEN / 100:,.2f}", f"{CANARY_FEN // 100}", f"{CANARY_FEN // 100:,}"]
    assert stage.browser(person).post(desk_address(stage, "release"), {"form_key": "one"}).status_code == 302
    for told in answers(stage, stage.browser(person)):
        assert not [canary for canary in (*wages, *names) if canary in told]


def test_the_rows_that_an_enterprise_brought_hold_that_wage(at: At) -> None:
    upload = brought_by(at("proposed"), 1)[0]
    assert CANARY_FEN in rows_of(upload).amounts["basic_fen"].tolist()
