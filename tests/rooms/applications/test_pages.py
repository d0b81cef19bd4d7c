"""The pages as a browser meets them: nothing lost, nothing shown to strangers, always the same queries."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hall.applications.actions.drafts import save_answers
from hall.applications.actions.filing import conclude_application, submit_application
from hall.applications.actions.supplements import open_supplement
from hall.applications.models import Application
from hall.applications.rules.supplement import Wanted
from hall.foundation.public import bind
from hall.identity.public import SYSTEM
from tests.rooms.applications.conftest import City, a_pdf


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


# Beginning


def test_whoever_is_not_signed_in_signs_in_first_and_comes_back(city: City, client: Any) -> None:
    response = client.get(start_url(city), {"hall": "qiaocheng"})
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]
    assert "hall" in response["Location"]


def test_she_may_apply_for_herself_and_for_her_firm(city: City) -> None:
    page = body(city.client().get(start_url(city)))
    assert "本人：王秀英" in page
    assert "单位：谯城药膳馆" in page
    assert "单位：谯城药膳馆" not in body(city.client(city.stranger_account).get(start_url(city)))


def test_consent_is_asked_for_with_its_purpose_and_never_assumed(city: City) -> None:
    page = body(city.client().get(start_url(city)))
    assert "只用于办理“食品经营许可”" in page
    assert "户籍地址" in page
    assert "第三十五条" in page
    client = city.client()
    answer = client.post(start_url(city), {"party": str(city.party_id), "hall": "bozhou"}, follow=True)
    assert "请选择是否同意调取已有的登记信息" in body(answer)
    assert "有误：" in body(answer)
    assert str(city.party_id) in body(answer)
    assert not Application.objects.exists()


def test_starting_leads_to_the_task_list_and_a_second_start_to_the_same(city: City) -> None:
    client, answers = city.client(), {"party": str(city.party_id), "hall": "bozhou", "known": "held"}
    first = client.post(start_url(city), answers)
    second = client.post(start_url(city), answers, follow=True)
    assert second.redirect_chain[0][0] == first["Location"]
    assert "已为您打开" in body(second)
    assert "您有一份没填完的草稿" in body(client.get(start_url(city)))


def test_an_unknown_item_and_one_that_no_hall_takes_are_told(city: City) -> None:
    assert city.client().get("/apply/nothing/").status_code == 404
    city.item.function = "别的"
    city.item.save(update_fields=["function"])
    assert city.client().get(start_url(city)).status_code == 403


# Filling in


def test_the_task_list_says_how_far_each_part_is(city: City, draft: Application) -> None:
    page = body(city.client().get(url(draft, "draft/")))
    assert "已帮您填好" in page
    assert "6 项中已填 6 项" in page
    assert "未开始" in page


def test_filled_in_answers_say_from_where_and_changed_ones_what_they_were(
    city: City, draft: Application
) -> None:
    client = city.client()
    assert "2026-10-01" in body(client.get(url(draft, "form/1/")))
    client.post(url(draft, "form/1/"), {"seen": "1", "name": "王秀英", "address": "新址", "later": "1"})
    page = body(client.get(url(draft, "form/1/")))
    assert "您已修改" in page
    assert "谯城区魏武大道 12 号" in page


def test_errors_are_told_above_and_beside_in_the_same_words_and_nothing_typed_is_lost(
    city: City, draft: Application
) -> None:
    answer = city.client().post(
        url(draft, "form/2/"), {"seen": "1", "area": "八十", "note": "写了很多"}, follow=True
    )
    page = body(answer)
    assert page.count("“面积”应为数字，例如 120 或 98.5") == 2
    assert "请确认“已阅读告知”" in page
    assert 'value="八十"' in page
    assert "写了很多" in page
    assert "有误：" in page


def test_saving_for_later_asks_nothing(city: City, draft: Application) -> None:
    answer = city.client().post(url(draft, "form/2/"), {"seen": "1", "area": "80", "later": "1"})
    assert answer["Location"] == url(draft, "draft/")
    page = body(city.client().get(url(draft, "form/2/")))
    assert "有误：" not in page
    assert 'value="80"' in page


def test_a_sound_section_leads_to_the_next_and_the_last_to_the_papers(city: City, draft: Application) -> None:
    client = city.client()
    first = {"seen": "1", "name": "王秀英", "id_number": draft.answers["id_number"], "phone": "16100000001"}
    assert client.post(url(draft, "form/1/"), first)["Location"] == url(draft, "form/2/")
    second = {"seen": "9", "area": "80", "agreed": "on", "opened-y": "2026", "opened-m": "5", "opened-d": "1"}
    assert client.post(url(draft, "form/2/"), second)["Location"] == url(draft, "materials/")
    draft.refresh_from_db()
    assert draft.answers["opened"] == "2026-05-01"


def test_a_place_is_chosen_in_two_steps_without_script(city: City, draft: Application) -> None:
    client = city.client()
    page = body(client.get(url(draft, "form/1/")))
    assert "花戏楼街道" in page
    assert "东关社区" in page
    sent = {
        "seen": "1",
        "division": "341602001000",
        "division-village": "341602001001",
        "villages": "division",
    }
    assert client.post(url(draft, "form/1/"), sent)["Location"].endswith("form/1/#id_division")
    draft.refresh_from_db()
    assert draft.answers["division"] == "341602001001"


def test_autosave_answers_when_it_saved_and_the_new_version(city: City, draft: Application) -> None:
    page = body(city.client().post(url(draft, "form/2/autosave/"), {"seen": "1", "area": "80"}))
    assert "已保存" in page
    assert 'value="2"' in page
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"


def test_autosave_of_a_second_device_overwrites_nothing_and_says_so(city: City, draft: Application) -> None:
    client = city.client()
    client.post(url(draft, "form/2/autosave/"), {"seen": "1", "area": "80"})
    page = body(client.post(url(draft, "form/2/autosave/"), {"seen": "1", "area": "90"}))
    assert "没有自动保存" in page
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"


def test_a_conflict_shows_both_values_and_either_can_be_chosen(city: City, draft: Application) -> None:
    client = city.client()
    client.post(url(draft, "form/2/"), {"seen": "1", "area": "80", "note": "先", "agreed": "on"})
    answer = client.post(url(draft, "form/2/"), {"seen": "1", "area": "90", "note": "后", "agreed": "on"})
    assert answer.status_code == 409
    page = body(answer)
    for value in ("80 平方米", "90 平方米", "先", "后"):
        assert value in page
    chosen = {
        "resolve": "1",
        "seen": "2",
        "area": "90",
        "note": "后",
        "agreed": "True",
        "pick-area": "stored",
        "pick-note": "sent",
    }
    client.post(url(draft, "form/2/"), chosen)
    draft.refresh_from_db()
    assert (draft.answers["area"], draft.answers["note"]) == ("80", "后")
    assert draft.answers["agreed"] is True


# Papers


def test_an_upload_is_named_safely_and_comes_back_as_a_download_nobody_runs(
    city: City, draft: Application
) -> None:
    client = city.client()
    file = SimpleUploadedFile("../租赁 合同.exe", a_pdf(), content_type="text/html")
    client.post(url(draft, "materials/lease/upload/"), {"files-lease": file})
    kept = draft.files.get()
    assert kept.name == "租赁 合同.exe.pdf"
    got = client.get(url(draft, f"files/{kept.pk}/"))
    assert got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got["Content-Security-Policy"]
    assert city.client(city.stranger_account).get(url(draft, f"files/{kept.pk}/")).status_code == 404


def test_several_files_at_once_the_good_are_kept_and_of_each_bad_one_it_is_told_why(
    city: City, draft: Application
) -> None:
    files = [
        SimpleUploadedFile("一.pdf", a_pdf()),
        SimpleUploadedFile("二.pdf", b"MZ not a pdf"),
        SimpleUploadedFile("三.pdf", b""),
        SimpleUploadedFile("四.pdf", a_pdf(2)),
    ]
    page = body(
        city.client().post(url(draft, "materials/lease/upload/"), {"files-lease": files}, follow=True)
    )
    assert sorted(draft.files.values_list("name", flat=True)) == ["一.pdf", "四.pdf"]
    assert page.count("二.pdf：这个文件的内容不是可以接收的格式") == 2
    assert "三.pdf：这个文件是空的" in page


def test_the_same_file_sent_twice_is_one_file(city: City, draft: Application) -> None:
    client, scan = city.client(), a_pdf()  # made once: two made in different seconds differ
    for _ in range(2):
        client.post(url(draft, "materials/lease/upload/"), {"files-lease": SimpleUploadedFile("a.pdf", scan)})
    assert draft.files.count() == 1


def test_a_part_of_a_page_never_becomes_a_sign_in_form(city: City, draft: Application, client: Any) -> None:
    answer = client.post(url(draft, "form/2/autosave/"), {"seen": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "登录已超时" in body(answer)
    assert "<form" not in body(answer)


def test_a_file_beyond_the_limit_is_dropped_on_the_way_in(
    city: City, draft: Application, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1 << 20
    large = SimpleUploadedFile("大.pdf", b"%PDF-1.7" + b"0" * (3 << 20))
    page = body(
        city.client().post(url(draft, "materials/lease/upload/"), {"files-lease": large}, follow=True)
    )
    assert "大.pdf：文件超过 1 MB" in page
    assert not draft.files.exists()


def test_choosing_no_file_is_told(city: City, draft: Application) -> None:
    page = body(city.client().post(url(draft, "materials/lease/upload/"), follow=True))
    assert page.count("请先选择要上传的文件") == 2


def test_an_upload_needs_its_csrf_token(city: City, draft: Application) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(city.mother_account)
    file = SimpleUploadedFile("a.pdf", a_pdf())
    assert client.post(url(draft, "materials/lease/upload/"), {"files-lease": file}).status_code == 403


def test_a_virus_is_not_kept_and_she_is_told(city: City, draft: Application) -> None:
    from hall.adapters.scanner.demo import EICAR

    file = SimpleUploadedFile("a.pdf", a_pdf() + EICAR)
    page = body(city.client().post(url(draft, "materials/lease/upload/"), {"files-lease": file}, follow=True))
    assert "没有通过安全检查" in page
    assert not draft.files.exists()


def test_without_a_scanner_a_file_waits_unopened_and_stops_the_filing(city: City, draft: Application) -> None:
    from hall.adapters.scanner import NoScanner
    from hall.applications.ports import Scanner

    bind(Scanner, NoScanner)
    client = city.client()
    client.post(url(draft, "materials/lease/upload/"), {"files-lease": SimpleUploadedFile("a.pdf", a_pdf())})
    file = draft.files.get()
    assert file.scan == "awaiting"
    assert "待检" in body(client.get(url(draft, "materials/")))
    assert client.get(url(draft, f"files/{file.pk}/")).status_code == 409
    assert "还在安全检查" in body(client.get(url(draft, "review/")))


def test_what_the_city_holds_need_not_be_uploaded_but_may(city: City, draft: Application) -> None:
    client = city.client()
    assert "市里已有，您不用提交" in body(client.get(url(draft, "materials/")))
    client.post(url(draft, "materials/card/choose/"), {"own": "1"})
    assert "改用市里已有的" in body(client.get(url(draft, "materials/")))


# Handing in


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


# Afterwards


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


@pytest.mark.parametrize(
    "rest",
    [
        "draft/",
        "form/1/",
        "materials/",
        "review/",
        "done/",
        "discard/",
        "withdraw/",
        "supplement/",
        "receipt.pdf",
    ],
)
def test_a_stranger_finds_no_page_of_hers(city: City, draft: Application, rest: str) -> None:
    assert city.client(city.stranger_account).get(url(draft, rest)).status_code == 404


def test_staff_without_a_party_are_told_that_they_can_not_apply(city: City, django_user_model: Any) -> None:
    clerk = django_user_model.objects.create(username="clerk", name="职员")
    assert city.client(clerk).get(start_url(city)).status_code == 403


def test_pages_with_personal_data_are_kept_by_nobody_between(city: City, draft: Application) -> None:
    assert city.client().get(url(draft, "form/1/"))["Cache-Control"] == "private, no-store"


# The same few queries, however much there is


@pytest.mark.parametrize("rest", ["draft/", "form/2/", "materials/", "review/"])
def test_a_page_costs_the_same_with_many_files_and_answers(city: City, draft: Application, rest: str) -> None:
    client = city.client()
    client.get(url(draft, rest))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url(draft, rest))
    city.fill(draft)
    for number in range(6):
        city.upload(draft, "photo", f"{number}.pdf")
    with CaptureQueriesContext(connection) as many:
        client.get(url(draft, rest))
    assert len(many) <= len(few)
    assert len(many) <= 12
