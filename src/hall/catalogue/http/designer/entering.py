"""What every page of the designer begins with: somebody who is signed in, with a post that keeps forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from hall.catalogue.policies import Permission, require_reach
from hall.identity.public import actor_of

View = Callable[..., HttpResponseBase]


def _page(permission: Permission) -> Callable[[View], View]:
    """Signs in first, asks for the post, then passes the actor. Never cached by anybody between."""

    def guarded(view: View) -> View:
        @login_required
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            require_reach(actor, permission)
            response = view(request, *args, actor=actor, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        return page

    return guarded


#: For those who make forms.
manager_page = _page(Permission.DESIGN_FORM)
#: For those who make forms and those who publish them.
keeper_page = _page(Permission.SEE_FORM)
