"""The ledger: what is chained, what is sealed beside the chain, and what a verifier finds."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from cast import acts

from xieshang.core import ledger_check
from xieshang.core.fields import canonical_json
from xieshang.core.ledger import Erased, Sealed, chain, sealed_lines
from xieshang.core.ledger_check import FIRST, event_digest, read_sealed, seal, verify


def export(told: list[dict[str, object]] | None = None) -> tuple[list[bytes], list[Sealed]]:
    """Give the lines of an export and what is sealed beside it."""
    salts = count()
    written = list(chain("r", acts() if told is None else told, "2026-04-16T09:00:00+08:00", lambda: str(next(salts))))
    return [line.encode() for line, _ in written], [text for _, texts in written for text in texts]


def test_an_export_verifies_and_says_whether_it_was_anchored() -> None:
    lines, _ = export()
    free, anchored = verify(lines), verify(lines, verify(lines).head)
    assert (free.ok, free.anchored, free.first_bad, free.events) == (True, False, None, 20)
    assert (anchored.ok, anchored.anchored) == (True, True)


@pytest.mark.case("PIPL.51")
def test_no_personal_text_stands_in_the_chain_and_each_is_sealed_beside_it() -> None:
    told = [*acts(), {"kind": "object", "by": "worker", "on": "2025-06-01", "by_whom": "李某某", "text": "太低了", "note": "私话"}]
    lines, sealed = export(told)
    whole = b"".join(lines).decode()
    assert not any(text in whole for text in ("职工甲", "企业乙", "李某某", "太低了", "私话"))
    assert [(text.n, text.field) for text in sealed[-3:]] == [(21, "by_whom"), (21, "text"), (21, "note")]
    body = json.loads(lines[20].split(b" ", 1)[1])
    assert body["sealed"]["text"] == seal("太低了", sealed[-2].salt) == sealed[-2].digest


def test_the_same_text_is_sealed_differently_each_time() -> None:
    _, sealed = export(
        [{"kind": "answer_objection", "by": "workers", "on": "2025-06-01", "number": n, "text": "同"} for n in (1, 2)]
    )
    assert sealed[0].digest != sealed[1].digest


def edit(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at].replace(b'"on":"2025', b'"on":"2024'), *lines[at + 1 :]]


def delete(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], *lines[at + 1 :]]


def insert(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[0], *lines[at:]]


def swap(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


@pytest.mark.parametrize("damage", [edit, delete, insert, swap])
@pytest.mark.parametrize("at", [1, 7, 18])
def test_every_damage_is_found_at_its_first_bad_number(damage: object, at: int) -> None:
    lines, _ = export()
    assert verify(lines).ok
    assert verify(damage(lines, at)).first_bad == at + 1  # type: ignore[operator]


def test_a_body_that_was_chained_anew_still_has_to_be_the_head_that_was_written_down() -> None:
    lines, _ = export()
    head = verify(lines).head
    forged, _ = export([{**act, "on": "2024-01-01"} if n == 5 else act for n, act in enumerate(acts())])
    assert verify(forged).ok
    assert (verify(forged, head).ok, verify(forged, head).anchored) == (False, False)


def test_a_cut_tail_is_not_provable_without_a_head_written_down_elsewhere() -> None:
    lines, _ = export()
    head = verify(lines).head
    previous = lines[9].split(b" ")[0]
    cut = [*lines[:10], b"head 10 " + previous + b"\n"]
    assert (verify(cut).ok, verify(cut).anchored) == (True, False)
    assert (verify(cut, head).ok, verify(cut, head).first_bad) == (False, 11)


@pytest.mark.parametrize("line", [b"", b"x", b"\xff\xfe \xff", b"0000 {broken", b"head", b"head 20 zz"])
def test_a_line_that_is_none_is_the_first_bad_one(line: bytes) -> None:
    lines, _ = export()
    assert verify([*lines[:4], line + b"\n"]).first_bad == 5


def test_a_body_of_another_round_is_bad_even_if_its_digest_fits() -> None:
    lines, _ = export(acts()[:1])
    body = json.dumps({"n": 2, "round": "other", "previous": lines[0].split(b" ")[0].decode()}).encode()
    digest = event_digest(lines[0].split(b" ")[0].decode(), body).encode()
    assert verify([lines[0], digest + b" " + body + b"\n", b"head 2 " + digest]).first_bad == 2


def rechained(bodies: list[bytes]) -> list[bytes]:
    """Give lines whose digests fit, whatever the bodies say; ``PREVIOUS`` in a body is the digest before it."""
    lines, previous = [], FIRST
    for body in bodies:
        told = body.replace(b"PREVIOUS", previous.encode())
        previous = event_digest(previous, told)
        lines.append(previous.encode() + b" " + told + b"\n")
    return [*lines, f"head {len(bodies)} {previous}\n".encode()]


def body(n: int, **changed: object) -> bytes:
    told = {"by": "bureau", "fields": {}, "kind": "receive", "n": n, "on": "2025-06-10", "previous": "PREVIOUS"}
    return canonical_json(told | {"recorded_at": "2025-06-10T09:00", "round": "r", "sealed": {}} | changed).encode()


INNER = {"n": 3, "on": "2025-06-10", "previous": "PREVIOUS", "recorded_at": "", "round": "r", "sealed": {}}


@pytest.mark.parametrize(
    ("third", "ok"),
    [
        (body(3), True),
        (body(3, on=None), True),
        (body(3, sealed={"text": "0" * 64}), True),
        (body(3, fields={"text": '}{","n":9'}), True),
        (b" " + body(3).replace(b'":', b'": '), True),
        (body(4), False),
        (body(3, previous=FIRST), False),
        (body(3, round="s"), False),
        (body(3, round=None), False),
        (body(4, fields=INNER), False),
        (body(4, zone=INNER), False),
        (body(3)[:-1], False),
        (b"[]", False),
        (b"[" * 100_000, False),
    ],
)
def test_a_body_is_the_next_of_its_round_or_bad_even_if_its_digest_fits(third: bytes, ok: bool) -> None:
    verified = verify(rechained([body(1), body(2), third, body(4)]))
    assert (verified.ok, verified.first_bad) == (ok, None if ok else 3)


def test_texts_are_counted_as_opened_erased_and_withheld() -> None:
    lines, sealed = export()
    assert [text.n for text in sealed] == [1, 2, 10]
    told = [sealed[0], Erased(2, "members", date(2026, 4, 1), "consent")]
    texts = read_sealed(line.encode() for line in sealed_lines(told))
    verified = verify(lines, texts=texts)
    assert (verified.ok, verified.texts) == (True, (3, 1, 1, 1))
    assert verified.content()["erased"] == 1
    assert verify(lines).content().keys() == {"events", "ok", "first_bad", "head", "anchored"}


@pytest.mark.parametrize(
    ("altered", "first_bad"),
    [({"text": "别的"}, 2), ({"salt": "别的"}, 2), ({"n": 3}, 3), ({"field": "leaves"}, 2), ({"n": 99}, 99)],
)
def test_an_altered_text_or_one_of_no_event_is_found(altered: dict[str, object], first_bad: int) -> None:
    lines, sealed = export()
    told = [json.loads(line) for line in sealed_lines(sealed)]
    assert verify(lines, texts=read_sealed(json.dumps(text).encode() for text in told)).ok
    told[1] |= altered
    verified = verify(lines, texts=read_sealed(json.dumps(text).encode() for text in told))
    assert (verified.ok, verified.first_bad) == (False, first_bad)


@pytest.mark.parametrize(
    "line", [b"x", b"[]", b"{}", b'{"n": 1, "field": "f"}', b'{"n": 1, "field": "f", "text": NaN, "salt": ""}']
)
def test_a_line_that_is_no_text_is_named(line: bytes) -> None:
    good = b'{"n": 1, "field": "f", "text": null, "salt": "00"}'
    assert read_sealed([good])
    with pytest.raises(ValueError, match=r"^2$"):
        read_sealed([good, line])


def test_a_text_is_sealed_in_its_canonical_form() -> None:
    told = {"乙": [1, None], "甲": "x"}
    assert seal(told, "00") == hashlib.sha256(b"00\n" + canonical_json(told).encode()).hexdigest()


def test_the_verifier_stands_alone(tmp_path: Path) -> None:
    lines, sealed = export()
    for name, content in {
        "check.py": Path(ledger_check.__file__).read_bytes(),
        "round.ledger": b"".join(lines),
        "round.sealed": "".join(sealed_lines(sealed)).encode(),
        "broken.sealed": b"x",
    }.items():
        (tmp_path / name).write_bytes(content)

    def alone(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", "-S", "check.py", *words], capture_output=True, text=True, check=False, cwd=tmp_path
        )

    done = alone("round.ledger", "--sealed", "round.sealed")
    assert (done.returncode, json.loads(done.stdout)["opened"]) == (0, 3)
    assert alone("round.ledger", "--head", FIRST).returncode == 1
    assert [alone(*words).returncode for words in (["none"], ["round.ledger", "--sealed", "broken.sealed"])] == [2, 2]
