"""How the fields that several papers share are read off the record.  Each reading gives null where the record holds nothing."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from xieshang.core.acts import first_day_of_talks
from xieshang.core.fields import canonical_json, iso_date
from xieshang.core.parties import Member, Role, Team
from xieshang.documents.act_titles import MEMBER_TITLES
from xieshang.documents.papers.facts import Facts
from xieshang.documents.papers.fields import Ask, Field, Origin, Read, Value
from xieshang.documents.papers.sheet import Grid
from xieshang.documents.papers.wording import days_told, due_told
from xieshang.documents.sentences.form import N_
from xieshang.documents.wage_grid import wage_grid
from xieshang.documents.wording import day_text

__all__ = [
    "across",
    "asked",
    "bodies",
    "chief_of",
    "dated",
    "due",
    "floors",
    "from_act",
    "letter_fields",
    "listed",
    "marks_of",
    "members_of",
    "number_of_days",
    "offer_says",
    "own",
    "read",
    "standing_terms",
    "stated",
    "talks_from",
]

_MARKS = ("chief", "outsider", "front_line", "manager", "migrant")
_GB9704 = "GB/T 9704-2012《党政机关公文格式》"


def asked(name: str, title: str, source: str, ask: Ask = Ask.LINE, *, is_optional: bool = False) -> Field:
    """Make a field that only the clerk can tell."""
    return Field(name, title, Origin.CLERK, source, None, ask, is_optional)


def read(name: str, title: str, source: str, reading: Read, origin: Origin = Origin.ROUND, ask: Ask = Ask.LINE) -> Field:
    """Make a field that the record tells, or else the clerk."""
    return Field(name, title, origin, source, reading, ask)


def stated(name: str, title: str, source: str, text: str) -> Field:
    """Make a field whose words are the law's own."""
    return Field(name, title, Origin.LAW, source, lambda facts: text)


def _entry_told(entry: Any) -> str:
    """Write one thing that an act holds; a text that is a day, or a day and a time, as papers write it."""
    if isinstance(entry, date):
        return day_text(entry)
    if not isinstance(entry, str):
        return canonical_json(entry)
    day = iso_date(entry)
    return f"{day_text(day)}{entry[11:]}" if day else entry


def listed(value: Any) -> tuple[str, ...] | None:
    """Give what an act holds under a field as lines; 无 where it holds an empty list, null where it holds nothing."""
    if value is None:
        return None
    entries = [value] if isinstance(value, str | dict | bool | int) else list(value)
    return tuple(_entry_told(entry) for entry in entries if entry not in (None, "")) or ("无",)


def from_act(name: str, title: str, source: str, key: str | None = None, ask: Ask = Ask.LINE) -> Field:
    """Make a field that the act of the occasion holds."""

    def reading(facts: Facts) -> Value | None:
        value = facts.act[key or name] if facts.act else None
        if ask is Ask.LIST:
            return listed(value)
        return None if value is None or value == "" else _entry_told(value)

    return Field(name, title, Origin.ACT, source, reading, ask)


def own(name: str, title: str, source: str = "") -> Field:
    """Make the field of the body that issues the paper."""
    return Field(name, title, Origin.ORGANISATION, source, lambda facts: facts.names_of(facts.role))


def across(name: str, title: str, source: str = "") -> Field:
    """Make the field of the body across the table."""
    return Field(name, title, Origin.ORGANISATION, source, lambda facts: facts.names_of(facts.across))


def bodies(name: str, title: str, role: Role, source: str = "") -> Field:
    """Make the field of the bodies of a role."""
    return Field(name, title, Origin.ORGANISATION, source, lambda facts: facts.names_of(role))


def dated(source: str = "") -> Field:
    """Make the field of the paper's day: that of its act, else of its writing."""
    return Field("dated", N_("成文日期"), Origin.ROUND, source, lambda facts: day_text(facts.on))


def _chief(team: Team | None) -> str | None:
    return next((member.name for member in team.members if member.chief), None) if team else None


def chief_of(side: Role | None = None) -> Read:
    """Give the reading of a side's chief (null: the paper's own side)."""
    return lambda facts: _chief(facts.team(side))


def members_of(side: Role | None = None) -> Read:
    """Give the reading of the names of a side's representatives."""
    return lambda facts: tuple(member.name for member in team.members) if (team := facts.team(side)) else None


def marks_of(side: Role | None = None) -> Read:
    """Give the reading of what each representative of a side is: 首席, 外部, 一线…, — for none of these."""

    def told(member: Member) -> str:
        return "、".join(MEMBER_TITLES[mark] for mark in _MARKS if getattr(member, mark)) or "—"

    return lambda facts: tuple(map(told, team.members)) if (team := facts.team(side)) else None


def offer_says(key: str) -> Read:
    """Give the reading of what the latest offer says, the act of the occasion where it is one."""

    def reading(facts: Facts) -> Value | None:
        offer = facts.act if facts.act and facts.act.kind.name == "offer" else facts.last("offer")
        value = offer[key] if offer else None
        if isinstance(value, tuple):
            return value or None
        return _entry_told(value) if value else None

    return reading


def due(rule: str, event: Callable[[Facts], date | None]) -> Read:
    """Give the reading of a last day with its article; before its event is known, of the number of days."""

    def reading(facts: Facts) -> str | None:
        deadline = facts.law.due(rule, event(facts))
        if deadline:
            return due_told(deadline)
        return number_of_days(f"deadline.{rule}")(facts)

    return reading


def number_of_days(key: str) -> Callable[[Facts], str | None]:
    """Give the reading of a number of days with its article; null where the law of the place does not state it."""
    return lambda facts: days_told(entry) if (entry := facts.law.entry(key)) else None


def talks_from(facts: Facts) -> date | None:
    """Give the first day of talks that the latest offer proposes."""
    offer = facts.last("offer")
    return first_day_of_talks(offer["time"]) if offer else None


def floors(facts: Facts) -> Value | None:
    """Give the wage table on which the parties agreed, or that lies on the table, as it is printed; null where there is none."""
    standing = facts.standing
    proposal = standing.latest_proposal
    table = standing.agreed_table or (proposal.table if proposal else None)
    if table is None:
        return None
    grid = wage_grid(table, 0, facts.record.rules.codes.occupations)
    return Grid(tuple(column.head for column in grid.columns), grid.cells, tuple(column.share for column in grid.columns))


def standing_terms(facts: Facts) -> str | None:
    """Give the term of the contract in effect or under way; null where it is not known."""
    term = facts.standing.agreed_term or facts.standing.draft.term
    if term is None or term.from_on is None or term.to_on is None:
        return None
    return f"{day_text(term.from_on)}至{day_text(term.to_on)}"


def letter_fields(others: Iterable[Field] = ()) -> tuple[Field, ...]:
    """Give the fields that every official letter has: who issues it, with whom, its number, to whom it is copied."""
    return (
        own("issuer", N_("发文机关"), _GB9704),
        asked("joint", N_("联合发文的其他机关"), _GB9704, Ask.LIST, is_optional=True),
        asked("document_number", N_("发文字号"), _GB9704, Ask.DOCUMENT_NUMBER),
        *others,
        asked("copies_to", N_("抄送机关"), _GB9704, Ask.LIST, is_optional=True),
        dated(_GB9704),
    )
