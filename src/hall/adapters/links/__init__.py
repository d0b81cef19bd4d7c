"""Who looks at the links in guides."""

from __future__ import annotations

from django.conf import settings

from hall.adapters.links.polite import PoliteChecker

__all__ = ["link_checker"]


def link_checker() -> PoliteChecker:
    """The checker of this installation, as its settings say."""
    return PoliteChecker(visitor=settings.HALL_BASE_URL, probe=settings.HALL_LINK_PROBE)
