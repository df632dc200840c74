"""The pages as a browser sees them: the demonstration in a folder of its own, served as ``make run`` serves it, and Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parent.parent.parent / "build" / "walk"
PASSWORD = "shifan-2026"
COMMAND = [sys.executable, "-m", "xieshang"]
CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE_SECONDS = 60


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a demonstration that is served with its job worker."""
    environment = {
        **os.environ,
        "DATA": str(tmp_path_factory.mktemp("walk")),
        "DJANGO_SETTINGS_MODULE": "xieshang.web.project.settings",
    }
    environment.pop("XIESHANG_TODAY", None)
    subprocess.run([*COMMAND, "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
    port = _free_port()
    server = subprocess.Popen([*COMMAND, "serve", "--port", str(port)], env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open the site as one of its accounts, or as nobody, at a width; whatever a page's console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(account: str | None = None, width: int = 1440, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=site, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(10_000)
        if account is not None:
            page.goto("/sign-in/")
            page.fill("#id_login", account)
            page.fill("#id_password", PASSWORD)
            page.click("main button")
            page.wait_for_url("**/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keep a picture of a page as it stands, whole."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def kept(page: Page, name: str) -> None:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    return kept
