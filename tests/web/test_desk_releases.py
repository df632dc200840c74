"""Releases at the desk: who may ask, when one is made, and what later rows change."""

import re
from pathlib import Path

import pytest
from conftest import Stage
from desk_cases import TURNER, At, brought, brought_by, desk_address, enterprises, posted, released, text_of, words, workers_of
from django.conf import settings
from django.http.response import HttpResponseBase
from django_scopes import scope

from xieshang.core.refusals import Refused
from xieshang.web.desk.models import Release, ReleasedRows
from xieshang.web.desk.releases import published
from xieshang.web.rounds.firm_accounts.services import state_headroom
from xieshang.web.rounds.models import PayUpload, Round
from xieshang.web.rounds.uploads.services import remove


def ask(stage: Stage, side: str, key: str) -> HttpResponseBase:
    return stage.browser(side).post(desk_address(stage, "release"), {"form_key": key})  # type: ignore[return-value]


@pytest.mark.case("STAT.28", "N51.3-wages")
def test_four_enterprises_are_told_as_too_few_and_five_make_a_release(at: At) -> None:
    stage = at("proposed")
    brought_by(stage, 4)
    page = stage.browser("workers").get(desk_address(stage))
    assert "4 家带来了工资行" in words(page)
    assert "why-not-release" in text_of(page)
    assert (ask(stage, "workers", "one").status_code, Release.objects.count()) == (422, 0)
    brought(stage, enterprises(stage, 1, first=15)[0], workers_of(4))
    assert 'form="release-form"' in text_of(stage.browser("employers").get(desk_address(stage)))
    assert (ask(stage, "employers", "two").status_code, Release.objects.count()) == (302, 1)


def test_who_asked_is_kept_and_told_to_both_sides(at: At) -> None:
    stage = at("proposed")
    brought_by(stage, 6)
    ask(stage, "employers", "one")
    release = Release.objects.get()
    assert (release.made_by, release.organisation, release.enterprises, release.number) == (
        stage.people["employers"],
        stage.organisations["employers"],
        6,
        1,
    )
    for side in ("workers", "employers"):
        assert "示范employers" in words(stage.browser(side).get(desk_address(stage)))


def test_the_same_form_twice_is_one_release(at: At) -> None:
    stage = at("proposed")
    brought_by(stage, 6)
    assert [ask(stage, "workers", "one").status_code for _ in range(2)] == [302, 302]
    assert Release.objects.count() == 1


def test_the_file_is_this_users_alone_and_is_what_its_digest_says(at: At) -> None:
    stage = at("proposed")
    released(stage)
    release = Release.objects.get()
    path = Path(settings.DATA) / "released" / str(release.bargaining_id) / "1.npz"
    assert path.stat().st_mode & 0o077 == 0
    assert published(release).release.groups.enterprises == 8
    assert published(release) is published(Release.objects.get())


def test_rows_that_came_later_wait_until_there_are_five_and_the_earlier_ones_stay_as_they_were(at: At) -> None:
    stage = at("proposed")
    uploads = brought_by(stage, 6)
    ask(stage, "workers", "one")
    brought_by(stage, 4, first=21)
    assert ask(stage, "workers", "two").status_code == 422
    brought(stage, uploads[0].owner, [(2, 900_000, TURNER)] * 9)
    assert ask(stage, "workers", "three").status_code == 422
    brought(stage, enterprises(stage, 1, first=31)[0], workers_of(9))
    assert ask(stage, "workers", "four").status_code == 302
    assert list(Release.objects.values_list("number", "enterprises")) == [(1, 6), (2, 11)]
    with scope(owner=[uploads[0].owner_id]):
        digests = set(ReleasedRows.objects.values_list("rows_digest", flat=True))
    assert digests == {uploads[0].rows_digest}


def test_where_rows_of_a_release_were_taken_away_there_is_no_next_one(at: At) -> None:
    stage = at("proposed")
    uploads = brought_by(stage, 6)
    ask(stage, "workers", "one")
    PayUpload.objects.filter(pk=uploads[0].pk).delete()
    brought_by(stage, 5, first=21)
    answer = ask(stage, "workers", "two")
    assert (answer.status_code, Release.objects.count()) == (422, 1)
    assert "移走" in words(answer)


def test_rows_of_another_round_are_not_counted(at: At) -> None:
    stage = at("proposed")
    for upload in brought_by(stage, 6):
        upload.bargaining = None
        upload.save()
    assert "0 家带来了工资行" in words(stage.browser("workers").get(desk_address(stage)))


def test_the_groups_of_enterprises_are_told_in_whole_steps_and_by_no_name(at: At) -> None:
    stage = at("proposed")
    owners = [upload.owner for upload in brought_by(stage, 24)]
    with scope(owner=[owner.pk for owner in owners]):
        for number, owner in enumerate(owners):
            if number % 8:
                state_headroom(owner, stage.people["enterprise"], 30_000 if number % 8 > 1 else 0)
    ask(stage, "workers", "one")
    page = text_of(stage.browser("employers").get(desk_address(stage)))
    shares = [int(share) for share in re.findall(r'text-anchor="end">(\d+)</text>', page)]
    assert shares
    assert all(share % 5 == 0 for share in shares)
    assert "不足5户，不单列" in page


def test_a_cost_asked_before_any_release_answers_without_figures(at: At) -> None:
    stage = at("proposed")
    answer = posted(stage.browser("workers"), stage, "cost", ("c-0-3", "3100"), htmx="1")
    assert answer.status_code == 200
    assert 'id="cost"' not in text_of(answer)
    assert "还没有可以测算的曲线" in words(answer)


def test_rows_behind_a_release_stay_while_talks_go_on_and_others_may_be_taken_away(at: At) -> None:
    stage = at("proposed")
    behind = brought_by(stage, 6)[0]
    ask(stage, "workers", "one")
    beside = brought_by(stage, 1, first=21)[0]
    with pytest.raises(Refused) as refused:
        remove(behind)
    assert refused.value.refusals[0].code == "release.stands_on_rows"
    remove(beside)
    Round.objects.update(state="closed_without_agreement")
    behind.bargaining.refresh_from_db()
    remove(behind)
    assert not PayUpload.objects.filter(pk__in=[behind.pk, beside.pk]).exists()
