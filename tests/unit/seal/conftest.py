"""A demo seal, made once, and a letter to seal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hall.adapters.seal.demo_authority import demo_pkcs12
from hall.adapters.seal.software import SoftwareSeal
from hall.documents.rules.letters import facts
from hall.documents.tasks.typesetting import typeset

LETTER = {
    "title": "行政许可申请受理通知书",
    "number": "亳市监许受〔2026〕123号",
    "issuer": "亳州市市场监督管理局",
    "seal": "亳州市市场监督管理局",
    "holder": "张三丰",
    "city": "亳州市",
    "issued_on": "2026年11月24日",
    "verify_url": "http://127.0.0.1:8000/verify/7K3M9QX2AB4CD5EF/",
    "verify_code": "7K3M-9QX2-AB4C-D5EF",
    "is_demo": True,
}
FACTS = {
    "applicant": "张三丰",
    "item_name": "食品经营许可（新办）",
    "case_number": "341602-20261124-00042-45",
    "accepted_on": "2026年11月25日",
    "limit_days": 20,
    "due_on": "2026年12月23日",
}
MADE_AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state") / "seal"


@pytest.fixture(scope="session")
def seal(demo_folder: Path) -> SoftwareSeal:
    path, password = demo_pkcs12(demo_folder, "亳州市")
    return SoftwareSeal(path, password, is_demo=True)


@pytest.fixture(scope="session")
def letter_pdf() -> bytes:
    return typeset("acceptance", LETTER | {"facts": facts("acceptance", FACTS)}, at=MADE_AT)


@pytest.fixture(scope="session")
def sealed_pdf(seal: SoftwareSeal, letter_pdf: bytes) -> bytes:
    return seal.seal(letter_pdf, owner="亳州市市场监督管理局", reason="受理通知书").content
