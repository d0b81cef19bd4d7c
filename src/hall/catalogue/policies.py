"""Who may change what the city offers, and nobody publishes what they wrote themselves.

It follows from posts, and from nothing else. A post in a department covers the items of that department's
function; a post of a whole hall covers all, since halls share their items.
"""

from __future__ import annotations

from collections.abc import Collection
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
    "may_see_forms",
    "reach_of",
    "require_other_eyes",
    "require_reach",
    "visible_to",
]

ITEM_MANAGER, ITEM_PUBLISHER = "item_manager", "item_publisher"


class Permission(StrEnum):
    """`room:thing:deed`, named once and checked in the action."""

    SEE_FORM = "catalogue:form:see"
    DESIGN_FORM = "catalogue:form:design"
    PUBLISH_FORM = "catalogue:form:publish"
    SEE = "catalogue:item:see"
    EDIT = "catalogue:item:edit"
    PUBLISH = "catalogue:item:publish"


_KEEPERS = frozenset({ITEM_MANAGER, ITEM_PUBLISHER})
#: Which posts do what with items, guides, situations and forms: one writes, the other puts in force.
_POSTS: dict[Permission, frozenset[str]] = {
    Permission.SEE: _KEEPERS,
    Permission.EDIT: frozenset({ITEM_MANAGER}),
    Permission.PUBLISH: frozenset({ITEM_PUBLISHER}),
    Permission.SEE_FORM: _KEEPERS,
    Permission.DESIGN_FORM: frozenset({ITEM_MANAGER}),
    Permission.PUBLISH_FORM: frozenset({ITEM_PUBLISHER}),
}


def may_see_forms(actor: Actor) -> bool:
    """Whether forms in the making are shown to `actor`."""
    return actor.kind == "system" or actor.holds(*_POSTS[Permission.SEE_FORM])


def require_other_eyes(actor: Actor, editors: Collection[int]) -> None:
    """The four eyes of the catalogue, the same for guides, places, forms and situations.

    Raises: Refused to whoever had a hand in what is to be put in force.
    """
    if actor.account_id in editors:
        raise Refused(_("您编辑过这一版，不能自己发布。"), remedy=_("请另一位审核员发布。"), code="four-eyes")


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


def require_reach(actor: Actor, permission: Permission, *functions: str) -> Reach:
    """What the actor may deal with, all of `functions` among it. Raises: Refused."""
    reach = reach_of(actor, permission)
    if not reach or not all(reach.covers(function) for function in functions):
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
