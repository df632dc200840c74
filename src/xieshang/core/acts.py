"""The acts of a round: every kind with its fields and who may do it, and how one is read from a file.

Whether an act may be done now stands in ``transitions.py`` (the table), what it needs in ``guards.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xieshang.core.above import Above, Named, read_named
from xieshang.core.contract import Contract, Term, read_contract
from xieshang.core.fields import Fields, iso_date
from xieshang.core.floors import Worker
from xieshang.core.parties import SIDES, Role, Team, read_member
from xieshang.core.refusals import Refused
from xieshang.core.wage_table import read_table

__all__ = ["KINDS", "Act", "ActKind", "Offered", "Round", "read_act", "read_round"]

SCHEMA = "xieshang/round/1"
_BUREAU_TRIPARTITE = (Role.BUREAU, Role.TRIPARTITE)
ROUND_KINDS = ("industry", "regional", "enterprise")

Reader = Callable[[Fields, str], Any]


def _text(fields: Fields, key: str) -> str | None:
    return fields.text(key)


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    value = fields.get(key)
    return (value,) if isinstance(value, str) and value else fields.texts(key) or () if value else ()


def _day(fields: Fields, key: str) -> date | None:
    return fields.day(key)


def _whole(fields: Fields, key: str) -> int | None:
    return fields.whole(key, low=0)


def _truth(fields: Fields, key: str) -> bool | None:
    return None if fields.get(key) is None else fields.truth(key)


def _members(fields: Fields, key: str) -> tuple[Any, ...]:
    return tuple(read_member(member) for member in fields.objects(key))


def _member(fields: Fields, key: str) -> Any:
    return None if fields.get(key) is None else read_member(fields.inner(key))


def _table(fields: Fields, key: str) -> Any:
    return None if fields.get(key) is None else read_table(fields.inner(key))


def _term(fields: Fields, key: str) -> Term | None:
    if fields.get(key) is None:
        return None
    term = fields.inner(key)
    return Term(term.day("from"), term.day("to"))


def _named(fields: Fields, key: str) -> tuple[Named, ...] | None:
    """Read the contracts above that an act was judged under; null where it names none, which is not the same as no contract."""
    return None if fields.get(key) is None else tuple(read_named(named) for named in fields.objects(key))


def _anything(fields: Fields, key: str) -> Any:
    return fields.get(key)


@dataclass(frozen=True, slots=True)
class ActKind:
    """One kind of act: its Chinese term, who may do it, its fields, and those it cannot be without.

    ``own_side``: the act is a side's own, and nobody does it for the other.  ``personal`` names the fields that hold
    personal text and are sealed in the ledger.
    """

    name: str
    title: str
    by: tuple[Role, ...]
    fields: Mapping[str, Reader] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    own_side: bool = False
    personal: tuple[str, ...] = ()


def _own(name: str, title: str, *required: str, personal: tuple[str, ...] = (), **fields: Reader) -> ActKind:
    return ActKind(name, title, SIDES, fields, required, own_side=True, personal=personal)


def _by(by: tuple[Role, ...], name: str, title: str, *required: str, personal: tuple[str, ...] = (), **fields: Reader) -> ActKind:
    return ActKind(name, title, by, fields, required, personal=personal)


_BUREAU, _ENTERPRISE = (Role.BUREAU,), (Role.ENTERPRISE,)

_ALL_KINDS = (
    _own("name_representatives", "推选协商代表", personal=("members",), members=_members, above_scale=_truth),
    _own("replace_representative", "更换协商代表", personal=("leaves", "joins"), leaves=_text, joins=_member),
    _own("publish_representatives", "公示协商代表"),
    _own("offer", "要约", "subjects", "place", "time", received_on=_day, subjects=_texts, place=_text, time=_text),
    _own("withdraw_offer", "撤回要约"),
    _own("respond", "应约", "accepts", personal=("reason",), accepts=_truth, reason=_text),
    _own("disclose", "提供信息资料"),
    _own("waive_disclosure", "免除信息提供"),
    _by(SIDES, "appoint_recorder", "确定记录员", "neutral", neutral=_truth),
    _by(SIDES, "meet", "协商会议", personal=("chair",), session=_whole, chair=_text, agreed=_anything, open=_anything),
    _own("propose", "提出工资标准方案", "table", table=_table, term=_term, above=_named),
    _by(SIDES, "suspend", "中止协商", until=_day),
    _by(SIDES, "resume", "恢复协商"),
    _own("ask_mediation", "申请协调处理"),
    _by(_BUREAU_TRIPARTITE, "accept_mediation", "受理协调处理"),
    _by(_BUREAU_TRIPARTITE, "extend_mediation", "延长协调处理", "days", days=_whole),
    _by(_BUREAU_TRIPARTITE, "settle_mediation", "协调处理达成协议"),
    _by(_BUREAU_TRIPARTITE, "fail_mediation", "协调处理未成"),
    _own("initial_draft", "草案签字", term=_term),
    _by(_ENTERPRISE, "confirm", "企业确认", "enterprise", enterprise=_text),
    _by((*_ENTERPRISE, Role.WORKER), "object", "提出意见", "text", personal=("by_whom", "text"), by_whom=_text, text=_text),
    _by(SIDES, "answer_objection", "答复意见", "number", "text", personal=("text",), number=_whole, text=_text),
    _by(
        (Role.CONGRESS,),
        "vote",
        "职代会表决",
        "due",
        "present",
        "yes",
        due=_whole,
        present=_whole,
        yes=_whole,
        no=_whole,
        abstain=_whole,
        enterprise=_text,
        notified_on=_day,
        above=_named,
    ),
    _own("sign", "签字盖章"),
    _by(SIDES, "file", "报送审查"),
    _by(_BUREAU, "receive", "受理登记"),
    _by(_BUREAU, "ask_cure", "要求补正", "missing", missing=_texts),
    _by(_BUREAU, "opine", "审查意见", "objection", objection=_truth, served_on=_day, text=_text),
    _own("publish", "公布"),
    _by(_BUREAU, "inspect", "履约检查", "enterprise", personal=("findings",), enterprise=_text, findings=_anything),
    _by(_BUREAU, "order_correction", "责令改正", "addressee", "ground", addressee=_text, ground=_text),
    _by(
        (Role.WORKERS, Role.UPPER_UNION),
        "advise",
        "工会监督函书",
        "letter",
        personal=("text",),
        letter=_text,
        addressee=_text,
        received_on=_day,
        text=_text,
    ),
    _by(
        (Role.EMPLOYERS, *_ENTERPRISE, Role.BUREAU),
        "answer_letter",
        "答复函书",
        "number",
        "text",
        personal=("text",),
        number=_whole,
        text=_text,
    ),
    _by(
        (*_ENTERPRISE, Role.EMPLOYERS),
        "remedy",
        "改正违约",
        "enterprise",
        personal=("evidence",),
        enterprise=_text,
        evidence=_anything,
    ),
    _by(SIDES, "report", "履约报告", personal=("text",), to=_text, text=_text),
    _own("propose_amendment", "提出变更", "ground", ground=_text),
    _by(SIDES, "renew", "续签要约"),
    _by(SIDES, "terminate", "解除或终止", "ground", ground=_text),
    _by(SIDES, "close_without_agreement", "协商终结"),
)
KINDS: Mapping[str, ActKind] = {kind.name: kind for kind in _ALL_KINDS}
_COMMON = ("kind", "by", "on", "side", "recorded_at", "law_as_recorded_on")


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what kind, by whom, on which day, for which side, with its fields as read.

    ``law_as_recorded_on`` names the day whose law entries the act is read under; null means all that are recorded.
    """

    kind: ActKind
    by: Role
    on: date
    side: Role | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    law_as_recorded_on: date | None = None

    def __getitem__(self, name: str) -> Any:
        return self.fields.get(name)

    @property
    def team(self) -> Team:
        """The team that a naming names."""
        return Team(self.side or self.by, self["members"], self["above_scale"])


