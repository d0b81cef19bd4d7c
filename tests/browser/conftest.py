"""A real Chromium before a real server. `assert_accessible(page)` asks axe-core; no violation is small.

A click that leads to another page goes through `leave_by` or `press`, which wait until that page stands:
what comes after would else ask the page that is just going away, or one that isn't there yet.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[2]
AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
THEME = CHECKOUT / "src" / "hall" / "portal" / "static" / "hall" / "built" / "theme.css"
CHROMIUM = os.environ.get("HALL_TEST_CHROMIUM", "/usr/bin/chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Playwright's own loop runs in the thread that also asks the database; the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    missing = [str(path) for path in (Path(CHROMIUM), AXE, THEME) if not path.exists()]
    if missing:
        pytest.fail(f"Missing {', '.join(missing)}: `make test` installs what browser tests need.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        running = asyncio._get_running_loop()
        yield browser
        asyncio._set_running_loop(running)  # hidden from tests that drive no browser; closing needs it
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when a script throws or the policy refuses something."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.complaints = complaints  # type: ignore[attr-defined]
    yield page
    unexpected = [text for text in complaints if "status of 4" not in text]
    assert unexpected == [], "the browser complained"


@pytest.fixture
def visit(page: Page, live_server: Any) -> Visit:
    """Open an address of the running hall; keyword `width` sets the width of the window."""

    def open_page(address: str, *, width: int = 1280) -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live_server.url + address)
        return page

    return open_page


@pytest.fixture
def cookie(context: BrowserContext, live_server: Any) -> Callable[[str, str], None]:
    def set_cookie(name: str, value: str) -> None:
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return set_cookie


def leave_by(locator: Locator) -> None:
    """Click what leads to another page, and wait until that page has come with all it needs."""
    with locator.page.expect_navigation():
        locator.click()


def press(page: Page, words: str) -> None:
    """Press the button of these words, and wait for the page it brings."""
    leave_by(page.get_by_role("button", name=words, exact=True))


def assert_accessible(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """No axe-core violation on the page as it stands; `without` names rules, each with a reason nearby."""
    _stands(page)
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {rule: {"enabled": False} for rule in without},
    }
    found = page.evaluate(f"axe.run(document, {json.dumps(options)}).then(r => r.violations)")
    told = [
        f"{violation['id']}: {violation['help']}\n    "
        + "\n    ".join(f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:5])
        for violation in found
    ]
    assert not told, "\n".join(told)


def assert_fits(page: Page) -> None:
    """The page doesn't have to be dragged sideways."""
    _stands(page)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"the page is {wider} px wider than the window"


def _stands(page: Page) -> None:
    """Wait for the page to be whole: a document that has only just begun has no root yet."""
    expect(page.locator("body")).to_be_visible()
    page.wait_for_load_state()


__all__ = ["assert_accessible", "assert_fits", "leave_by", "press"]
