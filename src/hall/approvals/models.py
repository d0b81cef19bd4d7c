"""A case, its departments' reviews and its one supplement request: shape, and what the database won't accept.

A case is a file in a cabinet: it lies in one drawer (`state`) under one date (`act_by`), the day by which the
office must take its next step. That pair is what every desk list is read by.

Deliberately absent: a status history table (history lies in `foundation`, hash-chained) and copies of what
was filed (it lies with the application). Names of item and applicant are copied, since a case says what it
was about even after the catalogue has moved on.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hall.approvals.lifecycle import State

STATE_LABELS = {
    State.RECEIVED: "收件",
    State.SUPPLEMENT: "待补正",
    State.REVIEWING: "审查中",
    State.DECIDABLE: "待决定",
    State.GRANTED: "准予",
    State.REFUSED: "不予",
    State.NOT_ACCEPTED: "不予受理",
    State.WITHDRAWN: "撤回",
    State.COMPLETED: "办结",
}


class Case(models.Model):
    """One application under decision by the office."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", "准予"
        REFUSED = "refused", "不予"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.CharField(max_length=40)
    application_id = models.UUIDField(unique=True)
    party = models.ForeignKey("identity.Party", on_delete=models.PROTECT, related_name="+")
    applicant_name = models.CharField(max_length=200)
    applicant_kind = models.CharField(max_length=8)
    item = models.ForeignKey(
        "catalogue.ServiceItem", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    item_name = models.CharField(max_length=300)
    hall = models.ForeignKey("places.Hall", on_delete=models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey(
        "places.Department", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    review_department_ids = ArrayField(models.BigIntegerField(), default=list)
    legal_limit_days = models.PositiveSmallIntegerField()
    promise_limit_days = models.PositiveSmallIntegerField(null=True)
    project_type = models.CharField(max_length=2, blank=True)

    state = models.CharField(
        max_length=12,
        choices=[(state.value, label) for state, label in STATE_LABELS.items()],
        default=State.RECEIVED.value,
    )
    version = models.PositiveIntegerField(default=1)
    act_by = models.DateField(null=True)
    submitted_at = models.DateTimeField()
    supplement_asked_at = models.DateTimeField(null=True)
    supplement_filed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    promised_on = models.DateField(null=True)
    reviews_open = models.PositiveSmallIntegerField(default=0)
    reviews_failed = models.PositiveSmallIntegerField(default=0)
    reviewed_by = ArrayField(models.BigIntegerField(), default=list)
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    ground = models.CharField(max_length=12, blank=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        # What a state is made of is held by the trigger `case_is_whole` (migration 0004): ADR 0016 says why.
        constraints = [models.UniqueConstraint(fields=["number"], name="case_one_per_number")]
        indexes = [
            # A hall's or a department's drawer in the order of its dates: one index range is one desk page.
            models.Index(
                fields=["hall", "state", "act_by", "id"], name="case_hall_drawer", condition=Q(closed_at=None)
            ),
            models.Index(
                fields=["department", "state", "act_by", "id"],
                name="case_department_drawer",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["hall", "-closed_at", "id"],
                name="case_hall_archive",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["department", "-closed_at", "id"],
                name="case_department_archive",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["applicant_name"], name="case_by_applicant", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def received_at(self) -> datetime:
        """When the materials that are being looked at came: the supplement's day once it has come."""
        return self.supplement_filed_at or self.submitted_at


class DepartmentReview(models.Model):
    """One department's part of a case. All parts are open at once: departments review in parallel."""

    class State(models.TextChoices):
        PENDING = "pending", "待审查"
        PASSED = "passed", "通过"
        FAILED = "failed", "不通过"
        VOID = "void", "已终止"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reviews", db_index=False)
    department = models.ForeignKey(
        "places.Department", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    due_on = models.DateField()
    opinion = models.TextField(blank=True)
    reviewer = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "department"], name="review_one_per_department"),
            models.CheckConstraint(
                name="review_concluded_has_moment",
                condition=(Q(state="pending") & Q(concluded_at=None, reviewer=None, opinion=""))
                | (~Q(state="pending") & Q(concluded_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="review_failed_has_opinion", condition=~Q(state="failed") | ~Q(opinion="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "due_on", "id"], name="review_drawer", condition=Q(state="pending")
            ),
            models.Index(
                fields=["department", "-concluded_at", "id"],
                name="review_archive",
                condition=Q(concluded_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.department_id}"


class SupplementRequest(models.Model):
    """The one notice of everything that must be supplied. Its key is the case: a second one can't exist.

    行政许可法 第三十二条(四): 一次告知. `wanted` holds `events.Wanted` rows, as they were told.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="supplement")
    wanted = models.JSONField()
    note = models.TextField(blank=True)
    reply_by = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="supplement_wants_something", condition=~Q(wanted=[])),
        ]

    def __str__(self) -> str:
        return str(self.case_id)
