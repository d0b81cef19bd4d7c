"""Who may do what with an application. One object answers both: may they, and which rows."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hall.foundation.public import NotFound
from hall.identity.public import Actor

if TYPE_CHECKING:
    from hall.applications.models import Application


class Permission(StrEnum):
    """room.thing.verb"""

    START = "applications.draft.start"
    VIEW = "applications.application.view"
    EDIT = "applications.draft.edit"
    SUBMIT = "applications.draft.submit"
    WITHDRAW = "applications.application.withdraw"


def may(actor: Actor, permission: Permission, application: Application) -> bool:
    """All of it belongs to the applicant and whoever acts for it: the papers, the deed, the way back.

    Officers read what was filed through the case they handle (`approvals`), never by right of office here.
    """
    return actor.account_id is not None and application.party_id in actor.parties


def visible_to(actor: Actor, rows: QuerySet[Application]) -> QuerySet[Application]:
    """The rows that `may(…, VIEW, …)` allows."""
    return rows.filter(party_id__in=actor.parties) if actor.account_id is not None else rows.none()


def require(actor: Actor, permission: Permission, application: Application | None) -> Application:
    """`application`, or NotFound: what one may not see one isn't told of.

    Raises: NotFound.
    """
    if application is None or not may(actor, permission, application):
        raise NotFound(
            _("没有找到这件申请。"), remedy=_("请从“我的空间”进入，或确认是否用申请时的账号登录。")
        )
    return application
