"""Every operation of the API, asked every way that schemathesis can think of, as a citizen and as an officer.

Path parameters are mostly those of things that exist, and If-Match mostly the version in force: otherwise
hardly any request would get past "not found" and "has changed". Every request finds the same little hall:
what it does is rolled back.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
import schemathesis
from django.core.files.storage import storages
from django.db import connection, transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from hall.adapters.scanner.demo import DemoScanner
from hall.applications.ports import Scanner
from hall.foundation.public import bind
from hall.project.api import openapi_document
from hall.project.wsgi import application
from tests.calling import Caller
from tests.journeys.world import World, make_world

EXAMPLES = 15
"""Per operation and caller: the whole file stays within two minutes."""
LAWFUL = ["2xx", "3xx", "401", "403", "404", "409", "412", "413", "422", "428", "429"]
"""A request may be well-formed and still not be lawful just now, or not sound: that no schema can say."""

REFUSED = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428"]

schema = schemathesis.openapi.from_dict(
    orjson.loads(openapi_document()),
    config=SchemathesisConfig.from_dict(
        {
            "checks": {
                "positive_data_acceptance": {"expected-statuses": LAWFUL},
                "negative_data_rejection": {"expected-statuses": REFUSED},
                "missing_required_header": {"expected-statuses": REFUSED},
            },
            "generation": {"allow-x00": False},  # no text of ours can hold U+0000; see test_api_manners
        }
    ),
)
schema.app = application


@pytest.fixture(autouse=True)
def _own_files() -> None:
    """Instead of a store for each test: what the little hall holds lies in one."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), _files_in(tmp_path_factory.mktemp("files")), _one_connection():
        everything = transaction.atomic()
        everything._from_testcase = True  # durable actions may run inside a test's transaction
        everything.__enter__()
        try:
            yield make_world()
        finally:
            transaction.set_rollback(True)
            everything.__exit__(None, None, None)


@contextmanager
def _one_connection() -> Iterator[None]:
    """Keep Django from closing, after a request, the connection that our transaction is on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
        yield


@contextmanager
def _files_in(folder: Path) -> Iterator[None]:
    from django.conf import settings as house

    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    bind(Scanner, DemoScanner)
    with override_settings(STORAGES={**house.STORAGES, "default": store}):
        storages._storages.clear()
        yield
    storages._storages.clear()


@pytest.mark.django_db  # one such test is needed, or pytest-django makes no database for this file
def test_a_stranger_gets_no_further_than_the_door(client: Client) -> None:
    for path, item in schema.raw_schema["paths"].items():
        for method, operation in item.items():
            if operation.get("security"):
                answer = getattr(client, method)(path.replace("{", "").replace("}", ""))
                assert answer.status_code == 401, f"{method} {path} answers {answer.status_code}"


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("who", ["citizen", "officer"])
def test_every_operation_keeps_its_promise(case: schemathesis.Case, who: str, world: World) -> None:
    caller: Caller = getattr(world, who)
    before = transaction.savepoint()
    try:
        _name_what_exists(case, world)
        _see_the_version(case, caller)
        is_stranger = "Authorization" in case.headers and _is_wrong(case, ParameterLocation.HEADER)
        case.call_and_validate(headers={} if is_stranger else {"Authorization": f"Bearer {caller.token}"})
    finally:
        transaction.savepoint_rollback(before)


def _name_what_exists(case: schemathesis.Case, world: World) -> None:
    """Three times out of four something that exists, unless the address is just what is wrong."""
    chance = _chance(case)
    if chance % 4 == 0 or _is_wrong(case, ParameterLocation.PATH):
        return
    for name, values in world.known.items():
        if name in case.path_parameters:
            case.path_parameters[name] = values[chance // 4 % len(values)]


def _see_the_version(case: schemathesis.Case, caller: Caller) -> None:
    """Mostly ask on the version in force, as a client does that has just read."""
    sent = case.headers.get("If-Match")
    if not sent or _chance(case) % 5 == 0 or _is_wrong(case, ParameterLocation.HEADER):
        return
    is_supplement = case.method == "PATCH" and case.path.endswith("/supplement")
    thing = case.formatted_path if is_supplement else "/".join(case.formatted_path.split("/")[:5])
    seen = caller.get(thing)
    if "ETag" in seen.headers:
        case.headers["If-Match"] = seen.headers["ETag"]


def _chance(case: schemathesis.Case) -> int:
    """A number that is any for different requests and the same for the same, so that failures come again."""
    return zlib.crc32(repr((case.path_parameters, case.query, case.headers, case.body)).encode())


def _is_wrong(case: schemathesis.Case, where: ParameterLocation) -> bool:
    """Whether this part of the request was made to break the contract."""
    part = case.meta.components.get(where) if case.meta else None
    return part is not None and part.mode is GenerationMode.NEGATIVE
