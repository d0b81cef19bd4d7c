"""Public pages in a real browser that keeps what it may: each visitor still sees her own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from hall.foundation.public import forget_freshness
from hall.identity.public import Account
from tests.browser.conftest import assert_accessible, assert_fits
from tests.rooms.catalogue.conftest import load_catalogue, load_city_ground

GUIDE, PASSWORD = "/items/000131024000-01/", "a long enough password"


@pytest.fixture(autouse=True)
def _a_hall_at_work(transactional_db: Any, settings: LazySettings) -> Iterator[None]:
    load_city_ground()
    load_catalogue()
    Account.objects.create_user(username="reader", name="读者", password=PASSWORD)
    settings.FRESHNESS_SECONDS = 0
    forget_freshness()
    yield
    forget_freshness()


def test_what_a_browser_keeps_is_never_shown_to_another_state_of_its_visitor(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(GUIDE)
    assert context.cookies() == []
    expect(page.get_by_role("link", name="登录")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="English").first.click()
    assert page.url.endswith(GUIDE)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    with page.expect_navigation():
        page.get_by_role("button", name="中文").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    with page.expect_navigation():
        page.get_by_role("button", name="长辈版").first.click()
    expect(page.locator("html")).to_have_attribute("data-mode", "elder")
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill("reader")
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("form:has([name=password]) button").first.click()
    page.goto(GUIDE)
    expect(page.get_by_role("link", name="我的空间").first).to_be_visible()
    context.clear_cookies()
    page.goto(GUIDE)
    expect(page.get_by_role("link", name="登录")).to_be_visible()
    expect(page.get_by_role("link", name="我的空间")).to_have_count(0)
    assert refused == []
    context.close()


def test_the_page_of_open_data_fits_and_is_accessible(chromium: Browser, live_server: LiveServer) -> None:
    for width in (320, 1920):
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto("/open/")
        expect(page.get_by_role("heading", name=re.compile("开放数据|Open data"), level=1)).to_be_visible()
        assert_fits(page)
        assert_accessible(page)
        context.close()
