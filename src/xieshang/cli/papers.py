"""``xieshang round papers``: the papers of a round as Word and PDF, and what each of them still lacks."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xieshang.cli.clock import today
from xieshang.cli.command import Answer, Command, UnusableCall, day
from xieshang.cli.files import existing, write_whole, writing
from xieshang.cli.round_files import round_file
from xieshang.core.acts import Round
from xieshang.core.parties import Role
from xieshang.core.procedure import allowed, replay
from xieshang.core.reading import Reading
from xieshang.core.rules import Rules
from xieshang.documents.messages import _
from xieshang.documents.papers.catalogue import PAPERS
from xieshang.documents.papers.composing import Composed, compose
from xieshang.documents.papers.facts import Bodies, Body, Occasion, Record, Typed, facts_at, record_of
from xieshang.documents.papers.fields import Paper
from xieshang.documents.papers.occasions import ahead_of, occasions_of
from xieshang.documents.papers.typesetting import paper_pdf
from xieshang.documents.papers.word import paper_docx
from xieshang.documents.terms import ROLE_TITLES

__all__ = ["PAPERS_COMMAND"]


def _answers(name: str | None) -> Mapping[str, Any]:
    """Read what the record does not hold: ``bodies`` by role, and ``papers`` by name, or by name and role."""
    if name is None:
        return {}
    try:
        content: Any = json.loads(existing(name).read_text(encoding="utf-8"))
    except ValueError as error:
        raise UnusableCall(_("{name} 不是 JSON").format(name=name)) from error
    papers = content.get("papers") or {} if isinstance(content, dict) else None
    if not isinstance(papers, dict) or not all(isinstance(told, dict) for told in papers.values()):
        raise UnusableCall(_("{name} 应当是一个对象，papers 按文件名称写").format(name=name))
    return dict(content)


def _bodies(content: Any) -> Bodies:
    if not isinstance(content, dict) or not set(content) <= set(Role):
        raise UnusableCall(_("bodies 按身份写：{roles}").format(roles="、".join(Role)))
    try:
        told = {Role(role): tuple(Body(**body) for body in bodies) for role, bodies in content.items()}
    except TypeError as error:
        raise UnusableCall(_("bodies 里每个单位写 name，另可写 code、address")) from error
    return told


def _record(bargained: Round, rules: Rules, answers: Mapping[str, Any], on: Any) -> Record:
    names = rules.codes
    record = Record(
        number=bargained.id,
        title=str(answers.get("title") or bargained.id),
        place=names.places.get(bargained.at, bargained.at),
        industry=names.industries.get(bargained.industry or "", ""),
        kind=bargained.kind,
        acts=(),
        rules=rules,
        bodies=_bodies(answers.get("bodies", {})),
        above=bargained.above,
        is_demonstration=bool(answers.get("demonstration")),
    )
    return record_of(record, bargained.acts, on)


def _typed(answers: Mapping[str, Any], paper: Paper, occasion: Occasion) -> Typed:
    """Give what was answered for a paper: by its name, and more closely by its name and role, and which time."""
    told = answers.get("papers") or {}
    keys = (paper.name, f"{paper.name}.{occasion.role}", f"{paper.name}.{occasion.role}.{occasion.number}")
    answered = {field: value for key in keys for field, value in told.get(key, {}).items()}
    return {field: list(map(str, value)) if isinstance(value, list) else str(value) for field, value in answered.items()}


def _occasions(paper: Paper, record: Record, able: set[tuple[str, Role]], *, also_ahead: bool) -> Iterator[Occasion]:
    yield from occasions_of(paper, record)
    if also_ahead:
        yield from (ahead_of(paper, record, role) for role in paper.issuers if (paper.act, role) in able)


def _file_name(paper: Paper, occasion: Occasion) -> str:
    return f"{paper.name}-{occasion.role}-{occasion.number}"


def _told(paper: Paper, occasion: Occasion, composed: Composed) -> dict[str, Any]:
    return {
        "paper": paper.name,
        "title": _(paper.title),
        "by": occasion.role.value,
        "occasion": occasion.number,
        "complete": not composed.missing,
        "missing": [{"field": entry.field, "title": _(entry.title), "do": _(entry.do)} for entry in composed.missing],
        "docx": f"{_file_name(paper, occasion)}.docx",
        "pdf": f"{_file_name(paper, occasion)}.pdf",
    }


def _lines(papers: list[dict[str, Any]]) -> Iterator[str]:
    for told in papers:
        state = _("已写全") if told["complete"] else _("草稿，缺 {n} 项").format(n=len(told["missing"]))
        yield f"{told['title']}  {_(ROLE_TITLES[Role(told['by'])])}  {state}  {told['docx']}  {told['pdf']}"
        yield from (f"    {_('缺')} {entry['title']}（{entry['field']}）：{entry['do']}" for entry in told["missing"])
    if not papers:
        yield _("这一天还没有可以写的文件")


def _folder(name: str) -> Path:
    folder = Path(name)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UnusableCall(_("没有文件夹 {name}").format(name=name)) from error
    return folder


def _papers(arguments: argparse.Namespace) -> Answer:
    on, folder = arguments.on or today(), _folder(arguments.out)
    bargained, rules = round_file(arguments.file)
    answers = _answers(arguments.answers)
    record = _record(bargained, rules, answers, on)
    standing = replay(bargained.acts, rules, on, kind=bargained.kind, above=bargained.above).standing
    able = {(entry.act, entry.by) for entry in allowed(standing, Reading(rules, on)) if entry.refusal is None}
    told = []
    for paper in [PAPERS[arguments.paper]] if arguments.paper else PAPERS.values():
        for occasion in _occasions(paper, record, able, also_ahead=bool(arguments.paper)):
            composed = compose(paper, facts_at(record, occasion, on, _typed(answers, paper, occasion)))
            for form, ending in ((paper_docx, "docx"), (paper_pdf, "pdf")):
                path = folder / f"{_file_name(paper, occasion)}.{ending}"
                with writing(path):
                    write_whole(path, form(composed.sheet))
            told.append(_told(paper, occasion, composed))
    return Answer({"papers": told}, list(_lines(told)), found=not all(entry["complete"] for entry in told))


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="ROUND.json", help=_("一轮协商的文件（xieshang/round/1）"))
    parser.add_argument("--out", metavar="FOLDER", required=True, help=_("写到哪个文件夹，每份文件一个 Word、一个 PDF"))
    parser.add_argument("--paper", choices=sorted(PAPERS), metavar="NAME", help=_("只写这一种，还没有发生的也写草稿；名称见文档"))
    parser.add_argument("--on", type=day, metavar=_("日期"), help=_("看哪一天，默认今天"))
    parser.add_argument("--answers", metavar="ANSWERS.json", help=_("台账里没有的：单位名称（bodies）和各文件要补填的（papers）"))


PAPERS_COMMAND = Command(
    "papers",
    _("一轮协商的各种文件：要约书、会议记录、审查意见书等，Word 和 PDF；缺的逐项列出"),
    example="xieshang round papers ROUND.json --out papers --paper offer --on 2026-04-16",
    arguments=_arguments,
    run=_papers,
)
