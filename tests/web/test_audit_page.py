"""The audit's pages: the five steps show the audit's own numbers, lists are filtered and paged, nothing names a person."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bringing_in import HEADINGS, audited, brought_in, table
from conftest import Stage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from xieshang.core.contract import Contract, Kind, Scope, Term
from xieshang.core.findings import Cause
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.engine.finding_store import KeptFindings
from xieshang.web.audits.jobs import findings_path
from xieshang.web.audits.models import PayAudit
from xieshang.web.register.services import enter

# Comparable 4,110; with what never counts 4,776: the usual mistake.
LINES = (
    "P-1,6-18-01-01,高级工,2026-03,22,20,2800,760,350,200,486,180,,418,",
    "P-2,6-18-01-01,高级工,2026-03,22,22,4900,,,100,,,,,",
    "P-3,6-18-02-04,,2026-03,22,22,2379.99,,,,,,,,",
    "P-4,6-18-02-04,中级工,2026-02,20,20,9000,,,,,,,,",
)


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    """Keep what comes in apart from other tests."""
    settings.DATA = tmp_path


def agreed(identity: str = "130123-2025-07", floor_fen: int = 480_000, from_on: date = date(2026, 1, 1)) -> Contract:
    floors = WageTable(Form.MONTHLY_FLOOR, (WageRow("4", floor_fen, occupation="6-18-01-01", level=4, clause="第五条"),))
    allowances = WageTable(Form.SKILL_ALLOWANCE, (WageRow("a", 20_000, level=4, clause="第六条"),))
    scope = Scope(places=("130123",), industries=("C33",))
    tables, title = (floors, allowances), "示范县刃模具行业工资专项集体合同"
    return Contract(identity, title, Kind.INDUSTRY, scope, term=Term(from_on), known_on=date(2026, 1, 15), tables=tables)


@pytest.fixture
def audit(stage: Stage) -> PayAudit:
    """Give an audit with one finding of each of three causes."""
    enter(agreed(), date(2026, 1, 20))
    return audited(stage, brought_in(stage, table(LINES)))


def opened(stage: Stage, audit: PayAudit, cause: str) -> Any:
    return stage.browser("enterprise").get(f"/audits/{audit.pk}/?cause={cause}").context


def test_the_counts_are_the_audits(audit: PayAudit) -> None:
    counts = audit.counts
    assert (audit.state, counts["rows"], counts["checked"], counts["not_covered"]) == ("stored", 4, 4, 1 + 1)
    assert (counts["findings"], counts["people"], counts["shortfall_fen"]) == (3, 3, 25_364 + 10_000 + 1)
    assert {cause: tally["findings"] for cause, tally in counts["by_cause"].items()} == {
        "statutory": 1,
        "contract": 1,
        "allowance": 1,
        "allowance_statutory": 0,
    }
    assert (counts["below_contract"]["people"], counts["below_statutory"]["people"]) == (2, 1)
    assert [(entry["amount_fen"], entry["trust"]) for entry in counts["minimums"]] == [(238_000, "provisional")]


@pytest.mark.parametrize("cause", ["contract", "statutory", "allowance"])
def test_the_five_steps_show_the_numbers_of_the_finding(stage: Stage, audit: PayAudit, cause: str) -> None:
    context = opened(stage, audit, cause)
    with KeptFindings.opened(findings_path(audit)) as kept:
        (finding,) = kept.page(Cause(cause), 0, 10)
    steps = context["steps"]
    assert context["chosen"].kept == finding
    listed = context["chosen"]
    assert (steps.due, steps.comparable, steps.shortfall) == (listed.floor, listed.comparable, listed.shortfall)
    assert fen(steps.due) == finding.floor_fen
    assert fen(steps.comparable) == finding.comparable_fen
    assert fen(steps.shortfall) == finding.shortfall_fen == finding.floor_fen - finding.comparable_fen


@pytest.mark.case("LCL.56", "LCL.85", "O21.12-breach")
def test_a_breach_of_the_contract_and_one_of_the_minimum_rest_on_different_articles(stage: Stage, audit: PayAudit) -> None:
    told = {cause: opened(stage, audit, cause)["steps"].nature_law for cause in ("statutory", "contract", "allowance")}
    assert ("第五十六条" in told["contract"], "第八十五条" in told["contract"]) == (True, False)
    assert ("第五十六条" in told["statutory"], "第八十五条" in told["statutory"]) == (False, True)
    assert told["allowance"] == told["contract"]
    minimum = opened(stage, audit, "statutory")["steps"]
    assert minimum.exposure.endswith(f"–{minimum.shortfall}")


def fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def test_the_finding_of_the_picture_reads_as_it_should(stage: Stage, audit: PayAudit) -> None:
    steps = opened(stage, audit, "contract")["steps"]
    cut = {item.title: (item.amount, item.law) for item in steps.items if item.cut}
    assert cut == {
        "加班工资": ("486.00", "最低工资规定 第十二条第一款（一）"),
        "中夜班津贴": ("180.00", "最低工资规定 第十二条第一款（二）"),
    }
    assert steps.comparable_sum == "2,800.00 + 760.00 + 350.00 + 200.00"
    (part,) = steps.parts
    assert [(standard.amount, standard.wins) for standard in part.standards] == [("4,800.00", True), ("2,380.00", False)]
    assert (steps.formula, steps.exact, steps.due) == ("4,800.00 × 20 ÷ 22", "4,363.6363…", "4,363.64")
    assert (steps.shortfall, steps.exposure) == ("253.64", "")
    assert steps.statutory.startswith("2,380.00 × 20 ÷ 22 = 2,163.64 ≤ 4,110.00")
    assert steps.with_excluded.startswith("4,776.00")
    page = stage.browser("enterprise").get(f"/audits/{audit.pk}/?cause=contract").content.decode()
    assert "尚不是欠款" not in page
    assert "尚不是欠款" in stage.browser("enterprise").get(f"/audits/{audit.pk}/?cause=statutory").content.decode()
    assert '<tr class="cut">' in page


def test_the_allowance_is_named_as_such_and_its_excluded_items_are_not_played_against_it(stage: Stage, audit: PayAudit) -> None:
    steps = opened(stage, audit, "allowance")["steps"]
    assert (steps.held, steps.comparable, steps.due, steps.with_excluded) == ("技能津贴", "100.00", "200.00", "")
    assert steps.statutory == "2,380.00 ≤ 4,900.00，没有低于"


def test_a_contract_that_begins_inside_the_month_shows_both_parts(stage: Stage) -> None:
    enter(agreed(from_on=date(2026, 3, 16)), date(2026, 1, 20))
    audit = audited(stage, brought_in(stage, table(["P-1,6-18-01-01,高级工,2026-03,22,22,3000,,,200,,,,,"])))
    steps = opened(stage, audit, "contract")["steps"]
    assert [part.span for part in steps.parts] == ["3月1日–15日，10 个工作日", "3月16日–31日，12 个工作日"]
    assert steps.formula == "(2,380.00 × 10 + 4,800.00 × 12) ÷ 22"
    assert (steps.exact, steps.due) == ("", "3,700.00")


def test_what_is_published_later_changes_no_number_of_an_audit_that_is_done(stage: Stage, audit: PayAudit) -> None:
    before = opened(stage, audit, "contract")["steps"]
    enter(agreed("130123-2026-01", floor_fen=600_000), date(2026, 4, 1))
    assert opened(stage, audit, "contract")["steps"] == before


def test_every_provisional_value_is_marked_beside_it(stage: Stage, audit: PayAudit) -> None:
    page = stage.browser("enterprise").get(f"/audits/{audit.pk}/?cause=statutory").content.decode()
    assert page.count("暂定") >= 6


def test_the_list_filters_by_cause_and_a_cause_that_is_none_shows_all(stage: Stage, audit: PayAudit) -> None:
    assert [entry.kept.cause for entry in opened(stage, audit, "allowance")["findings"]] == [Cause.ALLOWANCE]
    assert len(opened(stage, audit, "no-such-cause")["findings"]) == 3


def test_a_finding_is_opened_by_its_id_and_leads_to_its_neighbours(stage: Stage, audit: PayAudit) -> None:
    browser = stage.browser("enterprise")
    first = browser.get(f"/audits/{audit.pk}/").context
    assert first["beside"][0] is None
    second = browser.get(f"/audits/{audit.pk}/findings/{first['beside'][1]}/").context
    assert second["beside"][0] == first["chosen"].kept.finding_id
    assert second["chosen"].kept.row == 2
    assert browser.get(f"/audits/{audit.pk}/findings/{'0' * 16}/").status_code == 404


def test_a_long_list_is_paged_and_opening_a_finding_shows_its_page(stage: Stage) -> None:
    lines = [f"P-{number},6-18-02-04,,2026-03,22,22,{1000 + number},,,,,,,," for number in range(90)]
    audit = audited(stage, brought_in(stage, table(lines)))
    browser = stage.browser("enterprise")
    last = browser.get(f"/audits/{audit.pk}/?page=3").context
    assert ([entry.kept.row for entry in last["findings"]], last["page"].paginator.num_pages) == (list(range(81, 91)), 3)
    middle = browser.get(f"/audits/{audit.pk}/?page=2").context["findings"][5].kept
    assert middle.row == 46
    page = browser.get(f"/audits/{audit.pk}/findings/{middle.finding_id}/")
    assert (page.context["page"].number, page.context["chosen"].kept) == (2, middle)
    assert len(page.content) < 600_000
    beyond = browser.get(f"/audits/{audit.pk}/?page=99").context
    assert (beyond["page"].number, beyond["chosen"].kept.row) == (3, 81)


def test_no_page_asks_more_than_twenty_queries(stage: Stage, audit: PayAudit) -> None:
    browser = stage.browser("enterprise")
    for address in (f"/audits/{audit.pk}/", "/audits/", f"/audits/{audit.pk}/progress/", f"/audits/{audit.pk}/findings.csv"):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        assert len(asked) <= 20, address


def test_the_tables_to_take_away_hold_every_finding_by_row_number_and_in_yuan(stage: Stage, audit: PayAudit) -> None:
    browser = stage.browser("enterprise")
    text = browser.get(f"/audits/{audit.pk}/findings.csv").content
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    listed = [(row["行"], row["差额（元）"], row["等级"]) for row in rows]
    assert listed == [("1", "253.64", "高级工"), ("2", "100.00", "高级工"), ("3", "0.01", "")]
    assert rows[0]["适用的标准"] == "示范县刃模具行业工资专项集体合同"
    book = CalamineWorkbook.from_filelike(io.BytesIO(browser.get(f"/audits/{audit.pk}/findings.xlsx").content))
    sheet = book.get_sheet_by_index(0).to_python()
    assert len(sheet) == 4
    assert sheet[1][sheet[0].index("差额（元）")] == 253.64
    assert b"P-1" not in text


@pytest.mark.case("PIPL.6")
def test_no_page_and_no_findings_file_names_a_person(stage: Stage, audit: PayAudit) -> None:
    browser = stage.browser("enterprise")
    told = browser.get(f"/audits/{audit.pk}/").content + browser.get("/audits/").content + findings_path(audit).read_bytes()
    assert b"P-1" not in told
    assert findings_path(audit).stat().st_mode & 0o777 == 0o600


def test_a_payroll_without_fault_says_so(stage: Stage) -> None:
    audit = audited(stage, brought_in(stage, table(LINES[3:])))
    page = stage.browser("enterprise").get(f"/audits/{audit.pk}/")
    assert page.context["findings"] == []
    assert "没有发现低于标准的工资" in page.content.decode()


def test_only_stored_uploads_of_ones_own_may_be_audited(stage: Stage) -> None:
    refused = brought_in(stage, table(["x"]), form_key="bad")
    other = brought_in(stage, who="other_enterprise")
    browser = stage.browser("enterprise")
    for upload in (refused.pk, other.pk, 999_999, "x"):
        assert browser.post("/audits/", {"upload": upload, "form_key": "k"}).status_code == 404
    assert PayAudit.objects.count() == 0
    assert stage.browser("other_enterprise").post("/audits/", {"upload": other.pk, "form_key": "k"}).status_code == 302


def test_a_form_sent_twice_is_one_audit(stage: Stage) -> None:
    upload = brought_in(stage)
    for _ in range(2):
        assert stage.browser("enterprise").post("/audits/", {"upload": upload.pk, "form_key": "k"}).status_code == 302
    assert PayAudit.objects.count() == 1


def test_an_audit_under_way_shows_its_progress_and_no_findings(stage: Stage) -> None:
    upload = brought_in(stage)
    browser = stage.browser("enterprise")
    browser.post("/audits/", {"upload": upload.pk, "form_key": "k"})
    audit = PayAudit.objects.get()
    part = browser.get(f"/audits/{audit.pk}/progress/").content.decode().strip()
    assert part in browser.get(f"/audits/{audit.pk}/").content.decode()
    for address in (f"/audits/{audit.pk}/findings/{'0' * 16}/", f"/audits/{audit.pk}/findings.csv"):
        assert browser.get(address).status_code == 404


def test_part_time_rows_are_told_by_the_hour(stage: Stage) -> None:
    headings = HEADINGS.replace("备注", "用工形式").replace("个人缴费", "工时")
    line = "P-1,6-18-02-04,,2026-03,22,10,900,,,,,,,40.5,非全日制"
    audit = audited(stage, brought_in(stage, table([line], headings=headings)))
    context = opened(stage, audit, "statutory")
    assert (context["chosen"].days, context["steps"].formula, context["steps"].due) == ("40.5 小时", "24.00 × 40.5", "972.00")


def test_findings_that_cannot_be_read_any_more_say_so(stage: Stage, audit: PayAudit) -> None:
    findings_path(audit).write_bytes(b"something else")
    page = stage.browser("enterprise").get(f"/audits/{audit.pk}/")
    assert (page.status_code, [refusal.code for refusal in page.context["refusals"]]) == (200, ["rows.damaged"])
