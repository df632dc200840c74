"""The initials of Chinese words in pinyin, so that ``dhg`` finds 电焊工.

The first 3,755 characters of GB 2312 stand in the order of their pinyin, so that the row a character is in tells its first
letter; the rarer ones that stand in the names of trades and places, and characters read otherwise there, are listed here.
"""

from bisect import bisect_right
from functools import lru_cache

__all__ = ["initials", "is_found"]

# The last code of each letter's characters begins the next letter's; no word begins with i, u or v.
_STARTS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"), (0xB9FE, "h"),
    (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"), (0xC5BE, "p"), (0xC6DA, "q"),
    (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"), (0xD1B9, "y"), (0xD4D1, "z"), (0xD7FA, ""),
)  # fmt: skip
_CODES, _LETTERS = zip(*_STARTS, strict=True)
_OTHERS = dict(zip("栾藁陉涞蠡骅涿妃镗铵煅瞭潢斫殡腌缫裱栲钼钽铌钛锂", "lgxllhzftadlhzbysbkmtntl", strict=True))
_READ_OTHERWISE = {"调整": "tz", "装调": "zt", "烹调": "pt", "调试": "ts", "调度": "dd", "蔚县": "yx", "重型": "zx", "起重": "qz"}


def _letter(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if character in _OTHERS:
        return _OTHERS[character]
    try:
        raw = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    place = bisect_right(_CODES, int.from_bytes(raw, "big")) - 1
    return _LETTERS[place] if place >= 0 else ""


@lru_cache(maxsize=8192)
def initials(text: str) -> str:
    """Give the first letters of a text in pinyin; a character that has none here is left out.

    >>> initials("电焊工"), initials("多工序数控机床操作调整工"), initials("正定县"), initials("藁城区")
    ('dhg', 'dgxskjccztzg', 'zdx', 'gcq')
    """
    for word, letters in _READ_OTHERWISE.items():
        text = text.replace(word, letters)
    return "".join(map(_letter, text))


def is_found(wanted: str, text: str) -> bool:
    """Say whether a text holds what was typed: the characters themselves, or its initials in pinyin.

    >>> is_found("sk", "数控车工"), is_found("车", "数控车工"), is_found("x", "车工")
    (True, True, False)
    """
    wanted = wanted.strip().lower()
    return wanted in text.lower() or (wanted.isascii() and wanted.isalpha() and wanted in initials(text))
