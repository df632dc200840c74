"""A chain of 1,000,000 events verified, beside one plain SHA-256 pass over the bytes of the same file.

``python -m bench.ledger [EVENTS]`` prints the seconds of both, the best of three in turn, and their ratio; the exit is 1 where the
bar does not hold.  One event in twenty carries a wage table, as in a round.
"""

import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xieshang.core.ledger import link
from xieshang.core.ledger_check import FIRST, event_digest, verify

EVENTS, REPEATS = 1_000_000, 3
BEGUN, A_DAY = date(2025, 4, 1), 100
BAR_SECONDS = 5
CELL = {"category": "重要类", "occupation": "6-18-01-01", "amount_fen": 250_000}
TABLE = {"form": "monthly_floor", "rows": [{"id": str(level), "level": level, **CELL} for level in range(1, 9)]}
ANSWER = {"kind": "answer_objection", "by": "workers", "number": 1, "text": "示范答复"}
ACTS: list[dict[str, Any]] = [
    {"kind": "propose", "by": "workers", "table": TABLE, "term": {"from": "2025-06-01", "to": "2026-05-31"}},
    *({"kind": "meet", "by": "workers", "session": n, "agreed": ["期限"], "open": ["标准"]} for n in range(1, 7)),
    *({"kind": "object", "by": "enterprise", "text": "示范意见"} for _ in range(4)),
    *[ANSWER] * 4,
    *({"kind": "confirm", "by": "enterprise", "enterprise": f"示范企业{n:02d}"} for n in range(1, 6)),
]


def lines(events: int) -> Iterator[bytes]:
    """Write the lines of an export, the acts over and over, a hundred a day, as ``link`` would write them."""
    made = [link("130123-2025-01", 1, FIRST, act | {"on": "DAY"}, f"{BEGUN}T09:00:00+08:00", lambda: "00").body for act in ACTS]
    cut = [re.split(f'(?<="n":)1|DAY|{FIRST}', body) for body in made]
    previous = FIRST
    for n in range(1, events + 1):
        start, numbered, dated, end = cut[n % len(cut)]
        body = f"{start}{n}{numbered}{BEGUN + timedelta(n // A_DAY)}{dated}{previous}{end}".encode()
        previous = event_digest(previous, body)
        yield b"%b %b\n" % (previous.encode(), body)
    yield f"head {events} {previous}\n".encode()


def plain(path: Path) -> str:
    """Pass over the bytes once."""
    with path.open("rb") as export:
        return hashlib.file_digest(export, "sha256").hexdigest()


def verified(path: Path, events: int) -> None:
    """Verify the export."""
    with path.open("rb") as export:
        answer = verify(export)
    assert answer.ok
    assert answer.events == events


def seconds(work: Callable[[], Any]) -> float:
    """Time one piece of work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(events: int = EVENTS) -> bool:
    """Measure in turn, print the best of each, and say whether the bar holds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "round.ledger"
        with path.open("wb") as export:
            export.writelines(lines(events))
        size = path.stat().st_size
        times = [(seconds(lambda: verified(path, events)), seconds(lambda: plain(path))) for _ in range(REPEATS)]
    verify_s, plain_s = (min(each) for each in zip(*times, strict=True))
    print(f"ledger: {events:,} events ({size / 1e6:.0f} MB) verified in {verify_s:.2f} s (bar {BAR_SECONDS})", end="")
    print(f", plain SHA-256 {plain_s:.2f} s, ratio {verify_s / plain_s:.1f}")
    return verify_s <= BAR_SECONDS


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS))
