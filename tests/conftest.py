"""What every test stands on: a database, the embedded one when DATABASE_URL names none."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

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
