"""The whole city behind a real server, and visitors who look at every page they come by.

Loaded once for a file of tests and committed, because the server reads it through connections of its own;
afterwards every table is emptied.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Page, Request
from pytest_django.live_server_helper import LiveServer

from hall.foundation.public import backlog, deliver_all, forget_calendar
from hall.project import city
from hall.project.wiring import WIRING
from tests.browser.conftest import assert_accessible, assert_fits

PASSWORD = "openhall-demo"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
Answer = TypeVar("Answer")


def aside(work: Callable[[], Answer]) -> Answer:
    """Do it in a thread of its own, as the worker does: Playwright's event loop runs in this one."""
    answers: list[Answer] = []
    troubles: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if troubles:
        raise troubles[0]
    return answers[0]


def settle() -> None:
    """Let the worker do all it has to do, and see that nothing is stuck."""
    aside(lambda: deliver_all(WIRING))
    assert backlog() == (0, 0)


@pytest.fixture(scope="module")
def served_city(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a hall that has everything `hall load` brings."""
    assert connection.settings_dict["NAME"].startswith("test_"), "only a test database may be emptied"
    with django_db_blocker.unblock(), _own_files(str(tmp_path_factory.mktemp("files"))):
        aside(lambda: list(city.load()))
        forget_calendar()
        server = LiveServer("127.0.0.1")
        try:
            yield server.url
        finally:
            server.stop()
            connection.close()
            call_command("flush", verbosity=0, interactive=False)
            cache.clear()  # its table isn't a model's
            forget_calendar()


def _own_files(folder: str) -> AbstractContextManager[Any]:
    default = settings.STORAGES["default"]
    return override_settings(
        STORAGES={
            "default": default | {"OPTIONS": default["OPTIONS"] | {"location": folder}},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        }
    )


class Visitor:
    """Somebody at a browser of her own. Each page she is led to is looked at before she goes on:

    on a phone and on a wide screen, as she sees it; and on a phone in English and in large type, everything
    unfolded, wherever the page can be asked for again.
    """

    def __init__(self, chromium: Browser, home: str, *, phone: bool = False) -> None:
        self.home = home
        self.size = PHONE if phone else DESK
        self.context = chromium.new_context(locale="zh-CN", viewport=self.size)  # type: ignore[arg-type]
        self.twin_context = chromium.new_context(locale="en-GB", viewport=PHONE)  # type: ignore[arg-type]
        self.complaints: list[str] = []
        self.asked_by = "GET"
        self.page = self._sit_down(self.context)
        self.twin = self._sit_down(self.twin_context)
        self.page.on("request", self._remember)

    def go(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.home + path)
        self.look()
        return self.page

    def sign_in(self, username: str) -> None:
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.press("登录")

    def press(self, words: str) -> None:
        self._leave(lambda: self.page.locator("main").get_by_role("button", name=words, exact=True).click())

    def follow(self, words: str, *, exact: bool = True) -> None:
        links = self.page.locator("main").get_by_role("link", name=words, exact=exact)
        self._leave(links.first.click)

    def download(self, address: str) -> bytes:
        """What the address gives to whoever is signed in here."""
        given = self.context.request.get(address if address.startswith("http") else self.home + address)
        assert given.ok, f"{address}: {given.status}"
        return given.body()

    def look(self) -> None:
        for size in (PHONE, DESK):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            assert_fits(self.page)
            assert_accessible(self.page)
        self.page.set_viewport_size(self.size)  # type: ignore[arg-type]
        if self.asked_by == "GET":
            self._look_again()

    def leave(self) -> None:
        self.context.close()
        self.twin_context.close()
        assert self.complaints == [], "the browser complained"

    def _look_again(self) -> None:
        kept = [each for each in self.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME]
        chosen = {"django_language": "en", "mode": "elder"}
        cookies = [*kept, *({"name": k, "value": v, "url": self.home} for k, v in chosen.items())]
        self.twin_context.add_cookies(cookies)  # type: ignore[arg-type]
        self.twin.goto(self.page.url)
        assert self.twin.locator("html").get_attribute("lang") == "en"
        self.twin.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        assert_fits(self.twin)
        assert_accessible(self.twin)

    def _leave(self, act: Callable[[], object]) -> None:
        with self.page.expect_navigation():
            act()
        self.look()

    def _remember(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.asked_by = request.method

    def _sit_down(self, context: Any) -> Page:
        context.set_default_timeout(20_000)
        page: Page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self._complain(said.text) if said.type == "error" else None)
        return page

    def _complain(self, text: str) -> None:
        if "status of 422" not in text:
            self.complaints.append(f"{self.page.url}: {text}")
