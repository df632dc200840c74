"""What a paper is made of: its fields, each with where its value comes from and what demands it, and the parts of its text.

The papers themselves stand in ``catalogue/``; how values and parts become a sheet stands in ``composing.py``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from xieshang.core.acts import KINDS
from xieshang.core.parties import Role
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.sheet import Grid
from xieshang.documents.sentences.form import N_

__all__ = [
    "ASK_TITLES",
    "Ask",
    "Dated",
    "Field",
    "Heading",
    "Listed",
    "Origin",
    "Paper",
    "Part",
    "Places",
    "Read",
    "Say",
    "Signed",
    "Table",
    "Told",
    "Value",
    "Whole",
]

Value = str | tuple[str, ...] | Grid
Read = Callable[[Facts], Value | None]


class Origin(StrEnum):
    """Where the value of a field comes from."""

    ACT = "act"
    ROUND = "round"
    ORGANISATION = "organisation"
    LAW = "law"
    CLERK = "clerk"


class Ask(StrEnum):
    """How a value that the record does not hold is asked for."""

    LINE = "line"
    TEXT = "text"
    LIST = "list"
    DAY = "day"
    NUMBER = "number"
    COLUMN = "column"
    DERIVED = "derived"
    DOCUMENT_NUMBER = "document_number"


ASK_TITLES: Mapping[Ask, str] = {
    Ask.LINE: N_("在补填表里写明"),
    Ask.TEXT: N_("在补填表里写明"),
    Ask.LIST: N_("在补填表里一行写一项"),
    Ask.DAY: N_("在补填表里选日期"),
    Ask.NUMBER: N_("在补填表里写数字"),
    Ask.COLUMN: N_("在补填表里逐行填满这一栏"),
    Ask.DERIVED: N_("补填其他各栏以后自动得出"),
    Ask.DOCUMENT_NUMBER: N_("在补填表里写作：机关代字〔年份〕序号号"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a paper states.

    ``read`` takes it from the record; what it leaves null is asked of the clerk in the way of ``ask``.  ``source`` is the
    article that demands the field, in the short form of ``documents/articles.py``.  A column has a value for each line of
    its table.
    """

    name: str
    title: str
    origin: Origin
    source: str
    read: Read | None = None
    ask: Ask = Ask.LINE
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph; ``{name}`` stands for the value of a field."""

    text: str
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A field in a line of its own behind its title."""

    field: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A field of several lines, numbered below its title."""

    field: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are fields, the first of which decides how many lines it has; numbered in front."""

    columns: tuple[str, ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A field that is a table of its own (the wage floors), below its title."""

    field: str


@dataclass(frozen=True, slots=True)
class Places:
    """Places for signatures and seals beside each other; ``{name}`` stands for the value of a field."""

    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs or seals the paper, at its end on the right."""

    text: str


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of the paper, below who signs it."""

    field: str


Part = Heading | Say | Told | Listed | Table | Whole | Places | Signed | Dated


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the catalogue.

    It arises with each act of the kind ``act``; ``where`` narrows these to the acts whose fields say so.  ``issuers`` are the
    roles that may issue it, ``receivers`` those for whom it is besides; ``to_enterprise`` names the field that says which single
    enterprise it is for, empty where it is for every one of them.
    """

    name: str
    title: str
    purpose: str
    act: str
    step: str
    issuers: tuple[Role, ...]
    receivers: tuple[Role, ...]
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]
    is_letter: bool = False
    to_enterprise: str = ""
    where: Mapping[str, str] = field(default_factory=dict)

    def field_named(self, name: str) -> Field:
        """Give the field of a name."""
        return next(entry for entry in self.fields if entry.name == name)

    @property
    def tables(self) -> Iterator[Table]:
        """The tables whose columns are fields."""
        return (part for part in self.parts if isinstance(part, Table))

    @property
    def act_title(self) -> str:
        """The term of the act with which the paper arises."""
        return KINDS[self.act].title
