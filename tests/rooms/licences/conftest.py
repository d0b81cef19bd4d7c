"""The people of these tests."""

from __future__ import annotations

import pytest

from tests.people import People, settle


@pytest.fixture
def people(db: None) -> People:
    return settle()
