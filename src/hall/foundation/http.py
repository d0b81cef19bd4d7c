"""HTTP manners that every room's API shares: versions as ETags, idempotency keys, cursor pages, problems.

Sources: RFC 9110 §8.8.3 and §13.1 (ETag, If-Match), RFC 6585 §3 (428), RFC 9457 (problem details),
draft-ietf-httpapi-idempotency-key-header.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import orjson
from django.http import HttpRequest, HttpResponse

from hall.foundation.errors import HallError, Invalid

Row = TypeVar("Row")
MOST_PER_PAGE = 100
_ETAG = re.compile(r'^"v(\d+)"$')


class PreconditionRequired(HallError):
    status = 428
    code = "precondition-required"


class PreconditionFailed(HallError):
    status = 412
    code = "precondition-failed"


def etag(version: int) -> str:
    """The strong ETag of a thing at this version."""
    return f'"v{version}"'


def expected_version(request: HttpRequest) -> int:
    """The version that the client last saw, from If-Match.

    Raises: PreconditionRequired without the header, PreconditionFailed when it can't name a version of ours.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired(
            "修改前须说明您看到的是哪一版。", remedy="先读取，再把响应中的 ETag 放进 If-Match 请求头。"
        )
    known = _ETAG.match(header)
    if known is None or len(known.group(1)) > 9:
        raise PreconditionFailed("If-Match 与当前版本不符。", remedy="请重新读取后再修改。")
    return int(known.group(1))


def check_version(seen: int, current: int) -> None:
    """Raises: PreconditionFailed when `seen` is no longer the current version."""
    if seen != current:
        raise PreconditionFailed("内容已被修改，您看到的不是最新一版。", remedy="请重新读取，确认后再提交。")


def idempotency_key(request: HttpRequest) -> str:
    """The Idempotency-Key header ("" when absent), for `action(key=…)`."""
    return request.headers.get("Idempotency-Key", "").strip().strip('"')


def encode_cursor(*parts: object) -> str:
    """An opaque cursor naming the last row of a page."""
    return base64.urlsafe_b64encode("|".join(str(part) for part in parts).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, parts: int) -> list[str]:
    """The parts behind a cursor of ours.

    Raises: Invalid when it isn't one.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raw = ""
    found = raw.split("|", parts - 1)
    if len(found) != parts or "\x00" in raw:
        raise Invalid("分页游标无效。", errors={"cursor": "请使用上一页返回的 next"})
    return found


def next_page(
    request: HttpRequest, rows: Sequence[Row], limit: int, cursor_of: Callable[[Row], str]
) -> str | None:
    """The address of the next page, when more than `limit` rows were read; None on the last page."""
    if len(rows) <= limit:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor_of(rows[limit - 1])
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def problem(error: HallError, request: HttpRequest) -> HttpResponse:
    """`error` as application/problem+json."""
    body: dict[str, Any] = {
        "type": f"/problems/{error.code}",
        "title": error.message,
        "status": error.status,
        "instance": request.path,
    }
    if error.remedy:
        body["detail"] = error.remedy
    if isinstance(error, Invalid) and error.errors:
        body["errors"] = error.errors
    return HttpResponse(orjson.dumps(body), status=error.status, content_type="application/problem+json")
