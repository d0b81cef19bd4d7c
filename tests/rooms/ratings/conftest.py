"""The people, the ready-made remarks, and a case of the mother's that has come to an end."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings

from hall.approvals.models import Case
from hall.catalogue.models import ServiceItem
from hall.foundation.public import now, today
from hall.identity.public import SYSTEM
from hall.ratings.loading.tags import load_rating_tags
from tests.people import People, a_department, settle


@pytest.fixture
def people(db: None) -> People:
    return settle()


@pytest.fixture
def tags(db: None) -> None:
    load_rating_tags(django_settings.HALL_DATA_DIR / "rating_tags.csv", actor=SYSTEM)


@pytest.fixture
def a_case(people: People, tags: None) -> Any:
    """Make a case of the mother's: ended (not accepted), unless `ended` is False."""
    department = a_department()
    item = ServiceItem.objects.create(
        code="11341600MB1234567X300011503100001",
        name="食品经营许可",
        item_type="01",
        function="市场监管",
        audiences=["natural_person"],
        topics=[],
        changed_at=now(),
    )

    def make(*, ended: bool = True) -> Case:
        case = Case.objects.create(
            number=f"3416002026112400{uuid4().int % 10**5:05d}",
            application_id=uuid4(),
            party=people.mother.party,
            applicant_name=people.mother.party.name,
            applicant_kind="natural",
            item=item,
            item_name=item.name,
            hall=department.hall,
            department=department,
            legal_limit_days=20,
            submitted_at=now(),
            act_by=today(),
        )
        if ended:
            case.state, case.ground, case.reason = "not_accepted", "not_ours", "不属于本机关职权范围"
            case.closed_at, case.act_by = now(), None
            case.save()
        return case

    return make
