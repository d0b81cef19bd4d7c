"""A licence is suspended, reinstated, revoked or cancelled (行政许可法 第六十九、七十条)."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from hall.foundation.public import Conflict, Invalid, NotFound, Refused, action, record
from hall.identity.public import Actor
from hall.licences.events import LicenceStateChanged
from hall.licences.lifecycle import Move, State, after
from hall.licences.models import Licence
from hall.licences.policies import Permission, may


@action("licences.licence.suspend")
def suspend_licence(*, licence_id: UUID, reason: str, actor: Actor) -> None:
    """暂扣: not to be used until reinstated."""
    _move(licence_id, Move.SUSPEND, reason, actor)


@action("licences.licence.reinstate")
def reinstate_licence(*, licence_id: UUID, actor: Actor) -> None:
    """Lift a suspension."""
    _move(licence_id, Move.REINSTATE, "", actor)


@action("licences.licence.revoke")
def revoke_licence(*, licence_id: UUID, reason: str, actor: Actor) -> None:
    """撤销: the grant itself was wrong (行政许可法 第六十九条)."""
    _move(licence_id, Move.REVOKE, reason, actor)


@action("licences.licence.cancel")
def cancel_licence(*, licence_id: UUID, reason: str, actor: Actor) -> None:
    """注销: it ends for a cause outside itself (行政许可法 第七十条)."""
    _move(licence_id, Move.CANCEL, reason, actor)


def _move(licence_id: UUID, move: Move, reason: str, actor: Actor) -> None:
    licence = (
        Licence.objects.select_for_update(of=("self",)).select_related("type").filter(pk=licence_id).first()
    )
    if licence is None:
        raise NotFound(_("没有这份证照。"))
    if not may(actor, Permission.CHANGE_STATE, licence):
        raise Refused(_("您没有变更这份证照状态的权限。"), remedy=_("请联系签发部门的审批决定人。"))
    reason = reason.strip()
    if move is not Move.REINSTATE and not reason:
        raise Invalid(_("请写明原因。"), errors={"reason": _("原因会告知持证人，不能为空。")})
    old, new = State(licence.state), after(State(licence.state), move)
    if new is None:
        raise Conflict(_("证照的当前状态不能这样变更。"), remedy=_("请刷新页面，查看证照的最新状态。"))
    licence.state, licence.state_reason = new, reason
    licence.save(update_fields=["state", "state_reason"])
    record(
        chain=licence.pk,
        actor=actor,
        action=f"licences.licence.{move}",
        event=LicenceStateChanged(
            licence.pk,
            licence.case_id,
            licence.holder_id,
            licence.number,
            licence.type.name,
            old,
            new,
            reason,
        ),
    )
