"""Characters that a page or a Word file cannot hold are printed by their number; words are compared by what can be seen.

Shared by both forms of a document and by their reading back.  What the words are is said in ``outline.py``.
"""

import re
import unicodedata

__all__ = ["marked", "seen", "unmarked"]

# XML 1.0 holds no C0 control but tab and line breaks, and neither U+FFFE nor U+FFFF; C1 controls show nothing on paper; the
# controls of direction would let a page read otherwise than its text.
_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_MARK = re.compile(r"〔U\+([0-9A-F]{4,6})〕")
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
# What Unicode calls ignorable without being a format character: fillers, selectors of variants, and a plane kept for such.
_IGNORABLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")


def _mark(character: str) -> str:
    return f"〔U+{ord(character):04X}〕"


def marked(text: str, unprintable: frozenset[str] = frozenset()) -> str:
    """Give the text as it is printed: line breaks as such, and each character that cannot be printed by its number.

    ``unprintable``: the characters that the fonts at hand lack.

    >>> marked("甲\\x01乙\\r\\n丙"), marked("𠀀", frozenset("𠀀"))
    ('甲〔U+0001〕乙\\n丙', '〔U+20000〕')
    """
    text = _NEVER.sub(lambda found: _mark(found[0]), text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_mark(character) if character in unprintable else character for character in text) if unprintable else text


def unmarked(text: str) -> str:
    """Give the text with each number turned back into its character.

    >>> unmarked(marked("甲\\x01乙")) == "甲\\x01乙"
    True
    """
    return _MARK.sub(lambda found: chr(int(found[1], 16)) if int(found[1], 16) <= 0x10FFFF else found[0], text)


def seen(text: str) -> str:
    """Give what a reader sees of a text: no blanks, no line breaks, no width or letter variants of one character.

    Two texts with the same outcome are the same words.  A line that breaks on the page loses its blank there, and one
    glyph may stand for two characters of the same look, so neither can be told from paper.  A page holds words that run
    from right to left in the order of the eye, so of a text with such words only the characters are compared.

    >>> seen("Ａ　公司\\n２") == seen("A公司 2")
    True
    """
    if text.isascii() and "\x7f" not in text:
        return "".join(text.split()) if text.isprintable() else "".join(character for character in text if "!" <= character <= "~")
    visible = [character for character in unicodedata.normalize("NFKC", unmarked(text)) if _is_seen(character)]
    return "".join(sorted(visible) if any(map(_runs_leftwards, visible)) else visible)


def _runs_leftwards(character: str) -> bool:
    return character >= "\u0590" and unicodedata.bidirectional(character) in ("R", "AL")


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and not _IGNORABLE.match(character)
