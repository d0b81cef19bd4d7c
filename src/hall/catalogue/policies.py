"""Who may change what the city offers, and nobody publishes what they wrote themselves.

It follows from posts, and from nothing else. A post in a department covers the items of that department's
function; a post of a whole hall covers all.

What all places share is kept where no other hall stands above: a county doesn't write what the whole city
says. What a place says otherwise is kept by the place: a hall keeps the lists of its division and of what
lies beneath it, as far as no nearer hall does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hall.catalogue.models import ImplementingItem, ServiceItem
from hall.foundation.public import Refused
from hall.places.public import Department, Hall, halls
from hall.standards.division_code import is_within, prefix_of

if TYPE_CHECKING:
    from hall.identity.public import Actor, PostHeld

__all__ = [
    "ITEM_MANAGER",
    "ITEM_PUBLISHER",
    "Permission",
    "PlaceReach",
    "Reach",
    "kept_by",
    "may_see_forms",
    "place_reach_of",
    "reach_of",
    "require_other_eyes",
    "require_place",
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

#: Looking is free to whoever keeps anything; the rest is for the halls over which no other stands.
_LOOKING = frozenset({Permission.SEE, Permission.SEE_FORM})


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
    posts = _posts(actor, permission)
    if permission not in _LOOKING:
        leading = _leading_halls()
        posts = [post for post in posts if post.hall_id in leading]
    departments = [post.department_id for post in posts if post.department_id is not None]
    if actor.kind == "system" or len(departments) < len(posts):
        return Reach(frozenset(), everything=True)
    return Reach(frozenset(_functions(departments).values()))


def _posts(actor: Actor, permission: Permission) -> list[PostHeld]:
    return [post for post in actor.posts if post.role in _POSTS[permission]]


def _functions(departments: Iterable[int]) -> dict[int, str]:
    wanted = list(departments)
    if not wanted:
        return {}
    return dict(Department.objects.filter(pk__in=wanted).values_list("pk", "function"))


def _leading_halls() -> set[int]:
    """The halls over which no other stands."""
    every = halls()
    return {one.pk for one in every if not any(_is_beneath(one, other) for other in every)}


def _is_beneath(hall: Hall, other: Hall) -> bool:
    return hall.division_id != other.division_id and is_within(hall.division_id, other.division_id)


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


@dataclass(frozen=True)
class _Kept:
    """The lists that one post keeps: of a division and beneath it, but for what nearer halls keep."""

    division: str
    nearer: tuple[str, ...]
    function: str

    def covers(self, division: str, function: str) -> bool:
        return (
            is_within(division, self.division)
            and not any(is_within(division, one) for one in self.nearer)
            and self.function in {"", function}
        )

    @property
    def condition(self) -> Q:
        found = _beneath(self.division)
        for one in self.nearer:
            found &= ~_beneath(one)
        return found & Q(item__function=self.function) if self.function else found


@dataclass(frozen=True)
class PlaceReach:
    """The places whose lists one keeps, and which items of them; or all."""

    kept: tuple[_Kept, ...]
    everything: bool = False

    def __bool__(self) -> bool:
        return self.everything or bool(self.kept)

    def covers(self, heir: ImplementingItem) -> bool:
        return self.everything or any(one.covers(heir.division_id, heir.item.function) for one in self.kept)

    @property
    def divisions(self) -> list[str]:
        """Where it begins: the divisions of one's halls."""
        return list(dict.fromkeys(one.division for one in self.kept))


def _beneath(division: str) -> Q:
    prefix = prefix_of(division)
    return Q(division_id__gte=prefix.ljust(12, "0"), division_id__lte=prefix.ljust(12, "9"))


def place_reach_of(actor: Actor, permission: Permission) -> PlaceReach:
    """Which places' lists the actor may deal with so (one query, none for posts of a whole hall)."""
    if actor.kind == "system":
        return PlaceReach((), everything=True)
    every, posts = halls(), _posts(actor, permission)
    by_id = {hall.pk: hall for hall in every}
    functions = _functions(post.department_id for post in posts if post.department_id is not None)
    return PlaceReach(
        tuple(
            _Kept(
                hall.division_id,
                tuple(other.division_id for other in every if _is_beneath(other, hall)),
                functions.get(post.department_id or 0, ""),
            )
            for post in posts
            if (hall := by_id.get(post.hall_id))
        )
    )


def require_place(actor: Actor, permission: Permission, heir: ImplementingItem) -> None:
    """Raises: Refused when the actor doesn't keep this place's list so."""
    if not place_reach_of(actor, permission).covers(heir):
        raise Refused(
            _("这个地方的实施清单不归您的岗位管理。"),
            remedy=_(
                "各地的内容由当地大厅的事项管理员编辑、事项审核员发布；需要岗位的，请联系本单位管理员。"
            ),
            code="not-your-place",
        )


def kept_by(reach: PlaceReach) -> QuerySet[ImplementingItem]:
    """The items of the implementing list within reach, those that have ended left out."""
    items = ImplementingItem.objects.filter(ended_at=None)
    if reach.everything:
        return items
    condition = Q(pk__in=())
    for one in reach.kept:
        condition |= one.condition
    return items.filter(condition)


def visible_to(actor: Actor) -> QuerySet[ServiceItem]:
    """The items whose guides the actor deals with."""
    reach = reach_of(actor, Permission.SEE)
    items = ServiceItem.objects.all()
    return items if reach.everything else items.filter(function__in=reach.functions)
