"""Electronic licences and what types of them there are."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from hall.foundation.public import EncryptedTextField
from hall.licences.lifecycle import State


class LicenceType(models.Model):
    """A type of licence. Its code is the credit code of the body that defines it and three more digits.

    `lines` is what such a licence says, in order, each {"label", "answers", "register", "basis"}
    (`rules.lines.Line`). A type without lines names holder, matter, issuer and dates only.
    """

    code = models.CharField(max_length=21, primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    validity_years = models.PositiveSmallIntegerField(null=True, blank=True)
    legal_basis = models.CharField(max_length=200)
    validity_basis = models.CharField(max_length=200, blank=True)
    is_demo_code = models.BooleanField()
    lines = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9A-Z]{18}\d{3}$"), name="licence_type_code"),
            models.CheckConstraint(
                condition=Q(validity_years=None) | Q(validity_years__gt=0) & ~Q(validity_basis=""),
                name="licence_type_years_from_law",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """One licence to one holder, as it was when issued: a later change of name changes nothing here.

    `number` is the identifier of GB/T 36904. While the file is being made there is no document; the database
    refuses a licence in force without one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    type = models.ForeignKey(LicenceType, on_delete=models.PROTECT, related_name="licences")
    number = models.CharField(max_length=100, unique=True)
    version = models.PositiveSmallIntegerField(default=1)
    case_id = models.UUIDField(unique=True)
    case_number = models.CharField(max_length=60)
    holder = models.ForeignKey("identity.Party", on_delete=models.PROTECT, related_name="+")
    holder_kind = models.CharField(max_length=8)
    holder_name = models.CharField(max_length=200)
    holder_number = EncryptedTextField(blank=True)
    issuer_name = models.CharField(max_length=120)
    issuer_code = models.CharField(max_length=18)
    department = models.ForeignKey(
        "places.Department", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = EncryptedTextField(blank=True)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in State], default=State.MAKING
    )
    state_reason = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.MAKING, document=None, issued_at=None)
                | Q(
                    state__in=[State.VALID, State.SUSPENDED, State.REVOKED, State.CANCELLED],
                    document__isnull=False,
                    issued_at__isnull=False,
                ),
                name="licence_in_force_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="licence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.MAKING, State.VALID]) | ~Q(state_reason=""),
                name="licence_stopped_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["holder", "-issued_at"], name="licence_of_holder")]

    def __str__(self) -> str:
        return self.number
