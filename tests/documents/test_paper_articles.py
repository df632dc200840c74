"""What a paper has to hold because an article asks for it; a paper's own wording is held in ``papers.golden.txt``."""

import pytest
from paper_cases import PAPERS, facts_for

from xieshang.core.parties import Role
from xieshang.documents.papers.composing import compose
from xieshang.documents.papers.sheet import plain_lines


@pytest.mark.parametrize(
    ("paper", "fields"),
    [
        pytest.param("roster", "members produced_how produced_on votes", marks=pytest.mark.case("O22.20", "O22.21")),
        pytest.param("delegation", "principal agent scope period", marks=pytest.mark.case("O22.22")),
        pytest.param("offer", "subjects time place chief members reply_by", marks=pytest.mark.case("O22.32-offer", "O9.17")),
        pytest.param("offer", "information information_by", marks=pytest.mark.case("O9.18-request")),
        pytest.param("information_list", "items given_on classes", marks=pytest.mark.case("O22.26")),
        pytest.param("meeting_notice", "time place agenda chair", marks=pytest.mark.case("O22.33-agenda")),
        pytest.param("minutes", "chair proposals replies agreed open recorder", marks=pytest.mark.case("O22.34-meeting", "O9.11")),
        pytest.param("suspension", "until next_place next_subjects", marks=pytest.mark.case("O22.35-agreement")),
        pytest.param("mediation_request", "addressee respondent subject demand", marks=pytest.mark.case("O22.49", "O22.51")),
        pytest.param("mediation_agreement", "request facts result left_open mediators", marks=pytest.mark.case("O22.54")),
        pytest.param("mediation_agreement", "accepted_on", marks=pytest.mark.case("O22.53")),
        pytest.param("filing_report", "formed bargained copies file_by", marks=pytest.mark.case("O22.42-papers")),
        pytest.param("filing_report", "average_wage adjustment covered wage_system", marks=pytest.mark.case("O9.21-explanation")),
        pytest.param("review_sheet", "standing procedure content", marks=pytest.mark.case("O22.44")),
        pytest.param(
            "review_opinion",
            "workers workers_address employers employers_address received_on opinion dated",
            marks=pytest.mark.case("O22.45-content"),
        ),
        pytest.param("publication", "effective_on term floors covered", marks=pytest.mark.case("O22.48-content")),
        pytest.param("inspection_sheet", "cell_floors lowest shortfalls", marks=pytest.mark.case("LCL.74", "O21.4")),
        pytest.param("performance_report", "contract period text", marks=pytest.mark.case("O22.25")),
        pytest.param("inquiry", "facts basis demand answer_within", marks=pytest.mark.case("HBSUP.17-letter")),
        pytest.param("supervision_opinion", "facts basis demand answer_within", marks=pytest.mark.case("HBSUP.19")),
        pytest.param("supervision_suggestion", "facts basis demand", marks=pytest.mark.case("HBSUP.21")),
        pytest.param("correction_order", "ground correct_by", marks=pytest.mark.case("TUL.54-order")),
        pytest.param("amendment", "ground changes ratified", marks=pytest.mark.case("O22.39")),
        pytest.param("termination", "ground ends_on", marks=pytest.mark.case("O22.40-ending")),
        pytest.param("confirmation", "code skilled_workers", marks=pytest.mark.case("LCL.53-confirmation")),
    ],
)
def test_a_paper_asks_for_what_its_article_names(paper: str, fields: str) -> None:
    kept = {entry.name for entry in PAPERS[paper].fields if not entry.is_optional}
    assert set(fields.split()) <= kept


@pytest.mark.parametrize(
    ("paper", "articles"),
    [
        pytest.param("offer", ["《中华人民共和国劳动合同法》第五十三条"], marks=pytest.mark.case("LCL.53-offer"), id="offer"),
        pytest.param(
            "supervision_opinion",
            ["《中华人民共和国工会法》第二十一条", "《河北省工会劳动法律监督条例》第二十条"],
            marks=pytest.mark.case("TUL.21"),
            id="opinion",
        ),
        pytest.param(
            "correction_order",
            ["《中华人民共和国工会法》第五十四条", "《集体合同规定》第五十六条"],
            marks=pytest.mark.case("O22.56"),
            id="order",
        ),
    ],
)
def test_a_letter_names_the_articles_that_it_rests_on(paper: str, articles: list[str]) -> None:
    told = "".join(plain_lines(compose(PAPERS[paper], facts_for(PAPERS[paper])).sheet))
    assert [article for article in articles if article not in told] == []


def test_letters_that_an_authority_or_a_union_sends_are_theirs_alone() -> None:
    assert PAPERS["review_opinion"].issuers == (Role.BUREAU,)
    assert PAPERS["correction_order"].issuers == (Role.BUREAU,)
    assert set(PAPERS["supervision_opinion"].issuers) == {Role.WORKERS, Role.UPPER_UNION}
