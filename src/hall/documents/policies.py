"""Who may revoke a paper: the system for the room it belongs to, or a decider."""

from __future__ import annotations

from enum import StrEnum

from hall.identity.public import Actor


class Permission(StrEnum):
    REVOKE = "documents.revoke"


def may(actor: Actor, permission: Permission) -> bool:
    """Whether `actor` may do this to a paper."""
    return permission is Permission.REVOKE and (actor.kind == "system" or actor.holds("decider"))
