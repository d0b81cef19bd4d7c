"""What search didn't answer well, as a queue; and the list of synonyms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import connection
from django.db.models import Q

from hall.catalogue.models import Synonym
from hall.foundation.public import today

__all__ = ["PAGE", "Tab", "Unanswered", "synonyms", "unanswered"]

PAGE = 50
#: Below this rank, what was opened was found with trouble.
DEEP = 3


class Tab(StrEnum):
    """Which trouble one looks at."""

    NOTHING = "nothing"
    UNOPENED = "unopened"
    MISSED = "missed"
    SUGGESTED = "suggested"


@dataclass(frozen=True)
class Unanswered:
    """Words that were asked for, and what became of it; `suggested` is what most people opened in the end."""

    query: str
    asked: int
    nothing: int
    opened: int
    missed: int
    suggested: str
    suggested_times: int


_NOTES = """
WITH told AS (
    SELECT query, coalesce(sum(times) FILTER (WHERE kind IN ('asked', 'nothing')), 0) AS asked,
        coalesce(sum(times) FILTER (WHERE kind = 'nothing'), 0) AS nothing,
        coalesce(sum(times) FILTER (WHERE kind = 'opened'), 0) AS opened,
        coalesce(sum(times) FILTER (WHERE kind = 'missed'), 0) AS missed
    FROM catalogue_searchnote WHERE day >= %(since)s GROUP BY query
),
meant AS (
    SELECT DISTINCT ON (query) query, item_id, sum(times) AS times
    FROM catalogue_searchnote
    WHERE day >= %(since)s AND (kind = 'meant' OR kind = 'opened' AND rank > %(deep)s)
    GROUP BY query, item_id ORDER BY query, sum(times) DESC, item_id
)
SELECT t.query, t.asked, t.nothing, t.opened, t.missed, coalesce(i.name, ''), coalesce(m.times, 0)
FROM told t LEFT JOIN meant m USING (query) LEFT JOIN catalogue_serviceitem i ON i.id = m.item_id
WHERE CASE %(tab)s WHEN 'nothing' THEN t.nothing > 0 WHEN 'missed' THEN t.missed > 0
    WHEN 'suggested' THEN m.item_id IS NOT NULL ELSE t.asked > t.nothing AND t.opened = 0 END
  AND NOT EXISTS (SELECT 1 FROM catalogue_synonym s WHERE s.spoken = t.query AND s.is_from_desk)
ORDER BY CASE %(tab)s WHEN 'missed' THEN t.missed WHEN 'suggested' THEN m.times ELSE t.asked END DESC, t.query
LIMIT %(limit)s
"""


def unanswered(tab: Tab) -> list[Unanswered]:
    """The worst first; what somebody has dealt with at the desk is gone (one query)."""
    since = today() - timedelta(days=settings.HALL_SEARCH_NOTES_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(_NOTES, {"since": since, "deep": DEEP, "tab": tab.value, "limit": PAGE})
        return [Unanswered(*row) for row in cursor.fetchall()]


def synonyms(query: str, page: int) -> tuple[list[Synonym], int]:
    """One page of the synonyms that hold some words, and how many there are (two queries)."""
    found = Synonym.objects.order_by("official", "spoken", "pk")
    if query:
        found = found.filter(Q(spoken__icontains=query) | Q(official__icontains=query))
    return list(found[(page - 1) * PAGE : page * PAGE]), found.count()
