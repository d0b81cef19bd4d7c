"""Lead the version of a guide on its way: submit, send back, publish, withdraw. Each checks who and whether.

Whoever had a hand in a version doesn't publish it: refused here, and by the database as well.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from hall.catalogue.actions.asked import first_day, given_reason
from hall.catalogue.actions.contents import chain_of_item, standing_locked
from hall.catalogue.actions.linting import renew_findings
from hall.catalogue.actions.turning import item_columns, make_room, names_followed
from hall.catalogue.lifecycle import IllegalMove, Move, State, after
from hall.catalogue.models import Guide, ServiceItem
from hall.catalogue.policies import Permission, require_other_eyes, require_reach
from hall.catalogue.queries.contents import Standing
from hall.catalogue.rules.fields.content import troubles_of
from hall.catalogue.rules.fields.field import ALWAYS
from hall.catalogue.rules.fields.registry import BY_KEY
from hall.catalogue.search.renewing import reindex_items
from hall.foundation.public import Conflict, Invalid, action, now, record, today
from hall.identity.public import Actor

__all__ = [
    "move_to_submitted",
    "publish_guide",
    "send_back_guide",
    "stops_submission",
    "submit_guide",
    "withdraw_guide",
]


def stops_submission(stands: Standing) -> list[Any]:
    """What must be put right before a draft is submitted: values always needed, and contradictions."""
    return [
        one for one in troubles_of(stands.content) if one.code != "needed" or BY_KEY[one.key].need is ALWAYS
    ]


@action("catalogue.guide.submit")
def submit_guide(code: str, *, actor: Actor) -> int:
    """Hand the draft over for review: from here on nobody changes it. Returns: the version.

    Raises: Refused, NotFound, Conflict, Invalid with everything that is missing.
    """
    return move_to_submitted(standing_locked([code])[code], actor)


def move_to_submitted(stands: Standing, actor: Actor) -> int:
    """As `submit_guide`, inside the caller's transaction, with the item locked."""
    require_reach(actor, Permission.EDIT, stands.item.function)
    guide = _moved(stands, Move.SUBMIT)
    if found := stops_submission(stands):
        raise Invalid(
            _("还不能提交：%(reasons)s。") % {"reasons": "；".join(one.reason for one in found)},
            remedy=_("请在下面各组里补齐，再提交。"),
            errors={one.key: one.reason for one in found},
        )
    guide.submitted_at = now()
    guide.save(update_fields=["state", "submitted_at"])
    return _recorded(guide, actor, "catalogue.guide.submit")


@action("catalogue.guide.send_back")
def send_back_guide(code: str, *, reason: str, actor: Actor) -> int:
    """Give a submitted draft back to whoever wrote it, with the reason. Raises: Refused, Conflict."""
    stands = standing_locked([code])[code]
    require_reach(actor, Permission.PUBLISH, stands.item.function)
    guide = _moved(stands, Move.SEND_BACK)
    guide.reason = given_reason(reason)
    guide.save(update_fields=["state", "reason"])
    return _recorded(guide, actor, "catalogue.guide.send_back", reason=guide.reason)


@action("catalogue.guide.publish")
def publish_guide(code: str, *, begins: str = "", actor: Actor) -> int:
    """Put a submitted version in force from a day on, today when none is named.

    Raises: Refused to whoever wrote in it, Conflict, Invalid when the day has passed.
    """
    stands = standing_locked([code])[code]
    require_reach(actor, Permission.PUBLISH, stands.item.function)
    guide = _moved(stands, Move.PUBLISH)
    require_other_eyes(actor, guide.editors)
    day = first_day(begins)
    room = make_room(Guide, [stands.item.pk], day)
    guide.effective_from, guide.effective_until = day, room[stands.item.pk]
    guide.published_by_id, guide.published_at = actor.account_id, now()
    guide.is_current, guide.reason = day <= today(), ""
    guide.save()
    if guide.is_current:
        columns = {**item_columns(guide), "changed_at": now()}
        ServiceItem.objects.filter(pk=stands.item.pk).update(**columns)
        _followed(stands.item.pk, actor)
    return _recorded(guide, actor, "catalogue.guide.publish", begins=day.isoformat())


@action("catalogue.guide.withdraw")
def withdraw_guide(code: str, *, reason: str, actor: Actor) -> int:
    """Take the version in force back: from today the item has no guide until another is published.

    Raises: Refused, Conflict when none is in force, Invalid without a reason.
    """
    item = standing_locked([code])[code].item
    require_reach(actor, Permission.PUBLISH, item.function)
    guide = Guide.objects.in_force(today()).filter(item=item, state=State.PUBLISHED).first()
    if guide is None:
        raise Conflict(_("没有在用的版本。"), remedy=_("请刷新页面看现在的状态。"))
    guide.state, guide.reason = after(guide.state, Move.WITHDRAW), given_reason(reason)
    guide.effective_until, guide.is_current = today(), False
    guide.save(update_fields=["state", "reason", "effective_until", "is_current"])
    ServiceItem.objects.filter(pk=item.pk).update(has_guide=False, is_online=False, changed_at=now())
    _followed(item.pk, actor)
    return _recorded(guide, actor, "catalogue.guide.withdraw", reason=guide.reason)


def _moved(stands: Standing, move: Move) -> Guide:
    """The version being worked on, moved in memory. Raises: Conflict when it stands elsewhere."""
    guide = stands.guide
    try:
        if guide is None:
            raise IllegalMove(State.WITHDRAWN, move)
        guide.state = after(guide.state, move)
    except IllegalMove as error:
        raise Conflict(
            _("这份指南现在不能这样办。"), remedy=_("请刷新页面看现在的状态。"), code="illegal-move"
        ) from error
    return guide


def _followed(item_id: int, actor: Actor) -> None:
    """What lists, search and the quality page show follows at once."""
    names_followed(items=[item_id])
    reindex_items([item_id])
    renew_findings(actor=actor, items=[item_id])


def _recorded(guide: Guide, actor: Actor, deed: str, **more: Any) -> int:
    summary = {"version": guide.version, **more}
    record(chain=chain_of_item(guide.item_id), actor=actor, action=deed, summary=summary)
    return guide.version
