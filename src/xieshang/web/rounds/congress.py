"""The joint congress of a round: how many delegates fall to each enterprise, entered by the union that calls it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from xieshang.core.congress import Delegates, total
from xieshang.core.refusals import Refusal, Refused
from xieshang.web.accounts.models import Organisation, Person
from xieshang.web.rounds.models import Allotment, Round
from xieshang.web.shared import clock

__all__ = ["Share", "allot", "delegates_due", "shares_of", "whole_congress"]

_MOST = 99_999


@dataclass(frozen=True, slots=True)
class Share:
    """What falls to an enterprise, as the form has it: texts, so that nothing typed is lost."""

    enterprise: Organisation
    delegates: str = ""
    managers: str = ""


def shares_of(allotted: Iterable[Allotment], enterprises: Iterable[Organisation]) -> list[Share]:
    """Give what is entered for each enterprise of a round."""
    known = {each.enterprise_id: each for each in allotted}
    return [
        Share(firm, str(entered.delegates), str(entered.managers)) if (entered := known.get(firm.pk)) else Share(firm)
        for firm in enterprises
    ]


def whole_congress(allotted: Iterable[Allotment]) -> Delegates:
    """Give the delegates of all enterprises together."""
    return total(Delegates(each.delegates, each.managers) for each in allotted)


def delegates_due(bargaining: Round) -> int | None:
    """Give how many delegates are due at a joint vote; null where none were allotted."""
    return whole_congress(bargaining.allotments.all()).delegates or None


def _read(share: Share) -> tuple[Delegates | None, list[Refusal]]:
    """Read a row of the form; an empty one takes the enterprise's share away."""
    texts = {"delegates": share.delegates, "managers": share.managers or "0"}
    if not share.delegates and not share.managers:
        return None, []
    wrong = [name for name, text in texts.items() if not (text.isascii() and text.isdigit() and int(text) <= _MOST)]
    if wrong:
        return None, [Refusal("field.not_whole", column=name, value_kind="text" if texts[name] else "empty") for name in wrong]
    read = Delegates(int(texts["delegates"]), int(texts["managers"]))
    return read, [Refusal("congress.more_managers", column="managers")] if read.managers > read.delegates else []


def allot(bargaining: Round, shares: Iterable[Share], person: Person) -> None:
    """Enter what falls to each enterprise.  Refuses: ``field.not_whole``, ``congress.more_managers``, by the row of the form."""
    listed = list(shares)
    read = [_read(share) for share in listed]
    Refused.unless_empty(fault.at(row=row) for row, (_, faults) in enumerate(read, 1) for fault in faults)
    entered: Mapping[int, Delegates | None] = {
        share.enterprise.pk: delegates for share, (delegates, _) in zip(listed, read, strict=True)
    }
    with transaction.atomic():
        for firm, delegates in entered.items():
            if delegates is None:
                Allotment.objects.filter(bargaining=bargaining, enterprise=firm).delete()
                continue
            Allotment.objects.update_or_create(
                bargaining=bargaining,
                enterprise_id=firm,
                defaults={
                    "delegates": delegates.delegates,
                    "managers": delegates.managers,
                    "entered_by": person,
                    "entered_at": clock.now(),
                },
            )
