"""The eight skill levels (新八级工).  A level is an ordinal from 1, the lowest; the national digits run the other way."""

from enum import IntEnum

__all__ = ["LEVEL_TITLES", "Level", "level_title", "parse_level"]


class Level(IntEnum):
    """The ordinals 1 to 8.

    Source: 人社部发〔2022〕14号 (新八级工制度); ordinals are the product's own, because 五级 (初级工) is the lower end
    of the national digits and 一级 (高级技师) the upper.
    """

    APPRENTICE = 1
    JUNIOR = 2
    INTERMEDIATE = 3
    SENIOR = 4
    TECHNICIAN = 5
    SENIOR_TECHNICIAN = 6
    SPECIAL_TECHNICIAN = 7
    CHIEF_TECHNICIAN = 8


LEVEL_TITLES = ("学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师")
_NATIONAL = {"五级": 2, "四级": 3, "三级": 4, "二级": 5, "一级": 6}
_BY_TEXT = (
    {title: Level(ordinal) for ordinal, title in enumerate(LEVEL_TITLES, 1)}
    | {digit: Level(ordinal) for digit, ordinal in _NATIONAL.items()}
    | {f"{digit}/{LEVEL_TITLES[ordinal - 1]}": Level(ordinal) for digit, ordinal in _NATIONAL.items()}
    | {str(ordinal): Level(ordinal) for ordinal in range(1, 9)}
)


def parse_level(text: str | int) -> Level:
    """Read a level: its title, a national digit with 级, or a bare ordinal 1 to 8.

    Refuses: anything else, by ``ValueError``.

    >>> parse_level("五级"), parse_level("技师"), parse_level(5)
    (<Level.JUNIOR: 2>, <Level.TECHNICIAN: 5>, <Level.TECHNICIAN: 5>)
    """
    if isinstance(text, bool) or str(text).strip() not in _BY_TEXT:
        raise ValueError("not a skill level")
    return _BY_TEXT[str(text).strip()]


def level_title(level: int | None) -> str:
    """Give the Chinese title of a level; null, any level, is ``不分等级``.

    >>> level_title(4), level_title(None)
    ('高级工', '不分等级')
    """
    return "不分等级" if level is None else LEVEL_TITLES[level - 1]
