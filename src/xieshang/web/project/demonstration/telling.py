"""The demonstration put into an empty database, through the services that the pages use."""

from dataclasses import dataclass
from typing import Any

from django_scopes import scopes_disabled

from xieshang.core.parties import Role
from xieshang.web.accounts.models import Mandate, Organisation, Person
from xieshang.web.audits.jobs import check
from xieshang.web.audits.services import ask
from xieshang.web.desk.releases import release_rows
from xieshang.web.project.demonstration.payrolls import bring_in, payrolls
from xieshang.web.project.demonstration.people import ACCOUNTS, ENTERPRISES, ORGANISATIONS, PASSWORD
from xieshang.web.project.demonstration.stories import DEMO_TODAY, STORIES, TALKS, Story
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import Seat, append, open_round, rebuild
from xieshang.web.shared.clock import on_day
from xieshang.web.shared.models import Installation

__all__ = ["AlreadyUsed", "fill"]

_ROLES = {
    Role.WORKERS: "union",
    Role.EMPLOYERS: "association",
    Role.BUREAU: "bureau",
    Role.TRIPARTITE: "tripartite",
    Role.CONGRESS: "congress",
}


class AlreadyUsed(Exception):
    """The database holds people already: a demonstration goes into an empty one alone."""


@dataclass(slots=True)
class _Cast:
    organisations: dict[str, Organisation]
    people: dict[str, Person]

    def seat(self, role: Role) -> tuple[Seat, Person]:
        """Give as whom, and by whom, an act of a role is done; for enterprises the second one speaks."""
        key = _ROLES.get(role, ENTERPRISES[1])
        return Seat(role, self.organisations[key]), self.people[key]


def _cast() -> _Cast:
    organisations = {
        key: Organisation.objects.create(kind=kind, name=name, code=name if key in ENTERPRISES else None, place="130123")
        for key, (kind, name) in ORGANISATIONS.items()
    }
    people: dict[str, Person] = {}
    for account in ACCOUNTS:
        person = Person.objects.create_user(account.username, password=PASSWORD, name=account.name)
        for key, post in account.posts.items():
            Mandate.objects.create(person=person, organisation=organisations[key], post=post, from_on=account.from_on)
            people[key] = person
    return _Cast(organisations, people)


def _tell(story: Story, cast: _Cast) -> Round:
    parties = {role: [cast.organisations[key]] for role, key in _ROLES.items()}
    if story.enterprises:
        parties[Role.ENTERPRISE] = [cast.organisations[key] for key in ENTERPRISES]
    with on_day(story.acts[0][2]):
        bargaining = open_round(story.number, story.title, "130123", "industry", story.industry, parties)
    for seen, (role, kind, day, fields) in enumerate(story.acts):
        seat, person = cast.seat(role)
        content: dict[str, Any] = {"kind": kind, "on": day.isoformat(), **fields}
        with on_day(day):
            append(bargaining, content, seat, person, acts_seen=seen, form_key=f"demonstration-{story.number}-{seen}")
    return bargaining


def _bring_rows(cast: _Cast, talks: Round) -> None:
    """Bring the pay rows of all enterprises to the desk, release their curve, and let the first check its own."""
    made, first = payrolls(), ENTERPRISES[0]
    uploads = {key: bring_in(cast.organisations[key], cast.people[key], made[key], talks) for key in ENTERPRISES}
    seat, person = cast.seat(Role.WORKERS)
    release_rows(talks, seat, person, "demonstration")
    audit = ask(uploads[first], cast.people[first], DEMO_TODAY, "demonstration")
    check.call(audit.pk, audit.owner_id)


def fill() -> dict[str, Any]:
    """Fill an empty database with the demonstration, and say what there is now.

    Raises ``AlreadyUsed`` where anybody is there already.
    """
    if Person.objects.exists():
        raise AlreadyUsed
    accounts = [
        {"username": account.username, "name": account.name, "part": "、".join(ORGANISATIONS[key][1] for key in account.posts)}
        for account in ACCOUNTS
    ]
    Installation.objects.create(demo_today=DEMO_TODAY, demo_accounts=accounts, demo_password=PASSWORD)
    with scopes_disabled():
        cast = _cast()
        rounds = [_tell(story, cast) for story in STORIES]
        for bargaining in rounds:
            rebuild(bargaining)
        _bring_rows(cast, Round.objects.get(number=TALKS))
    return {
        "today": DEMO_TODAY.isoformat(),
        "rounds": len(rounds),
        "people": len(ACCOUNTS),
        "accounts": [account.username for account in ACCOUNTS],
        "password": PASSWORD,
    }
