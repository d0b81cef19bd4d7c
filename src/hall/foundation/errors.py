"""What can go wrong in the hall, in words for the person in front of it.

A `HallError` always says what happened (`message`) and what to do next (`remedy`). Pages show both; the
API turns them into an RFC 9457 problem of type `/problems/<code>`.
"""

from __future__ import annotations

from collections.abc import Mapping


class HallError(Exception):
    status = 400
    code = "bad-request"

    def __init__(self, message: str, *, remedy: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code or self.code


class Refused(HallError):
    """The actor may not do this, or not to this thing."""

    status = 403
    code = "refused"


class NotFound(HallError):
    """No such thing, or none that this actor may know of."""

    status = 404
    code = "not-found"


class Conflict(HallError):
    """Somebody was faster, or the thing has moved on: look again, then decide again."""

    status = 409
    code = "conflict"


class Invalid(HallError):
    """What was sent can't be taken; `errors` names each field (empty name: the whole)."""

    status = 422
    code = "invalid"

    def __init__(
        self, message: str, *, errors: Mapping[str, str] | None = None, remedy: str = "", code: str = ""
    ) -> None:
        super().__init__(message, remedy=remedy, code=code)
        self.errors = dict(errors or {})
