"""My space, composed of what the rooms below tell: drafts, running cases, papers, messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hall.applications.public import Application, State, mine
from hall.approvals.public import CaseStatus, case_status_many
from hall.documents.public import IssuedDocument, documents_about
from hall.identity.public import Actor
from hall.licences.public import licences_among
from hall.notifications.public import unread_count
from hall.ratings.public import rated_among
from hall.standards import receipt_number

__all__ = ["SHOWN", "Row", "Space", "papers_of", "rows_of", "shown", "space_of"]

GLANCE = 5
#: How the list is divided: what people look for, not what states are called inside.
SHOWN = {
    "running": (State.SUBMITTED,),
    "drafts": (State.DRAFT,),
    "ended": (State.CONCLUDED, State.WITHDRAWN, State.EXPIRED),
}
#: Case states that are over although the application itself hasn't heard of it yet.
OVER = frozenset({"granted", "refused", "not_accepted", "withdrawn", "completed"})
_TAGS = {
    "received": "info",
    "supplement": "warn",
    "reviewing": "info",
    "decidable": "info",
    "granted": "ok",
    "completed": "ok",
    "refused": "late",
    "not_accepted": "late",
    "withdrawn": "muted",
}


@dataclass(frozen=True)
class Row:
    """One application with its case, when it has one by now."""

    application: Application
    case: CaseStatus | None
    rated: bool = False

    @property
    def tag(self) -> str:
        return _TAGS.get(self.case.state, "info") if self.case else "muted"

    @property
    def has_supplied(self) -> bool:
        """Whether what was asked for has been sent already, though the case hasn't heard of it yet."""
        supplement = getattr(self.application, "supplement", None)
        return supplement is not None and supplement.filed_at is not None

    @property
    def wants_supplement(self) -> bool:
        return self.case is not None and self.case.state == "supplement" and not self.has_supplied

    @property
    def number(self) -> str:
        return receipt_number.display(self.application.receipt_number or "")

    @property
    def wants_rating(self) -> bool:
        return self.case is not None and self.case.state == "completed" and not self.rated

    @property
    def is_over(self) -> bool:
        return self.case is not None and self.case.state in OVER


@dataclass(frozen=True)
class Space:
    """The home of my space."""

    todo: list[Row]
    drafts: list[Application]
    running: list[Row]
    counts: dict[str, int]
    unread: int
    licences: int

    @property
    def nothing_to_do(self) -> bool:
        return not self.todo and not self.drafts


def space_of(actor: Actor) -> Space:
    """Everything a glance takes in: what to do, what is running, what there is."""
    filed = mine(actor).filter(state__in=[State.SUBMITTED, State.CONCLUDED]).order_by("-submitted_at", "id")
    rows = rows_of(filed[: 4 * GLANCE])
    return Space(
        todo=[row for row in rows if row.wants_supplement or row.wants_rating][:GLANCE],
        drafts=list(mine(actor).filter(state=State.DRAFT)[:GLANCE]),
        running=[row for row in rows if row.application.state == State.SUBMITTED and not row.is_over][
            :GLANCE
        ],
        counts=_counts(actor),
        unread=unread_count(actor.parties, actor.account_id),
        licences=len(licences_among(actor.parties)),
    )


def _counts(actor: Actor) -> dict[str, int]:
    counted: dict[str, Any] = mine(actor).aggregate(
        **{name: Count("pk", filter=Q(state__in=states)) for name, states in SHOWN.items()}
    )
    return counted


def rows_of(applications: Iterable[Application]) -> list[Row]:
    """These applications with their cases (a constant number of queries)."""
    found = list(applications)
    cases = case_status_many([row.pk for row in found])
    rated = rated_among([case.case_id for case in cases.values()])
    return [
        Row(row, case, case is not None and case.case_id in rated)
        for row in found
        for case in [cases.get(row.pk)]
    ]


def shown(actor: Actor, which: str) -> QuerySet[Application]:
    """One part of the list."""
    return mine(actor).filter(state__in=SHOWN[which])


def counts_of(actor: Actor) -> dict[str, int]:
    """How many there are in each part (one query)."""
    return _counts(actor)


def papers_of(application_id: UUID, case: CaseStatus | None) -> list[IssuedDocument]:
    """Every paper issued in the matter: the receipt is about the application, the rest about its case."""
    papers = documents_about(application_id)
    if case is not None and case.case_id != application_id:
        papers += documents_about(case.case_id)
    return sorted(papers, key=lambda paper: paper.issued_at)
