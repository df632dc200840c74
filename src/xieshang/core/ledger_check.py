"""Verify a ledger export of Xieshang.  This one file is all that is needed: it imports nothing but the standard library.

    python3 ledger_check.py EXPORT [--head DIGEST] [--sealed FILE]

An export is UTF-8 lines ``<digest> <body>``; a body is canonical JSON with ``n`` (from 1), ``round`` and ``previous``, the digest
of the event before (64 zeros for the first).  A digest is SHA-256, in hex, of ``xieshang/act/1``, a line feed, the
previous digest, and the bytes of the body as they stand.  The last line is ``head <n> <digest>``.  A cut tail can be
proved only against a head that was written down elsewhere (``--head``).

Personal texts lie beside the chain, which holds their salted digests alone.  Their file (``--sealed``) is JSON lines
``{n, field, text, salt}``, or ``{n, field, erased_on, ground}`` for one that was erased; a text that is not in the file is
withheld, and nothing is said about it.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

PREFIX = b"xieshang/act/1\n"
FIRST = "0" * 64
_TAIL = b',"n":%d,"on":"%b","previous":"%b","recorded_at":"'
_ON, _DAY = b',"on":"', len("2025-03-03")

Texts = Mapping[tuple[int, str], Mapping[str, Any]]


class Counted(NamedTuple):
    """The personal texts whose digests stand in the chain: how many fit it, how many are erased, how many were not given."""

    sealed: int
    opened: int
    erased: int
    withheld: int


class Verified(NamedTuple):
    """The answer: how many events, whether all hold, the first that does not, the head, and whether it was anchored.

    ``texts`` is null where no personal texts were given.
    """

    events: int
    ok: bool
    first_bad: int | None
    head: str | None
    anchored: bool
    texts: Counted | None = None

    def content(self) -> dict[str, Any]:
        """Give the answer as one JSON object; what is said of the texts stands beside the rest, where it is said."""
        told = self._asdict()
        texts = told.pop("texts")
        return told | (texts._asdict() if texts else {})


def event_digest(previous: str, body: bytes) -> str:
    """Give the digest of an event.

    >>> event_digest("0" * 64, b"{}")[:8]
    '32eca0c8'
    """
    return hashlib.sha256(PREFIX + previous.encode() + body).hexdigest()


def seal(text: Any, salt: str) -> str:
    """Give the salted SHA-256 of a personal text (any JSON value, in canonical form), in hex.

    >>> seal("甲", "00") == seal("甲", "01")
    False
    """
    told = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(f"{salt}\n{told}".encode()).hexdigest()


def read_sealed(lines: Iterable[bytes]) -> Texts:
    """Read the file of the texts by event and field.  Raises ``ValueError`` with the number of a line that is none.

    >>> read_sealed([b'{"n": 1, "field": "text", "text": "x", "salt": "00"}'])[1, "text"]["text"]
    'x'
    """
    texts: dict[tuple[int, str], Mapping[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        try:
            text = json.loads(line)
            texts[text["n"], text["field"]] = text
            if "erased_on" not in text:
                seal(text["text"], text["salt"])
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(number) from error
    return texts


class _Opened:
    """Compares the texts with the digests in the chain, event by event."""

    def __init__(self, texts: Texts):
        self.texts, self.sealed, self.opened, self.erased = texts, 0, 0, 0
        self.left = set(texts)

    def fits(self, number: int, body: bytes) -> bool:
        """Say whether every text that is given for an event is the one that was sealed."""
        try:
            digests = dict(json.loads(body)["sealed"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
        self.sealed += len(digests)
        for field, digest in digests.items():
            text = self.texts.get((number, field))
            self.left.discard((number, field))
            if text is None:
                continue
            if "erased_on" in text:
                self.erased += 1
            elif seal(text["text"], text["salt"]) == digest:
                self.opened += 1
            else:
                return False
        return True

    def counted(self) -> Counted:
        """Give what was counted."""
        return Counted(self.sealed, self.opened, self.erased, self.sealed - self.opened - self.erased)


def _round_of(body: bytes, number: int, previous: bytes) -> str | None:
    """Read a body in full and give its round, null where it is not event ``number`` behind ``previous``."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("n") != number or content.get("previous") != previous.decode():
        return None
    named = content.get("round")
    return named if isinstance(named, str) else None


