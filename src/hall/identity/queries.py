"""Reads of identity: the actor behind an account, a token, a request."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Q

from hall.foundation.public import now, today
from hall.identity.models import AccessToken, Account, Post, Representation
from hall.identity.policies import GUEST, Actor, PostHeld


def actor_for(account: Account) -> Actor:
    """The actor behind `account` with everything it may act for today (at most two queries)."""
    day = today()
    in_force = Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))
    posts = tuple(
        PostHeld(role, hall_id, department_id)
        for role, hall_id, department_id in Post.objects.filter(in_force, account=account).values_list(
            "role", "hall_id", "department_id"
        )
    )
    parties = set()
    if account.party_id:
        parties = set(
            Representation.objects.filter(in_force, representative=account.party_id).values_list(
                "principal_id", flat=True
            )
        ) | {account.party_id}
    kind = "officer" if posts else "person"
    return Actor(account.pk, account.name, kind, account.party_id, frozenset(parties), posts)


def actor_of(request: Any) -> Actor:
    """The actor of an HTTP request, read once per request."""
    held: Actor | None = getattr(request, "_hall_actor", None)
    if held is None:
        user = request.user
        held = actor_for(user) if user.is_authenticated and user.is_active else GUEST
        request._hall_actor = held
    return held


def account_by_token(token: str) -> Account | None:
    """The active account whose unexpired bearer token this is."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = (
        AccessToken.objects.select_related("account")
        .filter(digest=digest, expires_at__gt=now(), account__is_active=True)
        .first()
    )
    return found.account if found else None
