"""Looking into the registers: every look-up leaves a trace that the person concerned can read."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from hall.foundation.public import Invalid, Refused, now
from hall.identity.public import Actor, Party
from hall.registers.models import AccessLog
from hall.registers.policies import Permission, may
from hall.registers.queries import read_values
from hall.registers.rules.comparison import HeldValue

__all__ = ["held_values"]


def held_values(party: Party, fields: Sequence[str], *, purpose: str, actor: Actor) -> list[HeldValue]:
    """What the city holds about `party`, for `fields` such as `person.address`; and a line in the access log.

    Attributes of another register, unknown ones and empty ones are left out: what isn't held is asked for.
    Part of the caller's transaction, so there is no look-up without its trace. Two queries.
    Raises: Refused when the actor has no business with the party; Invalid when no purpose is named.
    """
    if not purpose.strip():
        raise Invalid(_("查询登记信息须写明用途。"), errors={"purpose": _("请写明查询用途")})
    if not may(actor, Permission.LOOK_UP, party.pk):
        raise Refused(
            _("您不能查询他人的登记信息。"), remedy=_("请以本人身份登录；代他人办理的，请先取得授权。")
        )
    found = read_values(party, fields)
    AccessLog.objects.create(
        at=now(),
        account_id=actor.account_id,
        actor_name=actor.name,
        purpose=purpose.strip()[:200],
        subject_digest=party.id_digest,
        fields=[value.field for value in found],
    )
    return found
