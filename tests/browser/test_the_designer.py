"""An item manager builds a form by hand, and an applicant meets its questions on a phone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hall.applications.models import Application
from hall.applications.queries.regions import forget_regions
from hall.catalogue.models import FormDefinition, FormDraft
from tests.browser.conftest import assert_accessible, assert_fits
from tests.rooms.applications.conftest import City, _files, city
from tests.rooms.applications.pages.test_composed_questions import FORM
from tests.rooms.catalogue.test_the_designer import build, manager

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["_files", "city"]
PICTURES = os.environ.get("HALL_TEST_PICTURES", "")


def sign_in(context: BrowserContext, client: Client, address: str) -> None:
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address, "httpOnly": True}]
    )


def look_at(page: Page, name: str) -> None:
    assert_fits(page)
    assert_accessible(page)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_a_manager_adds_a_question_and_sees_it_on_the_phone_beside(
    city: City, context: BrowserContext, page: Page, live_server: Any
) -> None:
    client = Client()
    client.force_login(manager(city.hall, "甲"))
    build(client)
    sign_in(context, client, live_server.url)
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.goto(f"{live_server.url}/desk/forms/")
    look_at(page, "forms")
    page.goto(f"{live_server.url}/desk/forms/shop/edit/")
    look_at(page, "edit")
    page.get_by_label("新的填写项").fill("经营者")
    page.locator("select[name^='type-']").select_option("person")
    page.locator("button[value^='add-field']").click()
    expect(page.get_by_role("link", name="经营者", exact=True)).to_be_visible()
    expect(page.frame_locator("iframe").get_by_label("姓名")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="面积", exact=True).click()
    look_at(page, "question")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/desk/forms/shop/edit/")
    look_at(page, "edit-320")
    page.goto(f"{live_server.url}/desk/forms/shop/")
    look_at(page, "form-320")
    assert FormDraft.objects.get().definition["sections"][0]["fields"][-1]["type"] == "person"


def test_on_a_phone_an_answer_brings_the_next_question_and_the_sum(
    city: City, chromium: Browser, live_server: Any
) -> None:
    draft = _draft(city)
    context = chromium.new_context(locale="zh-CN", viewport={"width": 390, "height": 844}, has_touch=True)
    sign_in(context, city.client(), live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/my/applications/{draft.pk}/form/who/")
    look_at(page, "who-phone")
    page.goto(f"{live_server.url}/my/applications/{draft.pk}/form/shop/")
    look_at(page, "shop-phone")
    page.get_by_label("厂", exact=True).check()
    expect(page.get_by_label("面积")).to_be_visible()
    row = page.get_by_role("group", name="第 1 行")
    row.get_by_label("名称").fill("灶")
    row.get_by_label("数量").fill("3")
    row.get_by_label("单价").fill("0.10")
    row.get_by_label("单价").blur()
    expect(page.locator("#id_total")).to_contain_text("0.30")
    expect(row.get_by_label("名称")).to_have_value("灶")
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    page.mouse.up()
    page.get_by_label("签名人姓名").fill("王秀英")
    look_at(page, "shop-phone-filled")
    with page.expect_navigation():
        page.get_by_role("button", name="保存，以后再填").click()
    draft.refresh_from_db()
    assert draft.answers["signed"]["strokes"].startswith("M")
    assert draft.answers["gear"][0]["price"] == "0.10"
    context.close()


def test_without_script_the_same_form_can_be_filled_in(
    city: City, chromium: Browser, live_server: Any
) -> None:
    draft = _draft(city)
    context = chromium.new_context(
        locale="zh-CN", java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    sign_in(context, city.client(), live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/my/applications/{draft.pk}/form/shop/")
    page.get_by_label("厂", exact=True).check()
    page.get_by_label("签名人姓名").fill("王秀英")
    with page.expect_navigation():
        page.get_by_role("button", name="保存并继续").click()
    expect(page.get_by_label("面积")).to_be_visible()
    context.close()


def _draft(city: City) -> Application:
    forget_regions()
    FormDefinition.objects.update(definition=FORM)
    return city.start()
