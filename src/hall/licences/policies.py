"""Who may do what to a licence, and which licences one sees."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import QuerySet

from hall.identity.public import Actor
from hall.licences.models import Licence


class Permission(StrEnum):
    ISSUE = "licences.issue"
    CHANGE_STATE = "licences.change_state"


def may(actor: Actor, permission: Permission, licence: Licence | None = None) -> bool:
    """Whether `actor` may do this: the system issues what was decided; a department's decider changes it."""
    if actor.kind == "system":
        return True
    if permission is not Permission.CHANGE_STATE or licence is None or licence.department_id is None:
        return False
    return actor.holds("decider", department_id=licence.department_id)


def visible_to(actor: Actor) -> QuerySet[Licence]:
    """The licences of the parties that the actor acts for."""
    return Licence.objects.filter(holder_id__in=actor.parties)
