"""The pages of papers, licences, notices and publicity: no violation, no sideways scroll, two languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, expect

from hall.adapters.seal.configured import make_seal
from hall.adapters.seal.fake import FakeSeal
from hall.disclosure.public import publish_decision
from hall.documents.ports import Seal
from hall.foundation.public import bind, now
from hall.identity.public import SYSTEM
from hall.licences.loading.types import load_licence_types
from hall.licences.public import Holder, issue_licence, licences_of
from hall.notifications.public import notify
from hall.standards import credit_code
from tests.browser.conftest import Visit, assert_accessible, assert_fits, press
from tests.people import People, a_department, settle

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(tmp_path: Any, settings: Any) -> Any:
    """A firm with a licence, a notice in its box, and a published decision."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    bind(Seal, FakeSeal)
    people, department = settle(), a_department()
    load_licence_types(django_settings.HALL_DATA_DIR / "licence_types.csv", actor=SYSTEM)
    issue_licence(
        licence_type="食品经营许可证",
        holder=Holder(people.firm.pk, "legal", people.firm.name),
        case_id=uuid4(),
        case_number="341602202611240004245",
        issuer_name=department.name,
        issuer_code=credit_code.build("11", "349900", "D0000001"),
        content={"经营场所": "亳州市谯城区魏武大道1号"},
        valid_from=date(2026, 12, 1),
        actor=SYSTEM,
    )
    notify(
        party_id=people.firm.pk, title="已受理", body="请留意期限。", about=uuid4(), dedupe="x", actor=SYSTEM
    )
    publish_decision(
        case_id=uuid4(),
        case_number="341602202611240004245",
        item_id=1,
        item_name="食品经营许可（新办）",
        hall_id=department.hall_id,
        department_id=department.pk,
        applicant_kind="natural",
        applicant_name="周雨晴",
        outcome="granted",
        decided_at=now(),
        actor=SYSTEM,
    )
    yield people
    bind(Seal, make_seal)


@pytest.fixture
def signed_in(town: People, cookie: Callable[[str, str], None]) -> People:
    client = Client()
    client.force_login(town.mother.account)
    cookie(django_settings.SESSION_COOKIE_NAME, client.cookies[django_settings.SESSION_COOKIE_NAME].value)
    return town


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible_and_fits(
    signed_in: People, visit: Visit, cookie: Callable[[str, str], None], width: int, language: str
) -> None:
    cookie("django_language", language)
    code = licences_of(signed_in.firm.pk)[0].verify_code
    for address in ("/verify/", f"/verify/{code}/", "/published/", "/my/messages/", "/my/licences/"):
        page = visit(address, width=width)
        assert_accessible(page)
        assert_fits(page)


def test_a_code_typed_by_keyboard_leads_to_its_paper(town: People, visit: Visit) -> None:
    code = licences_of(town.firm.pk)[0].verify_code
    page: Page = visit("/verify/", width=390)
    typed = "-".join(code[at : at + 4] for at in range(0, 16, 4)).lower()
    page.get_by_label("核验码", exact=True).fill(typed)
    with page.expect_navigation(url=f"**/verify/{code}/"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="本大厅出具，现行有效")).to_be_visible()


def test_a_filter_of_the_published_list_stands_in_the_address(town: People, visit: Visit) -> None:
    page = visit("/published/")
    page.get_by_label("结果", exact=True).select_option("refused")
    press(page, "筛选")
    assert "outcome=refused" in page.url
    expect(page.get_by_text("没有符合条件的公示")).to_be_visible()
