"""Public pages as caches like them: one for all, without cookies or tokens, with a validator that is cheap.

An ETag has two halves: `W/"what the page says . of what state of things it was made"`. When the second is
still right, nothing can have changed, and the answer is 304 without a query and without making the page, in
whichever process. Otherwise the page is made, and when it says the same, the answer is 304 all the same.

A visitor who is signed in, or who has a message waiting, gets a page of her own that nobody keeps. A reader
in English or elder mode gets a page that only her browser keeps. See docs/decisions/0018-open-data.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotModified
from django.templatetags.static import static
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.utils.timezone import get_default_timezone

import hall
from hall.foundation.http.for_everybody import LOOKS, Terms, terms_of
from hall.foundation.public import freshness, now, today
from hall.project.shelf import Kept, Shelf

MAX_AGE = "public, max-age=60, stale-while-revalidate=600"
ONE_BROWSER = "private, no-cache"
MESSAGES = "messages"
Answer = TypeVar("Answer", bound=HttpResponseBase)
#: Headers that belong to one answer, not to the page.
OF_ONE_ANSWER = frozenset({"x-request-id", "server-timing", "date", "set-cookie"})
STARTED = int(now().timestamp())


class PublicPages:
    """Stands outside of sessions, languages and forms, inside of what counts and logs requests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.shelf = Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/api/"):  # has manners of its own
            return self.get_response(request)
        off = settings.FRESHNESS_SECONDS is None
        terms = None if off or _is_personal(request) else _terms(request)
        if terms is None:
            return _for_one(self.get_response(request))
        asked = Asked(request, terms)
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if asked.is_unchanged_since(known):
            return asked.not_modified(known)
        page = self.shelf.take(asked.key, asked.bound) or self._made(request, asked)
        return asked.answered(page, known) if isinstance(page, Kept) else page

    def _made(self, request: HttpRequest, asked: Asked) -> Kept | HttpResponseBase:
        """The page, made and kept; the answer itself when it isn't one for everybody after all."""
        request.COOKIES = asked.look
        response = self.get_response(request)
        if not _may_be_kept(request, response):
            return _for_one(response)
        if not isinstance(response, HttpResponse):
            return asked.streamed(response)
        headers = tuple(
            (name, value) for name, value in response.items() if name.lower() not in OF_ONE_ANSWER
        )
        page = Kept(asked.bound, _digest(response.content), response.content, headers)
        if request.method == "GET":
            self.shelf.put(asked.key, page, settings.PUBLIC_PAGES_BYTES)
        return page


class Asked:
    """One request for a public page: how it is to look, and under which name it is kept."""

    def __init__(self, request: HttpRequest, terms: Terms) -> None:
        self.request = request
        self.look = {
            name: value for name, value in request.COOKIES.items()
            if name in LOOKS and LOOKS[name].fullmatch(value)
        }  # fmt: skip
        self.language = translation.get_language_from_request(request)
        self.is_plain = not self.look and self.language == settings.LANGUAGE_CODE
        look = sorted(self.look.items())
        self.key = f"{request.scheme}://{request.get_host()}{request.get_full_path()} {self.language} {look}"
        fresh, day = freshness(), today()
        since = int(now().timestamp()) // terms.seconds * terms.seconds if terms.seconds else 0
        state = (settings.SECRET_KEY, _build(), fresh.stamp, day.isoformat(), str(since), self.key)
        self.bound = _digest("\0".join(state).encode())
        midnight = datetime.combine(day, datetime.min.time(), get_default_timezone()).timestamp()
        self.modified = int(max(fresh.changed_at.timestamp() + 1, midnight, since, STARTED))

    def is_unchanged_since(self, known: list[str]) -> bool:
        """Whether a validator of the visitor's was made of the state that holds now."""
        if known:
            return any(tag.endswith(f'.{self.bound}"') for tag in known)
        since = parse_http_date_safe(self.request.headers.get("If-Modified-Since", ""))
        return self.is_plain and since is not None and since >= self.modified

    def not_modified(self, known: list[str]) -> HttpResponse:
        tag = next((tag for tag in known if tag.endswith(f'.{self.bound}"')), "")
        return self._told(HttpResponseNotModified(), tag)

    def answered(self, page: Kept, known: list[str]) -> HttpResponse:
        """The page, or that it says what the visitor knows already (her validator stays good for her)."""
        same = next((tag for tag in known if tag.startswith(f'W/"{page.digest}.')), "")
        if same:
            return self._told(HttpResponseNotModified(), same)
        answer = HttpResponse(page.body, headers=dict(page.headers))
        answer["Content-Length"] = str(len(page.body))
        if self.request.method == "HEAD":
            answer.content = b""
        told = self._told(answer, f'W/"{page.digest}.{self.bound}"')
        return get_conditional_response(self.request, told["ETag"], self.modified, told) or told

    def streamed(self, answer: HttpResponseBase) -> HttpResponseBase:
        """A long answer that is sent while it is made: nobody keeps it here, but it has its validator."""
        told = self._told(answer, f'W/"stream.{self.bound}"')
        told["Vary"] += ", Accept-Encoding"
        if self.request.method != "HEAD":
            return told
        told.close()
        return HttpResponse(headers=dict(told.items()))

    def _told(self, answer: Answer, tag: str) -> Answer:
        if tag:
            answer["ETag"] = tag
        answer["Last-Modified"] = http_date(self.modified)
        answer["Cache-Control"] = MAX_AGE if self.is_plain else ONE_BROWSER
        answer["Vary"] = "Cookie" if self.is_plain else "Cookie, Accept-Language"
        return answer


def _is_personal(request: HttpRequest) -> bool:
    """Whether the answer could be this visitor's own: she may be signed in, or be told something."""
    if request.method not in {"GET", "HEAD"} or "Authorization" in request.headers:
        return True
    cookies = request.COOKIES
    return settings.SESSION_COOKIE_NAME in cookies or MESSAGES in cookies or "HX-Request" in request.headers


def _terms(request: HttpRequest) -> Terms | None:
    try:
        return terms_of(resolve(request.path_info).func)
    except Resolver404:
        return None


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Only a whole page that gave nobody anything: no cookie, no form token, no session."""
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not (hasattr(request, "session") and request.session.modified)
        and "Cache-Control" not in response.headers
    )


def _for_one(response: HttpResponseBase) -> HttpResponseBase:
    """Whatever says nothing else is for the one who asked."""
    if "Cache-Control" not in response.headers:
        response["Cache-Control"] = ONE_BROWSER
    return response


def _build() -> str:
    return f"{hall.__version__} {static('hall/built/theme.css')}"


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()
