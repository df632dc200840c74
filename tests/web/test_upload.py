"""Uploads as the enterprise meets them: the form, the match of headings, what is refused and kept; nobody else sees any of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bringing_in import HEADINGS, LINES, SECRETS, audited, brought_in, matched, sent, table, work_on
from conftest import Stage
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from xieshang.core.refusals import Refusal, Refused
from xieshang.web.rounds.uploads.models import PayUpload
from xieshang.web.rounds.uploads.services import given_for, removal_asked, remove, rows_of, why_not_remove


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    """Keep what comes in apart from other tests."""
    settings.DATA = tmp_path


def incoming() -> list[Path]:
    folder = settings.DATA / "incoming"
    return list(folder.iterdir()) if folder.exists() else []


def by_hand(stage: Stage, file: SimpleUploadedFile, **fields: Any) -> PayUpload:
    """Bring a file in through every page."""
    sent(stage, file, **fields)
    upload = work_on(PayUpload.objects.get())
    assert matched(stage, upload).status_code == 302
    return work_on(upload)


def codes(upload: PayUpload) -> list[tuple[str, int | None, str | None]]:
    return [(refusal.code, refusal.row, refusal.column) for refusal in upload.refused]


def test_a_payroll_with_chinese_headings_in_yuan_is_taken_in_and_kept(stage: Stage) -> None:
    upload = by_hand(stage, table(), round=stage.bargaining.number)
    assert (upload.state, upload.row_count, upload.months) == ("stored", 3, ["2025-02", "2025-03"])
    assert upload.bargaining == stage.bargaining
    rows = rows_of(upload)
    assert rows.amounts["basic_fen"].tolist() == [147_123, 280_000, 250_000]
    assert rows.level.tolist() == [4, 2, 0]
    assert (rows.enterprise.texts, rows.place.texts, rows.industry.texts) == (("示范企业01",), ("130123",), ("C33",))
    assert incoming() == []


def test_gb18030_gives_the_same_rows(stage: Stage) -> None:
    upload = by_hand(stage, table(encoding="gb18030"))
    assert rows_of(upload).person.texts == ("A-0001", "A-0002", "A-0003")


def test_the_file_as_it_comes_and_the_rows_are_this_users_alone(stage: Stage) -> None:
    sent(stage, table())
    (path,) = incoming()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    upload = work_on(PayUpload.objects.get())
    matched(stage, upload)
    upload.refresh_from_db()
    work_on(upload)
    kept = settings.DATA / "rows" / str(upload.owner_id) / f"{upload.pk}.rows"
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_worker_is_called_when_the_form_is_stored(stage: Stage, django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent(stage, table())
    upload = PayUpload.objects.get()
    called = DBTaskResult.objects.get()
    assert called.task_path.endswith("uploads.jobs.receive")
    assert called.args_kwargs["args"] == [upload.pk, upload.owner_id]


def test_a_form_sent_twice_is_one_upload_and_keeps_one_file(stage: Stage) -> None:
    assert [sent(stage, table()).status_code for _ in range(2)] == [302, 302]
    assert PayUpload.objects.count() == 1
    assert len(incoming()) == 1


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (None, "upload.no_file"),
        (SimpleUploadedFile("a.xls", b"x"), "table.ending"),
        (SimpleUploadedFile("a.csv", b"x" * 2000), "upload.too_large"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_at_once_and_leaves_nothing(
    stage: Stage, settings: Any, file: SimpleUploadedFile | None, code: str
) -> None:
    settings.PAY_UPLOAD_MOST_BYTES = 1000
    answer = sent(stage, file, round=stage.bargaining.number)
    assert (answer.status_code, answer.context["refusal"].code) == (422, code)
    assert answer.context["chosen"] == stage.bargaining.number
    assert (PayUpload.objects.count(), incoming()) == (0, [])


def test_a_file_exactly_at_the_limit_is_taken(stage: Stage, settings: Any) -> None:
    settings.PAY_UPLOAD_MOST_BYTES = 1000
    assert sent(stage, SimpleUploadedFile("a.csv", b"x" * 1000)).status_code == 302
    assert len(incoming()) == 1


def test_the_form_without_its_token_is_refused_and_with_it_taken(stage: Stage) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(stage.people["enterprise"], backend="django.contrib.auth.backends.ModelBackend")
    token = browser.get("/uploads/").context["csrf_token"]
    fields = {"owner": stage.organisations["enterprise"].pk, "form_key": "k"}
    assert browser.post("/uploads/", fields | {"file": table()}).status_code == 403
    assert PayUpload.objects.count() == 0
    assert browser.post("/uploads/", fields | {"file": table(), "csrfmiddlewaretoken": str(token)}).status_code == 302


def test_an_enterprise_uploads_for_itself_and_for_rounds_it_takes_part_in(stage: Stage) -> None:
    other = stage.organisations["other_enterprise"].pk
    assert sent(stage, table(), owner=other).status_code == 404
    assert sent(stage, table(), round="130123-1999-99").status_code == 404
    assert sent(stage, table(), who="workers").status_code == 404
    assert PayUpload.objects.count() == 0
    assert sent(stage, table(), round=stage.bargaining.number).status_code == 302


def test_the_headings_are_proposed_by_their_usual_names_and_asked_once(stage: Stage) -> None:
    sent(stage, table())
    upload = work_on(PayUpload.objects.get())
    assert stage.browser("enterprise").get(f"/uploads/{upload.pk}/").headers["Location"] == f"/uploads/{upload.pk}/columns/"
    form = stage.browser("enterprise").get(f"/uploads/{upload.pk}/columns/").context["form"]
    columns = {heading: column for _number, heading, column in form.rows}
    assert (columns["工号"], columns["应出勤天数"], columns["餐补"], columns["备注"]) == (
        "person",
        "payable_days",
        "welfare_fen",
        "",
    )
    assert (form.match.fixed, form.missing) == ({"place": "130123"}, ["industry"])


def test_what_an_owner_matched_is_proposed_again_to_him_and_to_nobody_else(stage: Stage) -> None:
    headings = HEADINGS.replace("工号", "谁").replace("工种", "干什么")
    words = {"column-0": "occupation", "word-0": "开车床的", "meaning-0": "车工", "fixed-month": ""}
    sent(stage, table([line.replace("6-18-01-01", "开车床的") for line in LINES], headings=headings))
    upload = work_on(PayUpload.objects.get())
    assert matched(stage, upload, **words).status_code == 422
    assert matched(stage, upload, **words, **{"heading-0": "person", "heading-1": "occupation"}).status_code == 302
    assert work_on(upload).state == "stored"
    assert set(rows_of(upload).occupation.texts) == {"6-18-01-01", "6-18-02-04"}
    again = work_on(brought_in_unmatched(stage, headings))
    form = stage.browser("enterprise").get(f"/uploads/{again.pk}/columns/").context["form"]
    assert (form.match.columns["谁"], form.match.words) == ("person", {"occupation": {"开车床的": "6-18-01-01"}})
    assert "month" not in form.match.fixed
    other = work_on(brought_in_unmatched(stage, headings, "other_enterprise"))
    page = stage.browser("other_enterprise").get(f"/uploads/{other.pk}/columns/")
    assert "谁" not in page.context["form"].match.columns
    assert "开车床的" not in page.content.decode()


def brought_in_unmatched(stage: Stage, headings: str, who: str = "enterprise") -> PayUpload:
    sent(stage, table(headings=headings), who, form_key="again")
    return PayUpload.objects.latest("pk")


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"heading-0": ""}, "pay.column_missing", "person"),
        ({"heading-14": "person"}, "pay.column_twice", "person"),
        ({"fixed-month": "2025-03"}, "pay.column_twice", "month"),
        ({"fixed-place": "99"}, "place.unknown", "place"),
        ({"fixed-industry": "ZZ"}, "industry.unknown", "industry"),
        ({"heading-3": "", "fixed-month": "三月"}, "pay.month", "month"),
        ({"heading-4": "", "fixed-payable_days": "0"}, "pay.days", "payable_days"),
    ],
)
def test_a_match_that_cannot_be_is_refused_and_everything_typed_stays(
    stage: Stage, changed: dict[str, str], code: str, column: str
) -> None:
    sent(stage, table())
    upload = work_on(PayUpload.objects.get())
    typed = {"column-0": "level", "word-0": "老师傅", "meaning-0": "5"}
    answer = matched(stage, upload, **changed, **typed)
    assert answer.status_code == 422
    assert [(refusal.code, refusal.column) for refusal, _title in answer.context["refusals"]] == [(code, column)]
    assert "老师傅" in answer.content.decode()
    upload.refresh_from_db()
    assert (upload.state, upload.match) == ("matching", None)


def test_names_of_places_and_industries_do_for_codes(stage: Stage) -> None:
    sent(stage, table())
    upload = work_on(PayUpload.objects.get())
    assert matched(stage, upload, **{"fixed-place": "正定县", "fixed-industry": "金属制品业"}).status_code == 302
    rows = rows_of(work_on(upload))
    assert (rows.place.texts, rows.industry.texts) == (("130123",), ("C33",))


def test_a_column_that_is_not_matched_is_not_taken_though_it_has_the_products_name(stage: Stage) -> None:
    headings = HEADINGS.replace("备注", "category")
    sent(stage, table(headings=headings))
    upload = work_on(PayUpload.objects.get())
    matched(stage, upload, **{"heading-14": ""})
    assert rows_of(work_on(upload)).category.texts == ("",)


def test_a_refused_file_leaves_no_rows_and_names_rows_and_columns_never_what_stood_there(stage: Stage) -> None:
    lines = (LINES[0].replace("1471.23", "1471.237"), LINES[1].replace("2025-03", "三月"), "B-1,锻工张三,,2025-03,22,23,1,,,,,,,,")
    upload = brought_in(stage, table(lines))
    assert upload.state == "refused"
    assert set(codes(upload)) == {
        ("pay.amount", 1, "basic_fen"),
        ("pay.month", 2, "month"),
        ("occupation.unknown", 3, "occupation"),
        ("pay.paid_above_payable", 3, "paid_days"),
    }
    assert incoming() == []
    assert list((settings.DATA / "rows" / str(upload.owner_id)).glob(f"*{upload.pk}.rows*")) == []
    with pytest.raises(Refused):
        rows_of(upload)
    page = stage.browser("enterprise").get(f"/uploads/{upload.pk}/").content.decode()
    csv = stage.browser("enterprise").get(f"/uploads/{upload.pk}/refusals.csv").content.decode("utf-8-sig")
    for told in (page, csv, json.dumps(upload.refusals)):
        assert not any(secret in told for secret in ("1471", "A-0001", "张三", "三月,"))
    assert len(csv.splitlines()) == 5
    assert "职业" in csv


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "table.empty"),
        ("a.csv", b"\n", "table.empty"),
        ("a.xlsx", b"PK\x03\x04 nothing more", "table.not_xlsx"),
        ("a.csv", b"\xff\xfe\xff", "file.encoding"),
    ],
)
def test_what_is_no_table_is_refused(stage: Stage, name: str, content: bytes, code: str) -> None:
    sent(stage, SimpleUploadedFile(name, content))
    upload = work_on(PayUpload.objects.get())
    assert (upload.state, codes(upload)) == ("refused", [(code, None, None)])
    assert incoming() == []


def test_a_heading_that_a_spreadsheet_would_take_for_a_formula_goes_out_as_text(stage: Stage) -> None:
    sent(stage, table(headings="=1+1,=1+1"))
    upload = work_on(PayUpload.objects.get())
    assert codes(upload) == [("table.column_repeated", None, "=1+1")]
    csv = stage.browser("enterprise").get(f"/uploads/{upload.pk}/refusals.csv").content.decode("utf-8-sig")
    assert ",'=1+1," in csv


def test_rows_of_another_enterprise_are_refused_and_the_own_name_or_code_is_taken(stage: Stage) -> None:
    headings = HEADINGS.replace("备注", "单位名称")
    own = stage.organisations["enterprise"]
    own.code = "91110000600037341L"
    own.save()
    both = (LINES[0].replace("不收", own.name), LINES[1] + own.code, LINES[2] + "示范企业02")
    upload = brought_in(stage, table(both, headings=headings))
    assert codes(upload) == [("upload.other_enterprise", 3, "enterprise")]
    fine = brought_in(stage, table(both[:2], headings=headings), form_key="second")
    assert rows_of(fine).enterprise.texts == (own.code,)


def test_removing_asks_once_and_takes_rows_and_audits_along(
    stage: Stage, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    audit = audited(stage)
    upload = audit.upload
    folder = settings.DATA / "rows" / str(upload.owner_id)
    mine = [f"{upload.pk}.rows", f"audit-{audit.pk}.parquet", f"audit-{audit.pk}.contracts.json"]
    assert all((folder / name).exists() for name in mine)
    browser = stage.browser("enterprise")
    assert browser.get(f"/uploads/{upload.pk}/removal/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"/uploads/{upload.pk}/removal/").status_code == 302
    assert not any((folder / name).exists() for name in mine)
    assert PayUpload.objects.count() == 0
    assert browser.get(f"/uploads/{upload.pk}/").status_code == browser.get(f"/audits/{audit.pk}/").status_code == 404


def test_an_upload_that_somebody_needs_stays_and_says_why(stage: Stage) -> None:
    upload = brought_in(stage)
    needed = Refusal("rows.damaged")

    def needs(upload: PayUpload, **_signal: Any) -> Refusal:
        return needed

    removal_asked.connect(needs)
    try:
        assert why_not_remove(upload) == needed
        with pytest.raises(Refused):
            remove(upload)
        assert stage.browser("enterprise").post(f"/uploads/{upload.pk}/removal/").status_code == 409
        assert 'aria-disabled="true"' in stage.browser("enterprise").get(f"/uploads/{upload.pk}/").content.decode()
    finally:
        removal_asked.disconnect(needs)
    assert PayUpload.objects.count() == 1
    assert why_not_remove(upload) is None


def test_for_a_round_the_latest_stored_upload_of_each_enterprise_counts(stage: Stage) -> None:
    number = stage.bargaining.number
    first = brought_in(stage, round=number)
    second = brought_in(stage, round=number, form_key="2")
    brought_in(stage, table(["x"]), round=number, form_key="3")
    brought_in(stage, form_key="4")
    other = brought_in(stage, who="other_enterprise", round=number)
    assert set(given_for(stage.bargaining)) == {second, other}
    assert first.state == "stored"


def test_rows_changed_behind_our_back_or_swapped_with_anothers_are_refused(stage: Stage) -> None:
    one, two = brought_in(stage), brought_in(stage, table(LINES[1:]), who="other_enterprise")
    paths = [settings.DATA / "rows" / str(upload.owner_id) / f"{upload.pk}.rows" for upload in (one, two)]
    content = [path.read_bytes() for path in paths]
    Path(paths[0]).write_bytes(content[1])
    with pytest.raises(Refused) as refused:
        rows_of(one)
    assert refused.value.refusals[0].code == "rows.damaged"
    Path(paths[0]).write_bytes(content[0])
    assert len(rows_of(one)) == 3


@pytest.mark.parametrize("page", ["/uploads/", "/uploads/{0}/", "/uploads/{0}/progress/", "/uploads/{0}/removal/", "/audits/"])
def test_no_page_of_uploads_asks_more_than_twenty_queries(stage: Stage, page: str) -> None:
    uploads = [brought_in(stage, form_key=str(number)) for number in range(3)]
    browser = stage.browser("enterprise")
    browser.get("/uploads/")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page.format(uploads[0].pk)).status_code == 200
    assert len(asked) <= 20


def test_no_byte_of_an_enterprises_rows_findings_or_refusals_is_on_any_page_of_anothers(stage: Stage) -> None:
    audit = audited(stage)
    refused = brought_in(stage, table([LINES[0].replace("1471.23", "1471.237")], name="甲的秘密.csv"), form_key="bad")
    audited(stage, brought_in(stage, table(LINES[1:], name="乙的.csv"), who="other_enterprise"), who="other_enterprise")
    finding = finding_of(stage, audit.pk)
    addresses = ["/uploads/", "/audits/"]
    for upload in (audit.upload_id, refused.pk):
        addresses += [f"/uploads/{upload}/{end}" for end in ("", "progress/", "columns/", "refusals.csv", "removal/")]
    addresses += [f"/audits/{audit.pk}/{end}" for end in ("", "progress/", "findings.csv", "findings.xlsx", f"findings/{finding}/")]
    secrets = {*SECRETS, "甲的秘密", "三月工资.csv", "128.77"}
    own = told_on(stage, "enterprise", addresses)
    control = {"1,471", "甲的秘密", "三月工资.csv", "128.77"}
    assert {secret for secret in control if secret in own} == control
    for who in ("other_enterprise", "workers", "employers", "bureau", "stranger"):
        told = told_on(stage, who, addresses)
        assert [secret for secret in secrets if secret in told] == [], who


def told_on(stage: Stage, who: str, addresses: list[str]) -> str:
    browser = stage.browser(who)
    return "".join(browser.get(address).content.decode("utf-8", errors="replace") for address in addresses)


def finding_of(stage: Stage, audit: int) -> str:
    return str(stage.browser("enterprise").get(f"/audits/{audit}/").context["chosen"].kept.finding_id)
