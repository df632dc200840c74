"""Every paper of the catalogue: its text, its mandatory fields, and that both forms say all of it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from cast import acts
from docx.shared import Mm
from paper_cases import BODIES, IDENTITY, PAPERS, WHOLE, facts_for, occasion_of, record
from pypdf import PdfReader

from xieshang.core.acts import KINDS
from xieshang.core.parties import Role
from xieshang.documents.papers.catalogue import STEPS
from xieshang.documents.papers.composing import compose, value_of
from xieshang.documents.papers.facts import Body, facts_at
from xieshang.documents.papers.fields import Ask, Field, Origin, Paper
from xieshang.documents.papers.occasions import occasions_of
from xieshang.documents.papers.sheet import Grid, Issue, Sheet, plain_lines, read_sheet, sheet_content, sheet_digest
from xieshang.documents.papers.typesetting import paper_pdf
from xieshang.documents.papers.word import paper_docx
from xieshang.documents.plain_text import seen

GOLDEN = Path(__file__).parent / "papers.golden.txt"
EACH = pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
FIELDS = [(paper, entry) for paper in PAPERS.values() for entry in paper.fields if not entry.is_optional]
ISSUE = Issue("130123-2025-01-F01", 1, date(2025, 6, 1), 20, "ab" * 32)
LETTERS = [paper for paper in PAPERS.values() if paper.is_letter]


def golden() -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            told[line[2:]] = []
        else:
            told[list(told)[-1]].append(line)
    return told


def words(sheet: Sheet) -> list[str]:
    """Give every piece of text that a sheet says."""
    said: list[str] = []
    for block in sheet.blocks:
        if isinstance(block, Grid):
            said += [cell for line in (block.heads, *block.cells) for cell in line]
        else:
            said += [block.label, block.text]
    return [text for text in said if seen(text)]


def pdf_text(raw: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(raw)).pages)


def runs_of(page: Any) -> list[tuple[str, Any]]:
    """Give the pieces of text of a page, each with where it stands."""
    runs: list[tuple[str, Any]] = []

    def heard(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        runs.append((text, tuple(tm[4] * cm[end] + tm[5] * cm[2 + end] + cm[4 + end] for end in (0, 1))))

    page.extract_text(visitor_text=heard)
    return runs


def word_text(raw: bytes) -> str:
    document = docx.Document(BytesIO(raw))
    return "".join(text.text or "" for text in document.element.body.iter() if str(text.tag).endswith("}t"))


@EACH
def test_a_paper_says_word_for_word_what_the_round_and_the_clerk_gave(paper: Paper) -> None:
    composed = compose(paper, facts_for(paper))
    assert not composed.missing
    assert plain_lines(composed.sheet) == golden()[paper.name]


def test_the_golden_file_holds_no_other_paper() -> None:
    assert list(golden()) == list(PAPERS)


@EACH
def test_a_paper_is_well_formed(paper: Paper) -> None:
    names = [entry.name for entry in paper.fields]
    told = [name for table in paper.tables for name in table.columns]
    told += re.findall(r"\{(\w+)\}", str(paper.parts)) + re.findall(r"field='(\w+)'", str(paper.parts))
    letterhead = {"issuer", "joint", "document_number", "copies_to", "dated"} if paper.is_letter else set()
    assert len(set(names)) == len(names)
    assert set(told) <= set(names) <= set(told) | letterhead | {"issuer"}
    assert paper.step in STEPS
    assert set(paper.issuers) <= set(KINDS[paper.act].by)
    assert paper.purpose
    assert all(entry.read or entry.origin is Origin.CLERK for entry in paper.fields)
    assert all(entry.source for entry in paper.fields if entry.origin in (Origin.LAW, Origin.CLERK))


@pytest.mark.parametrize(("paper", "entry"), FIELDS, ids=[f"{paper.name}.{entry.name}" for paper, entry in FIELDS])
def test_a_field_that_is_taken_away_is_listed_by_name_and_marked_in_its_place(paper: Paper, entry: Field) -> None:
    bare = replace(entry, read=None)
    lacking = replace(paper, fields=tuple(bare if other is entry else other for other in paper.fields))
    composed = compose(lacking, facts_for(paper, **{entry.name: None}))
    assert (entry.name, entry.title) in [(missing.field, missing.title) for missing in composed.missing]
    assert composed.sheet.is_draft
    assert f"【待填：{entry.title}】" in "".join(plain_lines(composed.sheet))


@pytest.mark.fonts
@EACH
def test_both_forms_say_everything_that_the_sheet_says(paper: Paper) -> None:
    sheet = compose(paper, facts_for(paper)).sheet.issued(ISSUE)
    pages, body = seen(pdf_text(paper_pdf(sheet))), seen(word_text(paper_docx(sheet)))
    assert seen(ISSUE.foot) in pages
    # A paragraph may run over the foot of a page.
    pages = re.sub("—[0-9]—", "", pages.replace(seen(ISSUE.foot), ""))
    for text in words(sheet):
        assert seen(text) in body
        assert seen(text) in pages


@pytest.mark.fonts
def test_the_same_sheet_is_the_same_bytes_and_survives_being_kept() -> None:
    sheet = compose(PAPERS["review_opinion"], facts_for(PAPERS["review_opinion"])).sheet.issued(ISSUE)
    kept = read_sheet(sheet_content(sheet))
    assert kept == sheet
    assert sheet_digest(kept) == sheet_digest(sheet) != sheet_digest(sheet.issued(replace(ISSUE, version=2)))
    assert paper_pdf(kept) == paper_pdf(sheet)
    assert paper_docx(kept) == paper_docx(sheet)


@pytest.mark.fonts
def test_signs_of_markup_and_formulas_are_plain_letters() -> None:
    name, union = "A&B<某>公司", "#某* 工会_联合$会"
    told = record(acts(), bodies=BODIES | {Role.EMPLOYERS: (Body(name),), Role.WORKERS: (Body(union),)})
    sheet = compose(PAPERS["offer"], facts_for(PAPERS["offer"], told, chief_post="=1+1", information=["@ref <b>", "\\u{41}"])).sheet
    for text in (pdf_text(paper_pdf(sheet)), word_text(paper_docx(sheet))):
        assert all(seen(plain) in seen(text) for plain in (name, union, "=1+1", "@ref <b>", "\\u{41}"))


@pytest.mark.fonts
@pytest.mark.parametrize("paper", LETTERS, ids=lambda paper: paper.name)
def test_an_official_letter_has_the_page_of_the_standard(paper: Paper) -> None:
    sheet = compose(paper, facts_for(paper, joint=["示范县总工会"])).sheet
    word = docx.Document(BytesIO(paper_docx(sheet)))
    section = word.sections[0]
    edges = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(edge / Mm(1)) for edge in edges if edge] == [210, 297, 37, 28]
    assert section.page_width
    assert section.right_margin
    assert section.left_margin
    assert round((section.page_width - section.left_margin - section.right_margin) / Mm(1)) == 156
    assert 'w:linePitch="579"' in section._sectPr.xml
    page = PdfReader(BytesIO(paper_pdf(sheet))).pages[0]
    assert [round(float(edge) / 72 * 25.4) for edge in page.mediabox[2:]] == [210, 297]
    runs = [(*place, text) for text, place in runs_of(page) if text.strip()]
    body = [(x, y) for x, y, text in runs if y > 35 / 25.4 * 72]
    assert min(x for x, _ in body) >= 28 / 25.4 * 72 - 1
    heights = sorted({round(y, 1) for _, y in body})
    pitches = [round(above - below, 1) for below, above in pairwise(heights)]
    assert pitches.count(29.0) >= 3
    assert sheet.organs[1] == "示范县总工会"
    assert sheet.document_number == "示人社字〔2025〕26号"
    lines = plain_lines(sheet)
    assert lines.index("示范县总工会") < lines.index(sheet.document_number)
    assert "— 1 —" in page.extract_text()


def test_letters_of_the_bureau_and_the_unions_are_official_and_forms_are_not() -> None:
    official = {paper.name for paper in LETTERS}
    assert official == {
        "meeting_notice",
        "review_opinion",
        "inquiry",
        "supervision_opinion",
        "supervision_suggestion",
        "correction_order",
    }


@pytest.mark.parametrize("typed", ["206号", "冀人社字2024-206", ""])
def test_a_document_number_in_another_form_counts_as_missing(typed: str) -> None:
    missing = compose(PAPERS["review_opinion"], facts_for(PAPERS["review_opinion"], document_number=typed)).missing
    assert [entry.field for entry in missing] == ["document_number"]


def test_no_identity_number_is_on_a_paper_whole() -> None:
    composed = compose(PAPERS["roster"], facts_for(PAPERS["roster"], votes=f"唱票人身份证{IDENTITY}"))
    told = "".join(plain_lines(composed.sheet))
    assert not composed.missing
    assert IDENTITY not in told
    assert "110*************2X" in told


def test_one_line_left_out_of_a_column_is_a_missing_field() -> None:
    missing = compose(PAPERS["roster"], facts_for(PAPERS["roster"], ages=["41", "", "29"])).missing
    assert [entry.field for entry in missing] == ["ages"]


def test_a_complete_paper_says_nothing_of_drafts_and_a_demonstration_says_so() -> None:
    complete = compose(PAPERS["offer"], facts_for(PAPERS["offer"])).sheet
    shown = compose(PAPERS["offer"], facts_for(PAPERS["offer"], replace(WHOLE, is_demonstration=True))).sheet
    assert not any("草稿" in line or "待填" in line or "示范数据" in line for line in plain_lines(complete))
    assert plain_lines(shown)[0] == "示范数据"


@pytest.mark.fonts
def test_a_demonstration_and_a_draft_are_marked_on_both_forms() -> None:
    facts = facts_for(PAPERS["offer"], replace(WHOLE, is_demonstration=True), chief_post=None)
    sheet = compose(PAPERS["offer"], facts).sheet
    header = docx.Document(BytesIO(paper_docx(sheet))).sections[0].header.paragraphs[0].text
    pages = pdf_text(paper_pdf(sheet))
    assert header == "示范数据　草稿"
    assert "示范数据" in pages
    assert "草稿" in pages


def test_every_legal_value_names_its_article_and_a_provisional_one_says_so() -> None:
    for paper in PAPERS.values():
        facts = facts_for(paper)
        for entry in paper.fields:
            value = value_of(entry, facts)
            if entry.origin is Origin.LAW and isinstance(value, str) and value != facts.typed.get(entry.name):
                assert "《" in value or "暂定" in value, (paper.name, entry.name)
    offer = facts_for(PAPERS["offer"])
    assert value_of(PAPERS["offer"].field_named("reply_by"), offer) == "2025年3月24日（《集体合同规定》第三十二条，暂定）"


def test_a_paper_of_an_act_says_what_stood_then_and_not_what_came_after() -> None:
    other = {"kind": "replace_representative", "by": "workers", "on": "2025-03-05", "leaves": "职工丙", "joins": {"name": "职工丁"}}
    told = record([*acts(until="offer"), other])
    assert value_of(PAPERS["offer"].field_named("members"), facts_for(PAPERS["offer"], told)) == ("职工甲", "职工乙", "职工丙")
    reply = facts_for(PAPERS["information_list"], told)
    assert {member.name for member in reply.standing.teams[Role.WORKERS].members} == {"职工甲", "职工乙", "职工丁"}


def test_an_act_that_the_rules_refuse_is_on_no_paper() -> None:
    early = {"kind": "sign", "by": "workers", "on": "2025-03-04"}
    told = record([*acts(until="offer"), early])
    assert [act.kind.name for act in told.acts][-1] == "offer"


def test_each_side_and_each_firm_counts_its_own_occasions() -> None:
    assert [(came.role, came.number) for came in occasions_of(PAPERS["roster"], WHOLE)] == [(Role.WORKERS, 1), (Role.EMPLOYERS, 1)]
    confirmed = [{"kind": "confirm", "by": "enterprise", "on": "2025-04-03", "enterprise": firm} for firm in ("甲", "乙")]
    told = record([*acts(until="employers initialled"), *confirmed])
    assert [(came.enterprise, came.number) for came in occasions_of(PAPERS["confirmation"], told)] == [("甲", 1), ("乙", 1)]


def test_each_supervision_letter_belongs_to_the_acts_that_name_it() -> None:
    assert [came.act["letter"] for came in occasions_of(PAPERS["inquiry"], WHOLE) if came.act] == ["问询函"]
    assert not list(occasions_of(PAPERS["supervision_suggestion"], WHOLE))


def test_a_paper_can_be_written_before_its_act_is_done() -> None:
    told = record(acts(until="employers published"))
    facts = facts_for(PAPERS["offer"], told, subjects=["月最低工资"], time="2025-04-01", place="县总工会")
    assert facts.act is None
    assert not compose(PAPERS["offer"], facts).missing
    assert value_of(PAPERS["offer"].field_named("reply_by"), facts) == "20日（《集体合同规定》第三十二条，暂定）"


def test_where_the_law_of_the_place_is_not_known_the_clerk_is_asked() -> None:
    paper = PAPERS["acceptance_slip"]
    facts = facts_at(WHOLE, occasion_of(paper), date(2025, 6, 1))
    cure_by = paper.field_named("cure_by")
    assert (cure_by.origin, cure_by.ask) == (Origin.LAW, Ask.LINE)
    assert value_of(cure_by, facts) is None
    assert "cure_by" in [missing.field for missing in compose(paper, facts).missing]


def test_in_a_round_without_acts_every_paper_is_a_draft_and_none_breaks() -> None:
    told = replace(record([]), bodies={})
    for paper in PAPERS.values():
        assert compose(paper, facts_at(told, occasion_of(paper, told), date(2025, 1, 1))).missing
