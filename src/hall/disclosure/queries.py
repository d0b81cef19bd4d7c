"""What the public may read about decisions, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.catalogue.public import ServiceItem
from hall.disclosure.models import PublishedDecision
from hall.foundation.public import NotFound, moment_cursor, older_than, today
from hall.places.public import Department
from hall.standards import receipt_number
from hall.standards.proceedings import Step, proceeding_of

PAGE_SIZE = 20


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
    basis: str
    decided_on: date
    is_natural: bool

    @property
    def number_shown(self) -> str:
        return receipt_number.display(self.case_number)


@dataclass(frozen=True)
class Figures:
    """How many cases were decided today and this month."""

    day: date
    decided_today: int
    granted_today: int
    decided_this_month: int


@dataclass(frozen=True)
class Wanted:
    """Which decisions are asked for; an empty wish asks for all. `month` is a month's first day."""

    department_id: int | None = None
    outcome: str = ""
    month: date | None = None


@dataclass(frozen=True)
class Listed:
    """One page of decisions, and the cursor of the next (empty at the end)."""

    rows: list[DecisionRow]
    older: str


def published() -> QuerySet[PublishedDecision]:
    """Published decisions, latest first, with all that a row shows: one query, however many are read."""
    types = ServiceItem.objects.filter(pk=OuterRef("item_id")).values("item_type")
    found = PublishedDecision.objects.select_related("hall", "department").annotate(
        item_type=Coalesce(Subquery(types), Value(""))
    )
    return found.order_by("-decided_at", "-id")


def row_of(decision: PublishedDecision) -> DecisionRow:
    """One of `published()` as a row: the outcome in the matter's own words, and why it is public."""
    matter = proceeding_of(vars(decision)["item_type"])
    return DecisionRow(
        decision.pk,
        decision.case_number,
        decision.item_name,
        decision.hall.name,
        decision.department.name,
        decision.applicant_shown,
        decision.outcome,
        matter.outcome(decision.outcome),
        matter.basis(Step.PUBLISH).law,
        decision.decided_on,
        decision.applicant_kind == "natural",
    )


def latest_decisions(n: int = 6) -> list[DecisionRow]:
    """The `n` latest published decisions (one query)."""
    return [row_of(decision) for decision in published()[:n]]


def figures_today() -> Figures:
    """Today's figures (one query)."""
    day = today()
    counted = PublishedDecision.objects.filter(decided_on__gte=day.replace(day=1)).aggregate(
        month=Count("pk"),
        today=Count("pk", filter=Q(decided_on=day)),
        granted=Count("pk", filter=Q(decided_on=day, outcome=PublishedDecision.Outcome.GRANTED)),
    )
    return Figures(day, counted["today"], counted["granted"], counted["month"])


def decisions(wanted: Wanted, *, before: str = "") -> Listed:
    """One page of published decisions, latest first (one query, however many there are)."""
    found = published()
    if wanted.department_id is not None:
        found = found.filter(department_id=wanted.department_id)
    if wanted.outcome:
        found = found.filter(outcome=wanted.outcome)
    if wanted.month is not None:
        found = found.filter(
            decided_at__gte=_midnight(wanted.month), decided_at__lt=_midnight(_next(wanted.month))
        )
    if before:
        found = found.filter(older_than(before, "decided_at"))
    page = list(found[: PAGE_SIZE + 1])
    last = page[PAGE_SIZE - 1] if len(page) > PAGE_SIZE else None
    older = moment_cursor(last.decided_at, last.pk) if last else ""
    return Listed([row_of(decision) for decision in page[:PAGE_SIZE]], older)


def decision(publication_id: UUID) -> tuple[DecisionRow, str]:
    """One published decision and the code of its item, for a link to the guide. Raises: NotFound."""
    found = published().filter(pk=publication_id).first()
    if found is None:
        raise NotFound(_("没有这条公示。"), remedy=_("请从公示列表打开。"))
    code = ServiceItem.objects.filter(pk=found.item_id).values_list("code", flat=True).first()
    return row_of(found), code or ""


def deciding_departments() -> list[Department]:
    """The departments that have published a decision, with their halls (one query)."""
    theirs = PublishedDecision.objects.filter(department=OuterRef("pk"))
    found = Department.objects.filter(Exists(theirs)).select_related("hall")
    return list(found.order_by("hall__position", "hall_id", "name"))


def first_month() -> date | None:
    """The month of the earliest published decision (one query)."""
    earliest = PublishedDecision.objects.order_by("decided_on").values_list("decided_on", flat=True).first()
    return earliest.replace(day=1) if earliest else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
