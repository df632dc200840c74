"""Accounts of enterprises: kept for their owner alone, and what a release makes of them."""

import re
from typing import Any

import pytest
from conftest import Stage
from desk_cases import At, brought_by, desk_address, released, text_of, words
from django_scopes import scope, scopes_disabled

from xieshang.web.accounts.models import Organisation
from xieshang.web.desk.models import Release, ReleasedRows
from xieshang.web.desk.releases import published
from xieshang.web.rounds.firm_accounts.models import AccountYear, StatedHeadroom
from xieshang.web.rounds.firm_accounts.services import headrooms_fen, keep_year, state_headroom

PAGE = "/firm-accounts/"
YEAR = {
    "unit": "yuan",
    "year": "2025",
    "labour_cost_fen": "1,000",
    "revenue_fen": "5000",
    "value_added_fen": "2000",
    "profit_fen": "−75",
}
CANARY_YUAN, CANARY_FEN = "7,654,321.09", 765_432_109


def kept(stage: Stage, who: str = "enterprise", **changed: str) -> Any:
    return stage.browser(who).post(PAGE, {"owner": stage.organisations[who].pk, **YEAR, **changed})


def test_a_year_is_kept_in_fen_and_shown_with_its_ratios(stage: Stage) -> None:
    assert kept(stage).status_code == 302
    with scopes_disabled():
        year = AccountYear.objects.get()
    assert (year.labour_cost_fen, year.profit_fen, year.total_cost_fen, year.heads) == (100_000, -7_500, None, None)
    page = words(stage.browser("enterprise").get(PAGE))
    assert all(told in page for told in ("2025", "1,000", "50.0%", "20.0%", "-7.5%"))


def test_ten_thousand_yuan_are_read_to_the_fen(stage: Stage) -> None:
    assert kept(stage, unit="ten_thousand", labour_cost_fen="1.000001", heads="12").status_code == 302
    with scopes_disabled():
        assert (AccountYear.objects.get().labour_cost_fen, AccountYear.objects.get().heads) == (1_000_001, 12)


def test_the_same_year_again_replaces_what_was_kept_of_it(stage: Stage) -> None:
    kept(stage)
    kept(stage, labour_cost_fen="900")
    with scopes_disabled():
        assert [year.labour_cost_fen for year in AccountYear.objects.all()] == [90_000]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"labour_cost_fen": "约一百"}, "accounts.not_an_amount"),
        ({"labour_cost_fen": "1.234"}, "accounts.not_an_amount"),
        ({"labour_cost_fen": "NaN"}, "accounts.not_an_amount"),
        ({"labour_cost_fen": ""}, "accounts.value_missing"),
        ({"revenue_fen": "-1"}, "accounts.negative"),
        ({"revenue_fen": "100000000000001"}, "accounts.too_large"),
        ({"heads": "3.5"}, "accounts.not_an_amount"),
        ({"year": "1989"}, "accounts.year"),
        ({"year": "二〇二五"}, "accounts.year"),
    ],
)
def test_what_is_no_account_is_refused_at_its_field_and_nothing_typed_is_lost(
    stage: Stage, changed: dict[str, str], code: str
) -> None:
    answer = kept(stage, **{"value_added_fen": "2,468.13", **changed})
    assert answer.status_code == 422
    faults = answer.context["typed"].faults
    assert [faults[name].code for name in changed] == [code]
    page = text_of(answer)
    assert all(f'value="{typed}"' in page for typed in ("2,468.13", *filter(None, changed.values())))
    with scopes_disabled():
        assert not AccountYear.objects.exists()


def test_the_edges_that_are_just_accounts_are_kept(stage: Stage) -> None:
    assert kept(stage, year="1990", revenue_fen="0").status_code == 302
    assert kept(stage, year="2199", revenue_fen="100000000000000").status_code == 302


def test_a_year_is_taken_away_after_one_question(stage: Stage) -> None:
    kept(stage)
    owner = stage.organisations["enterprise"].pk
    assert "删除 2025 年的账表" in words(stage.browser("enterprise").get(f"{PAGE}?owner={owner}&remove=2025"))
    assert stage.browser("enterprise").post(f"{PAGE}removal/", {"owner": owner, "year": "2025"}).status_code == 302
    with scopes_disabled():
        assert not AccountYear.objects.exists()


def test_a_headroom_of_its_own_is_kept_and_taken_back_and_letters_are_refused(stage: Stage) -> None:
    owner, browser = stage.organisations["enterprise"].pk, stage.browser("enterprise")
    assert browser.post(f"{PAGE}headroom/", {"owner": owner, "headroom_fen": "3,000.5"}).status_code == 302
    with scopes_disabled():
        assert StatedHeadroom.objects.get().monthly_fen == 300_050
    refused = browser.post(f"{PAGE}headroom/", {"owner": owner, "headroom_fen": "很多"})
    assert (refused.status_code, "很多" in text_of(refused)) == (422, True)
    assert browser.post(f"{PAGE}headroom/", {"owner": owner, "headroom_fen": "-1"}).status_code == 422
    assert browser.post(f"{PAGE}headroom/", {"owner": owner, "headroom_fen": ""}).status_code == 302
    with scopes_disabled():
        assert not StatedHeadroom.objects.exists()


