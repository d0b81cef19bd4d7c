"""Finding a case: by number, by who applied, by what for. One query, each part of it on an index."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from hall.approvals.policies import visible_to
from hall.approvals.queries.desk import SHOWN, Row
from hall.identity.public import Actor
from hall.standards.receipt_number import normalise

__all__ = ["MOST_FOUND", "found"]

MOST_FOUND = 40
_A_NUMBER = re.compile(r"[0-9]{6,}")


def found(actor: Actor, words: str) -> list[Row]:
    """At most `MOST_FOUND` cases that `actor` may see, newest first.

    A number is found by its beginning, wherever its case lies. Names are found by their beginning anywhere,
    and by any part of them among the open cases: those are what one works on, and few.
    """
    rows = visible_to(actor)
    number = normalise(words)
    if _A_NUMBER.fullmatch(number):
        matching = rows.filter(number__gte=number, number__lt=f"{number}:")  # ":" comes after "9"
        return [_row(*each) for each in matching.order_by("-number").values_list(*_READ)[:MOST_FOUND]]
    begins = rows.filter(applicant_name__startswith=words)
    open_ones = rows.filter(Q(applicant_name__contains=words) | Q(item_name__contains=words), closed_at=None)
    newest = [part.order_by("-submitted_at").values_list(*_READ)[:MOST_FOUND] for part in (begins, open_ones)]
    return [_row(*each) for each in newest[0].union(newest[1]).order_by("-submitted_at")[:MOST_FOUND]]


_READ = ("id", "submitted_at", "act_by", "closed_at", *SHOWN)


def _row(case_id: UUID, submitted_at: datetime, act_by: date | None, closed_at: datetime, *shown: Any) -> Row:
    return Row._make((case_id, case_id, act_by or closed_at, *shown, submitted_at))
