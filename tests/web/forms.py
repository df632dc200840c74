"""Filling the forms of acts as a person would: the page is opened, what an act says is typed, the form is sent."""

import re
from typing import Any

from cast import MAIN_PATH
from conftest import Stage
from django.http import HttpResponse

HIDDEN = re.compile(r'name="(form_key|acts_seen)" value="([^"]*)"')
OUTSIDE = ("kind", "by")


def address(stage: Stage, kind: str, by: str | None = None, page: str = "acts") -> str:
    """Give the address of the form of an act."""
    assert stage.bargaining is not None
    return f"/rounds/{stage.bargaining.number}/{page}/{kind}/" + (f"?as={by}" if by else "")


def hidden(page: HttpResponse) -> dict[str, str]:
    """Give the hidden fields of a form."""
    return dict(HIDDEN.findall(page.content.decode()))


def rows(name: str, members: list[dict[str, Any]]) -> dict[str, str]:
    """Type representatives into the rows of a form."""
    typed = {}
    for number, member in enumerate(members):
        typed |= {f"{name}-{number}-{key}": "on" if value is True else str(value) for key, value in member.items() if value}
        typed.setdefault(f"{name}-{number}-id", "")
    return typed


def typed(act: dict[str, Any]) -> dict[str, str]:
    """Type an act, as a round file gives it, into its form."""
    post: dict[str, str] = {}
    for key, value in act.items():
        if key in OUTSIDE:
            continue
        if key == "members":
            post |= rows(key, value)
        elif isinstance(value, dict):
            post |= {f"{key}-{end}": text for end, text in value.items()}
        elif isinstance(value, list):
            post[key] = "\n".join(value)
        else:
            post[key] = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return post


def send(stage: Stage, act: dict[str, Any], person: str | None = None, **more: str) -> HttpResponse:
    """Open the form of an act, fill it and send it; ``more`` is typed over it."""
    browser, where = stage.browser(person or act["by"]), address(stage, act["kind"], act["by"])
    post = hidden(browser.get(where)) | typed(act) | more  # type: ignore[arg-type]
    return browser.post(where, post)  # type: ignore[return-value]


def step(name: str, **changed: Any) -> dict[str, Any]:
    """Give a step of the main path, with some fields changed."""
    return MAIN_PATH[name] | changed
