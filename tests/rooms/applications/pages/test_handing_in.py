"""The check before handing in, and the one moment after which it is filed."""

from __future__ import annotations

from hall.applications.actions.drafts import save_answers
from hall.applications.models import Application
from tests.rooms.applications.conftest import City
from tests.rooms.applications.pages.conftest import body, url


def test_the_check_lists_every_gap_with_its_way_there(city: City, draft: Application) -> None:
    page = body(city.client().get(url(draft, "review/")))
    assert f'href="{url(draft, "form/2/")}#id_area"' in page
    assert f'href="{url(draft, "materials/")}#m-lease"' in page
    assert "提交申请</button>" not in page


def test_she_hands_in_once_and_sees_her_number_and_what_comes(city: City, draft: Application) -> None:
    city.fill(draft)
    client = city.client()
    page = client.get(url(draft, "review/"))
    assert "第三十一条" in body(page)
    key = page.context["key"]
    sent = {"seen": str(draft.version), "key": key}
    assert "请先阅读并勾选承诺" in body(client.post(url(draft, "review/"), sent, follow=True))
    for _ in range(2):
        answer = client.post(url(draft, "review/"), {**sent, "agreed": "on"})
        assert answer["Location"] == url(draft, "done/")
    done = body(client.get(url(draft, "done/")))
    draft.refresh_from_db()
    assert draft.receipt_number is not None
    assert draft.receipt_number[:6] in done
    assert "接下来" in done
    assert "正在生成" in done
    assert "正在生成" in body(client.get(url(draft, "done/"), {"part": "receipt"}))
    assert client.get(url(draft, "receipt.pdf")).status_code == 404


def test_a_change_elsewhere_between_check_and_handing_in_is_told(city: City, draft: Application) -> None:
    city.fill(draft)
    seen = draft.version
    save_answers(application_id=draft.pk, section="2", values={"area": "99"}, seen=seen, actor=city.mother)
    answer = city.client().post(
        url(draft, "review/"), {"seen": str(seen), "key": "k", "agreed": "on"}, follow=True
    )
    assert "还没有提交" in body(answer)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_filed_pages_of_a_draft_lead_to_where_it_is_now(city: City, submitted: Application) -> None:
    client = city.client()
    for rest in ("draft/", "form/1/", "materials/", "discard/"):
        assert client.get(url(submitted, rest))["Location"] == url(submitted)
    assert client.get(url(submitted, "review/"))["Location"] == url(submitted, "done/")
