"""A filed application, a draft nobody wants: withdrawn, supplemented, discarded."""

from __future__ import annotations

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from hall.applications.actions.filing import conclude_application
from hall.applications.actions.supplements import open_supplement
from hall.applications.models import Application
from hall.applications.rules.supplement import Wanted
from hall.identity.public import SYSTEM
from tests.rooms.applications.conftest import City, a_pdf
from tests.rooms.applications.pages.conftest import body, url


def test_withdrawing_asks_first(city: City, submitted: Application) -> None:
    client = city.client()
    assert "要撤回这份申请吗" in body(client.get(url(submitted, "withdraw/")))
    client.post(url(submitted, "withdraw/"), {"reason": "不办了"})
    submitted.refresh_from_db()
    assert submitted.state == "withdrawn"


def test_after_the_decision_the_way_back_is_closed(city: City, submitted: Application) -> None:
    conclude_application(application_id=submitted.pk, actor=SYSTEM)
    assert city.client().get(url(submitted, "withdraw/"))["Location"] == url(submitted)


def test_a_supplement_is_answered_on_one_page(city: City, submitted: Application) -> None:
    open_supplement(
        application_id=submitted.pk,
        case_id=uuid.uuid4(),
        wanted=[
            Wanted("field", "area", "面积", "与合同不一致"),
            Wanted("material", "lease", "租赁合同", "缺最后一页"),
        ],
        reply_by=None,
        actor=SYSTEM,
    )
    client = city.client()
    page = body(client.get(url(submitted, "supplement/")))
    for word in ("与合同不一致", "缺最后一页", "80 平方米", "租赁合同.pdf"):
        assert word in page
    assert "说明" not in page
    missing = body(client.post(url(submitted, "supplement/"), {"area": ""}, follow=True))
    for word in ("请填写“面积”", "请上传“租赁合同”", "请先阅读并勾选承诺"):
        assert missing.count(word) == 2  # above and beside, in the same words
    file = SimpleUploadedFile("补.pdf", a_pdf())
    answer = client.post(url(submitted, "supplement/"), {"area": "90", "files-lease": file, "agreed": "on"})
    assert answer["Location"] == url(submitted)
    assert client.get(url(submitted, "supplement/"))["Location"] == url(submitted)


def test_discarding_asks_first_and_deletes(city: City, draft: Application) -> None:
    client = city.client()
    assert "要删除这份草稿吗" in body(client.get(url(draft, "discard/")))
    client.post(url(draft, "discard/"))
    draft.refresh_from_db()
    assert draft.state == "withdrawn"
