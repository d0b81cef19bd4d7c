"""Who may rate: whoever acts for the applicant, never staff on the applicant's behalf."""

from __future__ import annotations

from uuid import UUID

from hall.identity.public import Actor


def may_rate(actor: Actor, party_id: UUID) -> bool:
    """Whether `actor` is this applicant or acts for it."""
    return actor.account_id is not None and party_id in actor.parties
