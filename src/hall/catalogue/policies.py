"""Who may change what the city offers: item managers, and nobody publishes what they wrote themselves."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hall.foundation.public import Refused

if TYPE_CHECKING:
    from hall.identity.public import Actor

__all__ = ["ITEM_MANAGER", "Permission", "may", "may_design", "require"]

ITEM_MANAGER = "item_manager"


class Permission(StrEnum):
    """`room:thing:deed`, named once and checked in the action."""

    DESIGN_FORM = "catalogue:form:design"
    PUBLISH_FORM = "catalogue:form:publish"


def may(actor: Actor, permission: Permission, *, editors: list[int] | None = None) -> bool:
    """Whether `actor` may do this. Publishing takes a second pair of eyes: not those of an editor."""
    if actor.kind == "system":
        return True
    if not actor.holds(ITEM_MANAGER):
        return False
    return permission is not Permission.PUBLISH_FORM or actor.account_id not in (editors or [])


def may_design(actor: Actor) -> bool:
    """Whether `actor` makes forms."""
    return may(actor, Permission.DESIGN_FORM)


def require(actor: Actor, permission: Permission, *, editors: list[int] | None = None) -> None:
    """Raises: Refused when `actor` may not do this."""
    if may(actor, permission, editors=editors):
        return
    if actor.holds(ITEM_MANAGER):
        raise Refused(
            _("您参与过这一版的编辑，不能由您发布。"),
            remedy=_("请由没有改过这一版的另一位事项管理员核对后发布。"),
            code="own-work",
        )
    raise Refused(
        _("只有事项管理员可以设计表单。"),
        remedy=_("需要改表单的，请联系本市的事项管理员。"),
        code="no-post",
    )
