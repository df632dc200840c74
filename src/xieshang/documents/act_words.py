"""What an act means in words: what follows from it, said before it is done; the button that serves it; its facts, once told.

Which act needs what, and what is due after it, is decided in ``core``; the numbers of days come from ``law``.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from xieshang.core.fields import iso_date
from xieshang.documents.sentences.form import N_
from xieshang.documents.terms import ROLE_TITLES

__all__ = ["FOLLOWS", "STAMPS", "facts_told"]

Translate = Callable[[str], str]
Content = Mapping[str, Any]
_LONGEST_TOLD = 90

FOLLOWS: Mapping[str, str] = {
    "name_representatives": N_("名单随后公示。要约或应约之后，名单不能整体重报，只能逐名更换。"),
    "replace_representative": N_("只写离任者，从这一天起算补足的期限；写明接任者，空缺补足，双方人数重新核对。"),
    "publish_representatives": N_("双方都公示以后，状态是“代表已公示”。"),
    "offer": N_("对方从签收起算答复的期限；本方名单从此不能整体重报。"),
    "withdraw_offer": N_("要约收回，答复的期限不再计算；需要时重新要约。"),
    "respond": N_("同意：双方做会前准备。不同意：应当写明理由；没有正当理由不得拒绝。"),
    "disclose": N_("记入本方已经提供。双方各自提供或免除以后，才能开会。"),
    "waive_disclosure": N_("记入本方的信息提供已经免除，开会不再等本方的资料。"),
    "appoint_recorder": N_("双方商定一名不是代表的记录员；没有记录员不能开会。"),
    "meet": N_("记入一次协商会议。开过会以后，草案才能签字。"),
    "propose": N_("对方随即看到这份方案；以前的草案签字、表决和签订都作废。"),
    "suspend": N_("中止期间不开会；写明恢复日期的，到那一天自动恢复。"),
    "resume": N_("回到协商会议。"),
    "ask_mediation": N_("申请交给人社部门，由其会同三方受理。"),
    "accept_mediation": N_("从受理起算协调处理的期限，协商暂停。"),
    "extend_mediation": N_("协调处理的期限顺延。"),
    "settle_mediation": N_("回到协商会议；尚未应约的，回到已要约。"),
    "fail_mediation": N_("协商终结；可以另立新的一轮。"),
    "initial_draft": N_("双方首席代表都签字以后，草案交职代会表决。以后再提出新方案，双方都要重新签字。"),
    "confirm": N_("本企业确认受这份合同约束。"),
    "object": N_("双方应当答复。没有答复的意见，会使合同不能签订。"),
    "answer_objection": N_("这一条意见不再妨碍签订。"),
    "vote": N_("不论结果如何都照实记入。人数不足或赞成不足的，状态是“职代会未通过”，可以修改后重新表决。"),
    "sign": N_("双方都签字以后，从较晚的签字日起算报送的期限。"),
    "file": N_("等人社部门受理登记。"),
    "receive": N_("从收到文本起算审查的期限；期满没有异议，合同生效。"),
    "ask_cure": N_("审查的期限停止；补正后重新受理，重新起算。"),
    "opine": N_("有异议的意见送达后合同不生效，双方重新协商、签字。无异议的意见送达之日生效。审查期满以后才送达的，不影响生效。"),
    "publish": N_("双方都公布以后，状态是“已公布”。"),
    "inspect": N_("写明问题的，记为违约，等待改正；没有问题的，只记一次检查。"),
    "order_correction": N_("记入责令改正；状态不变。"),
    "advise": N_("记入函书；状态不变。"),
    "answer_letter": N_("这一件函书不再等答复。"),
    "remedy": N_("全部违约都改正以后，回到履行中。"),
    "report": N_("记入履约报告；状态不变。"),
    "propose_amendment": N_("按订立合同的同样程序重新协商；变更完成以前，原合同继续有效。"),
    "renew": N_("记入续签的意向；新的一轮另行立项。"),
    "terminate": N_("合同终止，各项期限不再计算。"),
    "close_without_agreement": N_("协商终结；原合同仍在期限内的，继续履行。"),
}
STAMPS: Mapping[str, str] = {
    "offer": N_("送达要约书，计入台账"),
    "withdraw_offer": N_("送达撤回通知，计入台账"),
    "respond": N_("送达书面答复，计入台账"),
    "initial_draft": N_("首席代表签字，计入台账"),
    "confirm": N_("盖章确认，计入台账"),
    "sign": N_("签字盖章，计入台账"),
    "file": N_("报送审查，计入台账"),
    "ask_cure": N_("送达补正通知，计入台账"),
    "opine": N_("送达审查意见，计入台账"),
    "order_correction": N_("送达改正通知，计入台账"),
    "advise": N_("送达函书，计入台账"),
    "answer_letter": N_("送达书面答复，计入台账"),
    "propose_amendment": N_("送达变更要求，计入台账"),
    "renew": N_("送达续签意向，计入台账"),
    "terminate": N_("终止合同，计入台账"),
    "close_without_agreement": N_("终结协商，计入台账"),
}


def _day(on: object, say: Translate) -> str:
    day = on if isinstance(on, date) else iso_date(on)
    return say(N_("{year}年{month}月{day}日")).format(year=day.year, month=day.month, day=day.day) if day else str(on)


def _moment(time: str, say: Translate) -> str:
    """Write a time: the day in words, the hour behind it as it was given."""
    return f"{_day(time, say)} {time[11:16]}".strip() if iso_date(time) else time


def _listed(value: object) -> list[str]:
    entries = value if isinstance(value, list | tuple) else [value]
    return [str(entry) for entry in entries if entry not in (None, "")]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]}…"


def _members(told: Content, say: Translate) -> Iterator[str]:
    members = told.get("members") or ()
    yield say(N_("{n} 人")).format(n=len(members))
    outsiders = sum(bool(member.get("outsider")) for member in members)
    if outsiders:
        yield say(N_("外部 {n} 人")).format(n=outsiders)


def _replacement(told: Content, say: Translate) -> Iterator[str]:
    if told.get("leaves"):
        yield say(N_("{name} 离任")).format(name=told["leaves"])
    if told.get("joins"):
        yield say(N_("{name} 接任")).format(name=told["joins"].get("name"))


def _offer(told: Content, say: Translate) -> Iterator[str]:
    yield "、".join(_listed(told.get("subjects")))
    if told.get("received_on"):
        yield say(N_("{on} 签收")).format(on=_day(told["received_on"], say))
    yield say(N_("首次会议 {time}，{place}")).format(time=_moment(told.get("time") or "", say), place=told.get("place") or "")


def _respond(told: Content, say: Translate) -> Iterator[str]:
    yield say(N_("同意协商")) if told.get("accepts") else say(N_("不同意协商"))
    if told.get("reason"):
        yield _cut(told["reason"])


def _meeting(told: Content, say: Translate) -> Iterator[str]:
    if told.get("session"):
        yield say(N_("第 {n} 次")).format(n=told["session"])
    if told.get("chair"):
        yield say(N_("{who}主持")).format(who=say(ROLE_TITLES.get(told["chair"], str(told["chair"]))))
    agreed, still_open = (len(_listed(told.get(key))) for key in ("agreed", "open"))
    if agreed or still_open:
        yield say(N_("一致 {agreed} 项，未定 {open} 项")).format(agreed=agreed, open=still_open)


def _proposal(told: Content, say: Translate) -> Iterator[str]:
    yield say(N_("{n} 格")).format(n=len((told.get("table") or {}).get("rows") or ()))
    yield from _term(told, say)


def _term(told: Content, say: Translate) -> Iterator[str]:
    term = told.get("term") or {}
    if term.get("from") and term.get("to"):
        yield say(N_("期限 {start} 至 {end}")).format(start=_day(term["from"], say), end=_day(term["to"], say))


def _until(told: Content, say: Translate) -> Iterator[str]:
    if told.get("until"):
        yield say(N_("至 {on}")).format(on=_day(told["until"], say))


def _days(told: Content, say: Translate) -> Iterator[str]:
    yield say(N_("{n} 日")).format(n=told.get("days"))


def _objection(told: Content, say: Translate) -> Iterator[str]:
    if told.get("by_whom"):
        yield told["by_whom"]
    yield _cut(told.get("text") or "")


def _answer(told: Content, say: Translate) -> Iterator[str]:
    yield say(N_("第 {n} 条意见")).format(n=told.get("number"))
    yield _cut(told.get("text") or "")


def _letter_answer(told: Content, say: Translate) -> Iterator[str]:
    yield say(N_("第 {n} 件函书")).format(n=told.get("number"))
    yield _cut(told.get("text") or "")


def _vote(told: Content, say: Translate) -> Iterator[str]:
    told = {"no": 0, "abstain": 0, **{key: value for key, value in told.items() if value is not None}}
    yield say(N_("应到 {due} 人，实到 {present} 人，赞成 {yes}，反对 {no}，弃权 {abstain}")).format_map(told)


def _opinion(told: Content, say: Translate) -> Iterator[str]:
    yield say(N_("有异议")) if told.get("objection") else say(N_("无异议"))
    if told.get("served_on"):
        yield say(N_("{on} 送达")).format(on=_day(told["served_on"], say))
    if told.get("text"):
        yield _cut(told["text"])


def _findings(told: Content, say: Translate) -> Iterator[str]:
    found = len(_listed(told.get("findings")))
    yield say(N_("发现 {n} 个问题")).format(n=found) if found else say(N_("没有发现问题"))


def _texts(*keys: str) -> Callable[[Content, Translate], Iterator[str]]:
    def told_texts(told: Content, say: Translate) -> Iterator[str]:
        for key in keys:
            yield _cut("、".join(_listed(told.get(key))))

    return told_texts


_FACTS: Mapping[str, Callable[[Content, Translate], Iterator[str]]] = {
    "name_representatives": _members,
    "replace_representative": _replacement,
    "offer": _offer,
    "respond": _respond,
    "meet": _meeting,
    "propose": _proposal,
    "suspend": _until,
    "extend_mediation": _days,
    "initial_draft": _term,
    "object": _objection,
    "answer_objection": _answer,
    "answer_letter": _letter_answer,
    "vote": _vote,
    "ask_cure": _texts("missing"),
    "opine": _opinion,
    "inspect": _findings,
    "order_correction": _texts("addressee", "ground"),
    "advise": _texts("letter", "addressee", "text"),
    "remedy": _texts("evidence"),
    "report": _texts("to", "text"),
    "propose_amendment": _texts("ground"),
    "terminate": _texts("ground"),
}


def facts_told(told: Content, translate: Translate = str) -> str:
    """Say what an act established, in a line; empty where its kind and day say everything.

    ``told`` is the act as in a round file.  Nulls: what was erased, or never written, is left out.

    >>> facts_told({"kind": "vote", "due": 120, "present": 80, "yes": 60})
    '应到 120 人，实到 80 人，赞成 60，反对 0，弃权 0'
    >>> facts_told({"kind": "publish"})
    ''
    """
    facts = _FACTS.get(told["kind"])
    return "；".join(part for part in facts(told, translate) if part) if facts else ""
