"""The work on an upload: progress while it runs, the same result however often it is begun, nothing left of what broke off."""

import fcntl
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from bringing_in import LINES, audited, brought_in, matched, sent, table, work_on
from conftest import Stage
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from xieshang.web.audits import jobs as audit_jobs
from xieshang.web.audits.models import PayAudit
from xieshang.web.rounds.uploads import jobs, long_jobs
from xieshang.web.rounds.uploads.jobs import receive, take_up_again
from xieshang.web.rounds.uploads.models import PayUpload
from xieshang.web.rounds.uploads.services import remove, rows_of, sweep


@pytest.fixture(autouse=True)
def _own_data(settings: Any, tmp_path: Path) -> None:
    """Keep what comes in apart from other tests."""
    settings.DATA = tmp_path


@pytest.fixture
def waiting(stage: Stage) -> PayUpload:
    """Give an upload whose headings are matched and whose rows the worker has not yet checked."""
    sent(stage, table())
    upload = work_on(PayUpload.objects.get())
    matched(stage, upload)
    upload.refresh_from_db()
    return upload


@pytest.fixture
def every_tick(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, int]]:
    """Store every step of progress, and note each."""
    monkeypatch.setattr(long_jobs, "_SECONDS_BETWEEN", 0.0)
    stored: list[tuple[str, int, int]] = []
    original = long_jobs.Ticker._store

    def noted(self: long_jobs.Ticker, done: int, total: int) -> None:
        original(self, done, total)
        stored.append((self._phase, done, total))

    monkeypatch.setattr(long_jobs.Ticker, "_store", noted)
    return stored


def break_off(upload: PayUpload) -> None:
    """Let the worker die in the middle: the rows were written, the database not told."""
    with mock.patch.object(jobs, "month_text", side_effect=MemoryError), pytest.raises(MemoryError):
        receive.call(upload.pk, upload.owner_id)
    upload.refresh_from_db()


def kept_of(upload: PayUpload) -> Path:
    path: Path = settings.DATA / "rows" / str(upload.owner_id) / f"{upload.pk}.rows"
    return path


def test_progress_is_stored_phase_by_phase_and_never_goes_back(waiting: PayUpload, every_tick: list[tuple[str, int, int]]) -> None:
    work_on(waiting)
    assert list(dict.fromkeys(phase for phase, _, _ in every_tick)) == ["checking", "keeping"]
    checking = [(done, total) for phase, done, total in every_tick if phase == "checking"]
    assert checking == sorted(checking)
    assert checking[-1] == (10, 10)


