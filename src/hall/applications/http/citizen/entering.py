"""What every page of filing begins with: somebody who is signed in and can be an applicant."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from hall.foundation.public import Refused
from hall.identity.public import Actor, actor_of

View = Callable[..., HttpResponseBase]


def applicant_page(view: View) -> View:
    """A page for applicants: signs in first, then passes the actor. Never cached by anybody between."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated and "HX-Request" in request.headers:
            # A part of a page never becomes a sign-in form: what was typed stays, and it says what to do.
            return render(request, "applications/parts/saved.html", {"signed_out": True}, status=401)
        return signed_in(request, *args, **kwargs)

    @login_required
    @wraps(view)
    def signed_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor: Actor = actor_of(request)
        if not actor.parties:
            raise Refused(
                _("这个账号没有实名的申请人身份，不能申请事项。"),
                remedy=_("请退出后用个人或法人账号登录。"),
                code="no-party",
            )
        response = view(request, *args, actor=actor, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return page
