"""The papers of a round on its pages: who writes, who reads, what is kept, and that an issued paper does not change."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from cast import MAIN_PATH
from conftest import Stage
from django.http import HttpResponse
from django_scopes import scope
from forms import HIDDEN
from paper_cases import typed_for

from xieshang.documents.papers.catalogue import PAPERS
from xieshang.documents.papers.sheet import sheet_digest
from xieshang.web.rounds.course import course_of
from xieshang.web.rounds.models import IssuedPaper, PaperDraft
from xieshang.web.rounds.papers.cabinet import Cabinet
from xieshang.web.rounds.papers.services import issue_paper, sheet_of
from xieshang.web.rounds.services import Overtaken
from xieshang.web.shared import clock

At = Callable[[str], Stage]
Later = Callable[[Stage, str], None]
SEES_LIST = ("workers", "employers", "bureau", "congress", "enterprise")


def where(stage: Stage, paper: str = "offer", occasion: int = 1, by: str = "workers", more: str = "") -> str:
    assert stage.bargaining is not None
    organisation = stage.organisations[by].pk
    return f"/rounds/{stage.bargaining.number}/papers/{paper}/{occasion}/{more}?as={stage.seat(by).role.value}&for={organisation}"


def sent(stage: Stage, paper: str, by: str, occasion: int = 1, **typed: Any) -> dict[str, str]:
    """Type everything that a paper asks into its form, some of it otherwise."""
    filed = filed_of(stage, paper, by, occasion)
    post = {}
    for name, value in {**typed_for(filed.paper, filed.facts), **typed}.items():
        is_column = any(name in table.columns for table in filed.paper.tables)
        if isinstance(value, list) and is_column:
            post |= {f"{name}-{line}": text for line, text in enumerate(value)}
        else:
            post[name] = "\n".join(value) if isinstance(value, list) else value
    return post


def filed_of(stage: Stage, paper: str, by: str, occasion: int = 1) -> Any:
    assert stage.bargaining is not None
    stage.bargaining.refresh_from_db()
    with scope(owner=[stage.organisations[by].pk]):
        cabinet = Cabinet(course_of(type(stage.bargaining).objects.get(), clock.today()), [stage.seat(by)])
        return next(filed for filed in cabinet.of_paper(PAPERS[paper]) if filed.occasion.number == occasion)


def issue(stage: Stage, paper: str = "offer", by: str = "workers", **typed: Any) -> HttpResponse:
    browser, address = stage.browser(by), where(stage, paper, by=by)
    page = browser.get(address).content.decode()
    post = dict(HIDDEN.findall(page)) | sent(stage, paper, by, **typed) | {"issue": ""}
    return browser.post(address, post)  # type: ignore[return-value]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Give a way to tell one more step of the main path, on its day."""

    def told(stage: Stage, step: str) -> None:
        monkeypatch.setenv("XIESHANG_TODAY", MAIN_PATH[step]["on"])
        stage.tell([MAIN_PATH[step]])

    return told


def test_what_is_typed_is_kept_for_the_issuer_alone_with_who_and_when(at: At) -> None:
    stage = at("offer")
    answer = stage.browser("workers").post(where(stage), {"save": "", "chief_post": "主席"})
    assert answer.status_code == 302
    page = stage.browser("workers").get(where(stage)).content.decode()
    assert "主席" in page
    assert "示范workers" in page
    assert "主席" not in stage.browser("employers").get(where(stage, by="employers")).content.decode()
    with scope(owner=[stage.organisations["workers"].pk]):
        assert PaperDraft.objects.get().typed["chief_post"] == "主席"
    with scope(owner=[stage.organisations["employers"].pk]):
        assert not PaperDraft.objects.exists()


def test_a_paper_that_lacks_something_is_not_issued_and_nothing_typed_is_lost(at: At) -> None:
    stage = at("offer")
    answer = issue(stage, chief_post="")
    assert answer.status_code == 422
    assert [missing.field for missing in answer.context["composed"].missing] == ["chief_post"]
    assert "请对方提供的信息资料甲" in answer.content.decode()
    assert not IssuedPaper.objects.exists()
    assert issue(stage).status_code == 302
    assert IssuedPaper.objects.count() == 1


