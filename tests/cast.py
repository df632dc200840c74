"""A fixed cast of people and the acts of one whole bargaining in 正定县, told day by day.  Everybody is invented."""

from copy import deepcopy
from datetime import date
from typing import Any

from xieshang.core.acts import read_round
from xieshang.core.fields import Fields
from xieshang.core.minimum_wages import MinimumWages, Standard
from xieshang.core.procedure import Replay, replay
from xieshang.core.rules import LawValue, Pack, Rules
from xieshang.core.sources import Source, Trust

PLACE = "130123"
_SOURCE = Source("测试用规则", "第一条")


def member(name: str, **marks: Any) -> dict[str, Any]:
    """Give one representative."""
    return {"name": name, "id": name, **marks}


WORKERS_TEAM = [member("职工甲", chief=True, migrant=True), member("职工乙", front_line=True), member("职工丙")]
EMPLOYERS_TEAM = [member("企业甲", chief=True), member("企业乙"), member("企业丙")]
TABLE = {
    "form": "monthly_floor",
    "rows": [
        {"id": "1", "category": "基础类", "occupation": "6-18-01-01", "level": 2, "amount_fen": 250_000},
        {"id": "2", "category": "基础类", "occupation": "6-18-01-01", "level": 3, "amount_fen": 280_000},
        {"id": "3", "category": "关键类", "occupation": "6-18-02-04", "level": 4, "amount_fen": 360_000},
    ],
}
VOTE = {"kind": "vote", "by": "congress", "due": 120, "present": 80, "yes": 60, "no": 15, "abstain": 5}


def by(role: str, kind: str, on: str, **fields: Any) -> dict[str, Any]:
    """Give one act."""
    return {"kind": kind, "by": role, "on": on, **fields}


MAIN_PATH: dict[str, dict[str, Any]] = {
    "workers named": by("workers", "name_representatives", "2025-02-24", members=WORKERS_TEAM),
    "employers named": by("employers", "name_representatives", "2025-02-25", members=EMPLOYERS_TEAM),
    "workers published": by("workers", "publish_representatives", "2025-02-26"),
    "employers published": by("employers", "publish_representatives", "2025-02-26"),
    "offer": by(
        "workers", "offer", "2025-03-03", received_on="2025-03-03", subjects=["月最低工资"], place="县总工会", time="2025-04-01"
    ),
    "accepted": by("employers", "respond", "2025-03-13", accepts=True),
    "recorder": by("workers", "appoint_recorder", "2025-03-14", neutral=True),
    "workers disclosed": by("workers", "disclose", "2025-03-20"),
    "employers disclosed": by("employers", "disclose", "2025-03-21"),
    "met": by("workers", "meet", "2025-04-01", session=1, chair="workers", agreed=[], open=["标准"]),
    "proposed": by("workers", "propose", "2025-04-01", table=TABLE, term={"from": "2025-06-01", "to": "2026-05-31"}),
    "workers initialled": by("workers", "initial_draft", "2025-04-02"),
    "employers initialled": by("employers", "initial_draft", "2025-04-02"),
    "voted": {**VOTE, "on": "2025-04-20"},
    "workers signed": by("workers", "sign", "2025-04-22"),
    "employers signed": by("employers", "sign", "2025-04-23"),
    "filed": by("employers", "file", "2025-04-25"),
    "received": by("bureau", "receive", "2025-04-28"),
    "workers posted": by("workers", "publish", "2025-05-15"),
    "employers posted": by("employers", "publish", "2025-05-16"),
}


def acts(*, until: str | None = None, without: tuple[str, ...] = (), **changed: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the main path up to and with the step named, some steps left out, some with other fields (``_`` for a space)."""
    told = []
    for name, act in MAIN_PATH.items():
        if name not in without:
            told.append(deepcopy(act) | changed.get(name.replace(" ", "_"), {}))
        if name == until:
            break
    return told


def rules(place: str = PLACE, **values: Any) -> Rules:
    """Give the national numbers as this project's tests fix them, with some replaced; null takes a value away."""
    numbers: dict[str, Any] = {
        "deadline.reply-to-offer": 20,
        "deadline.refill-representative": 15,
        "deadline.disclose": 5,
        "deadline.file-contract": 10,
        "deadline.review": 15,
        "deadline.publish": 5,
        "deadline.mediation": 30,
        "deadline.renew-window": 60,
        "quorum.present_share": "2/3",
        "quorum.yes_share": "1/2",
        "quorum.yes_strict": False,
        "representatives.min": 3,
        "representatives.outsider_share": "1/3",
        "binding": "all",
        **{key.replace("__", "."): value for key, value in values.items()},
    }
    more = {"deadline.file-contract": {"warn_n": 7}, "deadline.mediation": {"extension_days": 15}}
    entries = tuple(
        LawValue(key, key, value, "calendar", _SOURCE, Trust.PRIMARY, date(2025, 1, 1), more=more.get(key, {}))
        for key, value in numbers.items()
        if value is not None
    )
    standard = Standard("13", None, 220_000, 2_200, _SOURCE, Trust.SECONDARY, date(2025, 1, 1), in_force_from=date(2023, 1, 1))
    return Rules(place, (Pack("", "全国", entries),), minimum_wages=MinimumWages((standard,)))


def played(told: list[dict[str, Any]], on: str = "2026-01-15", law: Rules | None = None) -> Replay:
    """Replay acts as a file would give them."""
    bargained = read_round(Fields({"id": "r", "at": PLACE, "acts": told}))
    return replay(bargained.acts, law or rules(), date.fromisoformat(on))


def codes(replayed: Replay) -> list[tuple[int, str]]:
    """Give the index and code of each refused act."""
    return [(entry.index, entry.refusal.code) for entry in replayed.refused]
