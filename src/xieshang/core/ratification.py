"""Whether a draft has passed its vote: the congress of the region or industry, or the congresses of single firms.

Who has to be present and who has to agree is law; base of both shares are all who are due, not those present.
"""

from collections.abc import Collection, Iterable
from fractions import Fraction

from xieshang.core.reading import Reading
from xieshang.core.standing import Standing, Vote

__all__ = ["asks_confirmation", "is_ratified", "passes"]


def passes(votes: Collection[Vote], law: Reading) -> bool:
    """Say whether votes, counted together, reach the quorum and the majority of the place.

    Nulls: a share that the law does not know asks for nothing.
    Source: Order 22 art 36, and what a pack says instead.
    """
    due, present, yes = (sum(getattr(vote, each) for vote in votes) for each in ("due", "present", "yes"))
    quorum, majority = law.share("quorum.present_share"), law.share("quorum.yes_share")
    share, strict = Fraction(yes, due), law.value("quorum.yes_strict", False)
    enough = majority is None or (share > majority if strict else share >= majority)
    return (quorum is None or Fraction(present, due) >= quorum) and enough


def is_ratified(standing: Standing, law: Reading) -> bool:
    """Say whether the initialled draft has passed: by the latest joint vote, or, where a contract binds its signatories
    alone, by the congresses of firms.

    ``each`` firm's congress passes it for that firm, so one is enough; ``pooled``, the latest votes of the firms that confirmed
    are counted together.
    Source: Order 22 art 36; 山东省企业工资集体协商条例 arts 35-36 (each), 上海市集体合同条例 art 28 (pooled).
    """
    draft = standing.draft
    joint = [vote for vote in draft.votes if vote.enterprise is None]
    if joint:
        return joint[-1].passed
    if law.value("binding") != "signatory":
        return False
    if law.value("ratification.firm_votes", "each") == "pooled":
        approving = _latest(vote for vote in draft.votes if vote.enterprise in draft.confirmed)
        return bool(approving) and passes(approving, law)
    return any(vote.passed for vote in draft.votes)


def _latest(votes: Iterable[Vote]) -> Collection[Vote]:
    return {vote.enterprise: vote for vote in votes}.values()


def asks_confirmation(law: Reading) -> bool:
    """Say whether the place has each enterprise confirm the draft (二次确认).

    Nulls: where the law does not say, a contract that binds its signatories alone asks for it.
    """
    return bool(law.value("confirmation.asked", law.value("binding") == "signatory"))
