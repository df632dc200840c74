"""Money is whole fen, and every rounding has a name.  No float ever touches an amount."""

import re
from enum import StrEnum

__all__ = ["Rounding", "ceil_div", "fen_of_yuan", "nearest", "prorate_up", "round_amount", "scale_down", "yuan_text"]

_YUAN = re.compile(r"[-−]?[0-9]+(?:\.[0-9]{1,2})?")


class Rounding(StrEnum):
    """How an amount that a clause derives from the table (indexation, percent) is rounded, once."""

    NONE = "none"
    UP_TO_YUAN = "up_to_yuan"
    UP_TO_10_YUAN = "up_to_10_yuan"


_GRID_FEN = {Rounding.NONE: 1, Rounding.UP_TO_YUAN: 100, Rounding.UP_TO_10_YUAN: 1000}


def ceil_div(numerator: int, denominator: int) -> int:
    """Divide whole numbers and round up to the next whole number.

    >>> ceil_div(7, 2), ceil_div(8, 2), ceil_div(-7, 2)
    (4, 4, -3)
    """
    return -(-numerator // denominator)


def nearest(numerator: int, denominator: int) -> int:
    """Divide whole numbers and round to the nearest whole number, half of one up.

    >>> nearest(7, 2), nearest(10, 3), nearest(-7, 2)
    (4, 3, -3)
    """
    return (2 * numerator + denominator) // (2 * denominator)


def round_amount(numerator_fen: int, denominator: int, rounding: Rounding) -> int:
    """Round the exact amount ``numerator_fen / denominator`` up to the grid of the contract.

    Units: fen in, fen out.  Rounding: up, to 1 fen, 1 yuan or 10 yuan.

    >>> round_amount(262_501, 1, Rounding.UP_TO_10_YUAN)
    263000
    """
    grid = _GRID_FEN[rounding]
    return ceil_div(numerator_fen, denominator * grid) * grid


def prorate_up(floor_fen: int, paid: int, payable: int) -> int:
    """Give the part of a monthly floor that is due for the days paid, to the next whole fen upwards.

    Units: fen; ``paid`` and ``payable`` in any one unit of days, ``payable`` > 0.

    >>> prorate_up(230_000, 2000, 2300), prorate_up(230_000, 2300, 2300)
    (200000, 230000)
    """
    return ceil_div(floor_fen * paid, payable)


def scale_down(paid_fen: int, to: int, of: int) -> int:
    """Scale what was paid for ``of`` days or hours to ``to`` of them, to the whole fen below.

    A floor in whole fen lies above the result exactly where it lies above the unrounded wage, so rounding down moves nobody
    to the other side of a floor.  Units: fen; ``of`` and ``to`` in any one unit of time, ``of`` > 0.

    >>> scale_down(200_000, 2300, 2000), scale_down(100_000, 3, 7)
    (230000, 42857)
    """
    return paid_fen * to // of


def fen_of_yuan(text: str) -> int:
    """Read an amount in yuan, with at most two decimals and optional thousands commas, as whole fen.

    Refuses: anything else, by ``ValueError``.

    >>> fen_of_yuan("2,380"), fen_of_yuan("10.4"), fen_of_yuan("−0.05")
    (238000, 1040, -5)
    """
    bare = text.strip().removesuffix("元").replace(",", "")
    if not _YUAN.fullmatch(bare):
        raise ValueError("not an amount in yuan")
    whole, _, part = bare.lstrip("-−").partition(".")
    fen = int(whole) * 100 + int(part.ljust(2, "0"))
    return -fen if bare[0] in "-−" else fen


def yuan_text(fen: int) -> str:
    """Write fen as yuan with thousands commas, decimals only where there are any.

    >>> yuan_text(238_000), yuan_text(1040), yuan_text(-5)
    ('2,380', '10.40', '−0.05')
    """
    sign = "−" if fen < 0 else ""
    whole, part = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{part:02d}" if part else f"{sign}{whole:,}"
