"""``xieshang contract``: a contract written as Word and PDF, read back from either, and held against its data."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from xieshang.cli.command import Answer, Command, UnusableCall
from xieshang.cli.files import contract_file, existing, naming, new_file
from xieshang.core.contract import contract_content, digest
from xieshang.core.money import yuan_text
from xieshang.documents.comparison import Comparison, compare
from xieshang.documents.messages import _
from xieshang.documents.outline import outline, plain_lines
from xieshang.documents.reading import printed_in, read_document
from xieshang.documents.schemas import SCHEMA_NAMES, json_schema
from xieshang.documents.typesetting import contract_pdf
from xieshang.documents.word import contract_docx
from xieshang.law import code_book

__all__ = ["CONTRACT"]


def _code_names() -> Mapping[str, str]:
    codes = code_book()
    return {**codes.places, **codes.industries, **codes.middle_classes, **codes.occupations}


def _write_together(contents: Iterable[tuple[Path, bytes]]) -> None:
    """Write every file or none: all of them beside their places first, then moved over."""
    parts = [(path.with_name(f".{path.name}.part"), path, content) for path, content in contents]
    try:
        for beside, _path, content in parts:
            beside.write_bytes(content)
        for beside, path, _content in parts:
            beside.replace(path)
    except OSError as error:
        raise UnusableCall(_("写不了文件：{reason}").format(reason=error.strerror)) from error
    finally:
        for beside, _path, _content in parts:
            beside.unlink(missing_ok=True)


def _render(arguments: argparse.Namespace) -> Answer:
    wanted = [(form, name) for form, name in ((contract_pdf, arguments.pdf), (contract_docx, arguments.docx)) if name]
    if not wanted:
        raise UnusableCall(_("请写明写到哪个文件：--pdf 或 --docx"))
    contract = contract_file(arguments.contract)
    paths = [new_file(name, [existing(arguments.contract)]) for _form, name in wanted]
    if len(paths) > len({path.absolute() for path in paths}):
        raise UnusableCall(_("--pdf 与 --docx 不能写到同一个文件"))
    names = _code_names()
    with naming(existing(arguments.contract)):
        contents = [form(contract, names) for form, _name in wanted]
    _write_together(zip(paths, contents, strict=True))
    rows = sum(len(table.rows) for table in contract.tables)
    content = {"pdf": arguments.pdf, "docx": arguments.docx, "rows": rows, "digest": digest(contract)}
    told = _("{rows} 行工资标准，数据摘要 {digest}").format(rows=rows, digest=content["digest"][:16])
    return Answer(content, [*(_("写入 {name}").format(name=path) for path in paths), told])


def _differences_content(differs: Comparison) -> dict[str, Any]:
    rows = [
        {
            "row": row.row,
            "document": row.document_fen,
            "data": row.data_fen,
            "cells": [{"column": cell.column, "document": cell.document, "data": cell.data} for cell in row.cells],
        }
        for row in differs.rows
    ]
    other = [{"where": entry.where, "document": entry.document, "data": entry.data} for entry in differs.others]
    return {"equal": differs.is_equal, "differences": rows, "other": other}


def _amount(fen: int | None) -> str:
    return _("无") if fen is None else f"{yuan_text(fen)} {_('元')}"


def _difference_lines(differs: Comparison) -> Iterator[str]:
    for row in differs.rows:
        amounts = _("文本 {document}，数据 {data}").format(document=_amount(row.document_fen), data=_amount(row.data_fen))
        yield f"{_('行')} {row.row}  {amounts}"
        for cell in row.cells:
            yield f"    {cell.column}  {_('文本')} {cell.document or '—'}  {_('数据')} {cell.data or '—'}"
    for entry in differs.others:
        yield f"{entry.where}  {_('文本')} {entry.document or '—'}  {_('数据')} {entry.data or '—'}"


def _read(arguments: argparse.Namespace) -> Answer:
    path, names = existing(arguments.file), _code_names()
    with naming(path):
        read = read_document(path.read_bytes(), names, path.stem)
    told = []
    if read.differs is not None and not read.differs.is_equal:
        told = [_("文本与其中随附的合同数据不同："), *_difference_lines(read.differs)]
    if arguments.as_json and told:
        print("\n".join(told), file=sys.stderr)  # noqa: T201 - the answer itself is the contract alone
    return Answer(contract_content(read.contract), [*plain_lines(outline(read.contract, names)), *told])


def _verify(arguments: argparse.Namespace) -> Answer:
    path, contract = existing(arguments.file), contract_file(arguments.contract)
    with naming(path):
        differs = compare(printed_in(path.read_bytes()), contract, _code_names())
    rows = sum(len(table.rows) for table in contract.tables)
    lines = (
        [_("逐格一致：{rows} 行工资标准、全部文字和随附数据").format(rows=rows)] if differs.is_equal else _difference_lines(differs)
    )
    return Answer(_differences_content(differs), lines, found=not differs.is_equal)


def _schema(arguments: argparse.Namespace) -> Answer:
    content = json_schema(arguments.name)
    return Answer(content, [f"{content['title']}  {content['description']}", _("加 --json 得到 JSON Schema 全文")])


def _render_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("contract", metavar="CONTRACT.json", help=_("合同（xieshang/contract/1）"))
    parser.add_argument("--pdf", metavar="FILE", help=_("写成 PDF（PDF/A-3b，内附合同数据）"))
    parser.add_argument("--docx", metavar="FILE", help=_("写成 Word（内附合同数据）"))


def _read_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("PDF 或 Word 文件"))


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("PDF 或 Word 文件"))
    parser.add_argument("contract", metavar="CONTRACT.json", help=_("合同（xieshang/contract/1）"))


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", choices=SCHEMA_NAMES, default=SCHEMA_NAMES[0], help=_("哪一种文件"))


CONTRACT = Command(
    "contract",
    _("合同文本：生成 PDF 和 Word、读回、逐格核对"),
    below=(
        Command(
            "render",
            _("由合同数据生成 PDF 和 Word，同一数据每次逐字节相同"),
            example="xieshang contract render examples/bowang-2013/contract.json --pdf bowang.pdf --docx bowang.docx",
            arguments=_render_arguments,
            run=_render,
        ),
        Command(
            "read",
            _("从 PDF 或 Word 读回合同；改过的 Word 按改后的表读"),
            example="xieshang contract read bowang.docx --json",
            arguments=_read_arguments,
            run=_read,
        ),
        Command(
            "verify",
            _("把 PDF 或 Word 的页面文字与合同数据逐格核对，指出每一处不同"),
            example="xieshang contract verify bowang.pdf examples/bowang-2013/contract.json",
            arguments=_verify_arguments,
            run=_verify,
        ),
        Command(
            "schema",
            _("合同文件和工资标准表文件的 JSON Schema"),
            example="xieshang contract schema --json > contract.schema.json",
            arguments=_schema_arguments,
            run=_schema,
        ),
    ),
)
