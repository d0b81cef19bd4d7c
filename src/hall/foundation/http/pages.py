"""Lists on the wire: `{"items": […], "next": url|null}`, continued by an opaque cursor, never by offset."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Schema

from hall.foundation.errors import Invalid

Row = TypeVar("Row")
Item = TypeVar("Item")
MOST_PER_PAGE = 100
LONGEST_CURSOR = 300

Limit = Annotated[int, Query(20, ge=1, le=MOST_PER_PAGE, description="每页至多几项")]
Cursor = Annotated[
    str,
    Query("", max_length=LONGEST_CURSOR, pattern=r"^[A-Za-z0-9_-]*$", description="上一页 next 中的游标"),
]


class Page(Schema, Generic[Item]):
    """One page of a list; `next` is the address of the following page."""

    items: list[Item]
    next: str | None = Field(description="下一页的地址；没有下一页时为 null")

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        return f"{params[0].__name__}Page"


def encode_cursor(*parts: object) -> str:
    """An opaque cursor naming the last row of a page."""
    return base64.urlsafe_b64encode("|".join(str(part) for part in parts).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, parts: int) -> list[str]:
    """The parts behind a cursor of ours; what they must look like is for the query to check.

    Raises: Invalid when it isn't one.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raw = ""
    found = raw.split("|", parts - 1)
    if len(found) != parts or not raw.isprintable():
        raise unknown_cursor()
    return found


def moment_cursor(moment: datetime | None, key: UUID) -> str:
    """The cursor of a row in a list ordered by `-moment, -id`."""
    return encode_cursor(moment.isoformat() if moment else "", key)


def older_than(cursor: str, moment: str) -> Q:
    """Which rows come after a `moment_cursor` in a list ordered by `-moment, -id`.

    Raises: Invalid when it isn't one.
    """
    text, key = decode_cursor(cursor, 2)
    try:
        at, pk = datetime.fromisoformat(text), UUID(key)
    except ValueError:
        raise unknown_cursor() from None
    if at.tzinfo is None:
        raise unknown_cursor()
    return Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "pk__lt": pk})


def unknown_cursor() -> Invalid:
    """What to raise at a cursor that names no row of ours."""
    return Invalid(_("分页游标无效。"), errors={"cursor": _("请使用上一页返回的 next")})


def next_page(
    request: HttpRequest, rows: Sequence[Row], limit: int, cursor_of: Callable[[Row], str]
) -> str | None:
    """The address of the next page, when more than `limit` rows were read; None on the last page."""
    return next_address(request, cursor_of(rows[limit - 1])) if len(rows) > limit else None


def next_address(request: HttpRequest, cursor: str | None) -> str | None:
    """The address of the same question continued at `cursor`; None when there is nothing more."""
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
