"""The scene of a kill trial: one hall, one item with a form and a paper, some applicants with tokens.

Run as a module in the hall on stage: `python -m hall.project.cli.bench.kill.scene CLIENTS` prints JSON.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from hall.catalogue.public import FormDefinition, Guide, GuideMaterial, ServiceItem


def main(clients: int) -> dict[str, Any]:
    from hall.places.public import Department, Division, Hall

    division = Division.objects.create(code="340000000000", name="安徽省", level="province")
    hall = Hall.objects.create(slug="trial", name="试验大厅", kind="city", division=division)
    Department.objects.create(hall=hall, function="市场监管", name="市监局", source="压力试验")
    return {"item": _item(), "hall": hall.slug, "tokens": [_token(number) for number in range(clients)]}


def _item() -> str:
    from hall.catalogue.public import ServiceItem
    from hall.foundation.public import now

    item = ServiceItem.objects.create(
        code="trial-item",
        name="试验事项",
        item_type="01",
        function="市场监管",
        audiences=["natural_person"],
        topics=[],
        is_online=True,
        has_guide=True,
        changed_at=now(),
    )
    _guide(item)
    return item.code


def _guide(item: ServiceItem) -> None:
    from hall.catalogue.public import FormDefinition, GuideMaterial

    field = {"key": "name", "label": "字号", "type": "text", "required": True}
    form = FormDefinition.objects.create(
        slug="trial",
        version=1,
        title="试验申请表",
        definition={"sections": [{"key": "1", "title": "内容", "fields": [field]}]},
        digest="trial",
    )
    lease = GuideMaterial(
        key="lease", position=1, title="租赁合同", must="必要", kind="", original="", source=""
    )
    publish_guide(item, form, lease)


def publish_guide(item: ServiceItem, form: FormDefinition, *papers: GuideMaterial) -> Guide:
    """A guide of `item` in force, asking `form` and `papers`."""
    from hall.catalogue.public import Guide
    from hall.foundation.public import now, today

    guide = Guide.objects.create(
        item=item,
        version=1,
        digest="trial",
        facts={},
        legal_limit_days=20,
        legal_limit_source="行政许可法 第四十二条",
        promise_limit_days=5,
        visits=0,
        review_functions=["市场监管"],
        result_name="",
        form=form,
    )
    for paper in papers:
        paper.guide = guide
        paper.save()
    Guide.objects.filter(pk=guide.pk).update(
        state="published", is_current=True, published_at=now(), effective_from=today()
    )
    return guide


def _token(number: int) -> str:
    from hall.foundation.public import digest_of
    from hall.identity.public import SYSTEM, Account, actor_for, enrol_party, issue_token

    identity = f"trial-{number}"
    party = enrol_party(kind="natural", name=f"申请人{number}", id_number=digest_of(identity), actor=SYSTEM)
    account = Account.objects.create(username=identity, name=f"申请人{number}", party_id=party)
    return issue_token(label="trial", actor=actor_for(account))


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
