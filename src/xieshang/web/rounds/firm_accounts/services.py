"""Accounts kept and taken away, and the headroom that follows from them.  Called in the scope of the owners."""

from collections.abc import Iterable, Mapping

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.accounts import AMOUNTS, NEEDED, Accounts, Year, faults_of, sum_up
from xieshang.engine.headroom import headroom, thresholds
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.firm_accounts.models import AccountYear, StatedHeadroom
from xieshang.web.shared import clock

__all__ = ["accounts_among", "headrooms_fen", "keep_year", "remove_year", "state_headroom"]


def keep_year(owner: Organisation, person: Person, year: int | None, amounts: Mapping[str, int | None]) -> AccountYear:
    """Keep a year of accounts in place of what was kept of that year.

    Units: fen.  Refuses: ``accounts.year``, ``accounts.value_missing``, ``accounts.negative``, ``accounts.too_large``.
    """
    told = {name: amounts.get(name) for name in AMOUNTS}
    missing = [Refusal("accounts.value_missing", column=name, value_kind="empty") for name in NEEDED if told[name] is None]
    listed = {"year": year, **told}
    faults = [fault.at(column=name) for name, number in listed.items() for fault in faults_of(name, number)]
    Refused.unless_empty([*missing, *faults])
    kept: AccountYear = AccountYear.objects.update_or_create(
        owner=owner, year=listed["year"] or 0, defaults={**told, "updated_at": clock.now(), "updated_by": person}
    )[0]
    return kept


def remove_year(owner: Organisation, year: int) -> None:
    """Take a year away; a release that was made keeps what followed from it."""
    AccountYear.objects.filter(owner=owner, year=year).delete()


def state_headroom(owner: Organisation, person: Person, monthly_fen: int | None) -> None:
    """Keep what an enterprise says that it can bear a month; null takes it back.

    Refuses: ``accounts.negative``, ``accounts.too_large``.
    """
    if monthly_fen is None:
        StatedHeadroom.objects.filter(owner=owner).delete()
        return
    if monthly_fen < 0:
        raise Refused(Refusal("accounts.negative", column="headroom_fen", value_kind="negative"))
    Refused.unless_empty(fault.at(column="headroom_fen") for fault in faults_of("headroom_fen", monthly_fen))
    told = {"monthly_fen": monthly_fen, "updated_at": clock.now(), "updated_by": person}
    StatedHeadroom.objects.update_or_create(owner=owner, defaults=told)


def accounts_among(owners: Iterable[int]) -> dict[int, Accounts]:
    """Give the accounts of those owners who brought any, summed over their latest years."""
    listed = list(owners)
    years = [
        Year(str(kept.owner_id), kept.year, {name: getattr(kept, name) for name in AMOUNTS if getattr(kept, name) is not None})
        for kept in AccountYear.objects.filter(owner__in=listed)
    ]
    stated = StatedHeadroom.objects.filter(owner__in=listed)
    years += [Year(str(kept.owner_id), None, {}, kept.monthly_fen) for kept in stated]
    return {int(owner): accounts for owner, accounts in sum_up(years).items()}


def headrooms_fen(owners: Iterable[int]) -> dict[int, int]:
    """Give what a month of raises may cost each of the owners for whom it can be told, to the whole fen below.

    The thresholds are the quantiles of the accounts of the same owners.  Source: methods B1-B3.
    """
    accounts = accounts_among(owners)
    limits = thresholds({str(owner): entry for owner, entry in accounts.items()}, {})
    rooms = {owner: headroom(entry, limits) for owner, entry in accounts.items()}
    return {owner: int(room) for owner, room in rooms.items() if room is not None}
