"""Papers that were issued: what they are, whom they concern, where the file lies, what fingerprint it has."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from hall.documents.lifecycle import Kind, State


class Document(models.Model):
    """One issued paper. The file in storage is the paper; this row is what the hall attests about it.

    The database refuses to change anything but the state, and to delete. Of the holder only a masked name is
    kept, for that is all a verification page may show.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in Kind])
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=120)
    holder_shown = models.CharField(max_length=200)
    about = models.UUIDField()
    dedupe = models.CharField(max_length=200, unique=True)
    verify_code = models.CharField(max_length=16, unique=True)
    state = models.CharField(
        max_length=8, choices=[(state.value, state.value) for state in State], default=State.VALID
    )
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revocation_reason = models.CharField(max_length=300, blank=True)
    storage_key = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    signer = models.CharField(max_length=200)
    signature_level = models.CharField(max_length=4)
    is_demo = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="document_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(state=State.VALID, revoked_at=None, revocation_reason="")
                | Q(state=State.REVOKED, revoked_at__isnull=False) & ~Q(revocation_reason=""),
                name="document_revoked_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["about", "issued_at"], name="document_about")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
