"""The hall's own pages: home, the quiet pages in the foot, and the choice of reading mode."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from hall.foundation.public import for_everybody, from_our_own_pages
from hall.portal.front_page import NEWS_KEPT_SECONDS, front_page, sunshine

PAGES = frozenset({"about", "accessibility", "privacy", "help"})
# Ways of asking that the search understands: official words, everyday words, pinyin, initials.
TRIED = ("身份证", "社保卡", "开公司", "gongjijin", "bdc")
MODE_COOKIE = "mode"
ONE_YEAR = 365 * 24 * 3600


@for_everybody(seconds=NEWS_KEPT_SECONDS)
def home(request: HttpRequest) -> HttpResponse:
    return render(
        request, "portal/home.html", {"front": front_page(), "sunshine": sunshine(), "tried": TRIED}
    )


@for_everybody()
def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404(name)
    return render(request, f"portal/pages/{name}.html")


@from_our_own_pages
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language by cookie, then back to the same page."""
    return set_language(request)


def mark(request: HttpRequest) -> HttpResponse:
    """The hall's mark, for what has no page to name it: a PDF opened in a browser asks for favicon.ico."""
    return HttpResponseRedirect(static("hall/mark.svg"))


@from_our_own_pages
@require_POST
def choose_mode(request: HttpRequest) -> HttpResponse:
    """Turn elder mode on or off by cookie, then back to the same page; works before sign-in."""
    came_from = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    answer = HttpResponseRedirect(came_from if safe else "/")
    if request.POST.get("mode") == "elder":
        answer.set_cookie(
            MODE_COOKIE, "elder", max_age=ONE_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        answer.delete_cookie(MODE_COOKIE, samesite="Lax")
    return answer
