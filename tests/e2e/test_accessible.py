"""Every kind of page passes axe without a serious fault, weighs no more than it may, and complains of nothing in the console."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TALKS, IN_FORCE = "/rounds/130123-2026-03", "130123-2025-02"
PAGES = {
    None: ("/", "/sign-in/", "/register/", f"/register/{IN_FORCE}/", "/lookup/"),
    "union": (
        "/",
        "/rounds/",
        "/rounds/new/",
        f"{TALKS}/",
        f"{TALKS}/desk/",
        f"{TALKS}/people/",
        f"{TALKS}/contract/",
        f"{TALKS}/ledger/",
        f"{TALKS}/papers/",
        f"{TALKS}/papers/offer/1/",
    ),
    "bureau": ("/", f"{TALKS}/acts/inspect/"),
    "enterprise": ("/", "/uploads/", "/uploads/1/", "/firm-accounts/", "/audits/", "/audits/1/"),
    "admin": ("/", "/law/", "/law/entry/", "/law/minimum-wages/", "/law/calendar/2027/", "/organisations/", "/persons/"),
}
MOST_BYTES = 600_000
SERIOUS = ("serious", "critical")


@pytest.mark.browser
@pytest.mark.parametrize("account", PAGES, ids=str)
def test_no_page_has_a_serious_fault_and_every_page_is_light(visit: Callable[..., Page], account: str | None) -> None:
    page = visit(account)
    weights: list[int] = []
    page.on("response", lambda answer: weights.append(int(answer.headers.get("content-length") or 0)))
    for address in PAGES[account]:
        weights.clear()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        faults = [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found if fault["impact"] in SERIOUS]
        assert faults == [], address
        assert sum(weights) + len(page.content().encode()) <= MOST_BYTES, address
