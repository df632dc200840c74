"""What stands above the round of an enterprise, from the public register: named in each act that is judged under it.

An act keeps the contracts that stood above it on its day, as the register had them when it was stored: each by the digest of
its text and the last day it holds.  A contract that comes later, or is amended, changes no act (docs/decisions/0004).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from xieshang.core.above import Above, reaches
from xieshang.core.acts import KINDS, Act, Offered
from xieshang.core.codes import CodeBook
from xieshang.core.contract import Contract, Kind
from xieshang.core.fields import iso_date
from xieshang.core.floors import Worker
from xieshang.web.accounts.models import Organisation
from xieshang.web.register.services import contracts_above, published_texts
from xieshang.web.rounds.models import Round

__all__ = ["above_now", "above_of", "judged_under", "rounds_below"]


def _stands_at(bargaining: Round) -> Worker:
    """Give where the enterprise of a round stands."""
    enterprise = bargaining.enterprise.known_as if bargaining.enterprise else None
    return Worker(bargaining.place, bargaining.industry, enterprise=enterprise)


def _reaching(bargaining: Round, on: date, codes: CodeBook) -> list[tuple[str, Contract]]:
    if bargaining.kind != Kind.ENTERPRISE:
        return []
    at = _stands_at(bargaining)
    return [(digest, contract) for digest, contract in contracts_above(on) if reaches(contract, at, on, codes)]


def above_now(bargaining: Round, on: date, codes: CodeBook) -> Above | None:
    """Give the published contracts that stand above the round of an enterprise on a day; null for every other round."""
    if bargaining.kind != Kind.ENTERPRISE:
        return None
    return Above(tuple(contract for _, contract in _reaching(bargaining, on, codes)), _stands_at(bargaining))


def above_of(bargaining: Round, offered: Iterable[Offered]) -> Above | None:
    """Give the texts that the acts of an enterprise's round name; null for every other round."""
    if bargaining.kind != Kind.ENTERPRISE:
        return None
    named = {named.digest for act in offered if isinstance(act, Act) for named in act["above"] or () if named.digest}
    return Above(tuple(published_texts(sorted(named))), _stands_at(bargaining))


def judged_under(bargaining: Round, content: Mapping[str, Any], codes: CodeBook) -> dict[str, Any]:
    """Give what an act that is being stored says of the contracts above it, as the object of a round file."""
    kind, on = KINDS.get(str(content.get("kind"))), iso_date(content.get("on"))
    if bargaining.kind != Kind.ENTERPRISE or kind is None or "above" not in kind.fields or on is None:
        return {}
    named = [
        {"contract": contract.id, "digest": digest, "until": contract.term.to_on.isoformat() if contract.term.to_on else None}
        for digest, contract in _reaching(bargaining, on, codes)
    ]
    return {"above": named}


def rounds_below(contract: Contract, organisations: Iterable[Organisation], on: date, codes: CodeBook) -> list[Round]:
    """Give the rounds of enterprises that a contract in effect stands above, of those in which some organisations take part."""
    own = Round.objects.filter(kind=Kind.ENTERPRISE, parties__organisation__in=organisations).select_related("enterprise")
    return [each for each in own.distinct().order_by("number") if reaches(contract, _stands_at(each), on, codes)]
