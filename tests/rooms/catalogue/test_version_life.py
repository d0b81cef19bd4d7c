"""The life of a version: every pair of states against the table, in the table and in the database."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hall.catalogue.actions.turning import turn_versions
from hall.catalogue.lifecycle import MOVES, IllegalMove, Move, State, after, moves_from
from hall.catalogue.models import Guide, GuideMaterial, ServiceItem
from hall.foundation.public import now, today
from hall.identity.public import SYSTEM, Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> ServiceItem:
    return ServiceItem.objects.create(
        code="000131024000-01", catalog_code="000131024000", name="食品经营许可", item_type="01",
        function="市场监管", audiences=["natural_person"], topics=[], has_guide=True, changed_at=now(),
    )  # fmt: skip


def version(item: ServiceItem, number: int = 1, **columns: Any) -> Guide:
    usual = {
        "digest": "x", "facts": {"visits": {"value": 0}}, "legal_limit_days": 20, "legal_limit_source": "法",
        "promise_limit_days": 5, "visits": 0, "result_name": "证",
    }  # fmt: skip
    return Guide.objects.create(item=item, version=number, **(usual | columns))


def put(guide: Guide, state: State) -> None:
    """Lead a version to a state by lawful ways."""
    way = {
        State.DRAFT: [],
        State.SUBMITTED: [State.SUBMITTED],
        State.PUBLISHED: [State.PUBLISHED],
        State.SUPERSEDED: [State.PUBLISHED, State.SUPERSEDED],
        State.WITHDRAWN: [State.PUBLISHED, State.WITHDRAWN],
    }
    for step in way[state]:
        Guide.objects.filter(pk=guide.pk).update(state=step, effective_from=today(), published_at=now())


def refused(change: Any) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(("origin", "target"), list(product(State, State)))
def test_the_database_knows_the_same_arrows_as_the_table(
    item: ServiceItem, origin: State, target: State
) -> None:
    guide = version(item)
    put(guide, origin)
    arrows = {(start, end) for (start, _), end in MOVES.items()}
    days = {"effective_from": today(), "published_at": now()}
    done = not refused(lambda: Guide.objects.filter(pk=guide.pk).update(state=target, **days))
    assert done is ((origin, target) in arrows or origin == target)


@pytest.mark.parametrize(("origin", "move"), list(product(State, Move)))
def test_what_is_not_in_the_table_cannot_happen(origin: State, move: Move) -> None:
    if move in moves_from(origin):
        assert after(origin, move) is MOVES[origin, move]
    else:
        with pytest.raises(IllegalMove):
            after(origin, move)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN])
def test_what_was_submitted_is_not_altered_nor_its_papers(item: ServiceItem, state: State) -> None:
    guide = version(item)
    paper = GuideMaterial.objects.create(guide=guide, key="m01", position=1, title="申请表", must="必要")
    put(guide, state)
    ours = Guide.objects.filter(pk=guide.pk)
    assert refused(lambda: ours.update(facts={}))
    assert refused(lambda: ours.update(promise_limit_days=1))
    assert refused(ours.delete)
    assert refused(lambda: GuideMaterial.objects.filter(pk=paper.pk).update(must="非必要"))
    assert refused(GuideMaterial.objects.filter(pk=paper.pk).delete)
    assert refused(lambda: GuideMaterial.objects.create(guide=guide, key="m02", position=2, title="照片"))


def test_a_draft_may_be_altered_and_thrown_away(item: ServiceItem) -> None:
    guide = version(item)
    Guide.objects.filter(pk=guide.pk).update(facts={})
    guide.delete()
    assert not Guide.objects.exists()


def test_the_database_lets_nobody_publish_what_they_edited(item: ServiceItem) -> None:
    editor, other = (Account.objects.create(username=name, name=name) for name in ("editor", "other"))
    guide = version(item, editors=[editor.pk])
    ours = Guide.objects.filter(pk=guide.pk)
    published = {"state": State.PUBLISHED, "effective_from": today(), "published_at": now()}
    assert refused(lambda: ours.update(**published))  # edited, hence reviewed first
    ours.update(state=State.SUBMITTED)
    assert refused(lambda: ours.update(**published))  # by nobody
    assert refused(lambda: ours.update(**published, published_by=editor))
    ours.update(**published, published_by=other)


def test_no_day_has_two_versions_in_force(item: ServiceItem) -> None:
    first = version(item)
    put(first, State.PUBLISHED)
    second = version(item, 2)
    day = today() + timedelta(days=3)
    published = {"state": State.PUBLISHED, "published_at": now(), "effective_from": day}
    ours = Guide.objects.filter(pk=second.pk)
    assert refused(lambda: ours.update(**published))
    Guide.objects.filter(pk=first.pk).update(effective_until=day)
    ours.update(**published)
    in_force = [Guide.objects.in_force(today() + timedelta(days=ahead)).get().version for ahead in range(5)]
    assert in_force == [1, 1, 1, 2, 2]
    assert not Guide.objects.in_force(today() - timedelta(days=1)).exists()


def test_an_item_has_one_draft_at_a_time(item: ServiceItem) -> None:
    version(item)
    assert refused(lambda: version(item, 2))


def test_lists_follow_the_days_and_doing_it_again_changes_nothing(item: ServiceItem) -> None:
    first = version(item)
    put(first, State.PUBLISHED)
    Guide.objects.filter(pk=first.pk).update(
        is_current=True, effective_from=today() - timedelta(days=5), effective_until=today()
    )
    second = version(item, 2, facts={"name": {"value": "食品经营许可（新）"}})
    put(second, State.PUBLISHED)
    assert Guide.objects.in_force(today()).get() == second
    assert turn_versions(actor=SYSTEM) == {"ended": 1, "began": 1}
    assert Guide.objects.get(is_current=True) == second
    item.refresh_from_db()
    assert item.name == "食品经营许可（新）"
    assert turn_versions(actor=SYSTEM) == {"ended": 0, "began": 0}
