"""What lies in a box."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from hall.notifications.models import Notice


def unread_count(party_ids: Collection[UUID], account_id: int | None = None) -> int:
    """How many unread notices lie in the boxes of these parties (no query without parties, else one).

    With `account_id`, those addressed to that account alone are counted too.
    """
    if not party_ids:
        return 0
    mine = Q(account=None) | Q(account_id=account_id) if account_id is not None else Q(account=None)
    return Notice.objects.filter(mine, party_id__in=party_ids, read_at=None).count()
