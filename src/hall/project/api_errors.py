"""What went wrong in an operation of the API, told as a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from hall.foundation.http import Malformed, NotSignedIn, TooLarge, Unavailable, problem
from hall.foundation.public import HallError, Invalid, NotFound, Refused

RETRY_SECONDS = "2"
_SAID: Mapping[str, Any] = {
    "missing": gettext_lazy("缺少这一项"),
    "extra_forbidden": gettext_lazy("没有这一项"),
    "string_type": gettext_lazy("须为文字"),
    "string_too_short": gettext_lazy("至少 %(min_length)s 个字符"),
    "string_too_long": gettext_lazy("至多 %(max_length)s 个字符"),
    "string_pattern_mismatch": gettext_lazy("格式不符"),
    "int_type": gettext_lazy("须为整数"),
    "int_parsing": gettext_lazy("须为整数"),
    "greater_than_equal": gettext_lazy("不得小于 %(ge)s"),
    "less_than_equal": gettext_lazy("不得大于 %(le)s"),
    "literal_error": gettext_lazy("须为 %(expected)s"),
    "enum": gettext_lazy("须为 %(expected)s"),
    "uuid_parsing": gettext_lazy("不是有效的标识"),
    "dict_type": gettext_lazy("须为对象"),
    "list_type": gettext_lazy("须为列表"),
}
"""The validator's kinds of error (pydantic) in the hall's words; any other is told in its own."""


def tell_errors(api: NinjaAPI) -> None:
    """Let `api` tell every error as a problem."""
    tellers: dict[type[Exception], Any] = {
        HallError: _tell,
        AuthenticationError: _tell_not_signed_in,
        ValidationError: _tell_invalid,
        HttpError: _tell_http_error,
        Http404: lambda request, _error: problem(NotFound(_("没有这个资源。")), request),
        RequestDataTooBig: lambda request, _error: problem(TooLarge(_("发送的内容过大。")), request),
        OperationalError: _tell_unavailable,
        InterfaceError: _tell_unavailable,
        **dict.fromkeys(
            (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError), _tell_malformed
        ),
    }
    for error, teller in tellers.items():
        api.add_exception_handler(error, teller)


def _tell(request: HttpRequest, error: HallError) -> HttpResponse:
    return problem(error, request)


def _tell_not_signed_in(request: HttpRequest, error: Exception) -> HttpResponse:
    told = NotSignedIn(_("需要登录。"), remedy=_("请在 Authorization 请求头中给出有效的 Bearer 令牌。"))
    response = problem(told, request)
    reason = ', error="invalid_token"' if request.headers.get("Authorization") else ""
    response["WWW-Authenticate"] = f'Bearer realm="openhall"{reason}'
    return response


def _tell_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if all(item["loc"][0] == "path" for item in error.errors):
        return problem(NotFound(_("没有这个资源。")), request)
    told = Invalid(
        _("请求内容不符合接口约定。"),
        errors={_field(item["loc"]): _words(item) for item in error.errors},
        remedy=_("请按 errors 逐项更正。"),
    )
    return problem(told, request)


def _field(steps: tuple[Any, ...]) -> str:
    """Where in the request: the name of a parameter, or the path in the body (whose own name is ours)."""
    inside = steps[2:] if steps[0] == "body" else steps[1:]
    return ".".join(str(step) for step in inside)


def _words(item: Mapping[str, Any]) -> str:
    known = _SAID.get(item["type"])
    return str(known) % item.get("ctx", {}) if known is not None else str(item["msg"])


def _tell_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, HallError):  # ninja wraps what its parser raises
        return problem(error.__cause__, request)
    if error.status_code == Refused.status:
        return problem(Refused(_("缺少有效的 CSRF 令牌。"), code="csrf"), request)
    told = Malformed(_("请求内容无法读取。"), remedy=_("请求体须为 UTF-8 编码的 JSON。"))
    return problem(told, request)


def _tell_malformed(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(Malformed(_("请求内容无法读取。")), request)


def _tell_unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    response = problem(Unavailable(_("数据库暂时无法访问，请稍后再试。")), request)
    response["Retry-After"] = RETRY_SECONDS
    return response
