"""How the articles that an act rests on are cited: short in the transition table, whole on a page."""

import re

from xieshang.documents.wording import chinese_number

__all__ = ["articles_told"]

_SHORT = re.compile(r"(?P<text>.+?) (?P<numbers>[0-9][0-9, -]*|[一二三四五六七八九十]+(?:、[一二三四五六七八九十]+)*)")


def _numbered(number: str) -> str:
    """Write one number, or a range of them."""
    return "至".join(f"第{chinese_number(int(end))}条" for end in number.strip().split("-"))


def _cited(short: str) -> str:
    found = _SHORT.fullmatch(short.strip())
    if not found:
        return short
    text = found["text"] if "〔" in found["text"] else f"《{found['text']}》"
    if not found["numbers"][0].isdigit():
        return f"{text}第{found['numbers']}部分"
    return text + "、".join(_numbered(number) for number in found["numbers"].split(","))


def articles_told(short: str) -> str:
    """Cite the articles that the transition table names, in full; empty stays empty.

    >>> articles_told("集体合同规定 33-34；工资集体协商试行办法 11, 18")
    '《集体合同规定》第三十三条至第三十四条；《工资集体协商试行办法》第十一条、第十八条'
    >>> articles_told("人社厅发〔2024〕51号 二"), articles_told("人社厅发〔2024〕51号 二、四")
    ('人社厅发〔2024〕51号第二部分', '人社厅发〔2024〕51号第二、四部分')
    """
    return "；".join(_cited(part) for part in short.split("；")) if short else ""
