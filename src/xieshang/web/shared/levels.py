"""The title of a skill level in the language of the reader; contracts and their files keep the Chinese one."""

from django.utils.translation import gettext

from xieshang.core.skills import level_title

__all__ = ["level_words"]


def level_words(level: int | None) -> str:
    """Give the title of a level; null is any level."""
    return gettext(level_title(level))
