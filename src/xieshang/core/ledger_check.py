"""Verify a ledger export of Xieshang.  This one file is all that is needed: it imports nothing but the standard library.

    python3 ledger_check.py EXPORT [--head DIGEST]

An export is UTF-8 lines ``<digest> <body>``; a body is canonical JSON with ``n`` (from 1), ``round`` and ``previous``, the digest
of the event before (64 zeros for the first).  A digest is SHA-256, in hex, of ``xieshang/act/1``, a line feed, the
previous digest, and the bytes of the body as they stand.  The last line is ``head <n> <digest>``.  A cut tail can be
proved only against a head that was written down elsewhere (``--head``).
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PREFIX = b"xieshang/act/1\n"
FIRST = "0" * 64


class Verified(NamedTuple):
    """The answer: how many events, whether all hold, the first that does not, the head, and whether it was anchored."""

    events: int
    ok: bool
    first_bad: int | None
    head: str | None
    anchored: bool


def event_digest(previous: str, body: bytes) -> str:
    """Give the digest of an event.

    >>> event_digest("0" * 64, b"{}")[:8]
    '32eca0c8'
    """
    return hashlib.sha256(PREFIX + previous.encode() + body).hexdigest()


def _events(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    for line in lines:
        digest, _, body = line.rstrip(b"\n").partition(b" ")
        yield digest.decode("ascii", "replace"), body


def _holds(number: int, previous: str, digest: str, body: bytes, chain: str | None) -> str | None:
    """Give the round of a good event, null for a bad one."""
    if event_digest(previous, body) != digest:
        return None
    try:
        content = json.loads(body)
    except ValueError:
        return None
    if not isinstance(content, dict) or content.get("n") != number or content.get("previous") != previous:
        return None
    named = content.get("round")
    return named if isinstance(named, str) and chain in (None, named) else None


def verify(lines: Iterable[bytes], head: str | None = None) -> Verified:
    """Verify the lines of an export, in one pass and in constant memory.

    Nulls: without ``head`` a cut tail is not provable and ``anchored`` is false.

    >>> verify([b"head 0 " + b"0" * 64 + b"\\n"]).ok
    True
    """
    count, previous, first_bad, chain, stated = 0, FIRST, None, None, None
    for digest, body in _events(lines):
        if stated is not None:
            first_bad = first_bad or count + 1
        if digest == "head":
            stated = body.decode("ascii", "replace")
            continue
        count += 1
        held = None if first_bad else _holds(count, previous, digest, body, chain)
        if held is None:
            first_bad = first_bad or count
        chain, previous = held or chain, digest
    closed = stated == f"{count} {previous}"
    anchored = head is not None and head == previous
    if first_bad is None and (not closed or (head is not None and not anchored)):
        first_bad = count + 1
    return Verified(count, first_bad is None, first_bad, previous if count else None, anchored and first_bad is None)


def main() -> int:
    """Verify the export named on the command line; exit 0 when all holds, else 1."""
    parser = argparse.ArgumentParser(description="Verify a ledger export of Xieshang")
    parser.add_argument("export")
    parser.add_argument("--head", help="the head digest that was written down elsewhere")
    arguments = parser.parse_args()
    with open(arguments.export, "rb") as export:  # noqa: PTH123 - this file stands alone
        verified = verify(export, arguments.head)
    sys.stdout.write(json.dumps(verified._asdict()) + "\n")
    return 0 if verified.ok else 1


if __name__ == "__main__":
    sys.exit(main())
