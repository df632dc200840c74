"""Capital figures against an independent converter; characters that no page can hold."""

import random

import cn2an
import pytest

from xieshang.documents.plain_text import marked, seen, unmarked
from xieshang.documents.wording import capital_amount


def test_capital_figures_are_those_of_an_independent_converter() -> None:
    chance = random.Random(7)
    amounts = [0, 1, 10, 99, 100, 1_000, 100_000, 10_000_000, *(chance.randrange(10 ** chance.randint(1, 10)) for _ in range(300))]
    for fen in amounts:
        assert capital_amount(fen) == cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb"), fen


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1f", "\x7f", "\x9f", "\ufffe", "\uffff", "\u202e", "\u2066"])
def test_what_cannot_or_must_not_act_on_a_page_is_printed_by_its_number_and_comes_back(character: str) -> None:
    assert marked(f"前{character}后") == f"前〔U+{ord(character):04X}〕后"
    assert unmarked(marked(f"前{character}后")) == f"前{character}后"


@pytest.mark.parametrize("character", ["\t", "\n", "<", "&", "\u00a0", "𠀀", "\ue000"])
def test_what_a_page_can_hold_is_printed_as_it_is(character: str) -> None:
    assert marked(f"前{character}后") == f"前{character}后"


def test_a_number_that_is_no_character_is_left_as_it_stands() -> None:
    assert unmarked("〔U+110000〕") == "〔U+110000〕"


def test_the_same_words_are_seen_in_other_blanks_widths_and_breaks_and_other_words_are_not() -> None:
    assert seen("２，０００　元\n/月") == seen("2,000元/月")
    assert seen("2,000") != seen("2,001")
    assert seen("甲\u200b乙") == seen("甲乙") != seen("乙甲")
    assert seen("שלום") == seen("םולש")
