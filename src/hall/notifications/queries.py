"""What lies in a box."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hall.foundation.public import moment_cursor, older_than
from hall.identity.public import Actor
from hall.notifications.models import Notice
from hall.notifications.policies import visible_to

PAGE_SIZE = 20


@dataclass(frozen=True)
class NoticeRow:
    """A notice as its reader sees it; English where the sender gave any."""

    id: UUID
    title: str
    body: str
    title_en: str
    body_en: str
    link: str
    party_id: UUID
    party_name: str
    placed_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursor of the next page (empty at the end)."""

    rows: list[NoticeRow]
    older: str


def unread_count(party_ids: Collection[UUID], account_id: int | None = None) -> int:
    """How many unread notices lie in the boxes of these parties (no query without parties, else one).

    With `account_id`, those addressed to that account alone are counted too.
    """
    if not party_ids:
        return 0
    mine = Q(account=None) | Q(account_id=account_id) if account_id is not None else Q(account=None)
    return Notice.objects.filter(mine, party_id__in=party_ids, read_at=None).count()


def box_of(actor: Actor, *, unread_only: bool = False, before: str = "") -> Page:
    """One page of the actor's box, newest first (one query); `before` is the cursor of an earlier page."""
    notices = visible_to(actor).select_related("party").order_by("-placed_at", "-id")
    if unread_only:
        notices = notices.filter(read_at=None)
    if before:
        notices = notices.filter(older_than(before, "placed_at"))
    found = list(notices[: PAGE_SIZE + 1])
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    older = moment_cursor(last.placed_at, last.pk) if last else ""
    return Page([_row(notice) for notice in found[:PAGE_SIZE]], older)


def link_of(actor: Actor, notice_id: UUID) -> str:
    """Where a notice of the actor's box leads; empty when nowhere."""
    return visible_to(actor).filter(pk=notice_id).values_list("link", flat=True).first() or ""


def _row(notice: Notice) -> NoticeRow:
    return NoticeRow(
        notice.pk,
        notice.title,
        notice.body,
        notice.title_en,
        notice.body_en,
        notice.link,
        notice.party_id,
        notice.party.name,
        notice.placed_at,
        notice.read_at,
    )
