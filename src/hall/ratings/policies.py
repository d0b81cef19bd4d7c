"""Who may rate: whoever acts for the applicant, never staff on the applicant's behalf."""

from __future__ import annotations

from hall.identity.public import Actor
from hall.ratings.ports import RateableCase


def may_rate(actor: Actor, case: RateableCase) -> bool:
    """Whether `actor` is the applicant of `case` or acts for it."""
    return actor.account_id is not None and case.party_id in actor.parties
