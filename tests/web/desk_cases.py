"""Forms and releases of the desk for tests.  Everybody is invented."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from conftest import Stage
from django.http.response import HttpResponseBase
from django.test import Client
from release_cases import rows_of

from xieshang.core.parties import Role
from xieshang.engine.row_store import store_rows
from xieshang.web.accounts.models import Organisation
from xieshang.web.rounds.models import Party, PayUpload
from xieshang.web.rounds.uploads.services import rows_path
from xieshang.web.shared import clock

At = Callable[[str], Stage]
HTMX = {"HTTP_HX_REQUEST": "true"}
TURNER, WELDER = "6-18-01-01", "6-18-02-04"
LINES: list[dict[str, Any]] = [
    {"category": "基础类", "occupation": TURNER, "label": None, "taken": {"2": 250_000, "3": 280_000}},
    {"category": "关键类", "occupation": WELDER, "label": None, "taken": {"4": 360_000}},
]
CANARY_FEN = 347_770
"""A wage that one enterprise alone pays; in yuan it is 3,477.70."""


def desk_address(stage: Stage, page: str = "") -> str:
    assert stage.bargaining is not None
    return f"/rounds/{stage.bargaining.number}/desk/{page and page + '/'}"


def form(*changes: tuple[str, str], lines: list[dict[str, Any]] | None = None, **fields: str) -> dict[str, str]:
    """Give the form of the desk: the cells of the main path's table, some of them typed anew."""
    listed = LINES if lines is None else lines
    typed = {
        f"c-{number}-{level}": f"{line['taken'][str(level)] // 100}" if str(level) in line["taken"] else ""
        for number, line in enumerate(listed)
        for level in range(2, 7)
    }
    return {"levels": "2,3,4,5,6", "lines": json.dumps(listed), "version": "0", **typed, **dict(changes), **fields}


def text_of(answer: HttpResponseBase) -> str:
    return b"".join(answer).decode()  # type: ignore[call-overload,no-any-return]


def words(answer: HttpResponseBase) -> str:
    """Give an answer without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text_of(answer)))


def posted(browser: Client, stage: Stage, page: str, *changes: tuple[str, str], **fields: str) -> HttpResponseBase:
    headers = HTMX if fields.pop("htmx", "") else {}
    return browser.post(desk_address(stage, page), form(*changes, **fields), **headers)  # type: ignore[arg-type,return-value]


def enterprises(stage: Stage, count: int, first: int = 11) -> list[Organisation]:
    """Let more enterprises take part."""
    found = []
    for number in range(first, first + count):
        name = f"示范企业{number}"
        firm = Organisation.objects.create(kind=Organisation.Kind.ENTERPRISE, name=name, code=name, place="130123")
        Party.objects.create(bargaining=stage.bargaining, organisation=firm, role=Role.ENTERPRISE.value)
        found.append(firm)
    return found


def brought(stage: Stage, firm: Organisation, workers: list[Any]) -> PayUpload:
    """Let an enterprise bring its pay rows, as an upload that was checked and kept."""
    upload = PayUpload.objects.create(
        owner=firm,
        bargaining=stage.bargaining,
        state=PayUpload.State.STORED,
        file_name="工资.csv",
        size=1,
        digest="0" * 64,
        uploaded_by=stage.people["enterprise"],
        created_at=clock.now(),
        form_key=f"upload-{firm.pk}-{PayUpload.objects.count()}",
    )
    rows = rows_of(str(firm.code), workers, category="基础类")
    upload.rows_digest = store_rows(rows_path(upload), rows)
    upload.save()
    return upload


def workers_of(number: int) -> list[Any]:
    """Give the workers of one enterprise: three turners at each of two levels, from 2,600 yuan up."""
    return [(level, 180_000 + 40_000 * level + 3_000 * ((number * 7 + at * 5) % 23), TURNER) for level in (2, 3) for at in range(3)]


def brought_by(stage: Stage, count: int, first: int = 11) -> list[PayUpload]:
    """Let several enterprises bring their rows; the first pays one wage that nobody else does."""
    firms = enterprises(stage, count, first)
    extra = {0: [(3, CANARY_FEN, TURNER)]}
    return [brought(stage, firm, workers_of(number) + extra.get(number, [])) for number, firm in enumerate(firms)]


def released(stage: Stage, count: int = 8) -> None:
    """Let enterprises bring their rows and a side ask for the release."""
    brought_by(stage, count)
    answer = stage.browser("workers").post(desk_address(stage, "release"), {"form_key": f"release-{count}"})
    assert answer.status_code == 302, words(answer)


def fields(answer: HttpResponseBase) -> Mapping[str, str]:
    """Give the hidden and the typed fields of a page."""
    tags = re.findall(r"<input\b[^>]*>", text_of(answer))
    found = {}
    for tag in tags:
        attributes = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if "name" in attributes:
            found[attributes["name"]] = attributes.get("value", "")
    return found
