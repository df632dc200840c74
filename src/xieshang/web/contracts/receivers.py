"""What an act causes in the register: a contract that both sides have published is entered, one that is terminated ends."""

from typing import Any

from django.dispatch import receiver

from xieshang.core.parties import SIDES
from xieshang.core.standing import Standing
from xieshang.web.contracts.assembly import contract_in_effect
from xieshang.web.register import services as register
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.services import act_appended

__all__ = ["keep_the_register"]


@receiver(act_appended, sender=Round, dispatch_uid="contracts.keep_the_register")
def keep_the_register(sender: type[Round], bargaining: Round, act: Act, standing: Standing, **more: Any) -> None:
    """Enter the contract in the transaction of the act by which the second side published it; end it with its termination."""
    if act.kind == "publish" and standing.published.issuperset(SIDES):
        contract = contract_in_effect(bargaining, standing, standing.day)
        if contract:
            register.enter(contract, act.on)
    elif act.kind == "terminate":
        register.end(bargaining.number, act.on)
