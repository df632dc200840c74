"""Opening a round: who may, what it needs, that a form sent twice opens one."""

from typing import Any

import pytest
from conftest import PARTS, Stage

from xieshang.web.rounds.models import Party, Round

ADDRESS = "/rounds/new/"


def filled(stage: Stage, **changed: Any) -> dict[str, Any]:
    """Fill the form as the union of the cast would."""
    organisations = stage.organisations
    return {
        "number": "130123-2026-01",
        "title": "示范县板材家具行业协商",
        "place": "130123 正定县",
        "kind": "industry",
        "industry": "家具制造业",
        "part-workers": [organisations["workers"].pk],
        "part-employers": [organisations["employers"].pk],
        "part-bureau": [organisations["bureau"].pk],
        "part-enterprise": [organisations["enterprise"].pk, organisations["other_enterprise"].pk],
        **changed,
    }


def codes(page: Any) -> list[str]:
    return [refusal.code for refusal in page.context["refusals"]]


def test_the_form_proposes_a_number_and_the_own_part(stage: Stage) -> None:
    values = stage.browser("workers").get(ADDRESS).context["values"]
    assert values["number"] == "130123-2026-01"
    assert values["chosen"] == {"workers": {stage.organisations["workers"].pk}}
    stage.browser("workers").post(ADDRESS, filled(stage))
    assert stage.browser("bureau").get(ADDRESS).context["values"]["number"] == "130123-2026-02"


@pytest.mark.case("N206.1-speed", "O22.43")
def test_a_round_is_opened_and_belongs_to_its_parties(stage: Stage) -> None:
    sent = stage.browser("workers").post(ADDRESS, filled(stage))
    assert (sent.status_code, sent.headers["Location"]) == (302, "/rounds/130123-2026-01/")
    opened = Round.objects.get(number="130123-2026-01")
    assert (opened.place, opened.industry, opened.kind, opened.acts_count) == ("130123", "C21", "industry", 0)
    assert sorted(Party.objects.filter(bargaining=opened).values_list("role", flat=True)) == [
        "bureau",
        "employers",
        "enterprise",
        "enterprise",
        "workers",
    ]
    assert stage.browser("enterprise").get("/rounds/130123-2026-01/").status_code == 200
    assert stage.browser("congress").get("/rounds/130123-2026-01/").status_code == 404


@pytest.mark.case("N51.5-offers")
@pytest.mark.parametrize("name", [*PARTS, "stranger"])
def test_only_unions_bureaus_and_tripartite_bodies_open_one(name: str, stage: Stage) -> None:
    may = name in ("workers", "bureau", "stranger")
    assert stage.browser(name).get(ADDRESS).status_code == (200 if may else 404)
    if not may:
        assert stage.browser(name).post(ADDRESS, filled(stage)).status_code == 404
        assert Round.objects.count() == 1


def test_a_form_that_is_sent_twice_opens_one_round(stage: Stage) -> None:
    browser = stage.browser("workers")
    assert [browser.post(ADDRESS, filled(stage)).status_code for _ in range(2)] == [302, 302]
    assert Round.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"title": " "}, ["field.missing"]),
        ({"number": "a/b"}, ["round.number_shape"]),
        ({"number": "长" * 41}, ["round.number_shape"]),
        ({"number": "new"}, ["round.number_shape"]),
        ({"title": "长" * 121}, ["round.title_too_long"]),
        ({"number": "130123-2025-01"}, ["round.number_taken"]),
        ({"industry": ""}, ["field.missing"]),
        ({"industry": "Z99"}, ["industry.unknown"]),
        ({"place": "130199"}, ["place.unknown"]),
        ({"place": "不知道"}, ["place.unknown"]),
        ({"kind": "planet"}, ["field.not_a_choice"]),
        ({"part-employers": []}, ["round.part_missing"]),
        ({"part-workers": []}, ["round.part_missing", "round.own_part"]),
        ({"part-workers": ["x", "99999"]}, ["round.part_missing", "round.own_part"]),
    ],
)
def test_what_is_lacking_is_refused_and_everything_kept(changed: dict[str, Any], expected: list[str], stage: Stage) -> None:
    refused = stage.browser("workers").post(ADDRESS, filled(stage, **changed))
    assert (refused.status_code, codes(refused)) == (422, expected)
    assert Round.objects.count() == 1
    page = refused.content.decode()
    kept = {**filled(stage), **changed}
    assert all(f'value="{kept[name]}"' in page for name in ("number", "title", "place", "industry") if str(kept[name]).strip())
    assert stage.browser("workers").post(ADDRESS, filled(stage)).status_code == 302


@pytest.mark.case("N51.1-regional")
def test_a_regional_round_needs_no_industry(stage: Stage) -> None:
    assert stage.browser("workers").post(ADDRESS, filled(stage, kind="regional", industry="")).status_code == 302
    assert Round.objects.get(number="130123-2026-01").industry is None


PARK = {"kind": "regional", "industry": "", "place": "130123 正定县", "park": "示范 产业园"}


