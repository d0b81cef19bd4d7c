"""Every kind of question on its page: drawn, saved, asked again, filed, read by officers and programs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall.applications.actions.drafts import patch_answers
from hall.applications.actions.filing import submit_application
from hall.applications.models import Application
from hall.applications.queries import filed
from hall.applications.queries.regions import forget_regions
from hall.catalogue.models import FormDefinition
from hall.foundation.public import Invalid
from tests.rooms.applications.conftest import City, a_pdf, an_id

KIND = {"key": "kind", "label": "种类", "type": "radio", "options": ["店", "厂"], "required": True}
BIG = {"==": [{"var": "kind"}, "厂"]}
FORM: dict[str, Any] = {
    "sections": [
        {
            "key": "who",
            "title": "办理人",
            "fields": [
                {"key": "applicant", "label": "申请人", "type": "person", "required": True, "held": "person"},
                {"key": "home", "label": "住址", "type": "address_tree", "held": "person"},
                {"key": "firm", "label": "单位", "type": "legal_person"},
                {"key": "term", "label": "期限", "type": "date_range"},
                {"key": "place", "label": "位置", "type": "map_point"},
                {"key": "mail", "label": "邮箱", "type": "email"},
                {"key": "opens", "label": "开门", "type": "time"},
            ],
        },
        {
            "key": "shop",
            "title": "经营",
            "fields": [
                KIND,
                {"key": "area", "label": "面积", "type": "number", "required": True, "show_if": BIG},
                {"key": "plan", "label": "平面图", "type": "file", "required": True, "show_if": BIG},
                {
                    "key": "gear",
                    "label": "设备",
                    "type": "table",
                    "columns": [
                        {"key": "name", "label": "名称", "type": "text", "required": True},
                        {"key": "count", "label": "数量", "type": "number"},
                        {"key": "price", "label": "单价", "type": "money"},
                        {"key": "bought", "label": "购于", "type": "date"},
                        {
                            "key": "line",
                            "label": "小计",
                            "type": "money",
                            "formula": {"*": [{"var": "count"}, {"var": "price"}]},
                        },
                    ],
                },
                {
                    "key": "total",
                    "label": "合计",
                    "type": "money",
                    "formula": {"sum": [{"var": "gear.line"}]},
                },
                {"key": "signed", "label": "签名", "type": "signature", "required": True},
            ],
        },
    ]
}
GEAR = {
    "gear-rows": "2",
    "gear-0-name": "灶",
    "gear-0-count": "3",
    "gear-0-price": "0.10",
    "gear-0-bought": "2026-05-01",
    "gear-1-name": "",
}


@pytest.fixture
def draft(city: City) -> Application:
    forget_regions()
    FormDefinition.objects.update(definition=FORM)
    return city.start()


def page(draft: Application, section: str, more: str = "") -> str:
    return f"/my/applications/{draft.pk}/form/{section}/{more}"


def send(city: City, draft: Application, data: dict[str, Any], more: str = "", client: Any = None) -> Any:
    draft.refresh_from_db()
    return (client or city.client()).post(page(draft, "shop", more), {"seen": draft.version, **data})


def test_the_registers_fill_in_a_person_and_an_address(city: City, draft: Application) -> None:
    assert draft.answers["applicant"]["name"] == "王秀英"
    assert draft.answers["home"] == {"division": "341602001000", "detail": "谯城区魏武大道 12 号"}
    shown = city.client().get(page(draft, "who")).content.decode()
    assert 'value="王秀英"' in shown
    assert '<option value="341602001000" selected>' in shown
    assert "341602001001" in shown  # the villages of the town are listed to go on with


def test_a_section_of_composed_questions_is_saved_as_it_was_typed(city: City, draft: Application) -> None:
    number = an_id("34990219900307005")
    typed = {
        "seen": draft.version,
        "applicant-name": "赵一",
        "applicant-id_number": number,
        "home-0": "340000000000",
        "home-1": "341600000000",
        "home-2": "341602000000",
        "home-3": "341602001000",
        "home-4": "341602001001",
        "home-detail": "3 号楼",
        "term-start-y": "2026",
        "term-start-m": "1",
        "term-start-d": "1",
        "term-end-y": "2026",
        "term-end-m": "12",
        "term-end-d": "31",
        "place-lng": "115.77",
        "place-lat": "33.84",
        "mail": "a@b.cn",
        "opens": "08:30",
    }
    answer = city.client().post(page(draft, "who"), typed)
    assert answer.url == page(draft, "shop")
    draft.refresh_from_db()
    assert draft.answers["applicant"] == {"name": "赵一", "id_number": number}
    assert draft.answers["home"] == {"division": "341602001001", "detail": "3 号楼"}
    assert draft.answers["term"] == {"start": "2026-01-01", "end": "2026-12-31"}
    review = city.client().get(f"/my/applications/{draft.pk}/review/").content.decode()
    for said in (
        "东经 115.77°，北纬 33.84°",
        "安徽省亳州市谯城区花戏楼街道东关社区3 号楼",
        "2026-01-01 至 2026-12-31",
    ):
        assert said in review


def test_a_division_of_another_province_is_not_kept_under_this_one(city: City, draft: Application) -> None:
    typed = {"home-0": "340000000000", "home-1": "110100000000", "home-detail": "路", "seen": draft.version}
    city.client().post(page(draft, "who"), typed)
    draft.refresh_from_db()
    assert draft.answers["home"]["division"] == "340000000000"


def test_an_answer_brings_the_next_question_without_script(city: City, draft: Application) -> None:
    client = city.client()
    before = client.get(page(draft, "shop")).content.decode()
    assert 'name="area"' not in before
    answer = send(city, draft, {"kind": "厂", "signed-name": "王秀英", **GEAR}, client=client)
    assert answer.url == page(draft, "shop")
    after = client.get(page(draft, "shop")).content.decode()
    assert 'name="area"' in after
    assert "增加了要填的内容" in after
    answer = send(city, draft, {"kind": "店", "signed-name": "王秀英", **GEAR})
    assert answer.url != page(draft, "shop")


def test_while_typing_questions_come_along_and_sums_are_worked_out(city: City, draft: Application) -> None:
    answer = send(city, draft, {"kind": "厂", **GEAR}, "autosave/").content.decode()
    assert 'id="q-area"' in answer
    assert 'name="area"' in answer
    assert "0.30" in answer
    assert 'id="id_gear-0-line"' in answer
    gone = send(city, draft, {"kind": "店", **GEAR}, "autosave/").content.decode()
    assert '<div id="q-area" hidden hx-swap-oob="true"></div>' in gone


def test_what_is_filed_is_what_was_asked_and_worked_out(city: City, draft: Application) -> None:
    send(city, draft, {"kind": "厂", "signed-name": "王秀英", **GEAR})
    send(city, draft, {"kind": "厂", "area": "80", "signed-name": "王秀英", "total": "99999", **GEAR})
    plan = SimpleUploadedFile("平面图.pdf", a_pdf(3), "application/pdf")
    send(city, draft, {"kind": "厂", "area": "80", "signed-name": "王秀英", "files-form-plan": plan, **GEAR})
    city.upload(draft)
    draft.refresh_from_db()
    submit_application(application_id=draft.pk, seen=draft.version, agreed=True, actor=city.mother)
    seen = filed(draft.pk)
    shown = {answer.key: answer.shown for section in seen.sections for answer in section.answers}
    assert shown["total"] == "0.30 元"
    assert shown["gear"] == "1. 名称：灶；数量：3；单价：0.10 元；购于：2026-05-01；小计：0.30 元"
    assert shown["plan"] == "平面图.pdf"
    assert shown["signed"].startswith("王秀英（20")
    assert "由账号“王秀英”签" in shown["signed"]
    assert seen.by_register_field()["person.name"] == "王秀英"
    assert any(material.key == "form-plan" and material.files for material in seen.materials)


def test_a_hidden_answer_is_kept_in_the_draft_and_not_filed(city: City, draft: Application) -> None:
    send(city, draft, {"kind": "厂", "signed-name": "王秀英"})
    send(city, draft, {"kind": "厂", "area": "80", "signed-name": "王秀英"})
    send(city, draft, {"kind": "店", "signed-name": "王秀英"})
    city.upload(draft)
    draft.refresh_from_db()
    assert draft.answers["area"] == "80"
    submit_application(application_id=draft.pk, seen=draft.version, agreed=True, actor=city.mother)
    draft.refresh_from_db()
    assert "area" not in draft.answers


def test_a_program_fills_in_parts_and_rows_and_reads_the_sums(city: City, draft: Application) -> None:
    values: dict[str, Any] = {
        "kind": "店",
        "gear": [{"name": "灶", "count": "2", "price": "5"}],
        "signed": {"name": "王秀英"},
    }
    patch_answers(application_id=draft.pk, values=values, seen=draft.version, actor=city.mother)
    told = city.client().get(f"/api/v1/applications/{draft.pk}").json()
    fields = {field["key"]: field for section in told["sections"] for field in section["fields"]}
    assert fields["total"]["value"] == "10.00"
    assert fields["total"]["worked_out"]
    assert fields["gear"]["value"][0]["line"] == "10.00"
    assert [column["key"] for column in fields["gear"]["columns"]][-1] == "line"
    assert "area" not in fields


@pytest.mark.parametrize("values", [{"total": "1"}, {"applicant": "张三"}, {"gear": [{"evil": "1"}]}])
def test_a_program_is_refused_odd_shapes(city: City, draft: Application, values: dict[str, Any]) -> None:

    with pytest.raises(Invalid):
        patch_answers(application_id=draft.pk, values=values, seen=draft.version, actor=city.mother)
