"""``xieshang codes``: codes of places, industries and occupations looked up, and whole lists imported into the site."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xieshang.cli.command import Answer, Command, UnusableCall
from xieshang.cli.files import existing, naming
from xieshang.core.codes import CodeBook
from xieshang.core.refusals import Refusal, Refused
from xieshang.documents.messages import _
from xieshang.engine.tables import open_table, quoted
from xieshang.law import code_book
from xieshang.law.site_codes import KINDS, add_to_site

__all__ = ["CODES"]

_KIND_TITLES = {"places": "地区", "industries": "行业", "occupations": "职业"}
_HEADINGS = {"code": ("code", "代码", "编码"), "name": ("name", "名称", "职业名称", "行业名称")}


def _lists(codes: CodeBook) -> dict[str, Mapping[str, str]]:
    return {"places": codes.places, "industries": codes.industries, "occupations": {**codes.middle_classes, **codes.occupations}}


def _find(arguments: argparse.Namespace) -> Answer:
    text = arguments.text.strip()
    content = [
        {"kind": kind, "code": code, "name": name}
        for kind, listed in _lists(code_book()).items()
        if arguments.kind in (None, kind)
        for code, name in listed.items()
        if code.startswith(text) or text in name
    ]
    lines = [f"{_(_KIND_TITLES[entry['kind']])}  {entry['code']:<14}{entry['name']}" for entry in content]
    return Answer({"codes": content}, lines or [_("没有找到；完整的名录可用 xieshang codes import 导入")])


def _column(columns: Mapping[str, str], wanted: str) -> str:
    for heading in columns:
        if heading.strip().lower() in _HEADINGS[wanted]:
            return heading
    raise Refused(Refusal("codes.column_missing", {"names": _HEADINGS[wanted]}, column=wanted))


def _records(path: Path) -> list[tuple[int, str, str]]:
    """Read the rows of a list as row number, code and name."""
    with open_table(path) as table:
        code, name = (quoted(_column(table.columns, wanted)) for wanted in ("code", "name"))
        query = f"SELECT file_row_number + 1, CAST({code} AS VARCHAR), CAST({name} AS VARCHAR) FROM rows ORDER BY 1"
        return [(row, (code or "").strip(), (name or "").strip()) for row, code, name in table.records(query)]


def _checked(kind: str, records: list[tuple[int, str, str]]) -> Iterator[tuple[str, str] | Refusal]:
    """Check each code by the rules of its kind; a place of a complete list is new knowledge and not looked up in the old one."""
    known = code_book()
    bare = CodeBook(divisions=known.divisions, middle_classes=known.middle_classes)
    check = {"places": bare.place, "industries": bare.industry, "occupations": bare.occupation}[kind]
    for row, code, name in records:
        try:
            if not name:
                raise Refused(Refusal("field.missing", column="name", value_kind="empty"))
            yield check(code), name
        except Refused as refused:
            yield refused.refusals[0].at(row=row, column=refused.refusals[0].column or "code")


def _import(arguments: argparse.Namespace) -> Answer:
    path = existing(arguments.file)
    if arguments.complete and arguments.kind != "places":
        raise UnusableCall(_("--complete 只用于地区名录"))
    with naming(path):
        read = list(_checked(arguments.kind, _records(path)))
        Refused.unless_empty(entry for entry in read if isinstance(entry, Refusal))
    names = dict(entry for entry in read if not isinstance(entry, Refusal))
    provinces = {code[:2] for code in names} if arguments.complete else set()
    held = add_to_site(arguments.kind, names, provinces)
    content: dict[str, Any] = {
        "kind": arguments.kind,
        "imported": len(names),
        "held": held,
        "complete_provinces": sorted(provinces),
    }
    return Answer(content, [_("导入 {imported} 个代码，本机名录现有 {held} 个").format(**content)])


def _find_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar=_("文字"), help=_("代码的开头，或名称的一部分"))
    parser.add_argument("--kind", choices=KINDS, help=_("只查一种名录"))


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, help=_("哪一种名录"))
    parser.add_argument("file", metavar="LIST", help=_("有“代码”和“名称”两列的 .csv、.xlsx 或 .parquet"))
    parser.add_argument("--complete", action="store_true", help=_("这是各省地区的完整名录：未列的代码一律视为不存在"))


CODES = Command(
    "codes",
    _("代码：查找地区、行业、职业，导入完整名录"),
    below=(
        Command("find", _("按代码或名称查找"), example="xieshang codes find 焊工", arguments=_find_arguments, run=_find),
        Command(
            "import",
            _("把完整名录导入本机（DATA 文件夹），不改动随产品提供的名录"),
            example="xieshang codes import occupations occupations.csv",
            arguments=_import_arguments,
            run=_import,
        ),
    ),
)
