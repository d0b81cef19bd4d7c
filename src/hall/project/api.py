"""The HTTP API: which room answers below /api/v1/, who may ask, and how errors are told (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.security import HttpBearer, SessionAuth

from hall.foundation.http import problem
from hall.foundation.public import HallError, Invalid, NotFound, Refused
from hall.identity.public import account_by_token


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`, a token issued by `identity.issue_token`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        account = account_by_token(token)
        if account is not None:
            request.user = account
        return account


class SignedIn(SessionAuth):
    """The hall's own session cookie, with CSRF protection."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user if request.user.is_authenticated else None


class NotSignedIn(HallError):
    status = 401
    code = "not-signed-in"


class TooMany(HallError):
    status = 429
    code = "too-many-requests"


api = NinjaAPI(
    title="OpenHall 开放政务大厅",
    version="1",
    description="事项、指南、申请、办件与电子证照的统一接口。错误为 RFC 9457 problem+json。",
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url="/docs",
    auth=[TokenAuth(), SignedIn()],
)


@api.exception_handler(HallError)
def tell_hall_error(request: HttpRequest, error: HallError) -> HttpResponse:
    return problem(error, request)


@api.exception_handler(AuthenticationError)
def tell_not_signed_in(request: HttpRequest, error: Exception) -> HttpResponse:
    response = problem(
        NotSignedIn("需要登录。", remedy="请在 Authorization 请求头中给出 Bearer 令牌。"), request
    )
    response["WWW-Authenticate"] = 'Bearer realm="openhall"'
    return response


@api.exception_handler(ValidationError)
def tell_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = {".".join(str(step) for step in item["loc"][1:]): str(item["msg"]) for item in error.errors}
    return problem(
        Invalid("请求内容不符合接口约定。", errors=errors, remedy="请按 errors 逐项更正。"), request
    )


@api.exception_handler(Http404)
def tell_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(NotFound("没有这个资源。"), request)


@api.exception_handler(Throttled)
def tell_throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return problem(TooMany("请求过于频繁，请稍后再试。"), request)


@api.exception_handler(HttpError)
def tell_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    told = Refused(error.message) if error.status_code == Refused.status else HallError(error.message)
    told.status = error.status_code
    return problem(told, request)
