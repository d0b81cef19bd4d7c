"""Papers are sealed by the demo seal and stored in a folder that goes away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

import hall.project.wiring  # noqa: F401  (bound before we bind our own)
from hall.adapters.seal.configured import make_seal
from hall.adapters.seal.demo_authority import demo_pkcs12
from hall.adapters.seal.software import SoftwareSeal
from hall.documents.ports import Seal
from hall.documents.public import issue_document
from hall.foundation.public import bind
from hall.identity.public import SYSTEM

ABOUT = UUID("5b7f4f0e-2f3c-4d65-8d0f-5a8f5b1d2c3e")


@pytest.fixture(scope="session")
def seal(tmp_path_factory: pytest.TempPathFactory) -> SoftwareSeal:
    path, password = demo_pkcs12(tmp_path_factory.mktemp("state") / "seal", "亳州市")
    return SoftwareSeal(path, password, is_demo=True)


@pytest.fixture(autouse=True)
def _a_seal_and_a_store(seal: SoftwareSeal, tmp_path: Path, settings: Any) -> Iterator[None]:
    bind(Seal, lambda: seal)
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
def issue() -> Any:
    """Issue an acceptance notice; keyword arguments override."""

    def issue(**other: Any) -> UUID:
        asked: dict[str, Any] = {
            "kind": "acceptance",
            "number": "亳市监许受〔2026〕123号",
            "title": "行政许可申请受理通知书",
            "about": ABOUT,
            "issuer": "亳州市市场监督管理局",
            "holder_name": "张三丰",
            "dedupe": f"acceptance:{uuid4()}",
            "actor": SYSTEM,
            "data": {
                "applicant": "张三丰",
                "item_name": "食品经营许可（新办）",
                "case_number": "341602-20261124-00042-45",
                "accepted_on": date(2026, 11, 25),
                "limit_days": 20,
                "due_on": date(2026, 12, 23),
            },
        }
        return issue_document(**(asked | other))

    return issue
