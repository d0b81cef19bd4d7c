"""HTTP manners below /api/, whatever answers: every error is a problem, HEAD and OPTIONS are understood.

What the router of Django or its middleware would tell in HTML (unknown address, wrong method, a fault of
ours) is told as application/problem+json here, so that a program never has to read a page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hall.foundation.http import (
    MEDIA_TYPE,
    Broken,
    Malformed,
    MethodNotAllowed,
    NotSignedIn,
    TooLarge,
    TooMany,
    Unavailable,
    problem,
)
from hall.foundation.public import Conflict, HallError, NotFound, Refused

LARGEST_JSON = 1024 * 1024
AROUND_A_FILE = 64 * 1024
"""What a multipart body may hold besides its file."""


class ApiManners:
    """Middleware, outermost but for measuring, so that it sees every answer as the client would."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        refusal = _unreadable(request) or _too_large(request)
        if refusal is not None:
            translation.activate(translation.get_language_from_request(request))
            return _kept_private(problem(refusal, request))
        return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        response = self.get_response(request)
        request.method = asked
        if asked == "OPTIONS" and response.status_code == MethodNotAllowed.status:
            return _options(response)
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            response = _as_problem(request, response)
        response = _unless_known(request, _tagged(_kept_private(response)))
        return _without_body(response) if asked == "HEAD" else response


@csrf_exempt
def unknown_address(request: HttpRequest) -> HttpResponse:
    """Whatever no operation answers, said without making a page first."""
    return problem(_error_for(NotFound.status), request)


def _unreadable(request: HttpRequest) -> HallError | None:
    """What is wrong with the address itself: not UTF-8, or with a NUL, which no text of ours can hold.

    A path that isn't UTF-8 comes from Django percent-encoded, and is simply unknown.
    """
    try:
        query = unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
    except UnicodeError:
        return Malformed(_("地址不是有效的 UTF-8。"))
    if "\x00" in request.path or "\x00" in query:
        return Malformed(_("地址中有不允许的字符。"))
    return None


def _too_large(request: HttpRequest) -> HallError | None:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return Malformed(_("Content-Length 不是数字。"))
    is_file = request.content_type == "multipart/form-data"
    most = settings.UPLOAD_LIMIT_BYTES + AROUND_A_FILE if is_file else LARGEST_JSON
    if length > most:
        return TooLarge(_("发送的内容超过 %(most)d 字节。") % {"most": most})
    return None


def _as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A page's error told as a problem, with the headers that belong to its status."""
    told = problem(_error_for(response.status_code), request)
    told.status_code = response.status_code
    for name in ("WWW-Authenticate", "Retry-After", "Content-Language"):
        if name in response.headers:
            told[name] = response.headers[name]
    if "Allow" in response.headers:
        told["Allow"] = ", ".join(_allowed(response))
    told.cookies = response.cookies
    response.close()
    return told


def _error_for(status: int) -> HallError:
    errors: dict[int, HallError] = {
        401: NotSignedIn(_("需要登录。")),
        403: Refused(_("不能这样做。")),
        404: NotFound(_("没有这个地址。"), remedy=_("接口一览见 /api/v1/openapi.json。")),
        405: MethodNotAllowed(_("这个地址不支持这种方法。"), remedy=_("支持的方法见 Allow 响应头。")),
        409: Conflict(_("情况已有变化。")),
        413: TooLarge(_("发送的内容过大。")),
        429: TooMany(_("请求过于频繁，请稍后再试。")),
        503: Unavailable(_("暂时无法服务，请稍后再试。")),
    }
    if status in errors:
        return errors[status]
    return Broken(_("系统出错，我们已经记录。")) if status >= 500 else Malformed(_("请求格式有误。"))


def _allowed(response: HttpResponseBase) -> list[str]:
    named = {method.strip() for method in response.headers["Allow"].split(",")} | {"OPTIONS"}
    return sorted(named | {"HEAD"} if "GET" in named else named)


def _options(refused: HttpResponseBase) -> HttpResponse:
    answer = HttpResponse(status=204)
    answer["Allow"] = ", ".join(_allowed(refused))
    del answer["Content-Type"]
    return answer


def _kept_private(response: HttpResponseBase) -> HttpResponseBase:
    """Unless an operation says otherwise, an answer is for one reader and nobody in between keeps it."""
    if "Cache-Control" not in response.headers:
        is_versioned = "ETag" in response.headers
        response["Cache-Control"] = "private, no-cache" if is_versioned else "no-store"
        patch_vary_headers(response, ["Authorization", "Cookie"])
    return response


def _tagged(response: HttpResponseBase) -> HttpResponseBase:
    """A public answer without a version of its own is tagged by what it says."""
    is_public = "public" in response.headers.get("Cache-Control", "")
    if is_public and "ETag" not in response.headers and isinstance(response, HttpResponse):
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return response


def _unless_known(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """304 in place of what the client says it has."""
    known = response.headers.get("ETag")
    is_fresh = response.status_code == 200 and request.method in {"GET", "HEAD"}
    if known is None or not is_fresh or not isinstance(response, HttpResponse):
        return response
    return get_conditional_response(request, etag=known, response=response) or response


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        length = response.headers.get("Content-Length", str(len(response.content)))
        response.content = b""
        response["Content-Length"] = length
        return response
    bare = HttpResponse(status=response.status_code, headers=dict(response.headers))
    response.close()
    return bare
