"""Reading and writing the files named on the command line."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xieshang.cli.command import UnusableCall
from xieshang.core.contract import SCHEMA as CONTRACT_SCHEMA
from xieshang.core.contract import Contract, read_contract
from xieshang.core.fields import Fields, read_json
from xieshang.core.refusals import Refusal, Refused
from xieshang.core.wage_table import SCHEMA as TABLE_SCHEMA
from xieshang.core.wage_table import WageTable, read_table
from xieshang.documents.messages import _

__all__ = ["contract_file", "contracts_in", "existing", "naming", "new_file", "object_file", "table_file", "write_whole", "writing"]


def existing(name: str) -> Path:
    """Give the path of a file that is there.  A missing one makes the call wrong (exit 2)."""
    path = Path(name)
    if not path.is_file():
        raise UnusableCall(_("没有文件 {name}").format(name=name))
    return path


def _text(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Refusal("file.encoding"))


def object_file(path: Path, schema: str) -> Fields:
    """Read a JSON file of the schema.  Refuses: ``file.encoding``, ``json.…``, ``schema.unknown``."""
    return read_json(_text(path), schema=schema)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the file in every refusal raised inside."""
    try:
        yield
    except Refused as refused:
        raise Refused(*(refusal.at(file=path.name) for refusal in refused.refusals)) from refused


def table_file(name: str) -> WageTable:
    """Read a wage table."""
    path = existing(name)
    with naming(path):
        return read_table(object_file(path, TABLE_SCHEMA))


def contract_file(name: str) -> Contract:
    """Read a contract."""
    path = existing(name)
    with naming(path):
        return read_contract(object_file(path, CONTRACT_SCHEMA))


def contracts_in(folder: str) -> list[Contract]:
    """Read every ``*.json`` of a folder as a contract, by name."""
    if not Path(folder).is_dir():
        raise UnusableCall(_("没有文件夹 {name}").format(name=folder))
    return [contract_file(str(path)) for path in sorted(Path(folder).glob("*.json"))]


def new_file(name: str, inputs: Iterable[Path] = ()) -> Path:
    """Give the path of a file to be written.  A folder that is not there, or an input of the same call, makes it wrong."""
    path = Path(name)
    if not path.parent.is_dir():
        raise UnusableCall(_("没有文件夹 {name}").format(name=path.parent))
    if path.is_dir():
        raise UnusableCall(_("{name} 是文件夹").format(name=name))
    if path.exists() and any(path.samefile(entry) for entry in inputs):
        raise UnusableCall(_("{name} 是要读取的文件，不能写在上面").format(name=name))
    return path


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell a file that cannot be written as a wrong call."""
    try:
        yield
    except OSError as error:
        raise UnusableCall(_("写不了 {name}：{reason}").format(name=path, reason=error.strerror)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file wholly or not at all: beside it first, then moved over it."""
    if not path.parent.is_dir():
        raise UnusableCall(_("没有文件夹 {name}").format(name=path.parent))
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)
