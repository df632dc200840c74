"""The words in which payrolls are written, beside the codes: names of occupations, places and industries, levels, months."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product

from xieshang.law import code_book

__all__ = ["LISTED", "known_words"]

_LEVELS = {"初级": "2", "中级": "3", "高级": "4", "高技": "6", "无": "", "无等级": "", "—": "", "-": "", "/": ""}
_EMPLOYMENTS = {
    "全日制": "full_time",
    "正式": "full_time",
    "合同制": "full_time",
    "非全日制": "part_time",
    "小时工": "part_time",
    "试用": "probation",
    "试用期": "probation",
    "劳务派遣": "dispatched",
    "派遣": "dispatched",
}
_YEARS = range(2000, 2060)
_MONTHS = ("{0}年{1}月", "{0}年{1:02d}月", "{0}{1:02d}", "{0}/{1}", "{0}/{1:02d}", "{0}.{1:02d}", "{0}-{1}")


def _by_name(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Turn code and name round; a name that several codes share means none of them."""
    listed = list(names)
    shared = Counter(name for _, name in listed)
    return {name: code for code, name in listed if shared[name] == 1}


def _months() -> dict[str, str]:
    days = list(product(_YEARS, range(1, 13)))
    return {form.format(year, month): f"{year}-{month:02d}" for form in _MONTHS for year, month in days}


@cache
def known_words() -> Mapping[str, Mapping[str, str]]:
    """Give for each column of words what its usual words mean.

    >>> known_words()["month"]["2026年3月"], known_words()["employment"]["非全日制"]
    ('2026-03', 'part_time')
    """
    codes = code_book()
    return {
        "occupation": _by_name([*codes.middle_classes.items(), *codes.occupations.items()]),
        "place": _by_name(codes.places.items()),
        "industry": _by_name(codes.industries.items()),
        "level": _LEVELS,
        "employment": _EMPLOYMENTS,
        "month": _months(),
    }


LISTED = ("occupation", "level", "category", "place", "industry", "employment")
"""The columns for whose words an owner may say himself what they mean."""
