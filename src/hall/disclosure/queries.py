"""What the public may read about decisions, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from hall.disclosure.models import PublishedDecision
from hall.foundation.public import today


@dataclass(frozen=True)
class DecisionRow:
    """One published decision, as lists show it."""

    id: UUID
    case_number: str
    item_name: str
    hall_name: str
    department_name: str
    applicant_shown: str
    outcome: str
    outcome_label: str
    decided_on: date


@dataclass(frozen=True)
class Figures:
    """How many cases were decided today and this month."""

    day: date
    decided_today: int
    granted_today: int
    decided_this_month: int


def row_of(decision: PublishedDecision) -> DecisionRow:
    """`decision` as a row; hall and department must be joined already."""
    return DecisionRow(
        decision.pk,
        decision.case_number,
        decision.item_name,
        decision.hall.name,
        decision.department.name,
        decision.applicant_shown,
        decision.outcome,
        PublishedDecision.Outcome(decision.outcome).label,
        decision.decided_on,
    )


def latest_decisions(n: int = 6) -> list[DecisionRow]:
    """The `n` latest published decisions (one query)."""
    newest = PublishedDecision.objects.select_related("hall", "department").order_by("-decided_at", "-id")
    return [row_of(decision) for decision in newest[:n]]


def figures_today() -> Figures:
    """Today's figures (one query)."""
    day = today()
    counted = PublishedDecision.objects.filter(decided_on__gte=day.replace(day=1)).aggregate(
        month=Count("pk"),
        today=Count("pk", filter=Q(decided_on=day)),
        granted=Count("pk", filter=Q(decided_on=day, outcome=PublishedDecision.Outcome.GRANTED)),
    )
    return Figures(day, counted["today"], counted["granted"], counted["month"])
