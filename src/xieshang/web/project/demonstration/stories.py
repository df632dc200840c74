"""What happened in each round of the demonstration, act by act.  The days are counted from the day on which it stands still.

The positions are invented; they lie above the statutory minimum of 2026 because the writer of a round would refuse others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from xieshang.core.parties import Role

__all__ = ["DEMO_TODAY", "STORIES", "TALKS", "Story", "Told"]

DEMO_TODAY = date(2026, 4, 16)
LEVELS = (2, 3, 4, 5, 6)
METAL = {
    "6-18-01-01": ("重要类", "车工"),
    "6-18-01-02": ("重要类", "铣工"),
    "6-18-01-03": ("基础类", "刨插工"),
    "6-18-01-04": ("重要类", "磨工"),
    "6-18-02-04": ("关键类", "焊工"),
}
FURNITURE = {"6-06-03-02": ("基础类", "机械木工"), "6-06-04-00": ("重要类", "家具制作工"), "6-31-01-03": ("重要类", "电工")}
Told = tuple[Role, str, date, dict[str, Any]]
"""One act: by which role, its kind, its day, its fields."""


@dataclass(frozen=True, slots=True)
class Story:
    """One round: how it is known, and its acts in order; ``enterprise`` is the one whose own round it is."""

    number: str
    title: str
    industry: str
    acts: tuple[Told, ...]
    enterprises: bool = False
    enterprise: str | None = None


def _day(before_today: int) -> date:
    return DEMO_TODAY - timedelta(days=before_today)


def _member(name: str, **marks: bool) -> dict[str, Any]:
    return {"name": name, "id": name, **marks}


WORKERS = [
    _member("王志强", chief=True),
    _member("刘桂兰", front_line=True, migrant=True),
    _member("张建军", front_line=True),
    _member("李雪梅"),
    _member("田立", outsider=True),
]
EMPLOYERS = [
    _member("马国栋", chief=True),
    _member("陈立新", manager=True),
    _member("韩文斌", manager=True),
    _member("郝振华"),
    _member("吕静", outsider=True),
]


def _table(
    trades: dict[str, tuple[str, str]], first: dict[str, int], steps: tuple[int, ...], odd: dict[str, int]
) -> dict[str, Any]:
    """Make a wage table in yuan: the lowest level of each category, the steps above it, and what a trade differs by."""
    rows = []
    for number, (occupation, (category, label)) in enumerate(trades.items(), 1):
        amount = first[category] + odd.get(occupation, 0)
        for level, step in zip(LEVELS, (0, *steps), strict=True):
            amount += step
            row = {"id": f"{number}-{level}", "category": category, "occupation": occupation, "level": level, "label": label}
            rows.append({**row, "amount_fen": amount * 100})
    return {"form": "monthly_floor", "rows": rows}


def _metal(first: tuple[int, int, int], steps: tuple[int, ...], odd: dict[str, int]) -> dict[str, Any]:
    return _table(METAL, dict(zip(("基础类", "重要类", "关键类"), first, strict=True)), steps, odd)


def _both(kind: str, day: date, **fields: Any) -> Iterator[Told]:
    for role in (Role.WORKERS, Role.EMPLOYERS):
        yield role, kind, day, fields


def _teams(day: date, published: date) -> Iterator[Told]:
    yield Role.WORKERS, "name_representatives", day, {"members": WORKERS}
    yield Role.EMPLOYERS, "name_representatives", day, {"members": EMPLOYERS}
    yield from _both("publish_representatives", published)


def _offer(day: date, talks: date) -> Told:
    subjects = ["技能人才月最低工资", "适用范围和企业落实要求"]
    place = "正定县总工会会议室"
    return (
        Role.WORKERS,
        "offer",
        day,
        {"received_on": day.isoformat(), "subjects": subjects, "place": place, "time": f"{talks} 09:00"},
    )


def _accepted(day: date, disclosed: date, recorder: date) -> Iterator[Told]:
    yield Role.EMPLOYERS, "respond", day, {"accepts": True, "reason": "同意就所列事项协商"}
    yield from _both("disclose", disclosed)
    yield Role.WORKERS, "appoint_recorder", recorder, {"neutral": True}


def _meeting(session: int, day: date, chair: str, agreed: list[str], left: list[str]) -> Told:
    return Role.WORKERS, "meet", day, {"session": session, "chair": chair, "agreed": agreed, "open": left}


def _proposed(role: Role, day: date, table: dict[str, Any], term: tuple[date, date]) -> Told:
    return role, "propose", day, {"table": table, "term": {"from": term[0].isoformat(), "to": term[1].isoformat()}}


def _vote(day: date, due: int, present: int, yes: int) -> Told:
    return Role.CONGRESS, "vote", day, {"due": due, "present": present, "yes": yes, "no": present - yes, "abstain": 0}


def _cutting_tools() -> Iterator[Told]:
    """Two meetings held, two positions served by each side; one objection waits for its answer."""
    term = (date(2026, 7, 1), date(2027, 6, 30))
    yield from _teams(_day(44), _day(42))
    yield _offer(_day(38), _day(8))
    yield from _accepted(_day(23), _day(15), _day(13))
    yield _meeting(1, _day(8), "马国栋", [], ["标准", "期限"])
    yield _proposed(Role.WORKERS, _day(8), _metal((3050, 3650, 4250), (420, 460, 520, 610), {"6-18-01-04": 80}), term)
    yield _proposed(Role.EMPLOYERS, _day(8), _metal((2520, 2790, 3450), (240, 280, 310, 380), {"6-18-01-02": 40}), term)
    yield Role.ENTERPRISE, "object", _day(5), {"by_whom": "示范企业02", "text": "焊工的标准请按证书类别分开，建议推迟一季执行。"}
    yield _meeting(2, _day(1), "王志强", ["期限一年", "刨插工初级工"], ["其余各格"])
    second = {"6-18-01-04": 60, "6-18-01-02": 30}
    yield _proposed(Role.WORKERS, _day(1), _metal((2860, 3420, 3980), (380, 420, 480, 560), second), term)
    yield _proposed(Role.EMPLOYERS, _day(1), _metal((2640, 2950, 3600), (270, 310, 350, 420), {"6-18-01-02": 50}), term)


def _furniture() -> Iterator[Told]:
    """Signed, filed, and under review."""
    table = _table(FURNITURE, {"基础类": 2560, "重要类": 2900}, (260, 300, 360, 430), {"6-31-01-03": 120})
    yield from _teams(_day(97), _day(94))
    yield _offer(_day(91), _day(64))
    yield from _accepted(_day(80), _day(72), _day(70))
    yield _meeting(1, _day(64), "王志强", ["期限一年"], ["标准"])
    yield _proposed(Role.WORKERS, _day(64), table, (date(2026, 5, 1), date(2027, 4, 30)))
    yield from _both("initial_draft", _day(43))
    yield _vote(_day(27), 60, 52, 41)
    yield from _both("sign", _day(20))
    yield Role.EMPLOYERS, "file", _day(14), {}
    yield Role.BUREAU, "receive", _day(9), {}


def _machining() -> Iterator[Told]:
    """In force since January: what the register, the lookup and the audit show."""
    yield from _teams(date(2025, 9, 8), date(2025, 9, 11))
    yield _offer(date(2025, 9, 15), date(2025, 10, 15))
    yield from _accepted(date(2025, 9, 26), date(2025, 10, 9), date(2025, 10, 10))
    yield _meeting(1, date(2025, 10, 15), "王志强", [], ["标准"])
    table = _metal((2550, 2880, 3600), (250, 300, 340, 420), {"6-18-01-04": 40})
    yield _proposed(Role.EMPLOYERS, date(2025, 11, 5), table, (date(2026, 1, 1), date(2026, 12, 31)))
    yield from _both("initial_draft", date(2025, 11, 7))
    yield _vote(date(2025, 11, 28), 96, 74, 62)
    yield from _both("sign", date(2025, 12, 2))
    yield Role.EMPLOYERS, "file", date(2025, 12, 5), {}
    yield Role.BUREAU, "receive", date(2025, 12, 8), {}
    yield from _both("publish", date(2025, 12, 26))


def _cold_store() -> Iterator[Told]:
    """Offered; the answer is due within days."""
    yield from _teams(_day(20), _day(17))
    yield _offer(_day(13), _day(-26))


def _domestic() -> Iterator[Told]:
    """One representative left and was not replaced in time."""
    yield Role.WORKERS, "name_representatives", _day(30), {"members": WORKERS}
    yield Role.EMPLOYERS, "name_representatives", _day(28), {"members": EMPLOYERS}
    yield Role.WORKERS, "replace_representative", _day(17), {"leaves": "张建军"}


def _own_round() -> Iterator[Told]:
    """An enterprise bargains above the contract of its trade: one position served, the other side's answer is awaited."""
    yield from _teams(_day(28), _day(26))
    yield _offer(_day(24), _day(6))
    yield from _accepted(_day(17), _day(13), _day(10))
    yield _meeting(1, _day(6), "马国栋", [], ["标准"])
    table = _metal((2700, 3050, 3800), (270, 320, 360, 440), {"6-18-01-04": 60})
    yield _proposed(Role.WORKERS, _day(6), table, (date(2026, 7, 1), date(2027, 6, 30)))


TALKS = "130123-2026-03"
"""The round at whose desk both sides sit: its enterprises have brought their pay rows."""

STORIES = (
    Story("130123-2025-02", "正定县机械加工行业 2026年技能人才最低工资协商", "C", tuple(_machining()), enterprises=True),
    Story("130123-2026-01", "正定县板材家具行业 2026年技能人才最低工资协商", "C21", tuple(_furniture())),
    Story("130123-2026-02", "正定县家政服务行业 2026年技能人才最低工资协商", "O80", tuple(_domestic())),
    Story(TALKS, "正定县刃模具行业 2026年技能人才最低工资协商", "C35", tuple(_cutting_tools()), enterprises=True),
    Story("130123-2026-04", "正定县冷链仓储行业 2026年技能人才最低工资协商", "G59", tuple(_cold_store())),
    Story("130123-2026-05", "示范企业01 2026年技能人才最低工资协商", "C35", tuple(_own_round()), enterprise="示范企业01"),
)
