"""Bringing pay rows in as a user does: the file, the match of its headings, the worker's two steps; then an audit of them."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from xieshang.web.audits.jobs import check
from xieshang.web.audits.models import PayAudit
from xieshang.web.rounds.uploads.jobs import receive
from xieshang.web.rounds.uploads.matching import proposed
from xieshang.web.rounds.uploads.models import PayUpload
from xieshang.web.rounds.uploads.services import remembered, start

HEADINGS = "工号,工种,技能等级,月份,应出勤天数,实出勤天数,基本工资,计件工资,绩效,技能津贴,加班费,夜班津贴,餐补,个人缴费,备注"
LINES = (
    # A secret wage stands in each file, so that a test may look for it where it must not be.
    "A-0001,6-18-01-01,高级工,2025-03,22,20,1471.23,300,0,100,486,180,120,418,不收",
    "A-0002,6-18-01-01,初级工,2025-03,22,22,2800,,,,,,,,",
    "A-0003,6-18-02-04,,2025年2月,20,20,2500,,,,,,,,",
)
SECRETS = ("A-0001", "1471", "1,471", "147123", "1871")


def table(
    lines: Iterable[str] = LINES, encoding: str = "utf-8", name: str = "三月工资.csv", headings: str = HEADINGS
) -> SimpleUploadedFile:
    """Give a payroll as it is sent."""
    return SimpleUploadedFile(name, "\n".join([headings, *lines, ""]).encode(encoding), content_type="text/csv")


def sent(stage: Any, file: SimpleUploadedFile | None, who: str = "enterprise", **fields: Any) -> Any:
    """Send the form with a file."""
    owner = fields.pop("owner", stage.organisations[who].pk)
    named = {"file": file} if file else {}
    return stage.browser(who).post("/uploads/", {"owner": owner, "form_key": "the-form", **named, **fields})


def work_on(upload: PayUpload) -> PayUpload:
    """Let the worker do the next step."""
    receive.call(upload.pk, upload.owner_id)
    upload.refresh_from_db()
    return upload


def matched(stage: Any, upload: PayUpload, who: str = "enterprise", **changed: str) -> Any:
    """Answer the form of headings as it was proposed, with changes."""
    page = stage.browser(who).get(f"/uploads/{upload.pk}/columns/")
    form = page.context["form"]
    fields = {f"heading-{number}": column for number, _heading, column in form.rows}
    fields |= {f"fixed-{column}": value for column, value in form.match.fixed.items()}
    fields |= {"unit": "yuan" if form.match.in_yuan else "fen", "fixed-industry": "C33"}
    return stage.browser(who).post(f"/uploads/{upload.pk}/columns/", fields | changed)


def brought_in(stage: Any, file: SimpleUploadedFile | None = None, who: str = "enterprise", **fields: Any) -> PayUpload:
    """Bring a file in, to the end, its headings matched as they are proposed; the page of headings is left out."""
    file = file or table()
    content = file.read()
    file.seek(0)
    assert sent(stage, file, who, **fields).status_code == 302
    upload = PayUpload.objects.latest("pk")
    headings = content.decode().splitlines()[0].split(",")
    PayUpload.objects.filter(pk=upload.pk).update(state="matching", headings=headings)
    start(upload, proposed(headings, remembered(upload.owner), upload.owner.place, "C33"))
    upload.refresh_from_db()
    return work_on(upload)


def audited(stage: Any, upload: PayUpload | None = None, who: str = "enterprise") -> PayAudit:
    """Bring a file in and let it be audited."""
    upload = upload or brought_in(stage, who=who)
    answer = stage.browser(who).post("/audits/", {"upload": upload.pk, "form_key": "the-audit"})
    assert answer.status_code == 302
    audit = PayAudit.objects.latest("pk")
    check.call(audit.pk, audit.owner_id)
    audit.refresh_from_db()
    return audit
