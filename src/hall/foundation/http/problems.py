"""Errors on the wire: every one is a problem (RFC 9457) that says what happened and what to do next."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from hall.foundation.errors import Conflict, HallError, Invalid

MEDIA_TYPE = "application/problem+json"


class FieldProblem(Schema):
    """What is wrong with one field."""

    field: str = Field(description="出错的字段，如 answers.name；空串表示整体")
    detail: str = Field(description="哪里不对")


class Problem(Schema):
    """RFC 9457 problem details."""

    type: str = Field(description="问题类型，形如 /problems/not-found")
    title: str = Field(description="问题类型的名称")
    status: int = Field(description="HTTP 状态码", ge=400, le=599)
    detail: str = Field(description="发生了什么")
    instance: str = Field(description="出问题的地址")
    remedy: str | None = Field(None, description="接下来可以怎么做")
    errors: list[FieldProblem] | None = Field(None, description="逐个字段的问题")


class Malformed(HallError):
    status = 400
    code = "malformed"
    title = _("请求格式有误")


class NotSignedIn(HallError):
    status = 401
    code = "not-signed-in"
    title = _("需要登录")


class MethodNotAllowed(HallError):
    status = 405
    code = "method-not-allowed"
    title = _("不支持这种方法")


class PreconditionFailed(Conflict):
    """Somebody changed the thing since the client last read it (RFC 9110 §15.5.13)."""

    status = 412
    code = "precondition-failed"
    title = _("内容已被修改")


class TooLarge(HallError):
    status = 413
    code = "too-large"
    title = _("内容过大")


class UnsupportedMedia(HallError):
    status = 415
    code = "unsupported-media-type"
    title = _("不支持这种内容类型")


class PreconditionRequired(HallError):
    """The client must say which version it means to change (RFC 6585 §3)."""

    status = 428
    code = "precondition-required"
    title = _("须说明修改的是哪一版")


class TooMany(HallError):
    status = 429
    code = "too-many-requests"
    title = _("请求过于频繁")


class Broken(HallError):
    status = 500
    code = "internal-error"
    title = _("系统出错")


class Unavailable(HallError):
    status = 503
    code = "unavailable"
    title = _("暂时无法服务")


def problem(error: HallError, request: HttpRequest) -> HttpResponse:
    """`error` as application/problem+json, in the reader's language as far as its words are known."""
    body: dict[str, Any] = {
        "type": f"/problems/{error.code}",
        "title": str(error.title),
        "status": error.status,
        "detail": _said(error.message),
        "instance": request.path,
    }
    if error.remedy:
        body["remedy"] = _said(error.remedy)
    if isinstance(error, Invalid) and error.errors:
        body["errors"] = [
            {"field": name, "detail": _said(detail)} for name, detail in sorted(error.errors.items())
        ]
    return HttpResponse(orjson.dumps(body), status=error.status, content_type=MEDIA_TYPE)


def _said(words: Any) -> str:
    """Rooms raise errors in the source language; what they have translated already passes through."""
    return gettext(str(words)) if str(words) else ""
