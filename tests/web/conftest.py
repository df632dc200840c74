"""The cast before the pages: people with their organisations, and one round told through the services.  All invented."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from append_only import emptying_allowed
from cast import MAIN_PATH, acts
from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django_scopes import scopes_disabled

from xieshang.core.parties import Role
from xieshang.web.accounts.models import Mandate, Organisation, Person
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import Seat, append, open_round

PARTS = {
    "workers": (Role.WORKERS, Organisation.Kind.UNION, "示范县刃模具行业工会联合会"),
    "employers": (Role.EMPLOYERS, Organisation.Kind.ASSOCIATION, "示范县刃模具协会"),
    "bureau": (Role.BUREAU, Organisation.Kind.BUREAU, "示范县人力资源和社会保障局"),
    "congress": (Role.CONGRESS, Organisation.Kind.CONGRESS, "示范县刃模具行业职代会"),
    "enterprise": (Role.ENTERPRISE, Organisation.Kind.ENTERPRISE, "示范企业01"),
    "other_enterprise": (Role.ENTERPRISE, Organisation.Kind.ENTERPRISE, "示范企业02"),
}
NUMBER = "130123-2025-01"


@dataclass(slots=True)
class Stage:
    """The people by name, their seats, and the round; ``stranger`` has an organisation that takes no part.

    ``administrator`` acts for none.
    """

    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    bargaining: Round | None = None

    def seat(self, name: str) -> Seat:
        """Give the seat of one of the cast."""
        return Seat(PARTS[name][0], self.organisations[name])

    def browser(self, name: str | None) -> Client:
        """Give a browser in which a person is signed in, or nobody."""
        client = Client()
        if name is not None:
            client.force_login(self.people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def tell(self, told: list[dict[str, Any]]) -> Round:
        """Append acts, each by the cast's member of its role."""
        assert self.bargaining is not None
        for act in told:
            self.bargaining.refresh_from_db()
            seen = self.bargaining.acts_count
            content = {key: value for key, value in act.items() if key != "by"}
            append(self.bargaining, content, self.seat(act["by"]), self.people[act["by"]], acts_seen=seen, form_key=f"told-{seen}")
        return self.bargaining


@contextmanager
def staged() -> Iterator[Stage]:
    """Make the cast with a round in which nothing was done yet."""
    told = Stage()
    everybody = {**PARTS, "stranger": (Role.WORKERS, Organisation.Kind.UNION, "另一县工会")}
    for name, (_role, kind, title) in everybody.items():
        code = title if kind is Organisation.Kind.ENTERPRISE else None
        told.organisations[name] = Organisation.objects.create(kind=kind, name=title, code=code, place="130123")
        told.people[name] = Person.objects.create_user(name, password="long enough to try", name=f"示范{name}")
        Mandate.objects.create(person=told.people[name], organisation=told.organisations[name], from_on=date(2025, 1, 1))
    told.people["administrator"] = Person.objects.create_user(
        "administrator", password="long enough to try", name="示范管理员", is_staff=True
    )
    parties: dict[Role, list[Organisation]] = {}
    for name, (role, _kind, _title) in PARTS.items():
        parties.setdefault(role, []).append(told.organisations[name])
    told.bargaining = open_round(NUMBER, "示范县刃模具行业协商", "130123", "industry", "C33", parties)
    with scopes_disabled():
        yield told


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", emptying_allowed(BaseDatabaseOperations.execute_sql_flush))
        yield


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    """Give the cast, for one test."""
    with staged() as told:
        yield told


@pytest.fixture(scope="module")
def standing_stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Give the cast with a round under review, made once for the tests of a module that only look (marked ``django_db``)."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("XIESHANG_TODAY", MAIN_PATH["received"]["on"])
        with staged() as told:
            told.tell(acts(until="received"))
            yield told
        transaction.set_rollback(True)


@pytest.fixture
def at(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Stage]:
    """Give the stage after a step of the main path (``tests/cast.py``), on the day of that step."""

    def told(step: str) -> Stage:
        monkeypatch.setenv("XIESHANG_TODAY", MAIN_PATH[step]["on"])
        stage.tell(acts(until=step))
        return stage

    return told
