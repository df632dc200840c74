"""What follows from an act, said before it is done: in words, and the periods that it starts, counted by the law of today."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xieshang.core.guards import team_limits
from xieshang.core.parties import Role
from xieshang.core.sources import Trust
from xieshang.core.transitions import needs_of
from xieshang.documents.act_words import FOLLOWS
from xieshang.documents.articles import articles_told
from xieshang.web.rounds.course import Course
from xieshang.web.rounds.due import duty_title
from xieshang.web.rounds.templatetags.round_parts import days_counted, near_day

__all__ = ["Follow", "STARTS", "follows_of"]

STARTS = {
    "name_representatives": ("publish-representatives", "publish_representatives", _("产生")),
    "replace_representative": ("refill-representative", "replace_representative", _("出缺")),
    "offer": ("reply-to-offer", "respond", _("对方签收")),
    "accept_mediation": ("mediation", "settle_mediation", _("受理")),
    "sign": ("file-contract", "file", _("双方都签字")),
    "receive": ("review", "opine", _("收到文本")),
    "opine": ("publish", "publish", _("生效")),
}
"""The rule by which an act starts a period, what is due at its end, and the event from which it is counted."""


@dataclass(frozen=True, slots=True)
class Follow:
    """One thing that follows: the words, the article, and how far the number in it is trusted."""

    words: str
    article: str = ""
    trust: Trust | None = None


def _period(course: Course, kind: str) -> Iterator[Follow]:
    rule, act, event = STARTS[kind]
    if deadline := course.law.due(rule, course.law.on):
        told = gettext("从{event}起 {days}内{duty}；今天{event}的，最迟{on}。")
        words = told.format(
            event=event, days=days_counted(deadline), duty=duty_title(act), on=near_day(deadline.due_on, course.law.on)
        )
        yield Follow(words, str(deadline.source), deadline.trust)


def _team(course: Course) -> Iterator[Follow]:
    limits = team_limits(course.law)
    if limits.at_least is not None and limits.source:
        yield Follow(gettext("每方至少 {n} 人，恰好一名首席。").format(n=limits.at_least), str(limits.source))
    if limits.outsider_share is not None and (entry := course.law.entry("representatives.outsider_share")):
        words = gettext("外部人员不超过本方的 {share}，首席不能是外部人员。").format(share=limits.outsider_share)
        yield Follow(words, str(entry.source), entry.trust)


def _vote(course: Course) -> Iterator[Follow]:
    present, yes = (course.law.entry(key) for key in ("quorum.present_share", "quorum.yes_share"))
    if present:
        words = gettext("实到不少于应到的 {share}。").format(share=present.value)
        yield Follow(words, str(present.source), present.trust)
    if yes:
        told = (
            gettext("赞成超过应到的 {share}。") if course.law.value("quorum.yes_strict") else gettext("赞成不少于应到的 {share}。")
        )
        yield Follow(told.format(share=yes.value), str(yes.source), yes.trust)


def follows_of(course: Course, kind: str, role: Role) -> list[Follow]:
    """Give what follows from an act, or what it has to meet, before it is done."""
    more = {"name_representatives": _team, "replace_representative": _team, "vote": _vote}
    first = Follow(gettext(FOLLOWS[kind]), articles_told(needs_of(kind).articles))
    periods = _period(course, kind) if kind in STARTS else ()
    return [first, *periods, *(more[kind](course) if kind in more else ())]
