"""Choose the form by which an item is applied for: in its guide's draft, published with it by other eyes.

Drafts of applicants keep the form they were begun with until their owners move them; answers under the same
keys keep their places (docs/decisions/0013-forms-that-think.md).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from hall.catalogue.actions.contents import put_content, standing_locked
from hall.catalogue.models import FormDefinition
from hall.catalogue.policies import Permission, require_reach
from hall.catalogue.rules.fields.content import Content
from hall.foundation.public import Invalid, action
from hall.identity.public import Actor

__all__ = ["choose_form"]


@action("catalogue.guide.choose_form")
def choose_form(code: str, *, slug: str, replaces: Collection[int], seen: str, actor: Actor) -> int:
    """Put the form `slug` in the draft of an item's guide, begun from what is in force when there is none.

    `replaces` are the places (from 0) of the papers that the form itself is, so that nobody uploads them.
    Returns: the version. Raises: Refused, NotFound, Conflict, Invalid when no such form has been published.
    """
    stands = standing_locked([code])[code]
    require_reach(actor, Permission.EDIT, stands.item.function)
    form = FormDefinition.objects.filter(slug=slug).order_by("-version").first()
    if form is None:
        raise Invalid(
            _("没有选表单，或者它还没有发布过。"),
            remedy=_("请从列表里选一个；新做的表单先发布，再选用。"),
            errors={"form": _("请选一个表单")},
        )
    content = replaced(stands.content, replaces)
    return put_content(stands, content, seen=seen, actor=actor, form=form).version


def replaced(content: Content, replaces: Collection[int]) -> Content:
    """The content with exactly these papers marked as filled in online."""
    rows: list[dict[str, Any]] = []
    for place, row in enumerate(content.get("materials", ())):
        rest = {key: value for key, value in row.items() if key != "filled_online"}
        rows.append({**rest, "filled_online": "是"} if place in replaces else rest)
    return {**content, "materials": rows} if rows else content
