"""Taking hold of an application: locked, allowed, in a state that the move starts from."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.applications.lifecycle import Move, State, after
from hall.applications.models import Application
from hall.applications.policies import Permission, require
from hall.applications.queries import said
from hall.foundation.public import Conflict, Invalid, PreconditionFailed, Refused, today
from hall.identity.public import Actor

_NO_LONGER = {
    State.SUBMITTED: gettext_lazy("这件申请已经提交，不能再改动。"),
    State.CONCLUDED: gettext_lazy("这件申请已经办结，不能再改动。"),
    State.WITHDRAWN: gettext_lazy("这件申请已经撤回，不能再改动。"),
    State.EXPIRED: gettext_lazy("这份草稿已经过期，不能再改动。"),
    State.DRAFT: gettext_lazy("这件申请还没有提交。"),
}


class Stale(PreconditionFailed):
    """Somebody wrote in the same place since this page was opened. `stored` is what stands there now."""

    code = "stale"

    def __init__(self, stored: dict[str, Any], version: int) -> None:
        super().__init__(
            _("这份申请刚刚在另一个窗口或设备上改动过。"),
            remedy=_("请核对两处内容，选定后再保存，都不会丢失。"),
        )
        self.stored = stored
        self.version = version


class Incomplete(Invalid):
    """Not everything that is required is there; `gaps` says what, all at once."""

    code = "incomplete"

    def __init__(self, gaps: tuple[Any, ...]) -> None:
        super().__init__(
            _("申请还不完整，暂时不能提交。"),
            errors={gap.key: said(gap.fault) for gap in gaps},
            remedy=_("请把列出的内容补齐后再提交。"),
        )
        self.gaps = gaps


def hold(application_id: UUID, actor: Actor, permission: Permission) -> Application:
    """The application, locked until the transaction ends.

    Raises: NotFound when there is none that this actor may act on.
    """
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("asked", "party", "hall__division")
        .filter(pk=application_id)
        .first()
    )
    return require(actor, permission, found)


def moved(application: Application, move: Move) -> State:
    """The state after `move`. Raises: Conflict when the table has no such arrow from here."""
    state = State(application.state)
    reached = after(state, move)
    if reached is None:
        raise Conflict(
            str(_NO_LONGER[state]), remedy=_("请回到“我的空间”查看它现在的情况。"), code="wrong-state"
        )
    return reached


def account_of(actor: Actor) -> int:
    """The account that acts. Raises: Refused for whoever isn't signed in."""
    if actor.account_id is None:
        raise Refused(_("请先登录。"), remedy=_("登录后再继续办理。"))
    return actor.account_id


def kept_until() -> Any:
    """The day until which a draft touched today is kept."""
    return today() + timedelta(days=settings.HALL_DRAFT_DAYS)


def new_secret() -> str:
    """Eight characters without look-alikes, told with the receipt number to follow a case without sign-in."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(8))
