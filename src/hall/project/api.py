"""The HTTP API: which room answers below /api/v1/, who may ask, and what is read of a request."""

from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Schema
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer, SessionAuth

from hall.foundation.http import Malformed, UnsupportedMedia
from hall.foundation.public import contract
from hall.identity.public import account_by_token
from hall.project.api_errors import tell_errors
from hall.project.openapi import Document, complete

ROUTERS: tuple[str, ...] = (
    "hall.identity.http.api.router",
    "hall.places.http.api.router",
    "hall.catalogue.http.api.router",
    "hall.applications.http.api.router",
    "hall.approvals.http.api.router",
    "hall.licences.http.api.router",
    "hall.disclosure.http.api.router",
)
"""A room's operations, in the order in which the documentation shows them."""


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`, a token issued by `identity.issue_token`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        account = account_by_token(token)
        if account is not None:
            request.user = account
        return account


class SignedIn(SessionAuth):
    """The hall's own session cookie, with CSRF protection. It never makes good a token that isn't valid."""

    def __call__(self, request: HttpRequest) -> Any:
        if "Authorization" in request.headers or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user if request.user.is_authenticated else None


class StrictParser(Parser):
    """Reads JSON as JSON and files as files, and nothing else as either."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        kind = request.content_type or ""
        if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
            raise UnsupportedMedia(_("请求体须为 application/json。"))
        try:
            body: dict[str, Any] = orjson.loads(request.body)
        except orjson.JSONDecodeError:
            raise Malformed(
                _("请求体不是有效的 JSON。"), remedy=_("请求体须为 UTF-8 编码的 JSON。")
            ) from None
        if _holds_nul(body):
            raise Malformed(_("文字中有不允许的字符 U+0000。"))
        return body

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        if data is not request.GET:
            if request.content_type != "multipart/form-data":
                raise UnsupportedMedia(_("请求体须为 multipart/form-data。"))
            if _holds_nul(dict(request.POST)):
                raise Malformed(_("文字中有不允许的字符 U+0000。"))
        parsed: dict[str, Any] = super().parse_querydict(data, list_fields, request)
        return parsed


class Renderer(BaseRenderer):
    """JSON in UTF-8, moments in UTC."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, option=orjson.OPT_UTC_Z)


def _holds_nul(value: Any) -> bool:
    """Whether a NUL, which PostgreSQL can't keep, hides anywhere in `value`."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(map(_holds_nul, value))


class HallAPI(NinjaAPI):
    """Ninja, with operations called by their function's name and a document that tells every error."""

    _document: dict[str, Any] | None = None

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, *, path_prefix: str | None = None, **options: Any) -> Any:
        if self._document is None:
            self._document = complete(Document(self, path_prefix or self.get_root_path({})))
        return self._document


api = HallAPI(
    title="OpenHall 开放政务大厅",
    version="1.0.0",
    description=(
        "事项、指南、申请、办件与电子证照的统一接口。列表为 {items, next}，错误为 RFC 9457 problem+json，"
        "修改须带 If-Match，办理须带 Idempotency-Key。"
    ),
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url="/docs",
    docs_decorator=require_safe,
    auth=[TokenAuth(), SignedIn()],
    parser=StrictParser(),
    renderer=Renderer(),
)
tell_errors(api)
for router in ROUTERS:
    api.add_router("", router)


class Entrance(Schema):
    """Where to begin."""

    openapi: str
    documentation: str


@api.get("/", auth=None, tags=["入口"], **contract(Entrance, summary="接口入口"))
def entrance(request: HttpRequest, response: HttpResponse) -> dict[str, str]:
    response["Cache-Control"] = "public, max-age=3600"
    return {
        "openapi": request.build_absolute_uri(reverse("api-v1:openapi-json")),
        "documentation": request.build_absolute_uri(reverse("api-v1:openapi-view")),
    }


def openapi_document() -> str:
    """The OpenAPI document as it lies in docs/generated."""
    document = api.get_openapi_schema(path_prefix="api/v1/")
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
