"""What every page of the item managers' desk begins with: somebody with a post that keeps items."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from hall.catalogue.policies import Permission, require_reach
from hall.identity.public import actor_of

View = Callable[..., HttpResponseBase]


def items_page(view: View) -> View:
    """A page for item managers and publishers: never cached by anybody between."""

    @login_required
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = actor_of(request)
        require_reach(actor, Permission.SEE)
        response = view(request, *args, actor=actor, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return page