def test_an_issued_paper_carries_its_number_and_the_head_of_the_ledger_and_never_changes(at: At, later: Later) -> None:
    stage = at("offer")
    issue(stage)
    kept = IssuedPaper.objects.get()
    head = stage.bargaining.acts.latest("number")  # type: ignore[union-attr]
    assert (kept.number, kept.version, kept.acts, kept.ledger_head) == (1, 1, 5, head.digest)
    assert sheet_digest(sheet_of(kept)) == kept.digest
    address = f"/rounds/{stage.bargaining.number}/papers/issued/1/docx/"  # type: ignore[union-attr]
    first = stage.browser("workers").get(address).content
    later(stage, "accepted")
    issue(stage, chief_post="副主席")
    assert stage.browser("workers").get(address).content == first
    assert [(entry.number, entry.version) for entry in IssuedPaper.objects.all()] == [(2, 2), (1, 1)]
    foot = docx.Document(BytesIO(first)).sections[0].footer.paragraphs[-1].text
    assert head.digest[:16] in foot
    assert f"{stage.bargaining.number}-F01" in foot  # type: ignore[union-attr]


def test_a_form_that_is_sent_twice_issues_one_paper(at: At) -> None:
    stage = at("offer")
    post = {"form_key": "0" * 32, "issue": "", **sent(stage, "offer", "workers")}
    for _ in range(2):
        assert stage.browser("workers").post(where(stage), post).status_code == 302
    assert IssuedPaper.objects.count() == 1


def test_a_paper_written_from_acts_that_are_not_the_last_ones_is_not_issued(at: At, later: Later) -> None:
    stage = at("offer")
    stage.browser("workers").post(where(stage), sent(stage, "offer", "workers") | {"save": ""})
    filed = filed_of(stage, "offer", "workers")
    later(stage, "accepted")
    person = stage.people["workers"]
    with pytest.raises(Overtaken):
        issue_paper(filed, stage.bargaining, person, acts_seen=filed.acts_seen, form_key="1" * 32)  # type: ignore[arg-type]
    now = filed_of(stage, "offer", "workers")
    assert issue_paper(now, stage.bargaining, person, acts_seen=now.acts_seen, form_key="1" * 32)  # type: ignore[arg-type]


def test_the_parties_for_whom_a_paper_is_may_read_it_and_the_others_may_not(at: At) -> None:
    stage = at("offer")
    issue(stage)
    address = f"/rounds/{stage.bargaining.number}/papers/issued/1/pdf/"  # type: ignore[union-attr]
    readers = {name for name in (*SEES_LIST, "stranger") if stage.browser(name).get(address).status_code == 200}
    assert readers == {"workers", "employers"}
    listed = f"/rounds/{stage.bargaining.number}/papers/"  # type: ignore[union-attr]
    seen = {name for name in SEES_LIST if "issued/1/" in stage.browser(name).get(listed).content.decode()}
    assert seen == {"workers", "employers"}
    assert stage.browser("stranger").get(listed).status_code == 404


def test_a_paper_that_nobody_else_gets_stays_with_its_issuer(at: At) -> None:
    stage = at("received")
    assert issue(stage, "review_sheet", "bureau").status_code == 302
    address = f"/rounds/{stage.bargaining.number}/papers/issued/1/pdf/"  # type: ignore[union-attr]
    assert {name for name in SEES_LIST if stage.browser(name).get(address).status_code == 200} == {"bureau"}


def test_what_one_firm_issued_or_was_sent_alone_the_other_firms_do_not_read(at: At) -> None:
    stage = at("employers initialled")
    firm = stage.organisations["enterprise"].code
    stage.tell([{"kind": "confirm", "by": "enterprise", "on": "2025-04-02", "enterprise": firm}])
    assert issue(stage, "confirmation", "enterprise").status_code == 302
    everybody = (*SEES_LIST, "other_enterprise")
    confirmed = f"/rounds/{stage.bargaining.number}/papers/issued/1/pdf/"  # type: ignore[union-attr]
    readers = {name for name in everybody if stage.browser(name).get(confirmed).status_code == 200}
    assert readers == {"enterprise", "workers", "employers", "bureau"}
    kept = IssuedPaper.objects.get()
    kept.paper, kept.role, kept.organisation = "inspection_sheet", "bureau", stage.organisations["bureau"]
    kept.to_enterprise = stage.organisations["enterprise"].name
    kept.save()
    readers = {name for name in everybody if stage.browser(name).get(confirmed).status_code == 200}
    assert readers == {"enterprise", "workers", "bureau"}


