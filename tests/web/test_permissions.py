"""The permission matrix: every URL of the live table × every person of the cast, expected by the policy that its view declares.

Each denial has its positive control in the same row of the matrix, and to a stranger what is not his looks like what is not
there.  A new URL takes part by its policy alone; a new policy needs its line in ``ADMITTED``.
"""

import re

import pytest
from arguments import ARGUMENTS, MISSING
from cast import MAIN_PATH
from conftest import PARTS, Stage
from django.http.response import HttpResponseBase
from django.urls import URLPattern

from xieshang.web.shared.checks import patterns
from xieshang.web.shared.policies import policy_of

pytestmark = pytest.mark.django_db
PEOPLE = (None, *PARTS, "stranger", "administrator")
ADMITTED: dict[str, set[str | None]] = {
    "anybody": set(PEOPLE),
    "signed_in": {*PARTS, "stranger", "administrator"},
    "administrator": {"administrator"},
    "round_party": set(PARTS),
    "round_side": {"workers", "employers"},
    "round_recorder": {"workers"},
    "round_act": {"workers", "employers"},
    "round_workers": {"workers"},
    "round_enterer": {"bureau"},
    "round_opener": {"workers", "bureau", "stranger"},
    "owner": {"enterprise"},
    "published": set(PEOPLE),
    "paper_issuer": {"workers", "employers"},
    "paper_reader": {"workers", "employers"},
}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"|value="/[^"]*"')
TABLE = [(route, pattern) for route, pattern in patterns()]


def address(route: str, values: dict[str, object]) -> str:
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), route)


def names_in(route: str) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", route)


def outcome(answer: HttpResponseBase) -> str:
    if answer.status_code == 404:
        return "not there"
    if answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/"):
        return "asked to sign in"
    return "admitted"


def body(answer: HttpResponseBase) -> bytes:
    return TOKEN.sub(b"", b"".join(answer))  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def stood_in(standing_stage: Stage) -> dict[str, object]:
    """Give one of the cast's for each argument of a URL."""
    return {name: made(standing_stage) for name, made in ARGUMENTS.items()}


@pytest.mark.parametrize(("route", "pattern"), TABLE, ids=[route or "/" for route, _ in TABLE])
def test_every_url_admits_whom_its_policy_admits_and_nobody_else(
    route: str, pattern: URLPattern, stood_in: dict[str, object], standing_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", MAIN_PATH["received"]["on"])
    stage = standing_stage
    policy = policy_of(pattern.callback)
    assert policy is not None
    values = {name: stood_in[name] for name in names_in(route)}
    nowhere = {name: MISSING[name] for name in names_in(route)}
    for person in PEOPLE:
        answer = stage.browser(person).get(address(route, values))
        if person in ADMITTED[policy.name]:
            assert outcome(answer) == "admitted", person
        elif person is None:
            assert outcome(answer) == "asked to sign in"
        else:
            assert outcome(answer) == "not there", person
            assert body(answer) == body(stage.browser(person).get(address(route, nowhere))), person


def test_the_matrix_is_not_empty_and_uses_every_policy_it_knows() -> None:
    used = {declared.name for _, pattern in TABLE if (declared := policy_of(pattern.callback))}
    assert used == set(ADMITTED)
    assert len(TABLE) >= 20
