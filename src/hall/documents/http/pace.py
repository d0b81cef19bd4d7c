"""A light brake on public pages: so many requests a minute from one address, counted by each process.

It keeps one visitor from wearing out a worker; a flood is the proxy's business. It asks the database nothing.
"""

from __future__ import annotations

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hall.foundation.public import HallError

_MINUTE = 60


class TooMany(HallError):
    status = 429
    code = "too-many-requests"


def brake(request: HttpRequest, what: str, *, per_minute: int) -> None:
    """Count this request. Raises: TooMany when its address has asked more often than that."""
    key = f"pace:{what}:{_address(request)}"
    counter = caches["pages"]
    counter.add(key, 0, timeout=_MINUTE)
    try:
        asked = counter.incr(key)
    except ValueError:  # the minute ended between the two calls
        return
    if asked > per_minute:
        raise TooMany(_("核验太频繁了。"), remedy=_("请一分钟后再试。"))


def _address(request: HttpRequest) -> str:
    """The asker's address; behind our own proxy the one that proxy has seen (the last it wrote)."""
    if settings.SECURE_PROXY_SSL_HEADER:
        passed = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        if passed[-1].strip():
            return passed[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
