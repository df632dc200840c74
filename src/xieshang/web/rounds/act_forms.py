"""The form of each kind of act: its fields in their order, filled from the round, or with what was typed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xieshang.core.acts import ActKind
from xieshang.core.parties import SIDES, Role
from xieshang.documents.act_titles import LETTERS, field_title
from xieshang.documents.terms import ROLE_TITLES
from xieshang.web.rounds.act_fields import MARKS, Choice, Field, shown_member, typed_text
from xieshang.web.rounds.congress import delegates_due
from xieshang.web.rounds.course import Course, own_code
from xieshang.web.rounds.services import Seat, act_content

__all__ = ["fields_of", "typed_fields", "with_faults"]

_WIDGETS: Mapping[str, str] = {
    "members": "members",
    "leaves": "choice",
    "joins": "member",
    "received_on": "day",
    "subjects": "lines",
    "time": "moment",
    "accepts": "truth",
    "reason": "words",
    "neutral": "truth",
    "session": "whole",
    "chair": "choice",
    "agreed": "lines",
    "open": "lines",
    "term": "term",
    "until": "day",
    "days": "whole",
    "enterprise": "choice",
    "text": "words",
    "number": "number",
    "due": "whole",
    "present": "whole",
    "yes": "whole",
    "no": "whole",
    "abstain": "whole",
    "missing": "lines",
    "objection": "truth",
    "served_on": "day",
    "notified_on": "day",
    "above_scale": "truth",
    "findings": "lines",
    "ground": "words",
    "letter": "choice",
    "evidence": "lines",
}
"""How each field is asked; what is not named is a line of text."""
_HINTS: Mapping[str, Any] = {
    "members": _("双方人数相等；恰好一名首席。编号只用来分清同名的人，不要填身份证号码。空行不计。"),
    "leaves": _("只是增补一名代表的，不选。"),
    "joins": _("暂时没有人接任的，不填。"),
    "above_scale": _("没有规定或不清楚的，不选。"),
    "notified_on": _("当地从书面告知起算报送期限的，填写；其他地方不填。"),
    "subjects": _("每行一项，例如：月最低工资。"),
    "time": _("写明日期，才能算出会前提供资料的期限。"),
    "received_on": _("答复的期限从这一天起算。"),
    "reason": _("不同意的，应当写明。"),
    "neutral": _("记录员由双方商定，不是任何一方的代表，并保守秘密。"),
    "agreed": _("每行一项。"),
    "open": _("每行一项。"),
    "until": _("没有约定恢复日期的，不填。"),
    "term": _("不填的，用最近一份方案的期限。"),
    "missing": _("每行一项。"),
    "served_on": _("不填的，就是意见作出的日期。"),
    "findings": _("每行一项；没有问题的，不填。不写姓名和工资。"),
    "evidence": _("每行一项。"),
    "due": _("代表页分配了名额的，已填合计。"),
    "vote.enterprise": _("行业或区域职代会的联合表决，不选。"),
}
_TRUTHS: Mapping[str, tuple[tuple[str, Any], ...]] = {
    "accepts": (("true", _("同意协商")), ("false", _("不同意协商"))),
    "neutral": (("true", _("是")), ("false", _("否"))),
    "above_scale": (("true", _("是")), ("false", _("否"))),
    "objection": (("false", _("无异议")), ("true", _("有异议"))),
}
_NOT_ASKED = frozenset({"above"})
"""What the writer of the round fills in itself."""
_EMPTY_ROWS, _SPARE_ROWS = 5, 2
_BLANK: Mapping[str, Any] = {"name": "", "id": "", **dict.fromkeys(MARKS, False)}


def _members_of(course: Course, seat: Seat) -> list[Mapping[str, Any]]:
    team = course.standing.teams.get(seat.role)
    rows = [shown_member(member) for member in team.members] if team else []
    return rows + [_BLANK] * max(_EMPTY_ROWS - len(rows), _SPARE_ROWS)


def _term_of(course: Course, seat: Seat) -> tuple[str, ...]:
    term = course.standing.draft.term
    return tuple(end.isoformat() if end else "" for end in (term.from_on, term.to_on)) if term else ("", "")


_FILLED: Mapping[str, Callable[[Course, Seat], Any]] = {
    "on": lambda course, seat: course.law.on.isoformat(),
    "received_on": lambda course, seat: course.law.on.isoformat(),
    "session": lambda course, seat: str(course.standing.draft.sessions + 1),
    "by_whom": lambda course, seat: seat.organisation.name,
    "members": _members_of,
    "joins": lambda course, seat: [_BLANK],
    "due": lambda course, seat: str(delegates_due(course.bargaining) or ""),
    "term": _term_of,
}
"""What a field is filled with when the form is first shown."""


def _team_choices(course: Course, seat: Seat) -> Iterable[Choice]:
    team = course.standing.teams.get(seat.role)
    return [("", "—"), *((member.identity or member.name, member.name) for member in (team.members if team else ()))]


def _open_objections(course: Course, seat: Seat) -> Iterable[Choice]:
    """Give the objections that wait for an answer, each with its words; an amendment counts anew, so the last acts are theirs."""
    objections = course.standing.draft.objections
    words = [act_content(act).get("text") or "" for act in course.acts if act.kind == "object"]
    for objection, text in zip(objections, words[len(words) - len(objections) :], strict=True):
        if not objection.answered:
            yield str(objection.number), gettext("第 {n} 条：{text}").format(n=objection.number, text=text)


def _open_letters(course: Course, seat: Seat) -> Iterable[Choice]:
    waiting = [letter for letter in course.standing.letters if not letter.answered]
    return [
        (str(each.number), gettext("第 {n} 件：{letter}").format(n=each.number, letter=gettext(each.letter))) for each in waiting
    ]


def _firms(course: Course, seat: Seat) -> Iterable[Choice]:
    return course.enterprises.items()


def _congresses(course: Course, seat: Seat) -> Iterable[Choice]:
    return [("", gettext("联合表决")), *course.enterprises.items()]


def _breaches(course: Course, seat: Seat) -> Iterable[Choice]:
    return [(code, course.enterprises.get(code, code)) for code in sorted(course.standing.breaches)]


def _chairs(course: Course, seat: Seat) -> Iterable[Choice]:
    """Give the chiefs, who chair in turn, before the other representatives."""
    members = [(member, side) for side in SIDES if side in course.standing.teams for member in course.standing.teams[side].members]
    for member, side in sorted(members, key=lambda entry: not entry[0].chief):
        yield member.name, gettext("{name}（{side}）").format(name=member.name, side=gettext(ROLE_TITLES[side]))


def _letters(course: Course, seat: Seat) -> Iterable[Choice]:
    return [(letter, gettext(letter)) for letter in LETTERS]


_CHOICES: Mapping[str, Callable[[Course, Seat], Iterable[Choice]]] = {
    "leaves": _team_choices,
    "number": _open_objections,
    "answer_letter.number": _open_letters,
    "enterprise": _firms,
    "vote.enterprise": _congresses,
    "remedy.enterprise": _breaches,
    "chair": _chairs,
    "letter": _letters,
}


def _field(kind: ActKind, name: str, course: Course, seat: Seat) -> Field:
    whole_name = f"{kind.name}.{name}"
    if name == "enterprise" and seat.role is Role.ENTERPRISE:
        return Field(name, gettext(field_title(kind.name, name)), "fixed", own_code(seat.organisation))
    listed = _CHOICES.get(whole_name) or _CHOICES.get(name)
    choices = tuple(listed(course, seat)) if listed else tuple((value, str(word)) for value, word in _TRUTHS.get(name, ()))
    widget = "day" if name == "on" else _WIDGETS.get(name, "line")
    filled = _FILLED.get(name)
    return Field(
        name=name,
        title=gettext(field_title(kind.name, name)),
        widget="line" if widget == "choice" and not choices else widget,
        value=filled(course, seat) if filled else "",
        is_required=name == "on" or name in kind.required,
        hint=str(_HINTS.get(whole_name) or _HINTS.get(name, "")),
        choices=choices,
    )


def fields_of(kind: ActKind, course: Course, seat: Seat) -> list[Field]:
    """Give the fields of a kind of act as a seat is asked for them, the day first."""
    return [_field(kind, name, course, seat) for name in ("on", *kind.fields) if name not in _NOT_ASKED]


def _typed_rows(post: QueryDict, field: Field) -> list[Mapping[str, Any]]:
    """Give the rows as they were typed, with some spare ones behind."""
    rows: list[Mapping[str, Any]] = []
    while f"{field.name}-{len(rows)}-name" in post:
        row = f"{field.name}-{len(rows)}"
        texts = {key: typed_text(post, f"{row}-{key}") for key in ("name", "id")}
        rows.append({**texts, **{mark: bool(post.get(f"{row}-{mark}")) for mark in MARKS}})
    return rows or [_BLANK]


def _typed(post: QueryDict, field: Field) -> Any:
    if field.widget == "fixed":
        return field.value
    if field.widget in ("members", "member"):
        return _typed_rows(post, field)
    if field.widget == "term":
        return tuple(typed_text(post, f"{field.name}-{end}") for end in ("from", "to"))
    return typed_text(post, field.name)


def typed_fields(fields: Iterable[Field], post: QueryDict) -> list[Field]:
    """Give the fields with what was typed into them."""
    return [replace(field, value=_typed(post, field)) for field in fields]


def with_faults(fields: Iterable[Field], faults: Mapping[str, list[str]]) -> list[Field]:
    """Give the fields with what was refused at each."""
    return [replace(field, faults=tuple(faults.get(field.name, ()))) for field in fields]
