"""A bare installation put to use by its administrator: organisations, persons, mandates, passwords; nothing is deleted."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from conftest import Stage
from django.test import Client

from xieshang.__main__ import main
from xieshang.core.refusals import Refused
from xieshang.web.accounts.models import Mandate, Organisation, Person
from xieshang.web.accounts.services import (
    end_mandate,
    give_mandate,
    register_administrator,
    register_organisation,
    register_person,
    set_password,
)

GOOD = "a-long-enough-word"
ORGANISATION = {"kind": "union", "name": "示范区总工会", "code": "", "place": "130123 正定县"}
PERSON = {"username": "newcomer", "name": "示范新人", "password": GOOD}


@pytest.fixture
def office(stage: Stage) -> Client:
    """Give the administrator's browser."""
    return stage.browser("administrator")


def codes(answer: Any) -> list[tuple[str, str | None]]:
    return [(refusal.code, refusal.column) for refusal in answer.context["refusals"]]


def test_a_bare_installation_is_put_to_use(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", "2026-04-16")
    register_administrator("boss", GOOD)
    office, own = Client(), Client()
    office.force_login(Person.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
    assert office.get("/organisations/").context["page"].object_list.count() == 0
    office.post("/organisations/", ORGANISATION)
    office.post("/persons/", PERSON)
    union, person = Organisation.objects.get(), Person.objects.get(username="newcomer")
    assert (union.place, union.code) == ("130123", None)
    given = {"organisation": union.pk, "post": "主席", "from_on": "2026-04-16"}
    assert office.post(f"/persons/{person.pk}/mandates/", given).status_code == 302
    own.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert own.get("/rounds/new/").status_code == 200
    assert person.check_password(GOOD)


def test_the_first_administrator_comes_from_the_command_line(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("django.setup", lambda: None)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOOD}\n"))
    assert main(["administrator", "boss", "--json"]) == 0
    person = Person.objects.get(username="boss")
    assert (person.is_staff, person.check_password(GOOD)) == (True, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("another-long-word\n"))
    assert main(["administrator", "boss", "--json"]) == 0
    person.refresh_from_db()
    assert (person.check_password("another-long-word"), Person.objects.count()) == (True, 1)
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(["administrator", "second", "--json"]) == 3
    assert not Person.objects.filter(username="second").exists()
    assert "password.too_short" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"name": ""}, [("field.missing", "单位名称")]),
        ({"name": "字" * 121}, [("field.too_long", None)]),
        ({"name": "示范企业01"}, [("organisation.name_taken", "单位名称")]),
        ({"kind": "club"}, [("field.not_a_choice", "类别")]),
        ({"kind": "enterprise"}, [("field.missing", "代码")]),
        ({"code": "示范企业01"}, [("organisation.code_taken", "代码")]),
        ({"code": "91110000600037341X"}, [("enterprise.check_digit", "代码")]),
        ({"place": "130199"}, [("place.unknown", "地区")]),
        ({"body": "industry_congress"}, [("field.not_a_choice", "具体是")]),
        ({"body": "general_union"}, []),
    ],
)
def test_an_organisation_is_registered_whole_or_not_at_all(
    office: Client, change: dict[str, str], found: list[tuple[str, str | None]]
) -> None:
    before = Organisation.objects.count()
    answer = office.post("/organisations/", {**ORGANISATION, **change})
    if found:
        assert (answer.status_code, Organisation.objects.count()) == (422, before)
        assert [code for code, _ in codes(answer)] == [code for code, _ in found]
        assert {column for _, column in codes(answer)} <= {column for _, column in found} | {"organisation"}
    else:
        assert (answer.status_code, Organisation.objects.count()) == (302, before + 1)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"username": "workers"}, [("person.username_taken", "用户名")]),
        ({"username": "WORKERS"}, [("person.username_taken", "用户名")]),
        ({"username": "a b"}, [("person.username_shape", "用户名")]),
        ({"username": "n" * 60}, []),
        ({"username": "n" * 61}, [("field.too_long", "用户名")]),
        ({"password": "qkwzjfhxv"}, [("password.too_short", "初始密码")]),
        ({"password": "qkwzjfhxvp"}, []),
        ({"password": "1234567890"}, [("password.too_common", "初始密码")]),
        ({"password": ""}, [("field.missing", "初始密码")]),
    ],
)
def test_a_person_is_registered_whole_or_not_at_all(
    office: Client, change: dict[str, str], found: list[tuple[str, str | None]]
) -> None:
    answer = office.post("/persons/", {**PERSON, **change})
    assert answer.status_code == (422 if found else 302)
    assert (codes(answer) if found else []) == found


