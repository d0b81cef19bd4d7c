"""A made-up guide, small enough to read at a glance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hall.applications.rules.asked import Asked, Field, Material, Reviewer, Section

PERSON = Section(
    "1",
    "申请人",
    (
        Field("name", "姓名", "text", required=True, held="person.name"),
        Field("id", "身份证号码", "resident_id", required=True, held="person.id_number"),
        Field("phone", "手机号码", "phone", required=True, held="person.phone"),
        Field("sex", "性别", "radio", held="person.sex", options=(("男", "男"), ("女", "女"))),
    ),
)
SHOP = Section(
    "2",
    "经营场所",
    (
        Field("area", "面积", "number", required=True, unit="平方米"),
        Field("note", "说明", "textarea"),
    ),
)
CARD = Material("m1", "身份证", held_as="居民身份证")
LEASE = Material("m2", "租赁合同", accept=("application/pdf",))
PHOTO = Material("m3", "照片", required=False)
FORM = Material("m4", "申请表", required=False, filled_online=True)


def asked(**changes: Any) -> Asked:
    whole = Asked(
        item_id=1,
        item_code="X1",
        item_name="食品经营许可",
        item_type="01",
        guide_id=1,
        guide_version=1,
        hall_id=1,
        hall_name="市级大厅",
        department_id=1,
        department_name="市场监督管理局",
        reviewers=(Reviewer(1, "市场监督管理局"),),
        legal_limit_days=20,
        legal_limit_source="行政许可法 第四十二条",
        promise_limit_days=5,
        project_type="2",
        audiences=("natural_person", "legal_person"),
        result_name="食品经营许可证",
        licence_type="",
        fee_note="不收费",
        visits=0,
        materials=(CARD, LEASE, PHOTO, FORM),
        sections=(PERSON, SHOP),
    )
    return replace(whole, **changes)
