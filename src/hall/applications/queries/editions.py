"""Whether a draft's guide asks something else by now, and what."""

from __future__ import annotations

from hall.applications.models import Application
from hall.applications.rules.asked import Asked, asked_from
from hall.applications.rules.editions import Change, changes
from hall.catalogue.public import filing_guide, standing_edition
from hall.foundation.public import HallError
from hall.identity.public import Party

AUDIENCE = {Party.Kind.NATURAL.value: "natural_person", Party.Kind.LEGAL.value: "legal_person"}


def edition_today(application: Application) -> Asked:
    """What the guide asks today, at the hall of the draft. Raises: NotFound, Refused."""
    audience = AUDIENCE[application.party.kind]
    return asked_from(filing_guide(application.asked.item_code, application.hall_id, audience=audience))


def changes_since(application: Application, asked: Asked) -> tuple[Change, ...]:
    """What has changed since the draft was begun. One query while nothing has.

    An item that can't be filed online any more has no newer edition: the draft may still be filed.
    """
    standing = standing_edition(application.item_id)
    if standing is None or standing == (asked.guide_id, asked.form_slug, asked.form_version):
        return ()
    try:
        return changes(asked, edition_today(application))
    except HallError:
        return ()