@pytest.mark.case("N51.1-regional")
def test_a_park_without_a_code_is_opened_by_its_county_and_name(stage: Stage) -> None:
    sent = filled(stage, **PARK, parents="藁城区、130102", firms_in_scope="120")
    assert stage.browser("workers").post(ADDRESS, sent).status_code == 302
    opened = Round.objects.get(number="130123-2026-01")
    assert (opened.place, opened.parents, opened.firms_in_scope) == ("P130123-示范产业园", ["130109", "130102"], 120)
    assert "正定县示范产业园" in stage.browser("workers").get("/rounds/130123-2026-01/").content.decode()
    assert stage.browser("workers").post(ADDRESS, sent).status_code == 302
    assert Round.objects.count() == 2


def test_a_township_and_the_parts_of_a_county_are_places_too(stage: Stage) -> None:
    township = filled(stage, kind="regional", industry="", place="130123100")
    assert stage.browser("workers").post(ADDRESS, township).status_code == 302
    assert "正定县 130123100" in stage.browser("workers").get("/rounds/130123-2026-01/").content.decode()
    parts = filled(stage, number="parts", kind="regional", industry="", places="130123100\n130123101\n130123100")
    assert stage.browser("workers").post(ADDRESS, parts).status_code == 302
    assert Round.objects.get(number="parts").places == ["130123100", "130123101"]


def test_what_belongs_to_another_kind_of_round_is_left_aside(stage: Stage) -> None:
    firm = stage.organisations["enterprise"]
    sent = filled(stage, park="产业园", parents="130109", enterprise=firm.pk)
    assert stage.browser("workers").post(ADDRESS, sent).status_code == 302
    opened = Round.objects.get(number="130123-2026-01")
    assert (opened.place, opened.parents, opened.enterprise) == ("130123", [], None)


def test_a_round_of_an_enterprise_names_it_and_has_it_as_the_employers(stage: Stage) -> None:
    firm = stage.organisations["enterprise"]
    sent = filled(stage, kind="enterprise", enterprise=str(firm.pk), firms_in_scope="9")
    assert stage.browser("workers").post(ADDRESS, sent).status_code == 302
    opened = Round.objects.get(number="130123-2026-01")
    assert (opened.kind, opened.enterprise, opened.industry, opened.firms_in_scope) == ("enterprise", firm, "C21", None)
    assert [party.organisation for party in opened.parties.filter(role="employers")] == [firm]


def test_it_is_kept_who_opened_the_round_and_entered_its_parties(stage: Stage) -> None:
    stage.browser("workers").post(ADDRESS, filled(stage))
    opened = Round.objects.get(number="130123-2026-01")
    union, person = stage.organisations["workers"], stage.people["workers"]
    assert (opened.opened_for, opened.opened_by) == (union, person)
    entered = {(party.entered_for, party.entered_by, party.entered_at) for party in opened.parties.all()}
    assert entered == {(union, person, opened.created_at)}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({**PARK, "place": "不知道"}, ["place.unknown"]),
        ({**PARK, "parents": "130199"}, ["place.unknown"]),
        ({**PARK, "park": "", "parents": "130109"}, ["round.parents_of_no_park"]),
        ({"places": "130109"}, ["round.place_outside"]),
        ({"places": "不知道"}, ["place.unknown"]),
        ({"firms_in_scope": "许多"}, ["field.not_whole"]),
        ({"firms_in_scope": "0"}, ["field.not_whole"]),
        ({"kind": "enterprise"}, ["field.missing"]),
        ({"kind": "enterprise", "enterprise": "99999"}, ["field.missing"]),
        ({"kind": "enterprise", "industry": "", "enterprise": "99999"}, ["field.missing", "field.missing"]),
        ({"place": ""}, ["field.missing"]),
    ],
)
def test_a_scope_that_cannot_be_is_refused_and_kept(changed: dict[str, Any], expected: list[str], stage: Stage) -> None:
    refused = stage.browser("workers").post(ADDRESS, filled(stage, **changed))
    assert (refused.status_code, codes(refused)) == (422, expected)
    assert all(refused.context["values"][name] == value for name, value in changed.items())
    assert Round.objects.count() == 1
    assert stage.browser("workers").post(ADDRESS, filled(stage)).status_code == 302


def test_the_number_that_is_free_is_named(stage: Stage) -> None:
    refused = stage.browser("workers").post(ADDRESS, filled(stage, number="130123-2025-01"))
    assert refused.context["refusals"][0].facts["free"] == "130123-2026-01"


def test_an_organisation_takes_only_a_part_of_its_kind(stage: Stage) -> None:
    refused = stage.browser("workers").post(ADDRESS, filled(stage, **{"part-employers": [stage.organisations["bureau"].pk]}))
    assert codes(refused) == ["round.part_missing"]
    fitting = filled(stage, **{"part-employers": [stage.organisations["enterprise"].pk]})
    assert stage.browser("workers").post(ADDRESS, fitting).status_code == 302


def test_the_form_asks_few_queries(stage: Stage, django_assert_max_num_queries: Any) -> None:
    browser = stage.browser("workers")
    with django_assert_max_num_queries(20):
        browser.get(ADDRESS)
    with django_assert_max_num_queries(20):
        browser.post(ADDRESS, filled(stage, title=""))
