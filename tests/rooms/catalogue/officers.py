"""Item managers and publishers to act in tests."""

from __future__ import annotations

from hall.identity.public import SYSTEM, Account, Actor, actor_for, enrol_account, give_post
from hall.places.public import Department, hall_by_slug

__all__ = ["officer"]


def officer(username: str, role: str, function: str = "", hall: str = "shizhi") -> Actor:
    """Whoever holds a post in a hall: of the whole of it, or of the department of a function."""
    place = hall_by_slug(hall)
    department = Department.objects.get(hall=place, function=function).pk if function else None
    account = enrol_account(username=username, name=username, password="a-long-one", actor=SYSTEM)
    give_post(account_id=account, role=role, hall_id=place.pk, department_id=department, actor=SYSTEM)
    return actor_for(Account.objects.get(pk=account))
