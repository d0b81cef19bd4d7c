"""What every page of the desk begins with: an officer who is signed in and holds a post."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from hall.foundation.public import Refused
from hall.identity.public import actor_of

View = Callable[..., HttpResponseBase]


def officer_page(view: View) -> View:
    """A page for officers: signs in first, then passes the actor. Never cached by anybody between."""

    @login_required
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        if not actor.is_officer:
            raise Refused(
                _("这里是工作人员的工作台，您的账号没有岗位。"),
                remedy=_("办事请回到大厅首页；您是工作人员的，请联系本单位管理员设置岗位。"),
                code="no-post",
            )
        response = view(request, *args, actor=actor, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return page
