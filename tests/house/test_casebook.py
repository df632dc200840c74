"""The case book against the tests and against everything that the product cites; the map of the notice against the product."""

import re
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import entry_points
from importlib.util import find_spec

import pytest
from django.urls import URLResolver, get_resolver

from scripts.casebook import ROOT, carriers, cases, key_of_text, outside, texts
from scripts.citations import Citation, cited
from xieshang.cli.command import Command
from xieshang.core.sources import Trust, lowest
from xieshang.documents.papers.catalogue import PAPERS

OUTSIDE = [
    "N51.3-indices",
    "N51.3-compare",
    "N51.5-typical",
    "N51.5-levels",
    "N51.5-guideline",
    "N51.5-unions",
    "N51.5-organisations",
    "N51.5-coordination",
    "N51.5-pilots-guided",
    "N51.5-year-report",
    "N206.1-plan",
    "N206.3-survey",
    "N206.3-papers",
    "O22.41-termination",
    "ESL.13",
]
ARTICLES = {case.article for case in cases()} | {case.split("-")[0] for case in outside()}
NOTICE = ROOT / "docs" / "notice.md"


def test_every_case_has_a_test_and_every_test_names_a_case() -> None:
    assert sorted(case.id for case in cases()) == sorted(carriers())


def test_a_case_stands_once() -> None:
    counted = Counter([*(case.id for case in cases()), *outside()])
    assert [case for case, n in counted.items() if n > 1] == []


def test_a_case_says_something_and_the_product_does_something() -> None:
    assert [case.id for case in cases() if not (case.says and case.does)] == []


def test_what_lies_outside_is_this_and_no_more() -> None:
    assert outside() == OUTSIDE


def lacking(citations: Iterable[Citation]) -> list[str]:
    """Name the citations whose article, or whose text where they name none, the book does not have."""
    keys = {article.split(".")[0] for article in ARTICLES}
    found = set()
    for citation in citations:
        key = key_of_text(citation.text)
        if key not in keys or (citation.number is not None and f"{key}.{citation.number}" not in ARTICLES):
            found.add(f"{citation.text} {citation.number or ''} ({citation.where})")
    return sorted(found)


def test_every_article_that_is_cited_stands_in_the_book() -> None:
    citations = list(cited(texts()))
    assert len({(citation.text, citation.number) for citation in citations}) > 150
    assert lacking(citations) == []


def test_an_article_that_is_not_in_the_book_is_found() -> None:
    cites = [
        Citation("劳动合同法", 54, "a"),
        Citation("劳动合同法", 999, "b"),
        Citation("某条例", None, "c"),
        Citation("Order 22", None, "d"),
    ]
    assert lacking(cites) == ["劳动合同法 999 (b)", "某条例  (c)"]


def test_the_trust_of_an_article_is_that_of_the_law_files() -> None:
    told = {case.article: lowest(each.trust for each in cases() if each.article == case.article) for case in cases()}
    held: dict[str, list[Trust]] = {}
    for citation in cited(()):
        if citation.trust and citation.number:
            held.setdefault(f"{key_of_text(citation.text)}.{citation.number}", []).append(citation.trust)
    assert len(held) > 100
    assert {article: told[article] for article in held} == {article: lowest(trusts) for article, trusts in held.items()}


def listed(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def clauses() -> list[dict[str, str]]:
    """Give the lines of the map of the notice by their heads."""
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in NOTICE.read_text("utf-8").splitlines() if line[:1] == "|"
    ]
    heads = next(line for line in lines if line[0] == "case")
    return [dict(zip(heads, line, strict=True)) for line in lines if line[0].startswith("N")]


def leaves(command: Command, words: str) -> list[str]:
    below = [leaf for child in command.below for leaf in leaves(child, f"{words} {child.name}")]
    return [words, *below] if command.run else below


def url_names(resolver: URLResolver) -> set[str]:
    names = set()
    for entry in resolver.url_patterns:
        names |= url_names(entry) if isinstance(entry, URLResolver) else {entry.name or ""}
    return names


def test_the_map_has_every_clause_of_the_notice_in_the_order_of_the_texts() -> None:
    book = [case.id for case in cases() if case.id.startswith("N51.") or case.id.startswith("N206.")]
    beyond = [case for case in outside() if case.startswith("N")]
    mapped = [clause["case"] for clause in clauses()]
    assert sorted(mapped) == sorted([*book, *beyond])
    parts = [re.split(r"[.-]", case)[:2] for case in mapped]
    assert parts == sorted(parts, key=lambda part: (part[0] != "N51", int(part[1])))


def test_what_lies_outside_has_no_place_and_everything_else_has_one() -> None:
    places = ("pages", "commands", "papers", "modules")
    without = [clause["case"] for clause in clauses() if not any(clause[kind] for kind in places)]
    assert sorted(without) == sorted(case for case in outside() if case.startswith("N"))


@pytest.mark.parametrize("kind", ["pages", "commands", "papers", "modules"])
def test_every_place_that_the_map_names_exists(kind: str) -> None:
    commands = {leaf for point in entry_points(group="xieshang.commands") for leaf in leaves(point.load(), point.name)}
    there = {"pages": url_names(get_resolver()), "commands": commands, "papers": set(PAPERS), "modules": set[str]()}[kind]
    named = {place for clause in clauses() for place in listed(clause[kind])}
    assert named
    if kind == "modules":
        there = {place for place in named if (ROOT / "src" / "xieshang" / place).is_file()}
        assert all(find_spec(f"xieshang.{place.removesuffix('.py').replace('/', '.')}") for place in named if place.endswith(".py"))
    assert sorted(named - there) == []


def test_the_links_of_both_documents_lead_somewhere() -> None:
    for document in (NOTICE, ROOT / "docs" / "casebook.md"):
        for link in re.findall(r"\]\(([^)#]+)", document.read_text("utf-8")):
            assert link == "reference/cases.md" or (document.parent / link).is_file(), (document.name, link)
