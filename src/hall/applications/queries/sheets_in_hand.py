"""What was asked, read from its row once: an edition never changes, and thousands of drafts share it."""

from __future__ import annotations

from hall.applications.models import AskedGuide
from hall.applications.rules.asked import Asked, of_plain

#: Editions in memory: a city has some hundred guides, and their forms change a few times a year.
MOST_HELD = 512
_held: dict[str, Asked] = {}


def edition_of_row(row: AskedGuide) -> Asked:
    """The edition of `row`, known by the digest of its content, which says all."""
    known = _held.get(row.digest)
    if known is None:
        if len(_held) >= MOST_HELD:
            _held.clear()
        known = _held[row.digest] = of_plain(row.content)
    return known
