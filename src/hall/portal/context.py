"""What every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from hall.identity.public import actor_of
from hall.places.public import Hall
from hall.portal import front_page
from hall.portal.templatetags.look import leads


def hall(request: HttpRequest) -> dict[str, Any]:
    return {
        "city": settings.HALL_CITY,
        "is_demo": settings.HALL_MODE != "production",
        "elder_mode": request.COOKIES.get("mode") == "elder",
        "actor": SimpleLazyObject(lambda: actor_of(request)),
        "halls": SimpleLazyObject(lambda: front_page.halls() if leads("/halls/any/") else []),
        "current_hall": SimpleLazyObject(lambda: _hall_of(request)),
    }


def _hall_of(request: HttpRequest) -> Hall | None:
    """The hall whose page this is, if it is one's."""
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match and request.path.startswith("/halls/") else None
    return next((hall for hall in front_page.halls() if hall.slug == slug), None) if slug else None