@pytest.mark.parametrize("page", ["", "headroom/", "removal/"])
def test_nobody_writes_for_an_enterprise_that_is_not_his(stage: Stage, page: str) -> None:
    owner = stage.organisations["enterprise"].pk
    for who in ("workers", "bureau", "stranger"):
        assert stage.browser(who).post(f"{PAGE}{page}", {"owner": owner, **YEAR, "headroom_fen": "1"}).status_code == 404
    with scopes_disabled():
        assert not AccountYear.objects.exists()
        assert not StatedHeadroom.objects.exists()
    assert stage.browser("workers").get(PAGE).status_code == 200
    assert stage.browser("workers").get(f"{PAGE}?owner={owner}").status_code == 404


def test_the_headroom_follows_from_the_accounts_and_a_stated_one_goes_before(stage: Stage) -> None:
    first, second = (
        Organisation.objects.create(kind="enterprise", name=name, code=name, place="130123")
        for name in ("示范企业41", "示范企业42")
    )
    person, both = stage.people["enterprise"], [first.pk, second.pk]
    with scope(owner=both):
        base = {"labour_cost_fen": 120_000, "revenue_fen": 600_000, "value_added_fen": 240_000}
        keep_year(first, person, 2025, {**base, "profit_fen": 12_000})
        keep_year(second, person, 2025, {**base, "profit_fen": 60_000})
        # The lower profit ratio, 10 %, is the threshold: it leaves the first nothing and the other (60000 - 12000) / 1.1 a year,
        # but both spend just the share of value added and of revenue that is the threshold.
        assert headrooms_fen(both) == {first.pk: 0, second.pk: 0}
        keep_year(first, person, 2025, {**base, "profit_fen": 12_000, "value_added_fen": 160_000, "revenue_fen": 400_000})
        assert headrooms_fen(both) == {first.pk: 0, second.pk: 48_000 * 10 // 11 // 12}
        state_headroom(first, person, 7)
        assert headrooms_fen(both)[first.pk] == 7


def _bring_rooms(stage: Stage, owners: list[Organisation], fen: int) -> None:
    with scope(owner=[owner.pk for owner in owners]):
        for owner in owners:
            state_headroom(owner, stage.people["enterprise"], fen)


def _ask(stage: Stage, key: str) -> int:
    return stage.browser("workers").post(desk_address(stage, "release"), {"form_key": key}).status_code


def test_the_groups_are_told_when_enterprises_bring_what_they_can_bear(at: At) -> None:
    stage = at("proposed")
    owners = [upload.owner for upload in brought_by(stage, 24)]
    _bring_rooms(stage, owners[:6], 0)
    _bring_rooms(stage, owners[6:18], 30_000)
    assert _ask(stage, "one") == 302
    page = text_of(stage.browser("employers").get(desk_address(stage)))
    shares = [int(share) for share in re.findall(r'text-anchor="end">(\d+)</text>', page)]
    assert shares
    assert all(share % 5 == 0 for share in shares)
    groups = published(Release.objects.get()).release.groups
    assert (groups.already_over, groups.unknown, groups.may_be_told) == (25, 25, True)


def test_accounts_that_come_after_a_release_wait_until_there_are_five_and_the_curve_stays(at: At) -> None:
    stage = at("proposed")
    owners = [upload.owner for upload in brought_by(stage, 12)]
    assert _ask(stage, "one") == 302
    _bring_rooms(stage, owners[:4], 0)
    assert _ask(stage, "two") == 422
    assert "家企业报来账表" not in words(stage.browser("workers").get(desk_address(stage)))
    _bring_rooms(stage, owners[4:5], 0)
    assert "此后有 5 家企业报来账表" in words(stage.browser("workers").get(desk_address(stage)))
    assert _ask(stage, "three") == 302
    first, second = (published(release).release for release in Release.objects.order_by("number"))
    assert (first.groups.already_over, second.groups.already_over) == (None, 40)
    assert (first.curve.bins_from_fen == second.curve.bins_from_fen).all()
    assert _ask(stage, "four") == 422


def test_what_a_release_knew_of_an_enterprise_stays_in_the_next(at: At) -> None:
    stage = at("proposed")
    owners = [upload.owner for upload in brought_by(stage, 12)]
    _bring_rooms(stage, owners[:6], 0)
    _ask(stage, "one")
    _bring_rooms(stage, owners[:1], 900_000)
    joined = [upload.owner for upload in brought_by(stage, 5, first=41)]
    _bring_rooms(stage, joined[:4], 50)
    assert _ask(stage, "two") == 302
    with scopes_disabled():
        behind = dict(ReleasedRows.objects.filter(release__number=2).values_list("owner_id", "headroom_fen"))
    assert behind[owners[0].pk] == 0
    assert [behind[owner.pk] for owner in joined] == [None] * 5


@pytest.mark.parametrize("person", ["workers", "employers", "bureau", "stranger", "congress"])
def test_the_accounts_of_an_enterprise_stand_in_no_answer_to_anybody_else(at: At, person: str) -> None:
    stage = at("proposed")
    kept(stage, labour_cost_fen=CANARY_YUAN)
    released(stage)
    assert CANARY_YUAN in text_of(stage.browser("enterprise").get(PAGE))
    number = stage.bargaining.number if stage.bargaining else ""
    for address in (PAGE, "/uploads/", "/", f"/rounds/{number}/", f"/rounds/{number}/desk/", f"/rounds/{number}/people/"):
        told = text_of(stage.browser(person).get(address))
        assert not [canary for canary in (CANARY_YUAN, str(CANARY_FEN), "7654321") if canary in told]
