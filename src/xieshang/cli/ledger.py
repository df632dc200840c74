"""``xieshang ledger``: a round's acts written as a chained export, and an export verified."""

import argparse
import secrets
from collections.abc import Iterator
from pathlib import Path

from xieshang.cli.clock import now
from xieshang.cli.command import Answer, Command
from xieshang.cli.files import existing, naming, object_file, write_whole
from xieshang.core.acts import SCHEMA
from xieshang.core.ledger import chain, sealed_lines
from xieshang.core.ledger_check import Texts, Verified, read_sealed, verify
from xieshang.core.refusals import Refusal, Refused
from xieshang.documents.messages import _

__all__ = ["LEDGER"]


def _texts(path: Path) -> Texts:
    """Read the personal texts beside a chain.  Refuses: ``json.broken``."""
    with naming(path), path.open("rb") as sealed:
        try:
            return read_sealed(sealed)
        except ValueError as error:
            raise Refused(Refusal("json.broken", {"line": int(str(error))})) from error


def _told(verified: Verified) -> Iterator[str]:
    if not verified.ok:
        yield _("自第 {first_bad} 条起不可信").format(first_bad=verified.first_bad)
        return
    yield _("{events} 条记录，链条完整").format(events=verified.events)
    yield _("与另存的链首一致") if verified.anchored else _("未提供另存的链首：不能证明末尾没有被截去（--head）")
    if verified.texts:
        told = _("封存的个人文字 {sealed} 处：{opened} 处与摘要相符，{erased} 处已删除，{withheld} 处没有提供")
        yield told.format(**verified.texts._asdict())


def _verify(arguments: argparse.Namespace) -> Answer:
    texts = _texts(existing(arguments.sealed)) if arguments.sealed else None
    with existing(arguments.export).open("rb") as export:
        verified = verify(export, arguments.head, texts)
    return Answer(verified.content(), list(_told(verified)), found=not verified.ok)


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("export", metavar="EXPORT", help=_("导出的账本"))
    parser.add_argument("--head", metavar="DIGEST", help=_("另行保存的链首摘要；没有它，末尾被截去无法证明"))
    parser.add_argument("--sealed", metavar="FILE", help=_("链外的个人文字文件；给出时逐处与摘要核对，并数出已删除的"))


def _write(arguments: argparse.Namespace) -> Answer:
    path = existing(arguments.round)
    with naming(path):
        fields = object_file(path, SCHEMA)
        round_id = fields.required_text("id")
        acts = [dict(act) for act in fields.objects("acts")]
    written = list(chain(round_id, acts, now().isoformat(timespec="seconds"), lambda: secrets.token_hex(16)))
    sealed = [text for _line, texts in written for text in texts]
    write_whole(Path(arguments.out), "".join(line for line, _texts in written).encode())
    if arguments.sealed:
        write_whole(Path(arguments.sealed), "".join(sealed_lines(sealed)).encode())
    head = written[-1][0].split()[-1]
    content = {"events": len(acts), "head": head, "sealed": len(sealed)}
    return Answer(content, [_("写入 {events} 条记录，封存 {sealed} 处个人文字，链首 {head}").format(**content)])


def _write_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("round", metavar="ROUND.json", help=_("一轮协商的文件（xieshang/round/1）"))
    parser.add_argument("--out", required=True, metavar="EXPORT", help=_("写到哪个文件"))
    parser.add_argument("--sealed", metavar="FILE", help=_("个人文字与盐另存到哪个文件；不写则不保存"))


LEDGER = Command(
    "ledger",
    _("账本：行为逐条相链，可独立核验"),
    below=(
        Command(
            "verify",
            _("核验导出的账本，指出第一条不可信的记录"),
            example="xieshang ledger verify round.ledger --head 3f6c…",
            arguments=_verify_arguments,
            run=_verify,
        ),
        Command(
            "write",
            _("把一轮协商写成账本；姓名和陈述不进链条，只留加盐摘要"),
            example="xieshang ledger write ROUND.json --out round.ledger --sealed round.sealed",
            arguments=_write_arguments,
            run=_write,
        ),
    ),
)
