"""Notices are placed in a box, and read."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from hall.foundation.public import NotFound, action, now, record
from hall.identity.public import Actor
from hall.notifications.events import NoticePlaced
from hall.notifications.models import Notice
from hall.notifications.policies import visible_to


@action("notifications.notice.place")
def notify(
    *,
    party_id: UUID,
    title: str,
    body: str,
    about: UUID,
    dedupe: str,
    actor: Actor,
    account_id: int | None = None,
    link: str = "",
    title_en: str = "",
    body_en: str = "",
) -> str:
    """Place a notice in the box of a party, or of one account of it; `link` is a path of this hall.

    The same `dedupe` places nothing a second time. Returns: the notice's id.
    """
    notice, made = Notice.objects.get_or_create(
        dedupe=dedupe,
        defaults={
            "party_id": party_id,
            "account_id": account_id,
            "title": title,
            "body": body,
            "title_en": title_en,
            "body_en": body_en,
            "link": link,
            "about": about,
            "placed_at": now(),
        },
    )
    if made:
        record(
            chain=about,
            actor=actor,
            action="notifications.notice.place",
            event=NoticePlaced(notice.pk, party_id, about, title),
        )
    return str(notice.pk)


@action("notifications.notice.read")
def mark_read(*, notice_id: UUID, actor: Actor) -> None:
    """Mark one notice of the actor's box as read. Reading is no deed of office: no history is kept of it."""
    if not visible_to(actor).filter(pk=notice_id).exists():
        raise NotFound(_("没有这条消息。"), remedy=_("请回到消息列表。"))
    Notice.objects.filter(pk=notice_id, read_at=None).update(read_at=now())


@action("notifications.box.read")
def mark_all_read(*, actor: Actor) -> int:
    """Mark everything in the actor's box as read. Returns: how many were unread."""
    return visible_to(actor).filter(read_at=None).update(read_at=now())
