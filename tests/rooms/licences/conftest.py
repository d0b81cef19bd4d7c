"""The people, a department, the types of licence, and a seal that is quick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings as django_settings

from hall.adapters.seal.configured import make_seal
from hall.adapters.seal.fake import FakeSeal
from hall.documents.ports import Seal
from hall.foundation.public import bind
from hall.identity.public import SYSTEM
from hall.licences.loading.types import load_licence_types
from hall.licences.public import Holder, issue_licence
from hall.places.models import Department
from hall.standards import credit_code
from tests.people import People, a_department, settle

ISSUER_CODE = credit_code.build("11", "349900", "D0000001")


@pytest.fixture
def people(db: None) -> People:
    return settle()


@pytest.fixture(autouse=True)
def _a_quick_seal_and_a_store(tmp_path: Path, settings: Any) -> Iterator[None]:
    bind(Seal, FakeSeal)
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    yield
    bind(Seal, make_seal)


@pytest.fixture
def department(db: None) -> Department:
    return a_department()


@pytest.fixture
def types(db: None) -> None:
    load_licence_types(django_settings.HALL_DATA_DIR / "licence_types.csv", actor=SYSTEM)


@pytest.fixture
def issue(types: None, department: Department, people: People) -> Any:
    """Issue the firm a food licence; keyword arguments override."""

    def issue(**other: Any) -> UUID:
        asked: dict[str, Any] = {
            "licence_type": "食品经营许可证",
            "holder": Holder(people.firm.pk, "legal", people.firm.name),
            "case_id": uuid4(),
            "case_number": "341602-20261124-00042-45",
            "issuer_name": "亳州市市场监督管理局",
            "issuer_code": ISSUER_CODE,
            "content": {"经营场所": "亳州市谯城区魏武大道1号", "主体业态": "餐饮服务经营者"},
            "valid_from": date(2026, 12, 1),
            "department_id": department.pk,
            "actor": SYSTEM,
        }
        return issue_licence(**(asked | other))

    return issue
