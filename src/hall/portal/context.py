"""What every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from hall.identity.public import actor_of


def hall(request: HttpRequest) -> dict[str, Any]:
    return {
        "city": settings.HALL_CITY,
        "is_demo": settings.HALL_MODE != "production",
        "elder_mode": request.COOKIES.get("mode") == "elder",
        "actor": SimpleLazyObject(lambda: actor_of(request)),
    }
