"""A woman of eighty files for her shop: on a phone, with or without script, in large type, on two devices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hall.applications.models import Application
from hall.applications.public import open_supplement
from hall.applications.rules.supplement import Wanted
from hall.identity.public import SYSTEM
from tests.browser.conftest import assert_accessible, assert_fits, leave_by, press
from tests.rooms.applications.conftest import City, _files, a_pdf, city

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["_files", "city"]
PHONE = {"width": 390, "height": 844}
LEASE = {"name": "租赁合同.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}


@pytest.fixture
def signed_in(city: City, live_server: Any) -> Callable[[BrowserContext], None]:
    def sign_in(context: BrowserContext) -> None:
        client = city.client()
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url, "httpOnly": True}]
        )

    return sign_in


def look_at(page: Page) -> None:
    assert_fits(page)
    assert_accessible(page)


def begin(page: Page, address: str, look: Callable[[Page], None]) -> None:
    page.goto(address)
    look(page)
    press(page, "开始填写")
    look(page)  # with its errors
    page.get_by_text("本人：王秀英").click()
    page.get_by_text("帮我填好（可以修改）").click()
    press(page, "开始填写")
    look(page)


def fill(page: Page, look: Callable[[Page], None]) -> None:
    leave_by(page.get_by_role("link", name="申请人", exact=True))
    look(page)
    press(page, "保存并继续")
    page.get_by_label("面积").fill("八十")
    press(page, "保存并继续")
    look(page)  # with its errors
    expect(page.get_by_label("面积")).to_have_value("八十")
    page.get_by_label("面积").fill("80")
    page.get_by_label("年").fill("2026")
    page.get_by_label("月").fill("5")
    page.get_by_label("日", exact=True).fill("1")
    page.get_by_text("已阅读告知").last.click()
    press(page, "保存并继续")
    look(page)


def hand_in(page: Page, look: Callable[[Page], None]) -> None:
    page.locator("#files-lease").set_input_files(LEASE)
    leave_by(page.locator("#m-lease").get_by_role("button", name="上传"))
    look(page)
    leave_by(page.get_by_role("link", name="去核对"))
    look(page)
    page.get_by_text("我已核对以上内容").click()
    press(page, "提交申请")
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    look(page)


def test_the_whole_way_on_a_phone(
    city: City, page: Page, context: BrowserContext, live_server: Any, signed_in: Any
) -> None:
    signed_in(context)
    page.set_viewport_size(PHONE)
    begin(page, f"{live_server.url}/apply/{city.item.code}/?hall=qiaocheng", look_at)
    fill(page, look_at)
    hand_in(page, look_at)
    leave_by(page.get_by_role("link", name="查看进度"))
    expect(page.get_by_text("等待窗口受理")).to_be_visible()
    look_at(page)
    page.goto(f"{live_server.url}/my/")
    look_at(page)
    filed = Application.objects.get()
    assert filed.hall_id == city.county_hall.pk
    assert filed.answers["opened"] == "2026-05-01"


def test_the_whole_way_without_script(
    city: City, chromium: Browser, live_server: Any, signed_in: Any
) -> None:
    context = chromium.new_context(locale="zh-CN", viewport=PHONE, java_script_enabled=False)
    signed_in(context)
    page = context.new_page()
    begin(page, f"{live_server.url}/apply/{city.item.code}/?hall=bozhou", lambda _: None)
    fill(page, lambda _: None)
    hand_in(page, lambda _: None)
    context.close()
    assert Application.objects.get().state == "submitted"


def test_the_browsers_way_back_never_asks_to_send_again(
    city: City, page: Page, context: BrowserContext, live_server: Any, signed_in: Any
) -> None:
    signed_in(context)
    begin(page, f"{live_server.url}/apply/{city.item.code}/?hall=bozhou", lambda _: None)
    fill(page, lambda _: None)
    for _ in range(5):
        page.go_back()
        expect(page.locator("h1")).to_be_visible()


def test_a_draft_saves_itself_and_a_second_device_is_shown_both(
    city: City, page: Page, context: BrowserContext, live_server: Any, signed_in: Any
) -> None:
    signed_in(context)
    draft = city.start()
    address = f"{live_server.url}/my/applications/{draft.pk}/form/2/"
    page.goto(address)
    other = context.new_page()
    other.goto(address)
    other.get_by_label("面积").fill("120")
    other.get_by_label("说明").click()
    expect(other.locator(".autosave")).to_contain_text("已保存")
    page.get_by_label("面积").fill("80")
    page.get_by_label("说明").click()
    expect(page.locator(".autosave")).to_contain_text("没有自动保存")
    press(page, "保存，以后再填")
    expect(page.get_by_role("heading", name="两处都改过，请您选定")).to_be_visible()
    look_at(page)
    page.get_by_text("另一处保存的：120").click()
    press(page, "按选定的保存")
    draft.refresh_from_db()
    assert draft.answers["area"] == "120"


@pytest.mark.parametrize(
    ("language", "mode"), [("zh-hans", "standard"), ("zh-hans", "elder"), ("en", "standard")]
)
@pytest.mark.parametrize("width", [320, 390])
def test_the_tools_of_a_phone_stand_in_one_line(
    city: City,
    visit: Any,
    cookie: Any,
    context: BrowserContext,
    signed_in: Any,
    language: str,
    mode: str,
    width: int,
) -> None:
    signed_in(context)
    cookie("django_language", language)
    cookie("mode", mode)
    page = visit("/my/", width=width)
    bar, tool = (
        page.locator(part).bounding_box()
        for part in (".masthead__tools", ".masthead__tools form:first-of-type .tool")
    )
    assert bar["height"] < 1.5 * tool["height"]
    page.locator(".menu > summary").click()
    expect(page.locator(".menu").get_by_role("link").last).to_have_text(re.compile("^(退出|Sign out)$"))


def test_a_dead_line_is_told(
    city: City, page: Page, context: BrowserContext, live_server: Any, signed_in: Any
) -> None:
    signed_in(context)
    draft = city.start()
    page.goto(f"{live_server.url}/my/applications/{draft.pk}/form/2/")
    page.route("**/autosave/", lambda route: route.abort())
    page.get_by_label("面积").fill("80")
    page.get_by_label("说明").click()
    expect(page.locator(".autosave")).to_contain_text("没能自动保存")
    page.complaints.clear()  # type: ignore[attr-defined]  # the dead line itself


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_large_type_and_english_stay_whole(
    city: City, visit: Any, cookie: Any, context: BrowserContext, signed_in: Any, language: str, width: int
) -> None:
    signed_in(context)
    cookie("django_language", language)
    cookie("mode", "elder")
    draft = city.start()
    for rest in ("draft/", "form/1/", "form/2/", "materials/", "review/", "discard/"):
        look_at(visit(f"/my/applications/{draft.pk}/{rest}", width=width))
    look_at(visit("/my/applications/?show=drafts", width=width))


def test_a_supplement_on_a_phone(city: City, visit: Any, context: BrowserContext, signed_in: Any) -> None:
    import uuid

    from hall.applications.actions.filing import submit_application

    signed_in(context)
    whole = city.fill(city.start())
    submit_application(application_id=whole.pk, seen=whole.version, agreed=True, actor=city.mother)
    wanted = [
        Wanted("field", "area", "面积", "与租赁合同不一致"),
        Wanted("material", "lease", "租赁合同", "缺最后一页"),
    ]
    open_supplement(application_id=whole.pk, case_id=uuid.uuid4(), wanted=wanted, reply_by=None, actor=SYSTEM)
    page = visit(f"/my/applications/{whole.pk}/supplement/", width=390)
    look_at(page)
    press(page, "提交补正")
    look_at(page)
    page.get_by_label("面积").fill("90")
    page.locator("#files-lease").set_input_files(LEASE | {"buffer": a_pdf(3)})
    page.get_by_text("我已核对以上内容").click()
    press(page, "提交补正")
    expect(page.get_by_text("补正已提交")).to_be_visible()
