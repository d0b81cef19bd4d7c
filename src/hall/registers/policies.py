"""Who may look into the registers: people into what is held about them, officers for a stated purpose."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from hall.identity.public import Actor

__all__ = ["Permission", "may"]


class Permission(StrEnum):
    """What one can be allowed to do with the registers."""

    LOOK_UP = "registers.party.look_up"
    READ_ACCESS_LOG = "registers.access_log.read"


def may(actor: Actor, permission: Permission, party_id: UUID) -> bool:
    """Whether `actor` may do this about the party.

    个人信息保护法 第三十四条: an office reads what its duty needs and no more, so an officer's look-up always
    names its purpose and is logged. 第四十五条: people may read what is held about them, and who looked.
    """
    if party_id == actor.party_id or party_id in actor.parties:
        return True
    if permission is Permission.READ_ACCESS_LOG:
        return actor.holds("data_steward", "supervisor")
    return actor.kind == "system" or actor.is_officer
