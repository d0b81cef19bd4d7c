"""Do one thing to many items at once: set a field, or submit every draft of a selection.

All or nothing: one item that can't be done stops the whole, and is named with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from hall.catalogue.actions.contents import put_content, standing_locked
from hall.catalogue.actions.publishing import move_to_submitted
from hall.catalogue.lifecycle import State
from hall.catalogue.policies import Permission, require_reach
from hall.catalogue.queries.contents import open_sets
from hall.catalogue.rules.fields.content import read_content
from hall.catalogue.rules.fields.field import Field
from hall.catalogue.rules.fields.registry import BY_KEY, FIXED
from hall.foundation.public import HallError, Invalid, action
from hall.identity.public import Actor

__all__ = ["MOST", "set_field", "submit_drafts"]

#: The most items that one click changes.
MOST = 500


@action("catalogue.guides.set_field")
def set_field(codes: Sequence[str], *, name: str, value: str, actor: Actor) -> int:
    """Put one value in the drafts of many items; an empty one takes it away. Returns: how many changed.

    Raises: Refused, NotFound, Conflict, Invalid with the first item that can't be done.
    """
    field = BY_KEY.get(name)
    if not isinstance(field, Field) or name in FIXED or name == "name":
        raise Invalid(_("这个字段不能成批设置。"), remedy=_("请选另一个字段。"), errors={"key": ""})
    said, troubles = read_content({name: value}, open_sets())
    if troubles:
        reason = f"{troubles[0].reason}。{troubles[0].remedy}"
        raise Invalid(reason, remedy="", errors={"value": reason})
    _few_enough(codes)
    count = 0
    for code, stands in standing_locked(codes).items():
        require_reach(actor, Permission.EDIT, stands.item.function)
        content = {one: kept for one, kept in stands.content.items() if one != name} | said
        if content != stands.content:
            with _named(stands.item.name, code):
                put_content(stands, content, seen=stands.digest, actor=actor)
            count += 1
    return count


@action("catalogue.guides.submit")
def submit_drafts(codes: Sequence[str], *, actor: Actor) -> int:
    """Submit every draft among the items. Returns: how many. Raises as `submit_guide`, naming the item."""
    _few_enough(codes)
    count = 0
    for code, stands in standing_locked(codes).items():
        if stands.guide and stands.guide.state == State.DRAFT:
            with _named(stands.item.name, code):
                move_to_submitted(stands, actor)
            count += 1
    return count


def _few_enough(codes: Sequence[str]) -> None:
    if not 0 < len(codes) <= MOST:
        raise Invalid(
            _("一次只能办 1 至 %(most)s 个事项，现在是 %(count)s 个。") % {"most": MOST, "count": len(codes)},
            remedy=_("请缩小筛选范围；更多的用导出、修改、导入。"),
        )


class _named:
    """Whatever goes wrong inside says of which item."""

    def __init__(self, name: str, code: str) -> None:
        self.item = f"{name}（{code}）"

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, HallError):
            error.message = f"{self.item}：{error.message}"
