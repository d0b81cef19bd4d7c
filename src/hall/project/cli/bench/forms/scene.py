"""The scene of `hall bench forms`: one item whose form is long, on one page and on many.

Run as a module in the hall on stage: `python -m …forms.scene QUESTIONS A_PAGE` prints JSON.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django

_KINDS: tuple[dict[str, Any], ...] = (
    {"type": "text"},
    {"type": "number", "unit": "平方米"},
    {"type": "date"},
    {"type": "radio", "options": ["甲", "乙", "丙"]},
    {"type": "money"},
    {"type": "select", "options": ["一", "二", "三"]},
    {"type": "textarea"},
    {"type": "checkbox", "options": ["早", "中", "晚"]},
    {"type": "phone"},
    {"type": "percent"},
)
_RARE: tuple[dict[str, Any], ...] = (
    {"type": "person"},
    {"type": "address_tree"},
    {"type": "table", "columns": [
        {"key": "name", "label": "名称", "type": "text"},
        {"key": "count", "label": "数量", "type": "number"},
        {"key": "price", "label": "单价", "type": "money"},
        {"key": "line", "label": "小计", "type": "money",
         "formula": {"*": [{"var": "count"}, {"var": "price"}]}},
    ]},
    {"type": "file"},
    {"type": "map_point"},
    {"type": "date_range"},
)  # fmt: skip


def questions(count: int) -> list[dict[str, Any]]:
    """`count` questions of every kind; every seventh depends on another, every tenth is a sum."""
    made: list[dict[str, Any]] = []
    for at in range(count):
        kind = _RARE[at // 25 % len(_RARE)] if at % 25 == 24 else _KINDS[at % len(_KINDS)]
        field = {"key": f"f{at}", "label": f"第 {at} 问", **kind}
        if at % 7 == 6 and at >= 10:
            field["show_if"] = {"!": [{"var": f"f{at - at % 10 - 10}"}]}
        if at % 10 == 9 and at % 25 != 24:
            field["formula"] = {"+": [{"var": f"f{at - 8}"}, 1]}
        made.append(field)
    return made


def main(count: int, a_page: int) -> dict[str, Any]:
    from hall.identity.public import SYSTEM, Account, actor_for, enrol_party, give_post, issue_token
    from hall.places.public import Department, Division, Hall
    from hall.project.cli.bench.pages.scene import signed_in

    division = Division.objects.create(code="340000000000", name="安徽省", level="province")
    hall = Hall.objects.create(slug="trial", name="试验大厅", kind="city", division=division)
    Department.objects.create(hall=hall, function="市场监管", name="市监局", source="速度试验")
    party = enrol_party(kind="natural", name="申请人", id_number="trial-applicant", actor=SYSTEM)
    applicant = Account.objects.create(username="applicant", name="申请人", party_id=party)
    manager = Account.objects.create(username="manager", name="管理员")
    give_post(account_id=manager.pk, role="item_manager", hall_id=hall.pk, department_id=None, actor=SYSTEM)
    fields = questions(count)
    pages = [fields[at : at + a_page] for at in range(0, count, a_page)]
    return {
        "items": {"one_page": _item("bench-one", [fields]), "many_pages": _item("bench-many", pages)},
        "hall": hall.slug,
        "token": issue_token(label="bench", actor=actor_for(applicant)),
        "applicant": signed_in("applicant"),
        "manager": signed_in("manager"),
    }


def _item(code: str, parts: list[list[dict[str, Any]]]) -> str:
    from hall.catalogue.public import FormDefinition, ServiceItem
    from hall.foundation.public import now
    from hall.project.cli.bench.kill.scene import publish_guide

    sections = [
        {"key": f"part{number}", "title": f"第 {number} 部分", "fields": fields}
        for number, fields in enumerate(parts, start=1)
    ]
    form = FormDefinition.objects.create(
        slug=code, version=1, title="长表", definition={"sections": sections}, digest=code
    )
    item = ServiceItem.objects.create(
        code=code,
        name="长表事项",
        item_type="01",
        function="市场监管",
        audiences=["natural_person"],
        topics=[],
        is_online=True,
        has_guide=True,
        changed_at=now(),
    )
    publish_guide(item, form)
    return code


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
