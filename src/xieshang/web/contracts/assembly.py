"""The contract of a round, put together from its acts: the agreed table in the model text, for its scope and its two sides.

What is agreed and what is in effect says ``core.procedure``; the words stand in ``documents.model_text``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from xieshang.core.acts import KINDS
from xieshang.core.contract import Binding, Confirmation, Contract, Kind, Parties, Party, Scope, Term
from xieshang.core.fields import canonical_json
from xieshang.core.parties import SIDES, Role
from xieshang.core.reading import Reading
from xieshang.core.standing import Proposal, Standing, State
from xieshang.core.wage_table import WageTable
from xieshang.documents.model_text import model_categories, model_clauses
from xieshang.documents.terms import ROLE_TITLES
from xieshang.web.rounds.models import Act, Round
from xieshang.web.rounds.services import act_content, replayed, rules_of
from xieshang.web.shared.models import Installation

__all__ = ["Assembled", "assembled", "contract_in_effect"]

_STANDS = frozenset({State.EFFECTIVE, State.PUBLISHED, State.IN_FORCE, State.BREACH, State.ENDED})
_TOLD = frozenset({"propose", "initial_draft", "vote", "sign", "file", "receive", "opine"})


@dataclass(frozen=True, slots=True)
class Assembled:
    """The contract of a round on a day: in effect, or (``contract.known_on`` null) the latest proposal as a draft.

    ``previous`` is the proposal before it, null for the first; ``standing`` is where the round stands.
    """

    contract: Contract
    proposal: Proposal | None
    previous: Proposal | None
    standing: Standing


def _drafting(acts: Iterable[Act]) -> Iterator[list[Act]]:
    """Part the acts where an amendment begins the text anew."""
    current: list[Act] = []
    for act in acts:
        if act.kind == "propose_amendment":
            yield current
            current = []
        current.append(act)
    yield current


def _of_agreed(acts: Iterable[Act], effective_on: date) -> list[Act]:
    """Give the acts of the text that took effect: the last drafting that was received for review by then."""
    draftings = [part for part in _drafting(acts) if any(act.kind == "receive" and act.on <= effective_on for act in part)]
    return [act for act in draftings[-1] if act.on <= effective_on] if draftings else []


def _since_last_proposal(acts: list[Act]) -> list[Act]:
    starts = [place for place, act in enumerate(acts) if act.kind == "propose"]
    return acts[starts[-1] :] if starts else []


def _table_digest(content: dict[str, Any]) -> str:
    return sha256(canonical_json(content).encode()).hexdigest()


def _told(act: Act) -> dict[str, Any]:
    """Give the line of an act in the history of the text."""
    content, title = act_content(act), KINDS[act.kind].title
    what = f"{ROLE_TITLES[Role(act.role)]}{title}" if Role(act.role) in SIDES else title
    if act.kind == "vote":
        what = f"{what}：应到{content['due']}人，到会{content['present']}人，赞成{content['yes']}人"
    if act.kind == "opine":
        what = f"{what}：{'有' if content.get('objection') else '无'}异议"
    line: dict[str, Any] = {"on": act.on.isoformat(), "what": what}
    return line | {"digest": _table_digest(content["table"])} if act.kind == "propose" else line


def _history(acts: Iterable[Act], effective_on: date | None = None) -> tuple[dict[str, Any], ...]:
    lines = [_told(act) for act in acts if act.kind in _TOLD]
    return (*lines, *([{"on": effective_on.isoformat(), "what": "生效"}] if effective_on else []))


def _confirmed(acts: Iterable[Act]) -> tuple[Confirmation, ...]:
    days = {act_content(act)["enterprise"]: act.on for act in acts if act.kind == "confirm"}
    return tuple(Confirmation(enterprise, on) for enterprise, on in days.items())


def _title(bargaining: Round) -> str:
    """Name the contract after the round; what a demonstration has invented says so wherever the contract goes.

    >>> _title(Round(title="示范县刃模具行业 2026年技能人才最低工资协商"))
    '示范县刃模具行业2026年技能人才最低工资专项集体合同'
    """
    subject = bargaining.title.replace(" ", "").removesuffix("协商").removesuffix("集体")
    subject = subject if "最低工资" in subject else f"{subject}技能人才最低工资"
    return subject if subject.endswith("合同") else f"{subject}专项集体合同"


def _parties(bargaining: Round) -> dict[Role, list[tuple[str, str | None]]]:
    found: dict[Role, list[tuple[str, str | None]]] = {side: [] for side in SIDES}
    for party in bargaining.parties.filter(role__in=[side.value for side in SIDES]).select_related("organisation"):
        found[Role(party.role)].append((party.organisation.name, party.organisation.code))
    return found


def _party(bodies: list[tuple[str, str | None]]) -> Party | None:
    if not bodies:
        return None
    return Party("、".join(name for name, _code in bodies), bodies[0][1] if len(bodies) == 1 else None)


def _scope(bargaining: Round, law: Reading, employers: list[tuple[str, str | None]], acts: Iterable[Act]) -> Scope:
    """Give whom the text reaches: an enterprise's own contract that enterprise alone, which it binds without a confirmation."""
    own = bargaining.kind == Kind.ENTERPRISE
    firms = [bargaining.enterprise.known_as] if bargaining.enterprise else [code or name for name, code in employers]
    counted = {"firms_in_scope": bargaining.firms_in_scope} if bargaining.firms_in_scope and not own else {}
    return Scope(
        places=tuple(bargaining.places) or (bargaining.place,),
        industries=(bargaining.industry,) if bargaining.industry else None,
        enterprises=tuple(firms) if own else None,
        binding=Binding.ALL if own else Binding(law.value("binding", Binding.ALL)),
        confirmed=_confirmed(acts),
        extra=counted,
    )


