"""What every page of the designer begins with: an item manager who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from hall.catalogue.policies import Permission, require
from hall.identity.public import actor_of

View = Callable[..., HttpResponseBase]


def manager_page(view: View) -> View:
    """A page for item managers: signs in first, then passes the actor. Never cached by anybody between."""

    @login_required
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        require(actor, Permission.DESIGN_FORM)
        response = view(request, *args, actor=actor, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return page
