"""How a Chinese document writes numbers, amounts, dates, articles and codes.  Nothing of a contract is decided here."""

from collections.abc import Mapping
from datetime import date

__all__ = ["article", "capital_amount", "chinese_number", "coded", "day_text"]

_DIGITS = "零一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def chinese_number(number: int) -> str:
    """Write a whole number from 1 to 99 as it numbers headings and articles; any other in digits.

    >>> [chinese_number(number) for number in (1, 10, 12, 20, 35, 100)]
    ['一', '十', '十二', '二十', '三十五', '100']
    """
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def article(name: str) -> str:
    """Write the name of a clause: a plain number as 第…条, anything else as it stands.

    >>> article("3"), article("附则")
    ('第三条', '附则')
    """
    return f"第{chinese_number(int(name))}条" if name.isascii() and name.isdigit() and len(name) < 4 else name


def day_text(day: date) -> str:
    """Write a day.

    >>> day_text(date(2013, 9, 26))
    '2013年9月26日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def coded(code: str, names: Mapping[str, str]) -> str:
    """Write a code after the name it has in the lists at hand, alone where it has none.

    >>> coded("130123", {"130123": "正定县"}), coded("340506", {})
    ('正定县（130123）', '340506')
    """
    return f"{names[code]}（{code}）" if names.get(code) else code


def _capital_yuan(yuan: int) -> str:
    written, skipped, digits = "", False, str(yuan)
    for index, digit in enumerate(digits):
        group, place = divmod(len(digits) - 1 - index, 4)
        if digit == "0":
            skipped = True
        else:
            written += ("零" if skipped and written else "") + _CAPITALS[int(digit)] + _PLACES[place]
            skipped = False
        if place == 0 and digits[max(0, index - 3) : index + 1].strip("0"):
            written, skipped = written + _GROUPS[group], False
    return written


def capital_amount(fen: int) -> str:
    """Write an amount of fen in capital figures (大写), as cheques and contracts do.

    Source: 支付结算办法 annex 1: 整 after whole yuan, 零 for skipped places.

    >>> capital_amount(238_000), capital_amount(1_040), capital_amount(1_640_902), capital_amount(5), capital_amount(0)
    ('贰仟叁佰捌拾元整', '壹拾元肆角', '壹万陆仟肆佰零玖元零贰分', '伍分', '零元整')
    """
    yuan, part = divmod(fen, 100)
    tenths, hundredths = divmod(part, 10)
    whole = f"{_capital_yuan(yuan)}元" if yuan else ""
    if not part:
        return f"{whole or '零元'}整"
    gap = "零" if whole and not tenths else ""
    return whole + (f"{_CAPITALS[tenths]}角" if tenths else gap) + (f"{_CAPITALS[hundredths]}分" if hundredths else "")