def test_progress_is_stored_at_most_once_a_second(waiting: PayUpload, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(long_jobs.time, "monotonic", lambda: now[0])
    PayUpload.objects.filter(pk=waiting.pk).update(state="running")
    ticker = long_jobs.Ticker(waiting)
    ticker.begin("checking")
    seen = []
    for at, done in ((0.9, 1), (1.0, 2), (1.9, 3), (2.0, 4)):
        now[0] = at
        ticker(done, 10)
        seen.append(PayUpload.objects.get().done)
    assert seen == [0, 2, 2, 4]
    assert PayUpload.objects.get().elapsed_seconds == 2


def test_the_time_left_follows_from_what_is_done(waiting: PayUpload) -> None:
    waiting.done, waiting.total, waiting.elapsed_seconds = 25, 100, 10
    assert waiting.seconds_left == 30
    waiting.done = 0
    assert waiting.seconds_left is None


def test_work_that_broke_off_is_done_again_from_the_start_with_the_same_result(waiting: PayUpload, stage: Stage) -> None:
    break_off(waiting)
    assert (waiting.state, waiting.attempts) == ("running", 1)
    assert (work_on(waiting).state, waiting.attempts) == ("stored", 2)
    clean = brought_in(stage, form_key="clean")
    assert rows_of(waiting).amounts["basic_fen"].tolist() == rows_of(clean).amounts["basic_fen"].tolist()
    assert waiting.rows_digest == clean.rows_digest


def test_what_is_done_is_not_done_again(waiting: PayUpload) -> None:
    work_on(waiting)
    before = kept_of(waiting).stat().st_mtime_ns
    work_on(waiting)
    assert (waiting.attempts, kept_of(waiting).stat().st_mtime_ns) == (1, before)


def test_work_that_breaks_off_again_and_again_is_refused_and_leaves_nothing(waiting: PayUpload) -> None:
    for _ in range(3):
        break_off(waiting)
    assert work_on(waiting).state == "refused"
    assert [refusal.code for refusal in waiting.refused] == ["job.broken"]
    assert list((settings.DATA / "incoming").iterdir()) == []


def test_only_one_worker_works_on_an_upload_at_a_time(waiting: PayUpload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_jobs, "_SECONDS_BETWEEN_TRIES", 0.0)
    with long_jobs._lock_path(PayUpload, waiting.pk).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert work_on(waiting).state == "waiting"
    assert work_on(waiting).state == "stored"


def test_a_page_that_finds_the_work_left_behind_calls_the_worker_again_and_once(waiting: PayUpload, stage: Stage) -> None:
    break_off(waiting)
    for _ in range(2):
        assert stage.browser("enterprise").get(f"/uploads/{waiting.pk}/progress/").status_code == 200
    waiting.refresh_from_db()
    assert (waiting.state, DBTaskResult.objects.count()) == ("waiting", 1)
    assert work_on(waiting).state == "stored"


def test_work_that_is_under_way_is_left_alone(waiting: PayUpload, stage: Stage) -> None:
    PayUpload.objects.filter(pk=waiting.pk).update(state="running")
    with long_jobs._lock_path(PayUpload, waiting.pk).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        stage.browser("enterprise").get(f"/uploads/{waiting.pk}/progress/")
        take_up_again()
    assert (DBTaskResult.objects.count(), PayUpload.objects.get().state) == (0, "running")


def test_at_its_start_the_worker_is_called_for_everything_left_undone(waiting: PayUpload, stage: Stage) -> None:
    done = brought_in(stage, form_key="done")
    broken = brought_in(stage, form_key="broken")
    PayUpload.objects.filter(pk=broken.pk).update(state="running")
    take_up_again()
    assert {result.args_kwargs["args"][0] for result in DBTaskResult.objects.all()} == {waiting.pk, broken.pk}
    assert done.state == "stored"


def test_an_upload_removed_while_it_is_worked_on_stops_and_leaves_nothing(
    waiting: PayUpload, every_tick: list[tuple[str, int, int]], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    original = jobs.pay_rows_of

    def removed_meanwhile(source: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            remove(PayUpload.objects.get(pk=waiting.pk))
        return original(source)

    with mock.patch.object(jobs, "pay_rows_of", removed_meanwhile):
        receive.call(waiting.pk, waiting.owner_id)
    assert PayUpload.objects.count() == 0
    assert not kept_of(waiting).exists()
    assert list((settings.DATA / "incoming").iterdir()) == []


def test_sweeping_takes_what_belongs_to_nothing_and_leaves_what_waits(waiting: PayUpload) -> None:
    folder = settings.DATA / "incoming"
    (folder / "orphan.csv").write_text("x")
    (folder / "scratch").mkdir()
    (folder / "scratch" / "rows.parquet").write_text("x")
    sweep()
    assert [path.name for path in folder.iterdir()] == [waiting.incoming]


def test_the_part_of_the_page_has_a_tag_that_changes_with_the_progress_and_asks_for_the_page_at_the_end(
    waiting: PayUpload, stage: Stage
) -> None:
    browser = stage.browser("enterprise")
    address = f"/uploads/{waiting.pk}/progress/"
    first = browser.get(address, headers={"HX-Request": "true"})
    assert "HX-Redirect" not in first.headers
    assert b"<progress" in first.content
    assert browser.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    PayUpload.objects.filter(pk=waiting.pk).update(done=3, total=10)
    assert browser.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    work_on(waiting)
    last = browser.get(address, headers={"HX-Request": "true", "If-None-Match": first.headers["ETag"]})
    assert (last.status_code, last.headers["HX-Redirect"]) == (200, f"/uploads/{waiting.pk}/")
    assert "HX-Redirect" not in browser.get(address).headers


def test_the_part_is_the_same_as_on_the_page(waiting: PayUpload, stage: Stage) -> None:
    browser = stage.browser("enterprise")
    part = browser.get(f"/uploads/{waiting.pk}/progress/").content.decode().strip()
    assert part in browser.get(f"/uploads/{waiting.pk}/").content.decode()


def test_an_audit_that_broke_off_is_done_again_with_the_same_findings(stage: Stage) -> None:
    upload = brought_in(stage)
    stage.browser("enterprise").post("/audits/", {"upload": upload.pk, "form_key": "a"})
    audit = PayAudit.objects.get()
    with mock.patch.object(audit_jobs, "counted", side_effect=MemoryError), pytest.raises(MemoryError):
        audit_jobs.check.call(audit.pk, audit.owner_id)
    assert PayAudit.objects.get().state == "running"
    audit_jobs.take_up_again()
    assert PayAudit.objects.get().state == "waiting"
    audit_jobs.check.call(audit.pk, audit.owner_id)
    audit.refresh_from_db()
    again = audited(stage, upload)
    assert (audit.state, audit.counts) == ("stored", again.counts)
    pages = [stage.browser("enterprise").get(f"/audits/{one.pk}/").context["chosen"] for one in (audit, again)]
    assert pages[0] == pages[1]


def test_an_audit_of_rows_that_were_changed_is_refused_and_says_so(stage: Stage) -> None:
    upload = brought_in(stage, table(LINES))
    kept_of(upload).write_bytes(b"something else")
    audit = audited(stage, upload)
    assert (audit.state, [refusal.code for refusal in audit.refused]) == ("refused", ["rows.damaged"])
    assert stage.browser("enterprise").get(f"/audits/{audit.pk}/").status_code == 200
