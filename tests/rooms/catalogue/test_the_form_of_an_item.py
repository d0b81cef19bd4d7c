"""The form of an item is chosen at the desk, goes with the guide's draft, and is published by other eyes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hall.catalogue.actions.attaching import choose_form
from hall.catalogue.actions.publishing import publish_guide, submit_guide
from hall.catalogue.lifecycle import State
from hall.catalogue.models import FormDefinition, Guide, SituationTable
from hall.catalogue.queries.contents import standing
from hall.catalogue.queries.filing import filing_guide
from hall.foundation.public import Conflict, Invalid, Refused, now
from hall.identity.public import Account, Actor
from hall.places.public import hall_by_slug
from tests.rooms.catalogue.officers import officer

CODE = "000116055000-08"
ADDRESS = f"/desk/items/{CODE}/"


@pytest.fixture
def manager(catalogue: None) -> Actor:
    return officer("items", "item_manager")


@pytest.fixture
def publisher(catalogue: None) -> Actor:
    return officer("publish", "item_publisher")


@pytest.fixture
def made(catalogue: None) -> FormDefinition:
    """A form that somebody made in the designer."""
    asked = [{"key": "site", "label": "建设地点", "type": "text", "required": True}]
    definition = {
        "slug": "env",
        "title": "环评申请",
        "sections": [{"key": "p1", "title": "项目", "fields": asked}],
    }
    return FormDefinition.objects.create(
        slug="env", version=1, title="环评申请", definition=definition, digest="e"
    )


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def in_force() -> Guide:
    return Guide.objects.select_related("form").get(item__code=CODE, is_current=True)


def chosen(client: Client, **sent: Any) -> Any:
    seen = standing([CODE])[CODE].digest
    return client.post(f"{ADDRESS}form/", {"form": "env", "seen": seen, **sent})


def test_it_is_chosen_published_with_the_guide_and_asked_from_then_on(
    manager: Actor, publisher: Actor, made: FormDefinition
) -> None:
    papers = in_force().materials.count()
    client = signed_in("items")
    assert "环评申请" in client.get(f"{ADDRESS}form/").content.decode()
    assert chosen(client, replaces=["1"]).status_code == 302
    assert in_force().form.slug != "env"
    page = client.get(ADDRESS).content.decode()
    assert "环评申请" in page
    assert "新旧表单对比" in page
    submit_guide(CODE, actor=manager)
    publish_guide(CODE, actor=publisher)
    guide = in_force()
    assert (guide.form, guide.materials.count()) == (made, papers)
    replaced = guide.materials.filter(filled_online=True).values_list("position", flat=True)
    assert list(replaced) == [2]
    asked = filing_guide(CODE, hall_by_slug("shizhi").pk).form
    assert [field.key for section in asked.sections for field in section.fields] == ["site"]


def test_nobody_publishes_the_form_they_chose(manager: Actor, made: FormDefinition) -> None:
    both = Actor(
        account_id=manager.account_id,
        name=manager.name,
        kind=manager.kind,
        posts=(*manager.posts, type(manager.posts[0])("item_publisher", manager.posts[0].hall_id, None)),
    )
    chosen(signed_in("items"))
    submit_guide(CODE, actor=both)
    with pytest.raises(Refused) as refused:
        publish_guide(CODE, actor=both)
    assert refused.value.code == "four-eyes"


def test_a_newer_version_of_the_form_is_no_other_form(manager: Actor) -> None:
    form = in_force().form
    FormDefinition.objects.create(
        slug=form.slug, version=form.version + 1, title=form.title, definition=form.definition, digest="n"
    )
    client = signed_in("items")
    assert "原来是" not in client.get(ADDRESS).content.decode()


def test_only_what_has_been_published_can_be_chosen(manager: Actor) -> None:
    answer = chosen(signed_in("items"), form="nothing", replaces=["0"])
    assert answer.status_code == 422
    assert "还没有发布过" in answer.content.decode()
    assert 'value="0" checked' in answer.content.decode()
    assert not Guide.objects.filter(item__code=CODE, state=State.DRAFT).exists()


def test_two_managers_do_not_overwrite_each_other(manager: Actor, made: FormDefinition) -> None:
    seen = standing([CODE])[CODE].digest
    choose_form(CODE, slug="env", replaces=(), seen=seen, actor=manager)
    with pytest.raises(Conflict):
        choose_form(CODE, slug="env", replaces=(), seen=seen, actor=officer("third", "item_manager"))


def test_a_publisher_and_another_department_choose_nothing(
    publisher: Actor, made: FormDefinition, catalogue: None
) -> None:
    assert chosen(signed_in("publish")).status_code == 403
    officer("police", "item_manager", "公安")
    assert signed_in("police").get(f"{ADDRESS}form/").status_code == 404
    with pytest.raises(Invalid):
        choose_form(CODE, slug="", replaces=(), seen="", actor=officer("items", "item_manager"))


def test_situations_that_name_questions_of_the_old_form_are_told(
    manager: Actor, made: FormDefinition
) -> None:
    field = in_force().form.definition["sections"][0]["fields"][0]["key"]
    rows = [
        {"when": {"who": ["one"]}, "then": {"demands": [field]}},
        {"when": {"who": ["two"]}, "then": {}},
    ]
    options = [{"key": "one", "label": "甲"}, {"key": "two", "label": "乙"}]
    SituationTable.objects.create(
        item=in_force().item,
        version=1,
        is_current=True,
        published_at=now(),
        digest="s",
        definition={
            "guide": CODE, "source": "源", "as_of": "2026", "papers": {},
            "questions": [{"key": "who", "title": "谁", "options": options}],
            "tables": [{"title": "表", "questions": ["who"], "basis": "法", "rows": rows}],
        },
    )  # fmt: skip
    client = signed_in("items")
    assert "情形表与这个表单对不上" not in client.get(ADDRESS).content.decode()
    chosen(client)
    page = client.get(ADDRESS).content.decode()
    assert f"申请表里没有填写项 {field}" in page


def test_two_versions_are_compared_with_their_forms(
    manager: Actor, publisher: Actor, made: FormDefinition
) -> None:
    old = in_force()
    client = signed_in("items")
    chosen(client)
    page = client.get(f"{ADDRESS}compare/?before={old.version}&after={old.version + 1}").content.decode()
    assert f'<del lang="zh-Hans">{old.form.title}</del>' in page
    assert '<ins lang="zh-Hans">环评申请</ins>' in page
    compared = client.get(f"/desk/forms/env/changes/?version=1&from={old.form.slug}").content.decode()
    assert "建设地点" in compared
    assert f"与“{old.form.title}”对比" in compared


def test_the_pages_cost_the_same_however_many_forms(manager: Actor, made: FormDefinition) -> None:
    client = signed_in("items")

    def queries(page: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        return len(seen)

    client.get(ADDRESS)
    few = [queries(ADDRESS), queries(f"{ADDRESS}form/")]
    for number in range(8):
        FormDefinition.objects.create(
            slug=f"more-{number}", version=1, title="更多", definition=made.definition, digest="x"
        )
    assert [queries(ADDRESS), queries(f"{ADDRESS}form/")] == few
