"""The ledger: what is chained, what is sealed beside the chain, and what a verifier finds."""

import json
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from cast import acts

from xieshang.core import ledger_check
from xieshang.core.ledger import Sealed, chain, seal
from xieshang.core.ledger_check import event_digest, verify


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


def test_the_verifier_stands_alone(tmp_path: Path) -> None:
    alone, file = tmp_path / "check.py", tmp_path / "round.ledger"
    alone.write_bytes(Path(ledger_check.__file__).read_bytes())
    file.write_bytes(b"".join(export()[0]))
    done = subprocess.run([sys.executable, "-I", alone, file], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert json.loads(done.stdout)["ok"] is True
