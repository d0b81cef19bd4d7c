"""What every test stands on: a database of its own kind, and a process as if no other test had run in it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import pytest
from django.utils import translation

from hall.foundation import ports
from hall.foundation.public import forget_calendar
from hall.project.embedded_database import embedded_database
from tools.compile_messages import compile_messages


def pytest_configure(config: pytest.Config) -> None:
    """Compile texts that have changed, once, before any process of the run reads them."""
    if not hasattr(config, "workerinput"):
        compile_messages()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """pytest-django calls this before it makes the test database."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with embedded_database(for_tests=True).lease():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    with _loop_for(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    with _loop_for(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    with _loop_for(item):
        return (yield)


@pytest.fixture(autouse=True)
def _as_if_nothing_had_run() -> Iterator[None]:
    """What a test leaves behind in its process: a language, a calendar, an adapter."""
    translation.deactivate()
    forget_calendar()
    bound = dict(ports._adapters)
    yield
    ports._adapters.clear()
    ports._adapters.update(bound)


def _loop_for(item: pytest.Item) -> AbstractContextManager[None]:
    return nullcontext() if item.get_closest_marker("browser") else without_the_browsers_loop()


@contextmanager
def without_the_browsers_loop() -> Iterator[None]:
    """Playwright leaves its event loop running in the thread. There `asyncio.run` refuses to work, and Django
    keeps another connection than it does without: a transaction begun on one would never end on the other.
    """
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        if running is not None and not running.is_closed():
            asyncio._set_running_loop(running)
