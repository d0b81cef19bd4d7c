"""/my/messages/: the box. Opening a notice marks it read, by POST: links must not change things."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as flash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from hall.identity.public import actor_of
from hall.notifications.actions import mark_all_read, mark_read
from hall.notifications.queries import box_of, link_of, unread_count


@never_cache
@login_required
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    """One page of the box, newest first; `?show=unread` leaves out what was read."""
    actor, unread_only = actor_of(request), request.GET.get("show") == "unread"
    page = box_of(actor, unread_only=unread_only, before=request.GET.get("before", ""))
    context = {
        "page": page,
        "unread_only": unread_only,
        "unread": unread_count(actor.parties, actor.account_id),
        "in_english": get_language() == "en",
        "several": len(actor.parties) > 1,
    }
    return render(request, "notifications/messages.html", context)


@login_required
@require_POST
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark one notice as read and go where it leads."""
    actor = actor_of(request)
    mark_read(notice_id=notice_id, actor=actor)
    return redirect(link_of(actor, notice_id) or "messages")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    count = mark_all_read(actor=actor_of(request))
    told = ngettext("已把 %(count)s 条消息标为已读。", "已把 %(count)s 条消息标为已读。", count)
    flash.success(request, told % {"count": count})
    return redirect("messages")