def read_act(fields: Fields) -> Act:
    """Read one act.

    Refuses: ``act.unknown_kind``, ``field.…`` for a missing or unreadable field, ``act.not_your_side``.

    >>> read_act(Fields({"kind": "receive", "by": "bureau", "on": "2025-06-10"})).kind.title
    '受理登记'
    """
    name = fields.required_text("kind")
    if name not in KINDS:
        raise fields.refused("act.unknown_kind", "kind", kind=name)
    kind = KINDS[name]
    by = Role(fields.choice("by", [role.value for role in Role]))
    side = fields.get("side")
    if side is not None:
        side = Role(fields.choice("side", [role.value for role in SIDES]))
    body = {key: read(fields, key) for key, read in kind.fields.items()}
    for key in kind.required:
        if body[key] in (None, (), ""):
            raise fields.refused("field.missing", key)
    on = fields.day("on", required=True) or date.min
    return Act(kind, by, on, side or (by if by in SIDES else None), body, fields.day("law_as_recorded_on"))


Offered = Act | Refused


@dataclass(frozen=True, slots=True)
class Round:
    """A round as a file gives it: where, what kind, and its acts in order; an act that cannot be read is its refusal.

    ``enterprise`` is the one whose own round it is, ``contracts_above`` what may stand above it.
    """

    id: str
    at: str
    kind: str
    industry: str | None
    acts: tuple[Offered, ...]
    enterprise: str | None = None
    contracts_above: tuple[Contract, ...] = ()

    @property
    def above(self) -> Above:
        """What stands above the round, and where its enterprise stands."""
        return Above(self.contracts_above, Worker(self.at, self.industry, enterprise=self.enterprise))


def _read_or_refused(fields: Fields) -> Offered:
    try:
        return read_act(fields)
    except Refused as refused:
        return refused


def read_round(fields: Fields) -> Round:
    """Read a round from the object of a file.

    Refuses: ``field.…`` where the round itself cannot be read; an unreadable act is kept as its refusal.
    """
    return Round(
        id=fields.required_text("id"),
        at=fields.required_text("at"),
        kind=fields.choice("kind", ROUND_KINDS, default="industry"),
        industry=fields.text("industry"),
        acts=tuple(_read_or_refused(act) for act in fields.objects("acts")),
        enterprise=fields.text("enterprise"),
        contracts_above=tuple(read_contract(contract) for contract in fields.objects("above")),
    )


def first_day_of_talks(time: str | None) -> date | None:
    """Read the day out of the time an offer proposes; null where it names none.

    >>> first_day_of_talks("2025-04-10 09:00").isoformat()
    '2025-04-10'
    """
    return iso_date(time)
