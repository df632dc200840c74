"""Every kind of page passes axe without a serious fault, weighs no more than it may, and complains of nothing in the console."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = [
    (None, "/"),
    (None, "/sign-in/"),
    ("union", "/"),
]
MOST_BYTES = 600_000
SERIOUS = ("serious", "critical")


@pytest.mark.browser
@pytest.mark.parametrize(("account", "address"), PAGES)
def test_a_page_has_no_serious_fault_and_is_light(visit: Callable[..., Page], account: str | None, address: str) -> None:
    page = visit(account)
    weights: list[int] = []
    page.on("response", lambda answer: weights.append(int(answer.headers.get("content-length") or 0)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found if fault["impact"] in SERIOUS] == []
    assert sum(weights) + len(page.content().encode()) <= MOST_BYTES
