"""The theme's own promises, kept by the gallery of all components and by the hall's own pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import assert_accessible, assert_fits, leave_by, press

pytestmark = pytest.mark.django_db(transaction=True)

OWN_PAGES = ["/", "/help/", "/about/", "/accessibility/", "/privacy/", "/accounts/login/", "/no/such/page/"]
WIDTHS = [320, 390, 768, 1280, 1920]


def unfold(page):
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_every_component_is_accessible(visit, cookie, language, mode):
    cookie("django_language", language)
    cookie("mode", mode)
    page = visit("/styleguide/")
    unfold(page)
    assert page.locator(".gallery > section").count() >= 25
    assert_accessible(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_no_page_is_dragged_sideways(visit, cookie, width, mode):
    cookie("mode", mode)
    for address in ["/styleguide/", *OWN_PAGES]:
        assert_fits(visit(address, width=width))


@pytest.mark.parametrize("address", OWN_PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_the_halls_own_pages_are_accessible(visit, address, width):
    assert_accessible(visit(address, width=width))


@pytest.mark.parametrize("address", OWN_PAGES)
def test_the_halls_own_pages_are_accessible_in_english_and_large(visit, cookie, address):
    cookie("django_language", "en")
    cookie("mode", "elder")
    assert_accessible(visit(address, width=390))


@pytest.mark.parametrize(("mode", "least"), [("standard", 44), ("elder", 60)])
def test_buttons_inputs_and_tools_are_large_enough_for_a_thumb(visit, cookie, mode, least):
    cookie("mode", mode)
    page = visit("/styleguide/", width=390)
    heights = page.evaluate(
        """[...document.querySelectorAll(
            'main .btn, main .field :is(input, select, textarea), .tool, .choice, .tabs a, .filters a')]
           .filter(e => e.checkVisibility() && !['checkbox', 'radio'].includes(e.type))
           .map(e => [e.outerHTML.slice(0, 80), Math.round(e.getBoundingClientRect().height)])"""
    )
    assert len(heights) > 30
    assert [each for each in heights if each[1] < least] == []


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(visit):
    page = visit("/help/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class(re.compile(r"^skip-link"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_elder_mode_is_kept_and_returns_to_the_same_page(visit):
    page = visit("/help/?from=test")
    press(page, "长辈版")
    assert page.url.endswith("/help/?from=test")
    assert page.locator("html").get_attribute("data-mode") == "elder"
    page.goto(page.url.replace("help", "about"))
    assert page.locator("html").get_attribute("data-mode") == "elder"
    press(page, "标准版")
    assert page.locator("html").get_attribute("data-mode") is None


def test_the_language_switch_keeps_the_page(visit):
    page = visit("/about/?from=test")
    press(page, "English")
    assert page.url.endswith("/about/?from=test")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "About this hall"


def test_everything_works_without_script(chromium, live_server):
    context = chromium.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(live_server.url + "/help/")
    page.locator(".menu > summary").click()
    leave_by(page.locator(".menu").get_by_role("link", name="使用帮助"))
    press(page, "长辈版")
    assert page.url.endswith("/help/")
    assert page.locator("html[data-mode=elder]").count() == 1
    context.close()


def test_a_refused_sign_in_says_what_is_wrong_and_keeps_what_was_typed(visit):
    page = visit("/accounts/login/")
    page.get_by_label("用户名").fill("nobody-here")
    leave_by(page.locator("main").get_by_role("button", name="登录"))
    assert page.title().startswith("有误：")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    assert page.get_by_label("用户名").input_value() == "nobody-here"
    assert_accessible(page)
    summary.get_by_role("link").first.click()  # our script leads to the field
    expect(page.get_by_label("密码")).to_be_focused()


def test_print_leaves_the_paper_to_the_content(visit):
    page = visit("/help/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator(".masthead__tools").is_visible()
    assert not page.locator(".site-nav").first.is_visible()


def test_clerks_walk_the_ledger_by_keys(visit):
    page = visit("/styleguide/")
    focused = page.locator(":focus")
    for key, number in (("j", "…000128"), ("j", "…000127"), ("k", "…000128")):
        page.keyboard.press(key)
        expect(focused).to_have_text(number)


def test_a_dialog_asks_first_and_gives_the_focus_back(visit):
    page = visit("/styleguide/")
    opener = page.get_by_role("link", name="撤回申请")
    opener.click()
    expect(page.get_by_role("dialog", name="要撤回这份申请吗？")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()
