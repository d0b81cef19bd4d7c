"""What can go wrong in the hall, in words for the person in front of it.

A `HallError` always says what happened (`message`) and what to do next (`remedy`). Pages show both; the
API turns them into an RFC 9457 problem of type `/problems/<code>`. `title` names the kind of error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _


class HallError(Exception):
    status = 400
    code = "bad-request"
    title: Any = _("请求有误")

    def __init__(self, message: str, *, remedy: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code or self.code


class Refused(HallError):
    """The actor may not do this, or not to this thing."""

    status = 403
    code = "refused"
    title = _("不能这样做")


class NotFound(HallError):
    """No such thing, or none that this actor may know of."""

    status = 404
    code = "not-found"
    title = _("没有找到")


class Conflict(HallError):
    """Somebody was faster, or the thing has moved on: look again, then decide again."""

    status = 409
    code = "conflict"
    title = _("情况已有变化")


class KeyReused(Conflict):
    """An Idempotency-Key that already names another request (its draft standard says 422)."""

    status = 422
    code = "idempotency-key-reused"
    title = _("Idempotency-Key 已用过")


class Invalid(HallError):
    """What was sent can't be taken; `errors` names each field (empty name: the whole)."""

    status = 422
    code = "invalid"
    title = _("内容不符合要求")

    def __init__(
        self, message: str, *, errors: Mapping[str, str] | None = None, remedy: str = "", code: str = ""
    ) -> None:
        super().__init__(message, remedy=remedy, code=code)
        self.errors = dict(errors or {})