class Verifier:
    """A verification under way: lines are taken as they come, in constant memory, and the answer may be asked at any time."""

    def __init__(self, texts: Texts | None = None):
        self._count, self._previous = 0, FIRST.encode()
        self._first_bad: int | None = None
        self._round: str | None = None
        self._named, self._on = b"\n", b""
        self._stated: bytes | None = None
        self._opened = None if texts is None else _Opened(texts)

    def take(self, lines: Iterable[bytes]) -> "Verifier":
        """Take the next lines of an export.  Behind the first bad one they are only counted."""
        count, previous, begun = self._count, self._previous, hashlib.sha256(PREFIX)
        for line in lines:
            digest, _, body = line.rstrip(b"\n").partition(b" ")
            if self._stated is not None:
                self._first_bad = self._first_bad or count + 1
            if digest == b"head":
                self._stated = body
                continue
            count += 1
            if self._first_bad is None:
                hashed = begun.copy()
                hashed.update(previous + body)
                if hashed.hexdigest().encode() != digest or not self._follows(body, count, previous):
                    self._first_bad = count
            previous = digest
        self._count, self._previous = count, previous
        return self

    def _follows(self, body: bytes, count: int, previous: bytes) -> bool:
        """Say whether a body is the next event of the round, and whether the texts beside it fit.

        A canonical body is not read in full: from ``n`` to its two last braces its tail holds no other brace, so that it is the
        tail of the outermost object, whatever stands before it.  Most events have the day of the one before.
        """
        tail = body.rfind(_TAIL % (count, self._on, previous))
        if tail < 0:
            self._on = body[body.rfind(_ON) + len(_ON) :][:_DAY]
            tail = body.rfind(_TAIL % (count, self._on, previous))
        plain = tail > 0 and body.find(b"}", tail) == len(body) - 2 and body.rfind(self._named, tail) > tail
        return (plain or self._is_read(body, count, previous)) and (self._opened is None or self._opened.fits(count, body))

    def _is_read(self, body: bytes, count: int, previous: bytes) -> bool:
        found = _round_of(body, count, previous)
        if found is None or self._round not in (None, found):
            return False
        self._round, self._named = found, b',"round":%b,"sealed":{' % json.dumps(found, ensure_ascii=False).encode()
        return True

    def answer(self, head: str | None = None) -> Verified:
        """Say what holds so far.  Nulls: without ``head`` a cut tail is not provable and ``anchored`` is false."""
        count, previous, first_bad = self._count, self._previous.decode("ascii", "replace"), self._first_bad
        closed = self._stated == f"{count} {previous}".encode()
        anchored = head is not None and head == previous
        if first_bad is None and (not closed or (head is not None and not anchored)):
            first_bad = count + 1
        if first_bad is None and self._opened and self._opened.left:
            first_bad = min(number for number, _ in self._opened.left)
        counted = self._opened.counted() if self._opened else None
        return Verified(count, first_bad is None, first_bad, previous if count else None, anchored and first_bad is None, counted)


def verify(lines: Iterable[bytes], head: str | None = None, texts: Texts | None = None) -> Verified:
    """Verify the lines of an export, in one pass and in constant memory; with ``texts``, those too.

    Nulls: without ``head`` a cut tail is not provable and ``anchored`` is false.

    >>> verify([b"head 0 " + b"0" * 64 + b"\\n"]).ok
    True
    """
    return Verifier(texts).take(lines).answer(head)


def main() -> int:
    """Verify the export named on the command line; exit 0 when all holds, 1 when not, 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(description="Verify a ledger export of Xieshang")
    parser.add_argument("export")
    parser.add_argument("--head", help="the head digest that was written down elsewhere")
    parser.add_argument("--sealed", help="the file of the personal texts beside the chain")
    arguments = parser.parse_args()
    texts = None
    try:
        if arguments.sealed:
            with open(arguments.sealed, "rb") as sealed:  # noqa: PTH123 - this file stands alone
                texts = read_sealed(sealed)
        with open(arguments.export, "rb") as export:  # noqa: PTH123
            verified = verify(export, arguments.head, texts)
    except OSError as error:
        parser.error(f"cannot read {error.filename}")
    except ValueError as error:
        parser.error(f"line {error} of {arguments.sealed} is no sealed text")
    sys.stdout.write(json.dumps(verified.content()) + "\n")
    return 0 if verified.ok else 1


if __name__ == "__main__":
    sys.exit(main())
