"""The question of the minimum wage (查一查我的最低工资): one question a screen, plain forms, no sign-in; then the answer.

Every answer stands in the address, so that a page can be shared and gone back from; nothing is stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshang.core.contract import Contract
from xieshang.core.floors import STATUTORY
from xieshang.core.skills import level_title
from xieshang.law import code_book
from xieshang.web.accounts.middleware import PersonRequest
from xieshang.web.register.answers import QUESTIONS, UNKNOWN, Answers, read_answers
from xieshang.web.register.explanation import explained
from xieshang.web.register.questions import categories_of, offer, reaching
from xieshang.web.register.services import code_names, contracts_in_force
from xieshang.web.shared.policies import ANYBODY, declares

__all__ = ["answer", "lookup"]


@dataclass(frozen=True, slots=True)
class _Words:
    """How a question is put: in a list of answers, as the heading, and what is said of typing (null: nothing to type)."""

    short: Any
    asked: Any
    typing: Any = None


_WORDS = {
    "place": _Words(
        gettext_lazy("在哪儿上班"), gettext_lazy("你在哪个县、区上班？"), gettext_lazy("打地名、拼音首字母，或六位区划代码。")
    ),
    "industry": _Words(gettext_lazy("单位做什么"), gettext_lazy("你的单位做什么？"), gettext_lazy("打行业名、拼音首字母或代码。")),
    "work": _Words(gettext_lazy("干什么活"), gettext_lazy("你干的是什么活？"), gettext_lazy("打职业名、拼音首字母都行。")),
    "level": _Words(gettext_lazy("什么等级"), gettext_lazy("你是什么技能等级？")),
    "firm": _Words(
        gettext_lazy("在哪家单位"),
        gettext_lazy("你在哪家单位？可以不填"),
        gettext_lazy("打单位全称，或统一社会信用代码。只用来看合同管不管这家单位。"),
    ),
}


def _shown(name: str, value: str) -> str:
    """Give an answer in words."""
    names = code_names()
    if value == UNKNOWN:
        return _("不清楚") if name != "firm" else _("没填")
    if name == "level":
        return _(level_title(int(value)))
    if name == "work":
        occupation, _slash, category = value.partition("/")
        return "，".join(filter(None, [names.get(occupation, occupation), category]))
    return names.get(value, value)


@dataclass(frozen=True, slots=True)
class _Done:
    """An answer given: its question, its words, and the address at which it is changed."""

    name: str
    short: Any
    shown: str
    change: str


def _done(answers: Answers) -> list[_Done]:
    address = reverse("lookup")
    return [
        _Done(name, _WORDS[name].short, _shown(name, value), f"{address}?{answers.address(ask=name)}")
        for name, value in answers.given().items()
    ]


def _not_over(contracts: Iterable[Contract], on: date) -> list[Contract]:
    return [contract for contract in contracts if contract.term.to_on is None or on <= contract.term.to_on]


@declares(ANYBODY)
def lookup(request: PersonRequest) -> HttpResponse:
    """Ask the first question that is open, or the one that is to be answered anew; with all answered go to the answer."""
    codes = code_book()
    answers, refused = read_answers(request.GET, codes)
    asked = request.GET.get("ask", "")
    question = next(iter(refused), None) or (asked if asked in QUESTIONS else None) or answers.first_open()
    if question is None:
        return redirect(f"{reverse('lookup-answer')}?{answers.address()}")
    typed = request.GET.get(f"find-{question}", "").strip()[:40]
    contracts = _not_over(contracts_in_force(), request.today)
    number = QUESTIONS.index(question)
    kept = {name: value for name, value in answers.given().items() if name != question}
    told = {
        "question": question,
        "words": _WORDS[question],
        "number": number + 1,
        "of": len(QUESTIONS),
        "bars": [(place * 20.4, place <= number) for place in range(len(QUESTIONS))],
        "done": [entry for entry in _done(answers) if entry.name != question],
        "kept": kept,
        "offered": offer(question, replace(answers, **{question: None}), contracts, codes, typed),
        "chosen": getattr(answers, question),
        "typed": typed,
        "refusal": refused.get(question),
        "missed": not typed and not refused and request.GET.get("next") == question,
        "back": f"{reverse('lookup')}?{answers.address(ask=QUESTIONS[number - 1])}" if number else None,
    }
    return render(request, "register/question.html", told, status=422 if refused else 200)


def _settled(answers: Answers, categories: tuple[str, ...]) -> Answers:
    """Settle the category of the work where the contracts put the occupation in one alone."""
    return answers.with_category(categories[0]) if answers.category is None and len(categories) == 1 else answers


@declares(ANYBODY)
def answer(request: PersonRequest) -> HttpResponse:
    """Give the answer that the address asks for; the figure is the one of ``xieshang floor``."""
    codes = code_book()
    answers, refused = read_answers(request.GET, codes)
    if refused or answers.first_open():
        return redirect(f"{reverse('lookup')}?{request.GET.urlencode()}")
    contracts = contracts_in_force()
    here = reaching(contracts, answers, codes)
    categories = categories_of(answers.occupation, _not_over(here, request.today)) or categories_of(answers.occupation, here)
    settled = _settled(answers, categories)
    explanation = explained(settled.worker(), contracts, request.today, code_names())
    address = reverse("lookup-answer")
    told = {
        "found": explanation,
        "done": {entry.name: entry for entry in _done(settled)},
        "statutory": next((rule for rule in explanation.monthly.winners if rule.contract == STATUTORY), None),
        "undecided": [] if settled.category else [
            (category, f"{address}?{answers.with_category(category).address()}") for category in categories
        ],
        "again": reverse("lookup"),
    }  # fmt: skip
    return render(request, "register/answer.html", told)
