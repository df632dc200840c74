"""What stays of a personal text that is erased: enough for the procedure to say the same as before, and no person.

Of a representative stay the marks that the law asks about, and a pseudonym in the place of the name and of the identity, so
that equal persons stay equal within a round, on either side and over time.  To know a name again that is told later, each
pseudonym carries the salted digest of what it stands for: whoever has the record can test a name that he already knows,
so that this is de-identified, not anonymous (个人信息保护法 art 73).  Who may erase, and the record of it, is the pages' matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xieshang.core.ledger_check import seal

__all__ = ["ERASED", "Pseudonym", "known_by", "persons_in", "renamed", "residue", "with_pseudonyms"]

ERASED = "〔已删除〕"
_MARKS = ("chief", "outsider", "front_line", "manager", "migrant")
_NAMES = ("name", "id")

Rename = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """What stands for a name or an identity in a round: its number, and the salted digest by which the text is known again."""

    number: int
    salt: str
    digest: str

    @property
    def text(self) -> str:
        """What is read and printed in the place of the name."""
        return f"〔已删除{self.number}〕"

    def stands_for(self, text: str) -> bool:
        """Say whether a name or identity is the one that was erased, or stands for it already."""
        return text == self.text or seal(text, self.salt) == self.digest


def _people(field: str, value: Any) -> list[Any]:
    members = value if field == "members" else [value] if field == "joins" else []
    return [member for member in members or () if isinstance(member, dict)]


def persons_in(field: str, value: Any) -> Iterator[str]:
    """Give the names and identities by which a sealed text names representatives: the names first, each once.

    >>> list(persons_in("members", [{"name": "甲", "id": "1"}, {"name": "乙", "id": "乙"}])), list(persons_in("text", "甲"))
    (['甲', '乙', '1'], [])
    """
    members = _people(field, value)
    found = [value] if field == "leaves" else [member.get(key) for key in _NAMES for member in members]
    yield from dict.fromkeys(text for text in found if isinstance(text, str) and text)


def with_pseudonyms(texts: Iterable[str], known: Iterable[Pseudonym], new_salt: Callable[[], str]) -> dict[str, Pseudonym]:
    """Give each name or identity its pseudonym: the one it has in the round, or the next number.

    >>> found = with_pseudonyms(["甲", "乙"], [Pseudonym(4, "00", seal("乙", "00"))], lambda: "01")
    >>> found["甲"].text, found["乙"].text
    ('〔已删除5〕', '〔已删除4〕')
    """
    standing = list(known)
    given: dict[str, Pseudonym] = {}
    for text in texts:
        found = next((pseudonym for pseudonym in standing if pseudonym.stands_for(text)), None)
        if found is None:
            salt = new_salt()
            found = Pseudonym(max((pseudonym.number for pseudonym in standing), default=0) + 1, salt, seal(text, salt))
            standing.append(found)
        given[text] = found
    return given


def residue(field: str, value: Any, pseudonyms: Mapping[str, Pseudonym]) -> Any:
    """Give what stays of a sealed text.  What says nothing (null, blank, none) stays as it is, and a list keeps its length.

    >>> known = {"甲": Pseudonym(1, "00", "")}
    >>> residue("members", [{"name": "甲", "id": "甲", "chief": True, "phone": "1"}], known)
    [{'name': '〔已删除1〕', 'id': '〔已删除1〕', 'chief': True}]
    >>> residue("text", "太低了", {}), residue("findings", ["欠付", "少记"], {}), residue("findings", [], {})
    ('〔已删除〕', ['〔已删除〕', '〔已删除〕'], [])
    """
    if not value:
        return value
    if field in ("members", "joins"):
        told = [_residue_of(member, pseudonyms) for member in _people(field, value)]
        return told if field == "members" else told[0]
    if field == "leaves":
        return pseudonyms[value].text
    return [ERASED for _ in value] if isinstance(value, list) else ERASED


def _residue_of(member: Mapping[str, Any], pseudonyms: Mapping[str, Pseudonym]) -> dict[str, Any]:
    names = {key: pseudonyms[member[key]].text for key in _NAMES if member.get(key)}
    return names | {mark: member[mark] for mark in _MARKS if member.get(mark) is not None}


def known_by(pseudonyms: Iterable[Pseudonym]) -> Rename:
    """Give what a name or an identity is called in a round in which some were erased: its pseudonym, or itself.

    >>> called = known_by([Pseudonym(1, "00", seal("甲", "00"))])
    >>> called("甲"), called("乙")
    ('〔已删除1〕', '乙')
    """
    standing = tuple(pseudonyms)
    return lambda text: next((pseudonym.text for pseudonym in standing if pseudonym.stands_for(text)), text)


def renamed(content: Mapping[str, Any], called: Rename) -> dict[str, Any]:
    """Give an act, as in a round file, with its representatives called as they are known in the round.

    >>> renamed({"kind": "replace_representative", "leaves": "甲"}, known_by([Pseudonym(1, "00", seal("甲", "00"))]))["leaves"]
    '〔已删除1〕'
    """
    told = dict(content)
    if isinstance(told.get("leaves"), str):
        told["leaves"] = called(told["leaves"])
    if isinstance(told.get("joins"), dict):
        told["joins"] = _renamed_member(told["joins"], called)
    if isinstance(told.get("members"), list):
        told["members"] = [_renamed_member(member, called) for member in told["members"]]
    return told


def _renamed_member(member: Mapping[str, Any], called: Rename) -> dict[str, Any]:
    return {**member, **{key: called(member[key]) for key in _NAMES if isinstance(member.get(key), str)}}
