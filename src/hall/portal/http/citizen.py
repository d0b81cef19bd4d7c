"""The hall's own pages: home, the quiet pages in the foot, and the choice of reading mode."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hall.portal.front_page import front_page, sunshine

PAGES = frozenset({"about", "accessibility", "privacy", "help"})
# Ways of asking that the search understands: official words, everyday words, pinyin, initials.
TRIED = ("身份证", "社保卡", "开公司", "gongjijin", "bdc")
MODE_COOKIE = "mode"
ONE_YEAR = 365 * 24 * 3600


def home(request: HttpRequest) -> HttpResponse:
    return render(
        request, "portal/home.html", {"front": front_page(), "sunshine": sunshine(), "tried": TRIED}
    )


def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404(name)
    return render(request, f"portal/pages/{name}.html")


def mark(request: HttpRequest) -> HttpResponse:
    """The hall's mark, for what has no page to name it: a PDF opened in a browser asks for favicon.ico."""
    return HttpResponseRedirect(static("hall/mark.svg"))


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
