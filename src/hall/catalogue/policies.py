"""Who may change what the city offers, and nobody publishes what they wrote themselves.

It follows from posts, and from nothing else. A post in a department covers the items of that department's
function; a post of a whole hall covers all, since halls share their items.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hall.catalogue.models import ServiceItem
from hall.foundation.public import Refused
from hall.places.public import Department

if TYPE_CHECKING:
    from hall.identity.public import Actor

__all__ = [
    "ITEM_MANAGER",
    "ITEM_PUBLISHER",
    "Permission",
    "Reach",
    "may",
    "may_design",
    "reach_of",
    "require",
    "require_reach",
    "visible_to",
]

ITEM_MANAGER, ITEM_PUBLISHER = "item_manager", "item_publisher"


class Permission(StrEnum):
    """`room:thing:deed`, named once and checked in the action."""

    DESIGN_FORM = "catalogue:form:design"
    PUBLISH_FORM = "catalogue:form:publish"
    SEE = "catalogue:item:see"
    EDIT = "catalogue:item:edit"
    PUBLISH = "catalogue:item:publish"


#: Which posts do what with items and guides.
_POSTS: dict[Permission, frozenset[str]] = {
    Permission.SEE: frozenset({ITEM_MANAGER, ITEM_PUBLISHER}),
    Permission.EDIT: frozenset({ITEM_MANAGER}),
    Permission.PUBLISH: frozenset({ITEM_PUBLISHER}),
}


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


@dataclass(frozen=True)
class Reach:
    """The functions whose items one may deal with, or all of them."""

    functions: frozenset[str]
    everything: bool = False

    def covers(self, function: str) -> bool:
        return self.everything or function in self.functions

    def __bool__(self) -> bool:
        return self.everything or bool(self.functions)


def reach_of(actor: Actor, permission: Permission) -> Reach:
    """Which items the actor may deal with so (one query, none for posts of a whole hall)."""
    posts = [post for post in actor.posts if post.role in _POSTS[permission]]
    departments = [post.department_id for post in posts if post.department_id is not None]
    if actor.kind == "system" or len(departments) < len(posts):
        return Reach(frozenset(), everything=True)
    if not departments:
        return Reach(frozenset())
    named = Department.objects.filter(pk__in=departments).values_list("function", flat=True)
    return Reach(frozenset(named))


def require_reach(actor: Actor, permission: Permission, function: str = "") -> Reach:
    """What the actor may deal with, `function` among it when it is given. Raises: Refused."""
    reach = reach_of(actor, permission)
    if not reach or (function and not reach.covers(function)):
        raise Refused(
            _("您的岗位不能办这一步。"),
            remedy=_("编辑由事项管理员办理，审核发布由事项审核员办理；需要岗位的，请联系本单位管理员。"),
            code="not-your-post",
        )
    return reach


def visible_to(actor: Actor) -> QuerySet[ServiceItem]:
    """The items whose guides the actor deals with."""
    reach = reach_of(actor, Permission.SEE)
    items = ServiceItem.objects.all()
    return items if reach.everything else items.filter(function__in=reach.functions)
