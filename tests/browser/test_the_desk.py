"""A case over the desk, from the counter to the result, by click and by key, on phone and wide screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import APIResponse, BrowserContext, Locator, Page, expect

from hall.applications.actions.filing import submit_application
from hall.applications.models import Application
from hall.approvals.models import Case
from hall.foundation.public import deliver_all, today
from hall.identity.public import SYSTEM, Account, give_post
from hall.project.wiring import WIRING
from hall.registers.models import PersonRecord
from tests.browser.conftest import assert_accessible, assert_fits, leave_by, press
from tests.rooms.applications.conftest import City, _files, city

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["_files", "city"]
Enter = Callable[[str], Page]


def deliver() -> None:
    """What the worker does, in a thread like the worker's: Playwright's loop runs in this one."""
    worker = threading.Thread(target=_deliver)
    worker.start()
    worker.join()


def _deliver() -> None:
    deliver_all(WIRING)
    connection.close()


@pytest.fixture
def case(city: City) -> Case:
    """Filed by the mother; the register has learnt of another address since."""
    application = city.fill(city.start())
    submit_application(
        application_id=application.pk, seen=application.version, agreed=True, actor=city.mother
    )
    PersonRecord.objects.update(address="亳州市谯城区花戏楼街道东关社区 88 号")
    deliver()
    return Case.objects.get(application_id=application.pk)


@pytest.fixture
def enter(city: City, context: BrowserContext, live_server: Any, page: Page) -> Enter:
    """Sit down at the desk in a post; each in the lead department."""

    def sit_down(role: str) -> Page:
        account = Account.objects.create(username=role, name={"window_clerk": "王芳"}.get(role, "赵建国"))
        department = None if role == "window_clerk" else city.department.pk
        give_post(
            account_id=account.pk,
            role=role,
            hall_id=city.hall.pk,
            department_id=department,
            since=today(),
            actor=SYSTEM,
        )
        client = Client()
        client.force_login(account)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        context.add_cookies([cookie | {"httpOnly": True}])  # type: ignore[list-item]
        page.goto(f"{live_server.url}/desk/")
        return page

    return sit_down


def look_at(page: Page) -> None:
    """At the width it has, and at the narrowest; with everything unfolded."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    wide = page.viewport_size
    assert wide is not None
    for width in (320, wide["width"]):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)


def opened(page: Page, link: Locator) -> APIResponse:
    """What a link leads to, asked for with the page's own session."""
    answer = page.request.get(urljoin(page.url, link.get_attribute("href") or ""))
    assert answer.status == 200
    return answer


def test_a_case_goes_over_the_desk(case: Case, enter: Enter) -> None:
    page = enter("window_clerk")
    look_at(page)
    leave_by(page.get_by_role("link", name=case.item_name))
    expect(page.get_by_role("heading", name="1 项与登记数据不一致")).to_be_visible()
    look_at(page)
    lease = opened(page, page.get_by_role("link", name="在新窗口打开").first)
    assert lease.headers["content-type"] == "application/pdf"
    assert lease.headers["x-frame-options"] == "SAMEORIGIN"
    assert lease.headers["content-security-policy"].startswith("default-src 'none'")
    press(page, "受理")
    expect(page.get_by_text("已受理，期限从受理之日起算。")).to_be_visible()
    look_at(page)

    page = enter("reviewer")
    leave_by(page.get_by_role("link", name=case.item_name))
    press(page, "提交审查意见")
    expect(page.get_by_role("alert")).to_contain_text("请选择审查结论")
    look_at(page)
    page.get_by_label("不通过").check()
    page.get_by_label("审查意见").fill("操作间与库房没有分隔")
    press(page, "提交审查意见")
    expect(page.get_by_text("审查意见已提交。")).to_be_visible()
    look_at(page)

    page = enter("decider")
    leave_by(page.get_by_role("link", name=case.item_name))
    expect(page.get_by_text("操作间与库房没有分隔").first).to_be_visible()
    page.get_by_label("不予行政许可").check()
    press(page, "作出决定")
    expect(page.get_by_role("alert")).to_contain_text("请写明不予的理由和依据")
    page.get_by_label("理由").fill("不符合《食品经营许可审查通则》的要求")
    press(page, "作出决定")
    look_at(page)
    deliver()
    page.reload()
    look_at(page)
    letter = opened(page, page.get_by_role("link", name="不予行政许可决定书"))
    assert letter.headers["content-type"] == "application/pdf"
    assert letter.body().startswith(b"%PDF")
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("completed", "refused")


def test_a_clerk_asks_once_for_everything_that_is_missing(case: Case, enter: Enter, city: City) -> None:
    page = enter("window_clerk")
    leave_by(page.get_by_role("link", name=case.item_name))
    page.get_by_text("一次告知补正", exact=True).click()
    press(page, "发出补正告知")
    expect(page.get_by_role("alert")).to_contain_text("请勾选需要补正的材料或填写项")
    look_at(page)
    page.get_by_label("租赁合同", exact=True).check()
    press(page, "发出补正告知")
    expect(page.get_by_role("alert")).to_contain_text("请写明需要补正的原因")
    expect(page.get_by_label("租赁合同", exact=True)).to_be_checked()
    page.get_by_label("“租赁合同”需要补正的原因").fill("没有签名或者盖章")
    page.get_by_label("“面积”需要补正的原因").fill("与租赁合同不一致")
    press(page, "发出补正告知")
    expect(page.get_by_role("heading", name="等待申请人补正")).to_be_visible()
    look_at(page)
    deliver()
    supplement = Application.objects.get(pk=case.application_id).supplement
    assert [(each["key"], each["reason"]) for each in supplement.wanted] == [
        ("lease", "没有签名或者盖章"),
        ("area", "与租赁合同不一致"),
    ]


def test_a_clerk_walks_her_list_by_keys_and_finds_by_number(case: Case, enter: Enter) -> None:
    page = enter("window_clerk")
    page.keyboard.press("j")
    expect(page.locator(".row-link")).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type(case.number)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(case.item_name)
    page.goto(page.url.split("/desk/")[0] + "/desk/find/?q=没有这样的名称")
    look_at(page)


@pytest.mark.parametrize("mode", ["standard", "elder"])
def test_the_desk_speaks_english(
    case: Case, enter: Enter, cookie: Callable[[str, str], None], mode: str
) -> None:
    cookie("django_language", "en")
    cookie("mode", mode)
    page = enter("window_clerk")
    look_at(page)
    leave_by(page.get_by_role("link", name=case.item_name))
    look_at(page)
    expect(page.get_by_role("button", name="Accept", exact=True)).to_be_visible()
