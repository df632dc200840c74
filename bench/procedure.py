"""A round of 1,000 acts replayed, beside ``json.loads`` of the same acts.

``python -m bench.procedure`` prints the milliseconds of both, the medians in turn, and their ratio; the exit is 1 where the bar
does not hold.  The round is that of an industry with many enterprises: concluded once and amended again and again by the same
procedure, each time with meetings, proposals, objections and their answers, the confirmation of each enterprise, a vote,
signatures, filing and review, and between two amendments inspections and remedies.  Every act stands.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from statistics import median
from typing import Any

from xieshang.core.acts import read_round
from xieshang.core.fields import Fields
from xieshang.core.procedure import replay
from xieshang.core.rules import Rules
from xieshang.law import rules_for

ACTS, REPEATS, BAR_MS = 1_000, 31, 20
MEETINGS, OBJECTIONS, ENTERPRISES = 8, 20, 60
PLACE = "130123"
ROW = {"category": "重要类"}
CELLS = [("6-18-01-01", level) for level in range(2, 8)] + [("6-18-02-04", level) for level in range(2, 8)]

Told = tuple[str, str, dict[str, Any]]


def table(step_fen: int) -> dict[str, Any]:
    """Make the table of a proposal."""
    rows = [
        {
            "id": str(at),
            "category": "重要类",
            "occupation": trade,
            "level": level,
            "amount_fen": 300_000 + 40_000 * level + step_fen,
        }
        for at, (trade, level) in enumerate(CELLS)
    ]
    return {"form": "monthly_floor", "rows": rows}


def team(side: str) -> list[dict[str, Any]]:
    """Make a side's representatives."""
    return [
        {"name": f"示范{side}{at}", "id": f"{side}{at}", "chief": at == 0, "front_line": at > 0, "migrant": at == 1}
        for at in range(5)
    ]


def before_talks() -> Iterator[Told]:
    """Tell what comes before the first meeting."""
    for side in ("workers", "employers"):
        yield side, "name_representatives", {"members": team(side)}
    for side in ("workers", "employers"):
        yield side, "publish_representatives", {}
    yield "workers", "offer", {"received_on": "2025-03-03", "subjects": ["月最低工资"], "place": "示范县", "time": "2025-04-01"}
    yield "employers", "respond", {"accepts": True}


def talks(turn: int) -> Iterator[Told]:
    """Tell one conclusion or amendment, from the meetings to the publication."""
    yield "workers", "appoint_recorder", {"neutral": True}
    for side in ("workers", "employers"):
        yield side, "disclose", {}
    for session in range(1, MEETINGS + 1):
        yield "workers", "meet", {"session": session, "agreed": ["期限"], "open": ["标准"]}
        side = "workers" if session % 2 else "employers"
        yield side, "propose", {"table": table(1_000 * (turn + session)), "term": {"from": "2025-06-01", "to": "2049-05-31"}}
    for number in range(1, OBJECTIONS + 1):
        yield "enterprise", "object", {"text": "示范意见"}
        yield "workers", "answer_objection", {"number": number, "text": "示范答复"}
    for side in ("workers", "employers"):
        yield side, "initial_draft", {}
    for number in range(1, ENTERPRISES + 1):
        yield "enterprise", "confirm", {"enterprise": f"示范企业{number:02d}"}
    yield "congress", "vote", {"due": 120, "present": 100, "yes": 90, "no": 5, "abstain": 5}
    for side in ("workers", "employers"):
        yield side, "sign", {}
    yield "employers", "file", {}
    yield "bureau", "receive", {}
    yield "bureau", "opine", {"objection": False}
    for side in ("workers", "employers"):
        yield side, "publish", {}


def performance() -> Iterator[Told]:
    """Tell how a contract is kept: every third enterprise is inspected, and remedies what was found."""
    for number in range(1, ENTERPRISES + 1, 3):
        yield "bureau", "inspect", {"enterprise": f"示范企业{number:02d}", "findings": 1}
        yield "enterprise", "remedy", {"enterprise": f"示范企业{number:02d}", "evidence": "已补发"}


def told() -> Iterator[Told]:
    """Tell the round without end."""
    yield from before_talks()
    for turn in count():
        yield from talks(turn)
        yield from performance()
        yield "workers", "propose_amendment", {"ground": "协商一致"}


def acts() -> list[dict[str, Any]]:
    """Give the acts as a round file does, one in two days."""
    first = date(2025, 3, 3)
    return [
        {"kind": kind, "by": by, "on": (first + timedelta(2 * n)).isoformat(), **fields}
        for n, (by, kind, fields) in zip(range(ACTS), told(), strict=False)
    ]


def milliseconds(work: Callable[[], Any]) -> float:
    """Time one piece of work."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def main() -> bool:
    """Measure in turn, print the medians, and say whether the bar holds."""
    written = json.dumps(acts(), ensure_ascii=False)
    bargained = read_round(Fields({"id": "r", "at": PLACE, "acts": json.loads(written)}))
    rules, on = rules_for(PLACE), date(2031, 1, 1)

    def replayed(law: Rules = rules) -> None:
        answer = replay(bargained.acts, law, on)
        assert not answer.refused, answer.refused[0]
        assert answer.standing.effective_on

    times = [(milliseconds(replayed), milliseconds(lambda: json.loads(written))) for _ in range(REPEATS)]
    replay_ms, json_ms = (median(each) for each in zip(*times, strict=True))
    print(f"procedure: {len(bargained.acts):,} acts replayed in {replay_ms:.1f} ms (bar {BAR_MS})", end="")
    print(f", json.loads of the same {json_ms:.1f} ms, ratio {replay_ms / json_ms:.1f}")
    return replay_ms <= BAR_MS


if __name__ == "__main__":
    sys.exit(not main())
