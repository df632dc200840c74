"""The demonstration put into an empty database, through the services that the pages use."""

from dataclasses import dataclass
from typing import Any

from django_scopes import scopes_disabled

from xieshang.core.parties import Role
from xieshang.web.accounts.models import Mandate, Organisation, Person
from xieshang.web.audits.jobs import check
from xieshang.web.audits.services import ask
from xieshang.web.desk.releases import release_rows
from xieshang.web.project.demonstration.payrolls import bring_accounts, bring_in, payrolls
from xieshang.web.project.demonstration.people import ACCOUNTS, BODIES, ENTERPRISES, ORGANISATIONS, PASSWORD, Account
from xieshang.web.project.demonstration.stories import DEMO_TODAY, STORIES, TALKS, Story
from xieshang.web.rounds.instructors import assign
from xieshang.web.rounds.models import Round
from xieshang.web.rounds.services import Reach, Seat, append, open_round, rebuild
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


def _roles(story: Story) -> dict[Role, str]:
    """Give who takes which part; an enterprise bargains for itself with its own union."""
    own = {Role.WORKERS: "firm_union", Role.EMPLOYERS: story.enterprise, Role.BUREAU: "bureau"} if story.enterprise else _ROLES
    return {role: key for role, key in own.items() if key}


class AlreadyUsed(Exception):
    """The database holds people already: a demonstration goes into an empty one alone."""


@dataclass(slots=True)
class _Cast:
    organisations: dict[str, Organisation]
    people: dict[str, Person]

    def seat(self, role: Role, story: Story) -> tuple[Seat, Person]:
        """Give as whom, and by whom, an act of a role is done; for enterprises the second one speaks."""
        key = _roles(story).get(role, ENTERPRISES[1])
        return Seat(role, self.organisations[key]), self.people[key]


def _cast() -> _Cast:
    organisations = {
        key: Organisation.objects.create(
            kind=kind, body=BODIES.get(key, ""), name=name, code=name if key in ENTERPRISES else None, place="130123"
        )
        for key, (kind, name) in ORGANISATIONS.items()
    }
    people: dict[str, Person] = {}
    for account in ACCOUNTS:
        person = Person.objects.create_user(
            account.username, password=PASSWORD, name=account.name, is_staff=account.is_administrator
        )
        for key, post in account.posts.items():
            Mandate.objects.create(person=person, organisation=organisations[key], post=post, from_on=account.from_on)
            people[key] = person
    return _Cast(organisations, people)


def _part(account: Account) -> str:
    return "管理员" if account.is_administrator else "、".join(ORGANISATIONS[key][1] for key in account.posts)


def _tell(story: Story, cast: _Cast) -> Round:
    parties = {role: [cast.organisations[key]] for role, key in _roles(story).items()}
    own = cast.organisations[story.enterprise] if story.enterprise else None
    opener = cast.people[_roles(story)[Role.WORKERS]], parties[Role.WORKERS][0]
    kind = "enterprise" if own else "industry"
    if story.enterprises:
        parties[Role.ENTERPRISE] = [cast.organisations[key] for key in ENTERPRISES]
    with on_day(story.acts[0][2]):
        reach = Reach(enterprise=own)
        bargaining = open_round(story.number, story.title, "130123", kind, story.industry, parties, reach=reach, opener=opener)
        if own:
            assign(bargaining, opener[1], "union", story.acts[0][2], None, opener[0])
    for seen, (role, kind, day, fields) in enumerate(story.acts):
        seat, person = cast.seat(role, story)
        content: dict[str, Any] = {"kind": kind, "on": day.isoformat(), **fields}
        with on_day(day):
            append(bargaining, content, seat, person, acts_seen=seen, form_key=f"demonstration-{story.number}-{seen}")
    return bargaining


def _bring_rows(cast: _Cast, talks: Round) -> None:
    """Bring the pay rows of all enterprises to the desk, and the accounts of three in four; release their curve; let the first
    check its own rows."""
    made, first = payrolls(), ENTERPRISES[0]
    uploads = {key: bring_in(cast.organisations[key], cast.people[key], made[key], talks) for key in ENTERPRISES}
    telling = ENTERPRISES[: len(ENTERPRISES) * 3 // 4]
    for turn, key in enumerate(telling):
        bring_accounts(cast.organisations[key], cast.people[key], made[key], turn, len(telling))
    seat, person = cast.seat(Role.WORKERS, STORIES[0])
    release_rows(talks, seat, person, "demonstration")
    audit = ask(uploads[first], cast.people[first], DEMO_TODAY, "demonstration")
    check.call(audit.pk, audit.owner_id)


def fill() -> dict[str, Any]:
    """Fill an empty database with the demonstration, and say what there is now.

    Raises ``AlreadyUsed`` where anybody is there already.
    """
    if Person.objects.exists():
        raise AlreadyUsed
    accounts = [{"username": account.username, "name": account.name, "part": _part(account)} for account in ACCOUNTS]
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