def _put_together(
    bargaining: Round, table: WageTable, term: Term | None, effective_on: date | None, acts: list[Act], on: date
) -> Contract:
    """Put a contract together; ``acts`` are those of its text, the history being told of all of them."""
    law, sides = Reading(rules_of(bargaining), effective_on or on), _parties(bargaining)
    scope = _scope(bargaining, law, sides[Role.EMPLOYERS], _since_last_proposal(acts))
    title = _title(bargaining)
    return Contract(
        id=bargaining.number,
        title=f"{title}（示范数据）" if Installation.current().is_demonstration else title,
        kind=Kind(bargaining.kind),
        scope=scope,
        parties=Parties(_party(sides[Role.WORKERS]), _party(sides[Role.EMPLOYERS])),
        term=term or Term(),
        known_on=effective_on,
        categories=model_categories((table,)),
        tables=(table,),
        clauses=model_clauses(scope.binding, (table,), law.value("si_mode")),
        history=_history(acts, effective_on),
    )


def _acts(bargaining: Round, on: date) -> list[Act]:
    return list(bargaining.acts.filter(on__lte=on).prefetch_related("sealed"))


def contract_in_effect(bargaining: Round, standing: Standing, on: date) -> Contract | None:
    """Give the contract of a round that is in effect, null where none is.

    Its history tells of the agreed text alone: what was proposed and given up on the way is the two sides' own.
    """
    if standing.effective_on is None or standing.agreed_table is None:
        return None
    acts = _since_last_proposal(_of_agreed(_acts(bargaining, on), standing.effective_on))
    return _put_together(bargaining, standing.agreed_table, standing.agreed_term, standing.effective_on, acts, on)


def assembled(bargaining: Round, on: date) -> Assembled | None:
    """Give the text of a round on a day: the one in effect, or while another is being drafted that draft; null before any.

    Refuses nothing: what speaks against a draft is told beside it.
    """
    standing = replayed(bargaining, on).standing
    proposals = standing.draft.proposals
    previous = proposals[-2] if len(proposals) > 1 else None
    if standing.effective_on and (standing.state in _STANDS or not proposals):
        contract = contract_in_effect(bargaining, standing, on)
        return Assembled(contract, None, None, standing) if contract else None
    if not proposals:
        return None
    acts = list(_drafting(_acts(bargaining, on)))[-1]
    term = standing.draft.term or standing.agreed_term
    contract = _put_together(bargaining, proposals[-1].table, term, None, acts, on)
    return Assembled(contract, proposals[-1], previous, standing)