def test_a_draft_is_for_its_issuer_alone(at: At) -> None:
    stage = at("received")
    address = where(stage, "acceptance_slip", by="bureau", more="draft/docx/")
    assert {name for name in (*SEES_LIST, "stranger") if stage.browser(name).get(address).status_code == 200} == {"bureau"}
    assert docx.Document(BytesIO(stage.browser("bureau").get(address).content)).sections[0].header.paragraphs[0].text == "草稿"


def test_a_paper_whose_act_may_not_be_done_yet_says_why_and_is_not_issued(at: At) -> None:
    stage = at("offer")
    browser, address = stage.browser("bureau"), where(stage, "review_opinion", by="bureau")
    page = browser.get(address)
    assert page.context["filed"].why_not.code == "act.not_now"
    assert page.context["reason"] in page.content.decode()
    post = sent(stage, "review_opinion", "bureau") | {"issue": ""}
    assert browser.post(address, post).status_code == 422
    assert not IssuedPaper.objects.exists()


def test_what_was_typed_before_the_act_is_there_after_it(at: At, later: Later) -> None:
    stage = at("employers published")
    stage.browser("workers").post(where(stage), {"save": "", "chief_post": "主席"})
    later(stage, "offer")
    assert filed_of(stage, "offer", "workers").draft.typed["chief_post"] == "主席"


def test_each_firm_writes_its_own_confirmation(at: At) -> None:
    stage = at("employers initialled")
    firm, other = (stage.organisations[name].code for name in ("enterprise", "other_enterprise"))
    stage.bargaining.refresh_from_db()  # type: ignore[union-attr]
    confirm = {"kind": "confirm", "by": "enterprise", "on": "2025-04-02", "enterprise": firm}
    stage.tell([confirm])
    assert filed_of(stage, "confirmation", "enterprise").occasion.act["enterprise"] == firm
    assert filed_of(stage, "confirmation", "other_enterprise").occasion.act is None
    assert filed_of(stage, "confirmation", "other_enterprise").occasion.enterprise == other


def test_an_identity_number_is_not_kept_whole(at: At) -> None:
    stage = at("workers named")
    whole = "11010519491231002X"
    post = {"save": "", "identities-0": whole, "identities-1": whole, "identities-2": "", "votes": f"唱票人{whole}"}
    stage.browser("workers").post(where(stage, "roster"), post)
    with scope(owner=[stage.organisations["workers"].pk]):
        typed = PaperDraft.objects.get().typed
    assert whole not in str(typed)
    assert typed["identities"][0] == "110*************2X"


@pytest.mark.parametrize("occasion", [0, 3, 999_999])
def test_an_occasion_that_is_neither_past_nor_next_is_not_there(at: At, occasion: int) -> None:
    stage = at("offer")
    assert stage.browser("workers").get(where(stage, occasion=occasion)).status_code == 404
    assert stage.browser("workers").get(where(stage, occasion=2)).status_code == 200


def test_the_round_page_leads_to_the_papers_and_the_pages_ask_little(at: At, django_assert_max_num_queries: Any) -> None:
    stage = at("received")
    issue(stage)
    address = f"/rounds/{stage.bargaining.number}/"  # type: ignore[union-attr]
    assert f'href="{address}papers/"' in stage.browser("enterprise").get(address).content.decode()
    browser = stage.browser("workers")
    for page in (f"{address}papers/", where(stage), where(stage, "minutes")):
        with django_assert_max_num_queries(20):
            answer = browser.get(page)
        assert answer.status_code == 200
        assert len(answer.content) < 600_000


def test_every_step_lists_every_paper_once(at: At) -> None:
    stage = at("received")
    page = stage.browser("bureau").get(f"/rounds/{stage.bargaining.number}/papers/")  # type: ignore[union-attr]
    assert sorted(line.paper.name for _, lines in page.context["steps"] for line in lines) == sorted(PAPERS)
    open_now = {line.paper.name for _, lines in page.context["steps"] for line in lines if line.filed}
    assert {"acceptance_slip", "review_sheet", "review_opinion"} <= open_now
    assert "offer" not in open_now
    assert "2025年4月28日" in page.content.decode()


def test_names_from_acts_and_forms_are_plain_text_on_the_page(at: At) -> None:
    stage = at("offer")
    stage.browser("workers").post(where(stage), {"save": "", "chief_post": "<b>主席</b>&=1+1"})
    page = stage.browser("workers").get(where(stage)).content.decode()
    assert "<b>主席</b>" not in page
    assert "&lt;b&gt;主席&lt;/b&gt;&amp;=1+1" in page
