"""Versions as ETags, and a client's own name for a request.

Sources: RFC 9110 §8.8.3 and §13.1 (ETag, If-Match), RFC 6585 §3 (428),
draft-ietf-httpapi-idempotency-key-header-07.
"""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hall.foundation.http.problems import Malformed, PreconditionFailed, PreconditionRequired

LONGEST_KEY = 255
_OURS = re.compile(r'"v(\d{1,9})"')
_KEY = re.compile(rf"[\x21-\x7e]{{1,{LONGEST_KEY}}}")


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
            _("修改前须说明您看到的是哪一版。"),
            remedy=_("先读取，再把响应中的 ETag 放进 If-Match 请求头。"),
        )
    known = _OURS.fullmatch(header)
    if known is None:
        raise PreconditionFailed(_("If-Match 与当前版本不符。"), remedy=_("请重新读取后再修改。"))
    return int(known.group(1))


def check_version(seen: int | None, current: int) -> None:
    """Raises: PreconditionFailed when `seen` is no longer the current version (None: the caller saw none)."""
    if seen is not None and seen != current:
        raise PreconditionFailed(
            _("内容已被修改，您看到的不是最新一版。"), remedy=_("请重新读取，确认后再提交。")
        )


def idempotency_key(request: HttpRequest) -> str:
    """The Idempotency-Key header, for `action(key=…)`.

    Raises: Malformed without one, or when it isn't 1 to 255 visible ASCII characters.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not _KEY.fullmatch(key):
        raise Malformed(
            _("这个请求须带 Idempotency-Key 请求头（1 至 255 个可见 ASCII 字符）。"),
            remedy=_("为每个新的请求取一个新的键（如 UUID）；重试同一请求时沿用原来的键。"),
            code="idempotency-key-required",
        )
    return key
