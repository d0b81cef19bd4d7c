"""Whose notices one may see: those to a party one acts for, unless addressed to another account of it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hall.identity.public import Actor
from hall.notifications.models import Notice


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """The notices in the actor's box."""
    return Notice.objects.filter(Q(account=None) | Q(account_id=actor.account_id), party_id__in=actor.parties)
