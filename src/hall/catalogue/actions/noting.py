"""Noting what is typed into search and what comes of it: the words, the day and how often; never who."""

from __future__ import annotations

import re
from datetime import timedelta

from django.conf import settings
from django.db import connection

from hall.catalogue.models import SearchNote, ServiceItem
from hall.catalogue.search.question import LONGEST_QUERY
from hall.catalogue.search.words import normalised, simplified
from hall.foundation.public import today
from hall.standards.masking import without_personal_numbers

__all__ = ["forget_old_notes", "note_search"]

LAST_RANK = 100
#: Rows that one day may have: nobody can fill the table from outside.
MOST_A_DAY = 50_000
#: What personal numbers leave, and whatever else is a long number: a bank card, a licence, part of an ID.
_NUMBERS = re.compile(r"[0-9*x]{6,}", re.IGNORECASE)
_NOTED = """
INSERT INTO catalogue_searchnote (query, day, kind, item_id, rank, times)
SELECT %(query)s, %(day)s, %(kind)s, %(item)s, %(rank)s, 1
WHERE (SELECT count(*) FROM catalogue_searchnote WHERE day = %(day)s) < %(most)s
ON CONFLICT (query, day, kind, item_id, rank) DO UPDATE SET times = catalogue_searchnote.times + 1
"""


def note_search(kind: str, query: str, *, code: str = "", rank: int = 0) -> bool:
    """Count one thing that happened. Returns: whether there was something worth counting."""
    words = _noted(query)
    if not words or kind not in SearchNote.Kind.values:
        return False
    item = ServiceItem.objects.filter(code=code).values_list("pk", flat=True).first() if code else None
    if kind in {SearchNote.Kind.OPENED, SearchNote.Kind.MEANT} and item is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTED,
            {
                "query": words,
                "day": today(),
                "kind": kind,
                "item": item,
                "rank": max(0, min(rank, LAST_RANK)),
                "most": MOST_A_DAY,
            },
        )
        return bool(cursor.rowcount)


def _noted(query: str) -> str:
    """What is kept of what was typed: alike however typed, and without long numbers."""
    plain = without_personal_numbers(normalised(simplified(query[:LONGEST_QUERY])))
    return normalised(_NUMBERS.sub(" ", plain))[:LONGEST_QUERY]


def forget_old_notes() -> int:
    """Delete notes older than the setting allows. Returns: how many."""
    oldest = today() - timedelta(days=settings.HALL_SEARCH_NOTES_DAYS)
    deleted, _ = SearchNote.objects.filter(day__lt=oldest).delete()
    return deleted
