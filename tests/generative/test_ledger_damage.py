"""Random damage to a chain of 100,000 events whose head was written down: every one is found, at its first bad number.

The verifier is the real one.  What stands before the damage was taken by it once and for all, and is kept as copies of the
verification under way, so that each case begins a little before its damage and runs to the end of the chain.
"""

import os
from collections.abc import Callable
from copy import copy
from functools import cache
from random import Random

import pytest
from cast import acts
from hypothesis import given, settings
from hypothesis import strategies as st

from xieshang.core.ledger import link
from xieshang.core.ledger_check import FIRST, Verifier, event_digest, verify

EVENTS, APART = 100_000, 1_000
CASES = {"daily": 20, "slice": 60, "long": 1_000}[os.environ.get("XIESHANG_CASES", "daily")]
Lines = list[bytes]


def whole_chain(events: int) -> Lines:
    """Write a long chain: the acts of the cast over and over, as ``link`` would write them."""
    made = [link("r", 1, FIRST, act, "2026-04-16T09:00:00+08:00", lambda: "00").body for act in acts()]
    cut = [(body.partition('"n":1,')[0], body.partition('"n":1,')[2].split(FIRST)) for body in made]
    lines, previous = [], FIRST
    for n in range(1, events + 1):
        start, (middle, end) = cut[(n - 1) % len(cut)]
        body = f'{start}"n":{n},{middle}{previous}{end}'.encode()
        previous = event_digest(previous, body)
        lines.append(b"%b %b\n" % (previous.encode(), body))
    return [*lines, f"head {events} {previous}\n".encode()]


@cache
def told() -> tuple[Lines, list[Verifier], str]:
    """Give the chain, the verification every thousand lines on its way, and the head."""
    lines, under_way = whole_chain(EVENTS), [Verifier()]
    for start in range(0, EVENTS, APART):
        under_way.append(copy(under_way[-1]).take(lines[start : start + APART]))
    head = lines[-1].split()[-1].decode()
    assert copy(under_way[-1]).take(lines[-1:]).answer(head) == verify(lines, head)
    return lines, under_way, head


def edited(lines: Lines, at: int, chance: Random) -> Lines:
    line = bytearray(lines[at])
    where = chance.randrange(len(line) - 1)
    line[where] = chance.choice([byte for byte in range(256) if byte != line[where]])
    return [*lines[:at], bytes(line), *lines[at + 1 :]]


def deleted(lines: Lines, at: int, chance: Random) -> Lines:
    return [*lines[:at], *lines[at + 1 :]]


def inserted(lines: Lines, at: int, chance: Random) -> Lines:
    """Put another event of the chain, or one made up for this place, before an event."""
    other = lines[(at + chance.randrange(1, len(lines) - 1)) % (len(lines) - 1)]
    made_up = b"%b %b\n" % (b"0" * 64, lines[at].split(b" ", 1)[1].rstrip(b"\n"))
    return [*lines[:at], chance.choice([other, made_up]), *lines[at:]]


def swapped(lines: Lines, at: int, chance: Random) -> Lines:
    last = len(lines) - 2
    one, other = sorted([at, chance.choice([n for n in (at - 1, at + 1, chance.randint(0, last)) if 0 <= n <= last and n != at])])
    return [*lines[:one], lines[other], *lines[one + 1 : other], lines[one], *lines[other + 1 :]]


DAMAGES: list[Callable[[Lines, int, Random], Lines]] = [edited, deleted, inserted, swapped]


@settings(max_examples=CASES)
@given(st.integers(0, EVENTS - 1), st.sampled_from(DAMAGES), st.randoms(use_true_random=False))
def test_every_random_damage_is_found_at_its_first_bad_number(at: int, damage: Callable[..., Lines], chance: Random) -> None:
    lines, under_way, head = told()
    after = damage(lines, at, chance)
    first = next(n for n, (was, now) in enumerate(zip(lines, after, strict=False)) if was != now)
    before = first // APART
    found = copy(under_way[before]).take(after[before * APART :]).answer(head)
    assert (found.ok, found.first_bad, found.anchored) == (False, first + 1, False)


@settings(max_examples=CASES)
@given(st.integers(1, EVENTS - 1))
def test_a_cut_tail_is_proved_by_the_head_alone(kept: int) -> None:
    lines, under_way, head = told()
    digest = lines[kept - 1].split(b" ", 1)[0]
    tail = [*lines[kept // APART * APART : kept], b"head %d %b\n" % (kept, digest)]
    cut = copy(under_way[kept // APART]).take(tail)
    assert (cut.answer().ok, cut.answer().anchored, cut.answer().first_bad) == (True, False, None)
    assert (cut.answer(head).ok, cut.answer(head).anchored, cut.answer(head).first_bad) == (False, False, kept + 1)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_is_found_in_one_pass_over_the_whole_chain_too(damage: Callable[..., Lines]) -> None:
    lines = whole_chain(2_000)
    head = lines[-1].split()[-1].decode()
    assert verify(lines, head).anchored
    assert verify(damage(lines, 1_500, Random(damage.__name__)), head).first_bad in (1_501, 1_500)


def test_the_long_chain_is_what_the_ledger_writes() -> None:
    previous = FIRST
    for n, (line, act) in enumerate(zip(whole_chain(20), acts(), strict=False), 1):
        event = link("r", n, previous, act, "2026-04-16T09:00:00+08:00", lambda: "00")
        assert line == f"{event.digest} {event.body}\n".encode()
        previous = event.digest
