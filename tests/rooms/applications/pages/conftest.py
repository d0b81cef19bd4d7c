"""The pages of an application as a browser meets them: their addresses, and one before and after filing."""

from __future__ import annotations

from typing import Any

import pytest

from hall.applications.actions.filing import submit_application
from hall.applications.models import Application
from tests.rooms.applications.conftest import City


def url(application: Application, rest: str = "") -> str:
    return f"/my/applications/{application.pk}/{rest}"


def start_url(city: City) -> str:
    return f"/apply/{city.item.code}/"


def body(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def draft(city: City) -> Application:
    return city.start()


@pytest.fixture
def submitted(city: City) -> Application:
    whole = city.fill(city.start())
    submit_application(application_id=whole.pk, seen=whole.version, agreed=True, actor=city.mother)
    whole.refresh_from_db()
    return whole
