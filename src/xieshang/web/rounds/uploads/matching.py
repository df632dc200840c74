"""The match of a file's headings: what each column of pay rows is called, which headings usually mean it, and the form's answer.

What comes out is the engine's ``RowMapping``; what is refused is said before any row is read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.ingest import RowMapping
from xieshang.engine.ingest.columns import REQUIRED
from xieshang.law import code_book
from xieshang.web.rounds.uploads.words import LISTED, known_words

__all__ = ["COLUMN_TITLES", "FIXED", "Match", "MatchForm", "column_title", "proposed", "read_form"]

COLUMN_TITLES = {
    "person": _("人员编号"),
    "enterprise": _("企业"),
    "place": _("工作地"),
    "industry": _("行业"),
    "occupation": _("职业"),
    "level": _("技能等级"),
    "category": _("岗位类别"),
    "month": _("月份"),
    "payable_days": _("计薪日"),
    "paid_days": _("支付日"),
    "basic_fen": _("基本工资"),
    "piece_fen": _("计件工资"),
    "performance_fen": _("绩效"),
    "skill_allowance_fen": _("技能津贴"),
    "overtime_fen": _("加班工资"),
    "shift_allowance_fen": _("中夜班津贴"),
    "hazard_allowance_fen": _("特殊环境津贴"),
    "welfare_fen": _("福利补贴"),
    "employee_contributions_fen": _("个人缴社保公积金"),
    "hours": _("工时"),
    "employment": _("用工形式"),
}
FIXED = ("place", "industry", "month", "payable_days")
"""The columns for which one value may stand for every row."""
_SYNONYMS = {
    "person": "工号 职工编号 人员编号 员工编号 员工号 职工号 人员代码 编号",
    "enterprise": "企业 单位 单位名称 企业名称 公司 公司名称 用人单位 统一社会信用代码 社会信用代码",
    "place": "工作地 工作地点 地区 所在地 行政区划 行政区划代码 地区代码 用工地",
    "industry": "行业 行业代码 所属行业 国民经济行业",
    "occupation": "职业 工种 职业代码 职业工种 岗位工种 工种名称 职业名称",
    "level": "技能等级 职业技能等级 等级 技能级别 职业资格等级 技术等级",
    "category": "岗位类别 类别 职位类别",
    "month": "月份 工资月份 所属月份 年月 工资所属期 所属期 发放月份",
    "payable_days": "计薪日 计薪天数 应出勤 应出勤天数 应出勤日 应勤天数 应计薪天数",
    "paid_days": "支付日 实出勤 实出勤天数 实际出勤 实际出勤天数 出勤天数 出勤日 实勤天数 带薪天数",
    "basic_fen": "基本工资 基础工资 岗位工资 底薪 固定工资 计时工资",
    "piece_fen": "计件工资 计件 计件收入",
    "performance_fen": "绩效 绩效工资 绩效奖金 奖金 月奖 月度奖金",
    "skill_allowance_fen": "技能津贴 技能补贴 技术津贴 技术补贴 技能等级津贴",
    "overtime_fen": "加班工资 加班费 加班 加点工资",
    "shift_allowance_fen": "中夜班津贴 夜班津贴 夜班补贴 夜班费 中班津贴 倒班津贴",
    "hazard_allowance_fen": "特殊环境津贴 高温津贴 高温补贴 低温津贴 有毒有害津贴 高空津贴 井下津贴 特殊岗位津贴",
    "welfare_fen": "福利补贴 福利 福利费 伙食补贴 餐补 交通补贴 住房补贴 通讯补贴",
    "employee_contributions_fen": "个人缴社保公积金 个人缴费 社保公积金个人部分 代扣社保公积金 个人社保公积金 个人三险一金",
    "hours": "工时 小时数 工作小时 工作时数",
    "employment": "用工形式 用工类型 用工方式 用工性质",
}
_BY_HEADING = {word: column for column, words in _SYNONYMS.items() for word in words.split()}
_AROUND = re.compile(r"[（(【\[].*?[）)】\]]|[\s:：/／_、*]")
_IN_YUAN = re.compile(r"[（(【\[]\s*元\s*[）)】\]]")
_DAYS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")
_MONTH = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])")
_WORDS_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Match:
    """What an owner made of the headings: heading to column, the unit, words to what they mean, one value for every row."""

    columns: Mapping[str, str] = field(default_factory=dict)
    in_yuan: bool = True
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """Write it as JSON."""
        return {"columns": dict(self.columns), "in_yuan": self.in_yuan, "words": {**self.words}, "fixed": dict(self.fixed)}

    def row_mapping(self, headings: Sequence[str], enterprise: str, name: str) -> RowMapping:
        """Give the engine's mapping: the usual words under the owner's own; what is not matched is no column of pay rows."""
        known = {**known_words(), "enterprise": {name: enterprise}}
        words = {column: {**known.get(column, {}), **self.words.get(column, {})} for column in {*known, *self.words}}
        own = {} if "enterprise" in self.columns.values() else {"enterprise": enterprise}
        columns = {heading: self.columns.get(heading, "") for heading in headings}
        return RowMapping(columns, self.in_yuan, words, {**self.fixed, **own})


@dataclass(frozen=True, slots=True)
class MatchForm:
    """The form as it is shown: the match, the rows of words, and what was refused of it by field."""

    headings: Sequence[str]
    match: Match
    refusals: tuple[Refusal, ...] = ()

    @property
    def rows(self) -> list[tuple[int, str, str]]:
        """Each heading with its number and the column that it is taken for."""
        return [(number, heading, self.match.columns.get(heading, "")) for number, heading in enumerate(self.headings)]

    @property
    def words(self) -> list[tuple[int, str, str, str]]:
        """Each word with its number, its column and its meaning, and some rows to fill in."""
        listed = [(column, word, meaning) for column, words in self.match.words.items() for word, meaning in words.items()]
        empty = [("occupation", "", "")] * _WORDS_OFFERED
        return [(number, *entry) for number, entry in enumerate([*listed, *empty])]

    @property
    def missing(self) -> list[str]:
        """The columns that no heading and no fixed value gives."""
        given = {*self.match.columns.values(), *self.match.fixed, "enterprise"}
        return [column for column in REQUIRED if column not in given]

    @property
    def refused_columns(self) -> set[str | None]:
        """The columns of which something was refused."""
        return {refusal.column for refusal in self.refusals}


def column_title(column: str | None) -> str:
    """Give the title of a column of pay rows; of anything else the text itself."""
    return str(COLUMN_TITLES.get(column or "", column or ""))


def _taken_for(heading: str) -> str | None:
    bare = _AROUND.sub("", heading)
    return heading if heading in COLUMN_TITLES else _BY_HEADING.get(bare)


def proposed(headings: Sequence[str], remembered: Match | None, place: str, industry: str | None) -> Match:
    """Propose a match: as the owner had it last, else by the usual headings; each column once.

    >>> proposed(["工号", "基本工资（元）", "备注"], None, "130123", None).columns
    {'工号': 'person', '基本工资（元）': 'basic_fen'}
    """
    columns: dict[str, str] = {}
    last = remembered.columns if remembered else {}
    for heading in sorted(headings, key=lambda heading: heading not in last):
        column = last.get(heading) or _taken_for(heading)
        if column and column not in columns.values():
            columns[heading] = column
    usual = {"place": place, "industry": industry or "", **(remembered.fixed if remembered else {})}
    fixed = {column: value for column, value in usual.items() if value and column != "month" and column not in columns.values()}
    in_fen = any(heading.endswith("_fen") for heading in headings)
    in_yuan = remembered.in_yuan if remembered and set(last) & set(headings) else not in_fen
    in_order = {heading: columns[heading] for heading in headings if heading in columns}
    return Match(in_order, in_yuan, remembered.words if remembered else {}, fixed)


def read_form(posted: Mapping[str, str], headings: Sequence[str]) -> MatchForm:
    """Read what the owner made of the headings, and say what of it cannot be."""
    chosen = {heading: posted.get(f"heading-{number}", "") for number, heading in enumerate(headings)}
    columns = {heading: column for heading, column in chosen.items() if column in COLUMN_TITLES}
    fixed = {column: value for column in FIXED if (value := posted.get(f"fixed-{column}", "").strip())}
    match = Match(columns, posted.get("unit") != "fen", _words(posted), fixed)
    form = MatchForm(headings, match)
    return MatchForm(headings, Match(columns, match.in_yuan, match.words, _coded(fixed)), tuple(_refusals(form)))


def _words(posted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    number = 0
    while f"word-{number}" in posted:
        column, word, meaning = (posted.get(f"{name}-{number}", "").strip() for name in ("column", "word", "meaning"))
        if word and column in LISTED:
            words.setdefault(column, {})[word] = known_words().get(column, {}).get(meaning, meaning)
        number += 1
    return words


def _coded(fixed: Mapping[str, str]) -> dict[str, str]:
    """Give a name of a place or industry its code; what has none stays as it was typed."""
    return {column: known_words().get(column, {}).get(value, value) for column, value in fixed.items()}


def _refusals(form: MatchForm) -> Iterable[Refusal]:
    given = [*form.match.columns.values(), *form.match.fixed]
    yield from (Refusal("pay.column_twice", column=column) for column in COLUMN_TITLES if given.count(column) > 1)
    yield from (Refusal("pay.column_missing", {"name": column_title(column)}, column=column) for column in form.missing)
    for column, value in _coded(form.match.fixed).items():
        yield from (refusal.at(column=column) for refusal in _fault(column, value))


def _fault(column: str, value: str) -> tuple[Refusal, ...]:
    """Say what is wrong with a value for every row."""
    checks = {"place": code_book().place, "industry": code_book().industry}
    if column in checks:
        try:
            checks[column](value)
        except Refused as refused:
            return refused.refusals
    if column == "month" and not _MONTH.fullmatch(value):
        return (Refusal("pay.month", value_kind="text"),)
    if column == "payable_days" and not (_DAYS.fullmatch(value) and float(value) > 0):
        return (Refusal("pay.days", value_kind="text"),)
    return ()
