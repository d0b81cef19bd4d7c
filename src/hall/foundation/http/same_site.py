"""Telling whether a request comes from a page of ours, without a token in the page.

Pages that a cache keeps can hold no token. Browsers say themselves where a request comes from:
Fetch Metadata (`Sec-Fetch-Site`), or `Origin` in those from before 2020. What says neither is no browser, and
has no cookies of anybody's to misuse.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hall.foundation.errors import Refused

View = Callable[..., HttpResponse]


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site has made the visitor's browser ask this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if not origin or origin in settings.CSRF_TRUSTED_ORIGINS:
        return False
    return urlsplit(origin).netloc != request.get_host()


def from_our_own_pages(view: View) -> View:
    """For forms that change nothing but how pages look to the one who sends them. Raises: Refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            raise Refused(_("这个请求来自别的网站。"), remedy=_("请回到本厅的页面上操作。"))
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)
