"""The whole way of a guide in a real browser: written by one, published by another, read by a citizen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import assert_accessible, assert_fits
from tests.browser.served_city import DESK, PASSWORD, served_city

__all__ = ["served_city"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODE = "000116055000-08"
NAME = "建设项目环境影响评价审批报告表（普通类）"


@pytest.fixture
def desk(chromium: Browser, served_city: str) -> _Desk:
    return _Desk(chromium, served_city)


class _Desk:
    """Pages of several officers, each in a browser of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def officer(self, username: str) -> Page:
        page = self.browser.new_context(viewport=DESK, locale="zh-CN", accept_downloads=True).new_page()
        page.goto(f"{self.address}/accounts/login/?next=/desk/items/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="事项管理", level=1)).to_be_visible()
        return page


def _pressed(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_a_guide_is_written_by_one_published_by_another_and_read_by_all(desk: _Desk, tmp_path: Path) -> None:
    writer = desk.officer("items")
    writer.get_by_label("名称或编码").fill("环境影响评价审批报告表（普通类）")
    _pressed(writer, "筛选")
    with writer.expect_navigation():
        writer.get_by_role("link", name=NAME).click()
    assert_accessible(writer)
    assert_fits(writer)
    writer.goto(f"{desk.address}/desk/items/{CODE}/edit/contact/")
    writer.get_by_label("咨询电话").fill("0558-5556789")
    assert_accessible(writer)
    _pressed(writer, "存入草稿")
    expect(writer.get_by_text("已存入草稿")).to_be_visible()
    _pressed(writer, "提交审核")
    expect(writer.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    checker = desk.officer("publish")
    checker.goto(f"{desk.address}/desk/items/{CODE}/")
    expect(checker.locator("ins", has_text="0558-5556789")).to_be_visible()
    assert_accessible(checker)
    _pressed(checker, "发布")
    expect(checker.get_by_text("已发布。")).to_be_visible()
    checker.goto(f"{desk.address}/items/{CODE}/")
    expect(checker.locator("main")).to_contain_text("0558-5556789")
    _brought_by_file(writer, desk.address, tmp_path)


def _brought_by_file(page: Page, address: str, folder: Path) -> None:
    """The list goes out, is changed in a spreadsheet, and comes in: first with a fault, then without."""
    page.goto(f"{address}/desk/items/?q={CODE}")
    with page.expect_download() as loading:
        page.get_by_role("button", name="导出 XLSX").click()
    original = Path(loading.value.path()).read_bytes()
    for value in ("几次", "7"):
        book = load_workbook(io.BytesIO(original))
        sheet = book["办事指南"]
        columns = {cell.value: cell.column for cell in sheet[2]}
        sheet.cell(3, columns["promise_limit"], value)
        file = folder / "guides.xlsx"
        book.save(file)
        page.goto(f"{address}/desk/items/imports/")
        page.get_by_label("文件").set_input_files(file)
        assert_accessible(page)
        _pressed(page, "上传并检查")
        assert_accessible(page)
        if value == "几次":
            expect(page.get_by_text("不是整数")).to_be_visible()
    expect(page.locator("ins", has_text="7").first).to_be_visible()
    _pressed(page, "写入草稿")
    expect(page.get_by_text("已写入 1 份草稿")).to_be_visible()