def test_a_mandate_ends_and_is_never_deleted(stage: Stage, office: Client) -> None:
    person = stage.people["workers"]
    mandate = person.mandates.get()
    assert office.post(f"/persons/{person.pk}/mandates/{mandate.pk}/end/", {"to_on": "2024-12-31"}).status_code == 422
    assert office.post(f"/persons/{person.pk}/mandates/{mandate.pk}/end/", {"to_on": "2026-04-15"}).status_code == 302
    mandate.refresh_from_db()
    assert str(mandate.to_on) == "2026-04-15"
    assert stage.browser("workers").get("/rounds/new/").status_code == 404
    assert mandate in office.get(f"/persons/{person.pk}/").context["person"].mandates.all()


@pytest.mark.parametrize(
    ("from_on", "to_on", "code"),
    [
        (date(2026, 1, 1), None, "mandate.already"),
        (date(2024, 1, 1), date(2024, 12, 31), None),
        (date(2024, 1, 1), date(2025, 1, 1), "mandate.already"),
        (date(2024, 1, 2), date(2024, 1, 1), "mandate.backwards"),
        (None, None, "field.missing"),
    ],
)
def test_mandates_of_one_organisation_do_not_overlap(stage: Stage, from_on: date, to_on: date | None, code: str | None) -> None:
    given = (stage.people["workers"], stage.organisations["workers"], "主席", from_on, to_on, stage.people["administrator"])
    if code is None:
        assert give_mandate(*given).given_by == stage.people["administrator"]
        return
    with pytest.raises(Refused) as refused:
        give_mandate(*given)
    assert [refusal.code for refusal in refused.value.refusals] == [code]


def test_an_administrator_acts_for_nobody(stage: Stage, office: Client) -> None:
    administrator = stage.people["administrator"]
    given = {"organisation": stage.organisations["workers"].pk, "from_on": "2026-04-16"}
    answer = office.post(f"/persons/{administrator.pk}/mandates/", given)
    assert codes(answer) == [("mandate.for_administrator", None)]
    assert not administrator.mandates.exists()
    assert office.get(f"/rounds/{stage.bargaining.number}/").status_code == 404  # type: ignore[union-attr]


def test_a_new_password_is_shown_once_and_the_old_one_opens_no_more(stage: Stage, office: Client) -> None:
    person = stage.people["workers"]
    shown = office.post(f"/persons/{person.pk}/password/").context["password"]
    person.refresh_from_db()
    assert (len(shown), person.check_password(shown), person.check_password("long enough to try")) == (14, True, False)
    assert shown.encode() not in office.get(f"/persons/{person.pk}/").content


def test_a_person_is_shut_out_and_let_in_again_but_nobody_shuts_himself_out(stage: Stage, office: Client) -> None:
    person, administrator = stage.people["workers"], stage.people["administrator"]
    browser = stage.browser("workers")
    for active, status in ((False, 302), (True, 200)):
        office.post(f"/persons/{person.pk}/switch/")
        person.refresh_from_db()
        assert person.is_active is active
        if active:
            browser = stage.browser("workers")
        assert browser.get("/rounds/").status_code == status
    office.post(f"/persons/{administrator.pk}/switch/")
    administrator.refresh_from_db()
    assert administrator.is_active


@pytest.mark.parametrize(
    ("old", "new", "again", "code"),
    [
        ("wrong", GOOD, GOOD, "password.wrong"),
        ("long enough to try", GOOD, "other", "password.not_repeated"),
        ("long enough to try", "short", "short", "password.too_short"),
        ("long enough to try", GOOD, GOOD, None),
    ],
)
def test_everybody_changes_his_own_password(stage: Stage, old: str, new: str, again: str, code: str | None) -> None:
    browser = stage.browser("workers")
    answer = browser.post("/own-password/", {"old": old, "password": new, "again": again})
    stage.people["workers"].refresh_from_db()
    assert stage.people["workers"].check_password(new) is (code is None)
    assert ([found for found, _ in codes(answer)] if code else []) == ([code] if code else [])
    assert browser.get("/rounds/").status_code == 200


def test_the_services_refuse_what_the_forms_refuse(stage: Stage) -> None:
    for refuse in (
        lambda: register_organisation("union", "", "", ""),
        lambda: register_person("", "", ""),
        lambda: set_password(stage.people["workers"], ""),
        lambda: end_mandate(Mandate.objects.first(), None),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused) as refused:
            refuse()
        assert {refusal.code for refusal in refused.value.refusals} == {"field.missing"}


@pytest.mark.parametrize("address", ["/organisations/", "/persons/", "/organisations/{organisation}/", "/persons/{person}/"])
def test_a_page_of_the_administrator_asks_the_database_little(
    stage: Stage, office: Client, address: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    own = {"organisation": stage.organisations["workers"].pk, "person": stage.people["workers"].pk}
    with django_assert_max_num_queries(9):
        assert office.get(address.format(**own)).status_code == 200
