"""Finding a service: every page can be read by everyone, by keyboard alone, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from hall.places.models import Department
from tests.browser.conftest import Visit, assert_accessible, assert_fits, leave_by
from tests.rooms.catalogue.conftest import load_catalogue, load_city_ground

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/items/",
    "/items/?audience=natural_person&online=1&topic=natural_person/010",
    "/items/000131024000-01/",  # filed online
    "/items/000163001001-01/?hall=lixin",  # at the counter, with a fee
    "/items/000511011000-01/",  # doubtful
    "/items/511A0079400004-511602000000-000-115113016823646795-1-00/",  # without a guide
    "/search/",
    "/search/?q=社保卡",
    "/search/?q=hukobe",
    "/search/?q=xyzzyplugh",
    "/topics/",
    "/halls/jingkaiqu/",
    "/quality/",
    "/quality/公安/",
]


@pytest.fixture
def catalogue(transactional_db: Any) -> None:
    load_city_ground()
    load_catalogue()


def test_every_page_is_accessible_and_fits(
    catalogue: None, visit: Visit, cookie: Callable[[str, str], None]
) -> None:
    department = Department.objects.get(hall__slug="mengcheng", function="市场监管")
    for address in [*PAGES, f"/departments/{department.pk}/"]:
        for width in (320, 1280):
            page = visit(address, width=width)
            page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
            assert_fits(page)
        assert_accessible(page)
    cookie("django_language", "en")
    cookie("mode", "elder")
    for address in PAGES:
        page = visit(address, width=390)
        assert_fits(page)
        assert_accessible(page)


def test_an_item_is_found_by_keyboard_alone_and_without_script(
    catalogue: None, visit: Visit, chromium: Browser, live_server: Any
) -> None:
    page = visit("/search/")
    box = page.locator("#page-search")
    box.press_sequentially("shebaoka")
    first = page.locator("main .suggestions").get_by_role("option").first
    expect(first).to_contain_text("社会保障卡申领")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert_accessible(page)
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "no id")
    expect(box).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("社会保障卡申领")
    leave_by(page.get_by_role("link", name="谯城", exact=True))
    assert page.url.endswith("/items/002014010001-02/?hall=qiaocheng")
    begin = page.get_by_role("link", name="在线办理", exact=True)
    assert begin.get_attribute("href") == "/apply/002014010001-02/?hall=qiaocheng"

    home = visit("/", width=390)
    home.locator("main input[type=search]").press_sequentially("登记")
    last = home.locator("main .suggestions").get_by_role("option").last
    expect(last).to_be_visible()
    home.keyboard.press("Escape")
    expect(last).to_be_hidden()
    home.keyboard.press("End")
    home.keyboard.type("证")
    expect(last).to_be_visible()
    leave_by(last)  # nothing lies over it or cuts it off
    expect(home).to_have_url(re.compile("/items/"))

    plain = chromium.new_context(java_script_enabled=False, locale="zh-CN").new_page()
    plain.goto(live_server.url + "/search/")
    plain.locator("#page-search").fill("开饭店")
    leave_by(plain.locator("main form button"))
    leave_by(plain.get_by_role("link", name="《食品经营许可证》新办"))
    expect(plain.locator("h1")).to_have_text("《食品经营许可证》新办")
    plain.context.close()
